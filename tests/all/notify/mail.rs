//! Letters over SMTP: what arrives, which answers are final, what strangers can't inject, what stays secret.

use std::sync::Arc;
use std::time::Duration;

use appydex_admin::config::{Secret, SmtpConfig, SmtpTls};
use appydex_admin::notify::email::SmtpMailer;
use appydex_admin::ports::{Email, Mailer, Undelivered};
use uuid::Uuid;

use super::ground::{Ground, HandClock, NOW};
use super::smtp::{Manners, Quirk, Server};

const TO: &str = "ravi@home.example";

fn settings(port: u16, tls: SmtpTls) -> SmtpConfig {
    let from = "AppyDex <desk@appydex.example>".to_owned();
    SmtpConfig { host: "127.0.0.1".into(), port, user: None, password: None, from, tls }
}

fn mailer_for(config: &SmtpConfig) -> SmtpMailer {
    let clock = HandClock::at(NOW);
    SmtpMailer::new(config, Arc::new(clock)).unwrap()
}

fn mailer(server: &Server, tls: SmtpTls) -> SmtpMailer {
    mailer_for(&settings(server.port, tls))
}

fn email(to: &str, subject: &str, body: &str) -> Email {
    let message_id = Uuid::from_u128(7);
    Email { to: to.into(), subject: subject.into(), body: body.into(), message_id }
}

fn plain() -> Email {
    email(TO, "Your request", "Hello Ravi,\n\nThank you.")
}

async fn with_quirk(point: &'static str, quirk: Quirk) -> Result<(), Undelivered> {
    let server = Server::start(Manners { quirks: vec![(point, quirk)], ..Manners::default() }).await;
    let hangs = matches!(quirk, Quirk::Hangs) && point != "QUIT";
    let patience = if hangs { 300 } else { 20_000 };
    mailer(&server, SmtpTls::None).with_deadline(Duration::from_millis(patience)).send(&plain()).await
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let server = Server::start(Manners::default()).await;
    mailer(&server, SmtpTls::None).send(&plain()).await.unwrap();
    let expected = "From: AppyDex <desk@appydex.example>\r\n\
        To: ravi@home.example\r\n\
        Date: Mon, 24 Nov 2025 16:00:00 +0000\r\n\
        Message-ID: <00000000-0000-0000-0000-000000000007@appydex.example>\r\n\
        Subject: Your request\r\n\
        Auto-Submitted: auto-generated\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: 7bit\r\n\
        \r\n\
        Hello Ravi,\r\n\r\nThank you.\r\n\r\n";
    assert_eq!(server.letters(), [expected]);
    let spoken: Vec<_> = server.commands().into_iter().skip(1).collect();
    assert_eq!(spoken, ["MAIL FROM:<desk@appydex.example>", "RCPT TO:<ravi@home.example>", "DATA", "QUIT"]);
}

#[tokio::test]
async fn every_script_arrives_in_plain_ascii() {
    let server = Server::start(Manners::default()).await;
    let subject = "ಸ್ಪಾರ್ಕಲ್ क्लीनिंग 👍 ".repeat(6);
    mailer(&server, SmtpTls::None).send(&email(TO, &subject, "नमस्ते\n.\nfin")).await.unwrap();
    let letter = server.letters().remove(0);
    assert!(letter.is_ascii() && letter.lines().all(|line| line.len() <= 78), "{letter}");
    let header = letter.split("Subject: ").nth(1).unwrap().split("\r\nAuto-").next().unwrap();
    assert_eq!(decoded(header).trim_end(), subject.trim_end());
}

/// The text of a header made of base64 words.
fn decoded(header: &str) -> String {
    use base64::Engine as _;
    let words = header.split_whitespace().map(|word| word.strip_prefix("=?utf-8?b?").expect("an encoded word"));
    let bytes = words.flat_map(|word| {
        let text = word.strip_suffix("?=").expect("an encoded word");
        base64::prelude::BASE64_STANDARD.decode(text).expect("base64")
    });
    String::from_utf8(bytes.collect()).expect("UTF-8")
}

