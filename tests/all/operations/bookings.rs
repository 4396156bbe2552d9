//! Bookings: the list, one whole, moves, cancellations and what they give back.

use std::sync::Arc;

use appydex_admin::{
    domain::{
        booking::{BookingStatus, DisputeStatus, PaymentStanding},
        id::Reference,
        page::{Paging, Place, SortOrder},
        refund::RefundStatus,
        text::fold,
        time::{DAY, HOUR, MINUTE},
    },
    error::Kind,
    operations::{
        Attempt, Operations,
        bookings::{BookingSort, ListBookings, UpdateBooking},
    },
    store::engine::sql,
};
use uuid::Uuid;

use super::{by_id, every_way};
use crate::support::{
    bookings::{PLAN, Plan},
    figures,
    world::World,
};

/// Why bookings are cancelled here.
const WHY: &str = "The vendor has fallen ill and no one can stand in.";

fn key(key: &str) -> Attempt {
    Attempt::with_key(key)
}

async fn support(world: &World, name: &str) -> Arc<dyn Operations> {
    world.admin(name, "support_agent").await
}

async fn ids(asks: &Arc<dyn Operations>, query: ListBookings) -> Vec<Uuid> {
    let page = asks.list_bookings(query).await.unwrap();
    assert_eq!(page.meta.total_items, i64::try_from(page.rows.len()).unwrap(), "all of it is on one page");
    page.rows.iter().map(|row| row.id).collect()
}

fn by_number(number: &str) -> Reference {
    Reference::parse(number, Some("BK")).unwrap()
}

fn search(text: &str) -> ListBookings {
    ListBookings { search: Some(text.into()), ..ListBookings::default() }
}

/// What is kept of bookings is what counting them gives.
async fn assert_kept(world: &World) {
    figures::assert_kept(world.service.db()).await;
}

