//! Reviews, and the requests to take them down.

use csv::StringRecord;
use uuid::Uuid;

use super::{
    demo_id,
    market::Market,
    records::{attached, in_order},
    story::{self, Takedown},
};
use crate::{
    domain::{
        takedown::{ReviewStatus, TakedownAction},
        time::Timestamp,
    },
    import::{
        generator::{calendar::local, row::Row},
        table::Table,
    },
};

/// A review, whichever way it was told.
struct Review<'a> {
    key: &'a str,
    booking: Option<Uuid>,
    user: &'a str,
    vendor: &'a str,
    rating: u8,
    title: Option<&'a str>,
    body: &'a str,
    at: Timestamp,
}

impl Market {
    pub(super) fn reviews(&self) -> Vec<StringRecord> {
        let visits = self.story.visits.iter().map(|visit| self.of_visit(visit));
        let told = self.story.reviews.iter().map(|review| self.told(review));
        in_order(visits.chain(told).map(|review| (review.at, self.review(&review))))
    }

    fn of_visit<'a>(&'a self, visit: &'a story::Visit) -> Review<'a> {
        let deal = self.deal(&visit.key);
        let evening = || local(deal.completed().unwrap_or(self.now), 1, 20 * 60 + 17);
        Review {
            key: &visit.key,
            booking: Some(demo_id(Table::Bookings, &visit.key)),
            user: &visit.user,
            vendor: &deal.vendor.key,
            rating: visit.rating,
            title: visit.title.as_deref(),
            body: &visit.body,
            at: visit.written.map_or_else(evening, |moment| self.time(moment)),
        }
    }

    fn told<'a>(&'a self, review: &'a story::Review) -> Review<'a> {
        let deal = review.booking.as_deref().map(|key| self.deal(key));
        Review {
            key: &review.key,
            booking: deal.map(|deal| demo_id(Table::Bookings, &deal.key)),
            user: deal.map_or_else(|| review.user.as_deref().unwrap_or_default(), |deal| &deal.user.key),
            vendor: deal.map_or_else(|| review.vendor.as_deref().unwrap_or_default(), |deal| &deal.vendor.key),
            rating: review.rating,
            title: review.title.as_deref(),
            body: &review.body,
            at: self.time(review.at),
        }
    }

    fn review(&self, review: &Review<'_>) -> StringRecord {
        Row::new(Table::Reviews)
            .put("id", demo_id(Table::Reviews, review.key))
            .put("booking_id", review.booking)
            .put("user_id", demo_id(Table::Users, review.user))
            .put("vendor_id", demo_id(Table::Vendors, review.vendor))
            .put("rating", i64::from(review.rating))
            .put("title", review.title)
            .put("body", review.body)
            .put("status", self.status(review.key).as_str())
            .put("created_at", review.at)
            .done()
    }

    /// Where the requests that were accepted have left a review.
    fn status(&self, review: &str) -> ReviewStatus {
        let actions = self.story.takedowns.iter().filter(|request| request.review == review);
        actions.filter_map(|request| request.action).fold(ReviewStatus::Published, |_, action| match action {
            TakedownAction::Hide => ReviewStatus::Hidden,
            TakedownAction::Remove => ReviewStatus::Removed,
        })
    }

    pub(super) fn takedown(&self, request: &Takedown) -> StringRecord {
        let at = self.time(request.at);
        let vendor = request.vendor.as_deref().unwrap_or_else(|| self.reviewed(&request.review));
        let row = Row::new(Table::TakedownRequests)
            .put("id", demo_id(Table::TakedownRequests, &request.key))
            .put("review_id", demo_id(Table::Reviews, &request.review))
            .put("vendor_id", demo_id(Table::Vendors, vendor))
            .put("reason_code", request.reason.as_str())
            .put("reason_description", request.description.as_str())
            .put("vendor_notes", request.notes.as_deref())
            .put("evidence", attached(&request.key, &request.evidence, at))
            .put("created_at", at);
        let (status, decision) = match (request.decided, request.action) {
            (None, _) => ("open", ""),
            (Some(_), Some(_)) => ("accepted", "accept"),
            (Some(_), None) => ("rejected", "reject"),
        };
        row.put("status", status)
            .put("resolved_at", request.decided.map(|moment| self.time(moment)))
            .put("decision", decision)
            .put("action_taken", request.action.map(TakedownAction::as_str))
            .put("resolution_reason", request.because.as_deref())
            .done()
    }

    /// The vendor that a review is about.
    fn reviewed(&self, review: &str) -> &str {
        match self.story.reviews.iter().find(|one| one.key == review) {
            Some(told) => self.told(told).vendor,
            None => &self.deal(review).vendor.key,
        }
    }
}
