use serde_json::json;

use super::*;

#[derive(Serialize)]
struct Thing {
    id: i64,
    name: &'static str,
    owner: Option<Owner>,
}

#[derive(Serialize)]
struct Owner {
    name: &'static str,
}

impl Record for Thing {
    const FIELDS: &'static [&'static str] = &["id", "owner.name"];
    fn id(&self) -> Option<String> {
        Some(self.id.to_string())
    }
}

fn written(style: &Style, many: bool, count: usize) -> String {
    let things =
        [Thing { id: 1, name: "a\x1b", owner: None }, Thing { id: 2, name: "b", owner: Some(Owner { name: "=c" }) }];
    let mut emitter = Emitter::new(style.clone(), many);
    let mut text = String::new();
    for thing in &things[..count] {
        text.push_str(&emitter.record(thing).unwrap());
    }
    text + emitter.end()
}

fn format(format: Format) -> Style {
    Style { format, ..Style::default() }
}

#[test]
fn a_list_in_every_format() {
    let json: Value = serde_json::from_str(&written(&format(Format::Json), true, 2)).unwrap();
    assert_eq!(json[1], json!({"id": 2, "name": "b", "owner": {"name": "=c"}}));
    assert_eq!(written(&format(Format::Ndjson), true, 1), "{\"id\":1,\"name\":\"a\\u001b\",\"owner\":null}\n");
    assert_eq!(written(&format(Format::Csv), true, 2), "id,owner.name\n1,\n2,'=c\n");
    assert_eq!(written(&format(Format::Ids), true, 2), "1\n2\n");
    let yaml: Value = serde_saphyr::from_str(&written(&format(Format::Yaml), true, 2)).unwrap();
    assert_eq!(yaml, json);
}

#[test]
fn nothing_is_a_list_too() {
    for (style, text) in [(Format::Json, "[]\n"), (Format::Yaml, "[]\n"), (Format::Ndjson, ""), (Format::Csv, "")] {
        assert_eq!(written(&format(style), true, 0), text);
    }
}

#[test]
fn one_record_is_no_list() {
    let json: Value = serde_json::from_str(&written(&format(Format::Json), false, 1)).unwrap();
    assert_eq!(json["id"], 1);
    assert!(written(&format(Format::Yaml), false, 1).starts_with("id: 1\n"));
}

#[test]
fn fields_are_picked_in_every_format() {
    let fields = vec!["owner.name".to_owned()];
    let style = |format| Style { format, fields: fields.clone(), template: None };
    assert_eq!(
        written(&style(Format::Ndjson), true, 2),
        "{\"owner\":{\"name\":null}}\n{\"owner\":{\"name\":\"=c\"}}\n"
    );
    assert_eq!(written(&style(Format::Csv), true, 2), "owner.name\n\n'=c\n".replace("\n\n", "\n\"\"\n"));
}

#[test]
fn a_template_writes_each_record() {
    let style = Style { template: Some("{{ id }}:{{ name }}".into()), ..format(Format::Json) };
    assert_eq!(written(&style, true, 2), "1:a\\x1b\n2:b\n");
}
