//! Live sessions: listing and ending them.

use async_trait::async_trait;
use serde_json::json;

use super::{
    Local,
    access::{Need, Who},
    mutation::{About, Change, Context, Mutation},
};
use crate::{
    domain::{
        actor::Permission,
        id::{Reference, SessionId},
        time::Timestamp,
    },
    error::{Error, Kind, Result},
    operations::{
        AdminRef, Deleted, Page,
        auth::{ListSessions, Session},
    },
    store::{
        Tx,
        filter::Filter,
        names, security,
        sessions::{self, SessionRow},
    },
};

/// Whether a session still is one.
pub fn is_live(session: &SessionRow, epoch: i64, now: Timestamp) -> bool {
    session.ended_at.is_none() && session.expires_at > now && session.epoch == epoch && session.admin_active
}

/// The session with this id, if it is live.
pub async fn live(tx: &mut Tx, id: SessionId, now: Timestamp) -> Result<Option<SessionRow>> {
    let epoch = security::epoch(tx).await?;
    Ok(sessions::by_id(tx, id).await?.filter(|session| is_live(session, epoch, now)))
}

impl Local {
    pub(super) async fn sessions(&self, query: ListSessions) -> Result<Page<Session>> {
        let who = self.authorize(Need::Admin).await?;
        let mut tx = self.service.0.db.read().await?;
        let mut filter = Filter::default();
        filter.and("s.ended_at IS NULL AND s.expires_at > ?", [self.service.now().into()]);
        filter.and("s.epoch = ?", [security::epoch(&mut tx).await?.into()]);
        filter.and_if("a.id = ?", query.admin_id);
        if !who.permissions().allows(Permission::AdminsList) {
            filter.and("a.id = ?", [who.admin()?.id().into()]);
        }
        let (rows, meta) = sessions::page(&mut tx, &filter, &query.paging).await?;
        let rows = rows.into_iter().map(|row| self.session_of(row)).collect();
        Ok(Page { rows, meta, summary: () })
    }

    fn session_of(&self, row: SessionRow) -> Session {
        Session {
            id: row.id.0,
            admin: AdminRef { id: row.admin_id.0, name: row.admin_name, email: row.admin_email },
            surface: row.surface,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
            mfa_at: row.mfa_at,
            address: row.address,
            user_agent: row.user_agent,
            current: self.caller.session == Some(row.id),
        }
    }

    pub(super) async fn find_session(&self, session: &Reference) -> Result<SessionId> {
        let missing = |session_id| Error::new(Kind::SessionNotFound { session_id });
        self.find(names::SESSIONS, session, missing).await.map(SessionId)
    }
}

/// Ends a session: one's own, or with `admins:update` anybody's.
pub struct RevokeSession;

#[async_trait]
impl Mutation for RevokeSession {
    const NAME: &'static str = "session.revoke";
    const NEEDS: Need = Need::Admin;
    const ENTITY: &'static str = "session";
    type Request = SessionId;
    type Answer = Deleted;

    async fn run(cx: &mut Context<'_>, id: &SessionId) -> Result<Deleted> {
        let missing = || Error::new(Kind::SessionNotFound { session_id: id.to_string() });
        let session = live(&mut cx.tx, *id, cx.now).await?.ok_or_else(missing)?;
        refuse_others(cx, &session).await?;
        sessions::end(&mut cx.tx, session.key, cx.now).await?;
        let after = json!({"admin_id": session.admin_id, "ended": true});
        cx.audit(Change { entity_id: id.to_string(), after: Some(after), ..Change::default() });
        cx.event("system.changed", id.0, &About::default());
        Ok(Deleted { id: id.to_string(), dry_run: None })
    }
}

async fn refuse_others(cx: &mut Context<'_>, session: &SessionRow) -> Result<()> {
    if cx.who.admin()?.id() == session.admin_id {
        return Ok(());
    }
    cx.who.check(Need::Permission(Permission::AdminsUpdate))?;
    let theirs = super::access::load_admin(&mut cx.tx, session.admin_id).await?;
    match theirs.and_then(|theirs| cx.who.permissions().first_lacking(theirs.permissions)) {
        Some(lacking) => Err(Error::denied(lacking)),
        None => Ok(()),
    }
}

/// Whether `who` is this admin.
pub fn is_own(who: &Who, admin: crate::domain::id::AdminId) -> bool {
    who.admin().is_ok_and(|own| own.id() == admin)
}
