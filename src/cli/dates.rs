//! Dates as people type them, for requests that take exact ones.

use crate::{
    cli::shell::Shell,
    domain::dates::{Bound, range::Range},
};

/// One end of what was typed, as an exact time; what can't be read stays as it is, for the request to refuse.
pub fn bound(shell: &Shell, text: &str, end: Bound) -> String {
    match Range::parse(text, shell.look.now.jiff(), &shell.look.zone) {
        Ok(range) => range.end(end).to_string(),
        Err(_) => text.to_owned(),
    }
}
