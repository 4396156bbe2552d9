//! Rust's text as words, signs and string literals: comments are gone, and so is what only tests
//! compile. Enough to find paths and SQL, also inside macros, which a parser would leave opaque.

/// A piece of source with its line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    Sign(char),
    /// A string literal's content, escapes as written.
    Text(String),
}

impl Token {
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }
}

/// The tokens of a file without those of `#[cfg(test)]` items.
pub fn product_tokens(text: &str) -> Vec<Token> {
    without_tests(&tokens(text))
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
}

impl Cursor<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.chars().nth(ahead)
    }

    fn skip(&mut self, bytes: usize) {
        self.line += self.rest[..bytes].matches('\n').count();
        self.rest = &self.rest[bytes..];
    }

    fn skip_to_after(&mut self, end: &str) {
        self.skip(self.rest.find(end).map_or(self.rest.len(), |at| at + end.len()));
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let (open, close) = (self.rest.find("/*"), self.rest.find("*/"));
            match (open, close) {
                (Some(open), Some(close)) if open < close => {
                    depth += 1;
                    self.skip(open + 2);
                }
                (_, Some(close)) => {
                    depth -= 1;
                    self.skip(close + 2);
                    if depth == 0 {
                        return;
                    }
                }
                _ => return self.skip(self.rest.len()),
            }
        }
    }

    /// A string literal that starts here, prefix and hashes included.
    fn string(&mut self) -> Option<String> {
        let start = self.rest.trim_start_matches(['b', 'c']);
        let raw = start.starts_with('r');
        let body = if raw { &start[1..] } else { start };
        let hashes = body.len() - body.trim_start_matches('#').len();
        if (hashes > 0 && !raw) || !body[hashes..].starts_with('"') || self.rest.len() - start.len() > 1 {
            return None;
        }
        self.skip(self.rest.len() - body.len() + hashes + 1);
        let end = if raw { self.rest.find(&format!("\"{}", "#".repeat(hashes))) } else { closing_quote(self.rest) };
        let end = end.unwrap_or(self.rest.len());
        let content = self.rest[..end].to_owned();
        self.skip((end + 1 + hashes).min(self.rest.len()));
        Some(content)
    }

    /// A character literal or a lifetime; neither matters.
    fn quote(&mut self) {
        let literal = self.peek(1) == Some('\\') || self.peek(2) == Some('\'');
        self.skip(1);
        if literal {
            let first = self.peek(0).map_or(0, char::len_utf8);
            let escaped = if self.rest.starts_with('\\') { 1 + self.peek(1).map_or(0, char::len_utf8) } else { first };
            self.skip(escaped);
            self.skip_to_after("'");
        }
    }
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

fn tokens(text: &str) -> Vec<Token> {
    let mut cursor = Cursor { rest: text, line: 1 };
    let mut found = Vec::new();
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if cursor.rest.starts_with("//") {
            cursor.skip_to_after("\n");
        } else if cursor.rest.starts_with("/*") {
            cursor.skip_block_comment();
        } else if let Some(content) = cursor.string() {
            found.push(Token { kind: Kind::Text(content), line });
        } else if c == '\'' {
            cursor.quote();
        } else if c.is_alphanumeric() || c == '_' {
            let end = cursor.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(cursor.rest.len());
            found.push(Token { kind: Kind::Word(cursor.rest[..end].to_owned()), line });
            cursor.skip(end);
        } else {
            if !c.is_whitespace() {
                found.push(Token { kind: Kind::Sign(c), line });
            }
            cursor.skip(c.len_utf8());
        }
    }
    found
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(&tokens[at..]) {
            at = end_of_item(tokens, at);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

fn is_test_attribute(tokens: &[Token]) -> bool {
    let wanted = [Some('#'), Some('['), None, Some('('), None, Some(')'), Some(']')];
    let signs = wanted
        .iter()
        .enumerate()
        .all(|(at, sign)| sign.is_none_or(|sign| tokens.get(at).is_some_and(|token| token.is_sign(sign))));
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    signs && word(2) == Some("cfg") && word(4) == Some("test")
}

/// Past the attribute at `start` and the item under it: to its `;`, or the end of its first block.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut at = start + 7;
    let mut depth = 0_usize;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.kind {
            Kind::Sign('{' | '(' | '[') => depth += 1,
            Kind::Sign(')' | ']') => depth = depth.saturating_sub(1),
            Kind::Sign('}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            Kind::Sign(';') if depth == 0 => return at,
            _ => {}
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |token: &Token| match &token.kind {
            Kind::Word(word) => word.clone(),
            Kind::Sign(sign) => sign.to_string(),
            Kind::Text(text) => format!("<{text}>"),
        };
        product_tokens(text).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_and_quotes_hide_nothing_that_follows() {
        assert_eq!(shown("a // b\n/* c /* d */ e */ f"), "a f");
        assert_eq!(shown(r#"let a: &'a str = "b \" // c"; '"' '\'' 'x' d"#), r#"let a : & a str = <b \" // c> ; d"#);
        assert_eq!(shown("r#\"a \" b\"# br\"c\" b\"d\" c\"e\" r f"), "<a \" b> <c> <d> <e> r f");
        assert_eq!(shown("r#type bar"), "r # type bar");
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let found = product_tokens("/* \n */ \"a\nb\"\nc");
        assert_eq!(found.last().map(|token| token.line), Some(4));
    }

    #[test]
    fn what_only_tests_compile_is_left_out() {
        assert_eq!(shown("a #[cfg(test)] mod tests { fn b() { c } } d"), "a d");
        assert_eq!(shown("a #[cfg(test)] use b::{c, d}; e"), "a ; e");
        assert_eq!(shown("#[cfg(test)] #[expect(x)] fn b(c: [u8; 2]) { d } e"), "e");
        assert_eq!(shown("#[cfg(unix)] a"), "# [ cfg ( unix ) ] a");
    }
}
