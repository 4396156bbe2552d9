//! The process around a command: arguments, variables, streams, and whether these are a terminal.

use std::{
    collections::HashMap,
    ffi::OsString,
    io::{self, BufRead, BufReader, IsTerminal as _, Write},
    sync::Arc,
};

use super::ask::{Ask, TerminalAsk};

/// Everything outside the program that a command sees; tests make their own.
pub struct Env {
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// The environment; what isn't Unicode is left out.
    pub vars: HashMap<String, String>,
    /// Standard input.
    pub stdin: Box<dyn BufRead + Send>,
    /// Standard output: data.
    pub stdout: Box<dyn Write + Send>,
    /// Standard error: everything else.
    pub stderr: Box<dyn Write + Send>,
    /// Which of the three are a terminal.
    pub terminal: Terminal,
    /// Who answers questions.
    pub ask: Arc<dyn Ask>,
}

/// Which streams are a terminal, and its size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Standard input.
    pub stdin: bool,
    /// Standard output.
    pub stdout: bool,
    /// Standard error.
    pub stderr: bool,
    /// Columns and rows, where there is a terminal that tells.
    pub size: Option<(u16, u16)>,
}

impl Env {
    /// This process.
    pub fn process() -> Self {
        Self {
            args: std::env::args_os().collect(),
            vars: std::env::vars_os()
                .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
                .collect(),
            stdin: Box::new(BufReader::new(io::stdin())),
            stdout: Box::new(io::stdout()),
            stderr: Box::new(io::stderr()),
            terminal: Terminal {
                stdin: io::stdin().is_terminal(),
                stdout: io::stdout().is_terminal(),
                stderr: io::stderr().is_terminal(),
                size: dialoguer::console::Term::stdout().size_checked().map(|(rows, columns)| (columns, rows)),
            },
            ask: Arc::new(TerminalAsk),
        }
    }

    /// A variable that is set and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}
