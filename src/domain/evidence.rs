//! Evidence that vendors and customers hand in with a takedown, refund or dispute.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::dates::optional_utc;
use super::reason::check_length;
use super::untrusted::Untrusted;

/// The most pieces of evidence of one request.
pub const MOST_PIECES: usize = 10;
const LONGEST_URL: usize = 2048;
const LONGEST_FILENAME: usize = 255;
const LONGEST_DESCRIPTION: usize = 1000;
const LONGEST_CONTENT: usize = 5000;
/// The largest whole number that every JSON reader takes exactly, 2^53 - 1.
const LARGEST_SIZE: i64 = 9_007_199_254_740_991;

/// What kind of thing a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceType {
    /// A picture behind `url`.
    Image,
    /// A file behind `url`.
    Document,
    /// Words in `content` or `description`.
    Text,
}

/// A piece of evidence, whole, as it is stored and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Null in rows from elsewhere that had none.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    /// Where the image or document is.
    #[serde(default)]
    pub url: Option<Untrusted>,
    /// Where a small picture of it is.
    #[serde(default)]
    pub thumbnail_url: Option<Untrusted>,
    /// The file's name as its sender had it.
    #[serde(default)]
    pub filename: Option<Untrusted>,
    /// The file's size in bytes.
    #[serde(default)]
    pub size_bytes: Option<i64>,
    /// What it shows.
    #[serde(default)]
    pub description: Option<Untrusted>,
    /// The words themselves, for text.
    #[serde(default)]
    pub content: Option<Untrusted>,
    /// When it was handed in, in microseconds since 1970; an RFC 3339 string in JSON.
    #[serde(default, with = "optional_utc")]
    pub uploaded_at: Option<i64>,
}

impl Evidence {
    /// The piece as lists show it.
    pub fn summary(&self) -> EvidenceSummary {
        EvidenceSummary { kind: self.kind, url: self.url.clone(), description: self.description.clone() }
    }
}

/// A piece of evidence as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceSummary {
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    /// Where the image or document is.
    pub url: Option<Untrusted>,
    /// What it shows.
    pub description: Option<Untrusted>,
}

/// A piece of evidence as it is handed in; [`check`] says whether it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceInput {
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: EvidenceType,
    /// Where the image or document is: http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Untrusted>,
    /// Where a small picture of it is: http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<Untrusted>,
    /// The file's name, 1 to 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<Untrusted>,
    /// The file's size in bytes, not negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_bytes: Option<i64>,
    /// What it shows, 1 to 1000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Untrusted>,
    /// The words themselves, 1 to 5000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Untrusted>,
}

impl EvidenceInput {
    /// The piece as it is stored, under this id and handed in at this time in microseconds since 1970.
    pub fn into_evidence(self, id: Uuid, uploaded_at: i64) -> Evidence {
        Evidence {
            id: Some(id),
            kind: self.kind,
            url: self.url,
            thumbnail_url: self.thumbnail_url,
            filename: self.filename,
            size_bytes: self.size_bytes,
            description: self.description,
            content: self.content,
            uploaded_at: Some(uploaded_at),
        }
    }
}

/// A fault in a body: the path of the field (`evidence[2].url`) and a sentence about it.
pub type Fault = (String, String);

/// All faults of the evidence in the body's field `field`; none if it may be stored.
pub fn check(field: &str, pieces: &[EvidenceInput]) -> Vec<Fault> {
    let each = pieces.iter().enumerate().flat_map(|(at, piece)| check_piece(&format!("{field}[{at}]"), piece));
    check_count(field, pieces.len()).into_iter().chain(each).collect()
}

/// The fault of having more pieces than may be stored.
pub fn check_count(field: &str, count: usize) -> Option<Fault> {
    let problem = || (field.to_owned(), format!("must have at most {MOST_PIECES} pieces, has {count}"));
    (count > MOST_PIECES).then(problem)
}

/// All faults of one piece at the path `path`.
pub fn check_piece(path: &str, piece: &EvidenceInput) -> Vec<Fault> {
    let length = |longest| move |text: &str| check_length(text, 1, longest);
    let checks = [
        ("url", text_fault(piece.url.as_ref(), check_url)),
        ("thumbnail_url", text_fault(piece.thumbnail_url.as_ref(), check_url)),
        ("filename", text_fault(piece.filename.as_ref(), length(LONGEST_FILENAME))),
        ("size_bytes", piece.size_bytes.and_then(|size| check_size(size).err())),
        ("description", text_fault(piece.description.as_ref(), length(LONGEST_DESCRIPTION))),
        ("content", text_fault(piece.content.as_ref(), length(LONGEST_CONTENT))),
    ];
    let faults = checks.into_iter().filter_map(|(name, fault)| Some((name, fault?)));
    faults.chain(missing(piece)).map(|(name, fault)| (format!("{path}.{name}"), fault)).collect()
}

fn text_fault(text: Option<&Untrusted>, check: impl Fn(&str) -> Result<(), String>) -> Option<String> {
    check(text?.raw()).err()
}

/// What a piece of this kind can't do without.
fn missing(piece: &EvidenceInput) -> Option<(&'static str, String)> {
    match piece.kind {
        EvidenceType::Text if piece.content.is_none() && piece.description.is_none() => {
            Some(("content", "is required for text, unless there is a description".into()))
        }
        EvidenceType::Image | EvidenceType::Document if piece.url.is_none() => {
            Some(("url", "is required for images and documents".into()))
        }
        _ => None,
    }
}

fn check_size(size: i64) -> Result<(), String> {
    if (0..=LARGEST_SIZE).contains(&size) { Ok(()) } else { Err(format!("must be between 0 and {LARGEST_SIZE}")) }
}

