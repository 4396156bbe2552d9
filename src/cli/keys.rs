//! `keys`: the keys that sign access tokens.

use clap::{Args, Subcommand};

use super::{
    change::confirm,
    host::KeysRotated,
    look::{Facts, Look, yes},
    output::Record,
    shell::{Detail, Shell},
    stop::Result,
};

/// `keys`
#[derive(Subcommand, Debug)]
pub enum KeysCommand {
    /// Sign with a new key; tokens that the old ones signed work until they expire
    Rotate(RotateArgs),
}

/// `keys rotate`
#[derive(Args, Debug)]
pub struct RotateArgs {
    /// Refuse every token that the old keys signed, from now on
    #[arg(long)]
    revoke: bool,
}

impl Record for KeysRotated {
    fn id(&self) -> Option<String> {
        Some(self.kid.clone())
    }
}

impl Detail for KeysRotated {
    fn text(&self, look: &Look) -> String {
        Facts::default().with("New key", &self.kid).with("Old ones refused", yes(self.revoked)).text(look)
    }
}

/// Runs `keys`.
pub async fn run(shell: &Shell, command: KeysCommand) -> Result {
    let KeysCommand::Rotate(args) = command;
    super::db::on_this_machine(shell, "Keys")?;
    shell.session.may_change()?;
    let old = if args.revoke { "are refused at once" } else { "work until they expire" };
    confirm(shell, &[format!("Make a new signing key; tokens signed so far {old}.")], false).await?;
    shell.show(&shell.host.rotate_keys(args.revoke).await?)
}
