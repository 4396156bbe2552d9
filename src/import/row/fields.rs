//! What each column of each table holds, in the order of [`Table::columns`].

use super::{super::table::Table, cell::Kind};
use crate::domain::takedown::{Decision, ReasonCode, ReviewStatus, TakedownAction, TakedownStatus};

/// A column.
#[derive(Clone, Copy)]
pub struct Field {
    /// What it holds.
    pub kind: Kind,
    /// What an empty cell means.
    pub otherwise: Otherwise,
}

/// What an empty cell means.
#[derive(Clone, Copy)]
pub enum Otherwise {
    /// Nothing is known.
    Null,
    /// This number.
    Int(i64),
    /// `false`.
    No,
    /// This text.
    Text(&'static str),
}

const fn f(kind: Kind) -> Field {
    Field { kind, otherwise: Otherwise::Null }
}
const fn or(kind: Kind, text: &'static str) -> Field {
    Field { kind, otherwise: Otherwise::Text(text) }
}
const fn or_int(kind: Kind, value: i64) -> Field {
    Field { kind, otherwise: Otherwise::Int(value) }
}
const OR_NO: Field = Field { kind: Kind::Bool, otherwise: Otherwise::No };

macro_rules! one_of {
    ($($word:literal),+) => {
        Kind::Word(|text| match text {
            $($word => Ok($word),)+
            _ => Err(concat!("must be one of", $(" ", $word),+).into()),
        })
    };
}
macro_rules! word_of {
    ($name:ident) => {
        Kind::Word(|text| text.parse::<$name>().map($name::as_str))
    };
}

use Kind::{Canceller, Cents, Currency, Evidence, Id, Names, Number, Real, Text, Time, Whole};

/// The longest that anything takes, in minutes: a year.
const MOST_MINUTES: i64 = 527_040;

/// The columns of `table`.
#[expect(clippy::too_many_lines, reason = "one table, read beside that of the contract")]
pub const fn of(table: Table) -> &'static [Field] {
    match table {
        Table::Users => {
            const {
                &[
                    f(Id(Table::Users)),
                    f(Text), // name
                    f(Text), // email
                    f(Text), // phone
                    f(Text), // profile_image
                    OR_NO,   // email_verified
                    f(Whole(0, 100)),
                    f(Time),
                ]
            }
        }
        Table::Vendors => {
            const {
                &[
                    f(Id(Table::Vendors)),
                    f(Text), // name
                    f(Text), // display_name
                    f(Text), // email
                    f(Text), // phone
                    f(Text), // logo
                    f(Text), // city
                    f(Real(0.0, 5.0)),
                    or(one_of!("pending", "verified", "rejected"), "pending"),
                    f(Time),
                ]
            }
        }
        Table::Services => {
            const {
                &[
                    f(Id(Table::Services)),
                    f(Names(Table::Vendors)),
                    f(Text), // name
                    f(Text), // category
                    f(Text), // subcategory
                    f(Text), // description
                    f(one_of!("fixed", "hourly", "quote")),
                    f(Cents),
                ]
            }
        }
        Table::Bookings => {
            const {
                &[
                    f(Id(Table::Bookings)),
                    f(Number),
                    f(Names(Table::Users)),
                    f(Names(Table::Vendors)),
                    f(Names(Table::Services)),
                    f(one_of!("pending", "confirmed", "in_progress", "completed", "cancelled", "disputed")),
                    f(Time), // scheduled_at
                    f(Whole(0, MOST_MINUTES)),
                    f(Text), // street
                    f(Text), // apartment
                    f(Text), // city
                    f(Text), // state
                    f(Text), // pincode
                    f(Text), // landmark
                    f(Real(-90.0, 90.0)),
                    f(Real(-180.0, 180.0)),
                    f(Cents), // base_amount_cents
                    f(Cents), // tax_cents
                    f(Cents), // platform_fee_cents
                    f(Cents), // discount_cents
                    f(Cents), // total_amount_cents
                    or(Currency, "INR"),
                    f(Text), // notes
                    f(Time), // created_at
                    f(Time), // updated_at
                    f(Time), // completed_at
                    f(Time), // cancelled_at
                    f(Canceller),
                    f(Text), // cancellation_reason
                ]
            }
        }
        Table::Payments => {
            const {
                &[
                    f(Id(Table::Payments)),
                    f(Names(Table::Bookings)),
                    f(Cents), // amount_cents
                    or(Currency, "INR"),
                    f(one_of!("card", "upi", "wallet", "netbanking")),
                    f(one_of!("pending", "succeeded", "failed")),
                    f(Text), // provider
                    f(Text), // transaction_id
                    or_int(Cents, 0),
                    f(Time),  // paid_at
                    f(Time),  // created_at
                    f(Cents), // refunded_amount_cents
                    f(Time),  // refunded_at
                ]
            }
        }
        Table::Disputes => {
            const {
                &[
                    f(Id(Table::Disputes)),
                    f(Names(Table::Bookings)),
                    f(one_of!("open", "resolved")),
                    f(one_of!("user", "vendor", "admin", "system")),
                    f(Text), // reason
                    f(Text), // description
                    f(Evidence),
                    f(Time), // created_at
                    f(Text), // resolution_notes
                    f(Time), // resolved_at
                ]
            }
        }
        Table::Reviews => {
            const {
                &[
                    f(Id(Table::Reviews)),
                    f(Names(Table::Bookings)),
                    f(Names(Table::Users)),
                    f(Names(Table::Vendors)),
                    f(Whole(1, 5)),
                    f(Text), // title
                    f(Text), // body
                    or(word_of!(ReviewStatus), "published"),
                    f(Time),
                ]
            }
        }
        Table::TakedownRequests => {
            const {
                &[
                    f(Id(Table::TakedownRequests)),
                    f(Names(Table::Reviews)),
                    f(Names(Table::Vendors)),
                    f(word_of!(ReasonCode)),
                    f(Text), // reason_description
                    f(Text), // vendor_notes
                    f(Evidence),
                    f(Time), // created_at
                    f(word_of!(TakedownStatus)),
                    f(Time), // resolved_at
                    f(word_of!(Decision)),
                    f(word_of!(TakedownAction)),
                    f(Text), // resolution_reason
                ]
            }
        }
        Table::RefundRequests => {
            const {
                &[
                    f(Id(Table::RefundRequests)),
                    f(Names(Table::Payments)),
                    f(Whole(1, 1_000_000_000_000)),
                    f(Text), // reason
                    f(Text), // description
                    f(Evidence),
                    f(Time), // requested_at
                    or(one_of!("user", "vendor", "admin"), "user"),
                    or(one_of!("pending", "rejected", "processed"), "pending"),
                    f(Whole(1, 1_000_000_000_000)),
                    f(Time), // processed_at
                ]
            }
        }
        Table::Referrals => {
            const {
                &[
                    f(Id(Table::Referrals)),
                    f(Names(Table::Users)),
                    f(Names(Table::Users)),
                    f(Text), // referral_code
                    f(one_of!("pending", "completed", "expired", "paid")),
                    or_int(Cents, 0),
                    or(Currency, "INR"),
                    f(Time), // created_at
                    f(Time), // expires_at
                    f(Time), // credited_at
                    f(one_of!("pending", "paid", "failed")),
                    OR_NO, // signup
                    OR_NO, // email_verified
                    OR_NO, // first_booking
                    OR_NO, // minimum_spend
                ]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bulk::{self, SHAPES};

    #[test]
    fn every_column_has_its_kind_and_its_place_in_the_staged_row() {
        for (table, shape) in Table::ALL.into_iter().zip(&SHAPES) {
            assert_eq!(table.name(), shape.name);
            assert_eq!(of(table).len(), table.columns().len(), "{}", table.name());
            let (columns, staged) = (&table.columns()[1..], &shape.columns[..table.columns().len() - 1]);
            for ((column, field), (name, kind)) in columns.iter().zip(&of(table)[1..]).zip(staged) {
                assert_eq!(column.name, *name, "{}", table.name());
                let expected = match field.kind {
                    Id(_) | Names(_) => bulk::Kind::Uuid,
                    Kind::Bool => bulk::Kind::Bool,
                    Whole(..) | Cents | Time => bulk::Kind::Int,
                    Real(..) => bulk::Kind::Real,
                    Text | Kind::Word(_) | Currency | Evidence | Number | Canceller => bulk::Kind::Text,
                };
                assert_eq!(*kind, expected, "{}.{name}", table.name());
            }
        }
    }
}
