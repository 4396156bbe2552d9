//! Making admins, what they hold, switching them off.

use appydex_admin::{
    error::Kind,
    operations::{
        Attempt, Operations as _,
        admins::{CreateAdmin, ListAdmins, ResetPassword, UpdateAdmin},
        auth::Login,
    },
};

use super::{by_id, every_way};

fn new(email: &str, roles: &[&str]) -> CreateAdmin {
    CreateAdmin {
        email: email.into(),
        name: "Chitra Rao".into(),
        phone: Some("+919812345678".into()),
        roles: roles.iter().map(ToString::to_string).collect(),
        password: None,
    }
}

every_way! {
    async fn the_first_admin_is_made_at_the_machine_and_no_second(world: World) {
        let made = world.system().create_admin(new("first@appydex.example", &["super_admin"]), Attempt::default()).await.unwrap();
        assert!(made.value.generated_password.is_some());
        let refused = world.system().create_admin(new("second@appydex.example", &["super_admin"]), Attempt::default()).await.unwrap_err();
        assert_eq!(refused.code(), "UNAUTHENTICATED");
    }

    async fn a_made_up_password_works_and_is_shown_again_only_under_its_key(world: World) {
        let root = world.root().await;
        let request = new("chitra@appydex.example", &["content_moderator"]);
        let made = root.create_admin(request.clone(), Attempt::with_key("k")).await.unwrap();
        let password = made.value.generated_password.clone().unwrap();
        let login = Login { email_or_phone: "+919812345678".into(), password, mfa_code: None };
        world.nobody().await.login(login).await.unwrap();
        let again = root.create_admin(request.clone(), Attempt::with_key("k")).await.unwrap();
        assert_eq!(again.json, made.json);
        let mut tx = world.service.db().read().await.unwrap();
        let kept: Vec<(Vec<u8>,)> = appydex_admin::store::sql("SELECT answer FROM idempotency_records WHERE sealed").fetch_all(&mut tx).await.unwrap();
        let secret = made.value.generated_password.unwrap();
        assert!(kept.iter().all(|(bytes,)| !bytes.windows(secret.len()).any(|window| window == secret.as_bytes())));
        let refused = root.create_admin(request, Attempt::with_key("k2")).await.unwrap_err();
        assert_eq!(refused.code(), "ADMIN_EXISTS");
    }

    async fn nobody_gives_what_they_lack(world: World) {
        world.root().await;
        let root = world.root().await;
        let refused = root.create_admin(new("x@appydex.example", &["no_such_role"]), Attempt::with_key("k")).await.unwrap_err();
        assert!(refused.message.contains("no_such_role"), "{refused:?}");
        let support = world.admin("sunil", "support_agent").await;
        let refused = support.create_admin(new("x@appydex.example", &["support_agent"]), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::PermissionDenied { required_permission: "admins:create".into() });
        assert!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'access.denied'").await >= 1);
    }

    async fn the_last_super_admin_stays(world: World) {
        let root = world.root().await;
        let id = world.admin_id("root", &[]).await.0;
        let off = UpdateAdmin { active: Some(false), ..UpdateAdmin::default() };
        let cut = UpdateAdmin { roles: Some(vec!["support_agent".into()]), ..UpdateAdmin::default() };
        for (i, change) in [off.clone(), cut].into_iter().enumerate() {
            let refused = root.update_admin(by_id(id), change, Attempt::with_key(format!("k{i}"))).await.unwrap_err();
            assert_eq!(refused.code(), "LAST_SUPER_ADMIN");
        }
        world.admin_id("second", &["super_admin"]).await;
        root.update_admin(by_id(id), off, Attempt::with_key("k3")).await.unwrap();
    }

    async fn roles_and_names_change_and_the_version_with_them(world: World) {
        let root = world.root().await;
        let id = world.admin_id("asha", &["content_moderator"]).await.0;
        let change = UpdateAdmin { name: Some("Asha Menon".into()), roles: Some(vec!["support_agent".into(), "finance_admin".into()]), ..UpdateAdmin::default() };
        let attempt = Attempt { if_match: Some(1), ..Attempt::with_key("k") };
        let updated = root.update_admin(by_id(id), change, attempt).await.unwrap().value.detail;
        assert_eq!((updated.admin.version, updated.admin.name.as_str(), updated.admin.roles.len()), (2, "Asha Menon", 2));
        assert_eq!(root.admin(by_id(id)).await.unwrap().admin, updated.admin);
        for (query, found) in [
            (ListAdmins { search: Some("MENON".into()), ..ListAdmins::default() }, 1),
            (ListAdmins { role: Some("finance_admin".into()), ..ListAdmins::default() }, 1),
            (ListAdmins { active: Some(false), ..ListAdmins::default() }, 0),
            (ListAdmins::default(), 2),
        ] {
            assert_eq!(root.list_admins(query.clone()).await.unwrap().rows.len(), found, "{query:?}");
        }
    }

    async fn a_reset_password_ends_sessions(world: World) {
        let root = world.root().await;
        let asha = world.admin("asha", "content_moderator").await;
        let id = world.admin_id("asha", &[]).await.0;
        let reset = root.reset_password(by_id(id), ResetPassword::default(), Attempt::with_key("k")).await.unwrap().value;
        let password = reset.generated_password.unwrap();
        world.nobody().await.login(Login { email_or_phone: "asha@appydex.example".into(), password, mfa_code: None }).await.unwrap();
        if world.through == crate::support::world::Through::Remote {
            assert_eq!(asha.me().await.unwrap_err().code(), "UNAUTHENTICATED");
            let own = world.admin_id("root", &[]).await.0;
            let refused = root.reset_password(by_id(own), ResetPassword::default(), Attempt::with_key("k2")).await.unwrap_err();
            assert_eq!(refused.code(), "OWN_ACCOUNT");
        }
    }
}
