//! Named values from outside, read once into typed requests, with every fault reported together.

use std::{collections::BTreeSet, fmt::Display, str::FromStr};

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    domain::{
        dates::{Bound, parse_contract_time},
        evidence::{self, EvidenceInput},
        members::Members,
        page::{Paging, Place},
        time::Timestamp,
    },
    error::{Details, Error, Result},
};

/// A request that can be read from named values.
pub trait Request: Sized {
    /// Takes what belongs to it. `None` only after a fault was noted.
    fn read(fields: &mut Fields) -> Option<Self>;
}

/// Reads a whole request.
///
/// # Errors
/// `VALIDATION_ERROR` with every bad, missing and unknown field.
pub fn parse<T: Request>(mut fields: Fields) -> Result<T> {
    let request = T::read(&mut fields);
    let details = fields.into_faults();
    match request {
        Some(request) if details.is_empty() => Ok(request),
        _ => Err(Error::validation(details)),
    }
}

/// The values of a request by name, the faults found so far, and the names that were asked for.
#[derive(Debug, Default)]
pub struct Fields {
    values: Map<String, Value>,
    known: BTreeSet<&'static str>,
    faults: Details,
    /// Values from a query or flags are text: `25` is a number and `true` a truth there.
    textual: bool,
}

impl Fields {
    /// The members of a JSON body.
    pub fn body(body: Value) -> Self {
        if let Value::Object(values) = body {
            return Self { values, ..Self::default() };
        }
        let mut fields = Self::default();
        fields.fault("body", "must be a JSON object");
        fields
    }

    /// The members of a JSON body as it came; none at all is an empty object.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn json(body: &[u8]) -> Result<Self, serde_json::Error> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        let members = match serde_json::from_slice::<Members>(body) {
            Ok(members) => members,
            Err(error) if error.is_data() => return Ok(Self::body(Value::Null)),
            Err(error) => return Err(error),
        };
        let mut fields = Self::default();
        for (name, value) in members.0 {
            if fields.values.contains_key(&name) {
                fields.fault(name, "must be given only once");
            } else {
                fields.values.insert(name, value);
            }
        }
        Ok(fields)
    }

    /// The parameters of a query, or flags by the names of the parameters.
    pub fn text<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut fields = Self { textual: true, ..Self::default() };
        for (name, value) in pairs {
            let name = name.into();
            if fields.values.contains_key(&name) {
                fields.fault(name, "must be given only once");
            } else {
                fields.values.insert(name, Value::String(value.into()));
            }
        }
        fields
    }

    /// Notes that `name` is wrong.
    pub fn fault(&mut self, name: impl Into<String>, problem: impl Into<String>) {
        self.faults.entry(name.into()).or_default().push(problem.into());
    }

    /// Whether a value came under `name`, null included.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    fn take(&mut self, name: &'static str) -> Option<Value> {
        self.known.insert(name);
        self.values.remove(name)
    }

    fn into_faults(mut self) -> Details {
        let unknown: Vec<String> = self.values.keys().cloned().collect();
        for name in unknown {
            let hint = match self.known.iter().min_by_key(|known| distance(known, &name)) {
                Some(known) if distance(known, &name) <= 2 => {
                    format!("is not known here; did you mean {known}?")
                }
                _ => "is not known here".to_owned(),
            };
            self.fault(name, hint);
        }
        self.faults
    }

    /// The value under `name` as `read` understands it; nothing when absent or wrong.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Value, bool) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.take(name)?;
        match read(&value, self.textual) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fault(name, problem);
                None
            }
        }
    }

    /// As [`Self::optional`], but absence is a fault.
    pub fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&Value, bool) -> Result<T, String>,
    ) -> Option<T> {
        if !self.has(name) {
            self.known.insert(name);
            self.fault(name, "is required");
            return None;
        }
        self.optional(name, read)
    }

    /// The value under `name`, or `default` where there is none. Nothing only when it is wrong.
    pub fn or<T>(
        &mut self,
        name: &'static str,
        default: T,
        read: impl FnOnce(&Value, bool) -> Result<T, String>,
    ) -> Option<T> {
        if self.has(name) {
            self.optional(name, read)
        } else {
            self.known.insert(name);
            Some(default)
        }
    }

    /// `from_date` and `to_date`, both ends included.
    pub fn period(&mut self) -> (Option<Timestamp>, Option<Timestamp>) {
        let from = self.optional("from_date", moment(Bound::Lower));
        let to = self.optional("to_date", moment(Bound::Upper));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.fault("to_date", "must not be before from_date");
        }
        (from, to)
    }

    /// Pieces of evidence; a fault names its own place, such as `evidence[2].url`.
    pub fn evidence(&mut self, name: &'static str) -> Option<Vec<EvidenceInput>> {
        let items = match self.take(name) {
            None => return Some(Vec::new()),
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.fault(name, "must be a list");
                return None;
            }
        };
        let mut faults: Vec<_> = evidence::check_count(name, items.len()).into_iter().collect();
        let mut pieces = Vec::with_capacity(items.len());
        for (i, item) in items.into_iter().enumerate() {
            let place = format!("{name}[{i}]");
            match serde_json::from_value(item) {
                Ok(piece) => {
                    faults.extend(evidence::check_piece(&place, &piece));
                    pieces.push(piece);
                }
                Err(problem) => faults.push((place, problem.to_string())),
            }
        }
        let sound = faults.is_empty();
        for (place, problem) in faults {
            self.fault(place, problem);
        }
        sound.then_some(pieces)
    }

    /// `page`, `page_size` and `cursor`.
    pub fn paging(&mut self) -> Option<Paging> {
        if self.has("page") && self.has("cursor") {
            self.fault("cursor", "can't go together with page");
        }
        let size = self.or("page_size", 25, whole(1, i64::from(Paging::MOST)));
        let cursor = self.optional("cursor", cursor);
        let page = self.or("page", 1, whole(1, i64::from(i32::MAX)));
        let place = match cursor {
            Some(cursor) => Place::Cursor(cursor),
            None => Place::Page(u32::try_from(page?).ok()?),
        };
        Some(Paging { place, size: u32::try_from(size?).ok()? })
    }
}

