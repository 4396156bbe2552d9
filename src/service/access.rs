//! Who a caller is and what they may do, read afresh for each operation.

use uuid::Uuid;

use super::{Local, Service};
use crate::{
    domain::{
        actor::{Actor, Caller, Permission, Permissions, SYSTEM_ROLES, Surface},
        audit::AuditActor,
        id::{AdminId, SessionId, VendorId},
        time::{SECOND, Timestamp},
    },
    error::{Error, Kind, Result},
    operations::AdminRef,
    store::{
        Tx, admins,
        admins::AdminRow,
        chain::{self, NewEntry, NewEvent},
    },
};

/// Who a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who.
    pub actor: Actor,
    /// The session of an admin.
    pub session: Option<SessionId>,
    /// When the token ends, where it says so itself.
    pub expires: Option<Timestamp>,
    /// What the token itself says its bearer may, where the database could not be asked.
    pub claimed: Option<Permissions>,
}

impl Identity {
    /// Nobody known.
    pub const NOBODY: Self = Self { actor: Actor::Anonymous, session: None, expires: None, claimed: None };
}

/// What an operation asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// This permission.
    Permission(Permission),
    /// To be an admin who is logged in; the operation looks closer itself.
    Admin,
}

/// An admin as they stand at this moment.
#[derive(Clone, Debug)]
pub struct Admin {
    /// Their row.
    pub row: AdminRow,
    /// Their roles, by id.
    pub roles: Vec<String>,
    /// Of all the roles together.
    pub permissions: Permissions,
}

impl Admin {
    /// Their id.
    pub const fn id(&self) -> AdminId {
        self.row.id
    }

    /// Them, in short.
    pub fn to_ref(&self) -> AdminRef {
        AdminRef { id: self.row.id.0, name: self.row.name.clone(), email: self.row.email.clone() }
    }
}

/// A caller whose permissions were read.
#[derive(Clone, Debug)]
pub enum Who {
    /// An active admin.
    Admin(Box<Admin>),
    /// A vendor, by a live token.
    Vendor(VendorId),
    /// The program itself, and commands on the machine that act for no admin.
    System,
}

impl Who {
    /// What they may do.
    pub fn permissions(&self) -> Permissions {
        match self {
            Self::Admin(admin) => admin.permissions,
            Self::Vendor(_) => Permissions::VENDOR,
            Self::System => Permissions::NONE,
        }
    }

    /// The admin they are.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` for anybody else.
    pub fn admin(&self) -> Result<&Admin> {
        match self {
            Self::Admin(admin) => Ok(admin),
            _ => Err(Error::new(Kind::Unauthenticated)),
        }
    }

    /// The vendor they are.
    ///
    /// # Errors
    /// `PERMISSION_DENIED` for anybody else.
    pub fn vendor(&self) -> Result<VendorId> {
        match self {
            Self::Vendor(vendor) => Ok(*vendor),
            _ => Err(Error::denied(Permission::VendorTakedown)),
        }
    }

    /// Refuses who lacks what is needed.
    ///
    /// # Errors
    /// `PERMISSION_DENIED` with the permission, `UNAUTHENTICATED` where there is no admin.
    pub fn check(&self, need: Need) -> Result<()> {
        match need {
            Need::Permission(permission) if self.permissions().allows(permission) => Ok(()),
            Need::Permission(permission) => Err(Error::denied(permission)),
            Need::Admin => self.admin().map(drop),
        }
    }

    /// How idempotency records call them.
    pub fn key(&self) -> String {
        match self {
            Self::Admin(admin) => format!("admin:{}", admin.id()),
            Self::Vendor(vendor) => format!("vendor:{vendor}"),
            Self::System => "system".into(),
        }
    }
}

