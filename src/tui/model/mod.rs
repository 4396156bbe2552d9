//! Everything the screens know, and nothing they do.
//!
//! [`Model`] is what `update` changes and `view` reads; a file beside it for each part: what is loaded (`slot`, `listing`),
//! the tabs (`tabs`), what lies over them (`overlay`), decisions on their way (`outbox`). Nothing here calls anything.
//! To add a tab: its state in `tabs`, its field here.

pub mod listing;
pub mod outbox;
pub mod overlay;
pub mod setup;
pub mod slot;
pub mod tabs;

use jiff::tz::TimeZone;
use uuid::Uuid;

use self::{
    listing::Rows,
    outbox::Outbox,
    overlay::Overlay,
    setup::{Letters, Place, Setup},
    slot::{Slot, Ticket},
    tabs::{Audit, Beside, Bookings, Focus, Jobs, Overview, Refunds, System, Tab, Takedowns},
};
use crate::{
    domain::{
        actor::Permission,
        time::{SECOND, Timestamp},
    },
    error::Error,
    operations::auth::Me,
    tui::{
        effect::{Call, Of},
        theme::{Role, Theme},
    },
};

/// The smallest screen that is worked on, in columns and rows.
pub const SMALLEST: (u16, u16) = (80, 24);

/// A line that is said for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The line.
    pub text: String,
    /// How it looks.
    pub role: Role,
    /// Until when.
    pub until: Timestamp,
}

/// Whether what is worked on can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Since when it can't.
    pub lost: Option<Timestamp>,
    /// Why.
    pub why: String,
}

/// A change that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// What it is about.
    pub of: Of,
    /// The change, with its key.
    pub call: Call,
    /// When it is sent again; nothing while its answer is waited for.
    pub due: Option<Timestamp>,
    /// How often it was tried.
    pub tries: u32,
}

/// Everything the screens know.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "they have nothing to do with each other")]
pub struct Model {
    /// Columns and rows.
    pub size: (u16, u16),
    /// This moment.
    pub now: Timestamp,
    /// When the operator last did something.
    pub touched: Timestamp,
    /// The tab in view.
    pub tab: Tab,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// Who acts.
    pub me: Slot<Me>,
    /// Where.
    pub place: Place,
    /// Whether the profile's name was typed.
    pub unlocked: bool,
    /// The zone of the person.
    pub zone: TimeZone,
    /// The looks.
    pub theme: Theme,
    /// Whether nothing moves by itself.
    pub still: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether the server is there.
    pub link: Link,
    /// A line that is said for a while.
    pub notice: Option<Notice>,
    /// Decisions on their way.
    pub outbox: Outbox,
    /// Saved reasons, and those of this run after them.
    pub snippets: Vec<String>,
    /// Reasons of this run, the last first.
    pub recent: Vec<String>,
    /// What each party would receive.
    pub letters: Letters,
    /// The words that a copied command begins with.
    pub command: Vec<String>,
    /// When what is in view is asked for again.
    pub next_refresh: Timestamp,
    /// How often that is.
    pub refresh: i64,
    /// Whether changes are heard of as they are made.
    pub live: bool,
    /// The overview.
    pub overview: Overview,
    /// The takedown screen.
    pub takedowns: Takedowns,
    /// The refund screen.
    pub refunds: Refunds,
    /// The booking screen.
    pub bookings: Bookings,
    /// The job screen.
    pub jobs: Jobs,
    /// The audit screen.
    pub audit: Audit,
    /// The system screen.
    pub system: System,
    /// A change that is on its way and may have to be sent again under its key.
    pub sent: Option<Sent>,
    /// Set when the screens end.
    pub over: bool,
    run: Uuid,
    tickets: Ticket,
    keys: u64,
}

impl Model {
    /// The screens before anything was asked.
    pub fn new(setup: Setup, size: (u16, u16)) -> Self {
        Self {
            size,
            now: setup.now,
            touched: setup.now,
            tab: Tab::Takedowns,
            overlay: None,
            me: Slot::default(),
            unlocked: !setup.place.protected,
            place: setup.place,
            zone: setup.zone,
            theme: Theme(setup.theme),
            still: setup.still,
            mouse: true,
            link: Link::default(),
            notice: None,
            outbox: Outbox::default(),
            snippets: setup.snippets,
            recent: Vec::new(),
            letters: setup.letters,
            command: setup.command,
            next_refresh: setup.now,
            refresh: setup.refresh,
            live: false,
            overview: Overview::default(),
            takedowns: Takedowns::default(),
            refunds: Refunds::default(),
            bookings: Bookings::default(),
            jobs: Jobs::default(),
            audit: Audit::default(),
            system: System::default(),
            sent: None,
            over: false,
            run: setup.run,
            tickets: 0,
            keys: 0,
        }
    }

