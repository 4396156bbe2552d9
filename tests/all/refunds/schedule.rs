//! One seeded schedule: its store, its workers, its gateway and its clock.

use std::collections::BTreeMap;

use appydex_admin::domain::{
    refund::{
        AttemptState::{self, Accepted, InDoubt, NeedsOperator, Ready, Sending, Succeeded},
        machine::{self, Moment, Next, Progress, Reply, Seen, Standing},
        may_be_approved, outcome,
    },
    time::{DAY, HOUR, MINUTE, SECOND, Timestamp},
};

pub const WINDOW: i64 = 30 * MINUTE;
pub const GRACE: i64 = 15 * MINUTE;
pub const LEASE: i64 = 30 * SECOND;
const MEMORY: i64 = 2 * HOUR;
const REFUNDS: usize = 3;
const TRIES: usize = 3;
/// Each refund's amount, a third of the payment: only the ledger keeps a double one within it apart.
const CENTS: i64 = 100;
const STORM: usize = 120;
/// So many turns, each at the next due moment, settle whatever a storm leaves.
const CALM: usize = 2_000;

/// A refund and the number of its try: the key of all its copies.
type Key = (usize, usize);

/// Splitmix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("a small number")
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A committed row.
#[derive(Clone, Copy, Debug)]
struct Row {
    it: Standing,
    live: bool,
    token: i64,
    lease: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug)]
enum Work {
    Idle,
    Ask { key: Key, token: i64 },
    Looked { key: Key, token: i64, read: bool },
    Cleared { key: Key, token: i64, until: Timestamp },
    Heard { key: Key, token: i64, reply: Reply },
}

pub struct Paid {
    key: Key,
    progress: Progress,
    at: Timestamp,
    listed: Timestamp,
}

pub struct Sim {
    chance: Chance,
    now: Timestamp,
    rows: Vec<Vec<Row>>,
    workers: [Work; 3],
    pub paid: Vec<Paid>,
    under_way: Vec<(Timestamp, Key)>,
    /// What the ledger has, by the gateway's own number.
    posted: BTreeMap<usize, i64>,
    pub copies: usize,
    pub crashes: usize,
    stormy: bool,
}

