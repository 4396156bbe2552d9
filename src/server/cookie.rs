//! The refresh token's cookie.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Settings;

const NAME: &str = "appydex_refresh";
const PATH: &str = "/api/v1/admin/auth";

/// The refresh token that the browser keeps.
pub fn read(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = pairs.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, value)| *name == NAME && !value.is_empty()).map(|(_, value)| value.to_owned())
}

/// Has the browser keep `token`.
pub fn keep(token: &str, settings: &Settings) -> Option<HeaderValue> {
    set(token, settings.refresh_lifetime.as_secs(), settings)
}

/// Has the browser forget its token.
pub fn forget(settings: &Settings) -> Option<HeaderValue> {
    set("", 0, settings)
}

fn set(token: &str, seconds: u64, settings: &Settings) -> Option<HeaderValue> {
    let https = settings.public_url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
    let secure = if https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{NAME}={token}; Path={PATH}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::testing::{NO_LIMITS, state};

    #[test]
    fn the_cookie_is_for_this_path_and_no_script() {
        let mut settings = Settings::clone(&state(NO_LIMITS).settings);
        let kept = keep("abc", &settings).expect("a header");
        assert_eq!(
            kept,
            "appydex_refresh=abc; Path=/api/v1/admin/auth; Max-Age=3600; HttpOnly; SameSite=Strict; Secure"
        );
        settings.public_url = "http://127.0.0.1:16110".into();
        let gone = forget(&settings).expect("a header");
        assert_eq!(gone, "appydex_refresh=; Path=/api/v1/admin/auth; Max-Age=0; HttpOnly; SameSite=Strict");
    }

    #[test]
    fn only_a_cookie_of_this_very_name_with_a_value_is_read() {
        let read = |line: &'static str| {
            let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))]);
            super::read(&headers)
        };
        assert_eq!(read("a=b; appydex_refresh=x=y"), Some("x=y".into()));
        assert_eq!(read("appydex_refresh="), None);
        assert_eq!(read("not_appydex_refresh=x"), None);
    }
}
