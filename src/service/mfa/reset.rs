//! Taking an admin's second factor away, or making them a new one.

use async_trait::async_trait;
use serde_json::json;

use super::factor::{self, Made};
use crate::{
    domain::{actor::Permission, id::AdminId},
    error::{Error, Kind, Result},
    operations::mfa::{AdminMfaReset, MfaSecret, ResetMfa},
    service::{
        access::{Admin, Need},
        admins::subject,
        mutation::{About, Change, Context, Mutation},
        sessions::is_own,
    },
    store::{mfa, sessions},
};

/// Takes an admin's factor away, or makes them a new one, in force at once.
pub struct Reset;

#[async_trait]
impl Mutation for Reset {
    const NAME: &'static str = "admin.reset_mfa";
    const NEEDS: Need = Need::Permission(Permission::AdminsUpdate);
    const ENTITY: &'static str = "admin";
    const SECRET: bool = true;
    type Request = (AdminId, ResetMfa);
    type Answer = AdminMfaReset;

    async fn run(cx: &mut Context<'_>, (id, request): &Self::Request) -> Result<AdminMfaReset> {
        // At the machine itself whoever may write the file may do this too, or a lone admin would be locked out.
        let at_the_machine = cx.caller.os_user.is_some();
        if is_own(&cx.who, *id) && !at_the_machine {
            let message = "For your own second factor use mfa/enrol and mfa/disable.";
            return Err(Error::new(Kind::OwnAccount).with_message(message));
        }
        let admin = subject(cx, *id).await?;
        let had = admin.row.mfa_confirmed_at.is_some();
        if !had && !request.enrol {
            return Err(Kind::MfaNotEnrolled.into());
        }
        let enrolment = renew(cx, &admin, request.enrol).await?;
        let revoked_sessions = sessions::end_all(&mut cx.tx, admin.row.key, None, cx.now).await?;
        cx.audit(Change {
            entity_id: id.to_string(),
            before: Some(json!({"mfa_enabled": had})),
            after: Some(json!({"mfa_enabled": request.enrol, "revoked_sessions": revoked_sessions})),
            reason: None,
        });
        let status = Some(if admin.row.active { "active" } else { "inactive" });
        cx.event("admin.updated", id.0, &About { version: Some(admin.row.version + 1), number: None, status });
        Ok(AdminMfaReset {
            id: id.0,
            email: admin.row.email,
            mfa_enabled: request.enrol,
            enrolment: enrolment.filter(|_| !cx.dry_run()),
            revoked_sessions,
            dry_run: None,
        })
    }
}

async fn renew(cx: &mut Context<'_>, admin: &Admin, enrol: bool) -> Result<Option<MfaSecret>> {
    let (service, key, now) = (cx.service, admin.row.key, cx.now);
    if !enrol {
        mfa::clear(&mut cx.tx, key, now).await?;
        factor::note(service, &mut cx.tx, "mfa_set", admin.id(), json!({"enabled": false})).await?;
        return Ok(None);
    }
    let Made { shown, sealed, codes } = factor::make(service, admin)?;
    mfa::enrol(&mut cx.tx, key, &sealed, &codes, Some(now), now).await?;
    let data = json!({"enabled": true, "secret": hex::encode(&sealed)});
    factor::note(service, &mut cx.tx, "mfa_set", admin.id(), data).await?;
    Ok(Some(shown))
}
