//! How the rows of the ten tables lie in the staging place, column by column.

use super::batch::Kind;

/// A staged table: what the rows of one import file became.
#[derive(Debug)]
pub struct Shape {
    /// The name of the file and of the table that the rows end up in.
    pub name: &'static str,
    /// One of its rows, in a sentence.
    pub singular: &'static str,
    /// What follows [`FIXED`] in each row: the file's columns after `id`, then what is derived from them.
    pub columns: &'static [(&'static str, Kind)],
    /// Which of the columns name rows of other tables.
    pub refs: &'static [Ref],
    /// Whether its rows get a number such as `BK-2025-000317`.
    pub numbered: Option<Numbered>,
}

/// A column that names a row of another table.
#[derive(Clone, Copy, Debug)]
pub struct Ref {
    /// `user` for the column `user_id`.
    pub stem: &'static str,
    /// The table that is named.
    pub parent: &'static str,
}

/// How the numbers of a table are made.
#[derive(Clone, Copy, Debug)]
pub struct Numbered {
    /// Its row in `number_sequences`.
    pub sequence: &'static str,
    /// What a number begins with.
    pub letters: &'static str,
    /// The staged column that may bring a number along.
    pub given: Option<&'static str>,
}

/// What every staged row begins with: a number of its own that counts the rows of its file, its line, the
/// hash of what it says, its id's text where that was no UUID, its id.
pub const FIXED: &[(&str, Kind)] =
    &[("ord", Kind::Int), ("line", Kind::Int), ("hash", Kind::Bytes), ("external_id", Kind::Text), ("id", Kind::Uuid)];

/// What was found wrong with rows: `tbl` is the position in [`SHAPES`], `ord` is null for a row that was never staged.
pub const PROBLEMS: &[(&str, Kind)] =
    &[("tbl", Kind::Int), ("ord", Kind::Int), ("line", Kind::Int), ("field", Kind::Text), ("reason", Kind::Text)];

use Kind::{Bool, Int, Real, Text, Uuid};

const fn names(stem: &'static str, parent: &'static str) -> Ref {
    Ref { stem, parent }
}

