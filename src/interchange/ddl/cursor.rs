//! Goes over the tokens of a statement.

use std::ops::Range;

use super::tokens::{Kind, Token};
use crate::source::{FileId, Span, Spanned};

/// Why a statement could not be read: the end of a sentence, and the token that it is about.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) why: String,
}

pub(super) type Read<T> = Result<T, Wrong>;

/// A place in the tokens of a statement.
#[derive(Clone)]
pub(super) struct Cursor<'t> {
    tokens: &'t [Token],
    at: usize,
    text: &'t str,
    file: FileId,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(tokens: &'t [Token], text: &'t str, file: FileId) -> Self {
        Self { tokens, at: 0, text, file }
    }

    /// The tokens of a part, in the same text.
    pub(super) fn of(&self, tokens: &'t [Token]) -> Self {
        Self { tokens, at: 0, text: self.text, file: self.file }
    }

    pub(super) fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn peek_after(&self, count: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + count)
    }

    pub(super) fn next(&mut self) -> Option<&'t Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn rest(&self) -> &'t [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether these words, divided by blanks, are next.
    pub(super) fn sees(&self, words: &str) -> bool {
        let mut rest = self.rest().iter();
        words.split(' ').all(|word| rest.next().is_some_and(|token| token.is(word)))
    }

    /// Goes over these words, if they are next.
    pub(super) fn eat(&mut self, words: &str) -> bool {
        let sees = self.sees(words);
        if sees {
            self.at += words.split(' ').count();
        }
        sees
    }

    /// Goes over one of these, if it is next.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|words| self.eat(words))
    }

    /// What is wrong at this place.
    pub(super) fn wrong<T>(&self, expected: &str) -> Read<T> {
        let why = match self.peek() {
            Some(token) if token.kind == Kind::Open => "it has quotes that are never closed".to_owned(),
            Some(token) if expected.is_empty() => format!("`{}` is not understood", short(&token.text)),
            Some(token) => format!("`{}` is where {expected} has to be", short(&token.text)),
            None if expected.is_empty() => "it ends too early".to_owned(),
            None => format!("it ends where {expected} has to be"),
        };
        Err(Wrong { why })
    }

    /// A name with what is in front of it: its schema, if there is one, and the name.
    pub(super) fn name(&mut self) -> Read<(Option<String>, &'t Token)> {
        let mut schema = None;
        // A schema that is given when the script runs: `:schema.orders`.
        let ahead = self.rest();
        if let [colon, variable, dot, ..] = ahead
            && colon.is(":")
            && variable.is_name()
            && dot.is(".")
        {
            self.at += 1;
        }
        let Some(mut name) = self.peek().filter(|token| token.is_name()) else { return self.wrong("a name") };
        self.at += 1;
        while self.sees(".") {
            self.at += 1;
            schema = Some(name.text.clone());
            let Some(next) = self.peek().filter(|token| token.is_name()) else { return self.wrong("a name") };
            name = next;
            self.at += 1;
        }
        Ok((schema, name))
    }

    /// What is between parentheses, if one is next.
    pub(super) fn parentheses(&mut self) -> Read<Option<&'t [Token]>> {
        if !self.sees("(") {
            return Ok(None);
        }
        let start = self.at + 1;
        let mut depth = 0_usize;
        while let Some(token) = self.next() {
            depth += usize::from(token.is("("));
            depth -= usize::from(token.is(")"));
            if depth == 0 {
                return Ok(self.tokens.get(start..self.at - 1));
            }
        }
        Err(Wrong { why: "a parenthesis is never closed".to_owned() })
    }

    /// Goes to the next of these words outside parentheses, or to the end.
    pub(super) fn skip_to(&mut self, words: &[&str]) {
        let mut depth = 0_i32;
        while let Some(token) = self.peek() {
            if depth == 0 && words.iter().any(|word| self.sees(word)) {
                return;
            }
            depth += i32::from(token.is("(")) - i32::from(token.is(")"));
            self.at += 1;
        }
    }

    /// The text between a place of this cursor and where it is, on one line.
    pub(super) fn text_from(&self, start: usize) -> Spanned<String> {
        self.text_of(self.tokens.get(start..self.at).unwrap_or_default())
    }

    /// The text of tokens, on one line.
    pub(super) fn text_of(&self, tokens: &[Token]) -> Spanned<String> {
        let range = covered(tokens);
        let text = self.text.get(range.clone()).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Spanned::new(text, Span::new(self.file, range))
    }

    /// How many tokens it went over.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// All of it.
    pub(super) fn whole(&self) -> Span {
        Span::new(self.file, covered(self.tokens))
    }

    /// A token as a text with its place.
    pub(super) fn said(&self, token: &Token) -> Spanned<String> {
        Spanned::new(token.text.clone(), Span::new(self.file, token.range.clone()))
    }

    /// The comments at the ends of its lines.
    pub(super) fn comment(&self) -> Option<Spanned<String>> {
        let ranges: Vec<Range<usize>> =
            self.tokens.iter().filter_map(|token| token.comment.clone()).collect();
        let text = |range: &Range<usize>| {
            let line = self.text.get(range.clone()).unwrap_or_default();
            line.trim_start_matches(['-', '#']).trim().to_owned()
        };
        let said: Vec<String> = ranges.iter().map(text).filter(|text| !text.is_empty()).collect();
        let span = Span::new(self.file, ranges.first()?.clone());
        (!said.is_empty()).then(|| Spanned::new(said.join("; "), span))
    }
}

/// The bytes that tokens cover.
pub(super) fn covered(tokens: &[Token]) -> Range<usize> {
    let start = tokens.first().map_or(0, |token| token.range.start);
    start..tokens.last().map_or(start, |token| token.range.end)
}

/// Splits at commas outside parentheses. An empty part is a mistake of the statement.
pub(super) fn parts(tokens: &[Token]) -> Read<Vec<&[Token]>> {
    let mut depth = 0_i32;
    let parts: Vec<&[Token]> = tokens
        .split(|token| {
            depth += i32::from(token.is("(")) - i32::from(token.is(")"));
            depth == 0 && token.is(",")
        })
        .collect();
    if parts.len() > 1 && parts.iter().any(|part| part.is_empty()) {
        return Err(Wrong { why: "a comma has nothing before or after it".to_owned() });
    }
    Ok(parts.into_iter().filter(|part| !part.is_empty()).collect())
}

/// The names in a list such as `(a, b DESC)`; none of them may be an expression.
pub(super) fn names(tokens: &[Token]) -> Read<Vec<String>> {
    let name = |part: &&[Token]| match part.first() {
        Some(first) if first.is_name() => Ok(first.text.clone()),
        _ => Err(Wrong { why: "a list of columns has something other than a name".to_owned() }),
    };
    parts(tokens)?.iter().map(name).collect()
}

/// The beginning of a text, on one line.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > 40 { line.chars().take(39).chain(['…']).collect() } else { line.to_owned() }
}
