//! The one path that every change takes, from the permission to the commit.
//!
//! A change is a type that says its name, what it asks of its caller, its request and its answer; what it
//! does is one function on a [`Context`]. Everything else happens here, once: the permission (refusals are
//! audited), the write transaction, the idempotency record, the audit entries, the events, the notices,
//! the dry run. Nothing outside the database is called while the transaction is open. What keys keep, and answers
//! that wait for something outside, stand in `answers`.

mod answers;

use async_trait::async_trait;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{
    Service,
    access::{self, Need, Who},
    mfa::{self, Fresh},
};
use crate::{
    domain::{actor::Caller, id::JobId, text::fold, time::Timestamp},
    error::{Error, Kind, Result},
    operations::{Answer, Attempt, mfa::WRONG_CODE},
    store::{
        Tx,
        chain::{self, NewEntry, NewEvent},
        outbox::{self, NewNotice},
    },
};

/// A change.
#[async_trait]
pub trait Mutation: Send + Sync {
    /// The operation's name, which is also the action in the audit log: `takedown.resolve`.
    const NAME: &'static str;
    /// What it asks of its caller.
    const NEEDS: Need;
    /// What kind of thing it changes, as the audit log calls it.
    const ENTITY: &'static str;
    /// Whether its answer carries a secret, which is then kept sealed.
    const SECRET: bool = false;
    /// Whether its answer shows a customer; a repeat after the caller lost sight of customers is refused.
    const SHOWS_CUSTOMERS: bool = false;
    /// Whether its caller must have given a code of their second factor within the last 15 minutes.
    const FRESH_MFA: bool = false;
    /// Whether the machine itself may make it, for no admin; it looks closer in `run`.
    const BY_SYSTEM: bool = false;
    /// The typed request, its ids resolved: the same at every door, so that its JSON is a fingerprint.
    type Request: Serialize + Send + Sync;
    /// What it answers.
    type Answer: Serialize + DeserializeOwned + Send;

    /// Does it, inside the transaction of `cx`. An error undoes everything.
    async fn run(cx: &mut Context<'_>, request: &Self::Request) -> Result<Self::Answer>;

    /// Whether what it set going is waited for before it answers; the answer is then what [`Self::found`] finds.
    fn waits(_: &Self::Answer) -> bool {
        false
    }

    /// Waits, after the commit and with no transaction open, for as long as people wait at most.
    async fn wait(_: &Service, _: &Self::Request) -> Result<()> {
        Ok(())
    }

    /// The answer as things stand, the change having been made before. Asked only of what waits.
    async fn found(_: &Service, _: &mut Tx, _: &Who, _: &Self::Request) -> Result<Self::Answer> {
        Err(Error::internal(format!("{} has no answer under its key, and waits for nothing", Self::NAME)))
    }
}

/// What a change has at hand: the transaction, the moment, who asks; and what it leaves to be written.
pub struct Context<'a> {
    /// The write transaction.
    pub tx: Tx,
    /// The moment of the change.
    pub now: Timestamp,
    /// Who asks, read inside this transaction.
    pub who: Who,
    /// The caller.
    pub caller: &'a Caller,
    /// The process's service.
    pub service: &'a Service,
    /// How it is to be made.
    pub attempt: &'a Attempt,
    action: &'static str,
    entity: &'static str,
    entries: Vec<NewEntry>,
    events: Vec<NewEvent>,
    notices: Vec<NewNotice>,
    refunds: Vec<i64>,
    jobs: Vec<JobId>,
}

/// What an audit entry says beside who and when. Secrets and personal data must be masked already.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Which row.
    pub entity_id: String,
    /// What was.
    pub before: Option<Json>,
    /// What is.
    pub after: Option<Json>,
    /// Why.
    pub reason: Option<String>,
}

/// What an event says of its row, as it is after the change.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Its version.
    pub version: Option<i64>,
    /// The number that people use.
    pub number: Option<String>,
    /// Its status.
    pub status: Option<&'static str>,
}