/// The ten tables in the order of loading.
pub static SHAPES: [Shape; 10] = [
    Shape {
        name: "users",
        singular: "user",
        columns: &[
            ("name", Text),
            ("email", Text),
            ("phone", Text),
            ("profile_image", Text),
            ("email_verified", Bool),
            ("trust_score", Int),
            ("created_at", Int),
            ("name_folded", Text),
        ],
        refs: &[],
        numbered: None,
    },
    Shape {
        name: "vendors",
        singular: "vendor",
        columns: &[
            ("name", Text),
            ("display_name", Text),
            ("email", Text),
            ("phone", Text),
            ("logo", Text),
            ("city", Text),
            ("rating", Real),
            ("verification_status", Text),
            ("created_at", Int),
            ("name_folded", Text),
            ("display_name_folded", Text),
        ],
        refs: &[],
        numbered: None,
    },
    Shape {
        name: "services",
        singular: "service",
        columns: &[
            ("vendor_id", Uuid),
            ("name", Text),
            ("category", Text),
            ("subcategory", Text),
            ("description", Text),
            ("pricing_type", Text),
            ("base_price_cents", Int),
            ("category_folded", Text),
        ],
        refs: &[names("vendor", "vendors")],
        numbered: None,
    },
    Shape {
        name: "bookings",
        singular: "booking",
        columns: &[
            ("booking_number", Text),
            ("user_id", Uuid),
            ("vendor_id", Uuid),
            ("service_id", Uuid),
            ("status", Text),
            ("scheduled_at", Int),
            ("estimated_duration_minutes", Int),
            ("street", Text),
            ("apartment", Text),
            ("city", Text),
            ("state", Text),
            ("pincode", Text),
            ("landmark", Text),
            ("lat", Real),
            ("lng", Real),
            ("base_amount_cents", Int),
            ("tax_cents", Int),
            ("platform_fee_cents", Int),
            ("discount_cents", Int),
            ("total_amount_cents", Int),
            ("currency", Text),
            ("notes", Text),
            ("created_at", Int),
            ("updated_at", Int),
            ("completed_at", Int),
            ("cancelled_at", Int),
            ("cancelled_by", Text),
            ("cancellation_reason", Text),
            ("number_seq", Int),
            ("year", Int),
            ("city_folded", Text),
        ],
        refs: &[names("user", "users"), names("vendor", "vendors"), names("service", "services")],
        numbered: Some(Numbered { sequence: "booking", letters: "BK", given: Some("booking_number") }),
    },
    Shape {
        name: "payments",
        singular: "payment",
        columns: &[
            ("booking_id", Uuid),
            ("amount_cents", Int),
            ("currency", Text),
            ("method", Text),
            ("status", Text),
            ("provider", Text),
            ("transaction_id", Text),
            ("platform_fee_cents", Int),
            ("paid_at", Int),
            ("created_at", Int),
            ("refunded_amount_cents", Int),
            ("refunded_at", Int),
        ],
        refs: &[names("booking", "bookings")],
        numbered: None,
    },
    Shape {
        name: "disputes",
        singular: "dispute",
        columns: &[
            ("booking_id", Uuid),
            ("status", Text),
            ("raised_by", Text),
            ("reason", Text),
            ("description", Text),
            ("evidence", Text),
            ("created_at", Int),
            ("resolution_notes", Text),
            ("resolved_at", Int),
        ],
        refs: &[names("booking", "bookings")],
        numbered: None,
    },
    Shape {
        name: "reviews",
        singular: "review",
        columns: &[
            ("booking_id", Uuid),
            ("user_id", Uuid),
            ("vendor_id", Uuid),
            ("rating", Int),
            ("title", Text),
            ("body", Text),
            ("status", Text),
            ("created_at", Int),
            ("text_folded", Text),
        ],
        refs: &[names("booking", "bookings"), names("user", "users"), names("vendor", "vendors")],
        numbered: None,
    },
    Shape {
        name: "takedown_requests",
        singular: "takedown request",
        columns: &[
            ("review_id", Uuid),
            ("vendor_id", Uuid),
            ("reason_code", Text),
            ("reason_description", Text),
            ("vendor_notes", Text),
            ("evidence", Text),
            ("created_at", Int),
            ("status", Text),
            ("resolved_at", Int),
            ("decision", Text),
            ("action_taken", Text),
            ("resolution_reason", Text),
            ("year", Int),
            ("priority", Text),
            ("priority_rank", Int),
            ("due_at", Int),
        ],
        refs: &[names("review", "reviews"), names("vendor", "vendors")],
        numbered: Some(Numbered { sequence: "takedown", letters: "TR", given: None }),
    },
    Shape {
        name: "refund_requests",
        singular: "refund request",
        columns: &[
            ("payment_id", Uuid),
            ("requested_amount_cents", Int),
            ("reason", Text),
            ("description", Text),
            ("evidence", Text),
            ("requested_at", Int),
            ("requested_by", Text),
            ("status", Text),
            ("approved_amount_cents", Int),
            ("processed_at", Int),
            ("year", Int),
            ("urgent", Bool),
        ],
        refs: &[names("payment", "payments")],
        numbered: Some(Numbered { sequence: "refund", letters: "RF", given: None }),
    },
    Shape {
        name: "referrals",
        singular: "referral",
        columns: &[
            ("referrer_id", Uuid),
            ("referred_user_id", Uuid),
            ("referral_code", Text),
            ("status", Text),
            ("reward_amount_cents", Int),
            ("currency", Text),
            ("created_at", Int),
            ("expires_at", Int),
            ("credited_at", Int),
            ("payout_status", Text),
            ("signup", Bool),
            ("email_verified", Bool),
            ("first_booking", Bool),
            ("minimum_spend", Bool),
        ],
        refs: &[names("referrer", "users"), names("referred_user", "users")],
        numbered: None,
    },
];

impl Shape {
    /// All columns of a staged row, in order.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        FIXED.iter().chain(self.columns).copied()
    }

    /// How many cells a staged row has.
    pub const fn width(&self) -> usize {
        FIXED.len() + self.columns.len()
    }

    /// Where among [`SHAPES`] the table of this name stands.
    pub fn position(name: &str) -> usize {
        SHAPES.iter().position(|shape| shape.name == name).expect("only the ten tables are named")
    }
}

impl Ref {
    /// The column of the file.
    pub fn column(self) -> String {
        format!("{}_id", self.stem)
    }

    /// One of the rows it names, in a sentence.
    pub fn singular(self) -> &'static str {
        SHAPES[Shape::position(self.parent)].singular
    }
}
