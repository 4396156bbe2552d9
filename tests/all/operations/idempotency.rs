//! The same key again.

use appydex_admin::{
    domain::{id::Reference, takedown::TakedownAction, time::DAY},
    operations::{Attempt, takedowns::ClaimNext},
    store::idempotency,
};

use super::{accept, by_id, every_way, reject};
use crate::support::world::{On, Through, World};

every_way! {
    async fn the_same_key_gets_the_same_bytes(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let first = asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap();
        let number = Reference::parse(&first.value.request.request_number, Some("TR")).unwrap();
        let again = asha.resolve_takedown(number, reject(), Attempt::with_key("k")).await.unwrap();
        assert!(!first.replayed && again.replayed);
        assert_eq!(first.json, again.json);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.resolve'").await, 1);
    }

    async fn another_request_under_the_same_key_is_a_conflict(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap();
        let other = accept(TakedownAction::Hide);
        let refused = asha.resolve_takedown(by_id(id), other, Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.code(), "IDEMPOTENCY_CONFLICT");
        let refused = asha.claim_next_takedown(ClaimNext::default(), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.code(), "IDEMPOTENCY_CONFLICT");
    }

    async fn a_key_belongs_to_its_caller_and_lasts_a_day(world: World) {
        let id = world.case("abuse").await;
        let (asha, binod) = (world.moderator("asha").await, world.moderator("binod").await);
        asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap();
        let refused = binod.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.code(), "ALREADY_RESOLVED");
        world.pass(DAY);
        let asha = world.moderator("asha").await;
        let refused = asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.code(), "ALREADY_RESOLVED", "the key is forgotten, the decision is not");
    }

    async fn an_error_uses_up_no_key(world: World) {
        let id = world.case("abuse").await;
        let (asha, binod) = (world.moderator("asha").await, world.moderator("binod").await);
        binod.claim_takedown(by_id(id), appydex_admin::operations::takedowns::ClaimTakedown::default(), Attempt::with_key("b")).await.unwrap();
        let refused = asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.code(), "CLAIMED");
        binod.release_takedown(by_id(id), Attempt::with_key("b2")).await.unwrap();
        assert!(!asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap().replayed);
    }

    async fn a_repeat_needs_the_permission_still(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap();
        let root = world.root().await;
        let cut = appydex_admin::operations::admins::UpdateAdmin { roles: Some(vec!["vendor_admin".into()]), ..Default::default() };
        let asha_id = world.admin_id("asha", &[]).await.0;
        root.update_admin(by_id(asha_id), cut, Attempt::with_key("r")).await.unwrap();
        let refused = asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await.unwrap_err();
        assert_eq!(refused.code(), "PERMISSION_DENIED", "from the next request on, repeats included");
    }

    async fn of_one_key_at_once_one_runs(world: World) {
        let id = world.case("abuse").await;
        let mut tries = Vec::new();
        for _ in 0..8 {
            let asha = world.moderator("asha").await;
            tries.push(tokio::spawn(async move { asha.resolve_takedown(by_id(id), reject(), Attempt::with_key("k")).await }));
        }
        let mut answers = Vec::new();
        for one in tries {
            match one.await.unwrap() {
                Ok(answer) => answers.push(answer.json),
                Err(error) => assert_eq!(error.code(), "IDEMPOTENCY_IN_PROGRESS"),
            }
        }
        assert!(!answers.is_empty());
        answers.dedup();
        assert_eq!(answers.len(), 1, "all see the same bytes");
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.resolve'").await, 1);
    }
}

#[tokio::test]
async fn an_old_key_that_somebody_else_forgets_at_the_same_time_is_taken_once() {
    let world = World::new(On::Postgres, Through::Local).await;
    let (db, old, now) = (world.service.db(), world.now(), world.now().plus(DAY));
    for taken_anew in [false, true] {
        let key = format!("k-{taken_anew}");
        let mut tx = db.begin().await.unwrap();
        assert!(idempotency::take(&mut tx, "a", &key, "op", b"f", old).await.unwrap());
        tx.commit().await.unwrap();

        let mut slow = db.begin().await.unwrap();
        let found = idempotency::find(&mut slow, "a", &key).await.unwrap().unwrap();
        let mut quick = db.begin().await.unwrap();
        assert_eq!(idempotency::sweep(&mut quick, now).await.unwrap(), 1);
        if taken_anew {
            assert!(idempotency::take(&mut quick, "a", &key, "op", b"f", now).await.unwrap());
        }
        quick.commit().await.unwrap();
        idempotency::forget(&mut slow, "a", &key, found.created_at).await.unwrap();
        let taken = idempotency::take(&mut slow, "a", &key, "op", b"f", now).await.unwrap();
        slow.commit().await.unwrap();
        assert_ne!(taken, taken_anew, "one of the two has it");
    }
}
