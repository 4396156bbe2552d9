//! A list: its rows as far as they were loaded, which of them is at hand, which are marked.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    slot::{Slot, Ticket},
    tabs::Focus,
};
use crate::operations::Page;

/// How many rows are asked for at once.
pub const PAGE: u32 = 100;
/// So near to the end of what is loaded, more is asked for.
const NEAR: usize = 30;

/// A row of a list.
pub trait Entry {
    /// Its id.
    fn id(&self) -> Uuid;
    /// What people call it: `TR-2025-000317`.
    fn number(&self) -> String;
}

/// A list, whatever its rows are.
pub trait Rows {
    /// The id of the row at hand.
    fn current_id(&self) -> Option<Uuid>;
    /// The first row that is seen, and the one at hand.
    fn place(&self) -> (usize, usize);
    /// What was typed to filter by.
    fn filter(&self) -> &str;
    /// Whether the first page was ever asked for.
    fn asked(&self) -> bool;
    /// What takes the arrows: the list, or the case beside it.
    fn focus(&self) -> Focus;
    /// The first page, or the list from its beginning.
    fn head(&self) -> &Slot<()>;
    /// Whether a page is on its way.
    fn is_waiting(&self) -> bool;
    /// Where to go on loading, if that should be done now.
    fn wanted(&self) -> Option<&str>;
    /// Waits for a page: for the first, or for the one after what is loaded.
    fn wait(&mut self, more: bool, ticket: Ticket);
    /// Waits for nothing any more; whether anything was waited for.
    fn stop(&mut self) -> bool;
    /// Gives the arrows to the list or to the case.
    fn set_focus(&mut self, focus: Focus);
    /// Goes `by` rows down, or up.
    fn step(&mut self, by: isize);
    /// Scrolls so that the row at hand is among the `height` rows that are seen.
    fn scroll(&mut self, height: usize);
    /// Filters by another line; what was loaded is of the old one.
    fn refilter(&mut self, line: String);
}

/// A list of `T`, with `S` said of the whole of it.
#[derive(Clone, Debug)]
pub struct Listing<T, S> {
    /// The rows.
    pub rows: Vec<T>,
    /// What is said of the whole list.
    pub summary: S,
    /// Rows of the whole list.
    pub total: i64,
    /// Where loading goes on.
    pub next: Option<String>,
    /// The first page, or the list from its beginning.
    pub head: Slot<()>,
    /// The page after what is loaded.
    pub more: Slot<()>,
    /// The row at hand.
    pub at: usize,
    /// The first row that is seen.
    pub top: usize,
    /// Rows that a decision will be about.
    pub marked: BTreeSet<Uuid>,
    /// Where a range of marks begins.
    pub anchor: Option<usize>,
    /// What was typed to filter by.
    pub filter: String,
    /// Whether the first page was ever asked for.
    pub asked: bool,
    /// What takes the arrows: the list, or the case beside it.
    pub focus: Focus,
}

impl<T: Entry, S: Default> Default for Listing<T, S> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            summary: S::default(),
            total: 0,
            next: None,
            head: Slot::default(),
            more: Slot::default(),
            at: 0,
            top: 0,
            marked: BTreeSet::new(),
            anchor: None,
            filter: String::new(),
            asked: false,
            focus: Focus::default(),
        }
    }
}

impl<T: Entry, S> Listing<T, S> {
    /// The row at hand.
    pub fn current(&self) -> Option<&T> {
        self.rows.get(self.at)
    }

    /// Takes the first page: rows that were loaded beyond it stay, and so does the row at hand.
    pub fn take_head(&mut self, page: Page<T, S>) {
        let hand = self.current_id();
        let last = page.rows.last().map(Entry::id);
        let beyond = last.and_then(|last| self.rows.iter().position(|row| row.id() == last));
        let old = std::mem::replace(&mut self.rows, page.rows);
        match beyond.filter(|_| page.meta.next_cursor.is_some() && self.next.is_some()) {
            Some(beyond) => {
                let here: BTreeSet<Uuid> = self.rows.iter().map(Entry::id).collect();
                self.rows.extend(old.into_iter().skip(beyond + 1).filter(|row| !here.contains(&row.id())));
                // Where everything was loaded before, the cursor is the old one: it stands behind the last row.
                if self.rows.len() == here.len() {
                    self.next = page.meta.next_cursor;
                }
            }
            None => self.next = page.meta.next_cursor,
        }
        self.summary = page.summary;
        self.total = page.meta.total_items;
        self.keep(hand);
    }

