//! Logs: one line an event, on standard error or in a file, for people or as JSON.
//!
//! A line may carry text of strangers, so everything that could act on a terminal is made visible as it is written,
//! whatever the caller forgot.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{LogConfig, LogFormat};
use crate::domain::untrusted::{Breaks, is_hidden, neutralise};

/// Why logging can't begin.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The log file can't be opened.
    #[error("log.file: {0} can't be opened: {1}")]
    File(PathBuf, #[source] io::Error),
    /// The level isn't one.
    #[error("log.level: {0}")]
    Level(#[from] tracing_subscriber::filter::ParseError),
    /// Logging has begun already.
    #[error("logging has begun already")]
    Twice(#[from] tracing_subscriber::util::TryInitError),
}

/// Begins logging for the whole process; `verbose` counts `-v`: 1 shows our own debug lines, 2 traces, 3 everyone's.
pub fn init(config: &LogConfig, verbose: u8) -> Result<(), TelemetryError> {
    let filter = EnvFilter::builder().parse(directives(&config.level, verbose))?;
    match &config.file {
        None => subscriber(config.format, filter, io::stderr).try_init()?,
        Some(path) => {
            let file = open(path).map_err(|error| TelemetryError::File(path.clone(), error))?;
            subscriber(config.format, filter, std::sync::Arc::new(file)).try_init()?;
        }
    }
    Ok(())
}

fn directives(level: &str, verbose: u8) -> String {
    match verbose {
        0 => level.to_owned(),
        1 => format!("{level},appydex_admin=debug"),
        2 => format!("{level},appydex_admin=trace"),
        _ => "trace".to_owned(),
    }
}

fn open(path: &std::path::Path) -> io::Result<File> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    OpenOptions::new().create(true).append(true).open(path)
}

type Boxed = Box<dyn Subscriber + Send + Sync>;

fn subscriber<W>(format: LogFormat, filter: EnvFilter, sink: W) -> Boxed
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let base = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Visible { sink, format });
    match format {
        LogFormat::Text => Box::new(base.finish()),
        LogFormat::Json => Box::new(base.json().flatten_event(true).finish()),
    }
}

/// Makes writers that show hidden characters.
struct Visible<W> {
    sink: W,
    format: LogFormat,
}

struct VisibleWriter<W> {
    sink: W,
    format: LogFormat,
}

impl<'a, W: MakeWriter<'a>> MakeWriter<'a> for Visible<W> {
    type Writer = VisibleWriter<W::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        VisibleWriter { sink: self.sink.make_writer(), format: self.format }
    }
}

impl<W: Write> Write for VisibleWriter<W> {
    /// The formatter writes each event whole, so that a piece is a line.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        let shown = match self.format {
            LogFormat::Text => neutralise(line, Breaks::Shown),
            LogFormat::Json => json_escaped(line),
        };
        self.sink.write_all(format!("{shown}\n").as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// Hidden characters stand only inside JSON's strings, where `\u202e` means the same and can't act.
fn json_escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a String takes every write");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl Write for Memory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const ATTACK: &str = "a\x1b[2J\u{202e}b\nERROR forged\u{e0041}\u{9b}";

    fn logged(format: LogFormat, level: &str, verbose: u8) -> String {
        let memory = Memory::default();
        let sink = memory.clone();
        let filter = EnvFilter::builder().parse(directives(level, verbose)).unwrap();
        let subscriber = subscriber(format, filter, move || sink.clone());
        tracing::subscriber::with_default(subscriber, || {
            tracing::info!(name = ATTACK, shown = %ATTACK, "said {ATTACK}");
            tracing::debug!("detail");
        });
        let bytes = memory.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn strangers_text_stays_on_one_harmless_line() {
        let text = logged(LogFormat::Text, "info", 0);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(!text.trim_end().chars().any(is_hidden), "{text:?}");
        assert!(text.contains("said a"), "{text}");
    }

    #[test]
    fn json_stays_json_and_harmless() {
        let text = logged(LogFormat::Json, "info", 0);
        assert!(!text.trim_end().chars().any(is_hidden), "{text:?}");
        let event: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((event["name"].as_str(), event["level"].as_str()), (Some(ATTACK), Some("INFO")));
    }

    #[test]
    fn levels_and_verbosity() {
        assert_eq!(logged(LogFormat::Text, "warn", 0), "");
        assert!(!logged(LogFormat::Text, "info", 0).contains("detail"));
        for verbose in 1..=3 {
            assert!(logged(LogFormat::Text, "warn", verbose).contains("detail"));
        }
    }

    #[test]
    fn a_file_is_appended_to() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/log");
        for line in ["one\n", "two\n"] {
            open(&path).unwrap().write_all(line.as_bytes()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one\ntwo\n");
    }
}
