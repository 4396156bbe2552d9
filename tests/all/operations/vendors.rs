//! Vendors' tokens, and what they are for.

use appydex_admin::{
    domain::{
        page::Paging,
        takedown::{Priority, ReasonCode},
        time::{DAY, HOUR},
    },
    error::Kind,
    operations::{Attempt, takedowns::FileTakedown, vendors::CreateVendorToken},
};

use super::{accept, by_id, every_way};

fn filing() -> FileTakedown {
    FileTakedown {
        reason_code: ReasonCode::FakeReview,
        reason_description: "This person was never a customer of ours.".into(),
        evidence: Vec::new(),
        vendor_notes: None,
    }
}

every_way! {
    async fn a_vendor_files_about_their_own_review(world: World) {
        let vendor = world.vendor("Spick & Span").await;
        let other = world.vendor("Rival").await;
        let user = world.user("Meera Nair").await;
        let review = world.review(user, &vendor, "They broke the lamp.").await;
        let root = world.root().await;
        let made = root.create_vendor_token(by_id(vendor.id), CreateVendorToken::default(), Attempt::with_key("t")).await.unwrap();
        let token = made.value.token.unwrap();
        let bearer = world.bearing(&token).await;

        let filed = bearer.file_takedown(by_id(review.id), filing(), Attempt::with_key("f1")).await.unwrap().value;
        assert!(filed.request_number.starts_with("TR-2025-"));
        let asha = world.moderator("asha").await;
        let case = asha.takedown(by_id(filed.id)).await.unwrap();
        assert_eq!((case.priority, case.due_at), (Priority::High, world.now().plus(24 * HOUR)));

        let refused = bearer.file_takedown(by_id(review.id), filing(), Attempt::with_key("f2")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::DuplicateRequest { request_id: filed.id, request_number: filed.request_number });
        let foreign = root.create_vendor_token(by_id(other.id), CreateVendorToken::default(), Attempt::with_key("t2")).await.unwrap();
        let foreign = world.bearing(&foreign.value.token.unwrap()).await;
        let refused = foreign.file_takedown(by_id(review.id), filing(), Attempt::with_key("f3")).await.unwrap_err();
        assert_eq!(refused.code(), "REVIEW_NOT_FOUND", "others' reviews are nobody's business");

        assert_eq!(bearer.takedown(by_id(filed.id)).await.unwrap_err().code(), "PERMISSION_DENIED");
        assert_eq!(asha.file_takedown(by_id(review.id), filing(), Attempt::with_key("f4")).await.unwrap_err().code(), "PERMISSION_DENIED");
        asha.resolve_takedown(by_id(filed.id), accept(appydex_admin::domain::takedown::TakedownAction::Remove), Attempt::with_key("a")).await.unwrap();
        let refused = bearer.file_takedown(by_id(review.id), filing(), Attempt::with_key("f5")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::ReviewRemoved { review_id: review.id });
    }

    async fn tokens_are_listed_run_out_and_are_revoked(world: World) {
        let vendor = world.vendor("Spick & Span").await;
        let root = world.root().await;
        let make = |days, key: &str| {
            let (root, id, attempt) = (root.clone(), vendor.id, Attempt::with_key(key));
            async move { root.create_vendor_token(by_id(id), CreateVendorToken { days }, attempt).await.unwrap().value }
        };
        let (short, long) = (make(1, "a").await, make(365, "b").await);
        let list = || async { root.list_vendor_tokens(by_id(vendor.id), Paging::default()).await.unwrap().rows };
        let listed = list().await;
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0].created_by.as_ref().unwrap().name, "root");
        world.pass(DAY);
        let root = world.root().await;
        let refused = |error: appydex_admin::error::Error| error.code();
        assert_eq!(world.service.authenticate(&short.token.unwrap()).await.map_err(refused).unwrap_err(), "TOKEN_EXPIRED");
        root.revoke_vendor_token(by_id(vendor.id), by_id(long.id), Attempt::with_key("c")).await.unwrap();
        assert_eq!(world.service.authenticate(&long.token.unwrap()).await.map_err(refused).unwrap_err(), "UNAUTHENTICATED");
        assert_eq!(root.list_vendor_tokens(by_id(vendor.id), Paging::default()).await.unwrap().rows.len(), 0);
        let refused = root.revoke_vendor_token(by_id(vendor.id), by_id(long.id), Attempt::with_key("d")).await.unwrap_err();
        assert_eq!(refused.code(), "TOKEN_NOT_FOUND");
        let dry = Attempt { dry_run: true, ..Attempt::with_key("e") };
        let answer = root.create_vendor_token(by_id(vendor.id), CreateVendorToken::default(), dry).await.unwrap();
        assert_eq!((answer.value.token, answer.value.dry_run), (None, Some(true)));
    }
}
