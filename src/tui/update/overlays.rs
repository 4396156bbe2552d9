//! Keys while something lies over the screen.

use super::{actions, bookings, claims, command, keys, loads, refunds, takedowns};
use crate::{
    domain::{evidence::Evidence, reason::check_length, refund::Alternative},
    operations::Attempt,
    tui::{
        effect::{Call, Effect, Of},
        key::Key,
        keymap::{self, Binding, Possible, possible},
        model::{
            Model,
            overlay::{
                Confirm, Confirmed, Decision, Filter, Links, Moves, Note, Overlay, RefundPanel, RefundPart, Takeover,
            },
            tabs::Tab,
        },
        theme::Role,
        widgets::editor::Editor,
    },
};

/// Columns of the decision's editor, for going up and down in it.
pub const EDITOR: usize = 70;

/// Takes a key; the overlay stays where it is put back.
pub fn press(model: &mut Model, overlay: Overlay, key: Key) -> Vec<Effect> {
    match overlay {
        Overlay::Help(line, at) => help(model, line, at, key),
        Overlay::Palette(line, at) => palette(model, line, at, key),
        Overlay::Filter(filter) => filtering(model, filter, key),
        Overlay::Decision(panel) => deciding(model, *panel, key),
        Overlay::Takeover(takeover) => taking_over(model, takeover, key),
        Overlay::Refund(panel) => refunding(model, *panel, key),
        Overlay::Moves(moves) => moving(model, moves, key),
        Overlay::Note(note) => noting(model, note, key),
        Overlay::Links(links) => linking(model, links, key),
        Overlay::Confirm(confirm) => confirming(model, confirm, key),
        Overlay::Unlock(line, action) => unlocking(model, line, action, key),
        Overlay::Copied(_) => Vec::new(),
    }
}

/// Where pasted text goes.
pub fn editor(overlay: &mut Overlay) -> Option<&mut Editor> {
    match overlay {
        Overlay::Help(line, _) | Overlay::Palette(line, _) | Overlay::Unlock(line, _) => Some(line),
        Overlay::Filter(filter) => Some(&mut filter.line),
        Overlay::Decision(panel) => {
            panel.writing = true;
            Some(&mut panel.reason)
        }
        Overlay::Takeover(takeover) => Some(&mut takeover.reason),
        Overlay::Refund(panel) => match panel.part {
            RefundPart::Amount => Some(&mut panel.amount),
            _ => Some(&mut panel.reason),
        },
        Overlay::Note(note) => Some(&mut note.text),
        Overlay::Moves(_) | Overlay::Links(_) | Overlay::Confirm(_) | Overlay::Copied(_) => None,
    }
}

fn stay(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.overlay = Some(overlay);
    Vec::new()
}

fn help(model: &mut Model, mut line: Editor, at: usize, key: Key) -> Vec<Effect> {
    let count = keymap::fitting(model, line.text()).len();
    let at = match key {
        Key::Esc | Key::Enter => return Vec::new(),
        Key::Down => (at + 1).min(count.saturating_sub(1)),
        Key::Up => at.saturating_sub(1),
        Key::PageDown => (at + 10).min(count.saturating_sub(1)),
        Key::PageUp => at.saturating_sub(10),
        _ => {
            line.press(key);
            0
        }
    };
    stay(model, Overlay::Help(line, at))
}

/// What the palette shows for what was typed: what can be done first.
pub fn offered(model: &Model, typed: &str) -> Vec<(&'static Binding, Possible)> {
    let mut all: Vec<_> =
        keymap::fitting(model, typed).into_iter().map(|binding| (binding, possible(model, binding))).collect();
    all.sort_by_key(|(_, possible)| *possible != Possible::Yes);
    all
}

fn palette(model: &mut Model, mut line: Editor, at: usize, key: Key) -> Vec<Effect> {
    let all = offered(model, line.text());
    let at = match key {
        Key::Esc => return Vec::new(),
        Key::Enter => return all.get(at).map(|(binding, _)| keys::attempt(model, binding)).unwrap_or_default(),
        Key::Down | Key::Tab => (at + 1).min(all.len().saturating_sub(1)),
        Key::Up | Key::BackTab => at.saturating_sub(1),
        _ => {
            line.press(key);
            0
        }
    };
    stay(model, Overlay::Palette(line, at))
}

fn filtering(model: &mut Model, mut filter: Filter, key: Key) -> Vec<Effect> {
    match key {
        Key::Esc => return Vec::new(),
        Key::Enter => {
            let line = filter.line.text().trim().to_owned();
            return match loads::check_filter(model, &line) {
                Some(problem) => stay(model, Overlay::Filter(Filter { problem: Some(problem), ..filter })),
                None => loads::refilter(model, line),
            };
        }
        _ => filter.line.press(key),
    };
    filter.problem = None;
    stay(model, Overlay::Filter(filter))
}

