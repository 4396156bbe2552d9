//! Ids: a UUID in any spelling is kept, any other text stands for one.

use uuid::{Uuid, uuid};

use super::super::table::Table;
use crate::store::bulk::Cell;

/// The space of names of all imported texts. Changing it would make strangers of every row imported before.
const SPACE: Uuid = uuid!("6c6f6e67-2d6c-4976-8564-696d706f7274");

/// The spaces of names of the tables.
pub struct Ids([Uuid; Table::ALL.len()]);

impl Ids {
    /// A space for each table.
    pub fn new() -> Self {
        Self(Table::ALL.map(|table| Uuid::new_v5(&SPACE, table.name().as_bytes())))
    }

    /// The id that `text` stands for as that of a row of `table`.
    pub fn read(&self, table: Table, text: &str) -> Uuid {
        uuid_of(text).unwrap_or_else(|| Uuid::new_v5(&self.0[table as usize], text.as_bytes()))
    }
}

/// The UUID that a text is a spelling of: with dashes or without, in braces, as a URN, in small letters or capitals.
fn uuid_of(text: &str) -> Option<Uuid> {
    let urn = text.get(..9).filter(|start| start.eq_ignore_ascii_case("urn:uuid:")).map(|_| &text[9..]);
    let braced = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    Uuid::try_parse(urn.or(braced).unwrap_or(text)).ok()
}

/// The text, if it is no UUID.
pub fn external(text: &str) -> Cell {
    if uuid_of(text).is_some() { Cell::Null } else { Cell::from(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_kept_in_any_spelling() {
        let ids = Ids::new();
        let id = uuid!("0192f0c1-aaaa-7bbb-8ccc-0123456789ab");
        for text in [
            "0192f0c1-aaaa-7bbb-8ccc-0123456789ab",
            "0192F0C1-AAAA-7BBB-8CCC-0123456789AB",
            "0192f0c1aaaa7bbb8ccc0123456789ab",
            "{0192f0c1-aaaa-7bbb-8ccc-0123456789ab}",
            "{0192F0C1AAAA7BBB8CCC0123456789AB}",
            "URN:UUID:0192f0c1-aaaa-7bbb-8ccc-0123456789ab",
        ] {
            assert_eq!(ids.read(Table::Users, text), id, "{text}");
            assert_eq!(external(text), Cell::Null);
        }
    }

    #[test]
    fn other_text_stands_for_one_id_in_each_table() {
        let ids = Ids::new();
        let user = ids.read(Table::Users, "guest-1");
        assert_eq!(user, Ids::new().read(Table::Users, "guest-1"));
        assert_eq!(user.get_version_num(), 5);
        assert_ne!(user, ids.read(Table::Users, "guest-2"));
        assert_ne!(user, ids.read(Table::Vendors, "guest-1"));
        assert_eq!(external("guest-1"), Cell::from("guest-1"));
        assert_eq!(
            user.to_string(),
            "a1719103-beea-5e4b-95e6-f4b2ffc5f64b",
            "rows imported before must be found again"
        );
    }
}
