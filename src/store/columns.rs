//! How values and domain types lie in columns, on both engines alike.

use sqlx::{
    Database, Decode, Postgres, Sqlite, Type,
    error::BoxDynError,
    postgres::{PgTypeInfo, PgValueRef},
    sqlite::{SqliteTypeInfo, SqliteValueRef},
};
use uuid::Uuid;

use crate::domain::{
    actor::Surface,
    audit::AuditActor,
    booking::{BookingStatus, DisputeStatus, Party},
    id::{
        AdminId, AuditId, BookingId, JobId, PaymentId, RefundId, ReviewId, SessionId, TakedownId, UserId, VendorId,
        VendorTokenId,
    },
    job::{JobStatus, JobType},
    money::Currency,
    payment::PaymentStatus,
    referral::ReferralStatus,
    refund::{Alternative, AttemptState, GatewayName, GatewayState, RefundStatus, RequestedBy},
    takedown::{Decision, Priority, ReasonCode, ReviewStatus, TakedownAction, TakedownStatus},
    time::Timestamp,
};

/// An argument of a statement; `None` is null, and still has a type.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each says what its own name says")]
pub enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Real(Option<f64>),
    Bool(Option<bool>),
    Uuid(Option<Uuid>),
    Bytes(Option<Vec<u8>>),
}

macro_rules! values {
    ($($type:ty => $variant:ident by $convert:expr),+ $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(Some($convert(value)))
            }
        }

        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::$variant(value.map($convert))
            }
        }
    )+};
}

values! {
    i64 => Int by std::convert::identity,
    i32 => Int by i64::from,
    u32 => Int by i64::from,
    Timestamp => Int by |t: Timestamp| t.0,
    String => Text by std::convert::identity,
    &str => Text by str::to_owned,
    &String => Text by String::clone,
    f64 => Real by std::convert::identity,
    bool => Bool by std::convert::identity,
    Uuid => Uuid by std::convert::identity,
    Vec<u8> => Bytes by std::convert::identity,
    &[u8] => Bytes by <[u8]>::to_vec,
}

/// A newtype around a type that both engines know: stored as that type is.
macro_rules! transparent {
    ($($name:ty as $inner:ty => $make:expr);+ $(;)?) => {$(
        impl Type<Sqlite> for $name {
            fn type_info() -> SqliteTypeInfo {
                <$inner as Type<Sqlite>>::type_info()
            }

            fn compatible(ty: &SqliteTypeInfo) -> bool {
                <$inner as Type<Sqlite>>::compatible(ty)
            }
        }

        impl Type<Postgres> for $name {
            fn type_info() -> PgTypeInfo {
                <$inner as Type<Postgres>>::type_info()
            }

            fn compatible(ty: &PgTypeInfo) -> bool {
                <$inner as Type<Postgres>>::compatible(ty)
            }
        }

        impl<'r> Decode<'r, Sqlite> for $name {
            fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
                decoded::<Sqlite, $inner, Self>(value, $make)
            }
        }

        impl<'r> Decode<'r, Postgres> for $name {
            fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
                decoded::<Postgres, $inner, Self>(value, $make)
            }
        }
    )+};
}

fn decoded<'r, DB: Database, I: Decode<'r, DB>, T>(
    value: DB::ValueRef<'r>,
    make: impl FnOnce(I) -> Result<T, BoxDynError>,
) -> Result<T, BoxDynError> {
    make(I::decode(value)?)
}

transparent! {
    Timestamp as i64 => |micros| Ok(Self(micros));
}

macro_rules! ids {
    ($($name:ident),+) => {
        transparent! { $($name as Uuid => |id| Ok(Self(id)));+ }
        values! { $($name => Uuid by |id: $name| id.0),+ }
    };
}

ids!(
    AdminId,
    AuditId,
    BookingId,
    JobId,
    PaymentId,
    RefundId,
    ReviewId,
    SessionId,
    TakedownId,
    UserId,
    VendorId,
    VendorTokenId
);

macro_rules! words {
    ($($name:ident),+) => {
        transparent! { $($name as String => |word: String| word.parse().map_err(BoxDynError::from));+ }
        values! { $($name => Text by |word: $name| word.as_str().to_owned()),+ }
    };
}

words!(
    Alternative,
    AttemptState,
    AuditActor,
    BookingStatus,
    Currency,
    Decision,
    DisputeStatus,
    GatewayName,
    GatewayState,
    JobStatus,
    JobType,
    Party,
    PaymentStatus,
    Priority,
    ReasonCode,
    ReferralStatus,
    RefundStatus,
    RequestedBy,
    ReviewStatus,
    Surface,
    TakedownAction,
    TakedownStatus
);
