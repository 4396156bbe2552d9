//! The ten tables of the import format: their file names, in the order of loading, and their columns.

/// A column of an import file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// As the header names it.
    pub name: &'static str,
    /// Whether a row without it is a bad row.
    pub required: bool,
}

const fn must(name: &'static str) -> Column {
    Column { name, required: true }
}

const fn may(name: &'static str) -> Column {
    Column { name, required: false }
}

/// A table of the import format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each says what its own name says")]
pub enum Table {
    Users,
    Vendors,
    Services,
    Bookings,
    Payments,
    Disputes,
    Reviews,
    TakedownRequests,
    RefundRequests,
    Referrals,
}

impl Table {
    /// All of them in the order of loading, so that what a row names is there before it.
    pub const ALL: [Self; 10] = [
        Self::Users,
        Self::Vendors,
        Self::Services,
        Self::Bookings,
        Self::Payments,
        Self::Disputes,
        Self::Reviews,
        Self::TakedownRequests,
        Self::RefundRequests,
        Self::Referrals,
    ];

    /// The file's name without its ending.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Vendors => "vendors",
            Self::Services => "services",
            Self::Bookings => "bookings",
            Self::Payments => "payments",
            Self::Disputes => "disputes",
            Self::Reviews => "reviews",
            Self::TakedownRequests => "takedown_requests",
            Self::RefundRequests => "refund_requests",
            Self::Referrals => "referrals",
        }
    }

    /// Its columns, in the order in which this program writes them.
    #[expect(clippy::too_many_lines, reason = "ten tables, each column once")]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Users => {
                const {
                    &[
                        must("id"),
                        must("name"),
                        may("email"),
                        may("phone"),
                        may("profile_image"),
                        may("email_verified"),
                        may("trust_score"),
                        must("created_at"),
                    ]
                }
            }
            Self::Vendors => {
                const {
                    &[
                        must("id"),
                        must("name"),
                        may("display_name"),
                        may("email"),
                        may("phone"),
                        may("logo"),
                        may("city"),
                        may("rating"),
                        may("verification_status"),
                        must("created_at"),
                    ]
                }
            }
            Self::Services => {
                const {
                    &[
                        must("id"),
                        must("vendor_id"),
                        must("name"),
                        must("category"),
                        may("subcategory"),
                        may("description"),
                        may("pricing_type"),
                        may("base_price_cents"),
                    ]
                }
            }
            Self::Bookings => {
                const {
                    &[
                        must("id"),
                        may("booking_number"),
                        must("user_id"),
                        must("vendor_id"),
                        must("service_id"),
                        must("status"),
                        must("scheduled_at"),
                        may("estimated_duration_minutes"),
                        may("street"),
                        may("apartment"),
                        may("city"),
                        may("state"),
                        may("pincode"),
                        may("landmark"),
                        may("lat"),
                        may("lng"),
                        may("base_amount_cents"),
                        may("tax_cents"),
                        may("platform_fee_cents"),
                        may("discount_cents"),
                        must("total_amount_cents"),
                        may("currency"),
                        may("notes"),
                        must("created_at"),
                        may("updated_at"),
                        may("completed_at"),
                        may("cancelled_at"),
                        may("cancelled_by"),
                        may("cancellation_reason"),
                    ]
                }
            }
            Self::Payments => {
                const {
                    &[
                        must("id"),
                        must("booking_id"),
                        must("amount_cents"),
                        may("currency"),
                        must("method"),
                        must("status"),
                        may("provider"),
                        may("transaction_id"),
                        may("platform_fee_cents"),
                        may("paid_at"),
                        must("created_at"),
                        may("refunded_amount_cents"),
                        may("refunded_at"),
                    ]
                }
            }
            Self::Disputes => {
                const {
                    &[
                        must("id"),
                        must("booking_id"),
                        must("status"),
                        must("raised_by"),
                        must("reason"),
                        may("description"),
                        may("evidence"),
                        must("created_at"),
                        may("resolution_notes"),
                        may("resolved_at"),
                    ]
                }
            }
            Self::Reviews => {
                const {
                    &[
                        must("id"),
                        may("booking_id"),
                        must("user_id"),
                        must("vendor_id"),
                        must("rating"),
                        may("title"),
                        may("body"),
                        may("status"),
                        must("created_at"),
                    ]
                }
            }
            Self::TakedownRequests => {
                const {
                    &[
                        must("id"),
                        must("review_id"),
                        must("vendor_id"),
                        must("reason_code"),
                        must("reason_description"),
                        may("vendor_notes"),
                        may("evidence"),
                        must("created_at"),
                        may("status"),
                        may("resolved_at"),
                        may("decision"),
                        may("action_taken"),
                        may("resolution_reason"),
                    ]
                }
            }
            Self::RefundRequests => {
                const {
                    &[
                        must("id"),
                        must("payment_id"),
                        must("requested_amount_cents"),
                        must("reason"),
                        may("description"),
                        may("evidence"),
                        must("requested_at"),
                        may("requested_by"),
                        may("status"),
                        may("approved_amount_cents"),
                        may("processed_at"),
                    ]
                }
            }
            Self::Referrals => {
                const {
                    &[
                        must("id"),
                        must("referrer_id"),
                        must("referred_user_id"),
                        may("referral_code"),
                        must("status"),
                        may("reward_amount_cents"),
                        may("currency"),
                        must("created_at"),
                        may("expires_at"),
                        may("credited_at"),
                        may("payout_status"),
                        may("signup"),
                        may("email_verified"),
                        may("first_booking"),
                        may("minimum_spend"),
                    ]
                }
            }
        }
    }
}
