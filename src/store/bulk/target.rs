//! Where the columns of staged rows go: for each table its columns, and what each is made of.
//!
//! In the expressions `s` is the staged row, `b` the one row of `base` with what keys and numbers are counted from,
//! `n` the row's place among those that get a number, where not all do.

use super::shape::{Ref, SHAPES, Shape};

/// What becomes of a column when the row is imported again and says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Never changes: numbers.
    Fixed,
    /// The file rules.
    Describes,
    /// A state or an amount: once this program has changed the row, it rules, and the difference is reported.
    State,
    /// Follows a state without a report of its own.
    Follows,
}

/// A column and what it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Of the table.
    pub name: &'static str,
    /// What it becomes.
    pub expression: Expression,
    /// Who rules it.
    pub class: Class,
}

/// What a column is made of.
#[derive(Clone, Copy, Debug)]
pub enum Expression {
    /// The staged column of the same name.
    Same,
    /// The key of the row that the column of this stem names.
    Key(&'static str),
    /// SQL.
    Sql(&'static str),
}

/// How a table takes staged rows in.
#[derive(Debug)]
pub struct Target {
    /// Its columns beside those that all have.
    pub columns: &'static [Column],
    /// Other rows that expressions need; `{stem}` is the key of the row that the column names.
    pub joins: &'static str,
    /// When this program has changed the row `t` since it was imported.
    pub touched: &'static str,
    /// What else is a state: its name in the file, what the row `t` has, what the staged row has.
    pub beside: Option<(&'static str, &'static str, &'static str)>,
}

const fn column(name: &'static str, expression: Expression, class: Class) -> Column {
    Column { name, expression, class }
}
const fn same(name: &'static str) -> Column {
    column(name, Expression::Same, Class::Describes)
}
const fn state(name: &'static str) -> Column {
    column(name, Expression::Same, Class::State)
}
const fn key(name: &'static str, stem: &'static str) -> Column {
    column(name, Expression::Key(stem), Class::Describes)
}
const fn made(name: &'static str, sql: &'static str) -> Column {
    column(name, Expression::Sql(sql), Class::Describes)
}
const fn follows(name: &'static str, sql: &'static str) -> Column {
    column(name, Expression::Sql(sql), Class::Follows)
}
const fn fixed(name: &'static str, sql: &'static str) -> Column {
    column(name, Expression::Sql(sql), Class::Fixed)
}

/// The place of a row among those that get a number: its own, where all rows get one.
macro_rules! rank {
    () => {
        "COALESCE(n.rank, s.ord)"
    };
}

/// The number of a row: at least six digits.
macro_rules! number {
    ($letters:literal, $base:literal) => {
        concat!(
            "'",
            $letters,
            "-' || CAST(s.year AS TEXT) || '-' || SUBSTR('000000', LENGTH(CAST(",
            $base,
            " + ",
            rank!(),
            " AS TEXT)) + 1) || CAST(",
            $base,
            " + ",
            rank!(),
            " AS TEXT)"
        )
    };
}

const CHANGED: &str = "t.version IS DISTINCT FROM t.import_version";
const fn plain(columns: &'static [Column]) -> Target {
    Target { columns, joins: "", touched: CHANGED, beside: None }
}

const PRIORITY: &str = "CASE WHEN s.urgent OR s.requested_amount_cents > f.high_above THEN 'high'
    WHEN s.requested_amount_cents < f.low_below THEN 'low' ELSE 'medium' END";
const PRIORITY_RANK: &str = "CASE WHEN s.urgent OR s.requested_amount_cents > f.high_above THEN 1
    WHEN s.requested_amount_cents < f.low_below THEN 3 ELSE 2 END";

/// The targets of [`SHAPES`], in the same order.
pub static TARGETS: [Target; 10] = [
    plain(&[
        same("name"),
        same("name_folded"),
        same("email"),
        same("phone"),
        same("profile_image"),
        same("email_verified"),
        same("trust_score"),
        same("created_at"),
    ]),
    plain(&[
        same("name"),
        same("name_folded"),
        same("display_name"),
        same("display_name_folded"),
        same("email"),
        same("phone"),
        same("logo"),
        same("city"),
        same("rating"),
        state("verification_status"),
        same("created_at"),
    ]),
    plain(&[
        key("vendor_key", "vendor"),
        same("name"),
        same("category"),
        same("category_folded"),
        same("subcategory"),
        same("description"),
        same("pricing_type"),
        same("base_price_cents"),
    ]),
    plain(&[
        fixed("number", concat!("COALESCE(s.booking_number, ", number!("BK", "b.bookings_number"), ")")),
        fixed("number_seq", concat!("COALESCE(s.number_seq, b.bookings_number + ", rank!(), ")")),
        key("user_key", "user"),
        key("vendor_key", "vendor"),
        key("service_key", "service"),
        state("status"),
        same("scheduled_at"),
        same("estimated_duration_minutes"),
        same("street"),
        same("apartment"),
        same("city"),
        same("city_folded"),
        same("state"),
        same("pincode"),
        same("landmark"),
        same("lat"),
        same("lng"),
        state("base_amount_cents"),
        state("tax_cents"),
        state("platform_fee_cents"),
        state("discount_cents"),
        state("total_amount_cents"),
        state("currency"),
        same("notes"),
        same("created_at"),
        follows("updated_at", "s.updated_at"),
        state("completed_at"),
        state("cancelled_at"),
        state("cancelled_by"),
        state("cancellation_reason"),
    ]),
    Target {
        columns: &[
            key("booking_key", "booking"),
            state("amount_cents"),
            state("currency"),
            same("method"),
            state("status"),
            same("provider"),
            same("transaction_id"),
            state("platform_fee_cents"),
            state("paid_at"),
            same("created_at"),
            follows("posted_cents", "COALESCE(s.refunded_amount_cents, 0)"),
        ],
        joins: "",
        touched: "t.version IS DISTINCT FROM t.import_version OR t.reserved_cents <> 0",
        beside: Some((
            "refunded_amount_cents",
            "(SELECT COALESCE(CAST(SUM(g.amount_cents) AS BIGINT), 0) FROM refund_postings g WHERE g.payment_key = t.key)",
            "COALESCE(s.refunded_amount_cents, 0)",
        )),
    },
    plain(&[
        key("booking_key", "booking"),
        state("status"),
        same("raised_by"),
        same("reason"),
        same("description"),
        same("evidence"),
        same("created_at"),
        state("resolution_notes"),
        state("resolved_at"),
    ]),
    plain(&[
        key("booking_key", "booking"),
        key("user_key", "user"),
        key("vendor_key", "vendor"),
        same("rating"),
        same("title"),
        same("body"),
        same("text_folded"),
        state("status"),
        same("created_at"),
        follows("updated_at", "s.created_at"),
    ]),
    Target {
        columns: &[
            fixed("number", number!("TR", "b.takedown_requests_number")),
            fixed("number_seq", concat!("b.takedown_requests_number + ", rank!())),
            key("review_key", "review"),
            key("vendor_key", "vendor"),
            made("user_key", "rv.user_key"),
            same("reason_code"),
            same("reason_description"),
            same("vendor_notes"),
            same("evidence"),
            same("priority"),
            same("priority_rank"),
            same("created_at"),
            fixed("due_at", "s.due_at"),
            follows("updated_at", "COALESCE(s.resolved_at, s.created_at)"),
            state("status"),
            state("resolved_at"),
            state("decision"),
            state("action_taken"),
            state("resolution_reason"),
            follows(
                "review_status_after",
                "CASE WHEN s.status = 'open' THEN NULL WHEN s.action_taken = 'hide' THEN 'hidden'
                 WHEN s.action_taken = 'remove' THEN 'removed' ELSE rv.status END",
            ),
        ],
        joins: "JOIN reviews rv ON rv.key = {review}",
        touched: CHANGED,
        beside: None,
    },
    Target {
        columns: &[
            fixed("number", number!("RF", "b.refund_requests_number")),
            fixed("number_seq", concat!("b.refund_requests_number + ", rank!())),
            key("payment_key", "payment"),
            made("booking_key", "py.booking_key"),
            made("user_key", "bk.user_key"),
            made("vendor_key", "bk.vendor_key"),
            follows("currency", "py.currency"),
            follows("priority", PRIORITY),
            follows("priority_rank", PRIORITY_RANK),
            same("reason"),
            same("description"),
            same("evidence"),
            same("requested_at"),
            same("requested_by"),
            follows("updated_at", "COALESCE(s.processed_at, s.requested_at)"),
            state("status"),
            follows("gateway_state", "CASE WHEN s.status = 'processed' THEN 'succeeded' ELSE 'none' END"),
            state("requested_amount_cents"),
            state("approved_amount_cents"),
            state("processed_at"),
        ],
        joins: "JOIN payments py ON py.key = {payment} JOIN bookings bk ON bk.key = py.booking_key
                LEFT JOIN four_eyes f ON f.currency = py.currency",
        touched: CHANGED,
        beside: None,
    },
    plain(&[
        key("referrer_key", "referrer"),
        key("referred_key", "referred_user"),
        same("referral_code"),
        state("status"),
        state("reward_amount_cents"),
        state("currency"),
        same("created_at"),
        same("expires_at"),
        state("credited_at"),
        state("payout_status"),
        same("signup"),
        same("email_verified"),
        same("first_booking"),
        same("minimum_spend"),
    ]),
];

impl Target {
    /// The names of the columns that may change, with the expressions, in order.
    pub fn changing(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.class != Class::Fixed)
    }

    /// The other rows that expressions need, for the table of `shape`.
    pub fn joined(&self, shape: &Shape) -> String {
        shape
            .refs
            .iter()
            .fold(self.joins.to_owned(), |text, one| text.replace(&format!("{{{}}}", one.stem), &key_of(*one)))
    }
}

impl Column {
    /// What the column becomes, in SQL.
    pub fn sql(&self, shape: &Shape) -> String {
        match self.expression {
            Expression::Same => format!("s.{}", self.name),
            Expression::Sql(sql) => sql.to_owned(),
            Expression::Key(stem) => {
                shape.refs.iter().find(|one| one.stem == stem).map_or_else(|| "NULL".into(), |one| key_of(*one))
            }
        }
    }
}

/// The key of the row that a column names: that of a row that was there, or counted from where new keys begin.
pub fn key_of(one: Ref) -> String {
    let (stem, parent) = (one.stem, one.parent);
    format!("CASE WHEN s.{stem}_ref < 0 THEN -s.{stem}_ref WHEN s.{stem}_ref > 0 THEN b.{parent} + s.{stem}_ref END")
}

/// Each table's shape and target.
pub fn all() -> impl Iterator<Item = (&'static Shape, &'static Target)> {
    SHAPES.iter().zip(&TARGETS)
}
