//! CSV that no spreadsheet runs and no terminal obeys.

use serde_json::Value;

use super::json::to_line;
use crate::{
    cli::{look::safe, stop::Result},
    domain::untrusted::csv_cell,
    error::Error,
};

/// A value as a cell: text made harmless, nothing for null, lists and objects as JSON.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => csv_cell(&safe(text)).into_owned(),
        Value::Array(_) | Value::Object(_) => to_line(value),
        single => single.to_string(),
    }
}

/// A line with its break.
pub(super) fn line<'a>(cells: impl Iterator<Item = &'a str>) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(cells).map_err(Error::internal)?;
    let bytes = writer.into_inner().map_err(Error::internal)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells() {
        for (value, text) in [
            (json!(null), ""),
            (json!(-5), "-5"),
            (json!("-5"), "'-5"),
            (json!("=1+1"), "'=1+1"),
            (json!("a\x1b[0m\u{202e}"), "a\\x1b[0m\\u{202e}"),
            (json!(["a", 1]), r#"["a",1]"#),
            (json!(true), "true"),
        ] {
            assert_eq!(cell(&value), text);
        }
        assert_eq!(line(["a,b", "c\"d", "e"].into_iter()).unwrap(), "\"a,b\",\"c\"\"d\",e\n");
    }
}
