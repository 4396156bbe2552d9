//! Reads each key into its place, section by section, and checks what depends on more than one.

mod business;
mod keeping;
mod serving;

use std::collections::BTreeMap;
use std::time::Duration;

use super::addresses;
use super::layers::Layers;
use super::model::{Config, GatewayKind, StoreUrl};
use super::reader::Reader;
use super::values::{self, Unit};
use super::{ConfigErrors, ServiceUrl, Sources};

const WEB: &[&str] = &["https", "http"];

/// The settings that the layers make together, or all that is wrong with them.
pub(super) fn config(layers: Layers, sources: &Sources<'_>) -> Result<Config, ConfigErrors> {
    let (data_dir, config_file) = (layers.data_dir.clone(), layers.config_file.clone());
    let mut reader = Reader::new(layers, sources);
    let r = &mut reader;
    let mut config = Config {
        data_dir,
        config_file,
        server: serving::server(r),
        database: serving::database(r),
        auth: serving::auth(r),
        refunds: business::refunds(r),
        razorpay: business::razorpay(r),
        stripe: business::stripe(r),
        takedowns: business::takedowns(r),
        limits: business::limits(r),
        jobs: keeping::jobs(r),
        files: keeping::files(r),
        backup: keeping::backup(r),
        smtp: keeping::smtp(r),
        redis: service(r, "redis.url", &["redis", "rediss"]),
        display: keeping::display(r),
        log: keeping::log(r),
        profiles: BTreeMap::new(),
        warnings: Vec::new(),
        explained: Vec::new(),
    };
    check_gateway(r, &config);
    check_stores(r, &config);
    let (layers, explained) = reader.finish();
    (config.profiles, config.warnings, config.explained) = (layers.profiles, layers.warnings, explained);
    if layers.errors.is_empty() { Ok(config) } else { Err(ConfigErrors(layers.errors)) }
}

fn service(r: &mut Reader<'_>, name: &'static str, schemes: &[&str]) -> Option<ServiceUrl> {
    r.optional(name, |v| addresses::url(v, schemes)).map(ServiceUrl::new)
}

fn duration(r: &mut Reader<'_>, name: &'static str, unit: Unit) -> Duration {
    r.value(name, |v| values::duration(v, unit))
}

fn count(r: &mut Reader<'_>, name: &'static str) -> u32 {
    r.value(name, |v| values::number(v, 0..=1_000_000))
}

/// A real gateway can't be asked without its key.
fn check_gateway(r: &mut Reader<'_>, config: &Config) {
    let because = "refunds.gateway needs it";
    match config.refunds.gateway {
        GatewayKind::Razorpay => {
            if config.razorpay.key_id.is_none() {
                r.missing("gateway.razorpay.key_id", because);
            }
            if config.razorpay.key_secret.is_none() {
                r.missing("gateway.razorpay.key_secret_file", because);
            }
        }
        GatewayKind::Stripe if config.stripe.key_secret.is_none() => {
            r.missing("gateway.stripe.key_secret_file", because);
        }
        GatewayKind::Sandbox | GatewayKind::Stripe => {}
    }
}

fn check_stores(r: &mut Reader<'_>, config: &Config) {
    let bucket = [&config.files.url, &config.backup.url].into_iter().any(|url| matches!(url, StoreUrl::S3 { .. }));
    match &config.files.key {
        None if bucket => r.missing("files.key_file", "an S3 bucket needs a key, ID:SECRET"),
        Some(key) if !key.expose().contains(':') => {
            r.error("files.key_file must hold ID:SECRET".into());
        }
        _ => {}
    }
}