/// Reads text of `least` to `most` characters; the least counts without surrounding blanks.
pub fn text(least: usize, most: usize) -> impl FnOnce(&Value, bool) -> Result<String, String> {
    move |value, _| {
        let text = value.as_str().ok_or("must be text")?;
        let (count, solid) = (text.chars().count(), text.trim().chars().count());
        if text.contains('\0') {
            return Err("must not contain a NUL character".into());
        }
        if solid < least {
            return Err(match least {
                1 => "must not be empty".into(),
                _ => format!("must have at least {least} characters; it has {solid}"),
            });
        }
        if count > most {
            return Err(format!("must have at most {most} characters; it has {count}"));
        }
        Ok(text.to_owned())
    }
}

/// Reads a whole number from `least` to `most`.
pub fn whole(least: i64, most: i64) -> impl FnOnce(&Value, bool) -> Result<i64, String> {
    move |value, textual| {
        let number = if textual { value.as_str().and_then(|text| text.parse().ok()) } else { value.as_i64() };
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| format!("must be a whole number from {least} to {most}"))
    }
}

/// Reads true or false.
pub fn truth(value: &Value, textual: bool) -> Result<bool, String> {
    let truth = if textual { value.as_str().and_then(|text| text.parse().ok()) } else { value.as_bool() };
    truth.ok_or_else(|| "must be true or false".into())
}

/// Reads one of the words of `T`.
pub fn word<T: FromStr<Err = String>>(value: &Value, _: bool) -> Result<T, String> {
    value.as_str().ok_or("must be text")?.parse()
}

/// Reads one word of a table.
pub fn one_of<T: Copy + 'static>(
    table: &'static [(&'static str, T)],
) -> impl FnOnce(&Value, bool) -> Result<T, String> {
    move |value, _| {
        let word = value.as_str().unwrap_or_default();
        table.iter().find(|(name, _)| *name == word).map(|(_, one)| *one).ok_or_else(|| {
            let words: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
            format!("must be one of {}", words.join(", "))
        })
    }
}

/// Reads a whole UUID.
pub fn uuid(value: &Value, _: bool) -> Result<Uuid, String> {
    let text = value.as_str().unwrap_or_default();
    match Uuid::try_parse(text) {
        Ok(id) if text.len() == 36 => Ok(id),
        _ => Err("must be a whole UUID".into()),
    }
}

