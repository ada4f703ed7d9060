//! The tokens of a text without blanks and comments, and where a bracket closes.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::{is_closed, quotes};
use crate::reading::lines::{header_from, line_start};

/// A token and its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// The tokens of a text.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    all: Vec<Token>,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let end = lex(rest, at, &mut all);
            if end == at {
                break;
            }
            at = end;
        }
        Self { text, all }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.all.get(at).map(|token| token.kind)
    }

    /// Where the value that begins with a bracket has to end: at its closing bracket, which is included,
    /// or, where that is missing, before the line at which the next statement begins.
    pub(super) fn limit(&self, opening: usize) -> usize {
        /// A bracket that is open, and the first line break after it.
        struct Open {
            is_table: bool,
            line_end: Option<usize>,
        }
        let mut open: Vec<Open> = Vec::new();
        let mut at = opening;
        while let Some(token) = self.all.get(at) {
            match token.kind {
                TokenKind::LeftSquareBracket => open.push(Open { is_table: false, line_end: None }),
                TokenKind::LeftCurlyBracket => open.push(Open { is_table: true, line_end: None }),
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    open.pop();
                    if open.is_empty() {
                        return at + 1;
                    }
                }
                TokenKind::Newline => {
                    for bracket in &mut open {
                        bracket.line_end.get_or_insert(at);
                    }
                    let in_table = open.last().is_some_and(|bracket| bracket.is_table);
                    if self.begins_header(at + 1, in_table) {
                        break;
                    }
                    if !in_table && self.begins_assignment(at + 1) {
                        return at;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        // What follows an open brace would be read as its keys.
        let table = open.iter().find(|bracket| bracket.is_table);
        table.and_then(|bracket| bracket.line_end).unwrap_or(at)
    }

    /// Whether a line begins with a header. An array may contain arrays, which begin with a bracket, too.
    fn begins_header(&self, at: usize, in_table: bool) -> bool {
        if self.kind(at) != Some(TokenKind::LeftSquareBracket) {
            return false;
        }
        let first = if self.kind(at + 1) == Some(TokenKind::LeftSquareBracket) { at + 2 } else { at + 1 };
        match self.get(first) {
            Some(token) if token.kind == TokenKind::Atom => {
                let word = self.text.get(token.range.clone()).unwrap_or_default();
                let is_value = word.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
                    || ["true", "false", "inf", "nan"].contains(&word);
                !is_value || self.kind(first + 1) == Some(TokenKind::Dot)
            }
            Some(token) if is_string(token.kind) => in_table || self.kind(first + 1) == Some(TokenKind::Dot),
            _ => in_table,
        }
    }

    /// Whether a line begins with `key =`.
    fn begins_assignment(&self, mut at: usize) -> bool {
        while self.kind(at).is_some_and(|kind| kind == TokenKind::Atom || is_string(kind)) {
            match self.kind(at + 1) {
                Some(TokenKind::Equals) => return true,
                Some(TokenKind::Dot) => at += 2,
                _ => return false,
            }
        }
        false
    }
}

pub(super) fn is_string(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::BasicString | TokenKind::LiteralString) || is_multi_line(kind)
}

fn is_multi_line(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::MlBasicString | TokenKind::MlLiteralString)
}

/// Adds the tokens of what is left of a text, and says where they end: a text in three quotes that is never
/// closed ends before the next header.
fn lex(rest: &str, offset: usize, all: &mut Vec<Token>) -> usize {
    for token in Source::new(rest).lex() {
        let (kind, range) = (token.kind(), token.span().start()..token.span().end());
        if matches!(kind, TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof) {
            continue;
        }
        let written = rest.get(range.clone()).unwrap_or_default();
        let is_open =
            is_multi_line(kind) && !quotes(written).is_some_and(|quotes| is_closed(written, quotes));
        if is_open {
            let line = rest[range.start..].find('\n').map_or(rest.len(), |at| range.start + at + 1);
            let end = line_start(rest, header_from(rest, line)).max(range.start + 1);
            let end = if end >= rest.len() { rest.len() } else { end };
            all.push(Token { kind, range: offset + range.start..offset + rest[..end].trim_end().len() });
            if let Some(line_break) = rest[..end].rfind('\n') {
                let range = offset + line_break..offset + line_break + 1;
                all.push(Token { kind: TokenKind::Newline, range });
            }
            return offset + end;
        }
        all.push(Token { kind, range: offset + range.start..offset + range.end });
    }
    offset + rest.len()
}