    /// Takes the page after what is loaded.
    pub fn take_more(&mut self, page: Page<T, S>) {
        let here: BTreeSet<Uuid> = self.rows.iter().map(Entry::id).collect();
        self.rows.extend(page.rows.into_iter().filter(|row| !here.contains(&row.id())));
        self.next = page.meta.next_cursor;
        self.total = page.meta.total_items;
    }

    /// Whether more should be asked for.
    pub fn wants_more(&self) -> bool {
        let near = self.at + NEAR >= self.rows.len();
        near && self.next.is_some() && self.more.waiting.is_none() && self.head.waiting.is_none()
    }

    /// Puts the row with this id at hand again, or what stands in its place now.
    fn keep(&mut self, hand: Option<Uuid>) {
        let found = hand.and_then(|hand| self.rows.iter().position(|row| row.id() == hand));
        self.at = found.unwrap_or(self.at).min(self.rows.len().saturating_sub(1));
    }

    /// Takes a row out.
    pub fn remove(&mut self, id: Uuid) {
        self.marked.remove(&id);
        if let Some(place) = self.rows.iter().position(|row| row.id() == id) {
            self.rows.remove(place);
            self.total = (self.total - 1).max(0);
            if place < self.at || self.at >= self.rows.len() {
                self.at = self.at.saturating_sub(1);
            }
        }
    }

    /// Marks the row at hand, or takes its mark away, and goes on to the next.
    pub fn mark(&mut self) {
        let Some(id) = self.current_id() else { return };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.anchor = Some(self.at);
        self.step(1);
    }

    /// Marks every row from the last one marked to the one at hand.
    pub fn mark_range(&mut self) {
        let from = self.anchor.unwrap_or(self.at).min(self.rows.len().saturating_sub(1));
        let (low, high) = (from.min(self.at), from.max(self.at));
        let ids: Vec<Uuid> = self.rows.iter().take(high + 1).skip(low).map(Entry::id).collect();
        self.marked.extend(ids);
        self.anchor = Some(self.at);
    }

    /// Marks everything that is loaded, or nothing where everything was marked.
    pub fn mark_all(&mut self) {
        if self.marked.len() == self.rows.len() {
            self.marked.clear();
        } else {
            self.marked = self.rows.iter().map(Entry::id).collect();
        }
    }

    /// The marked rows that are loaded, in their order.
    pub fn marked_rows(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().filter(|row| self.marked.contains(&row.id()))
    }
}

impl<T: Entry, S> Rows for Listing<T, S> {
    fn current_id(&self) -> Option<Uuid> {
        self.current().map(Entry::id)
    }

    fn place(&self) -> (usize, usize) {
        (self.top, self.at)
    }

    fn filter(&self) -> &str {
        &self.filter
    }

    fn asked(&self) -> bool {
        self.asked
    }

    fn focus(&self) -> Focus {
        self.focus
    }

    fn head(&self) -> &Slot<()> {
        &self.head
    }

    fn is_waiting(&self) -> bool {
        self.head.waiting.or(self.more.waiting).is_some()
    }

    fn wanted(&self) -> Option<&str> {
        self.next.as_deref().filter(|_| self.wants_more())
    }

    fn wait(&mut self, more: bool, ticket: Ticket) {
        self.asked = true;
        let slot = if more { &mut self.more } else { &mut self.head };
        slot.waiting = Some(ticket);
    }

    fn stop(&mut self) -> bool {
        let waited = [self.head.waiting.take(), self.more.waiting.take()];
        waited.iter().any(Option::is_some)
    }

    fn set_focus(&mut self, focus: Focus) {
        self.focus = focus;
    }

    fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }

    fn scroll(&mut self, height: usize) {
        let height = height.max(1);
        let lowest = (self.at + 1).saturating_sub(height);
        self.top = self.top.clamp(lowest, self.at.max(lowest)).min(self.rows.len().saturating_sub(1));
    }

    fn refilter(&mut self, line: String) {
        self.filter = line;
        self.rows.clear();
        self.marked.clear();
        (self.at, self.top, self.next, self.anchor, self.more.waiting) = (0, 0, None, None, None);
        self.head.at = None;
    }
}
