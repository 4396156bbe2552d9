//! Holds one exchange over HTTP against the contract's document.
//!
//! A request is checked where the server took it: taking what the document forbids is as wrong as
//! answering what it doesn't list. Every answer is checked.

use std::fmt;

use axum::http::HeaderMap;
use serde_json::Value;

use super::routes::{self, Parameter, Route, document, find, resolve, step};
use super::schema::{Direction, faults};

/// What went over the wire.
#[derive(Clone, Debug)]
pub struct Exchange<'a> {
    pub method: &'a str,
    /// With its query.
    pub target: &'a str,
    pub request_headers: &'a HeaderMap,
    pub request_body: &'a [u8],
    pub status: u16,
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
    /// Whether rate limits are on, so that `RateLimit-*` must be there.
    pub limits: bool,
}

/// What the document doesn't allow; prints as one line for each fault.
#[derive(PartialEq, Eq)]
pub struct Violations(Vec<String>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "against the contract:\n  {}", self.0.join("\n  "))
    }
}

// `unwrap` and `expect` print this one.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Checks the answer always, and the request if it got a 2xx.
pub fn check_exchange(exchange: &Exchange<'_>) -> Result<(), Violations> {
    if (200..300).contains(&exchange.status) {
        check_request(exchange)?;
    }
    check_response(exchange)
}

/// Checks path and query parameters, headers and body.
pub fn check_request(exchange: &Exchange<'_>) -> Result<(), Violations> {
    let (path, query) = split_target(exchange.target);
    let Some(route) = find(exchange.method, path) else {
        return Err(Violations(vec![format!("{} {path}: no such operation", exchange.method)]));
    };
    let mut found = parameter_faults(route, "path", &routes::path_values(&route.path, path).unwrap_or_default());
    found.extend(parameter_faults(route, "query", &query));
    found.extend(parameter_faults(route, "header", &header_pairs(exchange.request_headers)));
    found.extend(undeclared(route, &query));
    let body = format!("{}/requestBody", route.pointer);
    if document().pointer(&body).is_some() {
        let (pointer, node) = resolve(&body);
        if !exchange.request_body.is_empty() {
            let direction = Direction::Request;
            found.extend(body_faults(direction, &pointer, exchange.request_headers, exchange.request_body));
        } else if node["required"] == true {
            found.push("/: the body is required and empty".to_owned());
        }
    } else if !exchange.request_body.is_empty() {
        found.push("/: a body where the document has none".to_owned());
    }
    verdict(route, "request", found)
}

/// Checks status, headers, content type, body and error code.
pub fn check_response(exchange: &Exchange<'_>) -> Result<(), Violations> {
    let (path, _) = split_target(exchange.target);
    let route = find(exchange.method, path);
    let name = route.map_or_else(|| format!("{} {path} (not in the document)", exchange.method), |r| r.id.clone());
    let Some(pointer) = response_pointer(route, exchange.status) else {
        let listed = route.map_or_else(Vec::new, listed_statuses).join(", ");
        return Err(Violations(vec![format!("{name} {}: status not listed (listed: {listed})", exchange.status)]));
    };
    let mut found = header_faults(&pointer, exchange);
    found.extend(content_faults(&pointer, exchange));
    let found: Vec<_> = found.into_iter().map(|fault| format!("{name} {} {fault}", exchange.status)).collect();
    if found.is_empty() { Ok(()) } else { Err(Violations(found)) }
}

/// The codes that an answer may carry, each with the pointer of its error's schema.
pub fn error_codes(response_pointer: &str) -> Vec<(String, String)> {
    let media = format!("{response_pointer}/content/application~1json/schema/properties/error");
    if document().pointer(&media).is_none() {
        return Vec::new();
    }
    let (pointer, node) = resolve(&media);
    let variants = node["oneOf"].as_array().map_or(0, Vec::len);
    let pointers = match variants {
        0 => vec![pointer],
        _ => (0..variants).map(|index| resolve(&format!("{pointer}/oneOf/{index}")).0).collect(),
    };
    let code = |pointer: String| {
        let code = resolve(&format!("{pointer}/properties/code")).1;
        let code = code["const"].as_str().unwrap_or_else(|| panic!("the error at {pointer} has no one code"));
        (code.to_owned(), pointer)
    };
    pointers.into_iter().map(code).collect()
}

/// Where the document describes this status of a route, or of any address at all.
pub fn response_pointer(route: Option<&Route>, status: u16) -> Option<String> {
    let own = route.map(|route| format!("{}/responses/{status}", route.pointer));
    let fallback = Some(format!("/x-fallback-responses/{status}"));
    let listed = |pointer: &String| document().pointer(pointer).is_some();
    own.into_iter().chain(fallback).find(listed).map(|pointer| resolve(&pointer).0)
}

fn listed_statuses(route: &Route) -> Vec<String> {
    let responses = document().pointer(&format!("{}/responses", route.pointer)).and_then(Value::as_object);
    responses.into_iter().flat_map(|map| map.keys().cloned()).collect()
}

fn verdict(route: &Route, part: &str, found: Vec<String>) -> Result<(), Violations> {
    let lines: Vec<_> = found.into_iter().map(|fault| format!("{} {part} {fault}", route.id)).collect();
    if lines.is_empty() { Ok(()) } else { Err(Violations(lines)) }
}