impl Context<'_> {
    /// A new id.
    pub fn id(&self) -> Uuid {
        self.service.new_id()
    }

    /// Whether nothing will stay.
    pub const fn dry_run(&self) -> bool {
        self.attempt.dry_run
    }

    /// Refuses a caller who has seen another version.
    ///
    /// # Errors
    /// `PRECONDITION_FAILED`
    pub fn check_version(&self, version: i64) -> Result<()> {
        match self.attempt.if_match {
            Some(seen) if seen != version => Err(Error::new(Kind::PreconditionFailed)),
            _ => Ok(()),
        }
    }

    /// Notes what was done to a row.
    pub fn audit(&mut self, change: Change) {
        self.audit_as(self.action, self.entity, change);
    }

    /// As [`Self::audit`], for what a change does beside its own.
    pub fn audit_as(&mut self, action: &'static str, entity: &'static str, change: Change) {
        let mut entry = access::entry(self.service, self.caller, Some(&self.who), action, entity);
        entry.created_at = self.now;
        entry.entity_id = Some(change.entity_id);
        entry.before = change.before;
        entry.after = change.after;
        entry.reason = change.reason;
        self.entries.push(entry);
    }

    /// Tells listeners. The kind is one that the contract lists.
    pub fn event(&mut self, kind: &'static str, entity_id: impl std::fmt::Display, about: &About) {
        let topic = kind.split_once('.').map_or(kind, |(topic, _)| topic);
        let data = json!({
            "version": about.version,
            "number": about.number,
            "status": about.status,
            "actor_id": access::admin_uuid(&self.who),
        });
        let (id, entity_id) = (self.id(), (topic != "system").then(|| entity_id.to_string()));
        self.events.push(NewEvent { id, topic, kind, entity_id, owner_id: None, data });
    }

    /// Tells the owner of a row, and those who may see everybody's, how far it has come.
    pub fn event_of(
        &mut self,
        owner: Uuid,
        kind: &'static str,
        entity_id: impl std::fmt::Display,
        about: &About,
        progress_percent: i64,
    ) {
        self.event(kind, entity_id, about);
        if let Some(event) = self.events.last_mut() {
            event.owner_id = Some(owner);
            event.data["progress_percent"] = progress_percent.into();
        }
    }

    /// A job waits for a worker as soon as this has committed.
    pub fn queue(&mut self, job: JobId) {
        self.jobs.push(job);
    }

    /// A refund is to be paid as soon as this has committed.
    pub fn pay(&mut self, refund_key: i64) {
        self.refunds.push(refund_key);
    }

    /// Queues a notice.
    pub fn notify(&mut self, notice: NewNotice) {
        self.notices.push(notice);
    }
}

/// Makes a change.
///
/// # Errors
/// What the operation refuses, and what `openapi.yaml` lists for every change.
pub async fn run<M: Mutation>(
    service: &Service,
    caller: &Caller,
    request: M::Request,
    attempt: Attempt,
) -> Result<Answer<M::Answer>> {
    let who = permitted::<M>(service, caller).await?;
    if M::FRESH_MFA
        && caller.mfa_code.is_some()
        && let Who::Admin(admin) = &who
    {
        service.for_caller(caller.clone()).refuse_locked(&fold(&admin.row.email)).await?;
    }
    let _running = attempt.key.as_deref().map(|key| answers::Running::begin(service, who.key(), key)).transpose()?;
    let mut cx = Context {
        tx: service.0.db.begin().await?,
        now: service.now(),
        who,
        caller,
        service,
        attempt: &attempt,
        action: M::NAME,
        entity: M::ENTITY,
        entries: Vec::new(),
        events: Vec::new(),
        notices: Vec::new(),
        refunds: Vec::new(),
        jobs: Vec::new(),
    };
    // What was read before the transaction may have changed while it waited for its turn.
    cx.who = access::load(&mut cx.tx, caller).await?;
    check::<M>(&cx.who)?;
    let key = attempt.key.as_deref().filter(|_| !attempt.dry_run);
    if let Some(key) = key
        && let Some(answer) = answers::replay::<M>(&mut cx, key, &request).await?
    {
        cx.tx.commit().await?;
        return Ok(answer);
    }
    if M::FRESH_MFA
        && let Err(error) = stepped_up(&mut cx).await
    {
        return unfresh(cx, error).await;
    }
    let value = match M::run(&mut cx, &request).await {
        Ok(value) => value,
        Err(error) => return Err(refused(cx, error).await?),
    };
    if attempt.dry_run {
        cx.tx.rollback().await?;
        return dry(&value);
    }
    if M::waits(&value) {
        let who = cx.who.clone();
        finish(cx).await?;
        return answers::settle::<M>(service, &who, key, &request).await;
    }
    let json = serde_json::to_string(&value).map_err(Error::internal)?;
    if let Some(key) = key {
        answers::fix::<M>(service, &mut cx.tx, &cx.who.key(), key, &json).await?;
    }
    finish(cx).await?;
    Ok(Answer { value, json, replayed: false })
}

