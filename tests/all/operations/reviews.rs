//! Reviews: the list, hiding, showing again, removing.

use appydex_admin::{
    domain::{
        page::SortOrder,
        takedown::{ReviewStatus, TakedownStatus},
        time::DAY,
    },
    error::Kind,
    operations::{
        Attempt,
        reviews::{ListReviews, ModerateReview, ReviewSort},
    },
};

use super::{by_id, every_way};

fn key(key: &str) -> Attempt {
    Attempt::with_key(key)
}

fn why() -> ModerateReview {
    ModerateReview { reason: "It names a private phone number.".into() }
}

every_way! {
    async fn the_list_filters_sorts_and_searches(world: World) {
        let (span, ecran) = (world.vendor("Spick & Span").await, world.vendor("Écran Repairs").await);
        let (meera, ravi) = (world.user("मीरा नायर").await, world.user("Ravi K").await);
        let a = world.review(meera, &span, "They broke the LAMP.").await;
        let b = world.review(ravi, &ecran, "Never came, 100%.").await;
        let c = world.review(ravi, &span, "All is well.").await;
        let request = world.takedown(&b, &ecran, "spam", DAY).await;
        world.tamper("UPDATE reviews SET flagged = TRUE WHERE key IN (SELECT review_key FROM takedown_requests)").await;
        world.tamper("UPDATE reviews SET rating = 5 WHERE text_folded = 'all is well.'").await;
        let asks = world.moderator("asha").await;
        let list = |query: ListReviews| {
            let asks = asks.clone();
            async move { asks.list_reviews(query).await.unwrap().rows.iter().map(|row| row.id).collect::<Vec<_>>() }
        };
        assert_eq!(list(ListReviews::default()).await, [c.id, b.id, a.id]);
        let upwards = ListReviews { sort_by: ReviewSort::Rating, sort_order: Some(SortOrder::Asc), ..ListReviews::default() };
        assert_eq!(list(upwards).await, [b.id, a.id, c.id]);
        assert_eq!(list(ListReviews { flagged: Some(true), ..ListReviews::default() }).await, [b.id]);
        assert_eq!(list(ListReviews { flagged: Some(false), ..ListReviews::default() }).await, [c.id, a.id]);
        assert_eq!(list(ListReviews { vendor_id: Some(span.id), ..ListReviews::default() }).await, [c.id, a.id]);
        for (text, found) in [
            ("lamp", vec![a.id]),
            ("never again", vec![]),
            ("100%", vec![b.id]),
            ("मीरा", vec![a.id]),
            ("ÉCRAN", vec![b.id]),
            ("ra", vec![c.id, b.id]),
            ("_", vec![]),
        ] {
            assert_eq!(list(ListReviews { search: Some(text.into()), ..ListReviews::default() }).await, found, "{text}");
        }
        let flagged = asks.list_reviews(ListReviews { flagged: Some(true), ..ListReviews::default() }).await.unwrap();
        let row = &flagged.rows[0];
        assert_eq!((row.open_takedown_requests, row.latest_takedown_request.as_ref().unwrap().id), (1, request));
    }

    async fn hiding_is_undone_and_removing_is_not(world: World) {
        let (vendor, user) = (world.vendor("Spick & Span").await, world.user("Meera Nair").await);
        let review = world.review(user, &vendor, "They broke the lamp.").await;
        let request = world.takedown(&review, &vendor, "spam", DAY).await;
        let asks = world.moderator("asha").await;
        let hidden = asks.hide_review(by_id(review.id), why(), key("a")).await.unwrap().value.detail;
        assert_eq!((hidden.status, hidden.version, hidden.open_takedown_requests), (ReviewStatus::Hidden, 2, 1));
        assert_eq!(hidden.user.email.unwrap().raw(), "c***@mail.example");
        let again = asks.hide_review(by_id(review.id), why(), key("b")).await.unwrap_err();
        assert_eq!(again.kind, Kind::ConcurrentUpdate { current_status: "hidden".into() });
        let shown = asks.restore_review(by_id(review.id), why(), key("c")).await.unwrap().value.detail;
        assert_eq!(shown.status, ReviewStatus::Published);
        let done: Vec<_> = shown.moderation_history.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(done, ["hide", "restore"]);
        assert_eq!(asks.restore_review(by_id(review.id), why(), key("d")).await.unwrap_err().code(), "CONCURRENT_UPDATE");
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 0);

        let stale = Attempt { if_match: Some(1), ..key("e") };
        assert_eq!(asks.remove_review(by_id(review.id), why(), stale).await.unwrap_err().code(), "PRECONDITION_FAILED");
        let dry = Attempt { dry_run: true, ..Attempt::default() };
        assert_eq!(asks.remove_review(by_id(review.id), why(), dry).await.unwrap().value.dry_run, Some(true));
        asks.remove_review(by_id(review.id), why(), key("f")).await.unwrap();
        let gone = asks.review(by_id(review.id)).await.unwrap();
        assert_eq!((gone.status, gone.open_takedown_requests), (ReviewStatus::Removed, 0));
        assert_eq!(gone.takedown_requests[0].status, TakedownStatus::Accepted);
        let case = asks.takedown(by_id(request)).await.unwrap();
        assert_eq!(case.resolution.unwrap().review_status_after, ReviewStatus::Removed);
        for refused in [
            asks.hide_review(by_id(review.id), why(), key("g")).await.unwrap_err(),
            asks.restore_review(by_id(review.id), why(), key("h")).await.unwrap_err(),
            asks.remove_review(by_id(review.id), why(), key("i")).await.unwrap_err(),
        ] {
            assert_eq!(refused.kind, Kind::ReviewRemoved { review_id: review.id });
        }
        // The vendor is told of their request, the reviewer of their review.
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 2);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.resolve' AND entity_type = 'takedown_request'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'review.remove'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM events WHERE kind = 'review.updated'").await, 3);
    }
}
