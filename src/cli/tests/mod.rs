//! Commands from their arguments to their exit code, on a machine whose answers are fixed.

mod analytics;
mod bookings;
mod changes;
mod data;
mod fake;
mod jobs;
mod looks;
mod market;
mod refunds;
mod scripts;

use std::{
    io::{self, Cursor, Write},
    sync::{Arc, Mutex},
};

use self::fake::{FakeHost, Script};
use super::{Ask, Env, Terminal, run};

/// A stream that can be read afterwards, or whose reader has gone.
#[derive(Clone, Default)]
struct Stream {
    bytes: Arc<Mutex<Vec<u8>>>,
    broken: bool,
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.bytes.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.bytes.lock().unwrap().clone()).unwrap()
    }
}

/// Answers what it was told to, and notes the questions.
#[derive(Default)]
struct Answers {
    answers: Mutex<Vec<String>>,
    questions: Mutex<Vec<String>>,
}

impl Answers {
    fn next(&self, question: &str) -> io::Result<String> {
        self.questions.lock().unwrap().push(question.to_owned());
        let mut answers = self.answers.lock().unwrap();
        if answers.is_empty() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(answers.remove(0)) }
    }
}

impl Ask for Answers {
    fn confirm(&self, question: &str) -> io::Result<bool> {
        self.next(question).map(|answer| answer == "y")
    }

    fn line(&self, question: &str) -> io::Result<String> {
        self.next(question)
    }

    fn secret(&self, question: &str) -> io::Result<String> {
        self.next(question)
    }
}

/// A command to run.
struct Run {
    args: Vec<String>,
    vars: Vec<(String, String)>,
    stdin: String,
    terminal: Terminal,
    answers: Vec<&'static str>,
    script: Arc<Script>,
    home: tempfile::TempDir,
    broken: bool,
}

/// What came of it.
struct Ran {
    code: u8,
    out: String,
    err: String,
    questions: Vec<String>,
}

/// A command as it is typed; words in single quotes belong together.
fn command(line: &str) -> Run {
    let mut args = vec!["appydex-admin".to_owned()];
    for (i, part) in line.split('\'').enumerate() {
        match i % 2 {
            0 => args.extend(part.split_whitespace().map(str::to_owned)),
            _ => args.push(part.to_owned()),
        }
    }
    let script = Arc::new(Script { requests: 3, ..Script::default() });
    let home = tempfile::tempdir().unwrap();
    Run {
        args,
        vars: Vec::new(),
        stdin: String::new(),
        terminal: Terminal::default(),
        answers: Vec::new(),
        script,
        home,
        broken: false,
    }
}

impl Run {
    fn var(mut self, name: &str, value: &str) -> Self {
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    fn stdin(mut self, text: &str) -> Self {
        text.clone_into(&mut self.stdin);
        self
    }

    fn script(mut self, script: &Arc<Script>) -> Self {
        self.script = script.clone();
        self
    }

    /// At a terminal of 80 columns where these answers are given.
    fn terminal(mut self, answers: &[&'static str]) -> Self {
        self.terminal = Terminal { stdin: true, stdout: true, stderr: true, size: Some((80, 500)) };
        self.answers = answers.to_vec();
        self
    }

    fn run(self) -> Ran {
        let (out, err) = (Stream { broken: self.broken, ..Stream::default() }, Stream::default());
        let answers = self.answers.iter().map(|answer| (*answer).to_owned()).collect();
        let ask = Arc::new(Answers { answers: Mutex::new(answers), ..Answers::default() });
        let at = |name: &str| self.home.path().join(name).to_string_lossy().into_owned();
        let base = [("APPYDEX_CONFIG", at("config.toml")), ("APPYDEX_DATA_DIR", at("data"))];
        std::fs::write(at("config.toml"), "[display]\ntime_zone = \"Asia/Kolkata\"\n").unwrap();
        let vars = base.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(self.vars);
        let env = Env {
            args: self.args.into_iter().map(Into::into).collect(),
            vars: vars.collect(),
            stdin: Box::new(Cursor::new(self.stdin)),
            stdout: Box::new(out.clone()),
            stderr: Box::new(err.clone()),
            terminal: self.terminal,
            ask: ask.clone(),
        };
        let script = self.script;
        let code = run(env, |_, _| Ok(Arc::new(FakeHost { script, ids: 1.into() })));
        let questions = ask.questions.lock().unwrap().clone();
        Ran { code, out: out.text(), err: err.text(), questions }
    }
}

const REASON: &str = "The reviewer never booked this vendor and posted the same words elsewhere.";
