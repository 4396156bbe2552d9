//! HTTP: sends a call as whoever is logged in, renews what has expired, and says who could not be reached.

use std::{sync::Mutex, time::Duration};

use futures_util::StreamExt as _;
use reqwest::{
    Client, Response, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, IF_MATCH, LOCATION},
    redirect,
};
use serde::de::DeserializeOwned;

use super::{
    Options,
    address::{is_loopback, read_address},
    answer::{Received, refusal},
    call::Call,
    tokens::{TokenStore, Tokens},
};
use crate::{
    error::{Error, Kind, Result},
    operations::{
        Answer, Attempt, Deleted, Page,
        analytics::Analysis,
        auth::{AuthSession, Refresh},
        exports::Download,
    },
};

const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(90);
/// A stream has no end of its own.
const STREAM: Duration = Duration::from_hours(365 * 24);
/// The longest that a file may take.
const LONGEST_TRANSFER: Duration = Duration::from_hours(6);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 64 << 20;

/// A connection, with the tokens of its profile.
pub(super) struct Wire {
    client: Client,
    base: Url,
    trace_id: String,
    mfa_code: Option<String>,
    tokens: std::sync::Arc<dyn TokenStore>,
    /// What was last read from the store or kept in it, so that a bulk run doesn't ask the keyring each time.
    held: Mutex<Option<Tokens>>,
}

impl Wire {
    pub(super) fn new(options: Options) -> Result<Self> {
        let base = read_address(&options.server)?;
        if base.scheme() == "http" && !is_loopback(&base) {
            (options.say)(&format!("warning: {base} is not encrypted; whoever listens can act as you. Use https."));
        }
        let client = client(&base, options.surface.as_str())?;
        let Options { trace_id, mfa_code, tokens, .. } = options;
        Ok(Self { client, base, trace_id, mfa_code, tokens, held: Mutex::default() })
    }

