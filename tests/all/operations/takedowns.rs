//! The queue, the case, claims and decisions.

use appydex_admin::{
    domain::{
        id::Reference,
        page::{Paging, Place, SortOrder},
        takedown::{ReviewStatus, TakedownAction, TakedownStatus},
        time::{DAY, HOUR, MINUTE},
    },
    error::Kind,
    operations::{
        Attempt,
        takedowns::{ClaimNext, ClaimTakedown, Claimed, ListTakedowns, TakedownSort},
    },
};

use super::{REASON, accept, by_id, every_way, reject};

fn key(key: &str) -> Attempt {
    Attempt::with_key(key)
}

fn takeover() -> ClaimTakedown {
    ClaimTakedown { takeover_reason: Some("They are off sick today.".into()) }
}

every_way! {
    async fn removing_a_review_closes_every_request_against_it(world: World) {
        let vendor = world.vendor("Spick & Span").await;
        let rival = world.vendor("Rival").await;
        let user = world.user("Meera Nair").await;
        let review = world.review(user, &vendor, "They broke the lamp.").await;
        let first = world.takedown(&review, &vendor, "fake_review", DAY).await;
        let second = world.takedown(&review, &rival, "spam", DAY).await;
        let asha = world.moderator("asha").await;

        let answer = asha.resolve_takedown(by_id(first), accept(TakedownAction::Remove), key("k1")).await.unwrap().value;
        assert_eq!(answer.request.status, TakedownStatus::Accepted);
        assert_eq!(answer.request.resolved_by.name, "asha");
        assert_eq!(answer.review.status, ReviewStatus::Removed);
        assert!(!answer.review.remains_visible);
        assert_eq!(answer.also_resolved.iter().map(|other| other.id).collect::<Vec<_>>(), [second]);
        assert!(answer.notifications_sent.vendor.unwrap().in_app && answer.notifications_sent.reviewer.unwrap().in_app);

        let other = asha.takedown(by_id(second)).await.unwrap();
        assert_eq!((other.status, other.review.status), (TakedownStatus::Accepted, ReviewStatus::Removed));
        assert_eq!(other.admin_notes, None, "notes stay with the request they were made for");
        assert_eq!(other.review.moderation_history.len(), 1);
        // Two vendors and one reviewer are told, each once.
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 3);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.resolve'").await, 2);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'review.remove'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM events WHERE kind = 'takedown.resolved'").await, 2);
    }

    async fn rejecting_leaves_the_review_and_its_other_requests(world: World) {
        let id = world.case("spam").await;
        let asha = world.moderator("asha").await;
        let answer = asha.resolve_takedown(by_id(id), reject(), key("k1")).await.unwrap().value;
        assert_eq!((answer.request.status, answer.review.status), (TakedownStatus::Rejected, ReviewStatus::Published));
        assert!(answer.review.remains_visible && answer.also_resolved.is_empty());
        assert_eq!(answer.notifications_sent.reviewer, None);
    }

    async fn whoever_comes_second_is_told_how_it_stands(world: World) {
        let id = world.case("abuse").await;
        let (asha, binod) = (world.moderator("asha").await, world.moderator("binod").await);
        asha.resolve_takedown(by_id(id), accept(TakedownAction::Hide), key("k1")).await.unwrap();
        let refused = binod.resolve_takedown(by_id(id), reject(), key("k2")).await.unwrap_err();
        match refused.kind {
            Kind::AlreadyResolved { current_status, resolved_at, resolved_by } => {
                assert_eq!(current_status, TakedownStatus::Accepted);
                assert_eq!(resolved_at, Some(world.now()));
                assert_eq!(resolved_by, Some(world.admin_id("asha", &[]).await.0));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.resolve'").await, 1);
    }

    async fn of_sixteen_at_once_one_wins(world: World) {
        let id = world.case("extortion").await;
        let (here, there) = (world.moderator("asha").await, world.elsewhere("binod", "content_moderator").await);
        let askers = (0..16).map(|i| if i % 2 == 0 { here.clone() } else { there.clone() });
        let tries = askers.enumerate().map(|(i, asha)| {
            tokio::spawn(async move { asha.resolve_takedown(by_id(id), reject(), key(&format!("k{i}"))).await })
        });
        let mut won = 0;
        for outcome in tries.collect::<Vec<_>>() {
            match outcome.await.unwrap() {
                Ok(_) => won += 1,
                Err(error) => assert_eq!(error.code(), "ALREADY_RESOLVED"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 1);
    }

    async fn a_claim_keeps_others_off_until_it_ends_or_is_taken_over(world: World) {
        let id = world.case("abuse").await;
        let (asha, binod) = (world.moderator("asha").await, world.moderator("binod").await);
        let claimed = asha.claim_takedown(by_id(id), ClaimTakedown::default(), key("a1")).await.unwrap().value;
        assert_eq!(claimed.claim.until, world.now().plus(10 * MINUTE));
        assert_eq!(claimed.version, 2);

        let refused = binod.claim_takedown(by_id(id), ClaimTakedown::default(), key("b1")).await.unwrap_err();
        let Kind::Claimed { claimed_by, until, takeover_reason } = refused.kind else { panic!("{refused:?}") };
        assert_eq!((claimed_by.name.as_str(), until, takeover_reason), ("asha", claimed.claim.until, None));
        assert_eq!(binod.resolve_takedown(by_id(id), reject(), key("b2")).await.unwrap_err().code(), "CLAIMED");
        assert_eq!(binod.release_takedown(by_id(id), key("b3")).await.unwrap_err().code(), "CLAIMED");

        world.pass(9 * MINUTE);
        let renewed = asha.claim_takedown(by_id(id), ClaimTakedown::default(), key("a2")).await.unwrap().value;
        assert_eq!((renewed.version, renewed.claim.until), (2, world.now().plus(10 * MINUTE)), "a renewal is no change");

        let taken = binod.claim_takedown(by_id(id), takeover(), key("b4")).await.unwrap().value;
        assert_eq!(taken.claim.takeover.unwrap().from.name, "asha");
        let lost = asha.claim_takedown(by_id(id), ClaimTakedown::default(), key("a3")).await.unwrap_err();
        let Kind::Claimed { takeover_reason, .. } = lost.kind else { panic!("{lost:?}") };
        assert_eq!(takeover_reason.as_deref(), Some("They are off sick today."));
        let timeline = asha.takedown(by_id(id)).await.unwrap().timeline;
        assert!(timeline.iter().any(|event| event.event == "takedown_taken_over"));

        world.pass(10 * MINUTE);
        assert_eq!(asha.takedown(by_id(id)).await.unwrap().claim, None, "its time has run out");
        asha.claim_takedown(by_id(id), ClaimTakedown::default(), key("a4")).await.unwrap();
    }

    async fn deciding_another_s_case_takes_a_reason_and_is_audited(world: World) {
        let id = world.case("abuse").await;
        let (asha, binod) = (world.moderator("asha").await, world.moderator("binod").await);
        asha.claim_takedown(by_id(id), ClaimTakedown::default(), key("a1")).await.unwrap();
        let mut decision = reject();
        decision.takeover_reason = Some("They are off sick today.".into());
        binod.resolve_takedown(by_id(id), decision, key("b1")).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'takedown.take_over'").await, 1);
        let case = asha.takedown(by_id(id)).await.unwrap();
        assert_eq!((case.claim, case.resolution.unwrap().reason.unwrap().raw()), (None, REASON));
    }

    async fn the_next_case_is_the_one_due_first_that_nobody_has(world: World) {
        let vendor = world.vendor("Spick & Span").await;
        let user = world.user("Meera Nair").await;
        let review = world.review(user, &vendor, "They broke the lamp.").await;
        let later = world.takedown(&review, &vendor, "abuse", 2 * DAY).await;
        let overdue = world.takedown(&review, &vendor, "spam", -DAY).await;
        let soon = world.takedown(&review, &vendor, "other", HOUR).await;
        let (asha, binod) = (world.moderator("asha").await, world.moderator("binod").await);

        let next = |exclude: &[uuid::Uuid]| ClaimNext { exclude: exclude.to_vec() };
        let first = asha.claim_next_takedown(next(&[]), key("a1")).await.unwrap().value.detail;
        assert_eq!((first.id, first.claim.unwrap().claimed_by.name.as_str()), (overdue, "asha"));
        assert_eq!(binod.claim_next_takedown(next(&[soon]), key("b1")).await.unwrap().value.detail.id, later);
        assert_eq!(asha.claim_next_takedown(next(&[]), key("a2")).await.unwrap().value.detail.id, soon);
        assert_eq!(binod.claim_next_takedown(next(&[]), key("b2")).await.unwrap_err().code(), "QUEUE_EMPTY");

        asha.release_takedown(by_id(overdue), key("a3")).await.unwrap();
        asha.release_takedown(by_id(overdue), key("a4")).await.unwrap();
        assert_eq!(binod.claim_next_takedown(next(&[]), key("b3")).await.unwrap().value.detail.id, overdue);
    }

    async fn the_list_filters_sorts_searches_and_walks(world: World) {
        let vendor = world.vendor("Spick & Span").await;
        let other = world.vendor("Écran Repairs").await;
        let user = world.user("मीरा नायर").await;
        let review = world.review(user, &vendor, "They broke the lamp.").await;
        let mut ids = Vec::new();
        for (reason, due) in [("other", HOUR), ("spam", 3 * DAY), ("abuse", 2 * DAY), ("fake_review", DAY)] {
            world.pass(MINUTE);
            ids.push(world.takedown(&review, &vendor, reason, due).await);
        }
        world.pass(MINUTE);
        let foreign = world.takedown(&review, &other, "spam", 9 * DAY).await;
        let asha = world.moderator("asha").await;
        let list = |query: ListTakedowns| {
            let asha = asha.clone();
            async move { asha.list_takedowns(query).await.unwrap().rows.iter().map(|row| row.id).collect::<Vec<_>>() }
        };

        let by_priority = vec![ids[3], ids[2], foreign, ids[1], ids[0]];
        assert_eq!(list(ListTakedowns::default()).await, by_priority);
        let by_due = ListTakedowns { sort_by: TakedownSort::DueAt, ..ListTakedowns::default() };
        assert_eq!(list(by_due.clone()).await, [ids[0], ids[3], ids[2], ids[1], foreign]);
        let upwards = ListTakedowns { sort_order: Some(SortOrder::Desc), ..by_due };
        assert_eq!(list(upwards).await, [foreign, ids[1], ids[2], ids[3], ids[0]]);
        for (search, found) in [("ÉCRAN", 1), ("मीरा", 5), ("span", 4), ("TR-2025-9000", 5), ("900005", 1), ("100%", 0), ("_", 0)] {
            let query = ListTakedowns { search: Some(search.into()), ..ListTakedowns::default() };
            assert_eq!(list(query).await.len(), found, "{search}");
        }
        let of_vendor = ListTakedowns { vendor_id: Some(other.id), ..ListTakedowns::default() };
        assert_eq!(list(of_vendor).await, [foreign]);

        asha.claim_takedown(by_id(foreign), ClaimTakedown::default(), key("a1")).await.unwrap();
        asha.resolve_takedown(by_id(ids[0]), reject(), key("a2")).await.unwrap();
        for (claimed, found) in [(Claimed::Me, 1), (Claimed::Others, 0), (Claimed::None, 3)] {
            let query = ListTakedowns { claimed: Some(claimed), ..ListTakedowns::default() };
            assert_eq!(list(query).await.len(), found, "{claimed:?}");
        }

        // By page and by cursor the same rows, none twice, none missing.
        let mut query = ListTakedowns { status: None, paging: Paging::first(2), ..ListTakedowns::default() };
        let mut walked = Vec::new();
        loop {
            let page = asha.list_takedowns(query.clone()).await.unwrap();
            assert_eq!((page.meta.total_items, page.meta.total_pages), (5, 3));
            assert_eq!((page.summary.open, page.summary.rejected), (4, 1));
            walked.extend(page.rows.iter().map(|row| row.id));
            let number = page.meta.page + 1;
            query.paging.place = match page.meta.next_cursor {
                Some(cursor) if number % 2 == 0 => Place::Cursor(cursor),
                Some(_) => Place::Page(number),
                None => break,
            };
        }
        assert_eq!(walked, by_priority);
    }

    async fn a_request_is_found_by_id_number_and_prefix(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let whole = asha.takedown(by_id(id)).await.unwrap();
        for name in [whole.request_number.clone(), whole.request_number.to_lowercase(), id.to_string()[..35].to_owned()] {
            let found = asha.takedown(Reference::parse(&name, Some("TR")).unwrap()).await.unwrap();
            assert_eq!(found.id, id, "{name}");
        }
        let missing = asha.takedown(Reference::parse("TR-2025-999999", Some("TR")).unwrap()).await.unwrap_err();
        assert_eq!(missing.kind, Kind::RequestNotFound { request_id: "TR-2025-999999".into() });
    }

    async fn the_case_shows_what_bears_on_it_and_masks_the_customer(world: World) {
        let vendor = world.vendor("Spick & Span").await;
        let user = world.user("Meera Nair").await;
        let review = world.review(user, &vendor, "They broke the lamp and left without a single word about it.").await;
        world.review(user, &vendor, "They broke the lamp and left without a single word about it!").await;
        let id = world.takedown(&review, &vendor, "abuse", DAY).await;
        let asha = world.moderator("asha").await;
        let case = asha.takedown(by_id(id)).await.unwrap();
        assert_eq!(case.review.reviewer.email.unwrap().raw(), "c***@mail.example");
        assert_eq!(case.review.reviewer.phone.unwrap().raw(), "+91********10");
        assert_eq!(case.vendor.email.unwrap().raw(), "office@vendor.example", "vendors are not masked");
        assert_eq!(case.internal_analysis.similar_reviews_by_user.len(), 1);
        assert!(case.internal_analysis.review_timing_suspicious, "no completed booking");
        let events: Vec<&str> = case.timeline.iter().map(|event| event.event.as_str()).collect();
        assert_eq!(events, ["review_posted", "takedown_requested"]);
        let root = world.root().await;
        let whole = root.takedown(by_id(id)).await.unwrap();
        assert_eq!(whole.review.reviewer.email.unwrap().raw(), "customer@mail.example");
    }

    async fn if_match_refuses_who_has_seen_something_else(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let stale = Attempt { if_match: Some(7), ..key("a1") };
        let refused = asha.resolve_takedown(by_id(id), reject(), stale).await.unwrap_err();
        assert_eq!(refused.code(), "PRECONDITION_FAILED");
        let fresh = Attempt { if_match: Some(1), ..key("a1") };
        assert_eq!(asha.resolve_takedown(by_id(id), reject(), fresh).await.unwrap().value.request.version, 2);
    }

    async fn a_dry_run_says_what_would_be_and_leaves_nothing(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let before = world.count("SELECT COUNT(*) FROM audit_log").await;
        let dry = Attempt { dry_run: true, ..key("a1") };
        let answer = asha.resolve_takedown(by_id(id), accept(TakedownAction::Remove), dry).await.unwrap();
        assert_eq!((answer.value.dry_run, answer.value.review.status), (Some(true), ReviewStatus::Removed));
        assert_eq!(asha.takedown(by_id(id)).await.unwrap().status, TakedownStatus::Open);
        for table in ["SELECT COUNT(*) FROM outbox", "SELECT COUNT(*) FROM idempotency_records WHERE operation = 'takedown.resolve'"] {
            assert_eq!(world.count(table).await, 0, "{table}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log").await, before);
        // The key is not used up.
        asha.resolve_takedown(by_id(id), reject(), key("a1")).await.unwrap();
    }
}
