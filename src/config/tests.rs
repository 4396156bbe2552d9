//! The settings as a whole, from made-up files and environments.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::keys::{KEYS, Shown};
use super::*;

/// A made-up machine.
#[derive(Default)]
struct World {
    files: HashMap<PathBuf, FileText>,
    env: HashMap<String, String>,
    flags: BTreeMap<String, String>,
    homeless: bool,
}

impl World {
    fn file(self, text: &str) -> Self {
        self.file_at("/conf/config.toml", text, 0o600)
    }

    fn file_at(mut self, path: &str, text: &str, mode: u32) -> Self {
        self.files.insert(path.into(), FileText { text: text.into(), mode: Some(mode) });
        self
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.into(), value.into());
        self
    }

    fn flag(mut self, name: &str, value: &str) -> Self {
        self.flags.insert(name.into(), value.into());
        self
    }

    fn load(&self) -> Result<Config, ConfigErrors> {
        let home = |dir: &str| (!self.homeless).then(|| PathBuf::from(dir));
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        Config::load(&Sources {
            env: &|name| self.env.get(name).cloned(),
            env_names: self.env.keys().cloned().collect(),
            read: &|path: &Path| self.files.get(path).cloned().ok_or_else(missing),
            flags: self.flags.clone(),
            platform: Platform {
                config_dir: home("/conf"),
                data_dir: home("/data"),
                cores: 8,
                time_zone: "Asia/Kolkata".into(),
            },
        })
    }

    fn good(&self) -> Config {
        self.load().unwrap_or_else(|errors| panic!("{errors}"))
    }

    fn faults(&self) -> Vec<String> {
        self.load().err().expect("settings with a fault").0
    }
}

fn explained(config: &Config, key: &str) -> (String, Origin) {
    let found = config.explain().iter().find(|explained| explained.key == key);
    found.map(|explained| (explained.value.clone(), explained.origin.clone())).expect(key)
}

#[test]
fn the_defaults_are_those_of_the_contract() {
    let config = World::default().good();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:16110");
    assert_eq!(config.server.allow_origins, ["http://localhost:*", "http://127.0.0.1:*"]);
    assert_eq!((config.server.body_limit, config.server.workers), (1 << 20, 8));
    assert_eq!(config.database.url.to_string(), "sqlite:/data/appydex.db");
    assert_eq!((config.auth.access, config.auth.refresh), (Duration::from_mins(15), Duration::from_hours(720)));
    assert_eq!(
        config.auth.lockout,
        LockoutConfig { pair: 5, account: 20, address: 20, window: Duration::from_mins(15) }
    );
    let thresholds: Vec<_> =
        config.refunds.four_eyes.iter().map(|(currency, minor)| (currency.to_string(), *minor)).collect();
    assert_eq!(thresholds, [("INR".to_owned(), 8_500_000), ("USD".to_owned(), 100_000)]);
    let steps: Vec<_> = config.refunds.cancellation.iter().map(|step| (step.hours, step.percent)).collect();
    assert_eq!(steps, [(24, 100), (2, 50), (0, 0)]);
    assert_eq!((config.refunds.wait, config.refunds.gateway), (Duration::from_secs(5), GatewayKind::Sandbox));
    let due = [config.takedowns.due_high, config.takedowns.due_medium, config.takedowns.due_low]
        .map(|due| due.as_secs() / 3600);
    assert_eq!(due, [24, 72, 168]);
    let LimitsConfig { list, detail, mutation, analytics, jobs, backup_per_hour, restore_per_hour } = config.limits;
    assert_eq!(
        [list, detail, mutation, analytics, jobs, backup_per_hour, restore_per_hour],
        [60, 120, 30, 60, 120, 1, 1]
    );
    assert_eq!(config.files.url, StoreUrl::Directory("/data/files".into()));
    assert_eq!(config.display.time_zone.iana_name(), Some("Asia/Kolkata"));
    assert!(config.smtp.is_none() && config.redis.is_none() && config.warnings.is_empty());
}

#[test]
fn every_key_is_explained_once_with_its_default_origin() {
    let config = World::default().good();
    assert_eq!(config.explain().len(), KEYS.len() + 1);
    assert!(config.explain().iter().all(|explained| explained.origin == Origin::Default));
    assert_eq!(explained(&config, "server.public_url").0, "(from listen)");
    assert_eq!(explained(&config, "smtp.host").0, "(none)");
    assert_eq!(explained(&config, "database.url").0, "sqlite:/data/appydex.db");
}