/// Refuses a caller whose second factor is not fresh.
async fn stepped_up(cx: &mut Context<'_>) -> Result<()> {
    match mfa::fresh(cx).await? {
        Fresh::Yes => Ok(()),
        Fresh::No => Err(Kind::MfaRequired.into()),
        Fresh::WrongCode => Err(Error::new(Kind::MfaRequired).with_message(format!("The code {WRONG_CODE}."))),
    }
}

/// What a caller without a fresh second factor gets; a wrong code counts as a wrong password does.
async fn unfresh<A>(cx: Context<'_>, error: Error) -> Result<Answer<A>> {
    let Context { tx, who, caller, service, .. } = cx;
    tx.rollback().await?;
    if caller.mfa_code.is_some()
        && error.kind == Kind::MfaRequired
        && let Who::Admin(admin) = &who
        && admin.row.mfa_confirmed_at.is_some()
    {
        service.for_caller(caller.clone()).note_failed_login(&fold(&admin.row.email), Kind::MfaRequired).await?;
    }
    Err(error)
}

/// What a change refused is undone, and when it was a permission that lacked, audited.
async fn refused(cx: Context<'_>, error: Error) -> Result<Error> {
    let Context { tx, who, caller, service, .. } = cx;
    tx.rollback().await?;
    access::note_denied(service, caller, &who, &error).await?;
    Ok(error)
}

/// Who the caller is, if they may; a refusal is audited before any lock is taken.
pub async fn permitted<M: Mutation>(service: &Service, caller: &Caller) -> Result<Who> {
    let who = access::load(&mut service.0.db.read().await?, caller).await?;
    if let Err(error) = check::<M>(&who) {
        access::note_denied(service, caller, &who, &error).await?;
        return Err(error);
    }
    Ok(who)
}

fn check<M: Mutation>(who: &Who) -> Result<()> {
    match who {
        Who::System if M::BY_SYSTEM => Ok(()),
        who => who.check(M::NEEDS),
    }
}

/// The answer of a dry run: what it would be, marked.
fn dry<A: Serialize + DeserializeOwned>(value: &A) -> Result<Answer<A>> {
    let mut marked = serde_json::to_value(value).map_err(Error::internal)?;
    if let Json::Object(members) = &mut marked {
        members.insert("dry_run".into(), true.into());
    }
    let json = marked.to_string();
    Ok(Answer { value: serde_json::from_value(marked).map_err(Error::internal)?, json, replayed: false })
}

/// Writes what the change left to be written, and commits.
async fn finish(cx: Context<'_>) -> Result<()> {
    let Context { mut tx, now, caller, service, action, entries, events, notices, refunds, jobs, .. } = cx;
    for notice in &notices {
        outbox::insert(&mut tx, notice, &caller.trace, now).await?;
    }
    let head = chain::append(&mut tx, &entries, &events, &caller.trace, now).await?;
    fault!(action, "commit");
    tx.commit().await?;
    fault!(action, "committed");
    service.0.head.raise(&head);
    service.0.pulse.beat();
    if !notices.is_empty() {
        service.0.outbox.notify_one();
    }
    if !jobs.is_empty() {
        service.announce_jobs(jobs);
    }
    if !refunds.is_empty() {
        if let Ok(mut begun) = service.0.begun.lock()
            && let Some(begun) = begun.as_mut()
        {
            begun.extend(refunds);
        }
        service.0.refunds.notify_one();
    }
    Ok(())
}
