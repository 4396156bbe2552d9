//! `admins mfa`: second factors. One's own goes through one's password and a first code; another's, and at the machine
//! itself one's own too, is set up or taken away at once.

use clap::{Args, Subcommand};

use super::{
    change::ChangeArgs,
    flags::Given,
    look::{Facts, Look, yes},
    output::Record,
    shell::{Detail, Outcome, Shell},
    stop::{Result, Stop},
    targets::admin,
};
use crate::{
    domain::actor::Permission,
    operations::{
        Operations,
        auth::Me,
        fields::{Fields, parse},
        mfa::{
            AdminMfaReset, ConfirmMfa, DisableMfa, EnrolMfa, MfaConfirmed, MfaDisabled, MfaEnrolment, MfaSecret,
            ResetMfa,
        },
    },
};

/// `admins mfa`
#[derive(Subcommand, Debug)]
pub enum MfaCommand {
    /// Set a second factor up: shows its secret and ten recovery codes, this once
    #[command(
        after_help = "Your own factor takes your password, and is in force once a first code confirms it. Another
admin's, and in process your own too, is in force at once and ends their sessions.

Examples:
  appydex-admin admins mfa enrol asha@example.com
  appydex-admin admins mfa enrol asha@example.com --as asha@example.com --yes"
    )]
    Enrol(MfaArgs),
    /// Put your own factor in force with a first code (--mfa-code)
    Confirm,
    /// Take a second factor away
    Disable(MfaArgs),
}

/// `admins mfa enrol`, `admins mfa disable`
#[derive(Args, Debug)]
pub struct MfaArgs {
    /// E-mail, UUID, or a unique beginning of the UUID
    #[arg(value_name = "EMAIL")]
    admin: String,
    /// Read your password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    change: ChangeArgs,
}

fn secret(facts: Facts, secret: &MfaSecret) -> Facts {
    facts
        .with("Secret", &secret.secret)
        .with("URI", &secret.otpauth_uri)
        .with("Recovery", secret.recovery_codes.join(" "))
}

impl Record for MfaEnrolment {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for MfaEnrolment {
    fn text(&self, look: &Look) -> String {
        secret(Facts::default(), &self.secret).with("Confirm by", look.time(self.expires_at)).text(look)
    }
}

impl Record for MfaConfirmed {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for MfaConfirmed {
    fn text(&self, look: &Look) -> String {
        Facts::default().with("MFA", yes(self.mfa_enabled)).with("Recovery codes", self.recovery_codes_left).text(look)
    }
}

impl Record for MfaDisabled {
    fn id(&self) -> Option<String> {
        None
    }
}

impl Detail for MfaDisabled {
    fn text(&self, look: &Look) -> String {
        Facts::default().with("MFA", yes(self.mfa_enabled)).text(look)
    }
}

impl Record for AdminMfaReset {
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

impl Outcome for AdminMfaReset {
    fn line(&self, look: &Look) -> String {
        let facts = Facts::default().with("E-mail", &self.email).with("MFA", yes(self.mfa_enabled));
        let facts = self.enrolment.iter().fold(facts, secret);
        facts.with("Ended", format!("{} sessions", self.revoked_sessions)).text(look).trim_end().to_owned()
    }
}

/// Runs `admins mfa`.
pub async fn run(shell: &Shell, command: MfaCommand) -> Result {
    match command {
        MfaCommand::Enrol(args) => enrol(shell, &args).await,
        MfaCommand::Confirm => confirm(shell, &*shell.operations().await?).await,
        MfaCommand::Disable(args) => disable(shell, &args).await,
    }
}

/// Whether it is about the one who acts, and must go the way of their password.
fn is_own(shell: &Shell, me: &Me, named: &str) -> bool {
    let own = named.trim().eq_ignore_ascii_case(&me.user.email) || named.eq_ignore_ascii_case(&me.user.id.to_string());
    let may_reset = shell.session.server.is_none() && me.user.permissions.allows(Permission::AdminsUpdate);
    own && !may_reset
}

async fn enrol(shell: &Shell, args: &MfaArgs) -> Result {
    args.change.check()?;
    let operations = shell.operations().await?;
    if !is_own(shell, &operations.me().await?, &args.admin) {
        return reset(shell, args, &*operations, true).await;
    }
    refuse_dry_run(args)?;
    let password = shell.secret(args.password_stdin, "Password", "--password-stdin").await?;
    let request: EnrolMfa = parse(Fields::text(Given::default().with("password", Some(&password)).pairs()))?;
    shell.show(&operations.enrol_mfa(request).await?)?;
    if shell.mfa_code.is_none() && !shell.can_ask() {
        shell.say("Put it in force with: appydex-admin admins mfa confirm --mfa-code CODE");
        return Ok(());
    }
    confirm(shell, &*operations).await
}

async fn confirm(shell: &Shell, operations: &dyn Operations) -> Result {
    shell.session.may_change()?;
    let code = shell.code("First code of the authenticator").await?;
    let request: ConfirmMfa = parse(Fields::text(Given::default().with("mfa_code", Some(&code)).pairs()))?;
    let confirmed = operations.confirm_mfa(request).await?;
    shell.show(&confirmed)
}

async fn disable(shell: &Shell, args: &MfaArgs) -> Result {
    args.change.check()?;
    let operations = shell.operations().await?;
    if !is_own(shell, &operations.me().await?, &args.admin) {
        return reset(shell, args, &*operations, false).await;
    }
    refuse_dry_run(args)?;
    let password = shell.secret(args.password_stdin, "Password", "--password-stdin").await?;
    let code = shell.code("Code of your second factor").await?;
    let given = Given::default().with("password", Some(&password)).with("mfa_code", Some(&code));
    let request: DisableMfa = parse(Fields::text(given.pairs()))?;
    shell.show(&operations.disable_mfa(request).await?)
}

/// One's own factor is no change under a key, and can't be tried out.
fn refuse_dry_run(args: &MfaArgs) -> Result {
    if args.change.dry_run {
        return Err(Stop::usage("Your own second factor can't be changed in a dry run.", "Leave --dry-run out."));
    }
    Ok(())
}

async fn reset(shell: &Shell, args: &MfaArgs, operations: &dyn Operations, enrol: bool) -> Result {
    let id = admin(operations, &args.admin).await?;
    let what = if enrol { "Give a new second factor to" } else { "Take the second factor from" };
    args.change.agree(shell, &[format!("{what} {}, and end every session of theirs.", args.admin)]).await?;
    args.change.make(shell, async |attempt| operations.reset_mfa(id, ResetMfa { enrol }, attempt).await).await?;
    Ok(())
}
