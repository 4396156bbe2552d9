//! One call over HTTP/1.1 on a connection of its own, which knows whether a byte of it left this process.
//!
//! The usual clients connect and write in one go. Here the connection is made first, then the gate is asked, then the
//! first byte is written: a process that slept for hours in between must not wake up and send.

use std::{
    error::Error as StdError,
    io,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use futures_util::future::{Either, select};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{Method, Request, Response, body::Bytes, body::Incoming, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use reqwest::Url;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, crypto::aws_lc_rs, pki_types::ServerName},
};

use super::said;
use crate::{
    config::GatewayConfig,
    error::{Error, Result},
    ports::gateway::{Gate, Sent},
};

const CONNECT: Duration = Duration::from_secs(5);
const LARGEST_HEAD: usize = 64 << 10;
const LARGEST_BODY: usize = 4 << 20;
/// Nobody is sent away for longer, in seconds.
const LONGEST_WAIT: u64 = 24 * 60 * 60;
const AGENT: &str = concat!("appydex-admin/", env!("CARGO_PKG_VERSION"));

/// Makes calls to one server.
pub(super) struct Client {
    /// Without brackets, as the system resolves it.
    host: String,
    port: u16,
    /// As the `Host` header has it.
    authority: String,
    /// What stands before every path; ends in no slash.
    prefix: String,
    tls: Option<(TlsConnector, ServerName<'static>)>,
    limit: Duration,
}

/// What is asked.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    /// Path and query.
    pub(super) target: String,
    pub(super) headers: &'a [(&'static str, &'a str)],
    pub(super) body: Vec<u8>,
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Seconds; at most a day.
    pub(super) retry_after: Option<u64>,
    pub(super) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// No byte was written.
    Unsent(String),
    /// The call may have arrived.
    Unanswered(String),
}

impl From<Failed> for Sent {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Unsent(why) => Self::Nothing(why),
            Failed::Unanswered(why) => Self::Unknown(why),
        }
    }
}

impl Failed {
    pub(super) fn why(self) -> String {
        let (Self::Unsent(why) | Self::Unanswered(why)) = self;
        why
    }
}

impl Client {
    /// For the server that is configured.
    ///
    /// # Errors
    /// When the address isn't one, or this machine has no root certificates.
    pub(super) fn new(config: &GatewayConfig) -> Result<Self> {
        let wrong = |_| Error::environment("A gateway's base_url is not a URL.");
        let url = Url::parse(config.base_url.expose()).map_err(wrong)?;
        let shown = url.host_str().unwrap_or_default();
        let host = shown.trim_start_matches('[').trim_end_matches(']').to_owned();
        let tls = if url.scheme() == "https" { Some(secured(&host)?) } else { None };
        Ok(Self {
            port: url.port_or_known_default().unwrap_or(443),
            authority: url.port().map_or_else(|| shown.to_owned(), |port| format!("{shown}:{port}")),
            prefix: url.path().trim_end_matches('/').to_owned(),
            host,
            tls,
            limit: config.timeout,
        })
    }

    /// Makes one call: connects, asks `gate`, writes, and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// Says whether a byte was written.
    pub(super) async fn call(&self, call: Call<'_>, gate: &dyn Gate) -> Result<Answer, Failed> {
        let begun = AtomicBool::new(false);
        let done = match timeout(self.limit, self.exchange(call, gate, &begun)).await {
            Ok(done) => done,
            Err(_) => Err("No answer in time.".into()),
        };
        let failed = |why| if begun.load(Ordering::Relaxed) { Failed::Unanswered(why) } else { Failed::Unsent(why) };
        done.map_err(failed)
    }

    async fn exchange(&self, call: Call<'_>, gate: &dyn Gate, begun: &AtomicBool) -> Result<Answer, String> {
        let what = if call.method == Method::POST { "send" } else { "list" };
        let request = self.request(call).map_err(|error| chain(&error))?;
        let connecting = timeout(CONNECT, TcpStream::connect((self.host.as_str(), self.port)));
        let socket = connecting.await.map_err(|_| "No connection in time.")?.map_err(|error| chain(&error))?;
        match &self.tls {
            None => speak(Watched { stream: socket, gate, begun, what }, request).await,
            Some((connector, name)) => {
                let stream = connector.connect(name.clone(), socket).await.map_err(|error| chain(&error))?;
                speak(Watched { stream, gate, begun, what }, request).await
            }
        }
    }