    /// The list of a tab.
    pub fn list(&self, tab: Tab) -> Option<&dyn Rows> {
        match tab {
            Tab::Takedowns => Some(&self.takedowns.list),
            Tab::Refunds => Some(&self.refunds.list),
            Tab::Bookings => Some(&self.bookings.list),
            Tab::Jobs => Some(&self.jobs.list),
            Tab::Audit => Some(&self.audit.list),
            Tab::System => Some(&self.system.sessions),
            Tab::Overview => None,
        }
    }

    /// As [`Self::list`], to change it.
    pub fn list_mut(&mut self, tab: Tab) -> Option<&mut dyn Rows> {
        match tab {
            Tab::Takedowns => Some(&mut self.takedowns.list),
            Tab::Refunds => Some(&mut self.refunds.list),
            Tab::Bookings => Some(&mut self.bookings.list),
            Tab::Jobs => Some(&mut self.jobs.list),
            Tab::Audit => Some(&mut self.audit.list),
            Tab::System => Some(&mut self.system.sessions),
            Tab::Overview => None,
        }
    }

    /// What stands beside the list in view and is loaded by itself.
    pub fn beside(&mut self) -> Option<&mut dyn Beside> {
        match self.tab {
            Tab::Takedowns => Some(&mut self.takedowns.case),
            Tab::Refunds => Some(&mut self.refunds.case),
            Tab::Bookings => Some(&mut self.bookings.case),
            Tab::Jobs => Some(&mut self.jobs.case),
            Tab::Audit | Tab::System | Tab::Overview => None,
        }
    }

    /// Whether one case after the other is in view, instead of the list.
    pub fn in_triage(&self) -> bool {
        self.tab == Tab::Takedowns && self.takedowns.triage.is_some()
    }

    /// What takes the arrows.
    pub fn focus(&self) -> Focus {
        self.list(self.tab).map_or(Focus::List, Rows::focus)
    }

    /// The ticket of the next question.
    pub fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        self.tickets
    }

    /// An idempotency key that nothing else has.
    pub fn key(&mut self) -> String {
        self.keys += 1;
        format!("tui-{}-{}", self.run, self.keys)
    }

    /// A number that no other decision has.
    pub fn number(&mut self) -> u64 {
        self.ticket()
    }

    /// Says a line for a while.
    pub fn say(&mut self, role: Role, text: impl Into<String>) {
        let text = text.into();
        let seconds = if role == Role::Bad { 10 } else { 5 };
        self.notice = Some(Notice { text, role, until: self.now.plus(seconds * SECOND) });
    }

    /// Says why something did not work.
    pub fn complain(&mut self, error: &Error) {
        let text = error.message.clone();
        self.say(Role::Bad, text);
    }

    /// How long what is in view holds before it is asked for again.
    pub const fn period(&self) -> i64 {
        // What is heard of needs no looking for; it is looked all the same, in case something was missed.
        if self.live { 6 * self.refresh } else { self.refresh }
    }

    /// Whether the operator holds a permission; before it is known who they are, nobody is kept from looking.
    pub fn may(&self, permission: Permission) -> bool {
        self.me.value.as_ref().is_none_or(|me| me.user.permissions.allows(permission))
    }

    /// Whether anything is on its way.
    pub fn busy(&self) -> bool {
        let mut lists = Tab::ALL.iter().filter_map(|tab| self.list(*tab));
        let cases = [
            self.takedowns.case.slot.waiting,
            self.refunds.case.slot.waiting,
            self.bookings.case.slot.waiting,
            self.jobs.case.slot.waiting,
        ];
        let changes = [
            self.takedowns.claim.waiting,
            self.refunds.deciding.waiting,
            self.bookings.changing.waiting,
            self.jobs.cancelling.waiting,
            self.system.revoking.waiting,
        ];
        let rest = [self.audit.verification.waiting, self.me.waiting];
        let ahead = self.takedowns.triage.as_ref().is_some_and(|triage| triage.wanting);
        ahead
            || lists.any(Rows::is_waiting)
            || cases.iter().chain(&changes).chain(&rest).any(Option::is_some)
            || !self.outbox.pending.is_empty()
            || self.link.lost.is_some()
    }
}
