//! From the process's arguments to its exit code.

use std::{
    collections::BTreeMap,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use clap::{Parser as _, error::ErrorKind};

use super::{
    admins, analytics,
    args::{Cli, Color, Command, Globals},
    ask::leave_whole,
    audit, auth, bookings, completions, configuration, db, doctor,
    env::Env,
    failure::{Manner, told},
    host::Host,
    jobs, keys,
    look::Look,
    man,
    output::{Format, Style},
    payments, profile, referrals, refunds, reviews, roles, serve, sessions, settings,
    shell::Shell,
    stop::{Result, Stop},
    system, takedowns, tui, vendors, wait, worker,
};
use crate::{
    config::{ColorChoice, Config, Origin},
    error::Error,
};

/// Runs one command and gives its exit code.
///
/// `open` makes the machine from the settings and the number of `-v`; it is called only by commands that need one, and
/// opens nothing itself.
pub fn run(mut env: Env, open: impl FnOnce(Arc<Config>, u8) -> crate::error::Result<Arc<dyn Host>>) -> u8 {
    let args = std::mem::take(&mut env.args);
    let wants_json = wants_json(&args);
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return unread(&mut env, &error, wants_json),
    };
    let manner = Manner {
        json: wants_json,
        verbose: cli.globals.verbose > 0,
        colour: colour(&cli.globals, None, &env, env.terminal.stderr),
        trace_id: String::new(),
    };
    let stderr = Arc::new(Mutex::new(std::mem::replace(&mut env.stderr, Box::new(std::io::sink()))));
    let trace_id = Arc::new(Mutex::new(String::new()));
    let result = dispatch(cli, env, stderr.clone(), &trace_id, open);
    leave_whole();
    let Err(stop) = result else { return 0 };
    let trace_id = trace_id.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut stderr = stderr.lock().unwrap_or_else(PoisonError::into_inner);
    for line in told(&stop, &Manner { trace_id, ..manner }) {
        let _ = writeln!(stderr, "{line}");
    }
    stop.exit_code()
}

type Stderr = Arc<Mutex<Box<dyn Write + Send>>>;

/// Reads the settings, makes what the command works with, and runs it.
fn dispatch(
    cli: Cli,
    env: Env,
    stderr: Stderr,
    trace_id: &Mutex<String>,
    open: impl FnOnce(Arc<Config>, u8) -> crate::error::Result<Arc<dyn Host>>,
) -> Result {
    let mut env = env;
    match &cli.command {
        Command::Completions(args) => return Ok(env.stdout.write_all(&completions::run(args)?)?),
        Command::Man(args) => return Ok(env.stdout.write_all(&man::run(args)?)?),
        _ => {}
    }
    let flags = if let Command::Serve(args) = &cli.command { args.settings() } else { BTreeMap::new() };
    let mut config = settings::load(&cli.globals, flags, &env)?;
    let verbose = quieten(&cli, &mut config, env.terminal.stderr);
    let config = Arc::new(config);
    let needs_session = !matches!(cli.command, Command::Profile(_) | Command::Config(_));
    let session =
        if needs_session { settings::session(&cli.globals, &config, &env)? } else { settings::Session::default() };
    let host = open(config.clone(), verbose)?;
    let shell = shell(&cli.globals, config, session, host, env, stderr);
    trace_id.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&shell.trace_id);
    shell.config.warnings.iter().for_each(|warning| shell.say(&format!("warning: {warning}")));
    on_runtime(&shell, cli)
}

/// Servers log what they do; a shell command only what is wrong, unless a setting or `-v` asks for more; screens nothing,
/// for the lines would be written across them, where no file takes them. Gives the number of `-v` that counts.
fn quieten(cli: &Cli, config: &mut Config, on_terminal: bool) -> u8 {
    let is_default = config.explain().iter().any(|one| one.key == "log.level" && one.origin == Origin::Default);
    match cli.command {
        Command::Serve(_) | Command::Worker => {}
        Command::Tui(_) if on_terminal && config.log.file.is_none() => {
            "off".clone_into(&mut config.log.level);
            return 0;
        }
        _ if is_default => "warn".clone_into(&mut config.log.level),
        _ => {}
    }
    cli.globals.verbose
}

fn on_runtime(shell: &Shell, cli: Cli) -> Result {
    let workers =
        if matches!(cli.command, Command::Serve(_) | Command::Worker) { shell.config.server.workers } else { 2 };
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.worker_threads(workers.max(1)).enable_all().build();
    let runtime = runtime.map_err(|error| Error::environment(format!("No threads can be started: {error}.")))?;
    // A server ends its open requests itself, a worker its work.
    let waits_for_signals = matches!(cli.command, Command::Serve(_) | Command::Worker);
    let result = runtime.block_on(async {
        tokio::select! {
            biased;
            result = finished(shell, cli) => result,
            _ = tokio::signal::ctrl_c(), if !waits_for_signals => Err(Stop::Interrupted),
        }
    });
    // A question that nobody answered still has its thread.
    runtime.shutdown_background();
    result
}

/// A command, and then what it queued: what a failed one had done before is carried out as well.
async fn finished(shell: &Shell, cli: Cli) -> Result {
    let result = command(shell, cli).await;
    match shell.host.finish(&shell.trace_id).await {
        Ok(left) => left.iter().for_each(|left| shell.say(left)),
        // What the command itself did stands, and its exit code says so.
        Err(error) => shell.say(&format!("What was queued could not be carried out here: {}", error.message)),
    }
    result
}

