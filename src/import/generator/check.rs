//! What must hold for made-up data, whoever made it up: the rules of the import format and some sense.

use std::collections::{BTreeMap, HashMap, HashSet};

use csv::StringRecord;
use uuid::Uuid;

use crate::{
    domain::{
        dates::{Bound, parse_contract_time},
        evidence::{self, Evidence, EvidenceInput},
        reason::{check_decision_reason, check_length},
        takedown::{ReasonCode, ReviewStatus, TakedownAction, TakedownStatus},
        time::Timestamp,
    },
    import::table::Table,
};

/// A record whose cells are asked for by name.
pub(super) struct Cells {
    table: Table,
    record: StringRecord,
}

impl Cells {
    /// The cell, none when it is empty.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        let position = self.table.columns().iter().position(|one| one.name == column);
        let position = position.unwrap_or_else(|| panic!("{} has no column {column}", self.table.name()));
        Some(&self.record[position]).filter(|cell| !cell.is_empty())
    }

    pub(super) fn must(&self, column: &str) -> &str {
        self.get(column).unwrap_or_else(|| panic!("{} lacks {column}: {:?}", self.table.name(), self.record))
    }

    pub(super) fn id(&self, column: &str) -> Uuid {
        self.must(column).parse().unwrap_or_else(|_| panic!("{column} of {:?}", self.record))
    }

    pub(super) fn number(&self, column: &str) -> Option<i64> {
        self.get(column).map(|cell| cell.parse().unwrap_or_else(|_| panic!("{column} of {:?}", self.record)))
    }

    pub(super) fn time(&self, column: &str) -> Option<Timestamp> {
        let read = |cell| parse_contract_time(cell, Bound::Lower).unwrap_or_else(|e| panic!("{column} {cell}: {e}"));
        self.get(column).map(|cell| Timestamp(read(cell)))
    }

    fn word(&self, column: &str, words: &[&str]) {
        if let Some(cell) = self.get(column) {
            assert!(words.contains(&cell), "{column} is {cell}");
        }
    }
}

/// A whole marketplace in memory, with its records by id.
pub(super) struct Data {
    pub(super) now: Timestamp,
    tables: BTreeMap<Table, Vec<Cells>>,
    by_id: HashMap<(Table, Uuid), usize>,
}

impl Data {
    /// All records of a source; every id must be a UUID that its table has once.
    pub(super) fn load<I: Iterator<Item = StringRecord>>(now: Timestamp, rows: impl Fn(Table) -> I) -> Self {
        let mut data = Self { now, tables: BTreeMap::new(), by_id: HashMap::new() };
        for table in Table::ALL {
            let all: Vec<_> = rows(table).map(|record| Cells { table, record }).collect();
            for (at, row) in all.iter().enumerate() {
                assert_eq!(row.record.len(), table.columns().len());
                let before = data.by_id.insert((table, row.id("id")), at);
                assert_eq!(before, None, "{} {} twice", table.name(), row.id("id"));
            }
            data.tables.insert(table, all);
        }
        data
    }

    pub(super) fn all(&self, table: Table) -> &[Cells] {
        &self.tables[&table]
    }

    /// The record that `column` of `row` names.
    pub(super) fn named(&self, row: &Cells, column: &str, table: Table) -> &Cells {
        let at = self.by_id.get(&(table, row.id(column)));
        &self.tables[&table][*at.unwrap_or_else(|| panic!("{column} of {:?} is nowhere", row.record))]
    }

    /// Everything that must hold for all of it.
    pub(super) fn check(&self) {
        for table in Table::ALL {
            for row in self.all(table) {
                check_cells(row, self.now);
            }
        }
        self.check_services();
        self.check_bookings();
        self.check_disputes();
        self.check_payments();
        self.check_refunds();
        self.check_reviews();
        self.check_takedowns();
        self.check_referrals();
    }

