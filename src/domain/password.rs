//! Which passwords are good enough, and how one is made.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::text::fold;

/// The fewest characters of a password.
pub const MIN_LENGTH: usize = 12;
/// The most characters of a password: hashing must not become a way to keep the server busy.
pub const MAX_LENGTH: usize = 256;

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// Words that with digits or signs around them are still among the first guesses.
const STEMS: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "qwerty",
    "letmein",
    "welcome",
    "iloveyou",
    "changeme",
    "secret",
    "administrator",
    "admin",
    "appydex",
    "india",
    "master",
    "login",
];

/// Neighbours on a keyboard or in an alphabet, row by row; read backwards too.
const ROWS: &[&str] = &[
    "`1234567890-=",
    "01234567890",
    "~!@#$%^&*()_+",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
];
const SHORTEST_ROW_PART: usize = 3;

/// Crockford's base 32: no `i`, `l`, `o` or `u` to be misread or to spell words with.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const GROUP: usize = 4;

/// Checks a new password of the person with this email address and name; the error is a sentence for the field.
pub fn check(password: &str, email: &str, name: &str) -> Result<(), String> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Err(format!("must have at least {MIN_LENGTH} characters, has {length}"));
    }
    if length > MAX_LENGTH {
        return Err(format!("must have at most {MAX_LENGTH} characters, has {length}"));
    }
    let folded = fold(password);
    if is_common(&folded) {
        return Err("is among the most common passwords; choose one that nobody would guess".into());
    }
    if is_repetition(&folded) || is_keyboard_walk(&folded) {
        return Err("repeats itself or follows the keyboard; choose one that nobody would guess".into());
    }
    if is_personal(&folded, email, name) {
        return Err("is made of the account's own name or email address; choose another".into());
    }
    Ok(())
}

/// A password of 100 bits from 20 random bytes, in five groups of four: `7k2m-x0vq-h3nd-94ta-ezrw`.
pub fn generate(random: &[u8; 20]) -> String {
    let characters = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let characters: Vec<char> = characters.collect();
    let groups: Vec<String> = characters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

fn is_common(folded: &str) -> bool {
    COMMON.contains(folded) || STEMS.contains(&without_digits_around(folded))
}

/// Whether a shorter piece, repeated, makes the whole: then there is less in it than it seems.
fn is_repetition(folded: &str) -> bool {
    let letters: Vec<char> = folded.chars().collect();
    let longest = (letters.len() / 2).min(MIN_LENGTH - 1);
    (1..=longest).any(|unit| letters.iter().zip(&letters[unit..]).all(|(a, b)| a == b))
}

/// Whether the whole falls into runs of three or more neighbours (`qwertyasdfgh`, `abcd4321abcd`).
fn is_keyboard_walk(folded: &str) -> bool {
    let letters: Vec<char> = folded.chars().collect();
    let mut reachable = vec![false; letters.len() + 1];
    reachable[0] = true;
    for end in SHORTEST_ROW_PART..=letters.len() {
        reachable[end] =
            (0..=end - SHORTEST_ROW_PART).any(|start| reachable[start] && is_row_part(&letters[start..end]));
    }
    reachable[letters.len()]
}

fn is_row_part(letters: &[char]) -> bool {
    let forth: String = letters.iter().collect();
    let back: String = letters.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&forth) || row.contains(&back))
}

fn is_personal(folded: &str, email: &str, name: &str) -> bool {
    let email = fold(email);
    let local = email.split('@').next().unwrap_or_default();
    let bare = letters_and_digits(without_digits_around(folded));
    let own = [email.as_str(), local, &fold(name)].map(letters_and_digits);
    let whole = letters_and_digits(folded);
    own.iter().any(|part| !part.is_empty() && (*part == whole || *part == bare))
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn without_digits_around(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verdict(password: &str) -> Result<(), String> {
        check(password, "priya.sharma@appydex.example", "Priya Sharma")
    }

    fn assert_refused(passwords: &[&str], because: &str) {
        for password in passwords {
            let message = verdict(password).expect_err(password);
            assert!(message.contains(because), "{password}: {message}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_refused(&["", "short", "elevenchars"], "at least 12");
        assert!(verdict("नीलाआकाशगहरासमुद्र").is_ok());
        assert!(verdict(&"ab3$ x".repeat(50)).unwrap_err().contains("at most 256"));
    }

    #[test]
    fn the_list_is_folded_and_long_enough() {
        assert_eq!(COMMON.len(), 182);
        assert!(COMMON.iter().all(|common| common.chars().count() >= MIN_LENGTH && fold(common) == **common));
    }

    #[test]
    fn common_ones_are_refused() {
        assert_refused(
            &["qwerty123456", "Password1234", "1QAZ2WSX3EDC", "administrator", "Password!2025", "Welcome@12345"],
            "most common",
        );
    }

    #[test]
    fn repetitions_and_walks_are_refused() {
        assert_refused(&["aaaaaaaaaaaa", "abcabcabcabc", "hunter2hunter2", "xyxyxyxyxyxyx"], "repeats itself");
        assert_refused(&["qwertyasdfgh!@#", "abcd4321abcd", "poiuytrewqlkjh", "zyxwvutsrqpo"], "follows the keyboard");
    }

    #[test]
    fn ones_own_name_is_refused() {
        assert_refused(
            &["priya.sharma", "PriyaSharma2025", "priya sharma!", "priya.sharma@appydex.example"],
            "own name",
        );
    }

    #[test]
    fn good_ones_pass() {
        for good in [
            "correct horse battery",
            "Tr4der-Quiet-Moss",
            "sharma likes long tea",
            "x9#Lq2!vB7@k",
            "Admin-Passw0rd-Blue",
        ] {
            assert_eq!(verdict(good), Ok(()), "{good}");
        }
        assert_eq!(check("correct horse battery", "", ""), Ok(()));
    }

    proptest! {
        #[test]
        fn generated_ones_are_readable_and_good(random in any::<[u8; 20]>()) {
            let made = generate(&random);
            prop_assert_eq!(made.len(), 24);
            prop_assert!(made.split('-').all(|group| group.len() == GROUP));
            prop_assert!(made.bytes().all(|b| b == b'-' || ALPHABET.contains(&b)));
        }
    }

    #[test]
    fn every_byte_counts() {
        let mut random = [0; 20];
        let first = generate(&random);
        for at in 0..random.len() {
            random[at] = 1;
            assert_ne!(generate(&random), first);
            random[at] = 0;
        }
    }
}
