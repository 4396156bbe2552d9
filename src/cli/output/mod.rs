//! What a command prints, in every format: JSON, NDJSON, CSV, YAML, ids, a template's lines.
//!
//! A command has records (things that serialise to the API's `data`); [`Emitter`] writes them one by one, so that
//! a long list streams. Tables are for people and live in `table`. Whatever the format, characters that act on a
//! terminal are written as escapes. To add a format: its word in [`Format`], its file here, its arm in the emitter.

mod csv;
mod fields;
pub mod json;
mod template;
mod yaml;

use serde::Serialize;
use serde_json::Value;

use super::stop::{Result, Stop};
use crate::error::Error;

/// How records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// The API's `data`, indented.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A header line and a line each.
    Csv,
    /// The API's `data` as YAML.
    Yaml,
    /// Whole ids, one a line, for the next command's standard input.
    Ids,
}

/// The format, the fields picked and the template.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The format; never `Table` when there are fields or a template.
    pub format: Format,
    /// Dotted names of the fields to write; empty is all.
    pub fields: Vec<String>,
    /// A template that writes each record.
    pub template: Option<String>,
}

/// Something that is written as a record.
pub trait Record: Serialize {
    /// Dotted names of the fields that CSV has as columns; none takes whatever the first record has.
    const FIELDS: &'static [&'static str] = &[];
    /// The id, for the next command; nothing where there is none.
    fn id(&self) -> Option<String>;
}

/// Writes records in any format but the table.
pub struct Emitter {
    style: Style,
    /// Whether the records make a list.
    many: bool,
    columns: Vec<String>,
    written: usize,
}

impl Emitter {
    /// Writes the records of a list, or the one record that there is.
    pub fn new(style: Style, many: bool) -> Self {
        Self { style, many, columns: Vec::new(), written: 0 }
    }

    /// The text of the next record.
    pub fn record<R: Record>(&mut self, record: &R) -> Result<String> {
        let value = serde_json::to_value(record).map_err(Error::internal)?;
        self.value(value, record.id(), R::FIELDS)
    }

    /// The text of the next record, given as JSON.
    pub fn value(&mut self, value: Value, id: Option<String>, columns: &[&str]) -> Result<String> {
        let value = if self.style.fields.is_empty() || self.style.format == Format::Csv {
            value
        } else {
            fields::pick(&value, &self.style.fields)?
        };
        let text = match (&self.style.template, self.style.format) {
            (Some(template), _) => template::line(template, &value)?,
            (None, Format::Csv) => self.csv(&value, columns)?,
            (None, Format::Ids) => id.map(|id| format!("{id}\n")).unwrap_or_default(),
            (None, Format::Ndjson) => format!("{}\n", json::to_line(&value)),
            (None, Format::Yaml) => yaml::document(&value, self.many),
            (None, Format::Json | Format::Table) => self.json(&value),
        };
        self.written += 1;
        Ok(text)
    }

    /// What comes after the last record.
    pub fn end(&self) -> &'static str {
        match (self.style.template.is_some(), self.style.format, self.many, self.written) {
            (false, Format::Json | Format::Table | Format::Yaml, true, 0) => "[]\n",
            (false, Format::Json | Format::Table, true, _) => "\n]\n",
            _ => "",
        }
    }

    fn json(&self, value: &Value) -> String {
        if !self.many {
            return format!("{}\n", json::indented(value));
        }
        let before = if self.written == 0 { "[\n" } else { ",\n" };
        let inner = json::indented(value).replace('\n', "\n  ");
        format!("{before}  {inner}")
    }

    fn csv(&mut self, value: &Value, columns: &[&str]) -> Result<String> {
        let mut text = String::new();
        if self.written == 0 {
            self.columns = match (&self.style.fields, columns) {
                (fields, _) if !fields.is_empty() => fields.clone(),
                (_, []) => fields::names(value),
                (_, columns) => columns.iter().map(|name| (*name).to_owned()).collect(),
            };
            text = csv::line(self.columns.iter().map(String::as_str))?;
        }
        let cells = self.columns.iter().map(|name| fields::find(value, name).map(csv::cell).map_err(Stop::from));
        let cells: Vec<String> = cells.collect::<Result<_>>()?;
        text.push_str(&csv::line(cells.iter().map(String::as_str))?);
        Ok(text)
    }
}

#[cfg(test)]
mod tests;
