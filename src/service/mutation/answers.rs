//! What is kept under a caller's key: which request took it, and the one answer that it ever gives.
//!
//! The key is taken in the transaction of the change, and the answer is fixed there too, unless it waits for something
//! outside: then it is fixed afterwards, once, by whoever comes first. A process that dies in between leaves a key
//! without an answer; the next one who asks under it fixes the answer from how things stand then.

use serde::Serialize;

use super::{Context, Mutation};
use crate::{
    domain::{
        actor::Permission,
        time::{DAY, SECOND},
    },
    error::{Error, Kind, Result},
    operations::Answer,
    service::{Service, access::Who, auth::micros},
    store::{
        Tx,
        idempotency::{self, Record},
    },
};

/// How long an answer is kept under its key.
const KEPT: i64 = DAY;
/// How much longer than it may wait the first request may take before it is taken for dead.
const GRACE: i64 = 5 * SECOND;

fn in_progress(key: &str) -> Error {
    Error::new(Kind::IdempotencyInProgress { idempotency_key: key.to_owned() })
}

/// The first answer again, if this key has one. Otherwise the key is taken.
pub(super) async fn replay<M: Mutation>(
    cx: &mut Context<'_>,
    key: &str,
    request: &M::Request,
) -> Result<Option<Answer<M::Answer>>> {
    let (caller, fingerprint) = (cx.who.key(), fingerprint::<M>(cx, request)?);
    let conflict = |restore_id| Error::new(Kind::IdempotencyConflict { idempotency_key: key.to_owned(), restore_id });
    if let Some(record) = idempotency::find(&mut cx.tx, &caller, key).await? {
        if cx.now.since(record.created_at) < KEPT {
            if record.undone_by.is_some() || record.fingerprint != fingerprint || record.operation != M::NAME {
                return Err(conflict(record.undone_by));
            }
            return answered::<M>(cx, key, request, record).await.map(Some);
        }
        idempotency::forget(&mut cx.tx, &caller, key, record.created_at).await?;
    }
    if idempotency::take(&mut cx.tx, &caller, key, M::NAME, &fingerprint, cx.now).await? {
        return Ok(None);
    }
    Err(in_progress(key))
}

/// The answer under a key: as it was fixed, or from how things stand when whoever should have fixed it is gone.
async fn answered<M: Mutation>(
    cx: &mut Context<'_>,
    key: &str,
    request: &M::Request,
    record: Record,
) -> Result<Answer<M::Answer>> {
    let caller = cx.who.key();
    let longest = micros(cx.service.settings().refunds.wait).saturating_add(GRACE);
    let json = match record.answer {
        Some(answer) => opened(cx.service, &caller, key, answer, record.sealed)?,
        None if cx.now.since(record.created_at) < longest => return Err(in_progress(key)),
        None => {
            let found = M::found(cx.service, &mut cx.tx, &cx.who, request).await?;
            fix::<M>(cx.service, &mut cx.tx, &caller, key, &to_json(&found)?).await?
        }
    };
    Ok(Answer { value: serde_json::from_str(&json).map_err(Error::internal)?, json, replayed: true })
}

/// Fixes the answer under a key, unless that was done before; the answer that stands.
pub(super) async fn fix<M: Mutation>(
    service: &Service,
    tx: &mut Tx,
    caller: &str,
    key: &str,
    json: &str,
) -> Result<String> {
    let bytes =
        if M::SECRET { service.0.vault.seal(&place(caller, key), json.as_bytes())? } else { json.as_bytes().to_vec() };
    if idempotency::answer(tx, caller, key, bytes, M::SECRET).await? {
        return Ok(json.to_owned());
    }
    let record = idempotency::find(tx, caller, key).await?;
    match record.and_then(|record| Some((record.answer?, record.sealed))) {
        Some((answer, sealed)) => opened(service, caller, key, answer, sealed),
        None => Err(Error::internal(format!("the key {key} of {caller} is gone"))),
    }
}

/// Waits for what a change set going, whose transaction is over, and answers as things stand then.
///
/// # Errors
/// `IDEMPOTENCY_IN_PROGRESS` when the answer can't be fixed now: what was done stands, and asking again is safe.
pub(super) async fn settle<M: Mutation>(
    service: &Service,
    who: &Who,
    key: Option<&str>,
    request: &M::Request,
) -> Result<Answer<M::Answer>> {
    let Some(key) = key else {
        M::wait(service, request).await?;
        let value = M::found(service, &mut service.0.db.read().await?, who, request).await?;
        let json = to_json(&value)?;
        return Ok(Answer { value, json, replayed: false });
    };
    let settled = async {
        M::wait(service, request).await?;
        let mut tx = service.0.db.begin().await?;
        let value = M::found(service, &mut tx, who, request).await?;
        let json = fix::<M>(service, &mut tx, &who.key(), key, &to_json(&value)?).await?;
        fault!("answer.commit");
        tx.commit().await?;
        fault!("answer.committed");
        Ok(Answer { value: serde_json::from_str(&json).map_err(Error::internal)?, json, replayed: false })
    };
    settled.await.map_err(|error: Error| in_progress(key).with_context(format!("{error:?}")))
}

fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

fn opened(service: &Service, caller: &str, key: &str, answer: Vec<u8>, sealed: bool) -> Result<String> {
    let bytes = if sealed { service.0.vault.open(&place(caller, key), &answer)? } else { answer };
    String::from_utf8(bytes).map_err(Error::internal)
}

fn place(caller: &str, key: &str) -> String {
    format!("answer:{caller}:{key}")
}

fn fingerprint<M: Mutation>(cx: &Context<'_>, request: &M::Request) -> Result<Vec<u8>> {
    let mut text = format!("{}\n{}", M::NAME, to_json(request)?);
    if M::SHOWS_CUSTOMERS && cx.who.permissions().allows(Permission::UsersViewPii) {
        text.push_str("\nsees customers");
    }
    Ok(cx.service.0.vault.fingerprint(&text))
}

/// Holds a key for as long as its first request runs in this process.
pub(super) struct Running<'a> {
    service: &'a Service,
    key: (String, String),
}

impl<'a> Running<'a> {
    pub(super) fn begin(service: &'a Service, caller: String, key: &str) -> Result<Self> {
        let key = (caller, key.to_owned());
        let mut running = service.0.running.lock().map_err(Error::internal)?;
        if !running.insert(key.clone()) {
            return Err(Error::new(Kind::IdempotencyInProgress { idempotency_key: key.1 }));
        }
        Ok(Self { service, key })
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Ok(mut running) = self.service.0.running.lock() {
            running.remove(&self.key);
        }
    }
}
