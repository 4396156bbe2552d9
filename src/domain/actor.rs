//! Who acts, and what they may do: permissions, the five system roles, the caller of an operation.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    id::{AdminId, SessionId, VendorId, VendorTokenId},
    word::words,
};

macro_rules! permissions {
    ($($name:ident => $text:literal),+ $(,)?) => {
        /// A `resource:action` that a role can hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "each says what its own text says")]
        pub enum Permission { $($name),+ }

        impl Permission {
            /// Every permission that an admin's role can hold, and the one of vendors' tokens last.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// As it is written: `takedowns:list`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

permissions! {
    AdminsCreate => "admins:create",
    AdminsDelete => "admins:delete",
    AdminsList => "admins:list",
    AdminsUpdate => "admins:update",
    AnalyticsExport => "analytics:export",
    AnalyticsView => "analytics:view",
    AuditList => "audit:list",
    AuditVerify => "audit:verify",
    BookingsList => "bookings:list",
    BookingsUpdate => "bookings:update",
    BookingsView => "bookings:view",
    JobsCancel => "jobs:cancel",
    JobsDelete => "jobs:delete",
    JobsList => "jobs:list",
    JobsListAll => "jobs:list_all",
    JobsViewAll => "jobs:view_all",
    PaymentsList => "payments:list",
    PaymentsRefund => "payments:refund",
    PaymentsView => "payments:view",
    ReferralsList => "referrals:list",
    RefundsApprove => "refunds:approve",
    RefundsList => "refunds:list",
    ReviewsHide => "reviews:hide",
    ReviewsList => "reviews:list",
    ReviewsModerate => "reviews:moderate",
    ReviewsRemove => "reviews:remove",
    ReviewsView => "reviews:view",
    RolesList => "roles:list",
    RolesManage => "roles:manage",
    ServicesList => "services:list",
    ServicesView => "services:view",
    SubscriptionsList => "subscriptions:list",
    SubscriptionsView => "subscriptions:view",
    SystemBackup => "system:backup",
    SystemConfig => "system:config",
    SystemHealth => "system:health",
    SystemRestore => "system:restore",
    UsersCreate => "users:create",
    UsersDelete => "users:delete",
    UsersList => "users:list",
    UsersUpdate => "users:update",
    UsersView => "users:view",
    UsersViewPii => "users:view_pii",
    VendorsCreate => "vendors:create",
    VendorsList => "vendors:list",
    VendorsSuspend => "vendors:suspend",
    VendorsUpdate => "vendors:update",
    VendorsVerify => "vendors:verify",
    VendorsView => "vendors:view",
    VendorTakedown => "vendor:takedown",
}

impl Permission {
    /// How many different permissions admins can hold.
    pub const KNOWN: usize = Self::ALL.len() - 1;

    const fn bit(self) -> u64 {
        1 << self as u8
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Permission {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|p| p.as_str() == text).ok_or_else(|| format!("there is no permission {text}"))
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A set of permissions, or all of them (`*`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Permissions {
    bits: u64,
    all: bool,
}

impl Permissions {
    /// None at all.
    pub const NONE: Self = Self { bits: 0, all: false };
    /// `*`: every permission of admins, those to come included.
    pub const EVERY: Self = Self { bits: 0, all: true };
    /// What a vendor's own token carries.
    pub const VENDOR: Self = Self { bits: Permission::VendorTakedown.bit(), all: false };

    /// Whether `permission` is among them. `*` does not include what only vendors' tokens carry.
    pub const fn allows(self, permission: Permission) -> bool {
        (self.all && !matches!(permission, Permission::VendorTakedown)) || self.bits & permission.bit() != 0
    }

    /// Whether they hold everything.
    pub const fn is_every(self) -> bool {
        self.all
    }

    /// These and those of `other`.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, all: self.all || other.all }
    }

    /// The first permission of `other` that is lacking here, as it is written; `*` when only that is.
    pub fn first_lacking(self, other: Self) -> Option<&'static str> {
        if self.all {
            return None;
        }
        if other.all {
            return Some("*");
        }
        other.iter().find(|p| !self.allows(*p)).map(Permission::as_str)
    }

    /// Those named one by one, in the order of their names; nothing for `*`.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |p| self.bits & p.bit() != 0)
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self { bits: permissions.into_iter().fold(0, |bits, p| bits | p.bit()), all: false }
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.all {
            return serializer.collect_seq(["*"]);
        }
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Permissions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        names.iter().try_fold(Self::NONE, |set, name| {
            let one = match name.as_str() {
                "*" => Self::EVERY,
                name => Self::from_iter([name.parse().map_err(serde::de::Error::custom)?]),
            };
            Ok(set.union(one))
        })
    }
}

/// A role that comes with the program and can't be changed.
pub struct SystemRole {
    /// `super_admin`
    pub id: &'static str,
    /// `Super Admin`
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub description: &'static str,
    /// What it may do, beside `jobs:list`, which every role holds.
    pub permissions: &'static [Permission],
    /// Whether it holds `*`.
    pub every: bool,
}

impl SystemRole {
    /// Everything the role holds.
    pub fn permissions(&self) -> Permissions {
        if self.every { Permissions::EVERY } else { with_jobs_list(self.permissions.iter().copied().collect()) }
    }
}

/// `permissions` and the one that every role holds: seeing one's own jobs.
pub fn with_jobs_list(permissions: Permissions) -> Permissions {
    permissions.union(Permissions::from_iter([Permission::JobsList]))
}

/// The id of the role that can never be left without an active holder.
pub const SUPER_ADMIN: &str = "super_admin";

/// The five system roles, as the contract's `roles.yaml` has them.
pub const SYSTEM_ROLES: &[SystemRole] = {
    use Permission as P;
    &[
        SystemRole {
            id: SUPER_ADMIN,
            name: "Super Admin",
            description: "Full system access with all permissions",
            permissions: &[],
            every: true,
        },
        SystemRole {
            id: "vendor_admin",
            name: "Vendor Admin",
            description: "Manage vendors and verify applications",
            permissions: &[
                P::VendorsList,
                P::VendorsView,
                P::VendorsVerify,
                P::VendorsSuspend,
                P::ServicesList,
                P::ServicesView,
            ],
            every: false,
        },
        SystemRole {
            id: "support_agent",
            name: "Support Agent",
            description: "Handle customer support requests",
            permissions: &[
                P::UsersList,
                P::UsersView,
                P::UsersViewPii,
                P::BookingsList,
                P::BookingsView,
                P::BookingsUpdate,
                P::ReviewsList,
                P::ReviewsView,
            ],
            every: false,
        },
        SystemRole {
            id: "finance_admin",
            name: "Finance Admin",
            description: "Manage payments, refunds, and subscriptions",
            permissions: &[
                P::PaymentsList,
                P::PaymentsView,
                P::PaymentsRefund,
                P::RefundsList,
                P::RefundsApprove,
                P::SubscriptionsList,
                P::SubscriptionsView,
                P::AnalyticsView,
                P::AnalyticsExport,
            ],
            every: false,
        },
        SystemRole {
            id: "content_moderator",
            name: "Content Moderator",
            description: "Moderate reviews and handle takedown requests",
            permissions: &[P::ReviewsList, P::ReviewsView, P::ReviewsModerate, P::ReviewsHide, P::ReviewsRemove],
            every: false,
        },
    ]
};

words! {
    /// Through which door a request came in.
    Surface {
        /// HTTP.
        Api => "api",
        /// A shell command.
        Cli => "cli",
        /// The terminal screens.
        Tui => "tui",
        /// The browser and phone app's own dialect.
        App => "app",
        /// The program itself, acting on a decision made earlier.
        Worker => "worker",
        /// A vendor's token.
        Vendor => "vendor",
        /// A gateway's webhook.
        Webhook => "webhook",
    }
}

/// Who is acting, before it is known what they may do: that is read afresh for each operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An admin.
    Admin(AdminId),
    /// A vendor, by a token of theirs.
    Vendor {
        /// Whose token it is.
        vendor: VendorId,
        /// Which token.
        token: VendorTokenId,
    },
    /// The program itself, and commands on the machine that act for no admin.
    System,
    /// Nobody known.
    Anonymous,
}

/// The caller of an operation and where they call from; all of it stands in the audit log.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who acts.
    pub actor: Actor,
    /// The door.
    pub surface: Surface,
    /// The session, where there is one.
    pub session: Option<SessionId>,
    /// The trace id of the request: 1 to 64 visible ASCII characters.
    pub trace: String,
    /// The network address, where there is one.
    pub address: Option<String>,
    /// The client's description of itself.
    pub user_agent: Option<String>,
    /// The user of the operating system, when a process works on its own database.
    pub os_user: Option<String>,
    /// A code of the admin's second factor, given for this request.
    pub mfa_code: Option<String>,
    /// What their token says they may; it counts only where the database can't be asked.
    pub claimed: Option<Permissions>,
}

impl Caller {
    /// The program itself, on `surface`, under the trace id `trace`.
    pub fn system(surface: Surface, trace: impl Into<String>) -> Self {
        Self {
            actor: Actor::System,
            surface,
            session: None,
            trace: trace.into(),
            address: None,
            user_agent: None,
            os_user: None,
            mfa_code: None,
            claimed: None,
        }
    }
}

#[cfg(test)]
mod tests;