fn deciding(model: &mut Model, mut panel: Decision, key: Key) -> Vec<Effect> {
    match key {
        Key::Enter => return takedowns::decide(model, panel),
        Key::Ctrl('y') => return copied(model, &panel),
        Key::PageDown => panel.scroll += 3,
        Key::PageUp => panel.scroll = panel.scroll.saturating_sub(3),
        _ if panel.writing => match writing(&mut panel, key) {
            Some(()) => {}
            None => return Vec::new(),
        },
        Key::Char('y') => return copied(model, &panel),
        Key::Esc => return Vec::new(),
        _ => choosing(&mut panel, key),
    }
    takedowns::preview(model, panel);
    Vec::new()
}

fn copied(model: &mut Model, panel: &Decision) -> Vec<Effect> {
    let line = command::decision(model, panel);
    command::copy(model, line)
}

/// A key in the reason; nothing when it closes the panel.
fn writing(panel: &mut Decision, key: Key) -> Option<()> {
    match key {
        Key::Esc if panel.snippets.is_empty() || panel.reason.text().is_empty() => return None,
        Key::Esc | Key::Tab => panel.writing = panel.snippets.is_empty(),
        Key::Up | Key::Down => panel.reason.vertical(key == Key::Down, EDITOR),
        _ => {
            panel.reason.press(key);
            panel.problem = None;
        }
    }
    Some(())
}

fn choosing(panel: &mut Decision, key: Key) {
    match key {
        Key::Char(c @ '1'..='9') => {
            let at = usize::from(u8::try_from(c).unwrap_or(b'1') - b'1');
            if let Some(snippet) = panel.snippets.get(at) {
                panel.reason.set(snippet.clone());
                panel.problem = None;
            }
        }
        Key::Char('e' | 'i') | Key::Tab => panel.writing = true,
        Key::Char('v') => panel.notify_vendor = !panel.notify_vendor,
        Key::Char('w') => panel.notify_reviewer = !panel.notify_reviewer && panel.verdict.action().is_some(),
        Key::Down | Key::Char('j') => panel.scroll += 1,
        Key::Up | Key::Char('k') => panel.scroll = panel.scroll.saturating_sub(1),
        _ => {}
    }
}

fn taking_over(model: &mut Model, mut takeover: Takeover, key: Key) -> Vec<Effect> {
    match key {
        Key::Esc => return Vec::new(),
        Key::Enter => {
            let reason = takeover.reason.text().trim().to_owned();
            match check_length(&reason, 10, 500) {
                Ok(()) => return claims::claim_of(model, takeover.request, Some(reason)),
                Err(problem) => takeover.problem = Some(format!("The reason {problem}.")),
            }
        }
        _ => {
            takeover.reason.press(key);
            takeover.problem = None;
        }
    }
    stay(model, Overlay::Takeover(takeover))
}

fn refunding(model: &mut Model, mut panel: RefundPanel, key: Key) -> Vec<Effect> {
    if panel.asked_twice {
        match key {
            Key::Char('y') => return refunds::decide(model, &panel),
            Key::Char('n') | Key::Esc => panel.asked_twice = false,
            _ => {}
        }
        return stay(model, Overlay::Refund(Box::new(panel)));
    }
    match key {
        Key::Esc => return Vec::new(),
        Key::Enter => return refunds::submit(model, panel),
        Key::Ctrl('y') => {
            let line = command::refund(model, &panel);
            return command::copy(model, line);
        }
        Key::Tab | Key::BackTab => panel.part = other_part(&panel),
        Key::Ctrl('t') => panel.notify_user = !panel.notify_user,
        Key::Ctrl('v') if panel.approve => panel.notify_vendor = !panel.notify_vendor,
        _ => filling(&mut panel, key),
    }
    stay(model, Overlay::Refund(Box::new(panel)))
}

fn other_part(panel: &RefundPanel) -> RefundPart {
    match panel.part {
        RefundPart::Reason if panel.approve => RefundPart::Amount,
        RefundPart::Reason => RefundPart::Offer,
        RefundPart::Amount | RefundPart::Offer => RefundPart::Reason,
    }
}

fn filling(panel: &mut RefundPanel, key: Key) {
    panel.problem = None;
    match panel.part {
        RefundPart::Amount => {
            panel.amount.press(key);
        }
        RefundPart::Reason if matches!(key, Key::Up | Key::Down) => panel.reason.vertical(key == Key::Down, EDITOR),
        RefundPart::Reason => {
            panel.reason.press(key);
        }
        RefundPart::Offer => {
            let all = Alternative::ALL;
            let at = all.iter().position(|one| *one == panel.offer).unwrap_or_default();
            match key {
                Key::Left | Key::Up => panel.offer = all[(at + all.len() - 1) % all.len()],
                Key::Right | Key::Down | Key::Char(' ') => panel.offer = all[(at + 1) % all.len()],
                _ => {}
            }
        }
    }
}

