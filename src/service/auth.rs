//! Logging in and out, renewing a session, one's own account.

use serde_json::json;
use uuid::Uuid;

use super::{
    Local,
    access::{self, Admin, Need, Who},
    keys::Claims,
    mfa, vault,
};
use crate::{
    domain::{
        id::SessionId,
        password,
        text::fold,
        time::{SECOND, Timestamp},
    },
    error::{Error, Kind, Result},
    operations::{
        auth::{AuthSession, ChangePassword, Login, Me, PasswordChanged, SessionUser},
        mfa::WRONG_PASSWORD,
    },
    store::{
        Tx, admins,
        chain::{self, NewEntry},
        mfa as store_mfa, security,
        sessions::{self, NewSession},
    },
};

/// What refresh tokens begin with.
const REFRESH_PREFIX: &str = "art_";

impl Local {
    pub(super) async fn log_in(&self, request: Login) -> Result<AuthSession> {
        let account = fold(&request.email_or_phone);
        self.refuse_locked(&account).await?;
        let admin = self.account(&account).await?;
        let hash = admin.as_ref().filter(|admin| admin.row.active).map(|admin| admin.row.password_hash.clone());
        let right = vault::verify_password(request.password, hash).await?;
        let Some(admin) = admin.filter(|_| right) else {
            return Err(self.note_failed_login(&account, Kind::InvalidCredentials).await?);
        };
        self.begin_session(admin, &account, request.mfa_code).await
    }

    async fn account(&self, account: &str) -> Result<Option<Admin>> {
        let mut tx = self.service.0.db.read().await?;
        match admins::by_login(&mut tx, account).await? {
            Some(row) => access::with_roles(&mut tx, row).await.map(Some),
            None => Ok(None),
        }
    }

    fn address(&self) -> &str {
        self.caller.address.as_deref().unwrap_or("local")
    }

    /// Refuses an account or an address with too many failures behind it.
    pub(super) async fn refuse_locked(&self, account: &str) -> Result<()> {
        let (now, lockout) = (self.service.now(), self.service.0.settings.lockout);
        let window = micros(lockout.window);
        let since = now.plus(-window);
        let mut tx = self.service.0.db.read().await?;
        let (pair, of_account, of_address) = security::failures(&mut tx, account, self.address(), since).await?;
        let over = |failures: i64, limit: u32| limit > 0 && failures >= i64::from(limit);
        if !over(pair, lockout.pair) && !over(of_account, lockout.account) && !over(of_address, lockout.address) {
            return Ok(());
        }
        let oldest = security::oldest_failure(&mut tx, account, self.address(), since).await?.unwrap_or(now);
        drop(tx);
        let entry = self.login_entry("auth.login_refused", account);
        self.service.note(vec![entry], &self.caller.trace).await?;
        let retry_after_seconds = (oldest.plus(window).since(now) / SECOND).max(1);
        Err(Error::new(Kind::RateLimitExceeded { retry_after_seconds }))
    }

    /// Notes a failed login and says what to answer.
    pub(super) async fn note_failed_login(&self, account: &str, kind: Kind) -> Result<Error> {
        let now = self.service.now();
        let mut tx = self.service.0.db.begin().await?;
        security::note_failure(&mut tx, account, self.address(), now).await?;
        self.end_with(tx, vec![self.login_entry("auth.login_failed", account)]).await?;
        Ok(Error::new(kind))
    }

    /// An entry about an account that may not exist; what was typed is masked, it may be a password.
    fn login_entry(&self, action: &'static str, account: &str) -> NewEntry {
        let mut entry = access::entry(&self.service, &self.caller, None, action, "account");
        entry.after = Some(json!({"account": crate::domain::privacy::mask_email(account)}));
        entry
    }

    async fn end_with(&self, mut tx: Tx, entries: Vec<NewEntry>) -> Result<()> {
        let head = chain::append(&mut tx, &entries, &[], &self.caller.trace, self.service.now()).await?;
        tx.commit().await?;
        self.service.0.head.raise(&head);
        Ok(())
    }

