//! Protocol Buffers: services, a contract a procedure. Messages and options are left alone.

use super::files::Files;
use super::partial::{Auth, Contract, Partial, Unread};
use crate::source::{FileId, Span, Spanned};

/// Whether a text is one, by what it begins with.
pub fn is_protobuf(text: &str) -> bool {
    let tokens = tokens(text, 40);
    let at = |at: usize| tokens.get(at).map_or("", |token| token.text);
    (0..tokens.len()).any(|index| {
        (index == 0 || matches!(at(index - 1), ";" | "}"))
            && matches!(at(index), "syntax" | "edition" | "package" | "message" | "service")
            && (at(index + 1) == "=" || at(index + 2) == ";" || at(index + 2) == "{" || at(index + 2) == ".")
    })
}

/// Reads one file.
pub fn read(files: &Files<'_>, file: FileId) -> Partial {
    let text = files.text(file);
    let mut partial = Partial { files: vec![file], ..Partial::default() };
    let tokens = tokens(&text, usize::MAX);
    let mut reading = Reading { text: &text, file, tokens: &tokens, at: 0 };
    let mut package = String::new();
    while let Some(token) = reading.next() {
        match token.text {
            "package" => package = reading.until(";"),
            "service" => reading.service(token, &package, &mut partial),
            "message" | "enum" | "extend" => {
                partial.leave(token.text);
                reading.skip_block();
            }
            "option" | "import" | "syntax" | "edition" => {
                reading.until(";");
            }
            ";" => {}
            other => {
                let span = reading.span(token);
                partial.cannot_read(span, other, "it begins nothing that is known");
                reading.until(";");
            }
        }
    }
    partial
}

/// A word, a string or a sign.
#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
    /// The comment in front of it.
    comment: Option<&'t str>,
}

/// At most so many tokens of a text.
fn tokens(text: &str, most: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut comment = None;
    let mut at = 0;
    while at < text.len() && tokens.len() < most {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { break };
        let length = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '/' if rest.starts_with("//") || rest.starts_with("/*") => {
                let end =
                    if rest.starts_with("//") { rest.find('\n') } else { rest.find("*/").map(|end| end + 2) };
                let end = end.unwrap_or(rest.len());
                comment = Some(&rest[..end]);
                at += end;
                continue;
            }
            '"' | '\'' => quoted(rest, first),
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        tokens.push(Token { text: &rest[..length], start: at, comment: comment.take() });
        at += length;
    }
    tokens
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = (*c == quote || *c == '\n') && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map_or(rest.len(), |(at, c)| at + c.len_utf8())
}

struct Reading<'t> {
    text: &'t str,
    file: FileId,
    tokens: &'t [Token<'t>],
    at: usize,
}

impl<'t> Reading<'t> {
    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.tokens.get(self.at).copied();
        self.at += usize::from(token.is_some());
        token
    }

    fn sees(&self, text: &str) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.text == text)
    }

    fn span(&self, token: Token<'_>) -> Span {
        Span::new(self.file, token.start..token.start + token.text.len())
    }

    /// What is before a sign, which is passed, too.
    fn until(&mut self, sign: &str) -> String {
        let mut text = String::new();
        let mut depth = 0_usize;
        while let Some(token) = self.next().filter(|token| depth > 0 || token.text != sign) {
            // The value of an option may be a message, whose fields end in the same sign.
            match token.text {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            text.push_str(token.text);
        }
        text
    }

    /// Goes over what is in braces.
    fn skip_block(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.next() {
            match token.text {
                "{" => depth += 1,
                "}" if depth <= 1 => return,
                "}" => depth -= 1,
                ";" if depth == 0 => return,
                _ => {}
            }
        }
    }

    fn service(&mut self, keyword: Token<'_>, package: &str, partial: &mut Partial) {
        let name =
            self.next().filter(|token| token.text.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        let Some(name) = name.filter(|_| self.sees("{")) else {
            let span = self.span(keyword);
            return partial.cannot_read(span, "service", "it has no name, or nothing in braces");
        };
        self.next();
        let prefix = if package.is_empty() { String::new() } else { format!("{package}.") };
        let service = format!("{prefix}{}", name.text);
        while let Some(token) = self.next() {
            match token.text {
                "}" => return,
                "rpc" => self.procedure(token, &service, partial),
                "option" => {
                    self.until(";");
                }
                ";" => {}
                _ => {
                    let span = self.span(token);
                    partial.cannot_read(
                        span,
                        token.text,
                        format!("it is no part of the service `{service}`"),
                    );
                    self.until(";");
                }
            }
        }
        let span = self.span(name);
        partial.cannot_read(span, service, "its brace is never closed");
    }

    fn procedure(&mut self, keyword: Token<'t>, service: &str, partial: &mut Partial) {
        let Some(name) = self.next() else { return };
        let endpoint = format!("{service}/{}", name.text);
        let start = self.at;
        let is_whole = self.message() && self.sees("returns") && self.next().is_some() && self.message();
        if !is_whole || !(self.sees(";") || self.sees("{")) {
            self.at = start;
            let span = Span::new(self.file, keyword.start..name.start + name.text.len());
            let why = "what follows is not `(Message) returns (Message)`".to_owned();
            let names = vec![endpoint.clone()];
            partial.unread.push(Unread { span, what: endpoint, why, may_hold: true, names });
        } else {
            let summary = keyword.comment.map(|comment| (self.place(comment), words(comment)));
            let summary = summary.filter(|(_, words)| !words.is_empty());
            let (endpoint, summary) = (
                Spanned::new(endpoint, self.span(name)),
                summary.map(|(span, words)| Spanned::new(words, span)),
            );
            partial.contracts.push(Contract {
                id: Some(Spanned::new(name.text.to_owned(), endpoint.span)),
                endpoint,
                description: None,
                summary,
                tags: vec![service.to_owned()],
                auth: Auth::Unsaid,
                request: None,
                parameters: Vec::new(),
                is_offered: true,
                answers: Vec::new(),
            });
        }
        self.skip_block();
    }

    /// `(stream package.Message)`.
    fn message(&mut self) -> bool {
        let start = self.at;
        if !self.sees("(") {
            return false;
        }
        let inside: Vec<&str> = std::iter::from_fn(|| self.next())
            .take_while(|token| token.text != ")")
            .map(|token| token.text)
            .collect();
        let names = inside.iter().skip(1).filter(|word| **word != "stream" && **word != ".").count();
        let is_closed =
            self.at > start && self.tokens.get(self.at - 1).is_some_and(|token| token.text == ")");
        is_closed && (names == 1 || inside == ["(", "stream"])
    }

    fn place(&self, part: &str) -> Span {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(self.file, start..start + part.len())
    }
}

/// The first sentence of a comment.
fn words(comment: &str) -> String {
    let lines = comment.trim_start_matches('/').trim_start_matches('*').trim_end_matches("*/").lines();
    let line = lines.map(|line| line.trim().trim_start_matches('*').trim()).find(|line| !line.is_empty());
    line.unwrap_or_default().to_owned()
}
