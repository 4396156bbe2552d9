//! From which address a request comes, proxies considered.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

/// The caller's address.
///
/// A forwarding header is believed only from a trusted proxy, and only as far to the left as the hops
/// are trusted: the right-most hop that isn't is the caller. Where both headers came, `X-Forwarded-For`
/// counts, because proxies that set it pass a caller's own `Forwarded` on unread.
pub fn caller_address(peer: IpAddr, headers: &HeaderMap, trusted: impl Fn(IpAddr) -> bool) -> IpAddr {
    let mut nearest = peer.to_canonical();
    for hop in hops(headers).iter().rev() {
        if !trusted(nearest) {
            break;
        }
        // A hop that gives no address hides what lies beyond it.
        let Some(address) = hop_address(hop) else { break };
        nearest = address;
    }
    nearest
}

fn hops(headers: &HeaderMap) -> Vec<String> {
    let list =
        |name| headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",");
    let split = |text: String| text.split(',').map(|hop| hop.trim().to_owned()).collect::<Vec<_>>();
    if headers.contains_key("x-forwarded-for") {
        return split(list("x-forwarded-for"));
    }
    if headers.contains_key("forwarded") {
        return split(list("forwarded")).iter().map(|element| forwarded_for(element)).collect();
    }
    Vec::new()
}

/// The `for` of one element, such as `for="[2001:db8::1]:80";proto=https`.
fn forwarded_for(element: &str) -> String {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let found = pairs.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    found.map_or_else(String::new, |(_, value)| value.trim().trim_matches('"').to_owned())
}

fn hop_address(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn address(peer: &str, headers: &[(&'static str, &'static str)]) -> String {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let trusted = |address: IpAddr| address.to_string().starts_with("10.");
        caller_address(peer.parse().expect("an address"), &headers, trusted).to_string()
    }

    #[test]
    fn a_stranger_s_header_is_not_believed() {
        assert_eq!(address("203.0.113.9", &[("x-forwarded-for", "127.0.0.1")]), "203.0.113.9");
        assert_eq!(address("::ffff:203.0.113.9", &[]), "203.0.113.9");
    }

    #[test]
    fn the_right_most_hop_that_is_not_trusted_is_the_caller() {
        let chain = [("x-forwarded-for", "127.0.0.1, 203.0.113.9, 10.0.0.2")];
        assert_eq!(address("10.0.0.1", &chain), "203.0.113.9");
        assert_eq!(address("10.0.0.1", &[("x-forwarded-for", "10.0.0.7")]), "10.0.0.7");
        let twice = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=127.0.0.1")];
        assert_eq!(address("10.0.0.1", &twice), "203.0.113.9");
    }

    #[test]
    fn every_spelling_is_read_and_what_hides_itself_ends_the_chain() {
        let v6 = [("forwarded", "for=\"[2001:db8::1]:4711\";proto=https, for=10.0.0.2:80")];
        assert_eq!(address("10.0.0.1", &v6), "2001:db8::1");
        assert_eq!(address("10.0.0.1", &[("forwarded", "for=203.0.113.9, for=_hidden")]), "10.0.0.1");
        assert_eq!(address("10.0.0.1", &[("forwarded", "proto=https")]), "10.0.0.1");
    }
}
