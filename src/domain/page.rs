//! Paging: which page is asked for, and what stands beside the rows of one.

use serde::{Deserialize, Serialize};

/// Where in a list to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A page, counted from 1.
    Page(u32),
    /// `next_cursor` of an earlier answer.
    Cursor(String),
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Where.
    pub place: Place,
    /// How many rows: 1 to 100.
    pub size: u32,
}

impl Paging {
    /// The most rows of one page.
    pub const MOST: u32 = 100;

    /// The first page of `size` rows.
    pub const fn first(size: u32) -> Self {
        Self { place: Place::Page(1), size }
    }

    /// How many rows come before the page; nothing where a cursor says it.
    pub fn offset(&self) -> Option<i64> {
        match self.place {
            Place::Page(page) => Some(i64::from(page.saturating_sub(1)) * i64::from(self.size)),
            Place::Cursor(_) => None,
        }
    }
}

impl Serialize for Paging {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(2))?;
        match &self.place {
            Place::Page(page) => map.serialize_entry("page", page)?,
            Place::Cursor(cursor) => map.serialize_entry("cursor", cursor)?,
        }
        map.serialize_entry("page_size", &self.size)?;
        map.end()
    }
}

impl Default for Paging {
    fn default() -> Self {
        Self::first(25)
    }
}

/// What stands beside the rows of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMeta {
    /// Counted from 1, also when walking by cursor.
    pub page: u32,
    /// How many rows were asked for.
    pub page_size: u32,
    /// Rows of the whole list.
    pub total_items: i64,
    /// 0 for an empty list.
    pub total_pages: i64,
    /// Whether there are rows after these.
    pub has_next: bool,
    /// Whether there are rows before these.
    pub has_prev: bool,
    /// To go on from here; null on the last page.
    pub next_cursor: Option<String>,
}

impl PageMeta {
    /// The meta of page `page` of `size` rows in a list of `total`.
    pub fn new(page: u32, size: u32, total: i64, next_cursor: Option<String>) -> Self {
        let total_pages = (total + i64::from(size) - 1) / i64::from(size);
        Self {
            page,
            page_size: size,
            total_items: total,
            total_pages,
            has_next: next_cursor.is_some(),
            has_prev: page > 1 && total > 0,
            next_cursor,
        }
    }
}

/// The direction of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SortOrder {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_without_gaps() {
        for (total, pages) in [(0, 0), (1, 1), (25, 1), (26, 2), (50, 2), (51, 3)] {
            assert_eq!(PageMeta::new(1, 25, total, None).total_pages, pages);
        }
        assert!(!PageMeta::new(3, 25, 0, None).has_prev, "an empty list has nothing before");
    }
}
