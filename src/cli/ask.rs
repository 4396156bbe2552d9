//! Questions on the terminal.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use dialoguer::{Confirm, Input, console::Term};

/// Who answers questions. Calls wait for a person; an interruption is `ErrorKind::Interrupted`.
pub trait Ask: Send + Sync {
    /// Yes or no; Enter alone is no.
    fn confirm(&self, question: &str) -> io::Result<bool>;
    /// A line of text.
    fn line(&self, question: &str) -> io::Result<String>;
    /// A secret, not shown while it is typed.
    fn secret(&self, question: &str) -> io::Result<String>;
}

/// Whoever sits at the terminal. Questions go to standard error.
pub struct TerminalAsk;

impl Ask for TerminalAsk {
    fn confirm(&self, question: &str) -> io::Result<bool> {
        let _asking = Asking::begin();
        let answer = Confirm::new().with_prompt(question).default(false).interact_on(&Term::stderr());
        answer.map_err(|dialoguer::Error::IO(error)| error)
    }

    fn line(&self, question: &str) -> io::Result<String> {
        let _asking = Asking::begin();
        let answer = Input::<String>::new().with_prompt(question).allow_empty(true).interact_text_on(&Term::stderr());
        answer.map(|line| line.trim().to_owned()).map_err(|dialoguer::Error::IO(error)| error)
    }

    fn secret(&self, question: &str) -> io::Result<String> {
        let _asking = Asking::begin();
        rpassword::prompt_password(format!("{question}: "))
    }
}

/// How the terminal was before the question that is being asked.
static BEFORE: Mutex<Option<Modes>> = Mutex::new(None);

#[cfg(unix)]
type Modes = rustix::termios::Termios;
#[cfg(not(unix))]
type Modes = ();

/// A question being asked: the cursor may be hidden, and what is typed not shown.
struct Asking;

impl Asking {
    fn begin() -> Self {
        *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = modes();
        Self
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        leave_whole();
    }
}

/// Puts the terminal back as it was before a question, if one is being asked: whoever interrupts one leaves the thread
/// that asks behind, with the cursor hidden and the echo off.
pub fn leave_whole() {
    if let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() {
        put_back(&before);
        // Whoever has no terminal any more needs no cursor either.
        let _ = Term::stderr().show_cursor();
    }
}

#[cfg(unix)]
fn modes() -> Option<Modes> {
    rustix::termios::tcgetattr(io::stderr()).ok()
}

#[cfg(unix)]
fn put_back(before: &Modes) {
    let _ = rustix::termios::tcsetattr(io::stderr(), rustix::termios::OptionalActions::Now, before);
}

#[cfg(not(unix))]
fn modes() -> Option<Modes> {
    Some(())
}

#[cfg(not(unix))]
fn put_back(_before: &Modes) {}
