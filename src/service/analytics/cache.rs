//! Answers that are known already. An answer holds for as long as the database's change counter says what it said when
//! it was made, so that no process gives out what another has changed.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    domain::time::Timestamp,
    operations::analytics::{BookingAnalytics, RevenueAnalytics},
};

/// How many answers of a kind are kept.
const MOST: usize = 64;

/// Answers to one kind of question.
pub struct Answers<T>(Mutex<HashMap<String, Answer<T>>>);

struct Answer<T> {
    changes: i64,
    until: Timestamp,
    made: T,
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Answers<T> {
    /// The answer to a question, if it is known and still right.
    pub(super) fn get(&self, question: &str, changes: i64, now: Timestamp) -> Option<T> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers
            .get(question)
            .filter(|answer| answer.changes == changes && now < answer.until)
            .map(|one| one.made.clone())
    }

    /// Keeps an answer, in place of the one that would have gone first where there are too many.
    pub(super) fn put(&self, question: String, changes: i64, until: Timestamp, made: T) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.retain(|_, answer| answer.changes == changes);
        if answers.len() >= MOST
            && let Some(first) =
                answers.iter().min_by_key(|(_, answer)| answer.until).map(|(question, _)| question.clone())
        {
            answers.remove(&first);
        }
        answers.insert(question, Answer { changes, until, made });
    }
}

/// The answers of all kinds.
#[derive(Default)]
pub struct Cache {
    pub(super) bookings: Answers<BookingAnalytics>,
    pub(super) revenue: Answers<RevenueAnalytics>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_until_something_changes_or_its_time_is_over() {
        let answers = Answers::default();
        answers.put("a".into(), 7, Timestamp(100), 1);
        assert_eq!(answers.get("a", 7, Timestamp(99)), Some(1));
        assert_eq!(answers.get("a", 7, Timestamp(100)), None);
        assert_eq!(answers.get("a", 8, Timestamp(0)), None);
        assert_eq!(answers.get("b", 7, Timestamp(0)), None);
    }

    #[test]
    fn there_are_never_more_than_so_many() {
        let answers = Answers::default();
        for i in 0..MOST + 3 {
            answers.put(i.to_string(), 1, Timestamp(i64::try_from(i).unwrap()), i);
        }
        assert_eq!(answers.0.lock().unwrap().len(), MOST);
        assert_eq!(answers.get("2", 1, Timestamp(0)), None);
        assert_eq!(answers.get("3", 1, Timestamp(0)), Some(3));
        answers.put("x".into(), 2, Timestamp(9), 0);
        assert_eq!(answers.0.lock().unwrap().len(), 1, "what can't be right any more goes");
    }
}
