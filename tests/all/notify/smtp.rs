//! A small mail server that speaks real SMTP on a port of 127.0.0.1 and misbehaves as told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does at one point of the talk instead of going on.
#[derive(Clone, Copy, Debug)]
pub enum Quirk {
    /// Gives this answer.
    Says(&'static str),
    /// Closes the connection.
    Drops,
    /// Says nothing more.
    Hangs,
}

/// How the server behaves. The points are `HELLO` (the greeting), the verbs, and `END` after a letter.
#[derive(Clone, Default)]
pub struct Manners {
    pub quirks: Vec<(&'static str, Quirk)>,
    /// Announces STARTTLS.
    pub starttls: bool,
    /// Announces AUTH, and takes this answer in base64.
    pub login: Option<&'static str>,
    /// Waits for a client that begins to speak TLS.
    pub silent: bool,
}

/// What came over one connection.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    /// The client's commands, without its letters.
    pub commands: Vec<String>,
    /// The letters it sent to their end, dots taken back.
    pub letters: Vec<String>,
    /// The first byte of what should have been TLS.
    pub first_tls_byte: Option<u8>,
}

pub struct Server {
    pub port: u16,
    talks: Arc<Mutex<Vec<Talk>>>,
    accepting: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Server {
    pub async fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port of 127.0.0.1 is free");
        let port = listener.local_addr().expect("it has an address").port();
        let talks = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&talks);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let at = {
                    let mut seen = seen.lock().expect("nobody panicked");
                    seen.push(Talk::default());
                    seen.len() - 1
                };
                let line = Line::new(stream, manners.clone(), Arc::clone(&seen), at);
                tokio::spawn(line.serve());
            }
        });
        Self { port, talks, accepting }
    }

    pub fn talks(&self) -> Vec<Talk> {
        self.talks.lock().expect("nobody panicked").clone()
    }

    pub fn letters(&self) -> Vec<String> {
        self.talks().into_iter().flat_map(|talk| talk.letters).collect()
    }

    pub fn commands(&self) -> Vec<String> {
        self.talks().into_iter().flat_map(|talk| talk.commands).collect()
    }
}

struct Line {
    reader: BufReader<OwnedReadHalf>,
    writer: OwnedWriteHalf,
    manners: Manners,
    talks: Arc<Mutex<Vec<Talk>>>,
    at: usize,
}

impl Line {
    fn new(stream: TcpStream, manners: Manners, talks: Arc<Mutex<Vec<Talk>>>, at: usize) -> Self {
        let (reader, writer) = stream.into_split();
        Self { reader: BufReader::new(reader), writer, manners, talks, at }
    }

    /// `None` ends the talk.
    async fn serve(mut self) -> Option<()> {
        if self.manners.silent {
            return self.read_tls().await;
        }
        self.answer("HELLO", "220 post.example ESMTP").await?;
        loop {
            let command = self.read_line().await?;
            self.note(|talk| talk.commands.push(command.clone()));
            match command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase().as_str() {
                "EHLO" => {
                    let (tls, login) = (self.manners.starttls, self.manners.login.is_some());
                    let extensions = [(tls, "250-STARTTLS\r\n"), (login, "250-AUTH PLAIN LOGIN\r\n")];
                    let offered: String = extensions.iter().filter(|(on, _)| *on).map(|(_, line)| *line).collect();
                    self.answer("EHLO", &format!("250-post.example\r\n{offered}250 8BITMIME")).await?;
                }
                "STARTTLS" => {
                    self.answer("STARTTLS", "220 go ahead").await?;
                    return self.read_tls().await;
                }
                "AUTH" => {
                    let right = self.manners.login.is_some_and(|login| command.ends_with(login));
                    self.answer("AUTH", if right { "235 welcome" } else { "535 5.7.8 who are you" }).await?;
                }
                "DATA" => {
                    self.answer("DATA", "354 go ahead").await?;
                    self.read_letter().await?;
                }
                "QUIT" => return self.answer("QUIT", "221 bye").await,
                verb @ ("MAIL" | "RCPT") => self.answer(verb, "250 ok").await?,
                verb => self.answer(verb, "502 what?").await?,
            }
        }
    }

    async fn read_letter(&mut self) -> Option<()> {
        let mut letter = String::new();
        loop {
            match self.read_line().await?.as_str() {
                "." => break,
                line => letter.extend([line.strip_prefix('.').unwrap_or(line), "\r\n"]),
            }
        }
        self.note(|talk| talk.letters.push(letter));
        self.answer("END", "250 queued").await
    }

    async fn read_tls(&mut self) -> Option<()> {
        let first = self.reader.read_u8().await.ok()?;
        self.note(|talk| talk.first_tls_byte = Some(first));
        None
    }

    async fn answer(&mut self, point: &str, usual: &str) -> Option<()> {
        let quirk = self.manners.quirks.iter().find(|(at, _)| *at == point).map(|(_, quirk)| *quirk);
        let line = match quirk {
            Some(Quirk::Drops) => return None,
            Some(Quirk::Hangs) => std::future::pending().await,
            Some(Quirk::Says(line)) => line,
            None => usual,
        };
        self.writer.write_all(format!("{line}\r\n").as_bytes()).await.ok()?;
        // Whoever is refused at a letter's beginning sends none.
        (point != "DATA" || line.starts_with('3')).then_some(())
    }

    /// A line without its end, which must be CRLF: a bare LF would let a letter be read in two ways.
    async fn read_line(&mut self) -> Option<String> {
        let mut line = String::new();
        self.reader.read_line(&mut line).await.ok()?;
        let text = line.strip_suffix("\r\n")?;
        assert!(!text.contains('\r'), "a bare CR in {text:?}");
        Some(text.to_owned())
    }

    fn note(&self, change: impl FnOnce(&mut Talk)) {
        change(&mut self.talks.lock().expect("nobody panicked")[self.at]);
    }
}
