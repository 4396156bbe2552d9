//! Admins: making them, what they hold, switching them off, new passwords.
//!
//! Nobody gives, or acts on an admin who has, permissions that they lack themselves.

use async_trait::async_trait;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{
    Local, Service,
    access::{self, Admin as Known, Need, Who},
    mutation::{About, Change, Context, Mutation},
    sessions::is_own,
    vault,
};
use crate::{
    domain::{
        actor::{Permission, Permissions, SUPER_ADMIN},
        id::{AdminId, Reference},
        page::SortOrder,
        password,
        text::{fold, like_pattern_escape},
    },
    error::{Error, Kind, Result},
    operations::{
        Page,
        admins::{
            Admin, AdminCreated, AdminDetail, AdminPasswordReset, AdminSort, AdminUpdated, CreateAdmin, ListAdmins,
            ResetPassword, UpdateAdmin,
        },
    },
    ports::random_bytes,
    store::{
        Tx, admins,
        filter::{By, Filter},
        names, roles, security, sessions,
    },
};

fn missing(admin_id: impl std::fmt::Display) -> Error {
    Error::new(Kind::AdminNotFound { admin_id: admin_id.to_string() })
}

impl Local {
    pub(super) async fn find_admin(&self, admin: &Reference) -> Result<AdminId> {
        self.find(names::ADMINS, admin, missing).await.map(AdminId)
    }

    pub(super) async fn admins(&self, query: ListAdmins) -> Result<Page<Admin>> {
        self.permit(Permission::AdminsList).await?;
        let mut filter = Filter::default();
        if let Some(search) = &query.search {
            let pattern = format!("%{}%", like_pattern_escape(&fold(search)));
            let both = [pattern.clone().into(), pattern.into()];
            filter.and("a.name_folded LIKE ? ESCAPE '\\' OR a.email_folded LIKE ? ESCAPE '\\'", both);
        }
        let holds = "EXISTS (SELECT 1 FROM admin_roles ar JOIN roles r ON r.key = ar.role_key
                        WHERE ar.admin_key = a.key AND r.id = ?)";
        filter.and_if(holds, query.role);
        filter.and_if("a.active = ?", query.active);
        let order = match query.sort_by {
            AdminSort::Name => By::in_order("a.name_folded", query.sort_order.unwrap_or(SortOrder::Asc)),
            AdminSort::CreatedAt => By::in_order("a.created_at", query.sort_order.unwrap_or(SortOrder::Desc)),
        };
        let newest = (query.sort_by == AdminSort::Name).then_some(By::desc("a.created_at"));
        let order: Vec<By> = [Some(order), newest, Some(By::desc("a.key"))].into_iter().flatten().collect();
        let mut tx = self.service.0.db.read().await?;
        let (found, meta) = admins::page(&mut tx, &filter, &order, &query.paging).await?;
        let mut rows = Vec::with_capacity(found.len());
        for row in found {
            rows.push(listed(access::with_roles(&mut tx, row).await?));
        }
        Ok(Page { rows, meta, summary: () })
    }

    pub(super) async fn one_admin(&self, admin: &Reference) -> Result<AdminDetail> {
        self.permit(Permission::AdminsList).await?;
        let id = self.find_admin(admin).await?;
        let mut tx = self.service.0.db.read().await?;
        let known = access::load_admin(&mut tx, id).await?.ok_or_else(|| missing(admin))?;
        detail(&mut tx, &self.service, known).await
    }
}

fn listed(admin: Known) -> Admin {
    let Known { row, roles, .. } = admin;
    Admin {
        id: row.id.0,
        email: row.email,
        name: row.name,
        phone: row.phone,
        roles,
        active: row.active,
        mfa_enabled: row.mfa_confirmed_at.is_some(),
        created_at: row.created_at,
        updated_at: row.updated_at,
        last_login_at: row.last_login_at,
        deactivated_at: row.deactivated_at,
        version: row.version,
    }
}

async fn detail(tx: &mut Tx, service: &Service, admin: Known) -> Result<AdminDetail> {
    let (key, permissions) = (admin.row.key, admin.permissions);
    let epoch = security::epoch(tx).await?;
    Ok(AdminDetail {
        permissions,
        recovery_codes_left: admins::recovery_codes_left(tx, key).await?,
        sessions: sessions::live(tx, key, epoch, service.now()).await?,
        admin: listed(admin),
    })
}

/// The password that came along, or one made up; and its hash, made before any lock is taken.
#[derive(Serialize)]
pub struct Hashed {
    #[serde(skip)]
    hash: String,
    #[serde(skip)]
    generated: Option<String>,
}

async fn hashed(service: &Service, given: Option<&str>, email: &str, name: &str) -> Result<Hashed> {
    let generated = match given {
        Some(given) => {
            password::check(given, email, name).map_err(|problem| Error::field("password", problem))?;
            None
        }
        None => Some(password::generate(&random_bytes(service.0.random.as_ref()))),
    };
    let password = given.map(str::to_owned).or_else(|| generated.clone()).unwrap_or_default();
    let hash = vault::hash_password(password, service.0.random.as_ref()).await?;
    Ok(Hashed { hash, generated })
}

