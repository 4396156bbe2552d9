//! One request as a handler reads it: all its parts, and every fault found in them.

use std::sync::Arc;

use axum::{
    body::{Body, HttpBody as _},
    extract::{FromRequest, FromRequestParts as _, RawPathParams, Request},
    http::{HeaderMap, Method, header, request::Parts},
};
use futures_util::StreamExt as _;

use super::{
    Backend, ServerState, Settings, cookie, events,
    guard::Who,
    origins::Origins,
    router::{IfMatch, Key, Policy},
};
use crate::{
    domain::{actor::Caller, id::Reference},
    error::{Details, Error, Kind, Result},
    operations::{
        Attempt, Operations,
        admins::role_id,
        fields::{self, Fields, Request as Typed},
    },
};

/// A request. Reading a part notes its faults; [`Call::ready`] reports them all, or gives the operations.
pub struct Call {
    state: ServerState,
    policy: Policy,
    who: Who,
    headers: HeaderMap,
    path: Vec<(String, String)>,
    query: Option<Vec<(String, String)>>,
    body: Option<Vec<u8>>,
    faults: Details,
    keyless: bool,
}

impl FromRequest<ServerState> for Call {
    type Rejection = Error;

    async fn from_request(request: Request, state: &ServerState) -> Result<Self> {
        let (mut parts, body) = request.into_parts();
        let extension = || Error::internal("a handler without its guard");
        let policy = parts.extensions.remove::<Policy>().ok_or_else(extension)?;
        let who = parts.extensions.remove::<Who>().ok_or_else(extension)?;
        let path = path(&mut parts, state).await;
        let mut call = Self {
            state: state.clone(),
            policy,
            who,
            headers: parts.headers,
            path,
            query: None,
            body: None,
            faults: Details::new(),
            keyless: false,
        };
        call.query = Some(call.split_query(parts.uri.query().unwrap_or_default()));
        if matches!(parts.method, Method::POST | Method::PATCH) || policy.may_have_body {
            call.body = Some(read_body(body, &call.headers, state.settings.body_limit).await?);
        } else if !body.is_end_stream() {
            call.fault::<()>("body", "is not taken here");
        }
        Ok(call)
    }
}

