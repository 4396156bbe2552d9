//! Something that was asked for: on its way, here, or refused. Answers to an older question are not taken.

use crate::{domain::time::Timestamp, error::Error};

/// The number of a question.
pub type Ticket = u64;

/// Something that is loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot<T> {
    /// What came last.
    pub value: Option<T>,
    /// The question that is waited for.
    pub waiting: Option<Ticket>,
    /// Why the last question had no answer.
    pub error: Option<Error>,
    /// When the value came.
    pub at: Option<Timestamp>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { value: None, waiting: None, error: None, at: None }
    }
}

impl<T> Slot<T> {
    /// Whether the answer under this ticket is the one that is waited for; it is not waited for any more.
    pub fn takes(&mut self, ticket: Ticket) -> bool {
        let takes = self.waiting == Some(ticket);
        if takes {
            self.waiting = None;
        }
        takes
    }

    /// Takes an answer; what was there stays beside an error.
    pub fn fill(&mut self, result: Result<T, Error>, now: Timestamp) {
        match result {
            Ok(value) => {
                self.value = Some(value);
                self.error = None;
                self.at = Some(now);
            }
            Err(error) => self.error = Some(error),
        }
    }
}
