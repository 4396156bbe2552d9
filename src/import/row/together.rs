//! What the columns of one row say together, and what the program adds to the row.

use super::{
    super::{options::Options, problem::shown, table::Table},
    Wrong,
    cell::sequence,
};
use crate::{
    domain::{
        takedown::{Decision, ReasonCode, TakedownStatus},
        text,
        time::Timestamp,
    },
    store::bulk::Cell,
};

/// Where a column stands; naming one that the table lacks doesn't compile.
const fn at(table: Table, name: &str) -> usize {
    let columns = table.columns();
    let mut place = 0;
    while !equal(columns[place].name, name) {
        place += 1;
    }
    place
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut place = 0;
    while place < a.len() && place < b.len() && a[place] == b[place] {
        place += 1;
    }
    a.len() == b.len() && place == a.len()
}

macro_rules! place {
    ($table:ident . $column:ident) => {
        const { at(Table::$table, stringify!($column)) }
    };
}

/// The cells of a row, each column at its place in [`Table::columns`].
pub struct Row<'c> {
    table: Table,
    cells: &'c mut [Cell],
    wrong: &'c mut Wrong,
}

impl<'c> Row<'c> {
    /// The row of `table` in `cells`; what is wrong with it is added to `wrong`.
    pub const fn new(table: Table, cells: &'c mut [Cell], wrong: &'c mut Wrong) -> Self {
        Self { table, cells, wrong }
    }

    /// Fills in what follows from other columns, checks them against each other, and gives what the program adds, in
    /// the order in which it is staged.
    pub fn settle(&mut self, options: &Options) -> Vec<Cell> {
        match self.table {
            Table::Users => vec![self.folded(place!(Users.name))],
            Table::Vendors => vec![self.folded(place!(Vendors.name)), self.folded(place!(Vendors.display_name))],
            Table::Services => vec![self.folded(place!(Services.category))],
            Table::Bookings => self.booking(),
            Table::Payments => self.payment(),
            Table::Disputes => self.dispute(),
            Table::Reviews => self.review(),
            Table::TakedownRequests => self.takedown(options),
            Table::RefundRequests => self.refund(),
            Table::Referrals => Vec::new(),
        }
    }

    fn bad(&mut self, place: usize, reason: impl Into<String>) {
        self.wrong.push((self.table.columns()[place].name, reason.into()));
    }

    fn int(&self, place: usize) -> Option<i64> {
        self.cells[place].int()
    }

    fn text(&self, place: usize) -> &str {
        self.cells[place].text().unwrap_or_default()
    }

    fn is_null(&self, place: usize) -> bool {
        self.cells[place].is_null()
    }

    fn year(&self, place: usize) -> Cell {
        Cell::Int(self.int(place).map_or(0, |micros| i64::from(Timestamp(micros).year())))
    }

    fn folded(&self, place: usize) -> Cell {
        self.cells[place].text().map(fold).into()
    }

    /// These columns must be empty unless something else is the case, which is said.
    fn only(&mut self, allowed: bool, places: &[usize], when: &str) {
        for &place in places {
            if !allowed && !self.is_null(place) {
                self.bad(place, format!("must be empty unless {when}"));
            }
        }
    }

    /// This column must not be empty when something is the case, which is said.
    fn needed(&mut self, needed: bool, place: usize, when: &str) {
        if needed && self.is_null(place) {
            self.bad(place, format!("is required when {when}"));
        }
    }

    fn booking(&mut self) -> Vec<Cell> {
        let latest = [place!(Bookings.created_at), place!(Bookings.completed_at), place!(Bookings.cancelled_at)];
        if self.is_null(place!(Bookings.updated_at)) {
            self.cells[place!(Bookings.updated_at)] = latest.iter().filter_map(|&place| self.int(place)).max().into();
        }
        let number = sequence(self.text(place!(Bookings.booking_number))).ok();
        let year = if number.is_some() { Cell::Null } else { self.year(place!(Bookings.created_at)) };
        vec![number.into(), year, self.folded(place!(Bookings.city))]
    }