/// What isn't UTF-8 names nothing; each parameter is then found to be missing.
async fn path(parts: &mut Parts, state: &ServerState) -> Vec<(String, String)> {
    let params = RawPathParams::from_request_parts(parts, state).await;
    let params = params.as_ref().into_iter().flat_map(RawPathParams::iter);
    params.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

impl Call {
    /// The row that the path names; `letters` are those of its number, where it has one.
    pub fn reference(&mut self, name: &'static str, letters: Option<&str>) -> Option<Reference> {
        let text = self.path.iter().find(|(param, _)| param == name).map_or("", |(_, value)| value);
        match Reference::parse(text, letters) {
            Ok(reference) => Some(reference),
            Err(problem) => self.fault(name, problem),
        }
    }

    /// The query, as the operation's own request.
    pub fn query<T: Typed>(&mut self) -> Option<T> {
        let pairs = self.query.take().unwrap_or_default();
        self.parsed(Fields::text(pairs))
    }

    /// The body, as the operation's own request; none at all is an empty object.
    pub fn body<T: Typed>(&mut self) -> Option<T> {
        let body = self.body.take().unwrap_or_default();
        match Fields::json(&body) {
            Ok(fields) => self.parsed(fields),
            Err(problem) => self.fault("body", format!("is not JSON: {problem}")),
        }
    }

    /// A word of the path: letters, digits, `.`, `_` and `-`, so many at most.
    pub fn word(&mut self, name: &'static str, most: usize) -> Option<String> {
        let text = self.path.iter().find(|(param, _)| param == name).map_or("", |(_, value)| value);
        let right = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        if (1..=most).contains(&text.len()) && text.bytes().all(right) {
            return Some(text.to_owned());
        }
        self.fault(name, format!("must have 1 to {most} letters, digits, '.', '_' and '-'"))
    }

    /// The role that the path names.
    pub fn role(&mut self, name: &'static str) -> Option<String> {
        let text = self.path.iter().find(|(param, _)| param == name).map_or("", |(_, value)| value);
        match role_id(&text.into(), true) {
            Ok(role) => Some(role),
            Err(problem) => self.fault(name, problem),
        }
    }

    /// The key, the version seen, and whether it is only to find out.
    pub fn attempt(&mut self) -> Option<Attempt> {
        self.attempt_and::<Nothing>().map(|(attempt, Nothing)| attempt)
    }

    /// The same, with what else the query says.
    pub fn attempt_and<T: Typed>(&mut self) -> Option<(Attempt, T)> {
        struct DryRunAnd<T>(bool, T);
        impl<T: Typed> Typed for DryRunAnd<T> {
            fn read(f: &mut Fields) -> Option<Self> {
                let dry_run = f.or("dry_run", false, fields::truth);
                let more = T::read(f);
                Some(Self(dry_run?, more?))
            }
        }
        let key = self.key();
        let if_match = self.if_match();
        let DryRunAnd(dry_run, more) = self.query::<DryRunAnd<T>>()?;
        Some((Attempt { key, if_match, dry_run }, more))
    }

    /// What must stand in one of two places, once.
    pub fn once<T>(&mut self, name: &'static str, here: Option<T>, there: Option<T>) -> Option<T> {
        match (here, there) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => self.fault(name, "is required, in the body or in the query"),
            (Some(_), Some(_)) => self.fault(name, "must be given only once, in the body or in the query"),
        }
    }

    fn key(&mut self) -> Option<String> {
        let mut keys = self.headers.get_all("idempotency-key").iter();
        let (first, another) = (keys.next(), keys.next().is_some());
        let Some(key) = first else {
            self.keyless = self.policy.key == Key::Required;
            return None;
        };
        let text = key.to_str().unwrap_or_default();
        let right = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if right && !another {
            return Some(text.to_owned());
        }
        self.fault("Idempotency-Key", "must be given once, with 1 to 255 visible ASCII characters")
    }

    /// The version in `If-Match`; what is no version of ours is one that no row has, and so fails as a stale one does.
    fn if_match(&self) -> Option<i64> {
        if self.policy.if_match == IfMatch::Ignored {
            return None;
        }
        let text = self.headers.get(header::IF_MATCH)?.to_str().unwrap_or_default().trim();
        if text == "*" {
            return None;
        }
        let tag = text.strip_prefix("W/").unwrap_or(text);
        let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        let digits = version.filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        Some(digits.and_then(|digits| digits.parse().ok()).unwrap_or(0))
    }

    /// The event after which a stream is to go on, when the request names one.
    pub fn last_event_id(&mut self) -> Option<LastEvent> {
        let Some(header) = self.headers.get("last-event-id") else { return Some(LastEvent(None)) };
        let number = header.to_str().ok().and_then(|text| text.parse::<i64>().ok()).filter(|number| *number >= 0);
        match number {
            Some(number) => Some(LastEvent(Some(number))),
            None => self.fault("Last-Event-ID", "must be the id of an event: a whole number"),
        }
    }

    /// What a stream needs to know of its connection.
    pub fn stream(&self) -> events::Wire {
        events::Wire {
            backend: Arc::clone(&self.state.backend),
            stopping: self.state.stopping.clone(),
            ends: self.who.expires,
        }
    }

    /// The operations for this caller and what was read, when nothing is wrong with the request.
    ///
    /// # Errors
    /// `IDEMPOTENCY_KEY_REQUIRED`, or `VALIDATION_ERROR` with every fault, parts that nobody read included.
    pub fn ready<T>(mut self, read: Option<T>) -> Result<(Box<dyn Operations>, T)> {
        self.query::<Nothing>();
        if self.body.as_ref().is_some_and(|body| !body.is_empty()) {
            self.fault::<()>("body", "is not taken here");
        }
        if self.keyless {
            return Err(Kind::IdempotencyKeyRequired.into());
        }
        match read {
            Some(read) if self.faults.is_empty() => Ok((self.state.backend.for_caller(self.who.caller), read)),
            _ => Err(Error::validation(self.faults)),
        }
    }

    /// The refresh token of the cookie.
    ///
    /// # Errors
    /// `ORIGIN_NOT_ALLOWED` when there is one and the page may not use it.
    pub fn cookie_token(&self) -> Result<Option<String>> {
        let Some(token) = cookie::read(&self.headers) else { return Ok(None) };
        let origin = self.headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
        let origins: &Origins = &self.state.origins;
        if origin.is_some_and(|origin| origins.may_use_cookie(origin)) {
            Ok(Some(token))
        } else {
            Err(Kind::OriginNotAllowed.into())
        }
    }

    /// The request as it came, for who checks its signature.
    ///
    /// # Errors
    /// `VALIDATION_ERROR` when there is a query, for none is signed.
    pub fn raw(mut self) -> Result<Raw> {
        self.query::<Nothing>();
        if !self.faults.is_empty() {
            return Err(Error::validation(self.faults));
        }
        Ok(Raw {
            backend: self.state.backend,
            caller: self.who.caller,
            headers: self.headers,
            path: self.path,
            body: self.body.unwrap_or_default(),
        })
    }

    /// The trace id of the request.
    pub fn trace(&self) -> String {
        self.who.caller.trace.clone()
    }

    /// What Prometheus reads, for whoever may read it.
    ///
    /// # Errors
    /// `VALIDATION_ERROR` when there is a query.
    pub fn scrape(mut self) -> Result<impl Future<Output = Result<String>>> {
        self.query::<Nothing>();
        if !self.faults.is_empty() {
            return Err(Error::validation(self.faults));
        }
        let caller = Some(self.who.caller).filter(|_| !self.who.scrapes);
        let backend = self.state.backend;
        Ok(async move { backend.scrape(caller).await })
    }

    /// Why the caller is nobody known, if so.
    pub fn refusal(&self) -> Option<Error> {
        self.who.refusal.clone()
    }

    /// How the server is set up.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.state.settings)
    }

    fn parsed<T: Typed>(&mut self, fields: Fields) -> Option<T> {
        match fields::parse(fields) {
            Ok(request) => Some(request),
            Err(Error { kind: Kind::ValidationError { details }, .. }) => {
                for (name, mut problems) in details {
                    self.faults.entry(name).or_default().append(&mut problems);
                }
                None
            }
            Err(_) => None,
        }
    }

    fn fault<T>(&mut self, name: impl Into<String>, problem: impl Into<String>) -> Option<T> {
        self.faults.entry(name.into()).or_default().push(problem.into());
        None
    }

    fn split_query(&mut self, query: &str) -> Vec<(String, String)> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        // The decoder puts this character where bytes aren't UTF-8.
        for (name, _) in pairs.iter().filter(|(name, value)| format!("{name}{value}").contains('\u{fffd}')) {
            self.fault::<()>(name.clone(), "must be valid UTF-8");
        }
        pairs
    }
}