/// Refuses a caller who lacks something of `permissions`.
fn refuse_beyond(who: &Who, permissions: Permissions) -> Result<()> {
    match who {
        Who::System => Ok(()),
        who => who.permissions().first_lacking(permissions).map_or(Ok(()), |lacking| Err(Error::denied(lacking))),
    }
}

/// The keys of the roles named, which must be there and hold nothing that the caller lacks.
async fn granted(cx: &mut Context<'_>, named: &[String]) -> Result<Vec<i64>> {
    let mut keys = Vec::with_capacity(named.len());
    for name in named {
        let found = roles::find(&mut cx.tx, name).await?;
        let (key, stored) = found.ok_or_else(|| Error::field("roles", format!("there is no role {name}")))?;
        let permissions = serde_json::from_str(&stored).map_err(Error::internal)?;
        refuse_beyond(&cx.who, permissions)?;
        keys.push(key);
    }
    Ok(keys)
}

fn about(admin: &Known) -> About {
    let status = Some(if admin.row.active { "active" } else { "inactive" });
    About { version: Some(admin.row.version), number: None, status }
}

/// What the audit log says of an admin: no e-mail, no phone.
fn shown(admin: &Known) -> Json {
    json!({"name": admin.row.name, "roles": admin.roles, "active": admin.row.active})
}

/// Makes the password of a new admin.
pub async fn prepare(service: &Service, request: CreateAdmin) -> Result<(CreateAdmin, Hashed)> {
    let hashed = hashed(service, request.password.as_deref(), &request.email, &request.name).await?;
    Ok((request, hashed))
}

/// Makes an admin.
pub struct Create;

#[async_trait]
impl Mutation for Create {
    const NAME: &'static str = "admin.create";
    const NEEDS: Need = Need::Permission(Permission::AdminsCreate);
    const ENTITY: &'static str = "admin";
    const SECRET: bool = true;
    const BY_SYSTEM: bool = true;
    type Request = (CreateAdmin, Hashed);
    type Answer = AdminCreated;

