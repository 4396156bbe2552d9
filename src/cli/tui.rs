//! `tui`: the terminal screens.

use clap::Args;

use super::{
    host::{Caller, ScreenTheme, Screens, Who},
    look::safe,
    shell::{Shell, acting},
    stop::{Result, Stop},
};
use crate::{config::Theme, domain::actor::Surface};

/// `tui`
#[derive(Args, Debug)]
#[command(
    after_help = "? shows the keys of the screen in view, : finds an action by its name, q leaves. Decisions about takedown
requests are held back for 5 s, in which u takes them back.

Examples:
  appydex-admin tui --as asha@example.com
  appydex-admin tui --profile production --theme light"
)]
pub struct TuiArgs {
    /// The looks [default: as the setting display.theme says, plain without colours]
    #[arg(long, value_enum, value_name = "THEME")]
    theme: Option<ScreenTheme>,
    /// Nothing moves by itself
    #[arg(long)]
    reduced_motion: bool,
}

/// Shows the screens.
pub async fn run(shell: &Shell, args: &TuiArgs) -> Result {
    if !(shell.terminal.stdin && shell.terminal.stdout) {
        let right = "Run this in one; in scripts use the other commands.";
        return Err(Stop::usage("The screens need a terminal for input and output.", right));
    }
    let who = shell.who().await?;
    let caller = Caller {
        who: who.clone(),
        surface: Surface::Tui,
        trace_id: shell.trace_id.clone(),
        mfa_code: shell.mfa_code.clone(),
        say: std::sync::Arc::new(|_| ()),
    };
    let ended = acting(&who, shell.host.screens(caller, screens(shell, args, &who)).await)?;
    for number in &ended.unsent {
        shell.say(&format!("{}: your decision was not sent.", safe(number)));
    }
    match ended.signal {
        Some(_) => Err(Stop::Interrupted),
        None => Ok(()),
    }
}

fn screens(shell: &Shell, args: &TuiArgs, who: &Who) -> Screens {
    let session = &shell.session;
    let (at, mut command) = (place(who), vec!["appydex-admin".to_owned()]);
    match (who, &session.profile) {
        (_, Some(profile)) => command.extend(["--profile".into(), profile.clone()]),
        (Who::Server { url, .. }, None) => command.extend(["--server".into(), url.clone()]),
        (Who::Admin { email }, None) => command.extend(["--as".into(), email.clone()]),
        (Who::System, None) => {}
    }
    let of_config = match shell.config.display.theme {
        _ if !shell.look.colour => ScreenTheme::Plain,
        Theme::Light => ScreenTheme::Light,
        Theme::Auto | Theme::Dark => ScreenTheme::Dark,
    };
    Screens {
        at,
        profile: session.profile.clone(),
        readonly: session.readonly,
        protected: session.protected,
        theme: args.theme.unwrap_or(of_config),
        still: args.reduced_motion,
        command,
    }
}

fn place(who: &Who) -> String {
    match who {
        Who::Server { url, .. } => url.trim_start_matches("http://").trim_start_matches("https://").to_owned(),
        Who::Admin { .. } | Who::System => "this machine".to_owned(),
    }
}
