//! Second factors: setting one up, logging in with it, fresh codes for what needs them.

use std::sync::Arc;

use appydex_admin::{
    domain::time::{MINUTE, SECOND},
    error::{Error, Kind},
    operations::{
        Attempt, Operations,
        auth::{AuthSession, ListSessions, Login},
        mfa::{ConfirmMfa, DisableMfa, EnrolMfa, MfaSecret, ResetMfa, WRONG_CODE},
        reconciliation::UnfreezeRefunds,
    },
};

use super::{by_id, every_way};
use crate::support::{
    totp::code,
    world::{PASSWORD, World},
};

const ASHA: &str = "asha@appydex.example";

async fn login(nobody: &dyn Operations, code: Option<&str>) -> Result<AuthSession, Error> {
    let mfa_code = code.map(str::to_owned);
    nobody.login(Login { email_or_phone: ASHA.into(), password: PASSWORD.into(), mfa_code }).await
}

async fn asha(world: &World, role: &str) -> Arc<dyn Operations> {
    world.admin_id("asha", &[role]).await;
    let session = login(&*world.nobody().await, None).await.unwrap();
    world.bearing(&session.access_token).await
}

/// Asha with a factor in force, and its secret; the code of this moment is used.
async fn enrolled(world: &World, role: &str) -> MfaSecret {
    let asha = asha(world, role).await;
    let enrolment = asha.enrol_mfa(EnrolMfa { password: PASSWORD.into() }).await.unwrap();
    let mfa_code = code(&enrolment.secret.secret, world.now(), 0);
    asha.confirm_mfa(ConfirmMfa { mfa_code }).await.unwrap();
    enrolment.secret
}

fn unfreeze() -> UnfreezeRefunds {
    UnfreezeRefunds { reason: "Gateway and ledger were compared and agree.".into() }
}

