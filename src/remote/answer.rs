//! What came back, read into the types that `Local` gives, errors included.

use reqwest::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};

use crate::{
    domain::page::PageMeta,
    error::{Error, Kind, Result},
    operations::{
        Answer, Page,
        analytics::{Analysis, AnalyticsMeta, Cached},
    },
};

/// A success, not yet read.
#[derive(Debug)]
pub(super) struct Received {
    pub status: StatusCode,
    pub replayed: bool,
    /// What `X-Cache` says.
    pub cache: Option<String>,
    pub body: String,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned, S: DeserializeOwned + Default")]
struct ListEnvelope<T, S: Default> {
    data: Vec<T>,
    meta: ListMeta<S>,
}

#[derive(Deserialize)]
#[serde(bound = "S: DeserializeOwned + Default")]
struct ListMeta<S: Default> {
    #[serde(flatten)]
    page: PageMeta,
    #[serde(default)]
    summary: S,
}

impl Received {
    /// Whether there is a `data` at all.
    pub(super) fn has_data(&self) -> bool {
        self.raw().is_ok()
    }

    /// The `data`.
    pub(super) fn data<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(self.raw()?).map_err(foreign)
    }

    /// The `data` with its own bytes.
    pub(super) fn answer<T: DeserializeOwned>(&self) -> Result<Answer<T>> {
        let json = self.raw()?;
        let value = serde_json::from_str(json).map_err(foreign)?;
        Ok(Answer { value, json: json.to_owned(), replayed: self.replayed })
    }

    /// The rows with what stands beside them.
    pub(super) fn page<T: DeserializeOwned, S: DeserializeOwned + Default>(&self) -> Result<Page<T, S>> {
        let list: ListEnvelope<T, S> = serde_json::from_str(&self.body).map_err(foreign)?;
        Ok(Page { rows: list.data, meta: list.meta.page, summary: list.meta.summary })
    }

    /// The rows with what else their `meta` says.
    pub(super) fn page_beside<T: DeserializeOwned, S: DeserializeOwned>(&self) -> Result<Page<T, S>> {
        #[derive(Deserialize)]
        #[serde(bound = "S: DeserializeOwned")]
        struct Meta<S> {
            #[serde(flatten)]
            page: PageMeta,
            #[serde(flatten)]
            more: S,
        }
        #[derive(Deserialize)]
        #[serde(bound = "T: DeserializeOwned, S: DeserializeOwned")]
        struct List<T, S> {
            data: Vec<T>,
            meta: Meta<S>,
        }
        let list: List<T, S> = serde_json::from_str(&self.body).map_err(foreign)?;
        Ok(Page { rows: list.data, meta: list.meta.page, summary: list.meta.more })
    }

    /// The figures with what they are of.
    pub(super) fn figures<D: DeserializeOwned, F: DeserializeOwned>(&self) -> Result<Analysis<D, F>> {
        #[derive(Deserialize)]
        #[serde(bound = "D: DeserializeOwned, F: DeserializeOwned")]
        struct Figures<D, F> {
            data: D,
            meta: AnalyticsMeta<F>,
        }
        let Figures { data, meta } = serde_json::from_str(&self.body).map_err(foreign)?;
        Ok(Analysis { data, meta, cached: Cached::of(self.cache.as_deref().unwrap_or_default()) })
    }

    fn raw(&self) -> Result<&str> {
        serde_json::from_str::<Envelope<'_>>(&self.body).map(|envelope| envelope.data.get()).map_err(foreign)
    }
}

/// A 2xx answer that isn't this API's.
#[expect(clippy::needless_pass_by_value, reason = "map_err gives it away")]
fn foreign(error: serde_json::Error) -> Error {
    Error::internal(format!("the server's answer: {error}"))
        .with_message("The server's answer is not one of this API; is it an appydex-admin of this version?")
}

/// The error that a server answered with.
pub(super) fn refusal(server: &str, status: StatusCode, body: &str) -> Error {
    #[derive(Deserialize)]
    struct Envelope {
        error: Value,
    }
    let Ok(Envelope { error }) = serde_json::from_str(body) else {
        return no_envelope(server, status);
    };
    let member = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
    let (message, trace) = (member("message"), member("trace_id"));
    let Ok(kind) = serde_json::from_value::<Kind>(error) else {
        return no_envelope(server, status);
    };
    let mut rebuilt = Error::new(kind);
    if let Some(message) = message {
        rebuilt = rebuilt.with_message(message);
    }
    match trace {
        Some(trace) => rebuilt.with_context(format!("trace_id {trace}")),
        None => rebuilt,
    }
}

/// A proxy, or another program altogether.
fn no_envelope(server: &str, status: StatusCode) -> Error {
    let message = format!("{server} answered {} without this API's envelope.", status.as_u16());
    let kind =
        if status.is_server_error() { Kind::Unreachable { server: server.to_owned() } } else { Kind::Environment };
    Error::new(kind).with_message(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::takedowns::TakedownCounts;

    fn received(body: &str) -> Received {
        Received { status: StatusCode::OK, replayed: true, cache: None, body: body.to_owned() }
    }

    #[test]
    fn an_answer_keeps_its_bytes() {
        let answer: Answer<Value> = received(r#"{"success":true,"data":{"b": 1.50,  "a":null}}"#).answer().unwrap();
        assert_eq!((answer.json.as_str(), answer.replayed), (r#"{"b": 1.50,  "a":null}"#, true));
    }

    #[test]
    fn a_list_comes_with_its_meta_and_summary() {
        let meta = r#""page":1,"page_size":25,"total_items":1,"total_pages":1,"has_next":false,"has_prev":false,"next_cursor":null"#;
        let counts = r#""summary":{"open":7,"accepted":0,"rejected":0,"avg_resolution_time_hours":0.0}"#;
        let body = format!(r#"{{"success":true,"data":[5],"meta":{{{meta},{counts}}}}}"#);
        let page: Page<i64, TakedownCounts> = received(&body).page().unwrap();
        assert_eq!((page.rows, page.meta.total_items, page.summary.open), (vec![5], 1, 7));
        let plain: Page<i64> = received(&format!(r#"{{"data":[],"meta":{{{meta}}}}}"#)).page().unwrap();
        assert_eq!(plain.rows, [0; 0]);
    }

    #[test]
    fn what_is_no_envelope_is_an_internal_error() {
        for body in ["", "<html>", "[]", r#"{"success":true}"#, r#"{"data":"text"}"#] {
            let error = received(body).data::<i64>().unwrap_err();
            assert_eq!(error.kind, Kind::InternalError, "{body}");
        }
    }

    #[test]
    fn a_refusal_is_rebuilt_with_its_message_and_trace() {
        let body = r#"{"success":false,"error":{"code":"PERMISSION_DENIED","message":"No.","trace_id":"t-1",
                       "required_permission":"audit:list"}}"#;
        let error = refusal("http://x", StatusCode::FORBIDDEN, body);
        assert_eq!(error, Error::denied("audit:list").with_message("No.").with_context("trace_id t-1"));
    }

    #[test]
    fn an_unknown_code_and_no_envelope_at_all() {
        let unknown = r#"{"error":{"code":"MOON_PHASE","message":"Wait."}}"#;
        assert_eq!(refusal("http://x", StatusCode::CONFLICT, unknown).code(), "MOON_PHASE");
        assert_eq!(refusal("http://x", StatusCode::BAD_GATEWAY, "<html>").code(), "UNREACHABLE");
        assert_eq!(refusal("http://x", StatusCode::NOT_FOUND, "nope").kind, Kind::Environment);
    }
}