/// Only http and https, which a browser may open, and only the characters that RFC 3986 knows.
fn check_url(url: &str) -> Result<(), String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let rest = rest.ok_or("must begin with https:// or http://")?;
    check_length(url, 1, LONGEST_URL)?;
    if rest.is_empty() || rest.starts_with(['/', '?', '#', ':']) {
        return Err("must name a host".into());
    }
    if !rest.bytes().all(is_url_character) || !percents_are_whole(rest) {
        return Err("must have blanks and characters beyond ASCII percent-encoded".into());
    }
    Ok(())
}

fn is_url_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

fn percents_are_whole(text: &str) -> bool {
    let mut parts = text.split('%');
    parts.next();
    parts.all(|part| part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn input(json: &str) -> EvidenceInput {
        serde_json::from_str(json).unwrap()
    }

    fn paths(pieces: &[EvidenceInput]) -> Vec<String> {
        check("evidence", pieces).into_iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn good_pieces_have_no_fault() {
        let pieces = [
            input(r#"{"type":"image","url":"https://files.example/a%20b.png","size_bytes":0}"#),
            input(r#"{"type":"document","url":"http://10.0.0.1:8080/x?y=1#z","filename":"बिल.pdf"}"#),
            input(r#"{"type":"text","content":"He never came."}"#),
            input(r#"{"type":"text","description":"See chat"}"#),
        ];
        assert_eq!(paths(&pieces), [""; 0]);
    }

    #[test]
    fn all_faults_come_at_once_with_their_path() {
        let pieces = [
            input(r#"{"type":"image"}"#),
            input(r#"{"type":"text"}"#),
            input(
                r#"{"type":"document","url":"ftp://x","thumbnail_url":"javascript:alert(1)","filename":" ","size_bytes":-1,"description":"","content":"\u0000"}"#,
            ),
        ];
        let expected = [
            "[0].url",
            "[1].content",
            "[2].url",
            "[2].thumbnail_url",
            "[2].filename",
            "[2].size_bytes",
            "[2].description",
            "[2].content",
        ];
        assert_eq!(paths(&pieces), expected.map(|path| format!("evidence{path}")));
    }

    #[test]
    fn at_most_ten_pieces() {
        let eleven = vec![input(r#"{"type":"text","content":"x"}"#); 11];
        assert_eq!(paths(&eleven), ["evidence"]);
        assert_eq!(paths(&eleven[..10]), [""; 0]);
    }

    #[test]
    fn lengths_and_sizes_at_their_limits() {
        let mut piece = input(r#"{"type":"text","content":"x","size_bytes":9007199254740991}"#);
        piece.content = Some(Untrusted::new("x".repeat(5000)));
        piece.description = Some(Untrusted::new("x".repeat(1000)));
        piece.filename = Some(Untrusted::new("x".repeat(255)));
        piece.url = Some(Untrusted::new(format!("https://{}", "x".repeat(2040))));
        assert_eq!(paths(std::slice::from_ref(&piece)), [""; 0]);
        piece.content = Some(Untrusted::new("x".repeat(5001)));
        piece.description = Some(Untrusted::new("x".repeat(1001)));
        piece.filename = Some(Untrusted::new("x".repeat(256)));
        piece.url = Some(Untrusted::new(format!("https://{}", "x".repeat(2041))));
        piece.size_bytes = Some(LARGEST_SIZE + 1);
        assert_eq!(paths(&[piece]).len(), 5);
    }

    #[test]
    fn only_web_addresses() {
        for good in ["https://a.example", "http://a", "https://[::1]:8/x", "https://a/%e0%a4"] {
            assert_eq!(check_url(good), Ok(()), "{good}");
        }
        let bad = [
            "",
            "a",
            "//a",
            "HTTPS://a",
            "file:///etc/passwd",
            "data:text/html,x",
            "https://",
            "https:///x",
            "https://?x",
            "https://a b",
            "https://a\n",
            "https://é",
            "https://a/\u{202e}",
            "https://a/\"",
            "https://a/<x>",
            "https://a/%",
            "https://a/%4",
            "https://a/%zz",
        ];
        for bad in bad {
            assert!(check_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn unknown_fields_are_refused() {
        assert!(serde_json::from_str::<EvidenceInput>(r#"{"type":"text","content":"x","link":"y"}"#).is_err());
    }

    #[test]
    fn stored_pieces_read_back_and_show_every_field() {
        let stored = input(r#"{"type":"text","content":"x"}"#).into_evidence(Uuid::nil(), 0);
        let json = serde_json::to_string(&stored).unwrap();
        let whole = r#"{"id":"00000000-0000-0000-0000-000000000000","type":"text","url":null,"thumbnail_url":null,"filename":null,"size_bytes":null,"description":null,"content":"x","uploaded_at":"1970-01-01T00:00:00Z"}"#;
        assert_eq!(json, whole);
        assert_eq!(serde_json::from_str::<Evidence>(&json).unwrap(), stored);
        assert_eq!(
            serde_json::to_string(&stored.summary()).unwrap(),
            r#"{"type":"text","url":null,"description":null}"#
        );
        let foreign: Evidence = serde_json::from_str(r#"{"type":"image","url":"https://a/b"}"#).unwrap();
        assert_eq!((foreign.id, foreign.uploaded_at), (None, None));
    }

    proptest! {
        #[test]
        fn no_accepted_address_can_break_a_line_or_leave_the_web(rest in "\\PC{0,20}") {
            let url = format!("https://{rest}");
            if check_url(&url).is_ok() {
                prop_assert!(url.bytes().all(|b| b.is_ascii_graphic()));
            }
        }
    }
}
