//! What a command works with: the machine, the settings, the streams.

use std::{
    io::{BufRead, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    ask::Ask,
    env::Terminal,
    host::{Caller, Host, Say, Who},
    look::Look,
    output::{Emitter, Format, Record, Style},
    pager,
    settings::Session,
    stop::{Result, Stop},
};
use crate::{
    config::Config,
    domain::actor::Surface,
    error::{Error, Kind},
    operations::{Answer, Operations},
};

/// A record that can be shown whole.
pub trait Detail: Record {
    /// The view for people, ending in a line break.
    fn text(&self, look: &Look) -> String;
}

/// What a change did, in a line.
pub trait Outcome: Record {
    /// One line without its break, or several where the answer carries something that is shown only once.
    fn line(&self, look: &Look) -> String;
}

type Shared<T> = Arc<Mutex<Box<T>>>;

/// Everything a command works with.
pub struct Shell {
    /// The machine.
    pub host: Arc<dyn Host>,
    /// The settings.
    pub config: Arc<Config>,
    /// Whose command it is.
    pub session: Session,
    /// How to write for people.
    pub look: Look,
    /// How to write for programs.
    pub style: Style,
    /// Which streams are terminals.
    pub terminal: Terminal,
    /// Who answers questions.
    pub ask: Arc<dyn Ask>,
    /// The pager, if output may be paged.
    pub pager: Option<String>,
    /// Whether questions are answered yes beforehand.
    pub yes: bool,
    /// A code of the second factor that was given by hand.
    pub mfa_code: Option<String>,
    /// Under which everything this command does is found in logs and in the audit.
    pub trace_id: String,
    /// Standard input.
    pub stdin: Mutex<Box<dyn BufRead + Send>>,
    /// Standard output.
    pub stdout: Shared<dyn Write + Send>,
    /// Standard error.
    pub stderr: Shared<dyn Write + Send>,
}

impl Shell {
    /// The operations, for the admin who acts.
    pub async fn operations(&self) -> Result<Arc<dyn Operations>> {
        self.operations_of(self.who().await?).await
    }

    /// Who acts; somebody must have been named.
    pub async fn who(&self) -> Result<Who> {
        match self.session.who() {
            Ok(who) => Ok(who),
            // Where there is no database, that comes first: naming somebody would not help.
            Err(nobody) => Err(self.host.ready().await.err().unwrap_or(nobody).into()),
        }
    }

    /// The operations, for somebody else than the settings say.
    pub async fn operations_of(&self, who: Who) -> Result<Arc<dyn Operations>> {
        let stderr = self.stderr.clone();
        let say: Say = Arc::new(move |line| write_line(&stderr, line));
        let (trace_id, mfa_code) = (self.trace_id.clone(), self.mfa_code.clone());
        let caller = Caller { who: who.clone(), surface: Surface::Cli, trace_id, mfa_code, say };
        acting(&who, self.host.operations(caller).await)
    }

    /// Whether there is somebody to ask.
    pub const fn can_ask(&self) -> bool {
        self.terminal.stdin && self.terminal.stderr
    }

    /// The code of the second factor that was given by hand, or is typed now.
    pub async fn code(&self, question: &'static str) -> Result<String> {
        if let Some(code) = &self.mfa_code {
            return Ok(code.clone());
        }
        if !self.can_ask() {
            let what = format!("{question}: it can't be asked for without a terminal.");
            return Err(Stop::usage(what, "Give it with --mfa-code."));
        }
        self.asked(move |ask| ask.line(question)).await
    }

    /// Makes a change that may need a fresh code of the second factor; where it does and none was given, asks for it.
    pub async fn stepped_up<T>(
        &self,
        change: impl AsyncFn(Arc<dyn Operations>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let who = self.session.who()?;
        let bound = async |mfa_code: Option<String>| {
            let say: Say = Arc::new(|_| {});
            let trace_id = self.trace_id.clone();
            let caller = Caller { who: who.clone(), surface: Surface::Cli, trace_id, mfa_code, say };
            self.host.operations(caller).await
        };
        match change(bound(self.mfa_code.clone()).await?).await {
            Err(error) if error.kind == Kind::MfaRequired && self.mfa_code.is_none() && self.can_ask() => {
                // Whoever gives no code gets what was said before.
                let Ok(code) = self.code("Code of your second factor").await else { return Err(error) };
                change(bound(Some(code)).await?).await
            }
            other => other,
        }
    }

    /// Writes data.
    pub fn print(&self, text: &str) -> Result {
        let mut stdout = held(&self.stdout);
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        Ok(())
    }

    /// Writes data for people, through the pager when it is longer than the terminal.
    pub fn page(&self, text: &str) -> Result {
        let rows = self.terminal.size.map_or(usize::MAX, |(_, rows)| usize::from(rows));
        let long = self.terminal.stdout && text.lines().count() >= rows;
        match self.pager.as_deref().filter(|_| long) {
            Some(pager) if pager::show(pager, text)? => Ok(()),
            _ => self.print(text),
        }
    }

    /// Writes a line that is no data to standard error; whoever closed that misses it.
    pub fn say(&self, line: &str) {
        write_line(&self.stderr, line);
    }

    /// Whether output is for people.
    pub fn for_people(&self) -> bool {
        self.style.format == Format::Table && self.style.fields.is_empty() && self.style.template.is_none()
    }

    /// The text of a record in the chosen format.
    pub fn written<D: Detail>(&self, detail: &D) -> Result<String> {
        if self.for_people() {
            return Ok(detail.text(&self.look));
        }
        let mut emitter = Emitter::new(self.style.clone(), false);
        Ok(emitter.record(detail)? + emitter.end())
    }

    /// Shows a record.
    pub fn show<D: Detail>(&self, detail: &D) -> Result {
        let text = self.written(detail)?;
        if self.for_people() { self.page(&text) } else { self.print(&text) }
    }

    /// Shows what a change did.
    pub fn done<T: Outcome>(&self, answer: &Answer<T>) -> Result {
        let text = if self.for_people() {
            format!("{}\n", answer.value.line(&self.look))
        } else {
            let value = serde_json::from_str(&answer.json).map_err(Error::internal)?;
            let mut emitter = Emitter::new(self.style.clone(), false);
            emitter.value(value, answer.value.id(), T::FIELDS)? + emitter.end()
        };
        self.print(&text)
    }

    /// Says what an answer alone doesn't: that nothing happened, or not this time.
    pub fn note(&self, dry_run: bool, replayed: bool) {
        if dry_run {
            self.say("Dry run: nothing was changed.");
        }
        if replayed {
            self.say("This key was used before; this is the answer of that time.");
        }
    }

    /// The lines of standard input, without blank ones and blanks around them.
    pub fn lines_of_stdin(&self) -> Result<Vec<String>> {
        let mut stdin = self.stdin.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::new();
        for line in (&mut **stdin).lines() {
            let line = line.map_err(|error| Error::environment(format!("Standard input can't be read: {error}.")))?;
            lines.extend(Some(line.trim().to_owned()).filter(|line| !line.is_empty()));
        }
        Ok(lines)
    }

    /// A secret: from the first line of standard input, or typed at the terminal.
    pub async fn secret(&self, from_stdin: bool, question: &str, flag: &str) -> Result<String> {
        if from_stdin {
            return self.first_line(flag);
        }
        if !(self.terminal.stdin && self.terminal.stderr) {
            let what = format!("{question} can't be asked for without a terminal.");
            return Err(Stop::usage(what, format!("Give it on standard input with {flag}.")));
        }
        let question = question.to_owned();
        self.asked(move |ask| ask.secret(&question)).await
    }

    fn first_line(&self, flag: &str) -> Result<String> {
        let mut line = String::new();
        let mut stdin = self.stdin.lock().unwrap_or_else(PoisonError::into_inner);
        stdin.read_line(&mut line).map_err(|error| Error::environment(format!("{flag}: {error}.")))?;
        Ok(line.trim_end_matches(['\n', '\r']).to_owned())
    }

    /// Waits for a person's answer where waiting is no harm.
    pub async fn asked<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Ask) -> std::io::Result<T> + Send + 'static,
    ) -> Result<T> {
        let ask = self.ask.clone();
        let answer = tokio::task::spawn_blocking(move || question(&*ask)).await.map_err(Error::internal)?;
        Ok(answer?)
    }
}

/// Who can't be found can't act: that is a matter of logging in, not of a missing row.
pub fn acting<T>(who: &Who, result: Result<T, Error>) -> Result<T> {
    match (result, who) {
        (Err(Error { kind: Kind::AdminNotFound { .. }, .. }), Who::Admin { email }) => {
            let message = format!("There is no active admin {email} who could act here.");
            Err(Error::new(Kind::Unauthenticated).with_message(message).into())
        }
        (result, _) => Ok(result?),
    }
}

fn held<T: ?Sized>(stream: &Shared<T>) -> MutexGuard<'_, Box<T>> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_line(stream: &Shared<dyn Write + Send>, line: &str) {
    let mut stream = held(stream);
    let _ = writeln!(stream, "{line}");
    let _ = stream.flush();
}