    fn request(&self, call: Call<'_>) -> hyper::http::Result<Request<Full<Bytes>>> {
        let mut request = Request::builder()
            .method(call.method)
            .uri(format!("{}{}", self.prefix, call.target))
            .header(header::HOST, &self.authority)
            .header(header::USER_AGENT, AGENT)
            .header(header::ACCEPT, "application/json")
            .header(header::CONNECTION, "close");
        for (name, value) in call.headers {
            request = request.header(*name, *value);
        }
        request.body(Full::new(call.body.into()))
    }
}

/// The machine's own root certificates decide whom to trust.
fn secured(host: &str) -> Result<(TlsConnector, ServerName<'static>)> {
    let failed = |error: &dyn StdError| Error::environment(format!("TLS can't be set up: {}", chain(error)));
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| failed(&error))?
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|error| failed(&error))?;
    Ok((TlsConnector::from(Arc::new(config)), name))
}

/// Writes the request and reads the answer up to its end.
async fn speak<S: AsyncRead + AsyncWrite + Unpin>(
    stream: Watched<'_, S>,
    request: Request<Full<Bytes>>,
) -> Result<Answer, String> {
    let what = stream.what;
    let mut http = http1::Builder::new();
    http.max_buf_size(LARGEST_HEAD);
    let (mut sender, connection) = http.handshake(TokioIo::new(stream)).await.map_err(|error| chain(&error))?;
    let exchange = async move {
        let response = sender.send_request(request).await.map_err(|error| chain(&error))?;
        read(response).await
    };
    // The connection does the work while the exchange waits; when it ends first, what it read is still to be had.
    let answer = match select(pin!(exchange), pin!(connection)).await {
        Either::Left((answer, _)) => answer,
        Either::Right((_, exchange)) => exchange.await,
    };
    fault!(what, "answered");
    answer
}

async fn read(response: Response<Incoming>) -> Result<Answer, String> {
    let seconds = |value: &header::HeaderValue| value.to_str().ok()?.trim().parse::<u64>().ok();
    let retry_after = response.headers().get(header::RETRY_AFTER).and_then(seconds).map(|wait| wait.min(LONGEST_WAIT));
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), LARGEST_BODY).collect().await;
    let body = body.map_err(|error| chain(error.as_ref()))?.to_bytes();
    Ok(Answer { status, retry_after, body: body.into() })
}

/// An error with what caused it, fit for a log.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    said(&text)
}