/// So many bookings in one go, a minute apart, in the order of their making.
async fn many(world: &World, count: i64) -> Vec<Uuid> {
    let first = world.appointment("Meera Nair", "Spick & Span", Plan { created: -3 * DAY, ..PLAN }).await;
    let mut ids = vec![first.id];
    let mut tx = world.service.db().begin().await.unwrap();
    for i in 1..count {
        let id = world.new_id();
        sql("INSERT INTO bookings (id, number, number_seq, user_key, vendor_key, service_key, status, scheduled_at,
                total_amount_cents, currency, created_at, updated_at)
             SELECT $2, $3, $4, user_key, vendor_key, service_key, status, scheduled_at, 1, currency, created_at + $5,
                updated_at FROM bookings WHERE key = $1")
        .bind(first.key)
        .bind(id)
        .bind(format!("BK-2025-{:06}", 5000 + i))
        .bind(5000 + i)
        .bind(i * 2 * MINUTE)
        .execute_one(&mut tx)
        .await
        .unwrap();
        ids.push(id);
    }
    for text in ["UPDATE users SET bookings_count = $1", "UPDATE vendors SET bookings_count = $1"] {
        sql(text).bind(count).execute(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    figures::keep(world.service.db()).await;
    ids
}

every_way! {
    async fn the_list_filters_and_sorts(world: World) {
        let (meera, ravi) = (world.user("Meera Nair").await, world.user("Ravi K").await);
        let (span, ecran) = (world.vendor("Spick & Span").await, world.vendor("Écran Repairs").await);
        let pending = Plan { status: BookingStatus::Pending, cents: 500, city: "BENGALURU", ..PLAN };
        let a = world.booked(meera, &span, Plan { created: -3 * DAY, ..PLAN }).await;
        let b = world.booked(ravi, &span, Plan { created: -2 * DAY, scheduled: DAY, ..pending }).await;
        let c = world.booked(ravi, &ecran, Plan { cents: 900, scheduled: 9 * DAY, ..PLAN }).await;
        let asks = support(&world, "asha").await;
        let all = ListBookings::default();
        assert_eq!(ids(&asks, all.clone()).await, [c.id, b.id, a.id]);
        let sorted = |sort_by, order| ListBookings { sort_by, sort_order: Some(order), ..ListBookings::default() };
        assert_eq!(ids(&asks, sorted(BookingSort::CreatedAt, SortOrder::Asc)).await, [a.id, b.id, c.id]);
        assert_eq!(ids(&asks, sorted(BookingSort::ScheduledAt, SortOrder::Asc)).await, [b.id, a.id, c.id]);
        assert_eq!(ids(&asks, sorted(BookingSort::Amount, SortOrder::Desc)).await, [a.id, c.id, b.id]);
        let only = |query: ListBookings| ids(&asks, query);
        assert_eq!(only(ListBookings { status: Some(BookingStatus::Pending), ..all.clone() }).await, [b.id]);
        assert_eq!(only(ListBookings { vendor_id: Some(span.id), ..all.clone() }).await, [b.id, a.id]);
        assert_eq!(only(ListBookings { vendor_id: Some(world.new_id()), ..all.clone() }).await, [] as [Uuid; 0]);
        assert_eq!(only(ListBookings { city: Some(" bengaluru ".into()), ..all.clone() }).await, [b.id]);
        assert_eq!(only(ListBookings { city: Some("bengal".into()), ..all.clone() }).await, [] as [Uuid; 0]);
        let from = ListBookings { from_date: Some(world.now().plus(DAY)), ..all.clone() };
        assert_eq!(only(ListBookings { to_date: Some(world.now().plus(30 * HOUR)), ..from }).await, [b.id, a.id]);
        let user_id = asks.booking(by_id(c.id)).await.unwrap().user.id;
        assert_eq!(only(ListBookings { user_id: Some(user_id), ..all.clone() }).await, [c.id, b.id]);
        let vendor_id = Some(span.id);
        assert_eq!(only(ListBookings { user_id: Some(user_id), vendor_id, ..all.clone() }).await, [b.id]);
        let service_id = asks.list_bookings(search(&a.number)).await.unwrap().rows[0].service.id;
        assert_eq!(only(ListBookings { service_id: Some(service_id), ..all }).await, [a.id]);
    }

    async fn a_search_finds_names_numbers_and_ids(world: World) {
        let (meera, uenal) = (world.user("मीरा नायर").await, world.user("ÜNAL %%_x*[z] \"q\" (OR)").await);
        let (span, ecran) = (world.vendor("Spick & Span").await, world.vendor("Écran Repairs").await);
        let a = world.booked(meera, &span, Plan { created: -3 * DAY, ..PLAN }).await;
        let b = world.booked(uenal, &span, Plan { created: -2 * DAY, ..PLAN }).await;
        let c = world.booked(uenal, &ecran, PLAN).await;
        // Found as a customer's name and as a vendor's, and still counted once.
        let both = world.vendor("Ünal & Sons").await;
        let d = world.booked(uenal, &both, Plan { created: -HOUR, ..PLAN }).await;
        let asks = support(&world, "asha").await;
        let digits = a.number.trim_start_matches("BK-2025-").trim_start_matches('0').to_owned();
        let (of_b, of_c) = (b.number.to_lowercase(), c.id.to_string());
        for (text, found) in [
            ("मीरा", vec![a.id]),
            ("PICK", vec![b.id, a.id]),
            ("écr", vec![c.id]),
            ("ünal", vec![d.id, c.id, b.id]),
            ("ün", vec![d.id, c.id, b.id]),
            ("ü", vec![d.id, c.id, b.id]),
            ("%%_", vec![d.id, c.id, b.id]),
            ("%_x", vec![d.id, c.id, b.id]),
            ("x*[", vec![d.id, c.id, b.id]),
            ("\"q\"", vec![d.id, c.id, b.id]),
            ("q\" (o", vec![d.id, c.id, b.id]),
            ("q\" OR \"x", vec![]),
            ("s*n", vec![]),
            ("%pan", vec![]),
            ("\\", vec![]),
            (digits.as_str(), vec![a.id]),
            (of_b.as_str(), vec![b.id]),
            ("bk-2025-0", vec![d.id, c.id, b.id, a.id]),
            ("BK", vec![d.id, c.id, b.id, a.id]),
            ("BK-2024", vec![]),
            (of_c.as_str(), vec![c.id]),
            ("nobody", vec![]),
        ] {
            assert_eq!(ids(&asks, search(text)).await, found, "{text}");
        }
        let narrowed = ListBookings { vendor_id: Some(span.id), ..search("ünal") };
        assert_eq!(ids(&asks, narrowed).await, [b.id]);
        let cheap_first = ListBookings { sort_by: BookingSort::Amount, ..search("span") };
        assert_eq!(ids(&asks, cheap_first).await, [b.id, a.id], "what is level comes newest first");
    }

    async fn pages_and_cursors_give_every_row_once(world: World) {
        let mut expected = many(&world, 1300).await;
        expected.reverse();
        let asks = support(&world, "asha").await;
        let at = |place, query: &ListBookings| ListBookings { paging: Paging { place, size: 100 }, ..query.clone() };
        let queries = [
            ListBookings::default(),
            ListBookings { status: Some(BookingStatus::Confirmed), ..ListBookings::default() },
            search("nair"),
        ];
        for query in queries {
            let mut walked = Vec::new();
            let mut place = Place::Page(1);
            loop {
                let page = asks.list_bookings(at(place, &query)).await.unwrap();
                assert_eq!((page.meta.total_items, page.meta.total_pages), (1300, 13));
                walked.extend(page.rows.iter().map(|row| row.id));
                let Some(cursor) = page.meta.next_cursor else { break };
                place = if page.meta.page % 3 == 0 { Place::Cursor(cursor) } else { Place::Page(page.meta.page + 1) };
            }
            assert_eq!(walked, expected);
        }
        expected.reverse();
        let upwards = ListBookings { sort_order: Some(SortOrder::Asc), ..ListBookings::default() };
        for page in [1, 12, 13, 14] {
            let rows = asks.list_bookings(at(Place::Page(page), &upwards)).await.unwrap().rows;
            let from = usize::try_from(page - 1).unwrap() * 100;
            let right = expected.get(from..).map_or(&[][..], |rest| &rest[..rest.len().min(100)]);
            assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), right, "page {page}");
        }
        let cursor = asks.list_bookings(at(Place::Page(1), &upwards)).await.unwrap().meta.next_cursor.unwrap();
        let other = at(Place::Cursor(cursor), &ListBookings::default());
        assert_eq!(asks.list_bookings(other).await.unwrap_err().code(), "VALIDATION_ERROR");
    }

    async fn one_booking_is_shown_with_all_that_belongs_to_it(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", PLAN).await;
        world.paid(&booked, 100_001, 1).await;
        let asks = support(&world, "asha").await;
        let seen = asks.booking(by_number(&booked.number)).await.unwrap();
        assert_eq!((seen.id, seen.status), (booked.id, BookingStatus::Confirmed));
        assert_eq!(seen.user.email.unwrap().raw(), "customer@mail.example");
        assert_eq!((seen.address.street.unwrap().raw(), seen.address.coordinates.unwrap().lat), ("4 Lake Road", 12.5));
        assert_eq!(seen.pricing.breakdown.iter().map(|line| line.amount_cents).sum::<i64>(), 100_001);
        let payment = seen.payment.unwrap();
        assert_eq!((payment.status.as_str(), payment.refunded_amount_cents), ("completed", 1));
        let stood: Vec<_> = seen.status_history.iter().map(|one| (one.status, one.changed_by.as_str())).collect();
        assert_eq!(stood, [(BookingStatus::Pending, "user"), (BookingStatus::Confirmed, "system")]);
        let events: Vec<_> = seen.timeline.iter().map(|event| event.event.as_str()).collect();
        assert_eq!(events, ["booking_created", "booking_confirmed", "payment_completed"]);
        let listed = asks.list_bookings(ListBookings::default()).await.unwrap().rows.remove(0);
        assert_eq!(listed.payment_status, PaymentStanding::PartiallyRefunded);
        assert_eq!(listed.payment_method.as_deref(), Some("card"));

        let missing = asks.booking(by_id(world.new_id())).await.unwrap_err();
        assert_eq!(missing.code(), "BOOKING_NOT_FOUND");
    }

    async fn a_booking_moves_on_and_says_how(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", Plan { status: BookingStatus::Pending, ..PLAN }).await;
        let asks = support(&world, "asha").await;
        let admin = world.admin_id("asha", &[]).await.to_string();
        for (i, status) in [BookingStatus::Confirmed, BookingStatus::InProgress, BookingStatus::Completed].iter().enumerate() {
            world.pass(MINUTE);
            let moved = asks.update_booking(by_id(booked.id), UpdateBooking::to(*status), key(status.as_str())).await.unwrap();
            assert_eq!((moved.value.status, moved.value.version), (*status, 2 + i64::try_from(i).unwrap()));
            assert_eq!((moved.value.updated_at, moved.value.updated_by.to_string()), (world.now(), admin.clone()));
        }
        let seen = asks.booking(by_id(booked.id)).await.unwrap();
        let stood: Vec<_> = seen.status_history.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(stood, ["pending", "confirmed", "in_progress", "completed"]);
        assert_eq!(seen.completion.unwrap().completed_by, Some(admin));
        let refused = asks.update_booking(by_id(booked.id), UpdateBooking::to(BookingStatus::Completed), key("again")).await;
        let Kind::InvalidStatusTransition { current_status, requested_status, allowed_transitions } = refused.unwrap_err().kind
        else { panic!() };
        assert_eq!((current_status, requested_status), (BookingStatus::Completed, BookingStatus::Completed));
        assert_eq!(allowed_transitions, [BookingStatus::Disputed]);
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox WHERE template = 'booking_moved'").await, 6);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'booking.confirm'").await, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM events WHERE kind = 'booking.updated'").await, 3);
        assert_kept(&world).await;
    }

    async fn notes_are_replaced_and_nobody_is_told(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", PLAN).await;
        let asks = support(&world, "asha").await;
        let noted = asks.update_booking(by_id(booked.id), UpdateBooking::note("Prefers mornings."), key("a")).await.unwrap();
        assert_eq!(noted.value.admin_notes.unwrap().raw(), "Prefers mornings.");
        let cleared = asks.update_booking(by_id(booked.id), UpdateBooking::note(""), key("b")).await.unwrap().value;
        assert_eq!((cleared.admin_notes, cleared.status, cleared.version), (None, BookingStatus::Confirmed, 3));
        assert_eq!(world.count("SELECT COUNT(*) FROM outbox").await, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM audit_log WHERE action = 'booking.note'").await, 2);
        let again = asks.update_booking(by_id(booked.id), UpdateBooking::note("Prefers mornings."), key("a")).await.unwrap();
        assert!(again.replayed);
    }

    async fn a_dispute_is_opened_and_settled_by_moves(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", Plan { status: BookingStatus::Completed, scheduled: -DAY, ..PLAN }).await;
        let asks = support(&world, "asha").await;
        let disputed = UpdateBooking { admin_notes: Some("The chimney was left as it was.".into()), ..UpdateBooking::to(BookingStatus::Disputed) };
        asks.update_booking(by_id(booked.id), disputed, key("a")).await.unwrap();
        let seen = asks.booking(by_id(booked.id)).await.unwrap();
        let dispute = seen.dispute.unwrap();
        assert_eq!((dispute.status, dispute.reason.raw()), (DisputeStatus::Open, "The chimney was left as it was."));
        let stood: Vec<_> = seen.status_history.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(stood, ["pending", "completed", "disputed"], "where it stood before is still known");
        let listed = asks.list_bookings(ListBookings::default()).await.unwrap().rows.remove(0);
        assert_eq!((listed.has_dispute, listed.dispute_status), (true, Some(DisputeStatus::Open)));
        world.pass(MINUTE);
        asks.update_booking(by_id(booked.id), UpdateBooking::to(BookingStatus::Completed), key("b")).await.unwrap();
        let seen = asks.booking(by_id(booked.id)).await.unwrap();
        let dispute = seen.dispute.unwrap();
        assert_eq!((dispute.status, dispute.resolved_at), (DisputeStatus::Resolved, Some(world.now())));
        assert_eq!(seen.timeline.iter().filter(|event| event.event == "dispute_resolved").count(), 1);
        assert_eq!(seen.timeline.iter().filter(|event| event.event == "booking_disputed").count(), 1);
    }

    async fn a_cancellation_gives_back_what_the_policy_says(world: World) {
        let asks = world.root().await;
        for (notice, back) in [(24 * HOUR, 60_001), (24 * HOUR - 1, 30_000), (2 * HOUR, 30_000), (2 * HOUR - 1, 0), (-DAY, 0)] {
            let booked = world.appointment("Meera Nair", "Spick & Span", Plan { scheduled: notice, ..PLAN }).await;
            world.paid(&booked, 100_001, 40_000).await;
            let cancelled = asks.update_booking(by_id(booked.id), UpdateBooking::cancel(WHY), key(&booked.number)).await.unwrap();
            let cancellation = cancelled.value.cancellation.unwrap();
            assert_eq!((cancellation.refund_amount_cents, cancellation.refund_issued), (back, back > 0), "{notice}");
            let expected = (back > 0).then_some(RefundStatus::Approved);
            assert_eq!((cancellation.refund_status, cancellation.reason.unwrap().raw()), (expected, WHY));
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_requests WHERE reason = 'booking_cancelled' AND requested_by = 'admin'").await, 3);
        assert_kept(&world).await;
    }

    async fn each_payment_that_came_in_gets_a_refund_of_its_own(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", Plan { scheduled: -HOUR, ..PLAN }).await;
        for (cents, back) in [(1_000, 0), (5_000, 1_000), (700, 700)] {
            world.paid(&booked, cents, back).await;
        }
        let forced = UpdateBooking { force_refund: true, ..UpdateBooking::cancel(WHY) };
        let agent = support(&world, "asha").await;
        let refused = agent.update_booking(by_id(booked.id), forced.clone(), key("a")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::PermissionDenied { required_permission: "refunds:approve".into() });
        let tried = Attempt { dry_run: true, ..key("dry") };
        let dry = world.root().await.update_booking(by_id(booked.id), forced.clone(), tried).await.unwrap().value;
        assert_eq!((dry.dry_run, dry.cancellation.unwrap().refund_amount_cents), (Some(true), 5_000));
        let cancelled = world.root().await.update_booking(by_id(booked.id), forced, key("b")).await.unwrap().value;
        let cancellation = cancelled.cancellation.unwrap();
        assert_eq!(cancellation.refunds.iter().map(|one| one.amount_cents).collect::<Vec<_>>(), [4_000, 1_000]);
        assert_eq!(cancellation.refund_number.as_ref(), Some(&cancellation.refunds[0].refund_number));
        let seen = agent.booking(by_id(booked.id)).await.unwrap();
        assert_eq!(seen.cancellation.unwrap().refund_amount_cents, 5_000);
        assert!(seen.timeline.iter().any(|event| event.event == "refund_requested"));
        let final_one = agent.update_booking(by_id(booked.id), UpdateBooking::to(BookingStatus::Confirmed), key("c")).await;
        assert_eq!(final_one.unwrap_err().code(), "INVALID_STATUS_TRANSITION");
    }

    async fn above_the_threshold_the_money_waits_for_a_second_pair_of_eyes(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", PLAN).await;
        world.paid(&booked, 8_500_001, 0).await;
        let agent = support(&world, "asha").await;
        let cancelled = agent.update_booking(by_id(booked.id), UpdateBooking::cancel(WHY), key("a")).await.unwrap().value;
        assert_eq!(cancelled.status, BookingStatus::Cancelled);
        assert_eq!(cancelled.cancellation.unwrap().refund_status, Some(RefundStatus::Pending));
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_approvals").await, 0, "who may not approve counts for none");
        let other = world.appointment("Ravi K", "Rival", PLAN).await;
        world.paid(&other, 8_500_001, 0).await;
        world.root().await.update_booking(by_id(other.id), UpdateBooking::cancel(WHY), key("b")).await.unwrap();
        assert_eq!(world.count("SELECT COUNT(*) FROM refund_approvals").await, 1);
    }

    async fn of_eight_at_once_one_wins(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", Plan { status: BookingStatus::Pending, ..PLAN }).await;
        let (here, there) = (support(&world, "asha").await, world.elsewhere("binod", "support_agent").await);
        let tries: Vec<_> = (0..8).map(|i| {
            let asks = if i % 2 == 0 { here.clone() } else { there.clone() };
            tokio::spawn(async move {
                asks.update_booking(by_id(booked.id), UpdateBooking::to(BookingStatus::Confirmed), key(&format!("k{i}"))).await
            })
        }).collect();
        let mut won = 0;
        for outcome in tries {
            match outcome.await.unwrap() {
                Ok(_) => won += 1,
                Err(error) => assert!(["CONCURRENT_UPDATE", "INVALID_STATUS_TRANSITION"].contains(&error.code().as_str()), "{error:?}"),
            }
        }
        assert_eq!(won, 1);
        assert_kept(&world).await;
    }

    async fn customers_are_masked_for_those_who_may_not_see_them(world: World) {
        let booked = world.appointment("Meera Nair", "Spick & Span", PLAN).await;
        let role = appydex_admin::operations::roles::CreateRole {
            id: "viewer".into(),
            name: "Viewer".into(),
            description: String::new(),
            permissions: ["bookings:list", "bookings:view"].map(|one| one.parse().unwrap()).into(),
        };
        world.root().await.create_role(role, key("role")).await.unwrap();
        let asks = world.admin("vera", "viewer").await;
        let seen = asks.booking(by_id(booked.id)).await.unwrap();
        assert_eq!(seen.user.email.unwrap().raw(), "c***@mail.example");
        assert_eq!(seen.user.phone.unwrap().raw(), "+91********10");
        assert_eq!((seen.address.street, seen.address.coordinates), (None, None));
        assert_eq!(seen.address.city.unwrap().raw(), "Mysuru");
        assert_eq!(seen.vendor.email.unwrap().raw(), "office@vendor.example");
        let listed = asks.list_bookings(search(&fold("Meera"))).await.unwrap().rows.remove(0);
        assert_eq!((listed.user.email.unwrap().raw(), listed.address.street), ("c***@mail.example", None));
    }
}
