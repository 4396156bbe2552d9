//! What the service needs to be told; `app` reads it from the configuration.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use crate::domain::{money::Currency, refund::policy::CancellationStep, takedown::DueHours, time::MINUTE};

/// How many failed logins within the window are too many; 0 is off.
#[derive(Clone, Copy, Debug)]
pub struct Lockout {
    /// For an account from one address.
    pub pair: u32,
    /// For an account.
    pub account: u32,
    /// From an address.
    pub address: u32,
    /// The time they are counted over.
    pub window: Duration,
}

/// How refunds are decided.
#[derive(Clone, Debug)]
pub struct Refunds {
    /// Above how many smallest units two admins must approve, by currency; one without a threshold always takes two.
    pub four_eyes: BTreeMap<Currency, i64>,
    /// How long an approval waits for the gateway's answer.
    pub wait: Duration,
    /// What a cancellation gives back.
    pub cancellation: Vec<CancellationStep>,
}

impl Default for Refunds {
    fn default() -> Self {
        let usd = "USD".parse().unwrap_or_else(|_| unreachable!("USD is a currency"));
        Self {
            four_eyes: BTreeMap::from([(Currency::INR, 8_500_000), (usd, 100_000)]),
            wait: Duration::from_secs(5),
            cancellation: [(24, 100), (2, 50), (0, 0)]
                .map(|(hours, percent)| CancellationStep { hours, percent })
                .into(),
        }
    }
}

/// The settings of the service.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where keys and the audit head lie.
    pub data_dir: PathBuf,
    /// How long an access token lives.
    pub access: Duration,
    /// How long a session lives without being renewed.
    pub refresh: Duration,
    /// The `aud` of tokens.
    pub audience: String,
    /// What seals secrets; without it a key in the data directory does, on SQLite only.
    pub master_key: Option<[u8; 32]>,
    /// The install's own name; without it a file in the data directory has one, on SQLite only.
    pub install_id: Option<String>,
    /// When failed logins lock.
    pub lockout: Lockout,
    /// By when takedown requests should be decided.
    pub due_hours: DueHours,
    /// How long a claim lasts.
    pub claim: Duration,
    /// Whether mail can be sent.
    pub email: bool,
    /// The currency of this place.
    pub currency: Currency,
    /// How often a backup is made by itself, where one is.
    pub backup_every: Option<Duration>,
    /// How many microseconds a refund may still be under way to the gateway, or its lists lag behind.
    pub grace: i64,
    /// How refunds are decided.
    pub refunds: Refunds,
    /// What links to this program begin with; without it, the address that it listens at.
    pub public_url: Option<String>,
    /// How long a link to an export works.
    pub export_link: Duration,
}

impl Settings {
    /// The defaults of the contract, with the data in `data_dir`.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            access: Duration::from_mins(15),
            refresh: Duration::from_hours(30 * 24),
            audience: "appydex-admin".into(),
            master_key: None,
            install_id: None,
            lockout: Lockout { pair: 5, account: 20, address: 20, window: Duration::from_mins(15) },
            due_hours: DueHours::default(),
            claim: Duration::from_mins(10),
            email: false,
            backup_every: None,
            grace: 15 * MINUTE,
            currency: Currency::INR,
            refunds: Refunds::default(),
            public_url: None,
            export_link: Duration::from_hours(24),
        }
    }
}
