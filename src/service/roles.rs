//! Roles: the list, making one, deleting one. Those that come with the program stay as they are.

use async_trait::async_trait;
use serde_json::json;
use uuid::Uuid;

use super::{
    Local,
    access::{Need, Who},
    mutation::{About, Change, Context, Mutation},
};
use crate::{
    domain::{
        actor::{Permission, Permissions, with_jobs_list},
        page::Paging,
    },
    error::{Error, Kind, Result},
    operations::{
        Deleted, Page,
        roles::{CreateRole, Role, RoleCounts, RoleCreated},
    },
    store::{
        roles::{self, RoleRow},
        security,
    },
};

impl Local {
    pub(super) async fn roles(&self, paging: Paging) -> Result<Page<Role, RoleCounts>> {
        let who = self.permit(Permission::RolesList).await?;
        let mut tx = self.service.0.db.read().await?;
        let (found, meta) = roles::page(&mut tx, &paging).await?;
        let rows = found.into_iter().map(|row| shown(row, &who)).collect::<Result<_>>()?;
        let total_permissions = i64::try_from(Permission::KNOWN).unwrap_or(i64::MAX);
        Ok(Page { rows, summary: RoleCounts { total_roles: meta.total_items, total_permissions }, meta })
    }
}

fn shown(row: RoleRow, who: &Who) -> Result<Role> {
    let read = |e| Error::internal(format!("roles.permissions of {} doesn't read: {e}", row.id));
    let permissions: Permissions = serde_json::from_str(&row.permissions).map_err(read)?;
    Ok(Role {
        // Nobody gives what they lack themselves.
        can_be_assigned: who.permissions().first_lacking(permissions).is_none(),
        id: row.id,
        name: row.name,
        description: row.description,
        permissions,
        is_system_role: row.is_system,
        user_count: row.holders,
    })
}

/// Makes a role.
pub struct Create;

#[async_trait]
impl Mutation for Create {
    const NAME: &'static str = "role.create";
    const NEEDS: Need = Need::Permission(Permission::RolesManage);
    const ENTITY: &'static str = "role";
    type Request = CreateRole;
    type Answer = RoleCreated;

    async fn run(cx: &mut Context<'_>, request: &Self::Request) -> Result<RoleCreated> {
        let permissions = with_jobs_list(request.permissions.iter().copied().collect());
        if let Some(lacking) = cx.who.permissions().first_lacking(permissions) {
            return Err(Error::denied(lacking));
        }
        let stored = serde_json::to_string(&permissions).map_err(Error::internal)?;
        let CreateRole { id, name, description, .. } = request;
        if !roles::insert(&mut cx.tx, id, name, description, &stored, cx.now).await? {
            return Err(Error::new(Kind::RoleExists { role_id: id.clone() }));
        }
        let after = json!({"name": name, "permissions": permissions});
        cx.audit(Change { entity_id: id.clone(), after: Some(after), ..Change::default() });
        cx.event("role.created", id, &About::default());
        let role = Role {
            id: id.clone(),
            name: name.clone(),
            description: description.clone(),
            permissions,
            is_system_role: false,
            can_be_assigned: true,
            user_count: 0,
        };
        Ok(RoleCreated { role, dry_run: None })
    }
}

/// Deletes a role that no active admin holds.
pub struct Delete;

#[async_trait]
impl Mutation for Delete {
    const NAME: &'static str = "role.delete";
    const NEEDS: Need = Need::Permission(Permission::RolesManage);
    const ENTITY: &'static str = "role";
    type Request = String;
    type Answer = Deleted;

    async fn run(cx: &mut Context<'_>, id: &Self::Request) -> Result<Deleted> {
        let missing = || Error::new(Kind::RoleNotFound { role_id: id.clone() });
        let row = roles::lock(&mut cx.tx, id).await?.ok_or_else(missing)?;
        if row.is_system {
            return Err(Error::new(Kind::SystemRole { role_id: id.clone() }));
        }
        if row.holders > 0 {
            return Err(Error::new(Kind::RoleInUse { role_id: id.clone(), user_count: row.holders }));
        }
        roles::delete(&mut cx.tx, row.key).await?;
        let (fact, now): (Uuid, _) = (cx.id(), cx.now);
        // A restore must not bring it back.
        security::note_fact(&mut cx.tx, fact, "role_deleted", id, "{}", now).await?;
        let before = json!({"name": row.name, "permissions": row.permissions});
        cx.audit(Change { entity_id: id.clone(), before: Some(before), ..Change::default() });
        cx.event("role.deleted", id, &About::default());
        Ok(Deleted { id: id.clone(), dry_run: None })
    }
}
