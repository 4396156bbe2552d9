//! The demo marketplace as records: who is there, what they quarrelled about, who brought whom.
//! Bookings and money are in [`super::deals`], reviews and what vendors say of them in [`super::reviews`].

use csv::StringRecord;
use serde_json::{Value, json};

use super::{
    demo_id,
    market::{Market, user},
    moment::Moment,
    story,
};
use crate::{
    domain::time::{DAY, Timestamp},
    import::{
        generator::{evidence, people, row::Row},
        table::Table,
    },
};

impl Market {
    /// The records of a table, oldest first.
    pub(super) fn records(&self, table: Table) -> Vec<StringRecord> {
        let story = self.story;
        match table {
            Table::Users => self.sorted(&story.users, |one| one.joined, |one| self.user(one)),
            Table::Vendors => self.sorted(&story.vendors, |one| one.joined, |one| self.vendor(one)),
            Table::Services => story.vendors.iter().flat_map(services).collect(),
            Table::Bookings => (0_u64..).zip(&self.deals).map(|(n, deal)| self.booking(n, deal)).collect(),
            Table::Payments => self.deals.iter().flat_map(|deal| self.payments(deal)).collect(),
            Table::Disputes => self.sorted(&story.disputes, |one| one.at, |one| self.dispute(one)),
            Table::Reviews => self.reviews(),
            Table::TakedownRequests => self.sorted(&story.takedowns, |one| one.at, |one| self.takedown(one)),
            Table::RefundRequests => self.refunds(),
            Table::Referrals => self.sorted(&story.referrals, |one| one.at, |one| self.referral(one)),
        }
    }

    fn sorted<T>(&self, all: &[T], when: impl Fn(&T) -> Moment, row: impl Fn(&T) -> StringRecord) -> Vec<StringRecord> {
        in_order(all.iter().map(|one| (self.time(when(one)), row(one))))
    }

    fn user(&self, user: &story::User) -> StringRecord {
        let number = self.story.users.iter().take_while(|one| one.key != user.key).count() as u64;
        let email = user.email.clone().unwrap_or_else(|| format!("{}@mailbox.example", user.key.replace('-', ".")));
        Row::new(Table::Users)
            .put("id", demo_id(Table::Users, &user.key))
            .put("name", user.name.as_str())
            .put("email", email)
            .put("phone", people::phone(90_000_000 + number))
            .put("profile_image", "")
            .put("email_verified", user.verified)
            .put("trust_score", user.trust)
            .put("created_at", self.time(user.joined))
            .done()
    }

    fn vendor(&self, vendor: &story::Vendor) -> StringRecord {
        let number = self.story.vendors.iter().take_while(|one| one.key != vendor.key).count() as u64;
        Row::new(Table::Vendors)
            .put("id", demo_id(Table::Vendors, &vendor.key))
            .put("name", vendor.name.as_str())
            .put("display_name", vendor.display_name.as_deref())
            .put("email", format!("office@{}.example", vendor.key))
            .put("phone", people::phone(91_000_000 + number))
            .put("logo", "")
            .put("city", vendor.city.as_str())
            .put("rating", vendor.rating.as_deref())
            .put("verification_status", vendor.status.as_deref().unwrap_or("verified"))
            .put("created_at", self.time(vendor.joined))
            .done()
    }

    fn dispute(&self, dispute: &story::Dispute) -> StringRecord {
        let at = self.time(dispute.at);
        Row::new(Table::Disputes)
            .put("id", demo_id(Table::Disputes, &dispute.key))
            .put("booking_id", demo_id(Table::Bookings, &dispute.booking))
            .put("status", if dispute.resolved.is_some() { "resolved" } else { "open" })
            .put("raised_by", dispute.by.as_str())
            .put("reason", dispute.reason.as_str())
            .put("description", dispute.description.as_str())
            .put("evidence", attached(&dispute.key, &dispute.evidence, at))
            .put("created_at", at)
            .put("resolution_notes", dispute.resolution.as_deref())
            .put("resolved_at", dispute.resolved.map(|moment| self.time(moment)))
            .done()
    }

    fn referral(&self, referral: &story::Referral) -> StringRecord {
        let met = |condition: &str| referral.met.iter().any(|one| one == condition);
        let at = self.time(referral.at);
        Row::new(Table::Referrals)
            .put("id", demo_id(Table::Referrals, &referral.key))
            .put("referrer_id", demo_id(Table::Users, &user(&referral.from).key))
            .put("referred_user_id", demo_id(Table::Users, &user(&referral.to).key))
            .put("referral_code", referral.code.as_str())
            .put("status", referral.status.as_str())
            .put("reward_amount_cents", referral.rupees * 100)
            .put("currency", "INR")
            .put("created_at", at)
            .put("expires_at", at.plus(30 * DAY))
            .put("credited_at", referral.credited.map(|moment| self.time(moment)))
            .put("payout_status", referral.payout.as_deref())
            .put("signup", met("signup"))
            .put("email_verified", met("email_verified"))
            .put("first_booking", met("first_booking"))
            .put("minimum_spend", met("minimum_spend"))
            .done()
    }
}

fn services(vendor: &story::Vendor) -> impl Iterator<Item = StringRecord> {
    vendor.services.iter().map(|service| {
        let pricing = service.pricing.as_deref().unwrap_or("fixed");
        Row::new(Table::Services)
            .put("id", demo_id(Table::Services, &service.key))
            .put("vendor_id", demo_id(Table::Vendors, &vendor.key))
            .put("name", service.name.as_str())
            .put("category", service.category.as_str())
            .put("subcategory", service.subcategory.as_str())
            .put("description", service.description.as_deref())
            .put("pricing_type", pricing)
            .put("base_price_cents", (pricing != "quote").then_some(service.rupees * 100))
            .done()
    })
}

/// Records by when they came to be.
pub(super) fn in_order(rows: impl Iterator<Item = (Timestamp, StringRecord)>) -> Vec<StringRecord> {
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What was attached to the row with that key, handed in at `at`; none if nothing was.
pub(super) fn attached(key: &str, pieces: &[story::Evidence], at: Timestamp) -> Option<String> {
    let all: Vec<_> = (0..).zip(pieces).map(|(n, piece)| attachment(&format!("{key}/{n}"), piece, at)).collect();
    (!all.is_empty()).then(|| Value::Array(all).to_string())
}

fn attachment(key: &str, piece: &story::Evidence, at: Timestamp) -> Value {
    let name = demo_id(Table::TakedownRequests, key).simple().to_string();
    let from_file = || piece.file.as_ref().map(|file| format!("https://files.appydex.example/e/{}-{file}", &name[..8]));
    let has = json!({
        "url": piece.url.clone().or_else(from_file),
        "filename": piece.file,
        "size_bytes": piece.size,
        "description": piece.description,
        "content": piece.content,
    });
    evidence::piece(&piece.kind, &name, at, &has)
}
