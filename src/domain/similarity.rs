//! How alike two review texts are, to find the same words posted again.

use std::collections::HashSet;

use super::text;

/// From here on two texts count as near-copies.
///
/// Replacing two words apart from each other in a text of twenty leaves twelve of 24 runs of three shared, just 0.5.
/// Unrelated reviews share next to no run of three words, and short ones seldom a third of their words.
pub const NEAR_COPY: f64 = 0.5;

/// Below this many words one changed word spoils too many runs of three, so that single words are compared.
const SHORT: usize = 20;
const SHINGLE: usize = 3;

/// The share of word runs that two texts have in common, 0 to 1: symmetric, 1 for texts equal but for case and
/// punctuation.
///
/// Compared are the sets of runs of three words, or of single words if either text has fewer than twenty.
pub fn similarity(a: &str, b: &str) -> f64 {
    let (words_a, words_b) = (text::words(a), text::words(b));
    if words_a == words_b {
        return f64::from(!words_a.is_empty() || text::fold(a) == text::fold(b));
    }
    let size = if words_a.len().min(words_b.len()) < SHORT { 1 } else { SHINGLE };
    jaccard(&shingles(&words_a, size), &shingles(&words_b, size))
}

/// Whether two texts are near-copies; texts without any word never are.
pub fn is_near_copy(a: &str, b: &str) -> bool {
    !text::words(a).is_empty() && similarity(a, b) >= NEAR_COPY
}

fn shingles(words: &[String], size: usize) -> HashSet<&[String]> {
    words.windows(size).collect()
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
fn jaccard(a: &HashSet<&[String]>, b: &HashSet<&[String]>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LONG: &str = "The technician came two hours late, left the kitchen dirty and then asked for cash that was never \
                        part of the price we had agreed on the phone.";

    fn close(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 1e-9
    }

    #[test]
    fn equal_but_for_case_and_punctuation_is_one() {
        assert!(close(similarity("Bad service!", "bad  SERVICE"), 1.0));
        assert!(close(similarity("", ""), 1.0));
        assert!(close(similarity("!!", "??"), 0.0));
        assert!(close(similarity("", "words here"), 0.0));
    }

    #[test]
    fn copies_with_small_changes_are_near() {
        let other_vendor = LONG.replace("technician", "plumber").replace("kitchen", "bathroom");
        for copy in [other_vendor, format!("{LONG} Avoid."), LONG.replace(',', " -")] {
            assert!(is_near_copy(LONG, &copy), "{} for {copy:?}", similarity(LONG, &copy));
        }
        assert!(is_near_copy(
            "Worst plumber in Pune, avoid at all costs",
            "Worst electrician in Pune, avoid at all costs"
        ));
        assert!(is_near_copy("बहुत खराब सेवा, पैसे वापस करो", "बहुत खराब सेवा, पैसे वापस दो"));
    }

    #[test]
    fn other_texts_are_not_near() {
        let other = "The painter was friendly and the walls look good, but the work took three days longer than he had \
                     said and we had to move twice.";
        assert!(similarity(LONG, other) < 0.05);
        assert!(!is_near_copy("Great work, on time and polite", "Nobody came and nobody called"));
        assert!(!is_near_copy("Great", LONG));
        assert!(!is_near_copy("", ""));
    }

    #[test]
    fn two_scattered_changes_in_twenty_words_are_at_the_threshold() {
        let words: Vec<String> = (0..20).map(|n| format!("w{n}")).collect();
        let mut changed = words.clone();
        changed[5] = "x".into();
        changed[12] = "y".into();
        assert!(close(similarity(&words.join(" "), &changed.join(" ")), NEAR_COPY));
    }

    proptest! {
        #[test]
        fn symmetric_and_within_bounds(a in "([a-d]{1,2} ){0,30}", b in "([a-d]{1,2} ){0,30}") {
            let forth = similarity(&a, &b);
            prop_assert!(close(forth, similarity(&b, &a)));
            prop_assert!((0.0..=1.0).contains(&forth));
        }

        #[test]
        fn a_text_equals_itself(a in any::<String>()) {
            prop_assert!(close(similarity(&a, &a), 1.0));
        }
    }
}
