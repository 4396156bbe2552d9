//! Text as it is searched and compared: folded, split into words, escaped for LIKE.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::untrusted::is_hidden;

/// The form in which text is searched: NFKC, lower case, no invisible characters, each run of blanks one space.
///
/// Folding twice changes nothing more. `ς` becomes `σ` and `ß` becomes `ss`, so that a word in capitals finds them.
pub fn fold(text: &str) -> String {
    let seen: String = text.nfkc().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect();
    let lower: String = seen.to_lowercase().replace('ς', "σ").replace('ß', "ss").nfkc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folded words of a text: runs of letters, digits and marks; an apostrophe inside a word is left out of it.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .replace(['\'', '’'], "")
        .split(|c: char| !is_word_character(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The text with `%`, `_` and `\` escaped, for `LIKE … ESCAPE '\'`.
pub fn like_pattern_escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Marks count, or Indic words would fall apart at every vowel sign.
fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding() {
        let cases = [
            ("  Ravi \t\n KUMAR  ", "ravi kumar"),
            ("ＡＢＣ ①", "abc 1"),
            ("ÉCOLE", "école"),
            ("e\u{301}cole", "école"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδος", "οδοσ"),
            ("Shar\u{200b}ma", "sharma"),
            ("ಬೆಂಗಳೂರು", "ಬೆಂಗಳೂರು"),
            ("मुंबई", "मुंबई"),
            ("ﬁne", "fine"),
            ("", ""),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn words_keep_marks_and_drop_punctuation() {
        assert_eq!(words("Don't pay -- it’s a SCAM!!"), ["dont", "pay", "its", "a", "scam"]);
        assert_eq!(words("बहुत अच्छी सेवा।"), ["बहुत", "अच्छी", "सेवा"]);
        assert_eq!(words("… !"), [""; 0]);
    }

    #[test]
    fn like_specials_are_escaped() {
        assert_eq!(like_pattern_escape(r"100%_a\b"), r"100\%\_a\\b");
        assert_eq!(like_pattern_escape("plain"), "plain");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_never_matters(text in "[a-zA-ZäöüßÄÖÜéÉα-ωΑ-Ω ]{0,20}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
