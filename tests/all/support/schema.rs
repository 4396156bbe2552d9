//! JSON Schema over the contract's document: what a value at a schema of it gets wrong.
//!
//! Answers are held to more than the document says: a member that no schema declares is wrong too,
//! or the code could grow fields that the contract has never seen.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use super::routes::document;

const BASE: &str = "urn:contract:openapi";

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Request,
    /// Undeclared members are refused.
    Answer,
}

static REQUESTS: LazyLock<Registry<'static>> = LazyLock::new(|| registry(document().clone()));
static ANSWERS: LazyLock<Registry<'static>> = LazyLock::new(|| registry(closed(document())));

type Compiled = Mutex<HashMap<(Direction, String), Arc<Validator>>>;
static COMPILED: LazyLock<Compiled> = LazyLock::new(Mutex::default);

/// What is wrong with `value` by the schema at `pointer`, each line `JSON pointer: message`.
pub fn faults(direction: Direction, pointer: &str, value: &Value) -> Vec<String> {
    let validator = compiled(direction, pointer);
    let line = |error: jsonschema::ValidationError<'_>| {
        let path = error.instance_path().to_string();
        format!("{}: {}", if path.is_empty() { "/" } else { &path }, shortened(&error.to_string()))
    };
    validator.iter_errors(value).map(line).collect()
}

fn compiled(direction: Direction, pointer: &str) -> Arc<Validator> {
    let mut cache = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let build = || Arc::new(compile(direction, pointer));
    Arc::clone(cache.entry((direction, pointer.to_owned())).or_insert_with(build))
}

fn compile(direction: Direction, pointer: &str) -> Validator {
    let registry: &Registry<'static> = if direction == Direction::Answer { &ANSWERS } else { &REQUESTS };
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(registry)
        .should_validate_formats(true)
        .build(&json!({ "$ref": format!("{BASE}#{}", fragment(pointer)) }))
        .unwrap_or_else(|error| panic!("the schema at {pointer} doesn't compile: {error}"))
}

fn registry(document: Value) -> Registry<'static> {
    let builder = Registry::new().draft(Draft::Draft202012).add(BASE, document);
    builder.and_then(jsonschema::RegistryBuilder::prepare).expect("the document's references resolve")
}

/// A JSON pointer as the fragment of an address.
fn fragment(pointer: &str) -> String {
    pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D").replace(' ', "%20")
}

/// Messages quote the whole value; the first part tells enough.
fn shortened(message: &str) -> String {
    const LIMIT: usize = 400;
    if message.chars().count() <= LIMIT {
        return message.to_owned();
    }
    let tail: String = message.chars().rev().take(120).collect();
    let head: String = message.chars().take(LIMIT - 120).collect();
    format!("{head} … {}", tail.chars().rev().collect::<String>())
}

/// The document with every object that an answer can hold closed to undeclared members.
fn closed(document: &Value) -> Value {
    let mut copy = document.clone();
    close_below(&mut copy, document);
    copy
}

/// Walks what isn't a schema, down to the schemas.
fn close_below(node: &mut Value, document: &Value) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|item| close_below(item, document)),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match key.as_str() {
                    "schemas" => each_member(member, |schema| close_slots(schema, document)),
                    "schema" => close_slot(member, document),
                    "parameters" | "requestBody" | "example" | "examples" => {}
                    _ => close_below(member, document),
                }
            }
        }
        _ => {}
    }
}

/// Closes the places of a schema that hold values of their own. The schema itself stays open, for
/// another may be composed of it; conditions stay as they are, for they aren't about shape.
fn close_slots(schema: &mut Value, document: &Value) {
    let Some(members) = schema.as_object_mut() else { return };
    for (key, member) in members.iter_mut() {
        match key.as_str() {
            "properties" => each_member(member, |slot| close_slot(slot, document)),
            "items" | "additionalProperties" => close_slot(member, document),
            "allOf" | "anyOf" | "oneOf" => {
                let parts = member.as_array_mut().into_iter().flatten();
                parts.for_each(|part| close_slots(part, document));
            }
            _ => {}
        }
    }
}

fn close_slot(slot: &mut Value, document: &Value) {
    close_slots(slot, document);
    if shape(slot, document) == Shape::Declared {
        slot.as_object_mut()
            .expect("a declared shape is an object")
            .insert("unevaluatedProperties".into(), json!(false));
    }
}

fn each_member(node: &mut Value, act: impl FnMut(&mut Value)) {
    node.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(act);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    /// Not an object, or only conditions on one.
    None,
    /// An object with its members named.
    Declared,
    /// An object with members of any name.
    Open,
}

fn shape(schema: &Value, document: &Value) -> Shape {
    let Some(members) = schema.as_object() else { return Shape::Open };
    let own = if members.contains_key("properties") {
        Shape::Declared
    } else if members.is_empty() || names_object(&schema["type"]) && !composed(members) {
        Shape::Open
    } else {
        Shape::None
    };
    let target = members.get("$ref").and_then(Value::as_str).and_then(|r| document.pointer(r.trim_start_matches('#')));
    let parts = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| members.get(key)?.as_array()).flatten();
    parts.chain(target).map(|part| shape(part, document)).fold(own, Shape::max)
}

fn composed(members: &Map<String, Value>) -> bool {
    ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| members.contains_key(*key))
}

fn names_object(kind: &Value) -> bool {
    kind == "object" || kind.as_array().is_some_and(|kinds| kinds.iter().any(|k| k == "object"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undeclared_members_are_refused_also_through_references_and_composition() {
        let document = json!({
            "components": { "schemas": {
                "Base": { "type": "object", "properties": { "id": { "type": "string" } } },
                "Whole": { "allOf": [{ "$ref": "#/components/schemas/Base" }, { "properties": { "n": { "type": "integer" } } }] },
                "Free": { "type": "object" },
            }},
            "paths": { "/x": { "get": { "responses": { "200": { "content": { "application/json": { "schema": {
                "type": "object",
                "properties": {
                    "whole": { "anyOf": [{ "$ref": "#/components/schemas/Whole" }, { "type": "null" }] },
                    "free": { "$ref": "#/components/schemas/Free" },
                },
            }}}}}}}},
        });
        let registry = registry(closed(&document));
        let pointer = "/paths/~1x/get/responses/200/content/application~1json/schema";
        let validator = jsonschema::options()
            .with_registry(&registry)
            .build(&json!({ "$ref": format!("{BASE}#{pointer}") }))
            .expect("it compiles");
        assert!(validator.is_valid(&json!({ "whole": { "id": "a", "n": 1 }, "free": { "any": 1 } })));
        assert!(validator.is_valid(&json!({ "whole": null })));
        assert!(!validator.is_valid(&json!({ "whole": { "id": "a", "new": 1 } })));
        assert!(!validator.is_valid(&json!({ "beside": 1 })));
    }
}
