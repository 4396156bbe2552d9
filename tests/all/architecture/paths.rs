//! Which modules of ours a file names, from its `use` lines and from paths in its code.

use super::lexer::{Kind, Token};

/// A path from the crate's root, with the line that names it.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub path: Vec<String>,
    pub line: usize,
}

/// Every path that starts at `crate`, at the library's name or with `super`, groups expanded.
/// `module` is where the file lies, such as `["store", "engine"]`.
pub fn named(tokens: &[Token], module: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut inside = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Sign('{') => {
                depth += 1;
                inside.extend(inline_module(tokens, at).map(|name| (depth, name)));
            }
            Kind::Sign('}') => {
                inside.retain(|(opened, _)| *opened < depth);
                depth = depth.saturating_sub(1);
            }
            Kind::Word(word) if starts_path(tokens, at) => {
                let here = module.iter().chain(inside.iter().map(|(_, name)| name)).cloned().collect();
                if let Some((base, next)) = base(tokens, at, word, here) {
                    expand(tokens, next, &base, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

fn inline_module(tokens: &[Token], brace: usize) -> Option<String> {
    let keyword = brace.checked_sub(2).and_then(|at| tokens[at].word());
    (keyword == Some("mod")).then(|| tokens[brace - 1].word().map(str::to_owned)).flatten()
}

fn starts_path(tokens: &[Token], at: usize) -> bool {
    let continues = at > 0 && tokens[at - 1].is_sign(':') && at > 1 && tokens[at - 2].is_sign(':');
    !continues && separator(tokens, at + 1)
}

fn separator(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_sign(':')) && tokens.get(at + 1).is_some_and(|token| token.is_sign(':'))
}

/// The path that the first words stand for, and where the rest begins.
fn base(tokens: &[Token], at: usize, word: &str, mut here: Vec<String>) -> Option<(Vec<String>, usize)> {
    match word {
        "crate" | "appydex_admin" => return Some((Vec::new(), at + 3)),
        "self" => return base(tokens, at + 3, tokens.get(at + 3)?.word().filter(|w| *w == "super")?, here),
        "super" => {}
        _ => return None,
    }
    let mut next = at;
    while tokens.get(next).and_then(Token::word) == Some("super") && separator(tokens, next + 1) {
        here.pop();
        next += 3;
    }
    Some((here, next))
}

/// Adds what stands at `at`: a word and what follows it, or each member of a group. Returns where it ends.
fn expand(tokens: &[Token], at: usize, base: &[String], found: &mut Vec<Named>) -> usize {
    let Some(token) = tokens.get(at) else { return at };
    if token.is_sign('{') {
        return expand_group(tokens, at + 1, base, found);
    }
    let Some(word) = token.word() else { return at + 1 };
    let path: Vec<_> = base.iter().cloned().chain([word.to_owned()]).collect();
    let goes_on = separator(tokens, at + 1) && tokens.get(at + 3).is_some_and(|next| !next.is_sign('<'));
    if goes_on && tokens.get(at + 3).is_some_and(|next| next.word().is_some() || next.is_sign('{')) {
        return expand(tokens, at + 3, &path, found);
    }
    found.push(Named { path, line: token.line });
    let renamed = tokens.get(at + 1).and_then(Token::word) == Some("as");
    at + if renamed { 3 } else { 1 }
}

fn expand_group(tokens: &[Token], start: usize, base: &[String], found: &mut Vec<Named>) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        if token.is_sign('}') {
            return at + 1;
        }
        at = if token.is_sign(',') { at + 1 } else { expand(tokens, at, base, found) };
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::lexer::product_tokens;

    fn paths(text: &str) -> Vec<String> {
        let module = ["store".to_owned(), "engine".to_owned()];
        named(&product_tokens(text), &module).iter().map(|named| named.path.join("::")).collect()
    }

    #[test]
    fn groups_are_expanded() {
        let found = paths("use crate::{domain::{id::Id, money}, error::Error as E, store::*};");
        assert_eq!(found, ["domain::id::Id", "domain::money", "error::Error", "store"]);
    }

    #[test]
    fn paths_in_code_and_in_macros_count() {
        let found = paths("fn a(x: crate::cli::X) { format!(\"{}\", crate::tui::y::<u8>()); std::crate::z() }");
        assert_eq!(found, ["cli::X", "tui::y"]);
        assert_eq!(paths("pub(crate) fn a() {} pub(in crate::store) fn b() {}"), ["store"]);
        assert_eq!(paths("use appydex_admin::app;"), ["app"]);
    }

    #[test]
    fn super_is_followed_from_where_it_stands() {
        assert_eq!(
            paths("use super::dialect; use super::super::service::Local;"),
            ["store::dialect", "service::Local"]
        );
        assert_eq!(paths("mod inner { use super::super::x; } use super::y;"), ["store::x", "store::y"]);
        assert_eq!(paths("use self::super::y; use self::z;"), ["store::y"]);
    }
}
