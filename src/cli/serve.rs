//! `serve`: the API of this machine's database.

use std::collections::BTreeMap;

use clap::Args;

use super::{
    host::{ServeRequest, Started},
    look::safe,
    shell::Shell,
    stop::Result,
};

/// `serve`
#[derive(Args, Debug)]
#[command(
    after_help = "Prints one line with the address once it accepts connections; SIGTERM or Ctrl-C ends it after open
requests are answered (10 s at most).

Examples:
  appydex-admin serve --demo
  appydex-admin serve --listen 0.0.0.0:16110 --public-url https://admin.example"
)]
pub struct ServeArgs {
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:16110]
    #[arg(long, value_name = "HOST:PORT")]
    listen: Option<String>,
    /// Fill an empty database with the demo marketplace first, and print its accounts
    #[arg(long)]
    demo: bool,
    /// Run no jobs here
    #[arg(long)]
    no_workers: bool,
    /// The address that links to this server begin with
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Serve the built web frontend from here
    #[arg(long, value_name = "DIR")]
    frontend: Option<String>,
    /// An origin that browsers may call from; may be given several times
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
}

impl ServeArgs {
    /// The settings that these flags set.
    pub fn settings(&self) -> BTreeMap<String, String> {
        let origins = Some(self.allow_origin.join(",")).filter(|origins| !origins.is_empty());
        let given = [
            ("server.listen", self.listen.clone()),
            ("server.public_url", self.public_url.clone()),
            ("server.frontend", self.frontend.clone()),
            ("server.allow_origins", origins),
        ];
        given.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
    }
}

/// Serves until a signal ends it.
pub async fn run(shell: &Shell, args: &ServeArgs) -> Result {
    super::db::on_this_machine(shell, "Servers")?;
    let request = ServeRequest { demo: args.demo, workers: !args.no_workers };
    let announce = |started: Started| announce(shell, &started);
    Ok(shell.host.serve(request, &announce).await?)
}

fn announce(shell: &Shell, started: &Started) {
    // Whoever doesn't read the address can still be served.
    let _ = shell.print(&format!("appydex-admin serves at {}\n", safe(&started.url)));
    if let Some(password) = &started.password {
        shell.say(&format!("Demo accounts, all with the password {} (shown this once):", safe(password)));
        for account in &started.accounts {
            shell.say(&format!("  {:32} {}", safe(&account.email), safe(&account.role)));
        }
    }
    if started.without_admin {
        shell.say(
            "Nobody can log in yet. Make the first admin: \
             appydex-admin admins create EMAIL --name NAME --role super_admin",
        );
    }
}