/// Reads a moment as the contract spells it.
pub fn moment(bound: Bound) -> impl FnOnce(&Value, bool) -> Result<Timestamp, String> {
    move |value, _| parse_contract_time(value.as_str().ok_or("must be text")?, bound).map(Timestamp)
}

/// Reads a list with the reader that `each` makes, naming the place of what is wrong.
pub fn list<T, R: FnOnce(&Value, bool) -> Result<T, String>>(
    least: usize,
    most: usize,
    each: impl Fn() -> R,
) -> impl FnOnce(&Value, bool) -> Result<Vec<T>, String> {
    move |value, textual| {
        let split: Vec<Value>;
        let items = match (value, textual) {
            (Value::Array(items), _) => items,
            (Value::String(text), true) => {
                split = text.split(',').map(|item| item.trim().into()).collect();
                &split
            }
            _ => return Err("must be a list".into()),
        };
        if !(least..=most).contains(&items.len()) {
            return Err(format!("must have {least} to {most} entries; it has {}", items.len()));
        }
        let at = |(i, item)| each()(item, textual).map_err(|problem| format!("entry {}: {problem}", i + 1));
        items.iter().enumerate().map(at).collect()
    }
}

/// Refuses a list that names something twice.
pub fn unique<T: PartialEq + Display>(items: Vec<T>) -> Result<Vec<T>, String> {
    match items.iter().enumerate().find(|(i, item)| items[..*i].contains(item)) {
        Some((_, twice)) => Err(format!("names {twice} twice")),
        None => Ok(items),
    }
}

fn cursor(value: &Value, _: bool) -> Result<String, String> {
    let text = value.as_str().unwrap_or_default();
    let right = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if (1..=512).contains(&text.len()) && text.bytes().all(right) {
        Ok(text.to_owned())
    } else {
        Err("must be meta.next_cursor of an earlier answer".into())
    }
}

/// How many single edits lie between two names.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let replaced = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    struct Sample;

    impl Request for Sample {
        fn read(f: &mut Fields) -> Option<Self> {
            let reason = f.required("reason", text(5, 10));
            let count = f.or("count", 1, whole(1, 9));
            reason.and(count).map(|_| Self)
        }
    }

    fn faults(fields: Fields) -> Details {
        match parse::<Sample>(fields).map_err(|e| e.kind) {
            Err(crate::error::Kind::ValidationError { details }) => details,
            _ => Details::new(),
        }
    }

    #[test]
    fn all_faults_come_at_once_and_a_typo_gets_a_hint() {
        let found = faults(Fields::body(json!({"reason": "  abc ", "count": 0, "coumt": 1, "zebra": null})));
        assert_eq!(found["reason"], ["must have at least 5 characters; it has 3"]);
        assert_eq!(found["count"], ["must be a whole number from 1 to 9"]);
        assert_eq!(found["coumt"], ["is not known here; did you mean count?"]);
        assert_eq!(found["zebra"], ["is not known here"]);
    }

    #[test]
    fn a_body_is_strict_where_a_query_is_text() {
        assert!(faults(Fields::body(json!({"reason": "enough", "count": "3"}))).contains_key("count"));
        assert!(faults(Fields::text([("reason", "enough"), ("count", "3")])).is_empty());
        assert!(faults(Fields::text([("reason", "enough"), ("reason", "enough")])).contains_key("reason"));
        assert!(faults(Fields::body(json!([]))).contains_key("body"));
    }

    #[test]
    fn a_body_says_everything_once() {
        let read = |text: &str| Fields::json(text.as_bytes());
        let found = faults(read(r#"{"reason": "accept it", "count": 1, "reason": "reject it"}"#).unwrap());
        assert_eq!(found["reason"], ["must be given only once"]);
        assert_eq!(faults(read("[1]").unwrap())["body"], ["must be a JSON object"]);
        assert!(faults(read("").unwrap()).contains_key("reason"));
        assert!(read(r#"{"reason": }"#).is_err() && read("{} {}").is_err());
    }

    #[test]
    fn lists_name_the_place_of_a_fault() {
        let read = list(0, 3, || uuid);
        assert_eq!(read(&json!(["x"]), false), Err("entry 1: must be a whole UUID".into()));
        assert_eq!(unique(vec!["a", "b", "a"]), Err("names a twice".into()));
    }
}
