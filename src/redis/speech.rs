//! RESP, the protocol of Redis: commands as arrays of bulk strings, answers of four kinds.

use std::sync::Arc;

use rustls_platform_verifier::BuilderVerifierExt;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, crypto::aws_lc_rs, pki_types::ServerName},
};

use crate::error::{Error, Result};

/// The longest answer that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// How a connection is encrypted, and who the server must be.
pub type Secured = (TlsConnector, ServerName<'static>);

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// An open connection.
pub struct Connection(BufReader<Box<dyn Stream>>);

/// What Redis answers.
#[derive(Debug, PartialEq, Eq)]
pub enum Reply {
    /// A word, or text.
    Text(String),
    /// A number.
    Integer(i64),
    /// That it refuses, and why.
    Error(String),
}

impl Reply {
    /// Itself, unless it is a refusal.
    pub fn granted(self) -> Result<Self, String> {
        match self {
            Self::Error(error) => Err(error),
            reply => Ok(reply),
        }
    }
}

/// The machine's own root certificates decide whom to trust.
pub fn secured(host: &str) -> Result<Secured> {
    let failed = |error: &dyn std::fmt::Display| Error::environment(format!("TLS can't be set up: {error}."));
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| failed(&error))?
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|error| failed(&error))?;
    Ok((TlsConnector::from(Arc::new(config)), name))
}

impl Connection {
    /// Connects.
    pub async fn open(host: &str, port: u16, secured: Option<&Secured>) -> Result<Self, String> {
        let stream = TcpStream::connect((host, port)).await.map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let stream: Box<dyn Stream> = match secured {
            None => Box::new(stream),
            Some((tls, name)) => Box::new(tls.connect(name.clone(), stream).await.map_err(|error| error.to_string())?),
        };
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a command and reads its answer.
    pub async fn ask(&mut self, command: &[&str]) -> Result<Reply, String> {
        self.0.write_all(&spoken(command)).await.map_err(|error| error.to_string())?;
        self.0.flush().await.map_err(|error| error.to_string())?;
        let line = self.line().await?;
        let (kind, rest) = line.split_at_checked(1).ok_or("an empty answer")?;
        match kind {
            "+" => Ok(Reply::Text(rest.to_owned())),
            "-" => Ok(Reply::Error(rest.to_owned())),
            ":" => rest.parse().map(Reply::Integer).map_err(|_| "a number that is none".into()),
            "$" => self.bulk(rest).await,
            other => Err(format!("an answer of the unknown kind {other:?}")),
        }
    }

    async fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        (&mut self.0).take(most).read_line(&mut line).await.map_err(|error| error.to_string())?;
        line.strip_suffix("\r\n").map(str::to_owned).ok_or_else(|| "the connection broke".into())
    }

    async fn bulk(&mut self, length: &str) -> Result<Reply, String> {
        let length = length.parse::<usize>().ok().filter(|length| *length <= LONGEST).ok_or("text of no length")?;
        let mut bytes = vec![0; length + 2];
        self.0.read_exact(&mut bytes).await.map_err(|error| error.to_string())?;
        bytes.truncate(length);
        Ok(Reply::Text(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn spoken(command: &[&str]) -> Vec<u8> {
    let mut bytes = format!("*{}\r\n", command.len()).into_bytes();
    for word in command {
        bytes.extend_from_slice(format!("${}\r\n{word}\r\n", word.len()).as_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn answered(answer: &'static str) -> Result<Reply, String> {
        let (near, mut far) = tokio::io::duplex(1024);
        let server = tokio::spawn(async move {
            let mut asked = vec![0; spoken(&["PING"]).len()];
            far.read_exact(&mut asked).await.unwrap();
            far.write_all(answer.as_bytes()).await.unwrap();
            asked
        });
        let reply = Connection(BufReader::new(Box::new(near))).ask(&["PING"]).await;
        assert_eq!(server.await.unwrap(), b"*1\r\n$4\r\nPING\r\n");
        reply
    }

    #[tokio::test]
    async fn every_kind_of_answer_is_understood_and_others_refused() {
        assert_eq!(answered("+PONG\r\n").await, Ok(Reply::Text("PONG".into())));
        assert_eq!(answered(":42\r\n").await, Ok(Reply::Integer(42)));
        assert_eq!(answered("-NOAUTH who?\r\n").await, Ok(Reply::Error("NOAUTH who?".into())));
        assert_eq!(answered("$5\r\na\r\nbc\r\n").await, Ok(Reply::Text("a\r\nbc".into())));
        for wrong in ["", "\r\n", "+PONG", ":x\r\n", "$-1\r\n", "$9\r\nabc", "*1\r\n", "%1\r\n"] {
            assert!(answered(wrong).await.is_err(), "{wrong:?}");
        }
    }
}
