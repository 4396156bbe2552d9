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
