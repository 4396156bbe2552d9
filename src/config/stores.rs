//! Reads where the database and the files are.

use std::path::{Path, PathBuf};

use toml::Value;

use super::addresses;
use super::values::{self, Parsed};
use super::{DatabaseUrl, ServiceUrl, StoreUrl};

/// `sqlite:PATH` (also `sqlite://PATH`) or `postgres://…`; a relative path starts from `base`.
pub(super) fn database_url(value: &Value, base: Option<&Path>) -> Parsed<DatabaseUrl> {
    const RIGHT: &str = "must be sqlite:PATH or postgres://USER@HOST/NAME";
    let given = values::text(value).map_err(|_| RIGHT)?;
    let Some(path) = given.strip_prefix("sqlite:") else {
        let url = addresses::url(value, &["postgres", "postgresql"]).map_err(|_| RIGHT)?;
        return Ok(DatabaseUrl::Postgres(ServiceUrl::new(url)));
    };
    let path = path.strip_prefix("//").unwrap_or(path);
    // Other programs need these to make the file; here `db migrate` makes it.
    let path = path.strip_suffix("?mode=rwc").or_else(|| path.strip_suffix("?mode=rw")).unwrap_or(path);
    match path {
        "" | ":memory:" => Err("must name a file after sqlite:".into()),
        _ if path.contains('?') => Err("takes no parameters after the path".into()),
        _ => Ok(DatabaseUrl::Sqlite(from_base(path, base))),
    }
}

/// `file:DIRECTORY` (also `file:///DIRECTORY`) or `s3://BUCKET/PREFIX`; a relative path starts from `base`.
pub(super) fn store_url(value: &Value, base: Option<&Path>) -> Parsed<StoreUrl> {
    let given = values::text(value).unwrap_or_default();
    let directory = given.strip_prefix("file:").map(|path| path.strip_prefix("//").unwrap_or(path));
    let bucket = given.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, "")));
    match (directory, bucket) {
        (Some(path), _) if !path.is_empty() => Ok(StoreUrl::Directory(from_base(path, base))),
        (_, Some((bucket, prefix))) if is_bucket(bucket) => {
            Ok(StoreUrl::S3 { bucket: bucket.into(), prefix: prefix.trim_matches('/').into() })
        }
        _ => Err("must be file:DIRECTORY or s3://BUCKET/PREFIX".into()),
    }
}

fn from_base(path: &str, base: Option<&Path>) -> PathBuf {
    base.map_or_else(|| path.into(), |base| base.join(path))
}

fn is_bucket(name: &str) -> bool {
    let characters = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
    (3..=63).contains(&name.len()) && characters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(text: &str) -> Value {
        Value::String(text.into())
    }

    #[test]
    fn databases() {
        let sqlite = |text: &str| database_url(&s(text), None).map(|url| url.to_string());
        for (text, shown) in [
            ("sqlite:/data/x.db", "sqlite:/data/x.db"),
            ("sqlite:///data/x.db?mode=rwc", "sqlite:/data/x.db"),
            ("sqlite://x.db", "sqlite:x.db"),
            ("postgres://app:pw@db/x", "postgres://app:***@db/x"),
            ("postgresql://db/x", "postgresql://db/x"),
        ] {
            assert_eq!(sqlite(text), Ok(shown.into()));
        }
        for wrong in ["", "x.db", "sqlite:", "sqlite::memory:", "sqlite:x?cache=shared", "mysql://db/x", "postgres://"]
        {
            let fault = sqlite(wrong).unwrap_err();
            assert!(fault.starts_with("must") || fault.starts_with("takes"), "{wrong}: {fault}");
        }
        assert_eq!(
            database_url(&s("sqlite:x.db"), Some(Path::new("/etc"))),
            Ok(DatabaseUrl::Sqlite("/etc/x.db".into()))
        );
    }

    #[test]
    fn stores() {
        let s3 = |bucket: &str, prefix: &str| StoreUrl::S3 { bucket: bucket.into(), prefix: prefix.into() };
        let cases = [
            ("file:/data", StoreUrl::Directory("/data".into())),
            ("file:///data", StoreUrl::Directory("/data".into())),
            ("file:data", StoreUrl::Directory("/etc/data".into())),
            ("s3://bucket", s3("bucket", "")),
            ("s3://bucket/a/b/", s3("bucket", "a/b")),
        ];
        for (text, expected) in cases {
            assert_eq!(store_url(&s(text), Some(Path::new("/etc"))), Ok(expected));
        }
        for wrong in ["", "file:", "/data", "s3://", "s3://UPPER/x", "http://x"] {
            assert!(store_url(&s(wrong), None).is_err(), "{wrong}");
        }
    }
}