    async fn run(cx: &mut Context<'_>, (request, password): &Self::Request) -> Result<AdminCreated> {
        if matches!(cx.who, Who::System) && admins::count(&mut cx.tx).await? > 0 {
            let message = "There are admins already; say who acts with --as EMAIL.";
            return Err(Error::new(Kind::Unauthenticated).with_message(message));
        }
        let roles = granted(cx, &request.roles).await?;
        let id = AdminId(cx.id());
        let (email, name, phone) = (&request.email, &request.name, request.phone.clone());
        let (now, hash) = (cx.now, &password.hash);
        let key = admins::insert(&mut cx.tx, id, email, &fold(email), name, &fold(name), phone, hash, now).await?;
        let key = key.ok_or_else(|| Error::new(Kind::AdminExists { email: email.clone() }))?;
        admins::set_roles(&mut cx.tx, key, &roles).await?;
        let admin = access::load_admin(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
        cx.audit(Change { entity_id: id.to_string(), after: Some(shown(&admin)), ..Change::default() });
        cx.event("admin.created", id.0, &about(&admin));
        Ok(AdminCreated {
            detail: detail(&mut cx.tx, cx.service, admin).await?,
            generated_password: password.generated.clone().filter(|_| !cx.dry_run()),
            dry_run: None,
        })
    }
}

/// The admin to act on, held, who must hold nothing that the caller lacks.
pub(super) async fn subject(cx: &mut Context<'_>, id: AdminId) -> Result<Known> {
    let row = admins::locked(&mut cx.tx, id).await?.ok_or_else(|| missing(id))?;
    let admin = access::with_roles(&mut cx.tx, row).await?;
    refuse_beyond(&cx.who, admin.permissions)?;
    cx.check_version(admin.row.version)?;
    Ok(admin)
}

/// Renames, grants, revokes, deactivates, reactivates.
pub struct Update;

#[async_trait]
impl Mutation for Update {
    const NAME: &'static str = "admin.update";
    const NEEDS: Need = Need::Permission(Permission::AdminsUpdate);
    const ENTITY: &'static str = "admin";
    type Request = (AdminId, UpdateAdmin);
    type Answer = AdminUpdated;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<AdminUpdated> {
        let before = subject(cx, *id).await?;
        if request.active == Some(false) {
            cx.who.check(Need::Permission(Permission::AdminsDelete))?;
        }
        let roles = match &request.roles {
            Some(named) => Some(granted(cx, named).await?),
            None => None,
        };
        refuse_last_super_admin(cx, &before, request).await?;
        let mut row = before.row.clone();
        rename(cx, &mut row, request).await?;
        let switched = request.active.filter(|active| *active != row.active);
        if let Some(active) = switched {
            row.active = active;
            row.deactivated_at = (!active).then_some(cx.now);
        }
        admins::update(&mut cx.tx, &row, cx.now).await?;
        if let Some(roles) = &roles {
            admins::set_roles(&mut cx.tx, row.key, roles).await?;
        }
        let revoked_sessions = match switched {
            Some(false) => sessions::end_all(&mut cx.tx, row.key, None, cx.now).await?,
            _ => 0,
        };
        note_facts(cx, *id, switched, request.roles.as_deref()).await?;
        let after = access::load_admin(&mut cx.tx, *id).await?.ok_or_else(|| missing(id))?;
        let (was, is) = (Some(shown(&before)), Some(shown(&after)));
        cx.audit(Change { entity_id: id.to_string(), before: was, after: is, reason: None });
        cx.event("admin.updated", id.0, &about(&after));
        let detail = detail(&mut cx.tx, cx.service, after).await?;
        Ok(AdminUpdated { detail, revoked_sessions, dry_run: None })
    }
}

async fn rename(cx: &mut Context<'_>, row: &mut admins::AdminRow, request: &UpdateAdmin) -> Result<()> {
    if let Some(name) = &request.name {
        row.name.clone_from(name);
        row.name_folded = fold(name);
    }
    if let Some(phone) = &request.phone {
        if let Some(phone) = phone
            && admins::phone_taken(&mut cx.tx, phone, row.key).await?
        {
            return Err(Error::field("phone", "belongs to another admin"));
        }
        row.phone.clone_from(phone);
    }
    Ok(())
}

/// The last active super admin must stay one: nobody could make another.
async fn refuse_last_super_admin(cx: &mut Context<'_>, before: &Known, request: &UpdateAdmin) -> Result<()> {
    let is_one = before.row.active && before.roles.iter().any(|role| role == SUPER_ADMIN);
    let stripped = request.roles.as_ref().is_some_and(|roles| !roles.iter().any(|role| role == SUPER_ADMIN));
    if !is_one || !(stripped || request.active == Some(false)) {
        return Ok(());
    }
    match admins::other_active_holders(&mut cx.tx, SUPER_ADMIN, before.row.key).await? {
        0 => Err(Error::new(Kind::LastSuperAdmin)),
        _ => Ok(()),
    }
}

/// Notes what a restore must not undo.
async fn note_facts(cx: &mut Context<'_>, id: AdminId, active: Option<bool>, roles: Option<&[String]>) -> Result<()> {
    let (subject, now) = (id.to_string(), cx.now);
    if let Some(active) = active {
        let (fact, kind) = (cx.id(), if active { "reactivated" } else { "deactivated" });
        security::note_fact(&mut cx.tx, fact, kind, &subject, "{}", now).await?;
    }
    if let Some(roles) = roles {
        let (fact, data) = (cx.id(), json!(roles).to_string());
        security::note_fact(&mut cx.tx, fact, "roles_set", &subject, &data, now).await?;
    }
    Ok(())
}

/// Makes the new password of an admin.
pub async fn prepare_reset(
    service: &Service,
    id: AdminId,
    request: ResetPassword,
) -> Result<(AdminId, ResetPassword, Hashed)> {
    let row = admins::by_id(&mut service.0.db.read().await?, id).await?.ok_or_else(|| missing(id))?;
    let hashed = hashed(service, request.password.as_deref(), &row.email, &row.name).await?;
    Ok((id, request, hashed))
}

/// Gives an admin a new password.
pub struct Reset;

#[async_trait]
impl Mutation for Reset {
    const NAME: &'static str = "admin.reset_password";
    const NEEDS: Need = Need::Permission(Permission::AdminsUpdate);
    const ENTITY: &'static str = "admin";
    const SECRET: bool = true;
    type Request = (AdminId, ResetPassword, Hashed);
    type Answer = AdminPasswordReset;

    async fn run(cx: &mut Context<'_>, (id, _, password): &Self::Request) -> Result<AdminPasswordReset> {
        // Over HTTP one's own password goes through change-password, which asks for the old one. At the
        // machine itself whoever may write the file may do this too, or a lone admin would be locked out.
        let at_the_machine = cx.caller.os_user.is_some();
        if is_own(&cx.who, *id) && !at_the_machine {
            return Err(Error::new(Kind::OwnAccount));
        }
        let admin = subject(cx, *id).await?;
        let (key, now, fact) = (admin.row.key, cx.now, cx.id());
        admins::set_password(&mut cx.tx, key, &password.hash, now).await?;
        let revoked_sessions = sessions::end_all(&mut cx.tx, key, None, now).await?;
        let subject = id.to_string();
        security::note_fact(&mut cx.tx, fact, "password_set", &subject, &password.hash, now).await?;
        let after = json!({"revoked_sessions": revoked_sessions});
        cx.audit(Change { entity_id: subject, after: Some(after), ..Change::default() });
        cx.event("admin.updated", id.0, &About { version: Some(admin.row.version + 1), ..about(&admin) });
        Ok(AdminPasswordReset {
            id: id.0,
            email: admin.row.email,
            generated_password: password.generated.clone().filter(|_| !cx.dry_run()),
            revoked_sessions,
            dry_run: None,
        })
    }
}
