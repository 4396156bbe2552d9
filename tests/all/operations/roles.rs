//! Who may do what: every operation for every role.

use appydex_admin::{
    domain::{actor::Permission, page::Paging},
    operations::{
        Attempt, Operations,
        admins::{CreateAdmin, ListAdmins, ResetPassword, UpdateAdmin},
        audit::ListAudit,
        bookings::{ListBookings, UpdateBooking},
        fields::{Fields, parse},
        payments::{ListPayments, RefundPayment},
        referrals::ListReferrals,
        refunds::ListRefunds,
        reviews::{ListReviews, ModerateReview},
        roles::CreateRole,
        takedowns::{ClaimNext, ClaimTakedown, ListTakedowns},
        vendors::CreateVendorToken,
    },
};
use uuid::Uuid;

use super::{by_id, every_way, refunds, reject};

/// A range that is right.
const RANGE: [(&str, &str); 2] = [("from", "2025-10-01"), ("to", "2025-10-31")];

/// What somebody is refused, by the permission that they lack; nothing when they may.
async fn refusals(asks: &dyn Operations, row: Uuid) -> Vec<(&'static str, Option<String>)> {
    fn lacking<T>(outcome: appydex_admin::error::Result<T>) -> Option<String> {
        match outcome.map_err(|error| error.kind) {
            Err(appydex_admin::error::Kind::PermissionDenied { required_permission }) => Some(required_permission),
            _ => None,
        }
    }
    let dry = || Attempt { dry_run: true, ..Attempt::with_key(Uuid::new_v5(&row, b"role matrix").to_string()) };
    let nobody = CreateAdmin {
        email: "new@appydex.example".into(),
        name: "New".into(),
        phone: None,
        roles: vec!["content_moderator".into()],
        password: Some("a rather long passphrase".into()),
    };
    let at = || by_id(row);
    let update = UpdateAdmin { name: Some("x".into()), ..UpdateAdmin::default() };
    vec![
        ("listAdmins", lacking(asks.list_admins(ListAdmins::default()).await)),
        ("getAdmin", lacking(asks.admin(at()).await)),
        ("createAdmin", lacking(asks.create_admin(nobody, dry()).await)),
        ("updateAdmin", lacking(asks.update_admin(at(), update, dry()).await)),
        ("resetAdminPassword", lacking(asks.reset_password(at(), ResetPassword::default(), dry()).await)),
        ("listTakedownRequests", lacking(asks.list_takedowns(ListTakedowns::default()).await)),
        ("getTakedownRequest", lacking(asks.takedown(at()).await)),
        ("claimTakedownRequest", lacking(asks.claim_takedown(at(), ClaimTakedown::default(), dry()).await)),
        ("claimNextTakedownRequest", lacking(asks.claim_next_takedown(ClaimNext::default(), dry()).await)),
        ("releaseTakedownClaim", lacking(asks.release_takedown(at(), dry()).await)),
        ("resolveTakedownRequest", lacking(asks.resolve_takedown(at(), reject(), dry()).await)),
        ("listRefunds", lacking(asks.list_refunds(ListRefunds::default()).await)),
        ("getRefund", lacking(asks.refund(at()).await)),
        ("approveRefund", lacking(asks.approve_refund(at(), refunds::approve(), dry()).await)),
        ("rejectRefund", lacking(asks.reject_refund(at(), refunds::reject(), dry()).await)),
        ("listBookings", lacking(asks.list_bookings(ListBookings::default()).await)),
        ("getBooking", lacking(asks.booking(at()).await)),
        ("updateBooking", lacking(asks.update_booking(at(), UpdateBooking::note("x"), dry()).await)),
        ("listReviews", lacking(asks.list_reviews(ListReviews::default()).await)),
        ("getReview", lacking(asks.review(at()).await)),
        ("hideReview", lacking(asks.hide_review(at(), why(), dry()).await)),
        ("restoreReview", lacking(asks.restore_review(at(), why(), dry()).await)),
        ("removeReview", lacking(asks.remove_review(at(), why(), dry()).await)),
        ("listPayments", lacking(asks.list_payments(ListPayments::default()).await)),
        ("getPayment", lacking(asks.payment(at()).await)),
        ("refundPayment", lacking(asks.refund_payment(at(), back(), dry()).await)),
        ("getBookingAnalytics", lacking(asks.booking_analytics(parse(Fields::text(RANGE)).unwrap()).await)),
        ("getRevenueAnalytics", lacking(asks.revenue_analytics(parse(Fields::text(RANGE)).unwrap()).await)),
        ("listReferrals", lacking(asks.list_referrals(ListReferrals::default()).await)),
        ("listRoles", lacking(asks.list_roles(Paging::default()).await)),
        ("createRole", lacking(asks.create_role(role(), dry()).await)),
        ("deleteRole", lacking(asks.delete_role("nobody".into(), dry()).await)),
        ("listVendorTokens", lacking(asks.list_vendor_tokens(at(), Paging::default()).await)),
        ("createVendorToken", lacking(asks.create_vendor_token(at(), CreateVendorToken::default(), dry()).await)),
        ("revokeVendorToken", lacking(asks.revoke_vendor_token(at(), at(), dry()).await)),
        ("listAuditEntries", lacking(asks.list_audit(ListAudit::default()).await)),
        ("verifyAudit", lacking(asks.verify_audit().await)),
    ]
}

fn why() -> ModerateReview {
    ModerateReview { reason: "It names a private phone number.".into() }
}

fn back() -> RefundPayment {
    let reason = "The vendor admits that nobody came.".into();
    RefundPayment { amount_cents: None, reason, admin_notes: None, notify_user: true, notify_vendor: true }
}

fn role() -> CreateRole {
    let permissions = vec![Permission::JobsList];
    CreateRole { id: "clerk".into(), name: "Clerk".into(), description: String::new(), permissions }
}

every_way! {
    async fn each_role_may_what_the_document_says_and_no_more(world: World) {
        use appydex_admin::domain::actor::SYSTEM_ROLES;
        let row = world.case("abuse").await;
        for role in SYSTEM_ROLES {
            let asks = world.admin(role.id, role.id).await;
            for (operation, refused) in refusals(asks.as_ref(), row).await {
                let route = crate::support::routes::routes().iter().find(|route| route.id == operation).unwrap();
                let needed = &route.permissions[0];
                let may = role.permissions().allows(needed.parse().unwrap());
                let expected = (!may).then(|| needed.clone());
                assert_eq!(refused, expected, "{} as {}", operation, role.id);
            }
        }
    }
}
