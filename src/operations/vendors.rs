//! Vendors' own tokens.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fields::{self, Fields, Request};
use crate::{
    domain::{actor::Permissions, time::Timestamp, untrusted::Untrusted},
    error::AdminName,
};

/// Makes a token for a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CreateVendorToken {
    /// How many days it is to work: 1 to 365.
    pub days: i64,
}

impl Default for CreateVendorToken {
    fn default() -> Self {
        Self { days: 90 }
    }
}

impl Request for CreateVendorToken {
    fn read(f: &mut Fields) -> Option<Self> {
        Some(Self { days: f.or("days", Self::default().days, fields::whole(1, 365))? })
    }
}

/// A token without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorTokenListItem {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub vendor_id: Uuid,
    /// `vendor:takedown`
    pub permissions: Permissions,
    /// When it was made.
    pub created_at: Timestamp,
    /// By whom; null when no admin did.
    pub created_by: Option<AdminName>,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// A token just made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorToken {
    /// Its id.
    pub id: Uuid,
    /// The secret, shown this once; null in a dry run.
    pub token: Option<String>,
    /// `Bearer`
    pub token_type: String,
    /// Whose.
    pub vendor_id: Uuid,
    /// Their name.
    pub vendor_name: Untrusted,
    /// `vendor:takedown`
    pub permissions: Permissions,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
    /// Set, and true, when nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

super::secretive!(VendorToken);
