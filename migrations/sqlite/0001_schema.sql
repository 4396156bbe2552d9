-- The schema of the whole product on SQLite. The other engine has the same tables and columns
-- under the same number; a test compares the two. Times are microseconds since 1970 UTC, amounts the
-- currency's smallest unit, `*_folded` is text as domain::text::fold makes it.

-- People and what they offer -------------------------------------------------

CREATE TABLE users (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    profile_image TEXT,
    email_verified INTEGER NOT NULL,
    trust_score INTEGER CHECK (trust_score BETWEEN 0 AND 100),
    created_at INTEGER NOT NULL,
    -- Kept, not counted: a detail view must not count a popular customer's bookings.
    bookings_count INTEGER NOT NULL DEFAULT 0,
    reviews_count INTEGER NOT NULL DEFAULT 0,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX users_id ON users (id);
CREATE INDEX users_created_at ON users (created_at);

CREATE TABLE vendors (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    display_name TEXT,
    display_name_folded TEXT,
    email TEXT,
    phone TEXT,
    logo TEXT,
    city TEXT,
    rating REAL CHECK (rating BETWEEN 0 AND 5),
    verification_status TEXT NOT NULL CHECK (verification_status IN ('pending', 'verified', 'rejected')),
    created_at INTEGER NOT NULL,
    bookings_count INTEGER NOT NULL DEFAULT 0,
    reviews_count INTEGER NOT NULL DEFAULT 0,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX vendors_id ON vendors (id);
CREATE INDEX vendors_verification ON vendors (verification_status);

CREATE TABLE services (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    vendor_key INTEGER NOT NULL REFERENCES vendors (key),
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    category_folded TEXT NOT NULL,
    subcategory TEXT,
    description TEXT,
    pricing_type TEXT CHECK (pricing_type IN ('fixed', 'hourly', 'quote')),
    base_price_cents INTEGER CHECK (base_price_cents >= 0),
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX services_id ON services (id);
CREATE INDEX services_vendor ON services (vendor_key);
CREATE INDEX services_category ON services (category_folded, category);

-- Numbers that people use: one sequence an entity, only ever raised.
CREATE TABLE number_sequences (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT;
INSERT INTO number_sequences (name, value) VALUES ('booking', 0), ('takedown', 0), ('refund', 0);

-- Bookings -------------------------------------------------------------------

CREATE TABLE bookings (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    number TEXT NOT NULL,
    number_seq INTEGER NOT NULL,
    user_key INTEGER NOT NULL REFERENCES users (key),
    vendor_key INTEGER NOT NULL REFERENCES vendors (key),
    service_key INTEGER NOT NULL REFERENCES services (key),
    status TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'in_progress', 'completed', 'cancelled', 'disputed')),
    scheduled_at INTEGER NOT NULL,
    estimated_duration_minutes INTEGER CHECK (estimated_duration_minutes >= 0),
    street TEXT,
    apartment TEXT,
    city TEXT,
    city_folded TEXT,
    state TEXT,
    pincode TEXT,
    landmark TEXT,
    lat REAL CHECK (lat BETWEEN -90 AND 90),
    lng REAL CHECK (lng BETWEEN -180 AND 180),
    base_amount_cents INTEGER CHECK (base_amount_cents >= 0),
    tax_cents INTEGER CHECK (tax_cents >= 0),
    platform_fee_cents INTEGER CHECK (platform_fee_cents >= 0),
    discount_cents INTEGER CHECK (discount_cents >= 0),
    total_amount_cents INTEGER NOT NULL CHECK (total_amount_cents >= 0),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    notes TEXT,
    admin_notes TEXT,
    customer_requirements TEXT,
    images TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    completed_at INTEGER,
    cancelled_at INTEGER,
    -- `user`, `vendor`, `admin`, `system` or the UUID of an admin.
    cancelled_by TEXT,
    cancellation_reason TEXT,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX bookings_id ON bookings (id);
CREATE UNIQUE INDEX bookings_number ON bookings (number);
CREATE INDEX bookings_created ON bookings (created_at, key);
CREATE INDEX bookings_status_created ON bookings (status, created_at, key);
CREATE INDEX bookings_scheduled ON bookings (scheduled_at, created_at, key);
CREATE INDEX bookings_amount ON bookings (total_amount_cents, created_at, key);
CREATE INDEX bookings_user ON bookings (user_key, created_at, key, vendor_key);
CREATE INDEX bookings_vendor ON bookings (vendor_key, created_at, key);
CREATE INDEX bookings_service ON bookings (service_key, created_at, key);
CREATE INDEX bookings_city ON bookings (city_folded, created_at, key);
CREATE INDEX bookings_number_seq ON bookings (number_seq);

CREATE TABLE booking_events (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    booking_key INTEGER NOT NULL REFERENCES bookings (key),
    event TEXT NOT NULL,
    -- Set when the event is a change of status.
    status TEXT CHECK (status IN ('pending', 'confirmed', 'in_progress', 'completed', 'cancelled', 'disputed')),
    actor TEXT NOT NULL CHECK (actor IN ('user', 'vendor', 'admin', 'system')),
    admin_id BLOB,
    details TEXT NOT NULL,
    happened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX booking_events_booking ON booking_events (booking_key, happened_at, key);

CREATE TABLE disputes (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    booking_key INTEGER NOT NULL REFERENCES bookings (key),
    status TEXT NOT NULL CHECK (status IN ('open', 'resolved')),
    raised_by TEXT NOT NULL CHECK (raised_by IN ('user', 'vendor', 'admin', 'system')),
    reason TEXT NOT NULL,
    description TEXT,
    evidence TEXT,
    created_at INTEGER NOT NULL,
    resolution_notes TEXT,
    resolved_at INTEGER,
    resolved_by BLOB,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX disputes_id ON disputes (id);
CREATE INDEX disputes_booking ON disputes (booking_key, created_at);

-- Money ----------------------------------------------------------------------

CREATE TABLE payments (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    booking_key INTEGER NOT NULL REFERENCES bookings (key),
    amount_cents INTEGER NOT NULL CHECK (amount_cents >= 0),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    method TEXT NOT NULL CHECK (method IN ('card', 'upi', 'wallet', 'netbanking')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
    provider TEXT,
    transaction_id TEXT,
    platform_fee_cents INTEGER NOT NULL DEFAULT 0 CHECK (platform_fee_cents >= 0),
    paid_at INTEGER,
    created_at INTEGER NOT NULL,
    -- Sums of this payment's postings, moved in the transaction that writes the posting:
    -- what went back through us or before us, and what was refunded at the gateway itself.
    posted_cents INTEGER NOT NULL DEFAULT 0 CHECK (posted_cents >= 0),
    elsewhere_cents INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere_cents >= 0),
    -- Decided and not settled yet. The constraint is the last guard against paying out more
    -- than came in; `elsewhere_cents` stays out of it, for a fact must always be recordable.
    reserved_cents INTEGER NOT NULL DEFAULT 0 CHECK (reserved_cents >= 0),
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT payments_never_overdrawn CHECK (posted_cents + reserved_cents <= amount_cents)
) STRICT;
CREATE UNIQUE INDEX payments_id ON payments (id);
CREATE INDEX payments_booking ON payments (booking_key, created_at);
CREATE INDEX payments_created ON payments (created_at, key);
CREATE INDEX payments_status_created ON payments (status, created_at, key);
CREATE INDEX payments_amount ON payments (amount_cents, created_at, key);
CREATE INDEX payments_paid ON payments (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX payments_transaction ON payments (transaction_id) WHERE transaction_id IS NOT NULL;

CREATE TABLE refund_requests (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    number TEXT NOT NULL,
    number_seq INTEGER NOT NULL,
    payment_key INTEGER NOT NULL REFERENCES payments (key),
    booking_key INTEGER NOT NULL REFERENCES bookings (key),
    user_key INTEGER NOT NULL REFERENCES users (key),
    vendor_key INTEGER NOT NULL REFERENCES vendors (key),
    status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'processed', 'rejected', 'failed')),
    gateway_state TEXT NOT NULL DEFAULT 'none' CHECK (gateway_state IN
        ('none', 'ready', 'sending', 'accepted', 'in_doubt', 'needs_operator', 'succeeded', 'failed', 'failed_after_success')),
    requested_amount_cents INTEGER NOT NULL CHECK (requested_amount_cents >= 1),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    reason TEXT NOT NULL,
    description TEXT,
    evidence TEXT,
    requested_at INTEGER NOT NULL,
    requested_by TEXT NOT NULL CHECK (requested_by IN ('user', 'vendor', 'admin')),
    requested_by_admin BLOB,
    -- The user of the operating system who made it, in process: they can't give the second approval.
    requested_by_os_user TEXT,
    priority TEXT NOT NULL CHECK (priority IN ('high', 'medium', 'low')),
    priority_rank INTEGER NOT NULL CHECK (priority_rank BETWEEN 1 AND 3),
    admin_notes TEXT,
    approved_amount_cents INTEGER CHECK (approved_amount_cents >= 1),
    decision_reason TEXT,
    approved_at INTEGER,
    approved_by BLOB,
    rejected_at INTEGER,
    rejected_by BLOB,
    offer_alternative TEXT CHECK (offer_alternative IN ('none', 'partial_credit', 'full_credit', 'rebooking')),
    notify_user INTEGER NOT NULL DEFAULT 1,
    notify_vendor INTEGER NOT NULL DEFAULT 1,
    transaction_id TEXT,
    processed_at INTEGER,
    failed_at INTEGER,
    failure_code TEXT,
    failure_message TEXT,
    updated_at INTEGER NOT NULL,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX refund_requests_id ON refund_requests (id);
CREATE UNIQUE INDEX refund_requests_number ON refund_requests (number);
CREATE INDEX refund_requests_status ON refund_requests (status, requested_at, key);
CREATE INDEX refund_requests_requested ON refund_requests (requested_at, key);
CREATE INDEX refund_requests_priority ON refund_requests (priority_rank, requested_at DESC, key DESC);
CREATE INDEX refund_requests_least ON refund_requests (priority_rank, requested_at, key);
-- What stands beside every list of refunds is counted from this alone.
CREATE INDEX refund_requests_counts ON refund_requests (status, currency, requested_amount_cents, requested_at, gateway_state, priority_rank);
CREATE INDEX refund_requests_amount ON refund_requests (requested_amount_cents, requested_at, key);
CREATE INDEX refund_requests_payment ON refund_requests (payment_key);
CREATE INDEX refund_requests_booking ON refund_requests (booking_key);
CREATE INDEX refund_requests_user ON refund_requests (user_key, requested_at);
CREATE INDEX refund_requests_vendor ON refund_requests (vendor_key, requested_at);
CREATE INDEX refund_requests_number_seq ON refund_requests (number_seq);

CREATE TABLE refund_approvals (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    refund_key INTEGER NOT NULL REFERENCES refund_requests (key),
    -- The attempt these eyes are for; a new attempt starts without any.
    attempt INTEGER NOT NULL CHECK (attempt >= 1),
    admin_id BLOB NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents >= 1),
    reason TEXT NOT NULL,
    os_user TEXT,
    approved_at INTEGER NOT NULL,
    UNIQUE (refund_key, attempt, admin_id)
) STRICT;

CREATE TABLE refund_attempts (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    refund_key INTEGER NOT NULL REFERENCES refund_requests (key),
    number INTEGER NOT NULL CHECK (number >= 1),
    state TEXT NOT NULL CHECK (state IN
        ('ready', 'sending', 'accepted', 'in_doubt', 'needs_operator', 'succeeded', 'failed', 'failed_after_success')),
    -- Whether it may still move money or be moved on; at most one of a refund is live.
    live INTEGER NOT NULL,
    gateway TEXT NOT NULL CHECK (gateway IN ('sandbox', 'razorpay', 'stripe')),
    -- The idempotency key and the very bytes, fixed before the first is sent.
    gateway_key TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents >= 1),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    sends INTEGER NOT NULL DEFAULT 0 CHECK (sends >= 0),
    first_sent_at INTEGER,
    last_sent_at INTEGER,
    window_ends_at INTEGER,
    empty_lookups INTEGER NOT NULL DEFAULT 0,
    last_lookup_at INTEGER,
    next_action_at INTEGER,
    lease_owner TEXT,
    lease_token INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,
    transaction_id TEXT,
    failure_code TEXT,
    failure_message TEXT,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (refund_key, number),
    CONSTRAINT refund_attempts_never_forgotten CHECK (NOT live OR state = 'needs_operator' OR next_action_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX refund_attempts_one_live ON refund_attempts (refund_key) WHERE live;
CREATE INDEX refund_attempts_due ON refund_attempts (next_action_at) WHERE live;

-- The ledger: the one sum that says what was refunded.
CREATE TABLE refund_postings (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    payment_key INTEGER NOT NULL REFERENCES payments (key),
    refund_key INTEGER REFERENCES refund_requests (key),
    -- Negative only where the gateway took a confirmation back.
    amount_cents INTEGER NOT NULL CHECK (amount_cents <> 0),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    processed_at INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'gateway', 'elsewhere')),
    gateway TEXT,
    transaction_id TEXT,
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX refund_postings_payment ON refund_postings (payment_key, processed_at);
CREATE INDEX refund_postings_processed ON refund_postings (processed_at);
CREATE INDEX refund_postings_refund ON refund_postings (refund_key) WHERE refund_key IS NOT NULL;
CREATE UNIQUE INDEX refund_postings_once ON refund_postings (gateway, transaction_id)
    WHERE transaction_id IS NOT NULL AND amount_cents > 0;

CREATE TABLE gateway_events (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    gateway TEXT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    transaction_id TEXT,
    received_at INTEGER NOT NULL,
    UNIQUE (gateway, event_id)
) STRICT;

-- A lane is one gateway's queue; a refusal of the whole account stops it and leaves the rows ready.
CREATE TABLE gateway_lanes (
    gateway TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('open', 'stopped')),
    reason TEXT,
    since INTEGER NOT NULL,
    retry_at INTEGER
) STRICT;

CREATE TABLE reconciliation (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    frozen INTEGER NOT NULL,
    frozen_because TEXT CHECK (frozen_because IN ('restored', 'other_install')),
    frozen_at INTEGER,
    restored_to INTEGER,
    restore_job_id BLOB,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'differs', 'matched')),
    read_from INTEGER,
    read_at INTEGER,
    findings TEXT,
    unfrozen_at INTEGER,
    unfrozen_by BLOB,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO reconciliation (singleton, frozen, state) VALUES (1, 0, 'waiting');

-- Reviews and takedowns ------------------------------------------------------

CREATE TABLE reviews (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    booking_key INTEGER REFERENCES bookings (key),
    user_key INTEGER NOT NULL REFERENCES users (key),
    vendor_key INTEGER NOT NULL REFERENCES vendors (key),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    title TEXT,
    body TEXT,
    text_folded TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('published', 'hidden', 'removed')),
    hidden_at INTEGER,
    hidden_by BLOB,
    hidden_reason TEXT,
    removed_at INTEGER,
    removed_by BLOB,
    removal_reason TEXT,
    -- Whether there is, or was, a takedown request against it.
    flagged INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX reviews_id ON reviews (id);
CREATE INDEX reviews_created ON reviews (created_at, key);
CREATE INDEX reviews_status_created ON reviews (status, created_at, key);
CREATE INDEX reviews_rating ON reviews (rating, created_at, key);
CREATE INDEX reviews_user ON reviews (user_key, created_at);
CREATE INDEX reviews_vendor ON reviews (vendor_key, created_at);
CREATE INDEX reviews_booking ON reviews (booking_key) WHERE booking_key IS NOT NULL;
CREATE INDEX reviews_flagged ON reviews (created_at, key) WHERE flagged;

CREATE TABLE review_moderation (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    review_key INTEGER NOT NULL REFERENCES reviews (key),
    action TEXT NOT NULL CHECK (action IN ('hide', 'remove', 'restore')),
    reason TEXT NOT NULL,
    admin_id BLOB,
    request_id BLOB,
    happened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX review_moderation_review ON review_moderation (review_key, happened_at, key);

CREATE TABLE takedown_requests (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    number TEXT NOT NULL,
    number_seq INTEGER NOT NULL,
    review_key INTEGER NOT NULL REFERENCES reviews (key),
    vendor_key INTEGER NOT NULL REFERENCES vendors (key),
    -- The reviewer, kept here so that a search by name needs no third table.
    user_key INTEGER NOT NULL REFERENCES users (key),
    reason_code TEXT NOT NULL CHECK (reason_code IN
        ('abuse', 'defamation', 'spam', 'off_topic', 'fake_review', 'competitor_sabotage', 'personal_info', 'profanity', 'extortion', 'duplicate', 'other')),
    reason_description TEXT NOT NULL,
    vendor_notes TEXT,
    evidence TEXT,
    priority TEXT NOT NULL CHECK (priority IN ('high', 'medium', 'low')),
    priority_rank INTEGER NOT NULL CHECK (priority_rank BETWEEN 1 AND 3),
    due_at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'accepted', 'rejected')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    resolved_at INTEGER,
    resolved_by BLOB,
    decision TEXT CHECK (decision IN ('accept', 'reject')),
    action_taken TEXT CHECK (action_taken IN ('hide', 'remove')),
    resolution_reason TEXT,
    admin_notes TEXT,
    review_status_after TEXT CHECK (review_status_after IN ('published', 'hidden', 'removed')),
    vendor_notified INTEGER NOT NULL DEFAULT 0,
    reviewer_notified INTEGER NOT NULL DEFAULT 0,
    -- A claim is a lease: live while `claim_until` lies ahead.
    claimed_by BLOB,
    claimed_at INTEGER,
    claim_until INTEGER,
    takeover_from BLOB,
    takeover_reason TEXT,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT takedown_requests_decided CHECK ((status = 'open') = (decision IS NULL)),
    CONSTRAINT takedown_requests_claimed CHECK ((claimed_by IS NULL) = (claim_until IS NULL))
) STRICT;
CREATE UNIQUE INDEX takedown_requests_id ON takedown_requests (id);
CREATE UNIQUE INDEX takedown_requests_number ON takedown_requests (number);
CREATE INDEX takedown_requests_queue ON takedown_requests (status, priority_rank, created_at, key);
CREATE INDEX takedown_requests_created ON takedown_requests (status, created_at, key);
CREATE INDEX takedown_requests_due ON takedown_requests (status, due_at, key);
CREATE INDEX takedown_requests_all ON takedown_requests (created_at, key);
CREATE INDEX takedown_requests_vendor ON takedown_requests (vendor_key, reason_code, created_at);
CREATE INDEX takedown_requests_user ON takedown_requests (user_key);
CREATE INDEX takedown_requests_number_seq ON takedown_requests (number_seq);
CREATE INDEX takedown_requests_review ON takedown_requests (review_key, status);
CREATE UNIQUE INDEX takedown_requests_one_open ON takedown_requests (review_key, vendor_key, reason_code) WHERE status = 'open';

CREATE TABLE takedown_takeovers (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    request_key INTEGER NOT NULL REFERENCES takedown_requests (key),
    from_admin BLOB NOT NULL,
    to_admin BLOB NOT NULL,
    reason TEXT NOT NULL,
    happened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX takedown_takeovers_request ON takedown_takeovers (request_key, happened_at);

CREATE TABLE referrals (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    external_id TEXT,
    referrer_key INTEGER NOT NULL REFERENCES users (key),
    referred_key INTEGER NOT NULL REFERENCES users (key),
    referral_code TEXT,
    status TEXT NOT NULL CHECK (status IN ('pending', 'completed', 'expired', 'paid')),
    reward_amount_cents INTEGER NOT NULL CHECK (reward_amount_cents >= 0),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    credited_at INTEGER,
    payout_status TEXT CHECK (payout_status IN ('pending', 'paid', 'failed')),
    signup INTEGER NOT NULL,
    email_verified INTEGER NOT NULL,
    first_booking INTEGER NOT NULL,
    minimum_spend INTEGER NOT NULL,
    import_hash BLOB,
    import_version INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX referrals_id ON referrals (id);
CREATE INDEX referrals_status ON referrals (status, created_at, key);
CREATE INDEX referrals_created ON referrals (created_at, key);
CREATE INDEX referrals_amount ON referrals (reward_amount_cents, created_at, key);
CREATE INDEX referrals_referrer ON referrals (referrer_key, created_at);
CREATE INDEX referrals_referred ON referrals (referred_key);

-- Who may do what ------------------------------------------------------------

CREATE TABLE roles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    permissions TEXT NOT NULL,
    is_system INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE admins (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    phone TEXT UNIQUE,
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    last_login_at INTEGER,
    deactivated_at INTEGER,
    -- MFA: the sealed TOTP secret, when it was made and confirmed, and the last step used (a code works once).
    mfa_secret BLOB,
    mfa_enrolled_at INTEGER,
    mfa_confirmed_at INTEGER,
    mfa_last_step INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX admins_created ON admins (created_at, key);

CREATE TABLE admin_roles (
    admin_key INTEGER NOT NULL REFERENCES admins (key),
    role_key INTEGER NOT NULL REFERENCES roles (key),
    PRIMARY KEY (admin_key, role_key)
) STRICT;
CREATE INDEX admin_roles_role ON admin_roles (role_key);

CREATE TABLE recovery_codes (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    admin_key INTEGER NOT NULL REFERENCES admins (key),
    code_hash BLOB NOT NULL UNIQUE,
    used_at INTEGER
) STRICT;
CREATE INDEX recovery_codes_admin ON recovery_codes (admin_key);

CREATE TABLE sessions (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    admin_key INTEGER NOT NULL REFERENCES admins (key),
    surface TEXT NOT NULL CHECK (surface IN ('api', 'cli', 'tui', 'app')),
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    mfa_at INTEGER,
    address TEXT,
    user_agent TEXT,
    -- Sessions made before the security epoch was raised (by a restore) are over.
    epoch INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX sessions_admin ON sessions (admin_key, ended_at, last_used_at);
CREATE INDEX sessions_live ON sessions (last_used_at) WHERE ended_at IS NULL;

CREATE TABLE refresh_tokens (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    session_key INTEGER NOT NULL REFERENCES sessions (key),
    token_hash BLOB NOT NULL UNIQUE,
    issued_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_key);

CREATE TABLE vendor_tokens (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    vendor_key INTEGER NOT NULL REFERENCES vendors (key),
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    created_by BLOB,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX vendor_tokens_vendor ON vendor_tokens (vendor_key, created_at);

CREATE TABLE login_failures (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    address TEXT NOT NULL,
    happened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX login_failures_account ON login_failures (account, happened_at);
CREATE INDEX login_failures_address ON login_failures (address, happened_at);

-- Where several servers share one database they share the keys that sign tokens, sealed
-- with the configured master key; on SQLite the keys are files and this stays empty.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER,
    revoked_at INTEGER
) STRICT;

-- What must outlive a restore, without a foreign key to any business row -----

CREATE TABLE installation (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE security_facts (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('deactivated', 'reactivated', 'roles_set', 'password_set', 'mfa_step', 'mfa_set', 'token_revoked', 'role_deleted')),
    subject TEXT NOT NULL,
    data TEXT NOT NULL,
    happened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX security_facts_happened ON security_facts (happened_at);

CREATE TABLE idempotency_records (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    caller TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    operation TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    -- The first answer, byte for byte; null until an operation that waits has fixed it.
    answer BLOB,
    sealed INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    -- The job of the restore that undid what this key did.
    undone_by BLOB,
    UNIQUE (caller, idempotency_key)
) STRICT;
CREATE INDEX idempotency_records_created ON idempotency_records (created_at);

CREATE TABLE audit_log (
    seq INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('admin', 'vendor', 'gateway', 'system', 'anonymous')),
    admin_id BLOB,
    admin_name TEXT,
    admin_email TEXT,
    action TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id TEXT,
    before TEXT,
    after TEXT,
    reason TEXT,
    trace_id TEXT NOT NULL,
    address TEXT,
    user_agent TEXT,
    surface TEXT NOT NULL CHECK (surface IN ('api', 'cli', 'tui', 'app', 'worker', 'vendor', 'webhook')),
    os_user TEXT,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX audit_log_created ON audit_log (created_at, seq);
CREATE INDEX audit_log_admin ON audit_log (admin_id, seq);
CREATE INDEX audit_log_action ON audit_log (action, seq);
CREATE INDEX audit_log_entity ON audit_log (entity_id, seq);
CREATE INDEX audit_log_trace ON audit_log (trace_id);

-- The end of the audit chain and of the event stream. On PostgreSQL this row is locked by the
-- last statements of a transaction, so that both are numbered in the order of the commits.
CREATE TABLE chain_head (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    audit_seq INTEGER NOT NULL,
    audit_hash BLOB NOT NULL,
    event_seq INTEGER NOT NULL,
    -- Raised by every transaction that changes anything a reader could have cached.
    changes INTEGER NOT NULL
) STRICT;
INSERT INTO chain_head (singleton, audit_seq, audit_hash, event_seq, changes)
VALUES (1, 0, ZEROBLOB(32), 0, 0);

CREATE TABLE events (
    seq INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    topic TEXT NOT NULL CHECK (topic IN ('booking', 'takedown', 'review', 'refund', 'payment', 'referral', 'job', 'admin', 'role', 'backup', 'system')),
    kind TEXT NOT NULL,
    entity_id TEXT,
    -- Set where only its owner may see it without a further permission.
    owner_id BLOB,
    data TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    happened_at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_happened ON events (happened_at);

CREATE TABLE backups (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('full', 'incremental')),
    parent_id BLOB,
    size_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    verified_at INTEGER,
    description TEXT,
    uploads INTEGER NOT NULL,
    encrypted INTEGER NOT NULL,
    covered_from INTEGER NOT NULL,
    covered_to INTEGER NOT NULL,
    location TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Queues ---------------------------------------------------------------------

-- What is to be told to whom; written with the change that it tells of.
CREATE TABLE outbox (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    channel TEXT NOT NULL CHECK (channel IN ('in_app', 'email')),
    recipient TEXT NOT NULL CHECK (recipient IN ('user', 'vendor', 'admin')),
    recipient_id BLOB NOT NULL,
    template TEXT NOT NULL,
    data TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    trace_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_action_at INTEGER NOT NULL,
    give_up_at INTEGER NOT NULL,
    lease_owner TEXT,
    lease_token INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,
    ended_at INTEGER,
    last_error TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (next_action_at) WHERE status = 'pending';
CREATE INDEX outbox_entity ON outbox (entity_id);

-- Delivered in-app notices; the marketplace fetches them.
CREATE TABLE in_app_notices (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    recipient TEXT NOT NULL CHECK (recipient IN ('user', 'vendor', 'admin')),
    recipient_id BLOB NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER
) STRICT;
CREATE INDEX in_app_notices_recipient ON in_app_notices (recipient_id, created_at);

CREATE TABLE jobs (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    type TEXT NOT NULL CHECK (type IN ('analytics_export', 'bulk_operation', 'system_backup', 'system_restore', 'backup_verify')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'processing', 'succeeded', 'failed', 'cancelled')),
    progress_percent INTEGER NOT NULL DEFAULT 0 CHECK (progress_percent BETWEEN 0 AND 100),
    request TEXT NOT NULL,
    metadata TEXT NOT NULL,
    result TEXT,
    error_code TEXT,
    error_message TEXT,
    error_retryable INTEGER,
    attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt BETWEEN 0 AND 3),
    creator_id BLOB NOT NULL,
    trace_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    completed_at INTEGER,
    estimated_duration_seconds INTEGER,
    cancel_requested_at INTEGER,
    cancelled_at INTEGER,
    cancelled_by BLOB,
    cancel_reason TEXT,
    next_action_at INTEGER,
    lease_owner TEXT,
    lease_token INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,
    files TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX jobs_created ON jobs (created_at, key);
CREATE INDEX jobs_status ON jobs (status, created_at, key);
CREATE INDEX jobs_creator ON jobs (creator_id, created_at, key);
CREATE INDEX jobs_due ON jobs (next_action_at) WHERE status IN ('pending', 'processing');

-- Kept totals: each change moves them with it, under the chain's head ---------------------

-- How many bookings were made on each day, by where they stand now: the totals of lists, and the way to a page deep
-- in one. Moved in place: the chain's head, which each change holds until it commits, puts them in order anyway.
CREATE TABLE booking_days (
    status TEXT NOT NULL,
    day INTEGER NOT NULL,
    bookings INTEGER NOT NULL,
    PRIMARY KEY (status, day)
) STRICT;

-- What analytics are put together from: a day's bookings by when they were made, its payments and refunds by when
-- the money moved, packed (store::analytics says how). Each change raises the version.
CREATE TABLE analytics_days (
    kind TEXT NOT NULL CHECK (kind IN ('bookings', 'payments')),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    -- Days since 1970-01-01, UTC.
    day INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sums BLOB NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (kind, currency, day)
) STRICT;

-- The days of a month in one, good for as long as the versions of its days still come to the stamp.
CREATE TABLE analytics_months (
    kind TEXT NOT NULL CHECK (kind IN ('bookings', 'payments')),
    currency TEXT NOT NULL CHECK (LENGTH(currency) = 3),
    -- Months since January 1970, UTC.
    month INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (kind, currency, month)
) STRICT;

-- Searching names anywhere in the text --------------------------------------

-- SQLite's trigram tokenizer; each table reads the folded names of its source.
CREATE VIRTUAL TABLE user_names USING fts5 (name_folded, content = 'users', content_rowid = 'key', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER user_names_insert AFTER INSERT ON users BEGIN
    INSERT INTO user_names (rowid, name_folded) VALUES (new.key, new.name_folded);
END;
CREATE TRIGGER user_names_update AFTER UPDATE OF name_folded ON users BEGIN
    INSERT INTO user_names (user_names, rowid, name_folded) VALUES ('delete', old.key, old.name_folded);
    INSERT INTO user_names (rowid, name_folded) VALUES (new.key, new.name_folded);
END;
CREATE VIRTUAL TABLE vendor_names USING fts5 (name_folded, display_name_folded, content = 'vendors', content_rowid = 'key', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER vendor_names_insert AFTER INSERT ON vendors BEGIN
    INSERT INTO vendor_names (rowid, name_folded, display_name_folded) VALUES (new.key, new.name_folded, new.display_name_folded);
END;
CREATE TRIGGER vendor_names_update AFTER UPDATE OF name_folded, display_name_folded ON vendors BEGIN
    INSERT INTO vendor_names (vendor_names, rowid, name_folded, display_name_folded) VALUES ('delete', old.key, old.name_folded, old.display_name_folded);
    INSERT INTO vendor_names (rowid, name_folded, display_name_folded) VALUES (new.key, new.name_folded, new.display_name_folded);
END;
