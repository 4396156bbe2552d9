//! How addresses are written: hosts with ports, networks, URLs, web origins.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use reqwest::Url;
use toml::Value;

use super::values::Parsed;

/// A host and a port, such as `127.0.0.1:16110`, `[::1]:80` or `localhost:0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPort {
    /// A name or an address, without brackets.
    pub host: String,
    /// 0 lets the system choose.
    pub port: u16,
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// A network of IP addresses: one address, or a prefix such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// Whether the address lies in it; an IPv4 address inside IPv6 counts as itself.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address.to_canonical(), address.to_canonical()) {
            (IpAddr::V4(net), IpAddr::V4(one)) => {
                shared(net.to_bits().into(), one.to_bits().into(), 32 - self.prefix.min(32))
            }
            (IpAddr::V6(net), IpAddr::V6(one)) => shared(net.to_bits(), one.to_bits(), 128 - self.prefix),
            _ => false,
        }
    }
}

/// Whether two addresses are equal but for their last `free` bits.
fn shared(a: u128, b: u128, free: u8) -> bool {
    (a ^ b).checked_shr(free.into()).unwrap_or(0) == 0
}

pub(super) fn host_port(value: &Value) -> Parsed<HostPort> {
    let parse = |text: &str| {
        let (host, port) = text.trim().rsplit_once(':')?;
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let valid = match bare {
            Some(address) => address.parse::<Ipv6Addr>().is_ok(),
            None => !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'),
        };
        valid.then_some(HostPort { host: bare.unwrap_or(host).to_owned(), port: port.parse().ok()? })
    };
    value.as_str().and_then(parse).ok_or_else(|| "must be HOST:PORT such as 127.0.0.1:16110".into())
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let (address, prefix) =
                text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
            let address: IpAddr = address.parse().ok()?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let prefix = prefix.map_or(Some(most), |prefix| prefix.parse().ok())?;
            (prefix <= most).then_some(Self { address, prefix })
        };
        parse().ok_or_else(|| "must be an IP address or a network such as 10.0.0.0/8".into())
    }
}

pub(super) fn network(value: &Value) -> Parsed<Network> {
    value.as_str().unwrap_or_default().trim().parse()
}

/// A URL with one of these schemes and a host, as it was written.
pub(super) fn url(value: &Value, schemes: &[&str]) -> Parsed<String> {
    let given = value.as_str().map(str::trim).unwrap_or_default();
    let parsed = Url::parse(given)
        .ok()
        .filter(|url| schemes.contains(&url.scheme()) && url.host_str().is_some_and(|host| !host.is_empty()));
    let right = || schemes.iter().map(|scheme| format!("{scheme}://")).collect::<Vec<_>>().join(" or ");
    parsed.map(|_| given.to_owned()).ok_or_else(|| format!("must be a URL that begins with {}", right()))
}

/// Where keys are sent to: https, or http on this machine itself; without the slash at its end.
pub(super) fn secure_url(value: &Value) -> Parsed<String> {
    let fits = |url: &Url| {
        let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
        let here = host.parse::<IpAddr>().map_or(host == "localhost", |address| address.is_loopback());
        let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
        plain && url.fragment().is_none() && (url.scheme() == "https" || url.scheme() == "http" && here)
    };
    let given = value.as_str().map(str::trim).unwrap_or_default();
    let right = "must be a URL that begins with https:// (http:// only for this machine), without user or query";
    let parsed = Url::parse(given).ok().filter(fits);
    parsed.map(|_| given.trim_end_matches('/').to_owned()).ok_or_else(|| right.into())
}

/// A web origin: scheme, host and perhaps a port, where `*` is any port.
pub(super) fn origin(value: &Value) -> Parsed<String> {
    let given = value.as_str().map(str::trim).unwrap_or_default();
    let parsed = Url::parse(&given.strip_suffix(":*").map_or(given.to_owned(), |host| format!("{host}:1"))).ok();
    let bare = |url: &Url| {
        let plain = url.path() == "/" && !given.ends_with('/') && url.query().is_none() && url.fragment().is_none();
        plain && url.username().is_empty() && matches!(url.scheme(), "http" | "https") && url.has_host()
    };
    parsed
        .filter(bare)
        .map(|_| given.to_owned())
        .ok_or_else(|| "must be an origin such as https://admin.example or http://localhost:*".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(text: &str) -> Value {
        Value::String(text.into())
    }

    #[test]
    fn addresses() {
        for text in ["127.0.0.1:16110", "[::1]:80", "localhost:0", "db.example:5432"] {
            assert_eq!(host_port(&s(text)).unwrap().to_string(), text);
        }
        for wrong in ["", "localhost", ":80", "::1:80", "a:65536", "a b:1", "[x]:1", "http://a:1"] {
            assert!(host_port(&s(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn networks() {
        let inside = |net: &str, one: &str| network(&s(net)).unwrap().contains(one.parse().unwrap());
        for (net, one) in [
            ("10.0.0.0/8", "10.1.2.3"),
            ("::1", "::1"),
            ("127.0.0.1", "::ffff:127.0.0.1"),
            ("0.0.0.0/0", "8.8.8.8"),
            ("::/0", "fe80::1"),
            ("fd00::/8", "fd12::"),
        ] {
            assert!(inside(net, one), "{net} {one}");
        }
        for (net, one) in
            [("10.0.0.0/8", "11.0.0.0"), ("10.0.0.1", "10.0.0.2"), ("0.0.0.0/0", "fe80::1"), ("fd00::/8", "fe00::")]
        {
            assert!(!inside(net, one), "{net} {one}");
        }
        for wrong in ["", "10.0.0.0/33", "::/129", "10.0.0", "localhost", "10.0.0.0/-1"] {
            assert!(network(&s(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn keys_go_over_tls_or_nowhere() {
        for (text, read) in [
            ("https://api.razorpay.com/", "https://api.razorpay.com"),
            ("http://127.0.0.1:80/x", "http://127.0.0.1:80/x"),
            ("http://[::1]:80", "http://[::1]:80"),
            ("http://localhost:1", "http://localhost:1"),
        ] {
            assert_eq!(secure_url(&s(text)), Ok(read.into()));
        }
        for wrong in ["", "http://api.razorpay.com", "http://10.0.0.1", "https://u:p@a", "https://a?x=1", "ftp://a"] {
            assert!(secure_url(&s(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn urls_and_origins() {
        assert_eq!(url(&s("https://a.example/x"), &["https", "http"]), Ok("https://a.example/x".into()));
        for wrong in ["", "a.example", "ftp://a", "https://", "javascript:alert(1)"] {
            assert!(url(&s(wrong), &["https", "http"]).is_err(), "{wrong}");
        }
        for good in ["http://localhost:*", "https://admin.example", "http://127.0.0.1:3000", "http://[::1]:*"] {
            assert_eq!(origin(&s(good)), Ok(good.into()));
        }
        for wrong in
            ["", "*", "null", "localhost", "https://a/", "https://a/x", "https://u@a", "ftp://a", "https://a?x"]
        {
            assert!(origin(&s(wrong)).is_err(), "{wrong}");
        }
    }
}