impl Sim {
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance(seed),
            now: Timestamp(1_764_000_000_000_000),
            rows: vec![Vec::new(); REFUNDS],
            workers: [Work::Idle; 3],
            paid: Vec::new(),
            under_way: Vec::new(),
            posted: BTreeMap::new(),
            copies: 0,
            crashes: 0,
            stormy: true,
        }
    }

    fn moment(&mut self, token: i64) -> Moment {
        let chance = u32::try_from(self.chance.next() >> 32).expect("half of it");
        Moment { now: self.now, wait: machine::wait(token, chance), window: WINDOW, grace: GRACE }
    }

    fn row(&mut self, key: Key) -> &mut Row {
        &mut self.rows[key.0][key.1]
    }

    fn pass(&mut self, micros: i64) {
        let end = self.now.plus(micros);
        let mut landed: Vec<_> = self.under_way.extract_if(.., |(at, _)| *at <= end).collect();
        landed.sort_unstable();
        for (at, key) in landed {
            self.now = at;
            self.execute(key);
        }
        self.now = end;
    }

    fn execute(&mut self, key: Key) -> Progress {
        let now = self.now;
        if let Some(known) = self.paid.iter().find(|paid| paid.key == key && now < paid.at.plus(MEMORY)) {
            return known.progress;
        }
        let lag = if self.stormy { self.chance.of(&[0, SECOND, MINUTE, GRACE]) } else { 0 };
        let progress = self.chance.of(&[Progress::Pending, Progress::Processed]);
        self.paid.push(Paid { key, progress, at: now, listed: now.plus(lag) });
        progress
    }

    /// Writes back a row; its lease ends unless a copy is being sent.
    fn save(&mut self, key: Key, is: Standing) {
        let row = self.row(key);
        (row.it, row.live) = (is, is.state.is_live());
        if is.state != Sending {
            row.lease = None;
        }
    }

    fn held(&mut self, key: Key, token: i64) -> bool {
        let row = self.row(key);
        row.token == token && row.lease.is_some()
    }

    /// As `money::merge` takes in a proof; but what was confirmed and taken back is no rival of a later try.
    fn merge(&mut self, at: usize, progress: Progress) {
        let key = self.paid[at].key;
        let was = self.row(key).it;
        let moment = self.moment(1);
        let is = machine::merged(was, progress, &moment);
        if was.proven && is.state == was.state {
            return;
        }
        if matches!(is.state, Accepted | Succeeded) {
            self.withdraw_unsent(key);
        }
        self.save(key, is);
        let another = self.rows[key.0].iter().enumerate().any(|(number, row)| number != key.1 && row.live);
        if another {
            let row = self.row(key);
            (row.live, row.it.next_action_at) = (false, None);
        }
        match is.state {
            Succeeded => drop(self.posted.insert(at, CENTS)),
            AttemptState::FailedAfterSuccess => drop(self.posted.insert(at, 0)),
            _ => {}
        }
    }

    fn withdraw_unsent(&mut self, (refund, number): Key) {
        for later in number + 1..self.rows[refund].len() {
            let row = self.rows[refund][later];
            if row.live && row.it.state == Ready && row.it.sends == 0 {
                self.save((refund, later), machine::withdrawn(row.it));
            }
        }
    }

    /// People: a first try, another after a refusal or where nobody can find out.
    fn decide(&mut self, refund: usize) {
        let tries: Vec<_> = self.rows[refund].iter().map(|row| (row.it.state, row.live)).collect();
        let open = outcome(&tries).is_none_or(|(status, money)| may_be_approved(status, money));
        if !open || tries.len() == TRIES {
            return;
        }
        for row in self.rows[refund].iter_mut().filter(|row| row.live) {
            (row.live, row.it.next_action_at, row.lease) = (false, None, None);
        }
        self.rows[refund].push(Row { it: Standing::new(self.now), live: true, token: 0, lease: None });
    }

    fn due(&self) -> Option<Key> {
        let keys =
            self.rows.iter().enumerate().flat_map(|(r, all)| all.iter().enumerate().map(move |(n, row)| ((r, n), row)));
        let free = |row: &Row| row.live && row.lease.is_none_or(|until| until <= self.now);
        let due = keys.filter(|(_, row)| free(row) && row.it.next_action_at.is_some_and(|at| at <= self.now));
        due.min_by_key(|(_, row)| row.it.next_action_at).map(|(key, _)| key)
    }

    fn step(&mut self, at: usize) {
        self.workers[at] = match self.workers[at] {
            Work::Idle => self.take(),
            Work::Ask { key, token } => self.ask(key, token),
            Work::Looked { key, token, read } => self.looked(key, token, read),
            Work::Cleared { key, token, until } => Work::Heard { key, token, reply: self.send(key, token, until) },
            Work::Heard { key, token, reply } => self.record(key, token, reply),
        };
    }

    fn take(&mut self) -> Work {
        let Some(key) = self.due() else { return Work::Idle };
        let until = self.now.plus(LEASE);
        let row = self.row(key);
        (row.token, row.lease) = (row.token + 1, Some(until));
        let (token, it) = (row.token, row.it);
        if it.next(self.now) == Next::Sweep {
            let moment = self.moment(token);
            self.save(key, machine::swept(it, &moment));
            return Work::Idle;
        }
        Work::Ask { key, token }
    }

    fn ask(&mut self, key: Key, token: i64) -> Work {
        let read = !self.stormy || self.chance.below(8) > 0;
        for at in 0..self.paid.len() {
            if read && self.paid[at].listed <= self.now && self.paid[at].key.0 == key.0 {
                self.merge(at, self.paid[at].progress);
            }
        }
        Work::Looked { key, token, read }
    }

    fn looked(&mut self, key: Key, token: i64, read: bool) -> Work {
        if !self.held(key, token) {
            return Work::Idle;
        }
        let (moment, row) = (self.moment(token), *self.row(key));
        let lease = row.lease.expect("it is held");
        if read && row.it.next(self.now) == (Next::LookUp { may_send: true }) {
            if lease <= self.now {
                self.save(key, machine::barred(row.it, self.now.plus(MINUTE)));
                return Work::Idle;
            }
            let is = machine::intended(row.it, &moment, lease);
            self.save(key, is);
            return Work::Cleared { key, token, until: is.window_ends_at.expect("the first copy sets it").min(lease) };
        }
        let seen = if read { Seen::Empty } else { Seen::Unreadable };
        let is = machine::looked_up(row.it, seen, &moment);
        let there = self.paid.iter().any(|paid| paid.key == key) || self.under_way.iter().any(|(_, copy)| *copy == key);
        assert!(is.state != NeedsOperator || row.it.state == NeedsOperator || !there, "given up though it is there");
        self.save(key, is);
        Work::Idle
    }

    fn send(&mut self, key: Key, _token: i64, until: Timestamp) -> Reply {
        if until <= self.now || (self.stormy && self.chance.below(12) == 0) {
            return Reply::Nothing;
        }
        self.copies += 1;
        let known = self.paid.iter().any(|paid| paid.key == key && self.now < paid.at.plus(MEMORY));
        match if self.stormy { self.chance.below(8) } else { 0 } {
            0 | 1 => Reply::Taken(self.execute(key)),
            2 => {
                self.execute(key);
                Reply::Unknown
            }
            3 => {
                let late = self.chance.of(&[SECOND, MINUTE, GRACE]);
                self.under_way.push((self.now.plus(late), key));
                Reply::Unknown
            }
            4 if !known => Reply::Refused,
            5 if !known => Reply::Later(self.chance.of(&[None, Some(SECOND), Some(HOUR)])),
            6 if !known => Reply::LaneStopped,
            _ => Reply::Unknown,
        }
    }

    /// A proof is taken in whoever brings it; anything else only under the lease.
    fn record(&mut self, key: Key, token: i64, reply: Reply) -> Work {
        if let (Reply::Taken(progress), Some(at)) = (reply, self.paid.iter().position(|paid| paid.key == key)) {
            self.merge(at, progress);
        } else if self.held(key, token) {
            let (moment, it) = (self.moment(token), self.row(key).it);
            self.save(key, machine::replied(it, reply, &moment));
        }
        Work::Idle
    }

    pub fn storm(&mut self) {
        for _ in 0..STORM {
            match self.chance.below(16) {
                0 | 1 => {
                    let refund = self.chance.below(REFUNDS);
                    self.decide(refund);
                }
                2 => {
                    let at = self.chance.below(self.workers.len());
                    self.workers[at] = Work::Idle;
                    self.crashes += 1;
                }
                3 | 4 => {
                    let micros = self.chance.of(&[SECOND, 10 * SECOND, LEASE, MINUTE, GRACE, WINDOW, HOUR, DAY]);
                    self.pass(micros);
                }
                5 => self.gateway_moves_on(),
                6 => self.gateway_calls(),
                _ => {
                    let at = self.chance.below(self.workers.len());
                    self.step(at);
                }
            }
        }
    }

    fn gateway_moves_on(&mut self) {
        if self.paid.is_empty() {
            return;
        }
        let at = self.chance.below(self.paid.len());
        let to = self.chance.of(&[Progress::Processed, Progress::Processed, Progress::Failed]);
        let paid = &mut self.paid[at];
        paid.progress = if paid.progress == Progress::Failed { Progress::Failed } else { to };
    }

    fn gateway_calls(&mut self) {
        if !self.paid.is_empty() {
            let at = self.chance.below(self.paid.len());
            self.merge(at, self.paid[at].progress);
        }
    }

    /// Nothing more goes wrong: everything settles by itself, at the moments that it set itself.
    pub fn calm(&mut self) {
        self.stormy = false;
        for paid in &mut self.paid {
            paid.progress = if paid.progress == Progress::Pending { Progress::Processed } else { paid.progress };
        }
        for _ in 0..CALM {
            let open = |row: &Row| row.live && row.it.state != NeedsOperator;
            if !self.is_working() && self.under_way.is_empty() && !self.rows.iter().flatten().any(open) {
                return self.compare();
            }
            (0..self.workers.len()).for_each(|at| self.step(at));
            self.confirm();
            let next = self
                .rows
                .iter()
                .flatten()
                .filter(|row| open(row))
                .filter_map(|row| row.it.next_action_at.max(row.lease));
            let wait = next.min().map_or(MINUTE, |at| at.since(self.now).max(0));
            self.pass(if self.is_working() { SECOND } else { wait.max(SECOND) });
        }
        panic!("past due for ever: {:?} {:?}", self.rows, self.workers);
    }

    fn is_working(&self) -> bool {
        self.workers.iter().any(|work| !matches!(work, Work::Idle))
    }

    fn confirm(&mut self) {
        for paid in self.paid.iter_mut().filter(|paid| paid.progress == Progress::Pending) {
            paid.progress = Progress::Processed;
        }
    }

    fn compare(&mut self) {
        self.confirm();
        for at in 0..self.paid.len() {
            self.merge(at, self.paid[at].progress);
        }
    }

    pub fn check(&self) {
        for refund in 0..REFUNDS {
            let stands = self.paid.iter().filter(|paid| paid.key.0 == refund && paid.progress == Progress::Processed);
            let states: Vec<_> = self.rows[refund].iter().map(|row| row.it.state).collect();
            let paid = stands.count();
            assert!(paid <= 1, "refund {refund} was paid {paid} times: {states:?}");
            let said = states.iter().filter(|state| **state == Succeeded).count();
            assert_eq!(said, paid, "refund {refund} is recorded wrongly: {states:?}");
            assert!(
                !states
                    .iter()
                    .any(|state| matches!(state, Sending | InDoubt | Ready | Accepted) && paid > 0 && said == 0)
            );
        }
        let gateway = self.paid.iter().filter(|paid| paid.progress == Progress::Processed).count();
        let ledger: i64 = self.posted.values().sum();
        assert_eq!(ledger, CENTS * i64::try_from(gateway).expect("a few"), "the ledger isn't the gateway's");
    }
}
