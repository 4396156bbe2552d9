//! Evidence: what somebody attached to prove a point, as JSON.

use serde_json::{Value, json};
use uuid::Uuid;

use super::random::Draw;
use crate::domain::time::Timestamp;

/// A list with one piece of evidence, uploaded at `moment`.
pub(super) fn one(moment: Timestamp, draw: &mut Draw) -> String {
    const PICTURES: &[(&str, &str)] = &[
        ("IMG_2041.jpg", "As it looked afterwards"),
        ("photo-1.jpg", "Photo taken on the spot"),
        ("screenshot.png", "Screenshot of the chat"),
    ];
    const PAPERS: &[(&str, &str)] =
        &[("invoice.pdf", "The invoice that was given"), ("jobcard.pdf", "Job card, signed")];
    const WORDS: &[&str] = &[
        "Spoke to the customer on the phone the same evening, he agreed that the work was complete.",
        "WhatsApp: \"Sir kindly check once, technician is saying the part was already broken.\"",
        "The visit is in our register with in and out time.",
    ];
    let name = format!("{}{}", draw.token(), draw.token());
    let piece = match draw.below(10) {
        0..6 => file("image", draw.pick(PICTURES), &name, moment, draw),
        6..8 => file("document", draw.pick(PAPERS), &name, moment, draw),
        _ => piece("text", &name, moment, &json!({ "content": draw.pick(WORDS) })),
    };
    Value::Array(vec![piece]).to_string()
}

fn file(kind: &str, (filename, description): (&str, &str), name: &str, moment: Timestamp, draw: &mut Draw) -> Value {
    let size = draw.between(40_000, 3_000_000);
    let url = format!("https://files.appydex.example/e/{name}-{filename}");
    piece(
        kind,
        name,
        moment,
        &json!({ "url": url, "filename": filename, "size_bytes": size, "description": description }),
    )
}

/// A piece with all its members, null where `has` says nothing; `name` is 32 hexadecimal digits.
pub(super) fn piece(kind: &str, name: &str, moment: Timestamp, has: &Value) -> Value {
    json!({
        "id": Uuid::try_parse(name).ok(),
        "type": kind,
        "url": has["url"],
        "thumbnail_url": has["thumbnail_url"],
        "filename": has["filename"],
        "size_bytes": has["size_bytes"],
        "description": has["description"],
        "content": has["content"],
        "uploaded_at": moment,
    })
}