    /// Whether the code that came along, if one is needed, was right: when it was given. An account with a second
    /// factor gets no further without.
    async fn second_factor(&self, tx: &mut Tx, admin: &Admin, code: Option<String>) -> Result<Option<Timestamp>> {
        let now = self.service.now();
        if store_mfa::locked(tx, admin.row.key).await?.confirmed_at.is_none() {
            return Ok(None);
        }
        let code = code.ok_or(Kind::MfaRequired)?;
        if mfa::spend(&self.service, tx, admin, &code, now).await? {
            Ok(Some(now))
        } else {
            Err(Kind::InvalidCredentials.into())
        }
    }

    async fn begin_session(&self, admin: Admin, account: &str, code: Option<String>) -> Result<AuthSession> {
        let (service, now) = (&self.service, self.service.now());
        let id = SessionId(service.new_id());
        let (token, hash) = vault::new_token(REFRESH_PREFIX, service.0.random.as_ref());
        let mut tx = service.0.db.begin().await?;
        let mfa_at = match self.second_factor(&mut tx, &admin, code).await {
            Err(error) if error.kind == Kind::InvalidCredentials => {
                tx.rollback().await?;
                return Err(self.note_failed_login(account, error.kind).await?);
            }
            other => other?,
        };
        let session = NewSession {
            id,
            admin_key: admin.row.key,
            surface: self.caller.surface,
            expires_at: now.plus(micros(service.0.settings.refresh)),
            mfa_at,
            address: self.caller.address.clone(),
            user_agent: self.caller.user_agent.clone(),
            epoch: security::epoch(&mut tx).await?,
        };
        let key = sessions::insert(&mut tx, session, now).await?;
        sessions::issue_token(&mut tx, key, &hash, now).await?;
        security::forgive(&mut tx, account, self.address()).await?;
        admins::logged_in(&mut tx, admin.row.key, now).await?;
        let mut entry = self.own_entry(&admin, "auth.login", Some(id.0));
        entry.after = Some(json!({"mfa": mfa_at.is_some()}));
        self.end_with(tx, vec![entry]).await?;
        self.session(&admin, id, token, mfa_at)
    }

    /// An entry about an admin's own session, made by themselves though the request bore no access token.
    fn own_entry(&self, admin: &Admin, action: &'static str, session: Option<Uuid>) -> NewEntry {
        let mut caller = self.caller.clone();
        caller.actor = crate::domain::actor::Actor::Admin(admin.id());
        let who = Who::Admin(Box::new(admin.clone()));
        let mut entry = access::entry(&self.service, &caller, Some(&who), action, "session");
        entry.entity_id = session.map(|id| id.to_string());
        entry
    }

    fn session(&self, admin: &Admin, id: SessionId, token: String, mfa_at: Option<Timestamp>) -> Result<AuthSession> {
        let (service, now) = (&self.service, self.service.now());
        let expires_in = i64::try_from(service.0.settings.access.as_secs()).unwrap_or(i64::MAX);
        let (iss, aud) = service.0.keys.names();
        let claims = Claims {
            iss,
            aud,
            sub: admin.id().0,
            jti: service.new_id(),
            iat: now.seconds(),
            exp: now.seconds() + expires_in,
            sid: id.0,
            roles: admin.roles.clone(),
            mfa_at: mfa_at.map(Timestamp::seconds),
        };
        Ok(AuthSession {
            access_token: service.0.keys.sign(&claims)?,
            refresh_token: token,
            token_type: "Bearer".into(),
            expires_in,
            user: session_user(admin),
        })
    }

    pub(super) async fn renew(&self, refresh_token: String) -> Result<AuthSession> {
        let (service, now) = (&self.service, self.service.now());
        let refused = || Error::new(Kind::Unauthenticated);
        let mut tx = service.0.db.begin().await?;
        let found = sessions::by_refresh_token(&mut tx, &vault::token_hash(&refresh_token)).await?;
        let (session, token, used_at) = found.ok_or_else(refused)?;
        let admin = access::load_admin(&mut tx, session.admin_id).await?.ok_or_else(refused)?;
        if used_at.is_some() {
            // Somebody has a copy. Nobody can tell who is the thief, so both are out.
            let ended = sessions::end(&mut tx, session.key, now).await?;
            let entry = self.own_entry(&admin, "auth.refresh_reused", Some(session.id.0));
            self.end_with(tx, if ended { vec![entry] } else { Vec::new() }).await?;
            return Err(refused());
        }
        if !super::sessions::is_live(&session, security::epoch(&mut tx).await?, now) {
            return Err(refused());
        }
        let (fresh, hash) = vault::new_token(REFRESH_PREFIX, service.0.random.as_ref());
        let expires = now.plus(micros(service.0.settings.refresh));
        sessions::spend_token(&mut tx, token, session.key, expires, now).await?;
        sessions::issue_token(&mut tx, session.key, &hash, now).await?;
        tx.commit().await?;
        self.session(&admin, session.id, fresh, session.mfa_at)
    }

