//! How much a caller may ask for: fixed windows, counted together with other servers, or in this process.
//!
//! All windows of a length begin together, so a whole window's counts are dropped at once and memory
//! holds no more than the callers of the present one.

use std::{
    collections::HashMap,
    fmt,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;

use crate::domain::{
    id::{AdminId, VendorId},
    time::Timestamp,
};

/// The class of an operation's limit, as the contract's `x-rate-limit` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Lists.
    List,
    /// Details and claims.
    Detail,
    /// Changes.
    Mutation,
    /// What reads much.
    Analytics,
    /// Asking how far a job is.
    Polling,
    /// Passwords: only failures count, and the service refuses; here they are told.
    Login,
    /// No limit.
    Free,
}

/// How many requests a caller has in a minute, by class; 0 is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitSettings {
    /// Lists.
    pub list: u32,
    /// Details and claims.
    pub detail: u32,
    /// Changes.
    pub mutation: u32,
    /// What reads much.
    pub analytics: u32,
    /// Asking how far a job is.
    pub polling: u32,
    /// Failed logins from one address in 15 minutes, as the service counts them.
    pub login_failures: u32,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// An admin, wherever they call from.
    Admin(AdminId),
    /// A vendor, whichever token they use.
    Vendor(VendorId),
    /// Nobody known: an IPv4 address, or the 64 bits of an IPv6 address that one household shares.
    Address(IpAddr),
}

impl Key {
    /// The key of a caller known by their address only.
    pub fn address(address: IpAddr) -> Self {
        Self::Address(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Admin(admin) => write!(f, "admin:{admin}"),
            Self::Vendor(vendor) => write!(f, "vendor:{vendor}"),
            Self::Address(address) => write!(f, "address:{address}"),
        }
    }
}

impl Class {
    const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Detail => "detail",
            Self::Mutation => "mutation",
            Self::Analytics => "analytics",
            Self::Polling => "polling",
            Self::Login => "login",
            Self::Free => "free",
        }
    }
}

/// Counts that several servers share.
#[async_trait]
pub trait Shared: Send + Sync {
    /// Adds `more` to the count of `key`, which is of no use after `seconds`; the count. Nothing while they are out of
    /// reach: then each server counts for itself.
    async fn add(&self, key: &str, more: u32, seconds: i64) -> Option<i64>;
}

/// Where a caller stands in their window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Requests that the window allows.
    pub limit: u32,
    /// Requests left.
    pub remaining: u32,
    /// Seconds until the window begins anew, at least 1.
    pub reset: i64,
    /// Whether this request was one too many.
    pub exceeded: bool,
}

/// The counts.
pub struct Limits {
    settings: LimitSettings,
    shared: Option<Arc<dyn Shared>>,
    requests: Window<(Key, Class)>,
    failures: Window<Key>,
}

impl Limits {
    /// Nothing counted yet.
    pub fn new(settings: LimitSettings, shared: Option<Arc<dyn Shared>>) -> Self {
        Self { settings, shared, requests: Window::new(60), failures: Window::new(900) }
    }

    /// Counts a request; nothing when its class has no limit.
    pub async fn charge(&self, key: Key, class: Class, now: Timestamp) -> Option<Quota> {
        let limit = match class {
            Class::List => self.settings.list,
            Class::Detail => self.settings.detail,
            Class::Mutation => self.settings.mutation,
            Class::Analytics => self.settings.analytics,
            Class::Polling => self.settings.polling,
            Class::Login => return self.failed_logins(key, 0, now).await,
            Class::Free => 0,
        };
        if limit == 0 {
            return None;
        }
        let window = &self.requests;
        let counted = match self.together(window.place(now), (key, class), 1).await {
            Some(counted) => counted,
            None => window.add((key, class), 1, now),
        };
        Some(quota(limit, counted))
    }

    /// Counts `more` failed logins.
    pub async fn failed_logins(&self, key: Key, more: u32, now: Timestamp) -> Option<Quota> {
        let limit = self.settings.login_failures;
        if limit == 0 {
            return None;
        }
        let counted = match self.together(self.failures.place(now), (key, Class::Login), more).await {
            Some(counted) => counted,
            None => self.failures.add(key, more, now),
        };
        Some(quota(limit, counted))
    }

    /// Counts with the other servers, where there are any and they can be reached.
    async fn together(&self, place: Place, (key, class): (Key, Class), more: u32) -> Option<(u32, i64)> {
        let name = format!("{}:{key}:{}", class.name(), place.number);
        // A server whose clock runs behind still finds the window that it counts in.
        let count = self.shared.as_ref()?.add(&name, more, place.seconds * 2).await?;
        Some((u32::try_from(count).unwrap_or(u32::MAX), place.left))
    }
}

fn quota(limit: u32, (count, reset): (u32, i64)) -> Quota {
    Quota { limit, remaining: limit.saturating_sub(count), reset, exceeded: count > limit }
}

/// More callers than this share one count, so that made-up addresses can't fill the memory.
const MOST: usize = 100_000;

/// A window: which one, how long it is, how much of it is left, in seconds.
struct Place {
    number: i64,
    seconds: i64,
    left: i64,
}

#[derive(Debug)]
struct Window<K> {
    seconds: i64,
    counts: Mutex<Counts<K>>,
}

#[derive(Debug)]
struct Counts<K> {
    number: i64,
    by_key: HashMap<K, u32>,
    others: u32,
}

