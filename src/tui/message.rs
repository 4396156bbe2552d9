//! Everything that can happen to the screens.

use super::{
    effect::{Of, Reply},
    key::Key,
    model::slot::Ticket,
};
use crate::{domain::time::Timestamp, error::Error, operations::events::Topic};

/// What the mouse did, at a column and a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button was pressed.
    Click(u16, u16),
    /// The wheel went up.
    Up(u16, u16),
    /// The wheel went down.
    Down(u16, u16),
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// It is this moment.
    Time(Timestamp),
    /// A question was answered.
    Answer(Ticket, Of, Box<Result<Reply, Error>>),
    /// Something that is no answer was said: about tokens, about the connection.
    Said(String),
    /// Something was changed, by whoever: what it is about; nothing where changes were missed.
    Changed(Option<Topic>),
    /// Whether changes are heard of as they are made.
    Live(bool),
    /// A link was opened, or not: why.
    Opened(Result<(), String>),
}
