//! SQL as tokens: words, names in quotes, strings, numbers and signs.

use std::ops::Range;

/// A token and where it is.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// Whether it is the first one on its line.
    pub(super) begins_line: bool,
    /// The comment after it on the same line.
    pub(super) comment: Option<Range<usize>>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword or a name.
    Word,
    /// A name in quotes.
    Quoted,
    /// A string: its text has no quotes.
    Text,
    /// A body between dollars: its text has none.
    Body,
    Number,
    Sign,
    /// A line that is for the client and ends the statement: `GO`, `\connect`.
    Line,
    /// Something that is never closed.
    Open,
}

impl Token {
    /// Whether it is this keyword, or this sign.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Sign) && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Quoted)
    }
}

/// Which marks a dialect reads in a way of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// A backslash in a string escapes, `#` begins a comment, `"` is a string.
    pub(super) mysql: bool,
    /// Brackets are quotes.
    pub(super) brackets: bool,
}

/// The tokens of a text, as far as `end`.
pub(super) fn tokens(text: &str, range: Range<usize>, marks: Marks) -> Vec<Token> {
    let mut scanner = Scanner { text, at: range.start, end: range.end, marks, tokens: Vec::new() };
    while scanner.at < scanner.end {
        scanner.next();
    }
    scanner.tokens
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    marks: Marks,
    tokens: Vec<Token>,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, length: usize, text: &str) {
        let range = self.at..self.at + length;
        self.at += length.max(1);
        let before = self.text.get(..range.start).unwrap_or_default();
        let begins_line = before.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n');
        self.tokens.push(Token { text: text.to_owned(), kind, range, begins_line, comment: None });
    }

    fn next(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            self.at = self.end;
            return;
        };
        if self.is_line_start() && self.line(rest) {
            return;
        }
        match first {
            c if c.is_whitespace() => self.at += c.len_utf8(),
            '-' if rest.starts_with("--") => self.comment(rest),
            // Before a blank it is a comment, in a name it is of SQL Server.
            '#' if self.marks.mysql || rest[1..].starts_with([' ', '\n']) => self.comment(rest),
            '/' if rest.starts_with("/*") => self.block(rest),
            '\'' => self.quoted('\'', Kind::Text, self.marks.mysql),
            '"' if self.marks.mysql => self.quoted('"', Kind::Quoted, true),
            '"' => self.quoted('"', Kind::Quoted, false),
            '`' => self.quoted('`', Kind::Quoted, false),
            // `text[]` and `text[3]` are arrays.
            '[' if self.marks.brackets || rest[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                self.quoted(']', Kind::Quoted, false);
            }
            '$' if self.dollars(rest) => {}
            'e' | 'E' if rest[1..].starts_with('\'') => {
                self.at += 1;
                self.quoted('\'', Kind::Text, true);
            }
            'n' | 'N' | 'x' | 'X' | 'b' | 'B' if rest[1..].starts_with('\'') => {
                self.at += 1;
                self.quoted('\'', Kind::Text, self.marks.mysql);
            }
            c if c.is_ascii_digit() => {
                let length = rest.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(rest.len());
                self.push(Kind::Number, length, &rest[..length]);
            }
            c if c.is_alphabetic() || matches!(c, '_' | '@' | '#' | '$') => {
                let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '$');
                let length = rest.find(|c: char| !part(c)).unwrap_or(rest.len());
                self.push(Kind::Word, length, &rest[..length]);
            }
            c => self.push(Kind::Sign, c.len_utf8(), &rest[..c.len_utf8()]),
        }
    }

    fn is_line_start(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.is_empty() || before.ends_with('\n')
    }

    /// A line that only the client reads, and rows that follow `COPY … FROM stdin`.
    fn line(&mut self, rest: &str) -> bool {
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest[..length].trim_end();
        let is_rows = self.tokens.iter().rev().take(2).any(|token| token.is("stdin"));
        if is_rows && self.tokens.last().is_some_and(|token| token.is(";")) {
            let end = rest.find("\n\\.").map_or(rest.len(), |at| at + 3);
            self.push(Kind::Line, end, "rows");
            return true;
        }
        let words = line.trim_start().to_lowercase();
        let is_go =
            words == "go" || words.strip_prefix("go ").is_some_and(|rest| rest.parse::<u32>().is_ok());
        // `/` ends a block of Oracle.
        if is_go || words == "/" || words.starts_with("delimiter ") || words.starts_with('\\') {
            self.push(Kind::Line, length, line.trim());
            return true;
        }
        false
    }

    fn comment(&mut self, rest: &str) {
        let length = rest.find('\n').unwrap_or(rest.len());
        let range = self.at..self.at + length;
        let line = self.text.get(..self.at).unwrap_or_default().rfind('\n').map_or(0, |at| at + 1);
        // A comma ends the column that the comment is about.
        let last = self.tokens.iter_mut().rev().find(|token| !token.is(","));
        if let Some(last) = last.filter(|last| last.range.start >= line && !last.is("(")) {
            last.comment.get_or_insert(range);
        }
        self.at += length;
    }

    fn block(&mut self, rest: &str) {
        let mut depth = 0_usize;
        let mut at = 0;
        while at < rest.len() {
            let here = &rest.as_bytes()[at..];
            if here.starts_with(b"/*") {
                // MySQL's comments are not inside one another.
                depth += usize::from(depth == 0 || !self.marks.mysql);
                at += 2;
            } else if here.starts_with(b"*/") {
                at += 2;
                depth -= 1;
                if depth == 0 {
                    break;
                }
            } else {
                at += 1;
            }
        }
        self.at += at;
    }

    /// A text in quotes; a doubled quote is one.
    fn quoted(&mut self, end: char, kind: Kind, escapes: bool) {
        let rest = self.rest();
        let mut inner = String::new();
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if escapes && c == '\\' {
                inner.extend(chars.next().map(|(_, c)| c));
            } else if c != end {
                inner.push(c);
            } else if chars.next_if(|(_, next)| *next == end).is_some() {
                inner.push(end);
            } else {
                return self.push(kind, at + end.len_utf8(), &inner);
            }
        }
        self.push(Kind::Open, rest.len(), rest);
    }

    /// `$tag$ … $tag$`.
    fn dollars(&mut self, rest: &str) -> bool {
        let Some(length) = rest[1..].find('$') else { return false };
        let tag = &rest[..length + 2];
        let name = &tag[1..tag.len() - 1];
        let is_tag = name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if !is_tag {
            return false;
        }
        match rest[tag.len()..].find(tag) {
            Some(end) => {
                let body = &rest[tag.len()..tag.len() + end];
                self.push(Kind::Body, tag.len() * 2 + end, body);
            }
            None => self.push(Kind::Open, rest.len(), rest),
        }
        true
    }
}
