//! Mail over SMTP, one connection a letter.
//!
//! What the server says before it hears of the recipient (greeting, TLS, login, sender) concerns this program's own
//! settings, so it never makes a letter undeliverable; only a 5xx answer to the recipient or to the letter does.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use lettre::address::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use crate::config::{SmtpConfig, SmtpTls};
use crate::domain::untrusted::{Breaks, Untrusted, neutralise};
use crate::error::{Details, Error, Result};
use crate::ports::{Clock, Email, Mailer, Undelivered};

/// The longest a letter may take from the first packet to the server's last answer.
const DEADLINE: Duration = Duration::from_mins(1);
/// The longest to wait for a server to say goodbye.
const PARTING: Duration = Duration::from_secs(1);
/// The most columns of an error.
const LONGEST_REASON: usize = 300;

/// Hands letters to the configured mail server.
pub struct SmtpMailer {
    host: String,
    port: u16,
    tls: SmtpTls,
    credentials: Option<Credentials>,
    from: Mailbox,
    clock: Arc<dyn Clock>,
    deadline: Duration,
}

impl SmtpMailer {
    /// A mailer for these settings; `clock` dates the letters. It doesn't connect yet.
    ///
    /// # Errors
    /// Names each setting that isn't right.
    pub fn new(config: &SmtpConfig, clock: Arc<dyn Clock>) -> Result<Self> {
        let mut wrong = Details::new();
        let mut refuse = |field: &str, problem: &str| drop(wrong.insert(field.into(), vec![problem.into()]));
        let from = config.from.parse::<Mailbox>().ok();
        if from.is_none() {
            refuse("smtp.from", "must be an address such as desk@appydex.example");
        }
        let credentials = match (&config.user, &config.password) {
            (Some(user), Some(password)) => Some(Credentials::new(user.clone(), password.expose().to_owned())),
            (None, None) => None,
            (Some(_), None) => {
                refuse("smtp.password_file", "is needed beside smtp.user");
                None
            }
            (None, Some(_)) => {
                refuse("smtp.user", "is needed beside smtp.password_file");
                None
            }
        };
        let (Some(from), true) = (from, wrong.is_empty()) else { return Err(Error::validation(wrong)) };
        let (host, port, tls) = (config.host.clone(), config.port, config.tls);
        Ok(Self { host, port, tls, credentials, from, clock, deadline: DEADLINE })
    }

    /// The same mailer with less (or more) patience than one minute for a letter.
    #[must_use]
    pub fn with_deadline(self, deadline: Duration) -> Self {
        Self { deadline, ..self }
    }

    fn letter(&self, email: &Email, to: Address) -> Result<Message, lettre::error::Error> {
        let id = format!("<{}@{}>", email.message_id, self.from.email.domain());
        let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .date(SystemTime::from(self.clock.now().jiff()))
            .message_id(Some(id))
            // Readers decode words such as =?utf-8?q?=0d?=, and what they hold nobody has neutralised.
            .subject(email.subject.replace("=?", "＝?"))
            .raw_header(automatic)
            // A bare CR would go out as it is, and servers disagree on where it ends a line.
            .singlepart(SinglePart::plain(neutralise(&email.body, Breaks::Kept)))
    }

    async fn deliver(&self, letter: &Message, to: &Address) -> (Option<AsyncSmtpConnection>, Result<(), Undelivered>) {
        match self.connect().await {
            Ok(mut connection) => {
                let said = hand_over(&mut connection, letter, &self.from.email, to).await;
                (Some(connection), said)
            }
            Err(error) => (None, Err(undelivered(&error, to, false))),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let tls = || TlsParameters::new(self.host.clone());
        let implicit = (self.tls == SmtpTls::Implicit).then(tls).transpose()?;
        let (server, us) = ((self.host.as_str(), self.port), ClientId::default());
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, None, &us, implicit, None).await?;
        if self.tls == SmtpTls::Required {
            connection.starttls(tls()?, &us).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(connection)
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, email: &Email) -> Result<(), Undelivered> {
        let to = recipient(&email.to)?;
        if email.subject.chars().any(char::is_control) {
            return Err(never("the subject isn't one line"));
        }
        let letter = self.letter(email, to.clone()).map_err(|e| never(&format!("the letter can't be written: {e}")))?;
        let Ok((connection, said)) = tokio::time::timeout(self.deadline, self.deliver(&letter, &to)).await else {
            let reason = format!("the mail server didn't answer within {:?}", self.deadline);
            return Err(Undelivered { permanent: false, reason });
        };
        if let Some(mut connection) = connection {
            // Whatever it says to that, the letter's fate is known.
            drop(tokio::time::timeout(PARTING, connection.abort()).await);
        }
        said
    }
}

async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    letter: &Message,
    from: &Address,
    to: &Address,
) -> Result<(), Undelivered> {
    let ours = |error| undelivered(&error, to, false);
    let theirs = |error| undelivered(&error, to, true);
    connection.command(Mail::new(Some(from.clone()), Vec::new())).await.map_err(ours)?;
    connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(theirs)?;
    connection.command(Data).await.map_err(theirs)?;
    connection.message(&letter.formatted()).await.map_err(theirs).map(drop)
}

/// The address alone: no name, no list, nothing that could begin another header or command.
fn recipient(text: &str) -> Result<Address, Undelivered> {
    let address = text.trim().parse::<Address>().map_err(|_| never("the e-mail address isn't one"))?;
    let plain = text.trim().chars().all(|c| c.is_ascii_graphic());
    plain.then_some(address).ok_or_else(|| never("the e-mail address isn't plain ASCII"))
}

fn never(reason: &str) -> Undelivered {
    Undelivered { permanent: true, reason: reason.to_owned() }
}

/// What the server said, without the address that it may have repeated: reasons end up in logs.
fn undelivered(error: &lettre::transport::smtp::Error, to: &Address, about_recipient: bool) -> Undelivered {
    let wants_login = error.status().is_some_and(|code| u16::from(code) == 530);
    let said = error.to_string().replace(AsRef::<str>::as_ref(to), "the address");
    Undelivered {
        permanent: about_recipient && error.is_permanent() && !wants_login,
        reason: Untrusted::new(said).truncated(LONGEST_REASON),
    }
}