async fn command(shell: &Shell, cli: Cli) -> Result {
    match cli.command {
        Command::Serve(args) => serve::run(shell, &args).await,
        Command::Worker => worker::run(shell).await,
        Command::Tui(args) => tui::run(shell, &args).await,
        Command::Login(args) => auth::login(shell, args).await,
        Command::Logout => auth::logout(shell).await,
        Command::Whoami => auth::whoami(shell).await,
        Command::ChangePassword(args) => auth::change_password(shell, &args).await,
        Command::Sessions(command) => sessions::run(shell, command).await,
        Command::Bookings(command) => bookings::run(shell, command).await,
        Command::Takedowns(command) => takedowns::run(shell, command).await,
        Command::Reviews(command) => reviews::run(shell, command).await,
        Command::Payments(command) => payments::run(shell, command).await,
        Command::Refunds(command) => refunds::run(shell, command).await,
        Command::Analytics(command) => analytics::run(shell, command).await,
        Command::Jobs(command) => jobs::run(shell, command).await,
        Command::Referrals(command) => referrals::run(shell, command).await,
        Command::Roles(command) => roles::run(shell, command).await,
        Command::Admins(command) => admins::run(shell, command).await,
        Command::Vendors(command) => vendors::run(shell, command).await,
        Command::System(command) => system::run(shell, command).await,
        Command::Doctor => doctor::run(shell).await,
        Command::Audit(command) => audit::run(shell, command).await,
        Command::Db(command) => db::run(shell, command).await,
        Command::Keys(command) => keys::run(shell, command).await,
        Command::Wait(command) => wait::run(shell, command).await,
        Command::Profile(command) => profile::run(shell, &cli.globals, command),
        Command::Config(command) => configuration::run(shell, command),
        // Both were done before there were settings.
        Command::Completions(_) | Command::Man(_) => Ok(()),
    }
}

fn shell(
    globals: &Globals,
    config: Arc<Config>,
    session: settings::Session,
    host: Arc<dyn Host>,
    env: Env,
    stderr: Stderr,
) -> Shell {
    let look = Look {
        now: host.now(),
        zone: config.display.time_zone.clone(),
        width: width(&env),
        colour: colour(globals, Some(&config), &env, env.terminal.stdout),
    };
    let trace_id = host.new_id().to_string();
    let pager = match env.vars.get("PAGER") {
        Some(pager) => Some(pager.clone()).filter(|pager| !pager.trim().is_empty()),
        None => Some("less".to_owned()),
    };
    Shell {
        pager,
        host,
        session,
        look,
        style: style(globals),
        terminal: env.terminal,
        ask: env.ask,
        yes: globals.yes,
        mfa_code: globals.mfa_code.clone(),
        trace_id,
        config,
        stdin: Mutex::new(env.stdin),
        stdout: Arc::new(Mutex::new(env.stdout)),
        stderr,
    }
}

fn style(globals: &Globals) -> Style {
    let for_programs = !globals.json.is_empty() || globals.template.is_some();
    let format = match globals.output {
        None | Some(Format::Table) if for_programs => Format::Json,
        other => other.unwrap_or_default(),
    };
    Style { format, fields: globals.json.clone(), template: globals.template.clone() }
}

/// The columns of output: COLUMNS, or those of the terminal that it goes to.
fn width(env: &Env) -> Option<usize> {
    let told = env.var("COLUMNS").and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let of_terminal = env.terminal.size.filter(|_| env.terminal.stdout).map(|(columns, _)| usize::from(columns));
    told.or(of_terminal)
}

fn colour(globals: &Globals, config: Option<&Config>, env: &Env, terminal: bool) -> bool {
    let auto = || terminal && env.var("TERM") != Some("dumb");
    let set = |name| env.var(name).is_some_and(|value| value != "0");
    let configured = config.map_or(ColorChoice::Auto, |config| config.display.color);
    match (globals.color, configured) {
        (Some(Color::Always), _) => true,
        (Some(Color::Never), _) => false,
        (Some(Color::Auto), _) => auto(),
        _ if env.var("NO_COLOR").is_some() => false,
        _ if set("CLICOLOR_FORCE") => true,
        (None, ColorChoice::Always) => true,
        (None, ColorChoice::Never) => false,
        (None, ColorChoice::Auto) => auto(),
    }
}

/// Whether the arguments ask for JSON, also where they are wrong otherwise.
fn wants_json(args: &[std::ffi::OsString]) -> bool {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--").collect();
    let one =
        |word: &&str| matches!(*word, "-ojson" | "-o=json" | "--output=json" | "--json") || word.starts_with("--json=");
    words.iter().any(one) || words.windows(2).any(|pair| matches!(pair, ["-o" | "--output", "json" | "ndjson"]))
}

/// Help and version are answers; what clap can't read is wrong use.
fn unread(env: &mut Env, error: &clap::Error, wants_json: bool) -> u8 {
    let globals = Globals::default();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = error.render();
        let colour = colour(&globals, None, env, env.terminal.stdout);
        let text = if colour { text.ansi().to_string() } else { text.to_string() };
        let _ = env.stdout.write_all(text.as_bytes()).and_then(|()| env.stdout.flush());
        return 0;
    }
    let text = error.render().to_string();
    if wants_json {
        let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let manner = Manner { json: true, ..Manner::default() };
        let stop = Error::field("command", first.as_str()).with_message(first).into();
        for line in told(&stop, &manner) {
            let _ = writeln!(env.stderr, "{line}");
        }
    } else {
        let _ = env
            .stderr
            .write_all(crate::domain::untrusted::neutralise(&text, crate::domain::untrusted::Breaks::Kept).as_bytes());
    }
    2
}
