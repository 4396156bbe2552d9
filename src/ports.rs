//! What the program needs from outside: a clock, randomness, somebody who carries mail.
//!
//! Each is a trait that `app` fills and tests replace. Nothing here knows SQL or HTTP. To add one: the
//! trait and its plain types here, its implementation in a module of its own, its choice in `app`.

pub mod files;
pub mod gateway;

use async_trait::async_trait;
use uuid::Uuid;

use crate::domain::time::Timestamp;

/// The time.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> Timestamp;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the wall clock")]
    fn now(&self) -> Timestamp {
        Timestamp::from(jiff::Timestamp::now()).plus(moved_by_a_test!())
    }
}

/// Bytes that nobody can guess; in tests, bytes that can be repeated.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, buffer: &mut [u8]) {
        // Not that of aws-lc, which spends 60 ms on entropy of its own before its first byte: more than a whole command.
        // It fails only where the operating system has none; going on with guessable secrets would be worse.
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }
}

/// An array of random bytes.
pub fn random_bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// A new id: UUID version 7, so that ids sort by the time they were made.
pub fn new_id(clock: Timestamp, random: &dyn Random) -> Uuid {
    let millis = u64::try_from(clock.0 / 1000).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random_bytes(random)).into_uuid()
}

/// A letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// Who gets it.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// The same for every try, so that a mail server can tell a repeat.
    pub message_id: Uuid,
}

/// Why a letter did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Whether trying again is of no use.
    pub permanent: bool,
    /// What the mail server said.
    pub reason: String,
}

/// Somebody who carries mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the letter over.
    ///
    /// # Errors
    /// Says whether another try makes sense.
    async fn send(&self, email: &Email) -> Result<(), Undelivered>;
}

/// Where the public keys of somebody who issues tokens are published.
#[async_trait]
pub trait KeySet: Send + Sync {
    /// The keys as a JWKS document (RFC 7517), within a few seconds.
    ///
    /// # Errors
    /// Says why there is none, for the log.
    async fn fetch(&self) -> Result<String, String>;
}

/// What a part says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What is wrong although it answers, in plain words.
    pub trouble: Option<String>,
    /// Memory or disk in use, in bytes.
    pub used_bytes: Option<u64>,
    /// How much there is, in bytes.
    pub limit_bytes: Option<u64>,
}

/// A part that can be asked whether it is there.
#[async_trait]
pub trait Probe: Send + Sync {
    /// Asks it, now; whoever asks sets the time limit.
    ///
    /// # Errors
    /// Says in plain words that it is not, and nothing that only the log may see.
    async fn ask(&self) -> Result<Facts, String>;
}

/// The parts that only some installations have.
#[derive(Clone, Default)]
pub struct Probes {
    /// What shares rate limits.
    pub redis: Option<std::sync::Arc<dyn Probe>>,
    /// Where files lie.
    pub storage: Option<std::sync::Arc<dyn Probe>>,
    /// Who carries mail.
    pub smtp: Option<std::sync::Arc<dyn Probe>>,
    /// Whether files lie in a bucket.
    pub s3: bool,
}
