//! What statements that are not read may hold: changes of tables in a body, and the names of these.

use super::tokens::{Kind, Marks, Token, tokens};

/// Statements whose bodies run when the script does, or may be called by it.
const WITH_BODY: [&str; 6] = ["DO", "BEGIN", "DECLARE", "IF", "EXEC", "EXECUTE"];

/// The tables that a statement that is not read may change, and why it is not read; none if it changes none.
pub(super) fn held(statement: &[Token]) -> Option<(Vec<String>, String)> {
    let first = statement.first()?;
    let has = |words: &[&str]| statement.iter().take(8).any(|token| words.iter().any(|word| token.is(word)));
    let makes = first.is("CREATE") || first.is("ALTER");
    let is_body = WITH_BODY.iter().any(|word| first.is(word));
    let has_body =
        is_body || (makes && has(&["PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"]));
    if !has_body {
        return misplaced(statement);
    }
    if !is_body && !has(&["PROCEDURE", "PROC"]) {
        return None;
    }
    let mut names = Vec::new();
    let changes = changes(statement, &mut names, 3);
    changes.then(|| (names, "what a body changes is not followed".to_owned()))
}

/// A statement about tables that does not begin as one: a word is misspelt, or a semicolon is missing.
fn misplaced(statement: &[Token]) -> Option<(Vec<String>, String)> {
    const OTHERS: [&str; 21] = [
        "LOCK", "UNLOCK", "TRUNCATE", "ANALYZE", "OPTIMIZE", "REPAIR", "CHECK", "CHECKSUM", "CACHE",
        "UNCACHE", "REFRESH", "MSCK", "SHOW", "DESCRIBE", "DESC", "REINDEX", "VACUUM", "FLUSH", "EXPLAIN",
        "GRANT", "COMMENT",
    ];
    let (first, second) = (statement.first()?, statement.get(1)?);
    let of = ["TABLE", "TYPE", "INDEX"];
    let is_misspelt = first.kind == Kind::Word
        && of.iter().any(|word| second.is(word))
        && !OTHERS.iter().any(|word| first.is(word));
    if is_misspelt {
        return Some((target(statement), format!("`{}` begins no statement that is known", first.text)));
    }
    let names = targets(statement);
    (!names.is_empty()).then(|| (names, "a semicolon is missing in it".to_owned()))
}

/// The tables that statements name, each of which begins a line.
pub(super) fn targets(statement: &[Token]) -> Vec<String> {
    let begins = |at: usize| {
        let token = &statement[at];
        (at == 0 || token.begins_line)
            && ["CREATE", "ALTER", "DROP", "RENAME"].iter().any(|word| token.is(word))
            && is_about(&statement[at..])
    };
    (0..statement.len()).filter(|at| begins(*at)).flat_map(|at| target(&statement[at..])).collect()
}

/// Whether tokens hold a statement that makes or changes tables, types or indexes, also in strings.
fn changes(statement: &[Token], names: &mut Vec<String>, depth: usize) -> bool {
    let mut any = false;
    for (at, token) in statement.iter().enumerate() {
        if matches!(token.kind, Kind::Body | Kind::Text | Kind::Open) && depth > 0 {
            let inner = tokens(&token.text, 0..token.text.len(), Marks::default());
            any |= changes(&inner, names, depth - 1);
        } else if ["CREATE", "ALTER", "DROP", "RENAME"].iter().any(|word| token.is(word)) {
            let rest = &statement[at..];
            if is_about(rest) {
                any = true;
                names.extend(target(rest));
            }
        }
    }
    any
}

/// Whether a statement that begins here is about a table, a type or an index that stays.
fn is_about(rest: &[Token]) -> bool {
    let next = rest.iter().skip(1).take(4).take_while(|token| token.kind == Kind::Word);
    let mut words = next.skip_while(|token| {
        ["OR", "REPLACE", "UNIQUE", "UNLOGGED", "CLUSTERED", "NONCLUSTERED"].iter().any(|word| token.is(word))
    });
    words.next().is_some_and(|token| ["TABLE", "TYPE", "INDEX"].iter().any(|word| token.is(word)))
}

/// The tables that a statement names as what it makes or changes.
pub(super) fn target(statement: &[Token]) -> Vec<String> {
    const BEFORE: [&str; 12] = [
        "IF",
        "NOT",
        "EXISTS",
        "ONLY",
        "TABLE",
        "INDEX",
        "TYPE",
        "CONCURRENTLY",
        "UNIQUE",
        "ON",
        "EXTERNAL",
        "UNLOGGED",
    ];
    let has = |word: &str| statement.iter().take(6).any(|token| token.is(word));
    let start = if has("INDEX") && !has("TABLE") {
        // The table of an index is named after it.
        statement.iter().position(|token| token.is("ON"))
    } else {
        statement.iter().position(|token| token.is("TABLE") || token.is("TYPE"))
    };
    let Some(start) = start else { return Vec::new() };
    let mut rest = statement[start..].iter().skip_while(|token| BEFORE.iter().any(|word| token.is(word)));
    let mut names = Vec::new();
    while let Some(name) = rest.next().filter(|token| token.is_name()) {
        let mut last = name;
        let mut next = rest.next();
        while next.is_some_and(|token| token.is(".")) {
            let Some(part) = rest.next() else { break };
            last = part;
            next = rest.next();
        }
        names.push(last.text.clone());
        if !next.is_some_and(|token| token.is(",")) {
            break;
        }
    }
    names
}

/// The beginning of a statement, as far as it says what it is about.
pub(super) fn head(statement: &[Token]) -> &[Token] {
    let end = statement.iter().position(|token| token.is("(") || token.kind == Kind::Body);
    &statement[..end.unwrap_or(statement.len()).clamp(1, 8).min(statement.len())]
}