#[test]
fn later_layers_win_and_say_so() {
    let file = World::default().file("[server]\nlisten = \"0.0.0.0:1\"\n");
    let origin = Origin::File { path: "/conf/config.toml".into() };
    assert_eq!(explained(&file.good(), "server.listen"), ("0.0.0.0:1".into(), origin));
    let env = file.env("APPYDEX_SERVER__LISTEN", "0.0.0.0:2");
    let origin = Origin::Env { name: "APPYDEX_SERVER__LISTEN".into() };
    assert_eq!(explained(&env.good(), "server.listen"), ("0.0.0.0:2".into(), origin));
    let flag = env.flag("server.listen", "0.0.0.0:3");
    let origin = Origin::Flag { name: "--listen".into() };
    assert_eq!(explained(&flag.good(), "server.listen"), ("0.0.0.0:3".into(), origin));
    assert_eq!(flag.good().server.listen.port, 3);
}

#[test]
fn the_short_names_of_the_environment() {
    let world = World::default()
        .env("DATABASE_URL", "postgres://app:hunter2@db/x")
        .env("APPYDEX_DATA_DIR", "/srv")
        .env("APPYDEX_CONFIG", "/etc/a.toml")
        .env("APPYDEX_TOKEN", "not a setting")
        .env("APPYDEX_SMTP__HOST", " ")
        .file_at("/etc/a.toml", "[jobs]\nworkers = 5", 0o644);
    let config = world.good();
    assert_eq!(
        explained(&config, "database.url"),
        ("postgres://app:***@db/x".into(), Origin::Env { name: "DATABASE_URL".into() })
    );
    assert_eq!((config.data_dir.as_path(), config.jobs.workers), (Path::new("/srv"), 5));
    assert_eq!(config.files.url, StoreUrl::Directory("/srv/files".into()));
    assert!(config.smtp.is_none());
    let longer = world.env("APPYDEX_DATABASE__URL", "sqlite:/x.db").flag("data_dir", "/flag").good();
    assert_eq!(
        (longer.database.url.to_string().as_str(), longer.data_dir.as_path()),
        ("sqlite:/x.db", Path::new("/flag"))
    );
}

#[test]
fn unknown_keys_name_the_nearest_where_they_stand() {
    let faults = World::default()
        .file("[server]\nlistn = \"x\"\nreaders = 4\n[sevrer]\nlisten = 1\n")
        .env("APPYDEX_DATABASE__REDERS", "4")
        .faults();
    assert_eq!(
        faults,
        [
            "file /conf/config.toml: the key server.listn is not known; did you mean server.listen?",
            "file /conf/config.toml: the key server.readers is not known; did you mean database.readers?",
            "file /conf/config.toml: the key sevrer is not known; did you mean server?",
            "environment APPYDEX_DATABASE__REDERS: is not known; did you mean APPYDEX_DATABASE__READERS?",
        ]
    );
}

#[test]
fn all_faults_come_at_once_and_none_shows_a_value() {
    let faults = World::default()
        .file("[server]\nlisten = \"hunter2\"\nworkers = 0\n[limits]\nlist = -1\n[log]\nlevel = \"a=b=c\"\n[auth]\nlockout = 3\n")
        .env("DATABASE_URL", "hunter2")
        .env("APPYDEX_REFUNDS__FOUR_EYES", "{ inr = 1 }")
        .env("APPYDEX_REFUNDS__CANCELLATION", "[[24, 101]]")
        .env("APPYDEX_DISPLAY__TIME_ZONE", "Mars/Base")
        .faults();
    for key in [
        "server.listen",
        "server.workers",
        "limits.list",
        "log.level",
        "auth.lockout",
        "database.url",
        "refunds.four_eyes",
        "refunds.cancellation",
        "display.time_zone",
    ] {
        assert_eq!(faults.iter().filter(|fault| fault.starts_with(key)).count(), 1, "{key} in {faults:#?}");
    }
    assert_eq!(faults.len(), 9);
    assert!(!faults.join("").contains("hunter2"));
}

#[test]
fn a_syntax_error_names_the_line_but_not_what_stands_there() {
    let faults = World::default().file("[smtp]\nhost = \"a\"\npassword = \"hunter2\n").faults();
    assert!(faults[0].starts_with("/conf/config.toml: line 3 "), "{faults:?}");
    assert!(!faults[0].contains("hunter2"));
}

#[test]
fn a_named_file_must_be_there() {
    assert!(World::default().flag("config", "/absent").faults()[0].starts_with("/absent: can't be read"));
    assert!(World::default().env("APPYDEX_CONFIG", "/absent").load().is_err());
}

#[test]
fn without_a_home_the_data_directory_must_be_named() {
    let world = World { homeless: true, ..World::default() };
    assert!(world.faults()[0].contains("--data-dir"));
    assert_eq!(world.flag("data_dir", "/d").good().config_file, None);
}