#[tokio::test]
async fn only_a_no_to_the_recipient_or_the_letter_is_final() {
    let cases = [
        ("RCPT", "550 5.1.1 <ravi@home.example> is unknown", true),
        ("DATA", "554 5.5.1 no", true),
        ("END", "552 5.3.4 too big", true),
        ("RCPT", "451 4.7.1 greylisted", false),
        ("RCPT", "530 5.7.0 log in first", false),
        ("END", "452 4.3.1 disk full", false),
        ("HELLO", "554 5.3.2 not today", false),
        ("HELLO", "421 4.3.2 too busy", false),
        ("EHLO", "550 5.7.1 not you", false),
        ("MAIL", "550 5.7.1 not your sender", false),
        ("RCPT", "what?", false),
    ];
    for (point, line, permanent) in cases {
        let no = with_quirk(point, Quirk::Says(line)).await.unwrap_err();
        assert_eq!(no.permanent, permanent, "{line} at {point}: {no:?}");
        assert!(!no.reason.contains("ravi@"), "an address has no place in a log: {}", no.reason);
        let (code, text) = line.split_at(4);
        let kept = !code.starts_with(|c: char| c.is_ascii_digit()) || no.reason.contains(&text[..5]);
        assert!(kept, "{line} became {}", no.reason);
    }
}

#[tokio::test]
async fn a_server_that_breaks_off_or_hangs_is_tried_again() {
    for point in ["HELLO", "EHLO", "MAIL", "RCPT", "DATA", "END"] {
        for quirk in [Quirk::Drops, Quirk::Hangs] {
            let no = with_quirk(point, quirk).await.expect_err(point);
            assert!(!no.permanent, "{quirk:?} at {point}: {no:?}");
        }
    }
    let hung = with_quirk("RCPT", Quirk::Hangs).await.unwrap_err();
    assert_eq!(hung.reason, "the mail server didn't answer within 300ms");
    let nobody = mailer_for(&settings(1, SmtpTls::None)).send(&plain()).await.unwrap_err();
    assert!(!nobody.permanent, "{nobody:?}");
}

#[tokio::test]
async fn what_a_server_does_after_taking_the_letter_changes_nothing() {
    for quirk in [Quirk::Drops, Quirk::Hangs, Quirk::Says("554 never mind")] {
        assert_eq!(with_quirk("QUIT", quirk).await, Ok(()), "{quirk:?}");
    }
}

#[tokio::test]
async fn what_a_server_says_can_not_act() {
    let no = with_quirk("RCPT", Quirk::Says("550 \x1b[2J\u{202e}gone")).await.unwrap_err();
    assert!(no.reason.contains("\\x1b[2J\\u{202e}gone"), "{}", no.reason);
    let no = with_quirk("RCPT", Quirk::Says(Box::leak(format!("550 {}", "x".repeat(1000)).into()))).await.unwrap_err();
    assert!(no.reason.len() < 310, "{}", no.reason);
}

#[tokio::test]
async fn nothing_can_be_injected() {
    let server = Server::start(Manners::default()).await;
    let mailer = mailer(&server, SmtpTls::None);
    for to in [
        "",
        "nobody",
        "a@home.example\r\nRCPT TO:<b@home.example>",
        "a@home.example\nBcc: b@home.example",
        "a@home.example, b@home.example",
        "a@home.example b@home.example",
        "<a@home.example> SIZE=1",
        "Ravi <a@home.example>",
        "\"a\r\nb\"@home.example",
        "\"a b\"@home.example",
        "a>@home.example",
        "ravi@home.example\0",
        "रवि@home.example",
    ] {
        let no = mailer.send(&email(to, "Hello", "Hello")).await.expect_err(to);
        assert!(no.permanent && !no.reason.contains("home.example"), "{to:?}: {no:?}");
    }
    for subject in ["Hello\r\nBcc: b@home.example", "Hello\nX: y", "Hello\r", "Hello\0", "Hello\u{85}"] {
        assert!(mailer.send(&email(TO, subject, "Hello")).await.unwrap_err().permanent, "{subject:?}");
    }
    assert!(server.talks().is_empty(), "nobody was even called");
    let body = "one\r\n.\r\nMAIL FROM:<b@home.example>\r\n.\n.\n..two\r.\r\n\nlast";
    mailer.send(&email(TO, "=?utf-8?q?Hello=0d=0aBcc:_b@home.example?=", body)).await.unwrap();
    let talk = server.talks().remove(0);
    assert_eq!((talk.letters.len(), talk.commands.iter().filter(|line| line.starts_with("MAIL")).count()), (1, 1));
    let (headers, text) = talk.letters[0].split_once("\r\n\r\n").unwrap();
    let subject = headers.split("Subject: ").nth(1).unwrap().split("\r\nAuto-").next().unwrap();
    assert_eq!(decoded(subject), "＝?utf-8?q?Hello=0d=0aBcc:_b@home.example?=");
    assert!(
        text.starts_with("one\r\n.\r\nMAIL FROM:<b@home.example>\r\n.\r\n.\r\n..two\\x0d.\r\n\r\nlast"),
        "{text:?}"
    );
}

