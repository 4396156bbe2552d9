//! Logging in and out, renewing, one's own account.

use appydex_admin::{
    domain::time::{DAY, MINUTE},
    error::Kind,
    operations::{
        Attempt,
        admins::UpdateAdmin,
        auth::{ChangePassword, ListSessions, Login},
    },
};

use super::{by_id, every_way};
use crate::support::world::PASSWORD;

fn login(account: &str, password: &str) -> Login {
    Login { email_or_phone: account.into(), password: password.into(), mfa_code: None }
}

every_way! {
    async fn a_login_works_and_is_audited(world: World) {
        let id = world.admin_id("asha", &["content_moderator"]).await;
        let session = world.nobody().await.login(login("ASHA@appydex.example", PASSWORD)).await.unwrap();
        assert_eq!((session.user.id, session.expires_in, session.token_type.as_str()), (id.0, 900, "Bearer"));
        let me = world.bearing(&session.access_token).await.me().await.unwrap();
        assert_eq!((me.user.email.as_str(), me.user.active_role.as_deref()), ("asha@appydex.example", Some("content_moderator")));
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'auth.login'").await, 1);
    }

    async fn wrong_and_unknown_are_alike_and_lock_after_five(world: World) {
        world.admin_id("asha", &["content_moderator"]).await;
        let nobody = world.nobody().await;
        for account in ["asha@appydex.example", "nobody@appydex.example"] {
            for _ in 0..5 {
                let refused = nobody.login(login(account, "not the password")).await.unwrap_err();
                assert_eq!(refused.kind, Kind::InvalidCredentials);
            }
            let refused = nobody.login(login(account, PASSWORD)).await.unwrap_err();
            assert!(matches!(refused.kind, Kind::RateLimitExceeded { retry_after_seconds: 1..=900 }), "{refused:?}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'auth.login_failed'").await, 10);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'auth.login_refused'").await, 2);
        world.pass(15 * MINUTE);
        nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
    }

    async fn a_refresh_token_works_once_and_a_copy_ends_the_family(world: World) {
        world.admin_id("asha", &["content_moderator"]).await;
        let nobody = world.nobody().await;
        let first = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        let second = nobody.refresh(first.refresh_token.clone()).await.unwrap();
        assert_ne!(first.refresh_token, second.refresh_token);
        assert_eq!(nobody.refresh(first.refresh_token).await.unwrap_err().code(), "UNAUTHENTICATED");
        assert_eq!(nobody.refresh(second.refresh_token).await.unwrap_err().code(), "UNAUTHENTICATED");
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'auth.refresh_reused'").await, 1);
        assert!(world.service.authenticate(&second.access_token).await.is_err(), "its access tokens too");
    }

    async fn sessions_end_by_logout_and_by_time(world: World) {
        world.admin_id("asha", &["content_moderator"]).await;
        let nobody = world.nobody().await;
        let session = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        world.bearing(&session.access_token).await.logout(None).await.unwrap();
        assert_eq!(world.service.authenticate(&session.access_token).await.unwrap_err().code(), "UNAUTHENTICATED");
        let session = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        world.pass(15 * MINUTE);
        assert_eq!(world.service.authenticate(&session.access_token).await.unwrap_err().code(), "TOKEN_EXPIRED");
        let session = nobody.refresh(session.refresh_token).await.unwrap();
        world.pass(30 * DAY);
        assert_eq!(nobody.refresh(session.refresh_token).await.unwrap_err().code(), "UNAUTHENTICATED");
    }

    async fn a_new_password_ends_every_other_session(world: World) {
        world.admin_id("asha", &["content_moderator"]).await;
        let nobody = world.nobody().await;
        let other = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        let own = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        let asha = world.bearing(&own.access_token).await;
        let change = |current: &str, new: &str| ChangePassword { current_password: current.into(), new_password: new.into() };
        let refused = asha.change_password(change("not the password", "a much better passphrase")).await.unwrap_err();
        assert!(refused.message.starts_with("current_password"), "{refused:?}");
        let refused = asha.change_password(change(PASSWORD, "aaaaaaaaaaaaaaaa")).await.unwrap_err();
        assert!(refused.message.starts_with("new_password"), "{refused:?}");
        assert_eq!(asha.change_password(change(PASSWORD, "a much better passphrase")).await.unwrap().revoked_sessions, 1);
        assert!(world.service.authenticate(&other.access_token).await.is_err());
        assert!(world.service.authenticate(&own.access_token).await.is_ok());
        nobody.login(login("asha@appydex.example", "a much better passphrase")).await.unwrap();
    }

    async fn who_is_deactivated_is_out_at_once(world: World) {
        let id = world.admin_id("asha", &["content_moderator"]).await;
        let session = world.nobody().await.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        let root = world.root().await;
        let off = UpdateAdmin { active: Some(false), ..UpdateAdmin::default() };
        assert_eq!(root.update_admin(by_id(id.0), off, Attempt::with_key("r")).await.unwrap().value.revoked_sessions, 1);
        assert!(world.service.authenticate(&session.access_token).await.is_err());
        let refused = world.nobody().await.login(login("asha@appydex.example", PASSWORD)).await.unwrap_err();
        assert_eq!(refused.kind, Kind::InvalidCredentials);
    }

    async fn sessions_are_listed_and_revoked_by_their_owner(world: World) {
        world.admin_id("asha", &["content_moderator"]).await;
        world.admin_id("binod", &["content_moderator"]).await;
        let nobody = world.nobody().await;
        let theirs = nobody.login(login("binod@appydex.example", PASSWORD)).await.unwrap();
        let old = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        let own = nobody.login(login("asha@appydex.example", PASSWORD)).await.unwrap();
        let asha = world.bearing(&own.access_token).await;
        let sessions = asha.list_sessions(ListSessions::default()).await.unwrap().rows;
        assert_eq!((sessions.len(), sessions.iter().filter(|session| session.current).count()), (2, 1));
        let other = sessions.iter().find(|session| !session.current).unwrap().id;
        asha.revoke_session(by_id(other), Attempt::with_key("a")).await.unwrap();
        assert!(world.service.authenticate(&old.access_token).await.is_err());
        let binods = world.bearing(&theirs.access_token).await.list_sessions(ListSessions::default()).await.unwrap().rows[0].id;
        let refused = asha.revoke_session(by_id(binods), Attempt::with_key("b")).await.unwrap_err();
        assert_eq!(refused.code(), "PERMISSION_DENIED");
    }

    async fn nobody_may_do_nothing(world: World) {
        let nobody = world.nobody().await;
        assert_eq!(nobody.me().await.unwrap_err().code(), "UNAUTHENTICATED");
        let id = world.case("abuse").await;
        assert_eq!(nobody.takedown(by_id(id)).await.unwrap_err().code(), "UNAUTHENTICATED");
        assert_eq!(nobody.resolve_takedown(by_id(id), crate::operations::reject(), Attempt::with_key("k")).await.unwrap_err().code(), "UNAUTHENTICATED");
    }
}
