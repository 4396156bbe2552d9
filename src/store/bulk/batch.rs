//! Rows on their way into the staging place.

use std::sync::Arc;

use uuid::Uuid;

/// What a staged column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what its own name says")]
pub enum Kind {
    Int,
    Real,
    Text,
    Bool,
    Uuid,
    Bytes,
}

/// A value of a staged row.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each says what its own name says")]
pub enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    Text(Arc<str>),
    Uuid(Uuid),
    /// 16 bytes of a hash.
    Bytes([u8; 16]),
}

impl Cell {
    /// The whole number in it.
    pub const fn int(&self) -> Option<i64> {
        if let Self::Int(value) = self { Some(*value) } else { None }
    }

    /// The text in it.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Whether there is nothing in it.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
