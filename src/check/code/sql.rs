//! SQL, parsed by `sqlparser`. A sample does not name its dialect, so it is wrong only if no dialect
//! accepts it. The message is that of the dialect that got furthest.

use sqlparser::dialect::{
    Dialect, DuckDbDialect, GenericDialect, MsSqlDialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect,
};
use sqlparser::parser::{Parser, ParserError};

use super::{Fault, character_at, offset};

pub(super) fn fault(text: &str) -> Option<Fault> {
    let dialects: [&dyn Dialect; 6] = [
        &GenericDialect {},
        &PostgreSqlDialect {},
        &MySqlDialect {},
        &SQLiteDialect {},
        &MsSqlDialect {},
        &DuckDbDialect {},
    ];
    let mut furthest: Option<Fault> = None;
    for dialect in dialects {
        let message = match parse(dialect, text, DEEPEST) {
            Ok(()) | Err(ParserError::RecursionLimitExceeded) => return None,
            Err(ParserError::ParserError(message) | ParserError::TokenizerError(message)) => message,
        };
        // The parser tries one reading after another, and does not always report that it went too deep.
        // A real fault gives the same message at half the depth.
        let shallow = parse(dialect, text, DEEPEST / 2);
        if !matches!(&shallow, Err(ParserError::ParserError(again) | ParserError::TokenizerError(again)) if *again == message)
        {
            return None;
        }
        let fault = placed(text, &message);
        if furthest.as_ref().is_none_or(|other| fault.range.start > other.range.start) {
            furthest = Some(fault);
        }
    }
    furthest
}

/// How deeply nested a sample may be.
const DEEPEST: usize = 50;

fn parse(dialect: &dyn Dialect, text: &str, depth: usize) -> Result<(), ParserError> {
    Parser::new(dialect).with_recursion_limit(depth).try_with_sql(text)?.parse_statements().map(|_| ())
}

/// Splits `Expected: …, found: … at Line: 1, Column: 5`.
fn placed(text: &str, message: &str) -> Fault {
    let parsed = message.rsplit_once(" at Line: ").and_then(|(words, place)| {
        let (line, column) = place.split_once(", Column: ")?;
        Some((words, offset(text, line.trim().parse().ok()?, column.trim().parse().ok()?)))
    });
    let (words, at) = parsed.unwrap_or((message, text.trim_end().len()));
    Fault { range: character_at(text, at.min(text.trim_end().len())), message: words.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn every_dialect_is_accepted() {
        for sql in [
            "CREATE TABLE links (code text PRIMARY KEY, meta jsonb DEFAULT '{}'::jsonb);",
            "CREATE TABLE `links` (`id` bigint unsigned AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;",
            "SELECT TOP 3 [code] FROM [links] WHERE id = @id",
            "SELECT * FROM links WHERE code = $1 -- one",
        ] {
            assert_eq!(fault(sql), None, "{sql}");
        }
    }

    #[test]
    fn samples_that_are_too_deep_are_not_checked() {
        let case = format!("SELECT {}1{}", "CASE WHEN a THEN ".repeat(60), " END".repeat(60));
        let not = format!("SELECT {}1", "NOT ".repeat(5000));
        let parentheses = format!("SELECT {}1{}", "(".repeat(200), ")".repeat(200));
        for sql in [case, not, parentheses] {
            assert_eq!(fault(&sql), None, "{sql}");
        }
    }

    #[test]
    fn samples_that_no_dialect_accepts_are_wrong() {
        let found = fault("CREATE TABLE links (\n  code text,,\n)");
        assert_eq!(found.map(|fault| fault.range.start), Some(33));
    }
}
