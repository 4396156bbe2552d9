//! Requests in tables, and answers in lines.

use crate::{
    cli::{
        look::{Look, safe},
        output::Record,
        shell::{Detail, Outcome},
        table::Row,
    },
    domain::takedown::ReviewStatus,
    operations::takedowns::{
        NotificationChannels, TakedownClaim, TakedownClaimed, TakedownDetail, TakedownListItem, TakedownNext,
        TakedownResolved,
    },
};

/// The most columns of a review's text in a table that isn't cut to a terminal.
const EXCERPT: usize = 80;
const VENDOR: usize = 18;

impl Record for TakedownListItem {
    const FIELDS: &'static [&'static str] = &[
        "id",
        "request_number",
        "status",
        "priority",
        "reason_code",
        "due_at",
        "created_at",
        "claim.claimed_by.name",
        "claim.until",
        "review.id",
        "review.rating",
        "review.status",
        "review.title",
        "review.body",
        "review.created_at",
        "review.reviewer.id",
        "review.reviewer.name",
        "vendor.id",
        "vendor.name",
        "reason_description",
        "vendor_notes",
        "evidence",
        "resolved_at",
        "resolved_by.email",
        "resolution_notes",
        "admin_notes",
        "version",
    ];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Row for TakedownListItem {
    const COLUMNS: &'static [&'static str] =
        &["REQUEST", "STATUS", "PRIORITY", "DUE", "STARS", "REASON", "CLAIMED BY", "VENDOR", "REVIEW"];
    const SPARE: &'static [&'static str] = &["STATUS", "CLAIMED BY", "PRIORITY", "REVIEW"];

    fn label(&self) -> Option<String> {
        Some(self.request_number.clone())
    }

    fn cells(&self, look: &Look) -> Vec<String> {
        let due = if self.resolved_at.is_some() { "-".to_owned() } else { look.due(self.due_at) };
        let claimed = self.claim.as_ref().map_or("-", |claim| &claim.claimed_by.name);
        let text = self.review.title.as_ref().or(self.review.body.as_ref());
        vec![
            self.status.to_string(),
            self.priority.to_string(),
            due,
            self.review.rating.to_string(),
            self.reason_code.to_string(),
            claimed.to_owned(),
            self.vendor.display_name.truncated(VENDOR),
            text.map(|text| text.truncated(EXCERPT)).unwrap_or_default(),
        ]
    }
}

impl Record for TakedownDetail {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Detail for TakedownDetail {
    fn text(&self, look: &Look) -> String {
        super::case::text(self, look)
    }
}

impl Record for TakedownClaimed {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for TakedownClaimed {
    fn line(&self, look: &Look) -> String {
        let claim = claimed(&self.claim, look);
        format!("{} {claim}; due {}", self.request_number, look.due(self.due_at))
    }
}

impl Record for TakedownNext {
    fn id(&self) -> Option<String> {
        Some(self.detail.id.to_string())
    }
}

impl Outcome for TakedownNext {
    fn line(&self, look: &Look) -> String {
        super::case::text(&self.detail, look).trim_end().to_owned()
    }
}

impl Record for TakedownResolved {
    const FIELDS: &'static [&'static str] = &[
        "request.id",
        "request.request_number",
        "request.status",
        "request.resolved_at",
        "request.resolved_by.email",
        "review.id",
        "review.status",
        "notifications_sent.vendor.email",
        "notifications_sent.vendor.in_app",
        "notifications_sent.reviewer.email",
        "notifications_sent.reviewer.in_app",
        "also_resolved",
    ];
    fn id(&self) -> Option<String> {
        Some(self.request.id.to_string())
    }
}

impl Outcome for TakedownResolved {
    fn line(&self, _: &Look) -> String {
        let review = match self.review.status {
            ReviewStatus::Published => "the review stays".to_owned(),
            status => format!("the review is {status}"),
        };
        let mut parts = vec![format!("{} {}", self.request.request_number, self.request.status), review];
        let sent = self.notifications_sent;
        for (who, channels) in [("vendor", sent.vendor), ("reviewer", sent.reviewer)] {
            parts.extend(channels.map(|channels| told(who, channels)));
        }
        let others: Vec<&str> = self.also_resolved.iter().map(|one| one.request_number.as_str()).collect();
        parts.extend(Some(format!("also closed {}", others.join(", "))).filter(|_| !others.is_empty()));
        safe(&parts.join("; "))
    }
}

fn told(who: &str, channels: NotificationChannels) -> String {
    match (channels.in_app, channels.email) {
        (true, true) => format!("{who} told in the app and by e-mail"),
        (true, false) => format!("{who} told in the app"),
        (false, true) => format!("{who} told by e-mail"),
        (false, false) => format!("{who} can't be told"),
    }
}

/// Whose claim it is, until when, and from whom it was taken.
pub(super) fn claimed(claim: &TakedownClaim, look: &Look) -> String {
    let taken = claim.takeover.as_ref();
    let taken = taken.map(|taken| format!(", taken over from {} ({})", taken.from.name, taken.reason));
    let text = format!("claimed by {} until {}", claim.claimed_by.name, look.time(claim.until));
    safe(&(text + &taken.unwrap_or_default()))
}