    fn payment(&mut self) -> Vec<Cell> {
        let succeeded = self.text(place!(Payments.status)) == "succeeded";
        if succeeded && self.is_null(place!(Payments.paid_at)) {
            self.cells[place!(Payments.paid_at)] = self.cells[place!(Payments.created_at)].clone();
        }
        let refunded = self.int(place!(Payments.refunded_amount_cents)).unwrap_or(0);
        let amount = self.int(place!(Payments.amount_cents)).unwrap_or(0);
        if refunded > amount {
            self.bad(
                place!(Payments.refunded_amount_cents),
                format!("\"{refunded}\" is more than amount_cents, {amount}"),
            );
        }
        if refunded > 0 && !succeeded {
            self.bad(place!(Payments.refunded_amount_cents), "must be empty or 0 unless status is succeeded");
        }
        if refunded > 0 && self.is_null(place!(Payments.refunded_at)) {
            self.cells[place!(Payments.refunded_at)] = self.cells[place!(Payments.paid_at)].clone();
        }
        Vec::new()
    }

    fn dispute(&mut self) -> Vec<Cell> {
        let resolved = self.text(place!(Disputes.status)) == "resolved";
        let only = [place!(Disputes.resolution_notes), place!(Disputes.resolved_at)];
        self.only(resolved, &only, "status is resolved");
        Vec::new()
    }

    fn review(&self) -> Vec<Cell> {
        let (title, body) = (self.text(place!(Reviews.title)), self.text(place!(Reviews.body)));
        vec![Cell::from(fold(format!("{title} {body}").trim()))]
    }

    fn takedown(&mut self, options: &Options) -> Vec<Cell> {
        self.decide();
        let created = self.int(place!(TakedownRequests.created_at)).unwrap_or(0);
        let Ok(code) = self.text(place!(TakedownRequests.reason_code)).parse::<ReasonCode>() else { return Vec::new() };
        let priority = code.priority();
        let due = options.due_hours.due(Timestamp(created), priority);
        let year = self.year(place!(TakedownRequests.created_at));
        vec![year, Cell::from(priority.as_str()), Cell::Int(priority.rank()), Cell::Int(due.0)]
    }

    /// Status and decision say the same, and either may be left out.
    fn decide(&mut self) {
        let decision = self.text(place!(TakedownRequests.decision)).parse::<Decision>().ok();
        let decided = match decision {
            None => TakedownStatus::Open,
            Some(Decision::Accept) => TakedownStatus::Accepted,
            Some(Decision::Reject) => TakedownStatus::Rejected,
        };
        let status = self.text(place!(TakedownRequests.status)).parse::<TakedownStatus>().unwrap_or(decided);
        if decision.is_some() && status != decided {
            let decision = shown(self.text(place!(TakedownRequests.decision)));
            self.bad(place!(TakedownRequests.decision), format!("{decision} does not go with status {status}"));
            return;
        }
        let decision = match status {
            TakedownStatus::Open => None,
            TakedownStatus::Accepted => Some(Decision::Accept),
            TakedownStatus::Rejected => Some(Decision::Reject),
        };
        self.cells[place!(TakedownRequests.status)] = Cell::from(status.as_str());
        self.cells[place!(TakedownRequests.decision)] = decision.map(Decision::as_str).into();
        let closing = [place!(TakedownRequests.resolved_at), place!(TakedownRequests.resolution_reason)];
        self.only(decision.is_some(), &closing, "status is accepted or rejected");
        self.needed(decision.is_some(), place!(TakedownRequests.resolved_at), "status is accepted or rejected");
        let accepted = decision == Some(Decision::Accept);
        self.only(accepted, &[place!(TakedownRequests.action_taken)], "status is accepted");
        self.needed(accepted, place!(TakedownRequests.action_taken), "status is accepted");
    }

    fn refund(&mut self) -> Vec<Cell> {
        let processed = self.text(place!(RefundRequests.status)) == "processed";
        let settling = [place!(RefundRequests.approved_amount_cents), place!(RefundRequests.processed_at)];
        self.only(processed, &settling, "status is processed");
        for place in settling {
            self.needed(processed, place, "status is processed");
        }
        let urgent = matches!(self.text(place!(RefundRequests.reason)), "service_not_provided" | "fraud");
        vec![self.year(place!(RefundRequests.requested_at)), Cell::Bool(urgent)]
    }
}

/// What [`text::fold`] makes of a text, without its detours where there are only plain ASCII words.
fn fold(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let spaced = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    if text.bytes().all(plain) && !spaced { text.to_ascii_lowercase() } else { text::fold(text) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn folding_is_that_of_the_whole_program(text in "[ -~]{0,12}|[ a-zA-Zé\t]{0,12}") {
            prop_assert_eq!(fold(&text), text::fold(&text));
        }
    }
}
