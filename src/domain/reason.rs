//! What counts as a reason for a decision: long enough, and written by someone who meant it.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::text;

/// The fewest and the most characters of a takedown decision's reason.
pub const DECISION_REASON: (usize, usize) = (50, 2000);
const FEWEST_DIFFERENT_WORDS: usize = 5;

/// Checks free text of `min` to `max` characters, where surrounding blanks don't count towards `min`.
///
/// The error is a sentence for the field; NUL is refused too, since PostgreSQL can't store it.
pub fn check_length(text: &str, min: usize, max: usize) -> Result<(), String> {
    let inner = text.trim().chars().count();
    let whole = text.chars().count();
    if inner < min {
        return Err(format!("must have at least {min} characters without surrounding blanks, has {inner}"));
    }
    if whole > max {
        return Err(format!("must have at most {max} characters, has {whole}"));
    }
    if text.contains('\0') {
        return Err("must not contain the NUL character".into());
    }
    Ok(())
}

/// Checks the reason of a takedown decision: 50 to 2000 characters, at least five different words, no filler.
pub fn check_decision_reason(reason: &str) -> Result<(), String> {
    check_length(reason, DECISION_REASON.0, DECISION_REASON.1)?;
    let words = text::words(reason);
    if words.windows(2).any(|pair| pair == ["lorem", "ipsum"]) {
        return Err("must say why, not \"lorem ipsum\"".into());
    }
    if more_than_half_the_same(reason.chars().filter(|c| !c.is_whitespace())) {
        return Err("must not repeat one character over and over".into());
    }
    if more_than_half_the_same(words.iter()) {
        return Err("must not repeat one word over and over".into());
    }
    check_variety(&words)
}

/// A word needs a letter: numbers alone say nothing.
fn check_variety(words: &[String]) -> Result<(), String> {
    let different: HashSet<&String> = words.iter().filter(|word| word.contains(char::is_alphabetic)).collect();
    if different.len() < FEWEST_DIFFERENT_WORDS {
        return Err(format!("must have at least {FEWEST_DIFFERENT_WORDS} different words, has {}", different.len()));
    }
    Ok(())
}

/// No language comes near half: the commonest letter makes an eighth of English, the commonest word a fourteenth.
fn more_than_half_the_same<T: Eq + Hash>(items: impl Iterator<Item = T>) -> bool {
    let mut counts: HashMap<T, usize> = HashMap::new();
    let mut all = 0;
    for item in items {
        *counts.entry(item).or_default() += 1;
        all += 1;
    }
    counts.into_values().any(|count| count * 2 > all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn real_reasons_pass() {
        let reasons = [
            "The reviewer never booked this vendor and posted the same words elsewhere.",
            "समीक्षा में विक्रेता पर झूठे आरोप लगाए गए हैं और कोई बुकिंग नहीं मिली है।",
            "ಈ ವಿಮರ್ಶೆಯಲ್ಲಿ ಸುಳ್ಳು ಆರೋಪಗಳಿವೆ ಮತ್ತು ಯಾವುದೇ ಬುಕಿಂಗ್ ದಾಖಲೆ ಸಿಕ್ಕಿಲ್ಲ.",
            "இந்த விமர்சனம் போலியானது, முன்பதிவு எதுவும் இல்லை என்று உறுதி செய்தோம்.",
        ];
        for reason in reasons {
            assert_eq!(check_decision_reason(reason), Ok(()), "{reason}");
        }
    }

    #[test]
    fn filler_is_refused_with_its_own_message() {
        let filler = [
            ("too short".to_owned(), "at least 50 characters"),
            ("x".repeat(2001), "at most 2000 characters"),
            ("a".repeat(60), "one character"),
            ("!!! Bad fake spam rude text ".to_owned() + &"!".repeat(60), "one character"),
            ("spam ".repeat(20), "one word"),
            ("Spam SPAM ".repeat(20) + "one two three four five", "one word"),
            ("fake review fake review fake review fake review fake review".to_owned(), "different words"),
            ("Lorem ipsum dolor sit amet, consectetur adipiscing elit sed".to_owned(), "lorem ipsum"),
            ("We say LOREM-IPSUM because there is nothing else to say here".to_owned(), "lorem ipsum"),
            ("11 22 33 44 55 66 77 88 99 1010 1111 1212 1313 1414 1515 1616".to_owned(), "different words"),
            ("seen, noted and agreed by me today after a long\0 look at it".to_owned(), "NUL"),
        ];
        for (reason, expected) in filler {
            let message = check_decision_reason(&reason).unwrap_err();
            assert!(message.contains(expected), "{reason:?}: {message}");
        }
    }

    #[test]
    fn blanks_around_count_for_the_most_but_not_for_the_least() {
        let padded = |inner: usize, blanks: usize| "é".repeat(inner) + &" ".repeat(blanks);
        assert!(check_length(&padded(9, 5), 10, 20).is_err());
        assert!(check_length(&padded(10, 10), 10, 20).is_ok());
        assert!(check_length(&padded(10, 11), 10, 20).is_err());
    }

    #[test]
    fn exactly_five_different_words_are_enough() {
        let five = "booking payment reviewer vendor evidence ".repeat(2);
        assert_eq!(check_decision_reason(&five), Ok(()));
        assert!(check_decision_reason(&five.replace("evidence", "vendor")).is_err());
    }

    proptest! {
        #[test]
        fn length_is_counted_in_characters(text in "[a-zé日]{0,30}") {
            let inside = (5..=20).contains(&text.chars().count());
            prop_assert_eq!(check_length(&text, 5, 20).is_ok(), inside);
        }
    }
}