every_way! {
    async fn a_factor_is_set_up_confirmed_and_taken_away(world: World) {
        let asha = asha(&world, "content_moderator").await;
        let refused = asha.enrol_mfa(EnrolMfa { password: "not the password".into() }).await.unwrap_err();
        assert!(refused.message.starts_with("password"), "{refused:?}");
        let refused = asha.confirm_mfa(ConfirmMfa { mfa_code: "000000".into() }).await.unwrap_err();
        assert_eq!(refused.kind, Kind::MfaNotEnrolled);
        let enrolment = asha.enrol_mfa(EnrolMfa { password: PASSWORD.into() }).await.unwrap();
        assert_eq!(enrolment.expires_at, world.now().plus(15 * MINUTE));
        assert_eq!(enrolment.secret.recovery_codes.len(), 10);
        assert!(enrolment.secret.otpauth_uri.contains(&enrolment.secret.secret));
        let me = asha.me().await.unwrap();
        assert_eq!((me.mfa_enabled, me.recovery_codes_left), (false, 0), "not in force yet");
        login(&*world.nobody().await, None).await.expect("nor asked for");
        let secret = &enrolment.secret.secret;
        let wrong = ConfirmMfa { mfa_code: code(secret, world.now(), 2) };
        let Kind::ValidationError { details } = asha.confirm_mfa(wrong).await.unwrap_err().kind else { panic!() };
        assert_eq!(details["mfa_code"], [WRONG_CODE]);
        let confirmed = asha.confirm_mfa(ConfirmMfa { mfa_code: code(secret, world.now(), 0) }).await.unwrap();
        assert_eq!((confirmed.mfa_enabled, confirmed.recovery_codes_left), (true, 10));
        let refused = asha.enrol_mfa(EnrolMfa { password: PASSWORD.into() }).await.unwrap_err();
        assert_eq!(refused.kind, Kind::MfaAlreadyEnabled);
        let disable = |mfa_code: String| DisableMfa { password: PASSWORD.into(), mfa_code };
        let used = asha.disable_mfa(disable(code(secret, world.now(), 0))).await.unwrap_err();
        assert!(used.message.starts_with("mfa_code"), "the code that confirmed it is used: {used:?}");
        world.pass(30 * SECOND);
        asha.disable_mfa(disable(code(secret, world.now(), 0))).await.unwrap();
        let refused = asha.disable_mfa(disable(code(secret, world.now(), 1))).await.unwrap_err();
        assert_eq!(refused.kind, Kind::MfaNotEnrolled);
        assert!(!asha.me().await.unwrap().mfa_enabled);
        let audited = "SELECT COUNT(*) FROM audit_log WHERE action IN ('admin.enrol_mfa', 'admin.confirm_mfa', 'admin.disable_mfa')";
        assert_eq!(world.count(audited).await, 3);
        assert_eq!(world.count("SELECT COUNT(*) FROM security_facts WHERE kind = 'mfa_set'").await, 2);
    }

    async fn an_enrolment_waits_a_quarter_of_an_hour(world: World) {
        let asha = asha(&world, "content_moderator").await;
        let enrolment = asha.enrol_mfa(EnrolMfa { password: PASSWORD.into() }).await.unwrap();
        world.pass(14 * MINUTE);
        let asha = world.bearing(&login(&*world.nobody().await, None).await.unwrap().access_token).await;
        world.pass(MINUTE);
        let late = ConfirmMfa { mfa_code: code(&enrolment.secret.secret, world.now(), 0) };
        assert_eq!(asha.confirm_mfa(late).await.unwrap_err().kind, Kind::MfaNotEnrolled);
    }

    async fn a_login_needs_a_code_that_works_once(world: World) {
        let secret = enrolled(&world, "content_moderator").await.secret;
        let nobody = world.nobody().await;
        assert_eq!(login(&*nobody, None).await.unwrap_err().kind, Kind::MfaRequired);
        let used = code(&secret, world.now(), 0);
        assert_eq!(login(&*nobody, Some(&used)).await.unwrap_err().kind, Kind::InvalidCredentials);
        assert_eq!(login(&*nobody, Some(&code(&secret, world.now(), -1))).await.unwrap_err().kind, Kind::InvalidCredentials);
        assert_eq!(login(&*nobody, Some(&code(&secret, world.now(), 2))).await.unwrap_err().kind, Kind::InvalidCredentials);
        let next = code(&secret, world.now(), 1);
        let session = login(&*nobody, Some(&next)).await.unwrap();
        assert_eq!(login(&*nobody, Some(&next)).await.unwrap_err().kind, Kind::InvalidCredentials);
        let sessions = world.bearing(&session.access_token).await.list_sessions(ListSessions::default()).await.unwrap().rows;
        let own = sessions.iter().find(|session| session.current).unwrap();
        assert_eq!(own.mfa_at, Some(world.now()));
        assert_eq!(world.count("SELECT COUNT(*) FROM security_facts WHERE kind = 'mfa_step'").await, 1);
    }

    async fn wrong_codes_lock_as_wrong_passwords_do(world: World) {
        let secret = enrolled(&world, "content_moderator").await.secret;
        let nobody = world.nobody().await;
        let wrong = code(&secret, world.now(), 5);
        for _ in 0..5 {
            assert_eq!(login(&*nobody, Some(&wrong)).await.unwrap_err().kind, Kind::InvalidCredentials);
        }
        let refused = login(&*nobody, Some(&code(&secret, world.now(), 1))).await.unwrap_err();
        assert!(matches!(refused.kind, Kind::RateLimitExceeded { .. }), "{refused:?}");
    }

    async fn a_recovery_code_works_once_however_it_is_typed(world: World) {
        let codes = enrolled(&world, "content_moderator").await.recovery_codes;
        let nobody = world.nobody().await;
        let session = login(&*nobody, Some(&codes[3].to_lowercase())).await.unwrap();
        assert_eq!(login(&*nobody, Some(&codes[3])).await.unwrap_err().kind, Kind::InvalidCredentials);
        assert_eq!(login(&*nobody, Some(&codes[3].replace('-', ""))).await.unwrap_err().kind, Kind::InvalidCredentials);
        login(&*nobody, Some(&codes[4].replace('-', ""))).await.unwrap();
        let me = world.bearing(&session.access_token).await.me().await.unwrap();
        assert_eq!((me.mfa_enabled, me.recovery_codes_left), (true, 8));
    }

    async fn of_fifty_logins_with_one_code_one_passes(world: World) {
        let secret = enrolled(&world, "content_moderator").await.secret;
        let (nobody, next) = (world.nobody().await, code(&secret, world.now(), 1));
        let logins = (0..50).map(|_| {
            let (nobody, next) = (nobody.clone(), next.clone());
            tokio::spawn(async move { login(&*nobody, Some(&next)).await })
        });
        let mut passed = 0;
        for login in logins.collect::<Vec<_>>() {
            match login.await.unwrap() {
                Ok(_) => passed += 1,
                Err(error) => assert!(
                    matches!(error.kind, Kind::InvalidCredentials | Kind::RateLimitExceeded { .. }),
                    "{error:?}"
                ),
            }
        }
        assert_eq!(passed, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM security_facts WHERE kind = 'mfa_step'").await, 1);
    }

    async fn another_s_factor_is_reset_by_who_may_and_one_s_own_never(world: World) {
        let old = enrolled(&world, "content_moderator").await;
        let id = by_id(world.admin_id("asha", &["content_moderator"]).await.0);
        let root = world.root().await;
        let own = by_id(world.admin_id("root", &["super_admin"]).await.0);
        let refused = root.reset_mfa(own, ResetMfa { enrol: true }, Attempt::with_key("o")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::OwnAccount);
        let finance = world.admin("fatima", "finance_admin").await;
        let refused = finance.reset_mfa(id.clone(), ResetMfa { enrol: false }, Attempt::with_key("f")).await.unwrap_err();
        assert_eq!(refused.code(), "PERMISSION_DENIED");
        let dry = Attempt { dry_run: true, ..Attempt::with_key("d") };
        let would = root.reset_mfa(id.clone(), ResetMfa { enrol: true }, dry).await.unwrap().value;
        assert_eq!((would.enrolment.is_none(), would.dry_run), (true, Some(true)));
        let made = root.reset_mfa(id.clone(), ResetMfa { enrol: true }, Attempt::with_key("r")).await.unwrap();
        assert!(made.value.mfa_enabled && made.value.revoked_sessions == 1);
        let again = root.reset_mfa(id.clone(), ResetMfa { enrol: true }, Attempt::with_key("r")).await.unwrap();
        assert!(again.replayed && again.json == made.json, "the secret again, to who was promised it");
        let secret = made.value.enrolment.unwrap().secret;
        let nobody = world.nobody().await;
        assert_eq!(login(&*nobody, Some(&old.recovery_codes[0])).await.unwrap_err().kind, Kind::InvalidCredentials);
        login(&*nobody, Some(&code(&secret, world.now(), 0))).await.unwrap();
        root.reset_mfa(id.clone(), ResetMfa { enrol: false }, Attempt::with_key("off")).await.unwrap();
        login(&*nobody, None).await.unwrap();
        let refused = root.reset_mfa(id, ResetMfa { enrol: false }, Attempt::with_key("none")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::MfaNotEnrolled);
    }

    async fn unfreezing_needs_a_code_of_the_last_quarter_hour(world: World) {
        let secret = enrolled(&world, "finance_admin").await.secret;
        let nobody = world.nobody().await;
        world.pass(MINUTE);
        let session = login(&*nobody, Some(&code(&secret, world.now(), 0))).await.unwrap();
        // Refunds aren't frozen here: what comes so far has passed the factor.
        let fresh = world.bearing(&session.access_token).await;
        let attempt = || Attempt::with_key("u");
        assert_eq!(fresh.unfreeze_refunds(unfreeze(), attempt()).await.unwrap_err().kind, Kind::NotFrozen);
        world.pass(14 * MINUTE);
        let session = nobody.refresh(session.refresh_token).await.unwrap();
        world.pass(MINUTE + 1);
        let stale = world.bearing(&session.access_token).await;
        assert_eq!(stale.unfreeze_refunds(unfreeze(), attempt()).await.unwrap_err().kind, Kind::MfaRequired);
        let given = world.bearing_with_code(&session.access_token, &code(&secret, world.now(), 0)).await;
        assert_eq!(given.unfreeze_refunds(unfreeze(), attempt()).await.unwrap_err().kind, Kind::NotFrozen);
        let wrong = world.bearing_with_code(&session.access_token, &code(&secret, world.now(), 5)).await;
        for _ in 0..5 {
            assert_eq!(wrong.unfreeze_refunds(unfreeze(), attempt()).await.unwrap_err().kind, Kind::MfaRequired);
        }
        let locked = wrong.unfreeze_refunds(unfreeze(), attempt()).await.unwrap_err();
        assert!(matches!(locked.kind, Kind::RateLimitExceeded { .. }), "{locked:?}");
    }

    async fn without_a_factor_nobody_unfreezes(world: World) {
        let finance = world.admin("fatima", "finance_admin").await;
        let refused = finance.unfreeze_refunds(unfreeze(), Attempt::with_key("u")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::MfaRequired);
    }
}
