//! What admins do to their own second factor.

use serde_json::json;

use super::factor::{self, Made};
use crate::{
    domain::{
        text::fold,
        time::{MINUTE, Timestamp},
    },
    error::{Error, Kind, Result},
    operations::mfa::{
        ConfirmMfa, DisableMfa, EnrolMfa, MfaConfirmed, MfaDisabled, MfaEnrolment, WRONG_CODE, WRONG_PASSWORD,
    },
    service::{
        Local,
        access::{self, Admin, Need, Who},
        vault,
    },
    store::{
        Tx, admins,
        chain::{self, NewEvent},
        mfa::{self, FactorRow},
    },
};

/// How long an enrolment waits for its first code.
const WAITS: i64 = 15 * MINUTE;

impl Local {
    /// The caller, whose failures are counted under this name.
    async fn own_account(&self) -> Result<(Who, Admin, String)> {
        let who = self.authorize(Need::Admin).await?;
        let admin = who.admin()?.clone();
        let account = fold(&admin.row.email);
        self.refuse_locked(&account).await?;
        Ok((who, admin, account))
    }

    /// Refuses a password that is not the caller's.
    async fn check_own_password(&self, admin: &Admin, account: &str, password: String) -> Result<()> {
        if vault::verify_password(password, Some(admin.row.password_hash.clone())).await? {
            return Ok(());
        }
        self.note_failed_login(account, Kind::InvalidCredentials).await?;
        Err(Error::field("password", WRONG_PASSWORD))
    }

    pub(in crate::service) async fn enrol_own_mfa(&self, request: EnrolMfa) -> Result<MfaEnrolment> {
        let (who, admin, account) = self.own_account().await?;
        self.check_own_password(&admin, &account, request.password).await?;
        let (service, now) = (&self.service, self.service.now());
        let Made { shown, sealed, codes } = factor::make(service, &admin)?;
        let mut tx = service.0.db.begin().await?;
        if mfa::locked(&mut tx, admin.row.key).await?.confirmed_at.is_some() {
            return Err(Kind::MfaAlreadyEnabled.into());
        }
        mfa::enrol(&mut tx, admin.row.key, &sealed, &codes, None, now).await?;
        self.finish_own(tx, &who, &admin, "admin.enrol_mfa", false).await?;
        Ok(MfaEnrolment { secret: shown, expires_at: now.plus(WAITS) })
    }

    pub(in crate::service) async fn confirm_own_mfa(&self, request: ConfirmMfa) -> Result<MfaConfirmed> {
        let (who, admin, account) = self.own_account().await?;
        let (service, now) = (&self.service, self.service.now());
        let mut tx = service.0.db.begin().await?;
        let row = mfa::locked(&mut tx, admin.row.key).await?;
        refuse_unless_waiting(&row, now)?;
        let step = factor::step_of(service, admin.id(), &row, &request.mfa_code, now)?;
        let Some(step) = step else {
            tx.rollback().await?;
            self.note_failed_login(&account, Kind::InvalidCredentials).await?;
            return Err(Error::field("mfa_code", WRONG_CODE));
        };
        mfa::spend_step(&mut tx, admin.row.key, step).await?;
        mfa::confirm(&mut tx, admin.row.key, now).await?;
        let recovery_codes_left = admins::recovery_codes_left(&mut tx, admin.row.key).await?;
        factor::note(service, &mut tx, "mfa_set", admin.id(), json!({"enabled": true, "secret": sealed(&row)})).await?;
        self.finish_own(tx, &who, &admin, "admin.confirm_mfa", true).await?;
        Ok(MfaConfirmed { mfa_enabled: true, recovery_codes_left })
    }

    pub(in crate::service) async fn disable_own_mfa(&self, request: DisableMfa) -> Result<MfaDisabled> {
        let (who, admin, account) = self.own_account().await?;
        if admin.row.mfa_confirmed_at.is_none() {
            return Err(Kind::MfaNotEnrolled.into());
        }
        self.check_own_password(&admin, &account, request.password).await?;
        let (service, now) = (&self.service, self.service.now());
        let mut tx = service.0.db.begin().await?;
        if !factor::spend(service, &mut tx, &admin, &request.mfa_code, now).await? {
            tx.rollback().await?;
            self.note_failed_login(&account, Kind::InvalidCredentials).await?;
            return Err(Error::field("mfa_code", WRONG_CODE));
        }
        mfa::clear(&mut tx, admin.row.key, now).await?;
        factor::note(service, &mut tx, "mfa_set", admin.id(), json!({"enabled": false})).await?;
        self.finish_own(tx, &who, &admin, "admin.disable_mfa", false).await?;
        Ok(MfaDisabled { mfa_enabled: false })
    }

    /// Writes down what an admin did to their own factor, and commits.
    async fn finish_own(
        &self,
        mut tx: Tx,
        who: &Who,
        admin: &Admin,
        action: &'static str,
        enabled: bool,
    ) -> Result<()> {
        let (service, now) = (&self.service, self.service.now());
        let mut entry = access::entry(service, &self.caller, Some(who), action, "admin");
        entry.entity_id = Some(admin.id().to_string());
        entry.before = Some(json!({"mfa_enabled": admin.row.mfa_confirmed_at.is_some()}));
        entry.after = Some(json!({"mfa_enabled": enabled}));
        let event = NewEvent {
            id: service.new_id(),
            topic: "admin",
            kind: "admin.updated",
            entity_id: Some(admin.id().to_string()),
            owner_id: None,
            data: json!({"version": admin.row.version + 1, "status": "active", "actor_id": admin.id()}),
        };
        let head = chain::append(&mut tx, &[entry], &[event], &self.caller.trace, now).await?;
        tx.commit().await?;
        service.0.head.raise(&head);
        service.0.pulse.beat();
        Ok(())
    }
}

/// The secret as it is sealed: a restore puts it back without knowing it.
pub(super) fn sealed(row: &FactorRow) -> Option<String> {
    row.secret.as_deref().map(hex::encode)
}

fn refuse_unless_waiting(row: &FactorRow, now: Timestamp) -> Result<()> {
    let waiting = row.secret.is_some()
        && row.confirmed_at.is_none()
        && row.enrolled_at.is_some_and(|begun| now.since(begun) < WAITS);
    if waiting {
        return Ok(());
    }
    let message = "No second factor waits for its first code; enrol first, and confirm within 15 minutes.";
    Err(Error::new(Kind::MfaNotEnrolled).with_message(message))
}
