//! How far long work has come: a bar on a terminal, plain lines otherwise, always on standard error.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{host::Progress, shell::Shell};
use crate::domain::time::{SECOND, Timestamp};

/// Between two plain lines, in microseconds.
const QUIET: i64 = 5 * SECOND;

/// The progress of a known number of steps.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar of `total` steps; none where standard error is no terminal.
    pub fn new(shell: &Shell, total: usize) -> Self {
        let bar = visible(shell.terminal.stderr);
        bar.set_length(total as u64);
        Self(bar)
    }

    /// One step more.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Does something that writes, with the bar out of the way.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.0.suspend(work)
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.0.finish_and_clear();
    }
}

fn visible(terminal: bool) -> ProgressBar {
    let target = if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {elapsed} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// The progress of loading and making up data.
pub struct Loading<'a> {
    shell: &'a Shell,
    bar: Option<ProgressBar>,
    last: Mutex<Last>,
}

/// The newest plain line, and when one of its kind was last written.
#[derive(Default)]
struct Last {
    what: String,
    text: String,
    written: bool,
    at: Option<Timestamp>,
}

impl<'a> Loading<'a> {
    /// A bar on a terminal, otherwise a line for each thing when it is through, and every five seconds until then.
    pub fn new(shell: &'a Shell) -> Self {
        let bar = shell.terminal.stderr.then(|| visible(true));
        if let Some(bar) = &bar {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { shell, bar, last: Mutex::default() }
    }

    /// Takes the bar away, or writes the last line.
    pub fn end(&self) {
        match &self.bar {
            Some(bar) => bar.finish_and_clear(),
            None => self.line("", ""),
        }
    }

    fn line(&self, what: &str, text: &str) {
        let now = self.shell.host.now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.what != what {
            if !last.written && !last.text.is_empty() {
                self.shell.say(&last.text);
            }
            *last = Last { what: what.to_owned(), at: Some(now), ..Last::default() };
        }
        text.clone_into(&mut last.text);
        last.written = last.at.is_some_and(|at| now.since(at) >= QUIET);
        if last.written {
            self.shell.say(text);
            last.at = Some(now);
        }
    }
}

impl Progress for Loading<'_> {
    fn at(&self, what: &str, rows: u64, done: u64, of: u64) {
        let percent = done.saturating_mul(100).checked_div(of).map(|percent| percent.min(100));
        let text = match percent {
            Some(percent) => format!("{what}: {rows} rows, {percent} %"),
            None => format!("{what}: {rows} rows"),
        };
        let Some(bar) = &self.bar else {
            return self.line(what, &text);
        };
        bar.set_message(text);
        bar.set_length(of.max(1));
        bar.set_position(done);
    }

    fn phase(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.set_message(text.to_owned()),
            None => self.line(text, text),
        }
    }
}
