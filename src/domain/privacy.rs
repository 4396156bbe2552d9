//! What of a customer is shown to those who may not see the whole.

/// An e-mail as first letter, `***`, `@domain`.
pub fn mask_email(email: &str) -> String {
    match email.split_once('@') {
        Some((name, domain)) => format!("{}***@{domain}", name.chars().next().map(String::from).unwrap_or_default()),
        None => "***".into(),
    }
}

/// A phone number with its country code and last two digits only.
pub fn mask_phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let code = if phone.trim_start().starts_with('+') { country_code(&digits) } else { "" };
    let shown = digits.len().saturating_sub(2).max(code.len());
    let hidden = "*".repeat(shown - code.len());
    let plus = if code.is_empty() { "" } else { "+" };
    format!("{plus}{code}{hidden}{}", &digits[shown..])
}

/// The country code that an international number begins with (ITU-T E.164).
fn country_code(digits: &str) -> &str {
    const TWO: &[&str] = &[
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    let length = match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if TWO.contains(&two) => 2,
        _ => 3,
    };
    digits.get(..length).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_keeps_its_first_letter_and_domain() {
        assert_eq!(mask_email("asha@example.com"), "a***@example.com");
        assert_eq!(mask_email("é@x.in"), "é***@x.in");
        assert_eq!(mask_email("no address"), "***");
    }

    #[test]
    fn a_phone_keeps_its_country_code_and_two_digits() {
        assert_eq!(mask_phone("+91 98765 43210"), "+91********10");
        assert_eq!(mask_phone("+14155550123"), "+1********23");
        assert_eq!(mask_phone("+3531234567"), "+353*****67");
        assert_eq!(mask_phone("9876543210"), "********10");
        for short in ["", "+", "+9", "12", "+91"] {
            assert!(mask_phone(short).len() <= short.len(), "{short}");
        }
    }
}