    pub(super) async fn log_out(&self, refresh_token: Option<String>) -> Result<()> {
        let (service, now) = (&self.service, self.service.now());
        let refused = || Error::new(Kind::Unauthenticated);
        let mut tx = service.0.db.begin().await?;
        let session = match (refresh_token, self.caller.session) {
            (Some(token), _) => {
                sessions::by_refresh_token(&mut tx, &vault::token_hash(&token)).await?.map(|(session, ..)| session)
            }
            (None, Some(id)) => sessions::by_id(&mut tx, id).await?,
            (None, None) => None,
        };
        let session = session.ok_or_else(refused)?;
        let admin = access::load_admin(&mut tx, session.admin_id).await?.ok_or_else(refused)?;
        let ended = sessions::end(&mut tx, session.key, now).await?;
        let entry = self.own_entry(&admin, "auth.logout", Some(session.id.0));
        self.end_with(tx, if ended { vec![entry] } else { Vec::new() }).await
    }

    pub(super) async fn set_own_password(&self, request: ChangePassword) -> Result<PasswordChanged> {
        let who = self.authorize(Need::Admin).await?;
        let admin = who.admin()?;
        let account = fold(&admin.row.email);
        self.refuse_locked(&account).await?;
        let hash = Some(admin.row.password_hash.clone());
        if !vault::verify_password(request.current_password, hash).await? {
            self.note_failed_login(&account, Kind::InvalidCredentials).await?;
            return Err(Error::field("current_password", WRONG_PASSWORD));
        }
        password::check(&request.new_password, &admin.row.email, &admin.row.name)
            .map_err(|problem| Error::field("new_password", problem))?;
        let hash = vault::hash_password(request.new_password, self.service.0.random.as_ref()).await?;
        let now = self.service.now();
        let mut tx = self.service.0.db.begin().await?;
        admins::set_password(&mut tx, admin.row.key, &hash, now).await?;
        let keep = self.caller.session.map(|id| id.0);
        let revoked_sessions = sessions::end_all(&mut tx, admin.row.key, keep, now).await?;
        let subject = admin.id().to_string();
        security::note_fact(&mut tx, self.service.new_id(), "password_set", &subject, &hash, now).await?;
        let mut entry = access::entry(&self.service, &self.caller, Some(&who), "admin.change_password", "admin");
        entry.entity_id = Some(subject);
        entry.after = Some(json!({"revoked_sessions": revoked_sessions}));
        self.end_with(tx, vec![entry]).await?;
        Ok(PasswordChanged { revoked_sessions })
    }

    pub(super) async fn who_am_i(&self) -> Result<Me> {
        let who = self.authorize(Need::Admin).await?;
        let admin = who.admin()?;
        let mut tx = self.service.0.db.read().await?;
        Ok(Me {
            user: session_user(admin),
            phone: admin.row.phone.clone(),
            mfa_enabled: admin.row.mfa_confirmed_at.is_some(),
            recovery_codes_left: admins::recovery_codes_left(&mut tx, admin.row.key).await?,
            created_at: admin.row.created_at,
            last_login_at: admin.row.last_login_at,
        })
    }
}

fn session_user(admin: &Admin) -> SessionUser {
    SessionUser {
        id: admin.id().0,
        email: admin.row.email.clone(),
        name: admin.row.name.clone(),
        roles: admin.roles.clone(),
        active_role: admin.roles.first().cloned(),
        permissions: admin.permissions,
    }
}

/// A length of time in microseconds.
pub fn micros(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
