//! Roles that admins make themselves.

use appydex_admin::{
    domain::{
        actor::{Permission, SYSTEM_ROLES},
        page::Paging,
    },
    error::Kind,
    operations::{Attempt, roles::CreateRole},
};

use super::every_way;

fn key(key: &str) -> Attempt {
    Attempt::with_key(key)
}

fn role(id: &str, permissions: &[Permission]) -> CreateRole {
    CreateRole {
        id: id.into(),
        name: "Night Shift".into(),
        description: String::new(),
        permissions: permissions.into(),
    }
}

every_way! {
    async fn a_role_is_made_held_and_deleted(world: World) {
        let root = world.root().await;
        let made = root.create_role(role("night_shift", &[Permission::RefundsList]), key("a")).await.unwrap().value.role;
        assert!(made.permissions.allows(Permission::JobsList) && made.permissions.allows(Permission::RefundsList));
        let twice = root.create_role(role("night_shift", &[Permission::RefundsList]), key("b")).await.unwrap_err();
        assert_eq!(twice.kind, Kind::RoleExists { role_id: "night_shift".into() });
        let page = root.list_roles(Paging::default()).await.unwrap();
        let ids: Vec<_> = page.rows.iter().map(|role| role.id.as_str()).collect();
        let ours: Vec<_> = SYSTEM_ROLES.iter().map(|role| role.id).chain(["night_shift"]).collect();
        assert_eq!(ids, ours, "those that come with the program first");
        let known = i64::try_from(Permission::KNOWN).unwrap();
        assert_eq!((page.summary.total_roles, page.summary.total_permissions), (6, known));
        assert_eq!((page.rows[0].user_count, page.rows[0].is_system_role), (1, true));

        world.admin_id("nina", &["night_shift"]).await;
        let held = root.delete_role("night_shift".into(), key("c")).await.unwrap_err();
        assert_eq!(held.kind, Kind::RoleInUse { role_id: "night_shift".into(), user_count: 1 });
        world.tamper("UPDATE admins SET active = FALSE WHERE name = 'nina'").await;
        root.delete_role("night_shift".into(), key("d")).await.unwrap();
        assert_eq!(root.delete_role("night_shift".into(), key("e")).await.unwrap_err().code(), "ROLE_NOT_FOUND");
        let system = root.delete_role("finance_admin".into(), key("f")).await.unwrap_err();
        assert_eq!(system.kind, Kind::SystemRole { role_id: "finance_admin".into() });
        assert_eq!(world.count("SELECT COUNT(*) FROM security_facts WHERE kind = 'role_deleted'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM events WHERE topic = 'role' AND entity_id = 'night_shift'").await, 2);
    }

    async fn nobody_makes_a_role_that_may_more_than_they(world: World) {
        let root = world.root().await;
        let maker = role("role_maker", &[Permission::RolesManage, Permission::RolesList, Permission::RefundsList]);
        root.create_role(maker, key("a")).await.unwrap();
        let mia = world.admin("mia", "role_maker").await;
        let beyond = role("beyond", &[Permission::RefundsList, Permission::RefundsApprove]);
        let refused = mia.create_role(beyond, key("b")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::PermissionDenied { required_permission: "refunds:approve".into() });
        mia.create_role(role("within", &[Permission::RefundsList]), key("c")).await.unwrap();
        let roles = mia.list_roles(Paging::default()).await.unwrap().rows;
        let can = |id: &str| roles.iter().find(|role| role.id == id).unwrap().can_be_assigned;
        assert!(can("within") && can("role_maker") && !can("super_admin") && !can("finance_admin"));
    }
}