    fn check_services(&self) {
        for service in self.all(Table::Services) {
            self.named(service, "vendor_id", Table::Vendors);
            service.word("pricing_type", &["fixed", "hourly", "quote"]);
        }
        for vendor in self.all(Table::Vendors) {
            vendor.word("verification_status", &["pending", "verified", "rejected"]);
            let tenths: Option<f64> = vendor.get("rating").map(|rating| rating.parse().unwrap());
            assert!(tenths.is_none_or(|rating| (0.0..=5.0).contains(&rating)));
        }
        for user in self.all(Table::Users) {
            user.word("email_verified", &["true", "false"]);
            assert!(user.number("trust_score").is_none_or(|score| (0..=100).contains(&score)));
        }
    }

    fn check_bookings(&self) {
        for booking in self.all(Table::Bookings) {
            let created = booking.time("created_at").unwrap();
            let [user, vendor] = [("user_id", Table::Users), ("vendor_id", Table::Vendors)]
                .map(|(column, table)| self.named(booking, column, table).time("created_at").unwrap());
            assert!(user <= created && vendor <= created, "booked before they signed up: {:?}", booking.record);
            let service = self.named(booking, "service_id", Table::Services);
            assert_eq!(service.id("vendor_id"), booking.id("vendor_id"));
            check_price(booking);
            check_course(booking, self.now);
        }
    }

    fn check_disputes(&self) {
        let mut open = HashSet::new();
        for dispute in self.all(Table::Disputes) {
            let booking = self.named(dispute, "booking_id", Table::Bookings);
            dispute.word("status", &["open", "resolved"]);
            dispute.word("raised_by", &["user", "vendor", "admin", "system"]);
            let resolved = dispute.must("status") == "resolved";
            assert_eq!(resolved, dispute.get("resolved_at").is_some());
            assert_eq!(resolved, dispute.get("resolution_notes").is_some());
            assert!(dispute.time("created_at") >= booking.time("created_at"));
            if !resolved {
                assert!(open.insert(booking.id("id")));
            }
        }
        let disputed = self.all(Table::Bookings).iter().filter(|one| one.must("status") == "disputed");
        assert_eq!(disputed.map(|one| one.id("id")).collect::<HashSet<_>>(), open);
    }

    fn check_payments(&self) {
        let refunds = self.processed_refunds();
        let mut transactions = HashSet::new();
        for payment in self.all(Table::Payments) {
            let booking = self.named(payment, "booking_id", Table::Bookings);
            payment.word("method", &["card", "upi", "wallet", "netbanking"]);
            payment.word("status", &["pending", "succeeded", "failed"]);
            assert!(payment.time("created_at") >= booking.time("created_at"));
            assert_eq!(payment.number("amount_cents"), booking.number("total_amount_cents"));
            let succeeded = payment.must("status") == "succeeded";
            assert_eq!(succeeded, payment.get("paid_at").is_some());
            assert_eq!(succeeded, payment.get("transaction_id").is_some());
            assert!(payment.get("transaction_id").is_none_or(|id| transactions.insert(id)));
            let (sum, last) = refunds.get(&payment.id("id")).copied().unwrap_or((0, None));
            assert_eq!(
                (payment.number("refunded_amount_cents").unwrap_or(0), payment.time("refunded_at")),
                (sum, last)
            );
            assert!(sum <= payment.number("amount_cents").unwrap());
        }
    }

    /// The sum of what was paid back of each payment, and when the last of it was.
    fn processed_refunds(&self) -> HashMap<Uuid, (i64, Option<Timestamp>)> {
        let mut sums: HashMap<_, (i64, Option<Timestamp>)> = HashMap::new();
        for refund in self.all(Table::RefundRequests) {
            if let Some(at) = refund.time("processed_at") {
                let sum = sums.entry(refund.id("payment_id")).or_default();
                *sum = (sum.0 + refund.number("approved_amount_cents").unwrap(), sum.1.max(Some(at)));
            }
        }
        sums
    }

