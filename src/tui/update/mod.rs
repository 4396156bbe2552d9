//! What changes, and what follows, when something happens: one pure function.
//!
//! [`update`] takes the model and a message and gives effects; it calls nothing, reads no clock and makes no random
//! number. A file for each kind of thing: keys and what lies over the screen (`keys`, `overlays`), actions (`actions`),
//! what is asked (`loads`) and answered (`answers`), decisions (`takedowns`, `outbox`, `refunds`, `bookings`).
//! To add an action: its line in `keymap::table`, what it does in `actions`.

mod actions;
mod answers;
mod bookings;
mod claims;
mod command;
mod facts;
mod filter;
mod keys;
mod loads;
mod mouse;
mod outbox;
mod overlays;
mod refunds;
mod takedowns;
mod time;

pub use self::{
    filter::query_fields,
    loads::needed,
    overlays::offered,
    refunds::{amount, question},
};
use super::{
    effect::{Call, Effect, Of},
    layout::Layout,
    message::Message,
    model::{Model, slot::Ticket, tabs::Tab},
    theme::Role,
    view,
};

/// The effects that a run begins with.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    let (ticket, effect) = ask(model, Of::Me, Call::Me);
    model.me.waiting = Some(ticket);
    vec![effect]
}

/// Takes in what happened and says what follows.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key) => {
            model.touched = model.now;
            keys::press(model, key)
        }
        Message::Paste(text) => keys::paste(model, &text),
        Message::Mouse(mouse) => {
            model.touched = model.now;
            mouse::happened(model, mouse)
        }
        Message::Resize(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Message::Time(now) => time::passed(model, now),
        Message::Answer(ticket, of, result) => answers::take(model, ticket, of, *result),
        Message::Said(text) => {
            model.say(Role::Warn, text);
            Vec::new()
        }
        Message::Live(live) => {
            model.live = live;
            Vec::new()
        }
        Message::Changed(topic) => {
            time::changed(model, topic);
            Vec::new()
        }
        Message::Opened(result) => {
            match result {
                Ok(()) => model.say(Role::Good, "The link was given to the browser."),
                Err(why) => model.say(Role::Bad, format!("The link could not be opened: {why}")),
            }
            Vec::new()
        }
    };
    keep_in_view(model);
    effects
}

/// Makes a question of a call; who waits for it keeps the ticket.
fn ask(model: &mut Model, of: Of, call: Call) -> (Ticket, Effect) {
    let ticket = model.ticket();
    (ticket, Effect::Ask(ticket, of, call))
}

/// The row at hand is always among those that are seen.
fn keep_in_view(model: &mut Model) {
    let rows = Layout::of(model.size).list_rows();
    let rows = if model.tab == Tab::System { rows.saturating_sub(view::SYSTEM_REST) } else { rows };
    if let Some(list) = model.list_mut(model.tab) {
        list.scroll(rows);
    }
}