#[tokio::test]
async fn without_tls_nothing_is_said_where_tls_is_required() {
    let server = Server::start(Manners { login: Some("never"), ..Manners::default() }).await;
    let config = SmtpConfig {
        user: Some("desk".into()),
        password: Some(Secret::new("hunter2")),
        ..settings(server.port, SmtpTls::Required)
    };
    let no = mailer_for(&config).send(&plain()).await.unwrap_err();
    assert!(!no.permanent && no.reason.contains("STARTTLS"), "{no:?}");
    let said = server.commands();
    assert!(said.iter().all(|line| line.starts_with("EHLO ") || line == "QUIT"), "{said:?}");
}

#[tokio::test]
async fn tls_begins_before_anything_is_said() {
    const HANDSHAKE: u8 = 0x16;
    let server = Server::start(Manners { starttls: true, ..Manners::default() }).await;
    assert!(!mailer(&server, SmtpTls::Required).send(&plain()).await.unwrap_err().permanent);
    let talk = server.talks().remove(0);
    assert_eq!((talk.first_tls_byte, talk.commands.len()), (Some(HANDSHAKE), 2), "{:?}", talk.commands);
    let server = Server::start(Manners { silent: true, ..Manners::default() }).await;
    assert!(!mailer(&server, SmtpTls::Implicit).send(&plain()).await.unwrap_err().permanent);
    assert_eq!(server.talks()[0].first_tls_byte, Some(HANDSHAKE));
}

#[tokio::test]
async fn it_logs_in_where_it_is_told_to() {
    // "\0desk\0hunter2"
    let server = Server::start(Manners { login: Some("AGRlc2sAaHVudGVyMg=="), ..Manners::default() }).await;
    let with = |password: &str| SmtpConfig {
        user: Some("desk".into()),
        password: Some(Secret::new(password)),
        ..settings(server.port, SmtpTls::None)
    };
    mailer_for(&with("hunter2")).send(&plain()).await.unwrap();
    let no = mailer_for(&with("hunter3")).send(&plain()).await.unwrap_err();
    assert!(!no.permanent && no.reason.contains("who are you") && !no.reason.contains("hunter"), "{no:?}");
    assert_eq!(server.letters().len(), 1);
}

#[test]
fn settings_that_are_not_right_are_named_together() {
    let wrong = SmtpConfig { user: Some("desk".into()), from: "nobody".into(), ..settings(25, SmtpTls::None) };
    let error = SmtpMailer::new(&wrong, Arc::new(HandClock::at(NOW))).err().unwrap();
    assert_eq!(error.message, "2 fields are not right: smtp.from, smtp.password_file.");
    let wrong = SmtpConfig { password: Some(Secret::new("hunter2")), ..settings(25, SmtpTls::None) };
    let error = SmtpMailer::new(&wrong, Arc::new(HandClock::at(NOW))).err().unwrap();
    assert_eq!(error.message, "smtp.user: is needed beside smtp.password_file.");
}

#[tokio::test]
async fn a_queued_letter_reaches_the_mail_server_once_it_is_up_again() {
    let ground = Ground::sqlite().await;
    let id = ground.queue("email", 1).await;
    let refusing = Server::start(Manners { quirks: vec![("RCPT", Quirk::Says("451 later"))], ..Manners::default() });
    let refusing = refusing.await;
    let courier = ground.courier(Some(Arc::new(mailer(&refusing, SmtpTls::None))));
    assert_eq!(courier.drain(None).await.unwrap().later, 1);
    ground.clock.set(ground.row(id).await.next_action_at);
    let server = Server::start(Manners::default()).await;
    let courier = ground.courier(Some(Arc::new(mailer(&server, SmtpTls::None))));
    assert_eq!(courier.drain(None).await.unwrap().sent, 1);
    let letters = server.letters();
    assert!(letters[0].contains(&format!("Message-ID: <{id}@appydex.example>")), "{letters:?}");
    assert!(letters[0].contains("Subject: We have received your request TR-2025-000001\r\n"), "{letters:?}");
}
