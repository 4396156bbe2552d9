//! Redis, as far as this program needs it: counts that several servers share.
//!
//! One connection, made when it is first needed and again after it broke; four commands, spoken in `speech`. While
//! Redis is away nothing waits for it: whoever counts gets nothing and counts for itself, and only now and then it is
//! tried again. Not here: what is counted, and what follows from it. To add a command: a method on [`Redis`].

mod speech;

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use reqwest::Url;

use self::speech::{Connection, Reply, Secured};
use crate::{
    config::ServiceUrl,
    error::{Error, Result},
    ports::{Facts, Probe},
};

/// How long a count may take before it is done without.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long Redis is left alone after it failed.
const REST: Duration = Duration::from_secs(5);
/// Adds, and lets the count end with its window; one command, so that no count is left without an end.
const ADD: &str = "local n = redis.call('INCRBY', KEYS[1], ARGV[1]) redis.call('EXPIRE', KEYS[1], ARGV[2]) return n";

/// A Redis server.
pub struct Redis {
    host: String,
    port: u16,
    secured: Option<Secured>,
    user: Option<String>,
    password: Option<String>,
    database: String,
    connection: tokio::sync::Mutex<Option<Connection>>,
    /// Since when it has been away; it is tried again after [`REST`].
    away: Mutex<Option<Instant>>,
}

impl Redis {
    /// The server at `redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]`, or `rediss://` for TLS. Nothing is sent yet.
    ///
    /// # Errors
    /// When the address is wrong, or TLS can't be set up here.
    pub fn new(url: &ServiceUrl) -> Result<Self> {
        let wrong = |problem: &str| Error::field("redis.url", problem);
        let url = Url::parse(url.expose()).map_err(|_| wrong("must be redis://HOST:PORT/DATABASE"))?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let database = url.path().trim_matches('/').to_owned();
        if host.is_empty() || !database.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong("must be redis://HOST:PORT/DATABASE, the database a number"));
        }
        let secured = (url.scheme() == "rediss").then(|| speech::secured(&host)).transpose()?;
        Ok(Self {
            port: url.port().unwrap_or(6379),
            user: Some(decoded(url.username())).filter(|user| !user.is_empty()),
            password: url.password().map(decoded),
            host,
            secured,
            database,
            connection: tokio::sync::Mutex::default(),
            away: Mutex::default(),
        })
    }

    /// Adds `more` to the count of `key`, which ends `seconds` after the last that was added; the count. Nothing while
    /// Redis is away.
    pub async fn add(&self, key: &str, more: u32, seconds: i64) -> Option<i64> {
        if self.rests() {
            return None;
        }
        let (more, seconds) = (more.to_string(), seconds.to_string());
        let command = ["EVAL", ADD, "1", key, &more, &seconds];
        match tokio::time::timeout(PATIENCE, self.ask(&command)).await {
            Ok(Ok(Reply::Integer(count))) => {
                self.is_here();
                Some(count)
            }
            Ok(Ok(_)) => self.is_away("it answers something else than a number"),
            Ok(Err(error)) => self.is_away(&error),
            Err(_) => self.is_away("it takes too long"),
        }
    }

    fn rests(&self) -> bool {
        self.away().is_some_and(|since| since.elapsed() < REST)
    }

    fn away(&self) -> Option<Instant> {
        *self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_away(&self, why: &str) -> Option<i64> {
        let before = self.away.lock().unwrap_or_else(PoisonError::into_inner).replace(Instant::now());
        if before.is_none() {
            tracing::warn!(why, "Redis is away; each server counts for itself");
        }
        None
    }

    fn is_here(&self) {
        if self.away.lock().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            tracing::info!("Redis is back; servers count together again");
        }
    }

    /// Sends a command and reads its answer. Whoever is dropped in between leaves no connection behind on which the
    /// next would read the wrong answer.
    async fn ask(&self, command: &[&str]) -> Result<Reply, String> {
        let mut held = self.connection.lock().await;
        if let Some(mut connection) = held.take()
            && let Ok(reply) = connection.ask(command).await
        {
            *held = Some(connection);
            return reply.granted();
        }
        // One that has been idle may have been closed by the other side, and nobody noticed.
        let mut connection = self.connect().await?;
        let reply = connection.ask(command).await?;
        *held = Some(connection);
        drop(held);
        reply.granted()
    }

    async fn connect(&self) -> Result<Connection, String> {
        let mut connection = Connection::open(&self.host, self.port, self.secured.as_ref()).await?;
        if let Some(password) = &self.password {
            let login: Vec<&str> =
                std::iter::once("AUTH").chain(self.user.as_deref()).chain([password.as_str()]).collect();
            connection.ask(&login).await?.granted()?;
        }
        if !self.database.is_empty() && self.database != "0" {
            connection.ask(&["SELECT", &self.database]).await?.granted()?;
        }
        Ok(connection)
    }
}

#[async_trait]
impl Probe for Redis {
    async fn ask(&self) -> Result<Facts, String> {
        let away = |error: String| {
            tracing::debug!(error, "Redis does not answer health");
            "It does not answer; each server counts for itself".to_owned()
        };
        let Reply::Text(info) = Self::ask(self, &["INFO", "memory"]).await.map_err(away)? else {
            return Err("It answers something else than what it was asked".into());
        };
        let bytes = |name: &str| -> Option<u64> {
            info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')?.trim().parse().ok())
        };
        let trouble =
            self.rests().then(|| "It was away just now; each server counts for itself for a moment".to_owned());
        Ok(Facts {
            trouble,
            used_bytes: bytes("used_memory"),
            limit_bytes: bytes("maxmemory").filter(|most| *most > 0),
        })
    }
}

/// Text of a URL without its percent signs.
fn decoded(text: &str) -> String {
    let pair = format!("text={}", text.replace('+', "%2B"));
    form_urlencoded::parse(pair.as_bytes()).next().map_or_else(String::new, |(_, text)| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let redis = Redis::new(&ServiceUrl::new("redis://app:p%40ss+1@[::1]:7000/3")).unwrap();
        assert_eq!((redis.host.as_str(), redis.port, redis.database.as_str()), ("::1", 7000, "3"));
        assert_eq!((redis.user.as_deref(), redis.password.as_deref()), (Some("app"), Some("p@ss+1")));
        let plain = Redis::new(&ServiceUrl::new("redis://cache")).unwrap();
        assert_eq!((plain.port, plain.database.as_str(), plain.user), (6379, "", None));
        for wrong in ["redis://cache/first", "cache"] {
            assert_eq!(Redis::new(&ServiceUrl::new(wrong)).err().unwrap().code(), "VALIDATION_ERROR", "{wrong}");
        }
    }

    #[tokio::test]
    async fn who_is_away_is_left_alone_for_a_while() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let redis = Redis::new(&ServiceUrl::new(format!("redis://{address}"))).unwrap();
        assert_eq!(redis.add("k", 1, 60).await, None);
        assert!(redis.rests());
        assert!(Probe::ask(&redis).await.unwrap_err().starts_with("It does not answer"));
    }
}
