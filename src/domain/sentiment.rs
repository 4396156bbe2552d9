//! How a review sounds, on five levels, from the AFINN-165 lexicon. English only: text without a known word is neutral.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::text;

const LEXICON: &str = include_str!("afinn-165.tsv");
const LONGEST_PHRASE: usize = 4;
/// How many words back a negation reaches.
const NEGATION_REACH: usize = 3;
/// A negated word says the opposite, but less strongly: "not good" is milder than "bad".
const NEGATED: f64 = -0.75;
const INTENSIFIED: f64 = 1.5;
const SOFTENED: f64 = 0.5;

/// From this mean score on, up or down, a text isn't neutral any more.
const TONE: f64 = 0.5;
/// From this mean score on, up or down, its tone is high.
const HIGH: f64 = 2.0;

const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "hardly", "barely", "scarcely",
    "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "wouldnt", "couldnt",
    "shouldnt", "hasnt", "havent", "hadnt", "aint",
];
const INTENSIFIERS: &[&str] = &[
    "very",
    "really",
    "so",
    "too",
    "extremely",
    "absolutely",
    "totally",
    "completely",
    "utterly",
    "highly",
    "super",
    "most",
    "incredibly",
    "truly",
    "such",
];
const SOFTENERS: &[&str] =
    &["slightly", "somewhat", "fairly", "quite", "rather", "bit", "little", "partly", "mostly", "kinda", "sorta"];

static SCORES: LazyLock<HashMap<String, f64>> = LazyLock::new(|| LEXICON.lines().filter_map(entry).collect());

/// How a text sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sentiment {
    /// A mean score of -2 or less.
    HighlyNegative,
    /// A mean score above -2, up to -0.5.
    Negative,
    /// A mean score between -0.5 and 0.5, or no known word.
    Neutral,
    /// A mean score from 0.5, below 2.
    Positive,
    /// A mean score of 2 or more.
    HighlyPositive,
}

impl Sentiment {
    /// The level of a text by its [`mean_score`].
    pub fn of(text: &str) -> Self {
        match mean_score(text) {
            mean if mean <= -HIGH => Self::HighlyNegative,
            mean if mean <= -TONE => Self::Negative,
            mean if mean < TONE => Self::Neutral,
            mean if mean < HIGH => Self::Positive,
            _ => Self::HighlyPositive,
        }
    }
}

/// The mean score of the rated words in a text, between -5 and 5, counting one word of score 0 more than there are.
///
/// That extra word keeps a single "good" or "bad" from being extreme. Up to three words before a rated word, within
/// its clause, a negation turns it round; intensifiers and softeners just before it scale it.
#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
pub fn mean_score(text: &str) -> f64 {
    let clauses = text.split(['.', ',', ';', ':', '!', '?', '\n', '(', ')', '।']);
    let scores: Vec<f64> = clauses.flat_map(|clause| clause_scores(&spelt_words(clause))).collect();
    scores.iter().sum::<f64>() / (scores.len() + 1) as f64
}

fn clause_scores(words: &[String]) -> Vec<f64> {
    let mut scores = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match rated(&words[at..]) {
            Some((_, length)) if only_colours(words, at, length) => at += length,
            Some((score, length)) => {
                scores.push((score * factor(&words[..at])).clamp(-5.0, 5.0));
                at += length;
            }
            None => at += 1,
        }
    }
    scores
}

/// The score and the number of words of the longest rated phrase that `words` begin with.
fn rated(words: &[String]) -> Option<(f64, usize)> {
    let longest = LONGEST_PHRASE.min(words.len());
    (2..=longest)
        .rev()
        .find_map(|length| SCORES.get(&words[..length].join(" ")).map(|score| (*score, length)))
        .or_else(|| Some((*SCORES.get(&words[0])?, 1)))
}

/// The words of a clause, drawn-out ones ("sooo baaad") as they are spelt.
fn spelt_words(clause: &str) -> Vec<String> {
    text::words(clause).into_iter().map(spelt).collect()
}

fn spelt(word: String) -> String {
    [2, 1]
        .into_iter()
        .map(|keep| shorten(&word, keep))
        .find(|short| is_known(short))
        .filter(|_| !is_known(&word))
        .unwrap_or(word)
}

fn is_known(word: &str) -> bool {
    SCORES.contains_key(word) || [NEGATIONS, INTENSIFIERS, SOFTENERS].iter().any(|list| list.contains(&word))
}