    fn check_refunds(&self) {
        for refund in self.all(Table::RefundRequests) {
            let payment = self.named(refund, "payment_id", Table::Payments);
            refund.word("requested_by", &["user", "vendor", "admin"]);
            refund.word("status", &["pending", "rejected", "processed"]);
            check_length(refund.must("reason"), 1, 100).unwrap();
            let (asked, paid) = (refund.number("requested_amount_cents"), payment.number("amount_cents"));
            assert!(asked >= Some(1) && asked <= paid, "{:?}", refund.record);
            assert!(payment.time("paid_at").is_some(), "a refund of what never came: {:?}", refund.record);
            assert!(refund.time("requested_at") >= payment.time("paid_at"), "{:?}", refund.record);
            let processed = refund.get("status") == Some("processed");
            assert_eq!(processed, refund.get("processed_at").is_some());
            assert_eq!(processed, refund.number("approved_amount_cents").is_some_and(|cents| cents >= 1));
            assert!(!processed || refund.time("processed_at") >= refund.time("requested_at"));
        }
    }

    fn check_reviews(&self) {
        for review in self.all(Table::Reviews) {
            let user = self.named(review, "user_id", Table::Users);
            self.named(review, "vendor_id", Table::Vendors);
            assert!((1..=5).contains(&review.number("rating").unwrap()));
            review.must("status").parse::<ReviewStatus>().unwrap();
            assert!(review.time("created_at") >= user.time("created_at"), "{:?}", review.record);
            if review.get("booking_id").is_some() {
                let booking = self.named(review, "booking_id", Table::Bookings);
                assert_eq!(booking.id("user_id"), user.id("id"));
                assert_eq!(booking.id("vendor_id"), review.id("vendor_id"));
                assert!(review.time("created_at") >= booking.time("created_at"));
            }
        }
    }

    fn check_takedowns(&self) {
        let mut open = HashSet::new();
        for request in self.all(Table::TakedownRequests) {
            let review = self.named(request, "review_id", Table::Reviews);
            self.named(request, "vendor_id", Table::Vendors);
            assert!(request.time("created_at") >= review.time("created_at"));
            let reason: ReasonCode = request.must("reason_code").parse().unwrap();
            check_length(request.must("reason_description"), 10, 2000).unwrap();
            let key = (review.id("id"), request.id("vendor_id"), reason);
            match check_decision(request) {
                None => assert!(open.insert(key), "two open requests with one reason: {:?}", request.record),
                Some(TakedownStatus::Rejected | TakedownStatus::Open) => (),
                Some(TakedownStatus::Accepted) => self.check_taken_down(request, review),
            }
        }
    }

    /// A review stands where the last decision against it left it.
    fn check_taken_down(&self, request: &Cells, review: &Cells) {
        let accepted = |one: &&Cells| one.id("review_id") == review.id("id") && one.get("decision") == Some("accept");
        let others = self.all(Table::TakedownRequests).iter().filter(accepted);
        let removed = others.clone().any(|one| one.get("action_taken") == Some("remove"));
        let expected = if removed { "removed" } else { "hidden" };
        assert_eq!(review.must("status"), expected, "{:?}", request.record);
    }

    fn check_referrals(&self) {
        for referral in self.all(Table::Referrals) {
            let earlier = self.named(referral, "referrer_id", Table::Users);
            let newcomer = self.named(referral, "referred_user_id", Table::Users);
            assert_ne!(earlier.id("id"), newcomer.id("id"));
            assert!(earlier.time("created_at") <= newcomer.time("created_at"));
            assert!(referral.time("created_at") >= newcomer.time("created_at"));
            check_referral(referral, newcomer, self.now);
        }
    }
}

/// Required cells are there, no text has a NUL, nothing but plans lies ahead.
fn check_cells(row: &Cells, now: Timestamp) {
    for column in row.table.columns() {
        let cell = row.get(column.name);
        assert!(cell.is_some() || !column.required, "{} of {:?}", column.name, row.record);
        let Some(cell) = cell else { continue };
        assert!(!cell.contains('\0') && cell.trim() == cell, "{}: {cell:?}", column.name);
        match column.name {
            "scheduled_at" | "expires_at" => assert!(row.time(column.name).is_some()),
            name if name.ends_with("_at") => assert!(row.time(name) <= Some(now), "{name} {cell} is ahead"),
            name if name.ends_with("_cents") => assert!(row.number(name) >= Some(0)),
            "evidence" => check_evidence(cell),
            "currency" => assert_eq!(cell, "INR"),
            _ => (),
        }
    }
}

