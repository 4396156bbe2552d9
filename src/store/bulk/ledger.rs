//! What follows from merged payments, refund requests and takedown requests: postings of refunds paid before the
//! import, keys that were taken over from other rows, flags.
//!
//! A posting that stands for an imported refund request has the request's id, one for the rest of what a payment
//! says was refunded the payment's. So the same files give the same postings.

use super::staging::run;
use crate::{
    domain::time::Timestamp,
    error::Result,
    store::engine::{Tx, sql},
};

/// Which payments' postings are to be what the files say, with the sum: new ones, changed ones, and ones whose
/// requests changed and whose sum stays.
const MIRRORED: &str = "
    INSERT INTO mirrored (payment_key, cents, refunded_at)
    SELECT b.payments + s.ord, s.refunded_amount_cents, s.refunded_at FROM base b CROSS JOIN staged_payments s
    LEFT JOIN known_payments k ON k.ord = s.ord WHERE k.ord IS NULL AND s.refunded_amount_cents > 0;

    INSERT INTO mirrored (payment_key, cents, refunded_at)
    SELECT k.key, COALESCE(s.refunded_amount_cents, 0), s.refunded_at FROM known_payments k
    JOIN staged_payments s ON s.ord = k.ord JOIN payments p ON p.key = k.key
    WHERE NOT k.same AND p.version = p.import_version;

    INSERT INTO mirrored (payment_key, cents, refunded_at)
    SELECT t.key, CAST(COALESCE(SUM(g.amount_cents), 0) AS BIGINT),
           COALESCE(MAX(CASE WHEN g.refund_key IS NULL THEN g.processed_at END), MAX(g.processed_at))
    FROM touched_payments t LEFT JOIN refund_postings g ON g.payment_key = t.key AND g.source = 'import'
    WHERE NOT EXISTS (SELECT 1 FROM mirrored m WHERE m.payment_key = t.key) GROUP BY t.key;

    DELETE FROM refund_postings WHERE source = 'import' AND payment_key IN (SELECT payment_key FROM mirrored);";

const REQUESTS: &str = "
    INSERT INTO refund_postings (id, payment_key, refund_key, amount_cents, currency, processed_at, source, recorded_at)
    SELECT r.id, r.payment_key, r.key, r.approved_amount_cents, r.currency, r.processed_at, 'import', $1
    FROM mirrored m JOIN refund_requests r ON r.payment_key = m.payment_key
    WHERE r.status = 'processed' AND r.import_hash IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM refund_postings g WHERE g.refund_key = r.key) ORDER BY r.key";

const REST: &str = "
    INSERT INTO refund_postings (id, payment_key, amount_cents, currency, processed_at, source, recorded_at)
    SELECT p.id, p.key, w.rest, p.currency, w.refunded_at, 'import', $1
    FROM (SELECT m.payment_key, m.refunded_at, m.cents - COALESCE((SELECT CAST(SUM(g.amount_cents) AS BIGINT)
            FROM refund_postings g WHERE g.payment_key = m.payment_key AND g.source = 'import'), 0) AS rest
          FROM mirrored m) w JOIN payments p ON p.key = w.payment_key
    WHERE w.rest <> 0 ORDER BY p.key";

/// Rows that were there keep to the rows they hang from.
const FOLLOWING: &str = "
    UPDATE refund_requests AS t SET booking_key = n.booking_key, user_key = n.user_key, vendor_key = n.vendor_key
    FROM (SELECT p.key, p.booking_key, k.user_key, k.vendor_key FROM touched_payments x JOIN payments p ON p.key = x.key
          JOIN bookings k ON k.key = p.booking_key) n
    WHERE t.payment_key = n.key
      AND (t.booking_key <> n.booking_key OR t.user_key <> n.user_key OR t.vendor_key <> n.vendor_key);

    UPDATE takedown_requests AS t SET user_key = r.user_key FROM touched_reviews x JOIN reviews r ON r.key = x.key
    WHERE t.review_key = r.key AND t.user_key <> r.user_key;

    UPDATE reviews SET flagged = TRUE WHERE NOT flagged AND key IN
      (SELECT review_key FROM takedown_requests t WHERE t.key > (SELECT takedown_requests FROM base)
       OR t.key IN (SELECT key FROM known_takedown_requests WHERE NOT same));";

/// Brings the ledger and the rows that hang from others up to what was merged; `now` is when it is recorded.
pub async fn follow(tx: &mut Tx, now: Timestamp) -> Result<()> {
    run(tx, MIRRORED.to_owned()).await?;
    sql(REQUESTS).bind(now).execute(tx).await?;
    sql(REST).bind(now).execute(tx).await?;
    run(tx, FOLLOWING.to_owned()).await
}
