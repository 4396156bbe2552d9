//! The audit chain: each entry carries a hash over itself and the entry before.

use super::word::words;

words! {
    /// What kind of actor an entry is about.
    AuditActor {
        /// An admin.
        Admin => "admin",
        /// A vendor, by a token.
        Vendor => "vendor",
        /// A gateway, by a webhook.
        Gateway => "gateway",
        /// The program itself, and commands that act for no admin.
        System => "system",
        /// Nobody known.
        Anonymous => "anonymous",
    }
}

words! {
    /// How a chain can be broken.
    FaultKind {
        /// An entry isn't what was written.
        Changed => "changed",
        /// Entries are missing, the newest ones included.
        Removed => "removed",
        /// Entries stand in another order.
        Reordered => "reordered",
    }
}

/// A field of an entry as it goes into the hash.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A number.
    Number(i64),
    /// Text.
    Text(&'a str),
    /// Nothing, which is not the same as empty text.
    Nothing,
}

impl<'a> From<Option<&'a str>> for Part<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

/// The bytes that are hashed: each part with its kind and length, so that no two entries share them.
pub fn canonical(previous: &[u8], parts: &[Part<'_>]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    bytes.extend_from_slice(previous);
    for part in parts {
        match part {
            Part::Number(number) => {
                bytes.push(1);
                bytes.extend_from_slice(&number.to_be_bytes());
            }
            Part::Text(text) => {
                bytes.push(2);
                bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
                bytes.extend_from_slice(text.as_bytes());
            }
            Part::Nothing => bytes.push(0),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_letter_across_a_border_changes_the_bytes() {
        let bytes = |a, b| canonical(&[0; 32], &[Part::Text(a), Part::Text(b)]);
        assert_ne!(bytes("ab", "c"), bytes("a", "bc"));
        assert_ne!(canonical(&[], &[Part::Nothing]), canonical(&[], &[Part::Text("")]));
        assert_ne!(canonical(&[], &[Part::Number(1)]), canonical(&[], &[Part::Text("1")]));
    }
}
