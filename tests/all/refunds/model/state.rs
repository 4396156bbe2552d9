//! What the model keeps.

use appydex_admin::domain::{
    refund::machine::{Moment, Progress, Reply, Standing},
    time::Timestamp,
};

/// How long things take, in ticks of the clock.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// From the first copy on, others may be written for so long.
    pub window: i64,
    /// What the product allows copies and lists.
    pub grace: i64,
    /// A lease lasts so long.
    pub lease: i64,
    /// The gateway remembers a key for so long.
    pub memory: i64,
    /// A copy that was written arrives within this, or never.
    pub flight: i64,
    /// A list shows a refund at the latest so long after it was executed.
    pub lag: i64,
    /// When the clock stands still.
    pub end: i64,
}

/// As short as everything that matters still fits in.
pub const TIGHT: Times = Times { window: 2, grace: 2, lease: 1, memory: 3, flight: 1, lag: 1, end: 7 };

/// The rules that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    IntentFirst,
    OneKey,
    Window,
    Unknown,
    SoleRefusal,
    Fence,
    Sweep,
    Absence,
    PeopleDecide,
    Compare,
    Freeze,
}

impl Rule {
    pub const fn name(self) -> &'static str {
        match self {
            Self::IntentFirst => "R1 intent before network",
            Self::OneKey => "R2 one key a try",
            Self::Window => "R3 window and gate",
            Self::Unknown => "R4 unknown is no refusal",
            Self::SoleRefusal => "R5 only a sole refusal",
            Self::Fence => "R6 fenced sending",
            Self::Sweep => "R7 sweep",
            Self::Absence => "R8 absence counts late",
            Self::PeopleDecide => "R9 people decide again",
            Self::Compare => "R10 compare first",
            Self::Freeze => "R15 freeze on restore",
        }
    }
}

/// Which world is walked through.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    pub times: Times,
    pub without: Option<Rule>,
    /// An older copy of the database may be restored, once.
    pub restores: bool,
    /// Somebody may refund at the gateway itself, once.
    pub foreign: bool,
}

impl Model {
    pub fn keeps(&self, rule: Rule) -> bool {
        self.without != Some(rule)
    }

    pub fn moment(&self, now: i64) -> Moment {
        Moment { now: Timestamp(now), wait: 1, window: self.times.window, grace: self.times.grace }
    }
}

/// A try's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Try {
    pub it: Standing,
    pub live: bool,
    pub lease_until: Option<i64>,
    /// Which refund at the gateway it is.
    pub executed: Option<u8>,
}

/// The database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Db {
    pub tries: Vec<Try>,
    /// Which refunds at the gateway the ledger has, a bit each.
    pub posted: u8,
    pub frozen: Option<i64>,
    /// One refund may have been paid twice: nothing is sent.
    pub alarm: bool,
}

/// How far a worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doing {
    Nothing,
    /// It has a lease.
    Took,
    /// It has read the gateway's list, a bit each.
    Looked(u8),
    /// It has written down that it sends, and may until then.
    May(i64),
    /// It waits for the answer.
    Wrote,
    /// It has one, about a refund at the gateway.
    Heard(Reply, Option<u8>),
}

/// A worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Worker {
    pub doing: Doing,
    /// At which try.
    pub at: u8,
    /// Whether the lease is still its own.
    pub held: bool,
    /// How the try stood when it was taken; kept only where sending isn't fenced.
    pub stale: Option<Standing>,
}

pub const IDLE: Worker = Worker { doing: Doing::Nothing, at: 0, held: false, stale: None };

/// A copy on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Copy {
    pub of: u8,
    /// Tells keys of one try apart where it has several.
    pub salt: u8,
    pub written: i64,
    /// Who waits for the answer.
    pub waiter: Option<u8>,
}

/// A refund at the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Executed {
    pub of: u8,
    pub salt: u8,
    pub at: i64,
    pub progress: Progress,
    /// Somebody made it at the gateway itself.
    pub foreign: bool,
}

/// Everything.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub now: i64,
    pub db: Db,
    pub workers: [Worker; 2],
    pub copies: Vec<Copy>,
    pub executed: Vec<Executed>,
    /// An older copy of the database.
    pub snapshot: Option<Db>,
    pub restored: bool,
    pub bank_failures: u8,
    pub salts: u8,
    /// A first copy was written beside an amount that the ledger didn't explain.
    pub unexplained: bool,
}

impl State {
    pub fn start() -> Self {
        Self {
            now: 0,
            db: Db::default(),
            workers: [IDLE; 2],
            copies: Vec::new(),
            executed: Vec::new(),
            snapshot: None,
            restored: false,
            bank_failures: 0,
            salts: 0,
            unexplained: false,
        }
    }

    /// How many refunds have moved money for this one request.
    pub fn moved(&self) -> usize {
        self.executed.iter().filter(|one| !one.foreign && one.progress != Progress::Failed).count()
    }

    /// Nobody holds the try any more.
    pub fn let_go(&mut self, at: usize) {
        self.db.tries[at].lease_until = None;
        for worker in self.workers.iter_mut().filter(|worker| usize::from(worker.at) == at) {
            worker.held = false;
        }
    }

    /// The refunds that lists show at this moment, at least and at most.
    pub fn listed(&self, lag: i64) -> (u8, u8) {
        let bits = |keep: &dyn Fn(&Executed) -> bool| {
            let all = self.executed.iter().enumerate();
            all.filter(|(_, one)| keep(one)).fold(0, |mask, (at, _)| mask | 1_u8 << at)
        };
        (bits(&|one| one.at + lag <= self.now), bits(&|_| true))
    }
}

/// What must never be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// Money moved twice.
    Double,
    /// It was sent beside a refund that nobody here knew of.
    Unexplained,
    /// Left alone with a gateway that works, it never ends, or ends in words that aren't true.
    Lost,
}

impl State {
    pub fn harm(&self) -> Option<Harm> {
        match () {
            () if self.moved() > 1 => Some(Harm::Double),
            () if self.unexplained => Some(Harm::Unexplained),
            () => None,
        }
    }
}
