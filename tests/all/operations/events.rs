//! Following changes: in the order of the commits, only what one may see, from wherever one stopped.

use std::time::Duration;

use appydex_admin::operations::{
    Attempt,
    admins::UpdateAdmin,
    events::{Event, EventStream, FollowEvents, RESYNC, Topic},
    takedowns::ClaimTakedown,
};
use futures_util::StreamExt as _;

use super::{by_id, every_way};

/// The next event; a stream that stays silent fails the test.
async fn next(stream: &mut EventStream) -> Event {
    let event = tokio::time::timeout(Duration::from_secs(20), stream.next()).await;
    event.expect("an event within 20 s").expect("the stream goes on").expect("no error")
}

/// Whether nothing comes for a while.
async fn silent(stream: &mut EventStream) -> bool {
    tokio::time::timeout(Duration::from_millis(1200), stream.next()).await.is_err()
}

every_way! {
    async fn changes_come_in_order_with_what_they_say(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let mut events = asha.events(FollowEvents::default()).await.unwrap();
        asha.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key("c")).await.unwrap();
        asha.release_takedown(by_id(id), Attempt::with_key("r")).await.unwrap();
        let (claimed, released) = (next(&mut events.stream).await, next(&mut events.stream).await);
        assert!(events.after < claimed.id && claimed.id < released.id);
        let change = claimed.change;
        assert_eq!((change.kind.as_str(), released.change.kind.as_str()), ("takedown.claimed", "takedown.released"));
        assert_eq!((change.entity_type.as_deref(), change.entity_id), (Some("takedown_request"), Some(id.to_string())));
        assert_eq!(change.actor_id, Some(world.admin_id("asha", &["content_moderator"]).await.0));
        assert!(change.number.is_some_and(|number| number.starts_with("TR-")));
        assert_eq!(change.occurred_at, world.now());
    }

    async fn only_what_one_may_see_and_asked_for_comes(world: World) {
        let id = world.case("abuse").await;
        let (asha, support, root) = (world.moderator("asha").await, world.admin("sunil", "support_agent").await, world.root().await);
        let admins_only = FollowEvents { after: None, topics: vec![Topic::Admin] };
        let mut seen_by_support = support.events(FollowEvents::default()).await.unwrap();
        let mut about_admins = root.events(admins_only).await.unwrap();
        asha.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key("c")).await.unwrap();
        let asha_id = by_id(world.admin_id("asha", &["content_moderator"]).await.0);
        let renamed = UpdateAdmin { name: Some("Asha R".into()), ..UpdateAdmin::default() };
        root.update_admin(asha_id, renamed, Attempt::with_key("n")).await.unwrap();
        assert_eq!(next(&mut about_admins.stream).await.change.kind, "admin.updated");
        assert!(silent(&mut seen_by_support.stream).await, "neither takedowns nor admins are for support agents");
    }

    async fn one_goes_on_where_one_stopped(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let begun = asha.events(FollowEvents::default()).await.unwrap().after;
        asha.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key("c")).await.unwrap();
        asha.release_takedown(by_id(id), Attempt::with_key("r")).await.unwrap();
        let after = |after| FollowEvents { after: Some(after), topics: Vec::new() };
        let mut events = asha.events(after(begun)).await.unwrap();
        let first = next(&mut events.stream).await;
        assert_eq!(first.change.kind, "takedown.claimed");
        let mut rest = asha.events(after(first.id)).await.unwrap();
        assert_eq!(next(&mut rest.stream).await.change.kind, "takedown.released");
        assert!(silent(&mut rest.stream).await);
    }

    async fn who_was_away_too_long_is_told_to_load_anew(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let begun = asha.events(FollowEvents::default()).await.unwrap().after;
        asha.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key("c")).await.unwrap();
        world.tamper("DELETE FROM events").await;
        asha.release_takedown(by_id(id), Attempt::with_key("r")).await.unwrap();
        for lost in [begun, begun + 1_000_000] {
            let mut events = asha.events(FollowEvents { after: Some(lost), topics: Vec::new() }).await.unwrap();
            assert_eq!(next(&mut events.stream).await.change.kind, RESYNC);
            assert!(silent(&mut events.stream).await, "and goes on from now");
        }
    }

    async fn another_process_s_changes_come_too(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let binod = world.elsewhere("binod", "content_moderator").await;
        let mut events = asha.events(FollowEvents::default()).await.unwrap();
        binod.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key("c")).await.unwrap();
        assert_eq!(next(&mut events.stream).await.change.kind, "takedown.claimed");
    }

    async fn a_cut_of_the_role_counts_at_once(world: World) {
        let id = world.case("abuse").await;
        let (asha, binod, root) = (world.moderator("asha").await, world.moderator("binod").await, world.root().await);
        let mut events = asha.events(FollowEvents::default()).await.unwrap();
        let asha_id = by_id(world.admin_id("asha", &["content_moderator"]).await.0);
        let cut = UpdateAdmin { roles: Some(vec!["support_agent".into()]), ..UpdateAdmin::default() };
        root.update_admin(asha_id, cut, Attempt::with_key("cut")).await.unwrap();
        binod.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key("c")).await.unwrap();
        assert!(silent(&mut events.stream).await);
    }

    async fn of_many_changes_none_is_lost(world: World) {
        let id = world.case("abuse").await;
        let asha = world.moderator("asha").await;
        let mut events = asha.events(FollowEvents::default()).await.unwrap();
        for round in 0..65 {
            asha.claim_takedown(by_id(id), ClaimTakedown::default(), Attempt::with_key(format!("c{round}"))).await.unwrap();
            asha.release_takedown(by_id(id), Attempt::with_key(format!("r{round}"))).await.unwrap();
        }
        let mut last = events.after;
        for _ in 0..130 {
            let event = next(&mut events.stream).await;
            assert!(event.id > last);
            last = event.id;
        }
        assert!(silent(&mut events.stream).await);
    }
}