/// The event that a client has seen last, where it has seen one.
pub struct LastEvent(pub Option<i64>);

/// A request that takes nothing.
struct Nothing;

impl Typed for Nothing {
    fn read(_: &mut Fields) -> Option<Self> {
        Some(Self)
    }
}

/// A request as it came.
pub struct Raw {
    /// Who takes it.
    pub backend: Arc<dyn Backend>,
    /// Who sent it, as far as that is known.
    pub caller: Caller,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, byte for byte.
    pub body: Vec<u8>,
    path: Vec<(String, String)>,
}

impl Raw {
    /// What the path says of `name`.
    pub fn path(&self, name: &str) -> &str {
        self.path.iter().find(|(param, _)| param == name).map_or("", |(_, value)| value)
    }
}

/// How much of a body that is too long is still taken in, so that its sender can read why it was refused.
const PATIENCE: usize = 4 * 1024 * 1024;

async fn read_body(body: Body, headers: &HeaderMap, most: usize) -> Result<Vec<u8>> {
    let too_long = || Kind::PayloadTooLarge { max_bytes: i64::try_from(most).unwrap_or(i64::MAX) }.into();
    if body.size_hint().lower() > (most + PATIENCE) as u64 {
        return Err(too_long());
    }
    let (mut bytes, mut length) = (Vec::new(), 0);
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::field("body", "broke off before its end"))?;
        length += chunk.len();
        if length > most + PATIENCE {
            break;
        }
        if length <= most {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > most {
        return Err(too_long());
    }
    if bytes.is_empty() || is_json(headers) { Ok(bytes) } else { Err(Kind::UnsupportedMediaType.into()) }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let json = parts.next() == Some("application/json");
    let charset = parts.find_map(|part| part.strip_prefix("charset="));
    json && charset.is_none_or(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8" | "us-ascii"))
}

#[cfg(test)]
mod tests;
