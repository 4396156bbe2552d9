//! A marketplace of one vendor, one reviewer and six reviews, each with an open request, some of them hostile; and six
//! payments, each with a refund that is asked for.

use std::{fs, path::Path};

/// How many open requests there are.
pub const REQUESTS: usize = 6;
/// How many refunds are asked for.
pub const REFUNDS: usize = 6;
pub const VENDOR: &str = "0192f0c1-aaaa-7bbb-8ccc-000000000001";
const HOSTILE: &str = "Bad\x1b[2J\x1b]0;owned\x07 \u{202e}gnihton\u{200b} did not come";

pub fn write(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let file = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    file("users.csv", "id,name,email,created_at\nu-1,Ravi Kumar,ravi@example.com,2025-01-01\n".into());
    file("vendors.csv", format!("id,name,display_name,created_at\n{VENDOR},{HOSTILE},{HOSTILE},2025-01-01\n"));
    file("services.csv", format!("id,vendor_id,name,category\ns-1,{VENDOR},Cleaning,home\n"));
    let rows = |head: &str, row: &dyn Fn(usize, &str) -> String| {
        let text = |i: usize| if i.is_multiple_of(2) { HOSTILE } else { "They never came and kept the money." };
        (0..REQUESTS).map(|i| row(i, text(i))).fold(format!("{head}\n"), |all, row| all + &row + "\n")
    };
    let bookings = rows(
        "id,user_id,vendor_id,service_id,status,scheduled_at,total_amount_cents,created_at,completed_at",
        &|i, _| format!("b-{i},u-1,{VENDOR},s-1,completed,2025-06-01T09:00:00Z,1000,2025-05-01,2025-06-02"),
    );
    let reviews = rows("id,booking_id,user_id,vendor_id,rating,body,created_at", &|i, text| {
        format!("r-{i},b-{i},u-1,{VENDOR},1,{text},2025-06-0{}", i + 3)
    });
    let requests = rows("id,review_id,vendor_id,reason_code,reason_description,created_at", &|i, text| {
        format!("t-{i},r-{i},{VENDOR},fake_review,{text},2025-06-1{i}")
    });
    let payments = rows("id,booking_id,amount_cents,method,status,provider,paid_at,created_at", &|i, _| {
        let cents = if i == 0 { 9_000_000 } else { 1000 };
        format!("p-{i},b-{i},{cents},card,succeeded,sandbox,2025-05-01,2025-05-01")
    });
    let refunds =
        rows("id,payment_id,requested_amount_cents,reason,description,requested_at,requested_by", &|i, text| {
            let cents = if i == 0 { 9_000_000 } else { 1000 };
            format!("f-{i},p-{i},{cents},service_not_provided,{text},2025-06-1{i},user")
        });
    file("payments.csv", payments);
    file("refund_requests.csv", refunds);
    file("bookings.csv", bookings);
    file("reviews.csv", reviews);
    file("takedown_requests.csv", requests);
}
