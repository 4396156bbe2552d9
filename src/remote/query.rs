//! Typed list requests as the parameters of a URL.

use serde::Serialize;
use serde_json::Value;

use crate::error::{Error, Result};

/// The members of `request` as name and text; nulls are left out.
pub(super) fn parameters(request: &impl Serialize) -> Result<Vec<(String, String)>> {
    let value = serde_json::to_value(request).map_err(|error| Error::internal(format!("a query: {error}")))?;
    let Value::Object(members) = value else {
        return Err(Error::internal("a query that is no object"));
    };
    members.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| Ok((name, text(value)?))).collect()
}

fn text(value: Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        _ => Err(Error::internal("a query parameter that is no single value")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        domain::{page::Place, takedown::ReasonCode, time::Timestamp},
        operations::{
            fields::{Fields, parse},
            takedowns::ListTakedowns,
        },
    };

    #[test]
    fn what_was_read_from_parameters_becomes_the_same_parameters() {
        let mut list = ListTakedowns {
            status: None,
            reason_code: Some(ReasonCode::FakeReview),
            from_date: Some(Timestamp(1_764_000_000_250_000)),
            search: Some("a&b=ü%".into()),
            ..ListTakedowns::default()
        };
        assert_eq!(parse::<ListTakedowns>(Fields::text(parameters(&list).unwrap())).unwrap(), list);
        list.paging.place = Place::Cursor("abc_-9".into());
        list.status = ListTakedowns::default().status;
        assert_eq!(parse::<ListTakedowns>(Fields::text(parameters(&list).unwrap())).unwrap(), list);
    }

    #[test]
    fn nulls_are_left_out_and_lists_refused() {
        assert_eq!(
            parameters(&json!({"a": null, "b": 1, "c": true})).unwrap(),
            [("b".to_owned(), "1".to_owned()), ("c".to_owned(), "true".to_owned())]
        );
        assert!(parameters(&json!({"a": [1]})).is_err());
        assert!(parameters(&json!(1)).is_err());
    }
}