fn moving(model: &mut Model, mut moves: Moves, key: Key) -> Vec<Effect> {
    match key {
        Key::Esc => return Vec::new(),
        Key::Enter => return bookings::go(model, &moves),
        Key::Down | Key::Char('j') => moves.at = (moves.at + 1).min(moves.to.len().saturating_sub(1)),
        Key::Up | Key::Char('k') => moves.at = moves.at.saturating_sub(1),
        _ => {}
    }
    stay(model, Overlay::Moves(moves))
}

fn noting(model: &mut Model, mut note: Note, key: Key) -> Vec<Effect> {
    match key {
        Key::Esc => return Vec::new(),
        Key::Enter => return bookings::submit(model, note),
        Key::Up | Key::Down => note.text.vertical(key == Key::Down, EDITOR),
        _ => {
            note.text.press(key);
            note.problem = None;
        }
    }
    stay(model, Overlay::Note(note))
}

/// Shows the evidence of the case at hand.
pub fn links(model: &mut Model) -> Vec<Effect> {
    let evidence: Vec<Evidence> = match model.tab {
        Tab::Takedowns => model.takedowns.case.of(model.takedowns.case.id).map(|case| case.evidence.clone()),
        _ => model.refunds.case.of(model.refunds.case.id).map(|refund| refund.item.evidence.clone()),
    }
    .unwrap_or_default();
    let shows = |piece: &Evidence| {
        let name = piece.filename.as_ref().or(piece.description.as_ref()).or(piece.content.as_ref());
        format!("{:?}  {}", piece.kind, name.map(ToString::to_string).unwrap_or_default()).to_lowercase()
    };
    let address = |piece: &Evidence| piece.url.as_ref().map(|url| url.raw().to_owned()).unwrap_or_default();
    let all = evidence.iter().map(|piece| (shows(piece), address(piece))).collect();
    stay(model, Overlay::Links(Links { all, at: 0, shown: false }))
}

/// Whether an address may be given to a browser: on the web, in the characters that addresses are made of.
pub fn opens(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let rest = address.trim_start_matches("https://").trim_start_matches("http://");
    web && !rest.is_empty() && !rest.starts_with('-') && address.bytes().all(|b| b.is_ascii_graphic())
}

fn linking(model: &mut Model, mut links: Links, key: Key) -> Vec<Effect> {
    let address = links.all.get(links.at).map(|(_, address)| address.clone()).unwrap_or_default();
    match key {
        Key::Esc | Key::Char('q') if !links.shown => return Vec::new(),
        Key::Esc => links.shown = false,
        Key::Enter if !links.shown && opens(&address) => links.shown = true,
        Key::Enter if !opens(&address) => {
            model.say(Role::Warn, "Only http and https addresses are opened; this piece has none.");
        }
        Key::Enter => {
            links.shown = false;
            model.overlay = Some(Overlay::Links(links));
            return vec![Effect::Open(address)];
        }
        Key::Char('y') if opens(&address) => return command::copy(model, address),
        Key::Down | Key::Char('j') if !links.shown => links.at = (links.at + 1).min(links.all.len().saturating_sub(1)),
        Key::Up | Key::Char('k') if !links.shown => links.at = links.at.saturating_sub(1),
        _ => {}
    }
    stay(model, Overlay::Links(links))
}

fn confirming(model: &mut Model, confirm: Confirm, key: Key) -> Vec<Effect> {
    match key {
        Key::Char('y') => match confirm.yes {
            Confirmed::Quit => actions::leave(model),
            Confirmed::CancelJob(id) => {
                let attempt = Attempt::with_key(model.key());
                refunds::send(model, Of::CancelJob(id), Call::CancelJob(id, attempt))
            }
            Confirmed::Revoke(id) => {
                let attempt = Attempt::with_key(model.key());
                refunds::send(model, Of::Revoke(id), Call::Revoke(id, attempt))
            }
        },
        Key::Char('n') | Key::Esc => Vec::new(),
        _ => stay(model, Overlay::Confirm(confirm)),
    }
}

fn unlocking(model: &mut Model, mut line: Editor, action: keymap::Action, key: Key) -> Vec<Effect> {
    match key {
        Key::Esc => return Vec::new(),
        Key::Enter if Some(line.text().trim()) == model.place.profile.as_deref() => {
            model.unlocked = true;
            return actions::act(model, action);
        }
        Key::Enter => model.say(Role::Bad, "That is not the profile's name."),
        _ => {
            line.press(key);
        }
    }
    stay(model, Overlay::Unlock(line, action))
}