/// The word with every run of three or more equal letters cut down to `keep`.
fn shorten(word: &str, keep: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    letters.chunk_by(|a, b| a == b).flat_map(|run| if run.len() > 2 { &run[..keep] } else { run }).collect()
}

/// Whether a rated word ("super", "no") stands there only to colour a rated word after it, or to negate.
fn only_colours(words: &[String], at: usize, length: usize) -> bool {
    let word = words[at].as_str();
    let colours = INTENSIFIERS.contains(&word)
        && words.get(at + 1..).is_some_and(|next| !next.is_empty() && rated(next).is_some());
    length == 1 && (NEGATIONS.contains(&word) || colours)
}

/// What the words before a rated word, nearest last, do to its score.
fn factor(before: &[String]) -> f64 {
    let mut factor = 1.0;
    for word in before.iter().rev().map(String::as_str) {
        match word {
            _ if INTENSIFIERS.contains(&word) => factor *= INTENSIFIED,
            _ if SOFTENERS.contains(&word) => factor *= SOFTENED,
            _ => break,
        }
    }
    if is_negated(before) { factor * NEGATED } else { factor }
}

/// "But" ends the reach of a negation, and "not only" is none.
fn is_negated(before: &[String]) -> bool {
    let near = &before[before.len().saturating_sub(NEGATION_REACH)..];
    let clause = near.iter().rposition(|word| word == "but").map_or(near, |but| &near[but + 1..]);
    clause.iter().enumerate().any(|(at, word)| {
        let only = clause.get(at + 1).is_some_and(|next| next == "only" || next == "just");
        NEGATIONS.contains(&word.as_str()) && !only
    })
}

/// Terms are folded like the text they are looked up in, so that "can't stand" and "cover-up" are found.
fn entry(line: &str) -> Option<(String, f64)> {
    let (term, score) = line.split_once('\t')?;
    Some((text::words(term).join(" "), score.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_lexicon_is_whole() {
        let lines: Vec<&str> = LEXICON.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), 3382);
        assert!(lines.iter().all(|line| entry(line).is_some_and(|(_, score)| (-5.0..=5.0).contains(&score))));
        assert!(SCORES.keys().all(|term| term.split(' ').count() <= LONGEST_PHRASE));
    }

    #[test]
    fn levels_of_typical_reviews() {
        use Sentiment::{HighlyNegative, HighlyPositive, Negative, Neutral, Positive};
        let cases = [
            ("Excellent work, great people, wonderful result", HighlyPositive),
            ("Very good!", HighlyPositive),
            ("Good", Positive),
            ("I recommend them", Positive),
            ("He came at ten and left at eleven.", Neutral),
            ("", Neutral),
            ("बहुत अच्छा", Neutral),
            ("Bad service", Negative),
            ("A waste of an afternoon", Negative),
            ("Worst company ever, total fraud, terrible people", HighlyNegative),
            ("Soooo baaaad", HighlyNegative),
        ];
        for (text, level) in cases {
            assert_eq!(Sentiment::of(text), level, "{text:?}: {}", mean_score(text));
        }
    }

    #[test]
    fn negation_turns_a_word_round_within_its_clause() {
        let good = mean_score("good");
        for negated in ["not good", "never any good", "isn't very good", "wasn’t good", "nothing good"] {
            assert!(mean_score(negated) < 0.0, "{negated}: {}", mean_score(negated));
        }
        assert!(mean_score("not bad") > 0.0);
        assert!(mean_score("no problem") > 0.0);
        for plain in ["not late, good", "not cheap but good", "not only good", "not as we had thought it good"] {
            assert!((mean_score(plain) - good).abs() < 1e-9, "{plain}: {}", mean_score(plain));
        }
    }

    #[test]
    fn degrees_scale_and_never_leave_the_scale() {
        assert!(mean_score("very good") > mean_score("good"));
        assert!(mean_score("somewhat good") < mean_score("good"));
        assert!(mean_score("super good") > mean_score("super"));
        assert!(mean_score("so very really extremely outstanding") <= 2.5);
    }

    #[test]
    fn phrases_go_before_words() {
        assert!(mean_score("I can't stand it") < 0.0);
        assert!(mean_score("a cover-up") < 0.0);
    }

    #[test]
    fn names_are_those_of_the_api() {
        assert_eq!(serde_json::to_string(&Sentiment::HighlyNegative).unwrap(), "\"highly_negative\"");
    }

    proptest! {
        #[test]
        fn any_text_has_a_score_on_the_scale(text in any::<String>()) {
            prop_assert!((-5.0..=5.0).contains(&mean_score(&text)));
        }
    }
}