    /// A question, or a change that keeps no key.
    pub(super) async fn get<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        self.send(&call).await?.data()
    }

    /// A page of a list.
    pub(super) async fn list<T, S>(&self, call: Call) -> Result<Page<T, S>>
    where
        T: DeserializeOwned,
        S: DeserializeOwned + Default,
    {
        self.send(&call).await?.page()
    }

    /// A page of a list whose `meta` says more of it, with no name of its own.
    pub(super) async fn list_beside<T, S>(&self, call: Call) -> Result<Page<T, S>>
    where
        T: DeserializeOwned,
        S: DeserializeOwned,
    {
        self.send(&call).await?.page_beside()
    }

    /// Figures with what they are of.
    pub(super) async fn figures<D, F>(&self, call: Call) -> Result<Analysis<D, F>>
    where
        D: DeserializeOwned,
        F: DeserializeOwned,
    {
        self.send(&call).await?.figures()
    }

    /// A change.
    pub(super) async fn change<T: DeserializeOwned>(&self, call: Call, attempt: Attempt) -> Result<Answer<T>> {
        self.send(&call.attempted(attempt)).await?.answer()
    }

    /// A change that leaves nothing to say, except in a dry run.
    pub(super) async fn delete(
        &self,
        call: Call,
        what: &(dyn std::fmt::Display + Sync),
        attempt: Attempt,
    ) -> Result<Answer<Deleted>> {
        let received = self.send(&call.attempted(attempt)).await?;
        if received.status == StatusCode::NO_CONTENT {
            let value = Deleted { id: what.to_string(), dry_run: None };
            let json = serde_json::to_string(&value).map_err(Error::internal)?;
            return Ok(Answer { value, json, replayed: received.replayed });
        }
        received.answer()
    }

    /// A file, piece by piece. A transfer may take as long as it takes, as long as something comes.
    pub(super) async fn download(&self, call: Call) -> Result<Download> {
        let mut request = self.request(&call, None)?;
        *request.timeout_mut() = Some(LONGEST_TRANSFER);
        let response = self.client.execute(request).await.map_err(|error| self.lost(error))?;
        let status = response.status();
        if !status.is_success() {
            let body = self.read(response).await?;
            return Err(refusal(self.shown(), status, &body));
        }
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let name = header(CONTENT_DISPOSITION).split('"').nth(1).filter(|name| is_plain(name)).unwrap_or("download");
        let (name, media_type, size) = (name.to_owned(), header(CONTENT_TYPE).to_owned(), response.content_length());
        let server = self.shown().to_owned();
        let pieces =
            futures_util::stream::try_unfold((response, server), async |(mut response, server)| {
                match response.chunk().await {
                    Ok(piece) => Ok(piece.map(|piece| (piece.to_vec(), (response, server)))),
                    Err(error) => {
                        let message = format!("The connection to {server} broke in the middle of the file.");
                        let context = format!("{:?}", error.without_url());
                        Err(Error::new(Kind::Unreachable { server }).with_message(message).with_context(context))
                    }
                }
            });
        Ok(Download { name, media_type, size, body: pieces.boxed() })
    }

    /// Keeps the tokens of a session; `fresh` ones come from a login.
    pub(super) async fn keep(&self, session: &AuthSession, fresh: bool) -> Result<()> {
        let tokens = Tokens {
            server: self.base.to_string(),
            access_token: session.access_token.clone(),
            refresh_token: Some(session.refresh_token.clone()),
        };
        self.hold(Some(tokens.clone()));
        self.with_store(move |store| store.save(&tokens, fresh)).await
    }

    /// Ends the session at the server and forgets its tokens; one that has ended already is only forgotten.
    pub(super) async fn log_out(&self, refresh_token: Option<String>) -> Result<()> {
        let held = self.held().await?;
        let refresh_token = refresh_token.or_else(|| held.as_ref().and_then(|held| held.refresh_token.clone()));
        let access = held.map(|held| held.access_token).filter(|_| refresh_token.is_none());
        if access.is_none() && refresh_token.is_none() {
            return Err(self.not_logged_in());
        }
        let call = Call::post("/admin/auth/logout").body(&Refresh { refresh_token })?;
        match self.once(&call, access.as_deref()).await {
            Err(error) if !matches!(error.kind, Kind::Unauthenticated | Kind::TokenExpired) => return Err(error),
            _ => {}
        }
        self.hold(None);
        self.with_store(|store| store.clear()).await
    }

    async fn send(&self, call: &Call) -> Result<Received> {
        if call.anonymous {
            return self.once(call, None).await;
        }
        let held = self.held().await?.ok_or_else(|| self.not_logged_in())?;
        match self.once(call, Some(&held.access_token)).await {
            Err(error) if error.kind == Kind::TokenExpired && held.refresh_token.is_some() => {
                let renewed = self.renew(&held).await?;
                self.once(call, Some(&renewed.access_token)).await
            }
            other => other,
        }
    }

    /// New tokens in place of expired ones: another process's if it was faster, else the server's.
    async fn renew(&self, expired: &Tokens) -> Result<Tokens> {
        let _lock = self.with_store(|store| store.lock()).await?;
        let stored = self.stored().await?.unwrap_or_else(|| expired.clone());
        if stored.access_token != expired.access_token {
            self.hold(Some(stored.clone()));
            return Ok(stored);
        }
        let body = Refresh { refresh_token: stored.refresh_token };
        let call = Call::post("/admin/auth/refresh").body(&body)?.anonymous();
        let session: AuthSession = match self.once(&call, None).await {
            Err(error) if matches!(error.kind, Kind::Unauthenticated | Kind::TokenExpired) => {
                return Err(error.with_message(format!("Your session at {} has ended.", self.shown())));
            }
            other => other?.data()?,
        };
        self.keep(&session, false).await?;
        self.held().await?.ok_or_else(|| self.not_logged_in())
    }

    /// Opens a stream: its answer, not yet read.
    pub(super) async fn open(&self, call: &Call) -> Result<Response> {
        let held = self.held().await?.ok_or_else(|| self.not_logged_in())?;
        match self.opened(call, &held.access_token).await {
            Err(error) if error.kind == Kind::TokenExpired && held.refresh_token.is_some() => {
                let renewed = self.renew(&held).await?;
                self.opened(call, &renewed.access_token).await
            }
            other => other,
        }
    }

    async fn opened(&self, call: &Call, access_token: &str) -> Result<Response> {
        let mut request = self.request(call, Some(access_token))?;
        *request.timeout_mut() = Some(STREAM);
        let response = self.answered(request).await?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        Err(refusal(self.shown(), status, &self.read(response).await?))
    }

    async fn once(&self, call: &Call, access_token: Option<&str>) -> Result<Received> {
        let response = self.answered(self.request(call, access_token)?).await?;
        let status = response.status();
        let replayed = response.headers().get("Idempotency-Replayed").is_some_and(|value| value == "true");
        let cache = response.headers().get("X-Cache").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = self.read(response).await?;
        let received = Received { status, replayed, cache, body };
        // Health is the one failure that also carries data.
        if status.is_success() || (status == StatusCode::SERVICE_UNAVAILABLE && received.has_data()) {
            return Ok(received);
        }
        Err(refusal(self.shown(), status, &received.body))
    }

    async fn answered(&self, request: reqwest::Request) -> Result<Response> {
        let response = self.client.execute(request).await.map_err(|error| self.lost(error))?;
        if response.status().is_redirection() {
            return Err(self.redirected(&response));
        }
        Ok(response)
    }

    fn request(&self, call: &Call, access_token: Option<&str>) -> Result<reqwest::Request> {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/api/v1{}", self.base.path().trim_end_matches('/'), call.path));
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        let mut request = self.client.request(call.method.clone(), url).header("X-Trace-Id", &self.trace_id);
        if let Some(token) = access_token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = &call.attempt.key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(version) = call.attempt.if_match {
            request = request.header(IF_MATCH, format!("\"{version}\""));
        }
        // It works once, and only changes ask for it.
        if let Some(code) = self.mfa_code.as_deref().filter(|_| call.attempt.key.is_some()) {
            request = request.header("X-MFA-Code", code);
        }
        if let Some(last) = call.last_event {
            request = request.header("Last-Event-ID", last);
        }
        if let Some(body) = &call.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        request.build().map_err(|error| Error::internal(format!("a request: {}", error.without_url())))
    }

    async fn read(&self, mut response: Response) -> Result<String> {
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(error))? {
            if bytes.len() + chunk.len() > LONGEST {
                return Err(Error::environment(format!("{} answered with more than {LONGEST} bytes.", self.shown())));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn redirected(&self, response: &Response) -> Error {
        let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("another address");
        Error::environment(format!("{} sends on to {to}, which is not followed; name that server.", self.shown()))
    }

    fn lost(&self, error: reqwest::Error) -> Error {
        let server = self.shown().to_owned();
        let message = if error.is_connect() {
            format!("{server} can't be reached.")
        } else if error.is_timeout() {
            format!("{server} has not answered for {} s; whether it did anything is not known.", ANSWER.as_secs())
        } else {
            format!("The connection to {server} broke; whether it did anything is not known.")
        };
        let context = format!("{:?}", error.without_url());
        Error::new(Kind::Unreachable { server }).with_message(message).with_context(context)
    }

    fn not_logged_in(&self) -> Error {
        Error::new(Kind::Unauthenticated).with_message(format!("You are not logged in at {}.", self.shown()))
    }

    /// The server as people know it.
    pub(super) fn shown(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    fn hold(&self, tokens: Option<Tokens>) {
        *self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = tokens;
    }

    async fn held(&self) -> Result<Option<Tokens>> {
        let held = self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        if held.is_some() {
            return Ok(held);
        }
        let stored = self.stored().await?;
        self.hold(stored.clone());
        Ok(stored)
    }

    /// What the store has for this very server: a token is never shown to another.
    async fn stored(&self) -> Result<Option<Tokens>> {
        let stored = self.with_store(|store| store.load()).await?;
        let base = self.base.as_str();
        Ok(stored.filter(|tokens| tokens.server.is_empty() || tokens.server == base))
    }

    /// Stores wait for locks and keyrings, so they get a thread where waiting is no harm.
    async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn TokenStore) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.tokens.clone();
        tokio::task::spawn_blocking(move || work(&*store)).await.map_err(Error::internal)?
    }
}

/// Whether a server's name for a file names one here without doing anything else.
fn is_plain(name: &str) -> bool {
    let right = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    (1..=100).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(right)
}

fn client(base: &Url, surface: &str) -> Result<Client> {
    let mut builder = Client::builder()
        .user_agent(format!("appydex-admin-{surface}/{}", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT)
        .timeout(ANSWER);
    if is_loopback(base) {
        builder = builder.no_proxy();
    }
    if base.scheme() == "http" {
        // Reading the machine's certificates takes longer than the request, and a container may have none.
        builder = builder.tls_certs_only([]);
    }
    builder.build().map_err(|error| {
        Error::environment("This machine can't make encrypted connections; are its CA certificates installed?")
            .with_context(error)
    })
}
