//! One request, as it will be sent.

use reqwest::Method;
use serde::Serialize;

use super::query::parameters;
use crate::{
    error::{Error, Result},
    operations::Attempt,
};

/// A request: where it goes and what it carries, without whose it is.
pub(super) struct Call {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    pub attempt: Attempt,
    /// The event after which a stream goes on.
    pub last_event: Option<i64>,
    /// Whether it is sent without the caller's token.
    pub anonymous: bool,
}

impl Call {
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(super) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    pub(super) fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::PATCH, path)
    }

    pub(super) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            body: None,
            attempt: Attempt::default(),
            last_event: None,
            anonymous: false,
        }
    }

    /// With the members of a list's request as parameters.
    pub(super) fn query(mut self, request: &impl Serialize) -> Result<Self> {
        self.query = parameters(request)?;
        Ok(self)
    }

    /// With a request as JSON.
    pub(super) fn body(mut self, request: &impl Serialize) -> Result<Self> {
        let json = serde_json::to_vec(request).map_err(|error| Error::internal(format!("a body: {error}")))?;
        self.body = Some(json);
        Ok(self)
    }

    /// As a change that is made this way.
    pub(super) fn attempted(mut self, attempt: Attempt) -> Self {
        if attempt.dry_run {
            self.query.push(("dry_run".into(), "true".into()));
        }
        self.attempt = attempt;
        self
    }

    /// Without the caller's token.
    pub(super) fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }
}
