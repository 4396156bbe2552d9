//! A pager for output that is longer than the terminal.

use std::{
    io::{self, Write as _},
    process::{Command, Stdio},
};

/// Shows the text in `pager` (a program with its arguments); false when that can't be started.
pub fn show(pager: &str, text: &str) -> io::Result<bool> {
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else {
        return Ok(false);
    };
    // F: leave at once what fits; R: let colours through; X: leave the text on the screen.
    let child = Command::new(program).args(words).env("LESS", "FRX").stdin(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        return Ok(false);
    };
    if let Some(mut stdin) = child.stdin.take() {
        match stdin.write_all(text.as_bytes()) {
            // Whoever quits the pager early has seen enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    child.wait()?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_that_is_not_there_is_no_error() {
        assert!(!show("", "x").unwrap());
        assert!(!show("/nowhere/pager -x", "x").unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_may_stop_reading() {
        assert!(show("true", &"line\n".repeat(100_000)).unwrap());
    }
}