fn split_target(target: &str) -> (&str, Vec<(String, String)>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let decode = |text: &str| routes::percent_decode(&text.replace('+', " "));
        (decode(name), decode(value))
    };
    (path, query.split('&').filter(|part| !part.is_empty()).map(pair).collect())
}

fn header_pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let pair = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    headers.iter().map(pair).collect()
}

fn parameter_faults(route: &Route, location: &str, given: &[(String, String)]) -> Vec<String> {
    let here = route.parameters.iter().filter(|parameter| parameter.location == location);
    here.flat_map(|parameter| {
        let mut values = given.iter().filter(|(name, _)| name.eq_ignore_ascii_case(&parameter.name)).peekable();
        let missing = parameter.required && values.peek().is_none();
        let missing = missing.then(|| format!("{location} parameter {}: required and missing", parameter.name));
        missing.into_iter().chain(values.flat_map(|(_, value)| value_faults(parameter, value))).collect::<Vec<_>>()
    })
    .collect()
}

fn undeclared(route: &Route, query: &[(String, String)]) -> Vec<String> {
    let known = |name: &String| route.parameters.iter().any(|p| p.location == "query" && p.name == *name);
    let unknown = query.iter().filter(|(name, _)| !known(name));
    unknown.map(|(name, _)| format!("query parameter {name}: not in the document")).collect()
}

fn value_faults(parameter: &Parameter, text: &str) -> Vec<String> {
    let found = text_faults(Direction::Request, &parameter.schema, text);
    found.into_iter().map(|fault| format!("{} parameter {} {fault}", parameter.location, parameter.name)).collect()
}

/// Text on the wire stands for whichever JSON value its schema takes.
fn text_faults(direction: Direction, schema: &str, text: &str) -> Vec<String> {
    let list = Value::Array(text.split(',').map(Value::from).collect());
    let scalar = serde_json::from_str::<Value>(text).ok().filter(|value| value.is_number() || value.is_boolean());
    let readings = [Some(Value::from(text)), scalar, Some(list)].into_iter().flatten();
    let attempts: Vec<_> = readings.map(|value| faults(direction, schema, &value)).collect();
    if attempts.iter().any(Vec::is_empty) { Vec::new() } else { attempts.into_iter().next().unwrap_or_default() }
}

fn header_faults(response: &str, exchange: &Exchange<'_>) -> Vec<String> {
    let declared = document().pointer(&format!("{response}/headers")).and_then(Value::as_object);
    let names = declared.into_iter().flat_map(serde_json::Map::keys);
    names.filter_map(|name| header_fault(response, name, exchange)).collect()
}

fn header_fault(response: &str, name: &str, exchange: &Exchange<'_>) -> Option<String> {
    let (pointer, node) = resolve(&format!("{response}/headers/{}", step(name)));
    let by_rule = name == "X-Trace-Id" || exchange.limits && name.starts_with("RateLimit-");
    let Some(value) = exchange.headers.get(name) else {
        return (by_rule || node["required"] == true).then(|| format!("header {name}: required and missing"));
    };
    let text = String::from_utf8_lossy(value.as_bytes());
    let found = text_faults(Direction::Answer, &format!("{pointer}/schema"), &text);
    (!found.is_empty()).then(|| format!("header {name} {}", found.join("; ")))
}

fn content_faults(response: &str, exchange: &Exchange<'_>) -> Vec<String> {
    if document().pointer(&format!("{response}/content")).is_none() {
        let empty = exchange.body.is_empty();
        return if empty { Vec::new() } else { vec!["/: a body where the document has none".to_owned()] };
    }
    let own = serde_json::from_slice::<Value>(exchange.body)
        .map_or_else(|_| Vec::new(), |body| error_faults(response, &body));
    if own.is_empty() { body_faults(Direction::Answer, response, exchange.headers, exchange.body) } else { own }
}

/// What is wrong by the schema of the error's own code: `oneOf` would only say that none fits.
fn error_faults(response: &str, body: &Value) -> Vec<String> {
    let codes = error_codes(response);
    let Some(code) = body["error"]["code"].as_str().filter(|_| !codes.is_empty()) else { return Vec::new() };
    let Some((_, schema)) = codes.iter().find(|(listed, _)| listed == code) else {
        let listed: Vec<_> = codes.iter().map(|(code, _)| code.as_str()).collect();
        return vec![format!("/error/code: {code} is not listed (listed: {})", listed.join(", "))];
    };
    let inner = faults(Direction::Answer, schema, &body["error"]);
    inner.into_iter().map(|fault| format!("/error{fault}")).collect()
}

/// Faults of a body by the media types below `pointer`.
fn body_faults(direction: Direction, pointer: &str, headers: &HeaderMap, body: &[u8]) -> Vec<String> {
    let sent = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or("none");
    let essence = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let media = format!("{pointer}/content/{}", step(&essence));
    if document().pointer(&media).is_none() {
        return vec![format!("content type {sent}: not listed")];
    }
    if essence != "application/json" {
        return Vec::new();
    }
    match serde_json::from_slice(body) {
        Ok(value) => faults(direction, &format!("{media}/schema"), &value),
        Err(error) => vec![format!("/: not JSON: {error}")],
    }
}