/// Reads who a caller is at this moment.
///
/// # Errors
/// `UNAUTHENTICATED` for nobody known and for an admin who is not active.
pub async fn load(tx: &mut Tx, caller: &Caller) -> Result<Who> {
    match caller.actor {
        Actor::Admin(id) => match load_admin(tx, id).await? {
            Some(admin) if admin.row.active => Ok(Who::Admin(Box::new(admin))),
            _ => Err(Error::new(Kind::Unauthenticated)),
        },
        Actor::Vendor { vendor, .. } => Ok(Who::Vendor(vendor)),
        Actor::System => Ok(Who::System),
        Actor::Anonymous => Err(Error::new(Kind::Unauthenticated)),
    }
}

/// The admin with this id, active or not, with what they may do.
pub async fn load_admin(tx: &mut Tx, id: AdminId) -> Result<Option<Admin>> {
    match admins::by_id(tx, id).await? {
        Some(row) => with_roles(tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// An admin's row with what they may do.
pub async fn with_roles(tx: &mut Tx, row: AdminRow) -> Result<Admin> {
    let held = admins::roles(tx, row.key).await?;
    let mut permissions = Permissions::NONE;
    for (role, stored) in &held {
        let read = |e| Error::internal(format!("roles.permissions of {role} doesn't read: {e}"));
        permissions = permissions.union(serde_json::from_str(stored).map_err(read)?);
    }
    Ok(Admin { row, roles: held.into_iter().map(|(role, _)| role).collect(), permissions })
}

impl Local {
    /// Who the caller is, if they may; a refusal is audited.
    pub(super) async fn authorize(&self, need: Need) -> Result<Who> {
        let mut tx = self.service.0.db.read().await?;
        let who = load(&mut tx, &self.caller).await?;
        drop(tx);
        match who.check(need) {
            Ok(()) => Ok(who),
            Err(error) => {
                note_denied(&self.service, &self.caller, &who, &error).await?;
                Err(error)
            }
        }
    }

    /// As [`Self::authorize`] with a permission.
    pub(super) async fn permit(&self, permission: Permission) -> Result<Who> {
        self.authorize(Need::Permission(permission)).await
    }
}

/// Writes that somebody was denied something.
pub async fn note_denied(service: &Service, caller: &Caller, who: &Who, error: &Error) -> Result<()> {
    let Kind::PermissionDenied { required_permission } = &error.kind else { return Ok(()) };
    let mut entry = entry(service, caller, Some(who), "access.denied", "permission");
    entry.entity_id = Some(required_permission.clone());
    service.note(vec![entry], &caller.trace).await
}

/// An audit entry with everything that the caller says about it.
pub fn entry(
    service: &Service,
    caller: &Caller,
    who: Option<&Who>,
    action: &'static str,
    entity_type: &'static str,
) -> NewEntry {
    let admin = match who {
        Some(Who::Admin(admin)) => Some((admin.row.id.0, admin.row.name.clone(), admin.row.email.clone())),
        _ => None,
    };
    let actor = match caller.actor {
        Actor::Admin(_) => AuditActor::Admin,
        Actor::Vendor { .. } => AuditActor::Vendor,
        Actor::System if caller.surface == Surface::Webhook => AuditActor::Gateway,
        Actor::System => AuditActor::System,
        Actor::Anonymous => AuditActor::Anonymous,
    };
    NewEntry {
        id: service.new_id(),
        created_at: service.now(),
        actor,
        admin,
        action,
        entity_type,
        entity_id: None,
        before: None,
        after: None,
        reason: None,
        trace_id: caller.trace.clone(),
        address: caller.address.clone(),
        user_agent: caller.user_agent.clone(),
        surface: caller.surface,
        os_user: caller.os_user.clone(),
    }
}

impl Service {
    /// Writes audit entries that go with no change of anything else.
    pub(super) async fn note(&self, entries: Vec<NewEntry>, trace: &str) -> Result<()> {
        let mut tx = self.0.db.begin().await?;
        let head = chain::append(&mut tx, &entries, &[], trace, self.now()).await?;
        tx.commit().await?;
        self.0.head.raise(&head);
        Ok(())
    }

    /// Writes that data was loaded in bulk, as the last of the transaction that loads it, and tells listeners to look
    /// again.
    pub async fn note_load(
        &self,
        tx: &mut Tx,
        action: &'static str,
        os_user: Option<String>,
        tables: serde_json::Value,
    ) -> Result<()> {
        let caller = Caller { os_user, ..Caller::system(Surface::Cli, self.new_trace()) };
        let mut entry = entry(self, &caller, Some(&Who::System), action, "database");
        entry.after = Some(tables);
        let event = NewEvent {
            id: self.new_id(),
            topic: "system",
            kind: "system.resync",
            entity_id: None,
            owner_id: None,
            data: serde_json::json!({}),
        };
        chain::append(tx, &[entry], &[event], &caller.trace, self.now()).await.map(drop)
    }

    /// Who a bearer token belongs to: an admin's access token, ours or a trusted backend's, or a vendor's own.
    ///
    /// # Errors
    /// `UNAUTHENTICATED`, or `TOKEN_EXPIRED` for one that was right once.
    pub async fn authenticate(&self, bearer: &str) -> Result<Identity> {
        if bearer.starts_with(super::vendors::TOKEN_PREFIX) {
            return self.authenticate_vendor(bearer).await;
        }
        if !self.0.keys.knows(bearer) {
            if let Some(foreign) = self.authenticate_foreign(bearer).await {
                return foreign;
            }
            self.reload_keys().await?;
        }
        let claims = self.0.keys.verify(bearer, self.now())?;
        let mut tx = self.0.db.read().await?;
        let session = super::sessions::live(&mut tx, SessionId(claims.sid), self.now()).await?;
        match session {
            Some(session) if session.admin_id == AdminId(claims.sub) => {
                let expires = Some(Timestamp(claims.exp.saturating_mul(SECOND)));
                let (actor, session) = (Actor::Admin(session.admin_id), Some(session.id));
                Ok(Identity { actor, session, expires, claimed: Some(of_roles(&claims.roles)) })
            }
            _ => Err(Error::new(Kind::Unauthenticated)),
        }
    }

    /// What a token of an admin says by itself, its signature and its end checked and nothing else.
    pub(super) fn believed(&self, bearer: &str) -> Result<Identity> {
        let claims = self.0.keys.verify(bearer, self.now())?;
        Ok(Identity {
            actor: Actor::Admin(AdminId(claims.sub)),
            session: Some(SessionId(claims.sid)),
            expires: Some(Timestamp(claims.exp.saturating_mul(SECOND))),
            claimed: Some(of_roles(&claims.roles)),
        })
    }

    /// The id of an active admin by e-mail, for commands that act for one.
    ///
    /// # Errors
    /// `ADMIN_NOT_FOUND` when there is none.
    pub async fn admin_by_email(&self, email: &str) -> Result<AdminId> {
        let mut tx = self.0.db.read().await?;
        let row = admins::by_login(&mut tx, &crate::domain::text::fold(email)).await?;
        let missing = || Error::new(Kind::AdminNotFound { admin_id: email.to_owned() });
        Ok(row.filter(|row| row.active).ok_or_else(missing)?.id)
    }

    /// Whether there is any admin yet.
    pub async fn has_admins(&self) -> Result<bool> {
        Ok(admins::count(&mut self.0.db.read().await?).await? > 0)
    }
}

/// What roles may, as far as that is known without the database: those that come with the program.
fn of_roles(named: &[String]) -> Permissions {
    let known = SYSTEM_ROLES.iter().filter(|role| named.iter().any(|name| name == role.id));
    known.fold(Permissions::NONE, |all, role| all.union(role.permissions()))
}

/// The uuid of an admin, where the caller is one.
pub fn admin_uuid(who: &Who) -> Option<Uuid> {
    who.admin().ok().map(|admin| admin.id().0)
}
