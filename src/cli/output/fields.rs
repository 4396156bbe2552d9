//! Dotted names into a record: `vendor.name`.

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// The record with these fields alone, where they stood.
pub(super) fn pick(value: &Value, names: &[String]) -> Result<Value> {
    let mut out = Value::Object(Map::new());
    for name in names {
        put(&mut out, name, find(value, name)?.clone());
    }
    Ok(out)
}

/// What is under a name; null under what is null.
pub(super) fn find<'a>(value: &'a Value, name: &str) -> Result<&'a Value> {
    let mut at = value;
    for part in name.split('.') {
        at = match at {
            Value::Null => at,
            Value::Object(members) => members.get(part).ok_or_else(|| unknown(value, name))?,
            _ => return Err(unknown(value, name)),
        };
    }
    Ok(at)
}

/// The names of all single values in a record.
pub(super) fn names(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    gather("", value, &mut out);
    out
}

fn gather(prefix: &str, value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                let full = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                gather(&full, member, out);
            }
        }
        _ if prefix.is_empty() => {}
        _ => out.push(prefix.to_owned()),
    }
}

fn put(out: &mut Value, name: &str, value: Value) {
    match name.split_once('.') {
        None => out[name] = value,
        Some((head, tail)) => {
            if !out[head].is_object() {
                out[head] = Value::Object(Map::new());
            }
            put(&mut out[head], tail, value);
        }
    }
}

fn unknown(value: &Value, name: &str) -> Error {
    let known = value.as_object().map(|members| members.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    Error::field("json", format!("there is no field {name}; there are {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_picked_where_they_stand() {
        let value = json!({"id": 1, "vendor": {"name": "A", "city": "B"}, "claim": null});
        let names = ["vendor.name", "id", "claim.by"].map(str::to_owned);
        assert_eq!(pick(&value, &names).unwrap().to_string(), r#"{"vendor":{"name":"A"},"id":1,"claim":{"by":null}}"#);
        let error = pick(&value, &["nme".to_owned()]).unwrap_err();
        assert_eq!(error.message, "json: there is no field nme; there are id, vendor, claim.");
    }

    #[test]
    fn names_reach_down_to_single_values() {
        assert_eq!(names(&json!({"a": {"b": 1, "c": {}}, "d": [1], "e": null})), ["a.b", "a.c", "d", "e"]);
    }
}
