//! A line of a person's own making from each record, with minijinja.

use minijinja::{Environment, UndefinedBehavior};
use serde_json::{Map, Value};

use crate::{
    domain::untrusted::{Breaks, neutralise},
    error::{Error, Result},
};

/// What the template makes of a record, with a line break at its end.
pub(super) fn line(template: &str, record: &Value) -> Result<String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let made = environment.render_str(template, minijinja::value::Serde(harmless(record))).map_err(|error| {
        let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
        Error::field("template", format!("{}{detail}", error.kind()))
    })?;
    Ok(format!("{made}\n"))
}

/// The record with every text made harmless, since a template writes it as it is.
fn harmless(value: &Value) -> Value {
    match value {
        Value::String(text) => neutralise(text, Breaks::Kept).into(),
        Value::Array(items) => items.iter().map(harmless).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, member)| (name.clone(), harmless(member))).collect::<Map<_, _>>())
        }
        single => single.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_from_a_record() {
        let record = json!({"id": 7, "vendor": {"name": "A\x1b[0m"}, "list": ["x", "y"]});
        assert_eq!(line("{{ id }} {{ vendor.name|upper }}", &record).unwrap(), "7 A\\X1B[0M\n");
        assert_eq!(line("{{ list|join('+') }}", &record).unwrap(), "x+y\n");
    }

    #[test]
    fn a_wrong_template_is_the_flag_s_fault() {
        for template in ["{{ nope }}", "{{ id", "{% for x in id %}{% endfor %}"] {
            let error = line(template, &json!({"id": 7})).unwrap_err();
            assert!(error.message.starts_with("template: "), "{}", error.message);
        }
    }
}