fn check_evidence(cell: &str) {
    let pieces: Vec<Evidence> = serde_json::from_str(cell).unwrap_or_else(|error| panic!("{error}: {cell}"));
    assert!(pieces.iter().all(|piece| piece.id.is_some() && piece.uploaded_at.is_some()));
    let inputs: Vec<_> = pieces.into_iter().map(input).collect();
    assert_eq!(evidence::check("evidence", &inputs), []);
}

fn input(piece: Evidence) -> EvidenceInput {
    let Evidence { id: _, kind, url, thumbnail_url, filename, size_bytes, description, content, uploaded_at: _ } =
        piece;
    EvidenceInput { kind, url, thumbnail_url, filename, size_bytes, description, content }
}

fn check_price(booking: &Cells) {
    let cents = |column| booking.number(column).unwrap_or(0);
    let sum = cents("base_amount_cents") + cents("tax_cents") + cents("platform_fee_cents") - cents("discount_cents");
    assert_eq!(sum, cents("total_amount_cents"));
    assert!(sum >= 10_000, "under a hundred rupees: {:?}", booking.record);
    assert_eq!(cents("platform_fee_cents"), cents("base_amount_cents") / 10);
}

fn check_course(booking: &Cells, now: Timestamp) {
    let time = |column| booking.time(column);
    let (status, created) = (booking.must("status"), time("created_at"));
    booking.word("status", &["pending", "confirmed", "in_progress", "completed", "cancelled", "disputed"]);
    assert!(time("scheduled_at") >= created && time("updated_at") >= created, "{:?}", booking.record);
    let ahead = time("scheduled_at") > Some(now);
    assert_eq!(status == "cancelled", booking.get("cancelled_at").is_some());
    assert_eq!(status == "cancelled", booking.get("cancelled_by").is_some());
    match status {
        "cancelled" => {
            booking.word("cancelled_by", &["user", "vendor", "admin", "system"]);
            check_length(booking.must("cancellation_reason"), 10, 500).unwrap();
            assert!(time("cancelled_at") >= created);
        }
        "completed" | "disputed" => assert!(time("completed_at") > time("scheduled_at"), "{:?}", booking.record),
        "in_progress" => assert!(!ahead, "{:?}", booking.record),
        _ => assert!(ahead, "{:?}", booking.record),
    }
}

/// None for an open request.
fn check_decision(request: &Cells) -> Option<TakedownStatus> {
    let status: TakedownStatus = request.must("status").parse().unwrap();
    let open = status == TakedownStatus::Open;
    for column in ["resolved_at", "decision", "resolution_reason"] {
        assert_eq!(request.get(column).is_none(), open, "{column} of {:?}", request.record);
    }
    let action: Option<TakedownAction> = request.get("action_taken").map(|word| word.parse().unwrap());
    assert_eq!(action.is_some(), status == TakedownStatus::Accepted);
    if open {
        return None;
    }
    assert_eq!(request.get("decision"), Some(if action.is_some() { "accept" } else { "reject" }));
    assert!(request.time("resolved_at") > request.time("created_at"));
    check_decision_reason(request.must("resolution_reason")).unwrap();
    Some(status)
}

fn check_referral(referral: &Cells, newcomer: &Cells, now: Timestamp) {
    referral.word("status", &["pending", "completed", "expired", "paid"]);
    referral.word("payout_status", &["pending", "paid", "failed"]);
    let met = ["signup", "email_verified", "first_booking", "minimum_spend"].map(|column| referral.get(column));
    let earned = met == [Some("true"); 4];
    let status = referral.must("status");
    assert_eq!(earned, matches!(status, "completed" | "paid"), "{:?}", referral.record);
    assert_eq!(earned, referral.get("credited_at").is_some());
    assert_eq!(earned, referral.get("payout_status").is_some());
    assert_eq!(status == "paid", referral.get("payout_status") == Some("paid"));
    assert_eq!(met[1], newcomer.get("email_verified"));
    assert!(status != "pending" || referral.time("expires_at") > Some(now));
    assert!(status != "expired" || referral.time("expires_at") <= Some(now));
}