/// A stream that asks the gate before its first byte, and notes that from then on anything may have arrived.
struct Watched<'a, S> {
    stream: S,
    gate: &'a dyn Gate,
    begun: &'a AtomicBool,
    /// What the call does, for the places at which a test can kill it.
    what: &'static str,
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<'_, S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if !this.begun.load(Ordering::Relaxed) {
            if !this.gate.open() {
                return Poll::Ready(Err(io::Error::other("it must not be sent any more")));
            }
            fault!(this.what, "write");
            this.begun.store(true, Ordering::Relaxed);
        }
        let written = Pin::new(&mut this.stream).poll_write(cx, torn!(this.what, bytes));
        if matches!(written, Poll::Ready(Ok(_))) {
            fault!(this.what, "torn");
        }
        written
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = Pin::new(&mut this.stream).poll_flush(cx);
        if this.begun.load(Ordering::Relaxed) && flushed.is_ready() {
            fault!(this.what, "written");
        }
        flushed
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<'_, S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let (this, before) = (self.get_mut(), into.filled().len());
        let read = Pin::new(&mut this.stream).poll_read(cx, into);
        if into.filled().len() > before {
            fault!(this.what, "read");
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
        task::JoinHandle,
    };

    use super::*;
    use crate::{
        config::{Secret, ServiceUrl},
        ports::gateway::AlwaysOpen,
    };

    struct Shut;

    impl Gate for Shut {
        fn open(&self) -> bool {
            false
        }
    }

    /// A server that answers one connection with these bytes, and gives what it was sent.
    async fn serving(answer: &'static [u8]) -> (Client, JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(&format!("http://{}/api", listener.local_addr().unwrap()));
        let serve = async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut got = vec![0; 4096];
            let count = socket.read(&mut got).await.unwrap();
            got.truncate(count);
            socket.write_all(answer).await.unwrap();
            got
        };
        (client, tokio::spawn(serve))
    }

    fn client(base_url: &str) -> Client {
        Client::new(&GatewayConfig {
            base_url: ServiceUrl::new(base_url),
            key_id: None,
            key_secret: Some(Secret::new("s3cret")),
            webhook_secret: None,
            send_window: Duration::ZERO,
            timeout: Duration::from_millis(500),
        })
        .unwrap()
    }

    fn call() -> Call<'static> {
        let headers = &[("authorization", "Bearer s3cret")];
        Call { method: Method::POST, target: "/v1/refunds?a=b".into(), headers, body: b"{}".to_vec() }
    }

    #[tokio::test]
    async fn a_whole_answer_comes_back() {
        let (client, served) =
            serving(b"HTTP/1.1 429 Slow Down\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\n{}").await;
        let answer = client.call(call(), &AlwaysOpen).await.unwrap();
        assert_eq!(answer, Answer { status: 429, retry_after: Some(7), body: b"{}".to_vec() });
        let asked = String::from_utf8(served.await.unwrap()).unwrap();
        assert!(asked.starts_with("POST /api/v1/refunds?a=b HTTP/1.1\r\nhost: 127.0.0.1:"), "{asked}");
        assert!(asked.contains("\r\ncontent-length: 2\r\n") && asked.ends_with("\r\n\r\n{}"), "{asked}");
    }

    #[tokio::test]
    async fn a_redirect_is_not_followed() {
        let (client, _) =
            serving(b"HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n").await;
        assert_eq!(client.call(call(), &AlwaysOpen).await.unwrap().status, 307);
    }

    #[tokio::test]
    async fn a_shut_gate_lets_no_byte_out() {
        let (client, served) = serving(b"").await;
        let failed = client.call(call(), &Shut).await.unwrap_err();
        assert!(matches!(&failed, Failed::Unsent(why) if why.contains("must not be sent")), "{failed:?}");
        assert_eq!(served.await.unwrap(), b"");
    }

    #[tokio::test]
    async fn after_the_first_byte_nothing_is_certain() {
        for part in [
            &b""[..],
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
            b"no HTTP at all\r\n\r\n",
        ] {
            let (client, _) = serving(part).await;
            let failed = client.call(call(), &AlwaysOpen).await.unwrap_err();
            assert!(matches!(failed, Failed::Unanswered(_)), "{failed:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_without_end_is_cut_off() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = client(&format!("http://{}", listener.local_addr().unwrap()));
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            socket.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            while socket.write_all(&[b' '; 1 << 13]).await.is_ok() {}
        });
        let failed = client.call(call(), &AlwaysOpen).await.unwrap_err();
        assert!(matches!(&failed, Failed::Unanswered(why) if why.contains("limit")), "{failed:?}");
    }

    #[tokio::test]
    async fn silence_ends_in_time() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let failed = client(&format!("http://{address}")).call(call(), &AlwaysOpen).await.unwrap_err();
        assert_eq!(failed, Failed::Unanswered("No answer in time.".into()));
        // Who doesn't speak TLS never gets what was to be sent.
        let failed = client(&format!("https://{address}")).call(call(), &AlwaysOpen).await.unwrap_err();
        assert_eq!(failed, Failed::Unsent("No answer in time.".into()));
        drop(listener);
        let failed = client(&format!("http://{address}")).call(call(), &AlwaysOpen).await.unwrap_err();
        assert!(matches!(failed, Failed::Unsent(_)), "{failed:?}");
    }
}