#[test]
fn secrets_come_from_files_and_are_never_shown() {
    let world = World::default()
        .file("[smtp]\nhost = \"mail\"\nfrom = \"desk@appydex.example\"\npassword_file = \"pw\"\n")
        .file_at("/conf/pw", "hunter2\n", 0o640);
    let config = world.good();
    let smtp = config.smtp.as_ref().unwrap();
    assert!(smtp.password.as_ref().is_some_and(|password| password.expose() == "hunter2"));
    assert_eq!(config.warnings, ["smtp.password_file: others may read /conf/pw; chmod 600 it"]);
    let config = world.env("APPYDEX_SMTP__PASSWORD", "hunter3").good();
    assert!(config.smtp.as_ref().unwrap().password.as_ref().is_some_and(|password| password.expose() == "hunter3"));
    assert_eq!(explained(&config, "smtp.password").0, "(set)");
    assert!(config.explain().iter().all(|explained| !explained.value.contains("hunter")));
}

#[test]
fn faults_of_secrets() {
    let base = "[smtp]\nhost = \"mail\"\nfrom = \"a@b.example\"\n";
    let faults =
        |more: &str| World::default().file(&format!("{base}{more}")).file_at("/conf/empty", " \n", 0o600).faults();
    assert!(faults("password_file = \"absent\"")[0].contains("/conf/absent can't be read"));
    assert!(faults("password_file = \"empty\"")[0].contains("/conf/empty is empty"));
    assert!(faults("password_file = \"empty\"\npassword = \"x\"")[0].contains("give only one"));
    let open = World::default().file_at("/conf/config.toml", &format!("{base}password = \"x\""), 0o644).good();
    assert!(open.warnings[0].contains("holds a secret (smtp.password)"));
}

#[test]
fn what_belongs_together_is_checked_together() {
    let cases = [
        ("refunds.gateway", "razorpay", &["gateway.razorpay.key_id", "gateway.razorpay.key_secret_file"][..]),
        ("refunds.gateway", "stripe", &["gateway.stripe.key_secret_file"]),
        ("backup.url", "s3://bucket", &["files.key_file"]),
        ("smtp.host", "mail", &["smtp.from"]),
        ("smtp.user", "me", &["smtp.host"]),
        ("auth.foreign.jwks_url", "https://idp.example/keys", &["auth.foreign.issuer", "auth.foreign.audience"]),
    ];
    for (key, value, missing) in cases {
        let faults = World::default().flag(key, value).faults();
        assert_eq!(faults.len(), missing.len(), "{key}: {faults:?}");
        assert!(
            faults.iter().zip(missing).all(|(fault, key)| fault.starts_with(&format!("{key} is missing"))),
            "{faults:?}"
        );
    }
}

#[test]
fn tables_may_be_given_whole() {
    let config = World::default()
        .file("[takedowns]\ndue_hours = { high = 4, low = \"2d\" }\nsnippets = [\"One, two.\"]\n[auth.lockout]\npair = 0\n[refunds]\ncancellation = [[0, 10], [48, 90]]")
        .env("APPYDEX_AUTH__LOCKOUT", "{ account = 9 }")
        .env("APPYDEX_REFUNDS__FOUR_EYES", "{ EUR = 5 }")
        .good();
    assert_eq!((config.takedowns.due_high.as_secs(), config.takedowns.due_low.as_secs()), (14_400, 172_800));
    assert_eq!(
        (config.takedowns.due_medium.as_secs(), config.takedowns.snippets.as_slice()),
        (259_200, &["One, two.".to_owned()][..])
    );
    assert_eq!((config.auth.lockout.pair, config.auth.lockout.account), (0, 9));
    assert_eq!((config.refunds.cancellation[0].hours, config.refunds.four_eyes.len()), (48, 1));
}

#[test]
fn profiles_from_file_and_environment() {
    let config = World::default()
        .file("[profiles.live]\nserver = \"https://a.example\"\nprotected = true\n")
        .env("APPYDEX_PROFILES__LIVE__READONLY", "yes")
        .good();
    let live = &config.profiles["live"];
    assert_eq!((live.server.as_deref(), live.protected, live.readonly), (Some("https://a.example"), true, true));
    let faults = World::default().file("[profiles.live]\nservr = \"x\"\n[profiles.\"A B\"]\nas = \"x\"\n").faults();
    assert_eq!(faults.len(), 2);
    assert!(faults.iter().any(|fault| fault.contains("did you mean server?")), "{faults:?}");
}

#[test]
fn every_secret_has_its_file() {
    for key in KEYS.iter().filter(|key| key.shown == Shown::Secret) {
        assert!(keys::find(&format!("{}_file", key.name)).is_some(), "{}", key.name);
    }
}
