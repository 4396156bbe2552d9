//! The Secret Service of a Linux desktop. Every call runs in a thread of its own with a limit: a locked or
//! half-configured service is known to hang without end.

use std::{path::Path, sync::mpsc, time::Duration};

use keyring_core::{Entry, Error, api::CredentialStoreApi as _};
use zbus_secret_service_keyring_store::Store;

use super::Tokens;

const LIMIT: Duration = Duration::from_secs(3);
const SERVICE: &str = "appydex-admin";

/// What the keyring has for the profile; nothing when there is no keyring or it doesn't answer.
pub(super) fn load(profile: &str) -> Option<Tokens> {
    let text = with_entry(profile, |entry| entry.get_password().ok())??;
    serde_json::from_str(&text).ok()
}

/// Whether the keyring took the tokens.
pub(super) fn save(profile: &str, tokens: &Tokens) -> bool {
    let Ok(text) = serde_json::to_string(tokens) else {
        return false;
    };
    with_entry(profile, move |entry| entry.set_password(&text).is_ok()).unwrap_or(false)
}

/// Whether there is a keyring that answers.
pub(super) fn answers() -> bool {
    let asked = |entry: &Entry| matches!(entry.get_password(), Ok(_) | Err(Error::NoEntry));
    with_entry("doctor", asked).unwrap_or(false)
}

/// Forgets what the keyring has for the profile.
pub(super) fn clear(profile: &str) {
    with_entry(profile, |entry| matches!(entry.delete_credential(), Ok(()) | Err(Error::NoEntry)));
}

/// What `work` makes of the profile's entry; nothing without a bus, without a service, or after three seconds.
fn with_entry<T: Send + 'static>(profile: &str, work: impl FnOnce(&Entry) -> T + Send + 'static) -> Option<T> {
    if !there_is_a_bus() {
        return None;
    }
    let profile = profile.to_owned();
    limited(move || {
        let entry = Store::new().ok()?.build(SERVICE, &profile, None).ok()?;
        Some(work(&entry))
    })
    .flatten()
}

fn limited<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::sync_channel(1);
    std::thread::spawn(move || sender.send(work()));
    receiver.recv_timeout(LIMIT).ok()
}

/// Asking zbus on a machine without a bus would start one, or search for one.
fn there_is_a_bus() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("DBUS_SESSION_BUS_ADDRESS").is_some()
        || set("XDG_RUNTIME_DIR").is_some_and(|dir| Path::new(&dir).join("bus").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_is_given_up() {
        assert_eq!(limited(|| 5), Some(5));
        assert_eq!(limited(std::thread::park), None);
    }

    #[test]
    fn what_panics_is_no_answer() {
        assert_eq!(limited(|| std::panic::resume_unwind(Box::new(()))), None::<()>);
    }
}
