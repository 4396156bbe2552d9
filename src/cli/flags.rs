//! Names of flags, and flags whose words are checked with everything else instead of by clap alone.

use std::ffi::OsStr;

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
};

/// Where a field of a request is given on the command line; `None` for the request as a whole.
pub fn spelling(field: &str) -> Option<String> {
    let special = match field {
        "body" => return None,
        "id" | "request_id" | "refund_id" | "payment_id" | "review_id" | "job_id" | "admin_id_or_email" => "ID",
        "email" | "email_or_phone" => "EMAIL",
        "password" => "the password",
        "current_password" => "the current password",
        "new_password" => "the new password",
        "admin_notes" => "--notes",
        "cancellation_reason" => "--reason",
        "approved_amount_cents" | "amount_cents" => "--amount",
        "offer_alternative" => "--offer",
        "roles" => "--role",
        "permissions" => "--permission",
        "command" => "the command",
        "report_type" => "REPORT",
        "settings" => "settings",
        "profile" => "NAME",
        // A place in a file, or in a piece of evidence, is its own name.
        _ if field.contains([':', '.', '/', '[']) => field,
        _ => return Some(format!("--{}", field.replace('_', "-"))),
    };
    Some(special.to_owned())
}

/// Takes any text, and shows these words in help and completion. What is wrong is said together with all else that is.
#[derive(Clone)]
pub struct Words(pub &'static [&'static str]);

impl TypedValueParser for Words {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|word| PossibleValue::new(*word))))
    }
}

/// Names and values of the flags that were given, for `Fields::text`.
#[derive(Default)]
pub struct Given(Vec<(&'static str, String)>);

impl Given {
    /// Adds a flag under the name of its field.
    #[must_use]
    pub fn with(mut self, field: &'static str, value: Option<&String>) -> Self {
        self.0.extend(value.map(|value| (field, value.clone())));
        self
    }

    /// The pairs.
    pub fn pairs(self) -> Vec<(&'static str, String)> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_by_their_flags() {
        for (field, flag) in [("reason", "--reason"), ("page_size", "--page-size"), ("admin_notes", "--notes")] {
            assert_eq!(spelling(field).unwrap(), flag);
        }
        assert_eq!(spelling("bookings.csv:3:5").unwrap(), "bookings.csv:3:5");
        assert_eq!((spelling("roles").unwrap().as_str(), spelling("body")), ("--role", None));
    }

    #[test]
    fn words_are_shown_but_not_enforced() {
        let command = Command::new("x").arg(Arg::new("status").long("status").value_parser(Words(&["open", "all"])));
        let matches = command.clone().try_get_matches_from(["x", "--status", "opne"]).unwrap();
        assert_eq!(matches.get_one::<String>("status").unwrap(), "opne");
        assert!(command.clone().render_help().to_string().contains("open, all"));
    }
}