impl<K: Eq + Hash> Window<K> {
    fn new(seconds: i64) -> Self {
        Self { seconds, counts: Mutex::new(Counts { number: 0, by_key: HashMap::new(), others: 0 }) }
    }

    fn place(&self, now: Timestamp) -> Place {
        let (now, seconds) = (now.seconds(), self.seconds);
        Place { number: now.div_euclid(seconds), seconds, left: seconds - now.rem_euclid(seconds) }
    }

    /// The count of `key` with `more` added, and the seconds until the window ends.
    fn add(&self, key: K, more: u32, now: Timestamp) -> (u32, i64) {
        let Place { number, left, .. } = self.place(now);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.number != number {
            *counts = Counts { number, by_key: HashMap::new(), others: 0 };
        }
        let full = counts.by_key.len() >= MOST && !counts.by_key.contains_key(&key);
        let count = if full { &mut counts.others } else { counts.by_key.entry(key).or_default() };
        *count = count.saturating_add(more);
        (*count, left)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::time::SECOND;

    const SETTINGS: LimitSettings =
        LimitSettings { list: 2, detail: 5, mutation: 0, analytics: 1, polling: 0, login_failures: 20 };

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * SECOND)
    }

    fn admin(n: u128) -> Key {
        Key::Admin(AdminId(Uuid::from_u128(n)))
    }

    #[tokio::test]
    async fn a_window_allows_so_many_and_begins_anew() {
        let limits = Limits::new(SETTINGS, None);
        let charge = async |second| limits.charge(admin(1), Class::List, at(second)).await.expect("it has a limit");
        assert_eq!(charge(6_000).await, Quota { limit: 2, remaining: 1, reset: 60, exceeded: false });
        assert_eq!(charge(6_001).await, Quota { limit: 2, remaining: 0, reset: 59, exceeded: false });
        assert_eq!(charge(6_059).await, Quota { limit: 2, remaining: 0, reset: 1, exceeded: true });
        assert_eq!(charge(6_060).await, Quota { limit: 2, remaining: 1, reset: 60, exceeded: false });
    }

    #[tokio::test]
    async fn callers_and_classes_are_counted_apart() {
        let limits = Limits::new(SETTINGS, None);
        let left = async |key, class| limits.charge(key, class, at(0)).await.map(|quota| quota.remaining);
        assert_eq!(left(admin(1), Class::List).await, Some(1));
        assert_eq!(left(admin(2), Class::List).await, Some(1));
        assert_eq!(left(Key::Vendor(VendorId(Uuid::from_u128(1))), Class::List).await, Some(1));
        assert_eq!(left(admin(1), Class::Detail).await, Some(4));
        assert_eq!(left(admin(1), Class::Mutation).await, None, "0 is off");
        assert_eq!(left(admin(1), Class::Free).await, None);
    }

    #[tokio::test]
    async fn only_failed_logins_count() {
        let limits = Limits::new(SETTINGS, None);
        let login = async |second| limits.charge(admin(1), Class::Login, at(second)).await.map(|quota| quota.remaining);
        assert_eq!(login(0).await, Some(20));
        assert_eq!(limits.failed_logins(admin(1), 1, at(0)).await.map(|quota| quota.remaining), Some(19));
        assert_eq!(login(890).await, Some(19));
    }

    /// Counts of several servers, which go away after so many.
    struct Elsewhere(Mutex<(HashMap<String, i64>, u32)>);

    #[async_trait]
    impl Shared for Elsewhere {
        async fn add(&self, key: &str, more: u32, _: i64) -> Option<i64> {
            let mut held = self.0.lock().expect("nobody panicked");
            held.1 = held.1.checked_sub(1)?;
            let count = held.0.entry(key.to_owned()).or_default();
            *count += i64::from(more);
            Some(*count)
        }
    }

    #[tokio::test]
    async fn servers_count_together_and_each_for_itself_when_that_fails() {
        let shared: Arc<dyn Shared> = Arc::new(Elsewhere(Mutex::new((HashMap::new(), 3))));
        let servers = [0, 1].map(|_| Limits::new(LimitSettings { list: 9, ..SETTINGS }, Some(shared.clone())));
        let left = async |server: usize| {
            servers[server].charge(admin(1), Class::List, at(0)).await.map(|quota| quota.remaining)
        };
        assert_eq!([left(0).await, left(1).await, left(0).await], [Some(8), Some(7), Some(6)]);
        assert_eq!([left(0).await, left(1).await, left(0).await], [Some(8), Some(8), Some(7)]);
    }

    #[test]
    fn neighbours_in_ipv6_are_one_caller() {
        let key = |text: &str| Key::address(text.parse().expect("an address"));
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff:2"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    }

    #[test]
    fn memory_is_bounded_and_old_counts_go() {
        let window = Window::new(60);
        for key in 0..MOST {
            window.add(key, 1, at(0));
        }
        assert_eq!(window.add(MOST, 1, at(0)).0, 1);
        assert_eq!(window.add(MOST + 1, 1, at(0)).0, 2, "strangers share a count once it is full");
        assert_eq!(window.add(7, 1, at(0)).0, 2, "who is known keeps their own");
        window.add(1, 1, at(60));
        assert_eq!(window.counts.lock().expect("nobody panicked").by_key.len(), 1);
    }
}
