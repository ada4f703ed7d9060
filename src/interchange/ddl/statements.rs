//! Splits a script into statements.

use super::Dialect;
use super::tokens::{Kind, Token};

/// The statements of a script: each a run of tokens without the semicolon.
pub(super) fn statements(tokens: &[Token], dialect: Dialect) -> Vec<&[Token]> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut delimiter: Option<String> = None;
    let mut blocks = Blocks::default();
    while let Some(token) = tokens.get(at) {
        let mut ends = None;
        if token.kind == Kind::Line {
            ends = Some(1);
            if let Some(written) = token.text.get(..10).filter(|word| word.eq_ignore_ascii_case("delimiter "))
            {
                let written = token.text[written.len()..].trim();
                delimiter = (written != ";").then(|| written.to_owned());
            }
        } else if let Some(delimiter) = &delimiter {
            ends = reaches(&tokens[at..], delimiter);
        } else if token.is(";") {
            ends = (blocks.depth == 0).then_some(1);
        } else if at > start && !blocks.is_open(tokens, start) && begins(tokens, at, dialect) {
            // The semicolon was forgotten, or the dialect needs none.
            ends = Some(0);
        } else {
            blocks.take(tokens, start, at);
        }
        match ends {
            Some(length) => {
                all.push(&tokens[start..at]);
                at += length;
                start = at;
                blocks = Blocks::default();
                // What was forgotten begins the next one.
                if length == 0 {
                    blocks.take(tokens, start, at);
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
    all.push(&tokens[start..]);
    all.retain(|statement| !statement.is_empty());
    all
}

/// How many tokens make the delimiter that a script chose, if it is here.
fn reaches(tokens: &[Token], delimiter: &str) -> Option<usize> {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        text.push_str(&token.text);
        if text == delimiter {
            return Some(at + 1);
        }
        if !delimiter.starts_with(&text) {
            return None;
        }
    }
    None
}

/// Whether a statement begins at the beginning of a line, where the one before it has no semicolon: after the
/// columns of a table; in SQL Server anywhere.
fn begins(tokens: &[Token], at: usize, dialect: Dialect) -> bool {
    let (Some(before), Some(token), Some(next)) =
        (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at), tokens.get(at + 1))
    else {
        return false;
    };
    if !token.begins_line || !matches!(dialect, Dialect::Any | Dialect::SqlServer) {
        return false;
    }
    let is = |words: &[(&str, &[&str])]| {
        words.iter().any(|(first, second)| {
            token.is(first) && (second.is_empty() || second.iter().any(|word| next.is(word)))
        })
    };
    let makes: [(&str, &[&str]); 3] = [
        ("CREATE", &["TABLE", "INDEX", "UNIQUE", "TYPE", "VIEW", "SEQUENCE"]),
        ("ALTER", &["TABLE"]),
        ("DROP", &["TABLE"]),
    ];
    let others: [(&str, &[&str]); 8] = [
        ("CREATE", &["NONCLUSTERED", "CLUSTERED", "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "SCHEMA"]),
        ("DROP", &["INDEX"]),
        ("IF", &["OBJECT_ID", "NOT", "EXISTS", "COL_LENGTH"]),
        ("EXEC", &[]),
        ("INSERT", &["INTO"]),
        ("PRINT", &[]),
        ("USE", &[]),
        ("SET", &["ANSI_NULLS", "QUOTED_IDENTIFIER", "ANSI_PADDING", "IDENTITY_INSERT"]),
    ];
    match dialect {
        Dialect::SqlServer => is(&makes) || is(&others),
        _ => before.is(")") && is(&makes),
    }
}

/// The blocks of a body, in which a semicolon ends nothing.
#[derive(Default)]
struct Blocks {
    has_body: bool,
    depth: usize,
}

impl Blocks {
    /// Whether the statement has a body that has not ended, or a statement in it.
    fn is_open(&self, tokens: &[Token], start: usize) -> bool {
        self.has_body || self.depth > 0 || tokens.get(start).is_some_and(|first| first.is("IF"))
    }

    fn take(&mut self, tokens: &[Token], start: usize, at: usize) {
        let token = &tokens[at];
        let first = |word: &str| tokens.get(start).is_some_and(|first| first.is(word));
        // Procedures, functions, triggers and events are a few words after `CREATE`.
        let has = ["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"].iter().any(|word| token.is(word));
        self.has_body |= has && at - start < 12 && (first("CREATE") || first("ALTER"));
        let is_block =
            first("DECLARE") || first("IF") || (first("BEGIN") && Self::opens_block(tokens, start));
        if !(self.has_body || is_block) {
            return;
        }
        let after = |word: &str| at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.is(word));
        if token.is("BEGIN") || (token.is("CASE") && !after("END")) {
            self.depth += 1;
        } else if token.is("END") {
            let next = tokens.get(at + 1);
            let of = ["IF", "LOOP", "WHILE", "REPEAT", "FOR"];
            if !next.is_some_and(|next| of.iter().any(|word| next.is(word))) {
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    /// `BEGIN` alone begins a transaction.
    fn opens_block(tokens: &[Token], start: usize) -> bool {
        let ends =
            [";", "TRANSACTION", "WORK", "TRAN", "ISOLATION", "READ", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"];
        tokens.get(start + 1).is_some_and(|next| ends.iter().all(|word| !next.is(word)))
    }
}
