//! Which bare numbers do not count anything: years, days of a month, versions, numbers of standards.

use super::kind::MeasureKind;
use super::number::Number;
use super::unit::word;
use super::{Amount, Dimension};

/// Words after which a number is only a name.
const NAMERS: [&str; 27] = [
    "version", "release", "v", "rfc", "iso", "port", "section", "chapter", "phase", "step", "stage", "level",
    "tier", "page", "figure", "table", "appendix", "year", "quarter", "sprint", "ticket", "issue", "no",
    "nr", "line", "error", "status",
];

/// Words before a year.
const BEFORE_YEAR: [&str; 12] =
    ["in", "by", "since", "until", "till", "before", "after", "from", "during", "early", "mid", "late"];

/// Words that say what is counted, while other capitalized words are names: `TLS 1.3`, `Java 21`.
const COUNTED: [&str; 15] = [
    "max",
    "min",
    "ccu",
    "dau",
    "mau",
    "vu",
    "users",
    "sessions",
    "load",
    "peak",
    "clients",
    "connections",
    "customers",
    "visitors",
    "devices",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a number does not mean what its unit, or the lack of one, suggests.
pub(super) fn is_none(text: &str, number: &Number, kind: MeasureKind) -> bool {
    let before = Before::of(text, number.range.start);
    match kind {
        // `100 requests per 10 s` is not a duration.
        MeasureKind::Of(Dimension::Duration) => before.is_adjacent && before.is("per"),
        MeasureKind::Bare if number.is_plain => {
            let after = text.get(number.range.end..).unwrap_or_default();
            is_marker(text, number)
                || is_month(word(after.trim_start_matches([' ', '.'])))
                || is_month(before.word)
                || is_day(text, &before) && is_calendar_year(number.value)
                || (before.is_adjacent && names(text, &before, number.value))
        }
        _ => false,
    }
}

/// The word before a place.
pub(super) struct Before<'a> {
    pub(super) word: &'a str,
    /// Whether only one space is between.
    pub(super) is_adjacent: bool,
    start: usize,
}

impl<'a> Before<'a> {
    pub(super) fn of(text: &'a str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or_default();
        let trimmed = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let head = trimmed.trim_end_matches(char::is_alphanumeric);
        let gap = before.get(trimmed.len()..).unwrap_or_default();
        let word = trimmed.get(head.len()..).unwrap_or_default();
        Self { word, is_adjacent: matches!(gap, " " | "\u{a0}" | ". " | "-"), start: head.len() }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.word.eq_ignore_ascii_case(word)
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// Whether the word before a number makes a name or a year of it.
fn names(text: &str, before: &Before<'_>, value: Amount) -> bool {
    let is_year = is_calendar_year(value) && (before.is_one_of(&BEFORE_YEAR) || is_quarter(before.word));
    let is_name = !before.is_one_of(&COUNTED) && is_name(text, before, value);
    before.is_one_of(&NAMERS) || is_year || is_name
}

/// A name that carries a number: `TLS 1.3`, `PostgreSQL 17`, within a sentence also `Java 21`.
fn is_name(text: &str, before: &Before<'_>, value: Amount) -> bool {
    let has_capital = |name: &str| name.chars().any(char::is_uppercase);
    let inner = before.word.chars().skip(1).any(char::is_uppercase);
    let is_version = value < Amount::from_units(100) || is_calendar_year(value);
    inner || (has_capital(before.word) && is_version && !begins_sentence(text, before.start))
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before = before.trim_end_matches(['*', '`', '"', '(', '-', ' ', '\n']);
    before.is_empty() || before.ends_with(['.', ':', ';', '!', '?', ',', '|'])
}

/// The number of a list's item: `1. ` at the beginning of a line.
fn is_marker(text: &str, number: &Number) -> bool {
    let before = text.get(..number.range.start).unwrap_or_default().trim_end_matches([' ', '>']);
    let after = text.get(number.range.end..).unwrap_or_default();
    let begins_line = before.is_empty() || before.ends_with('\n');
    number.range.len() < 3 && begins_line && (after.starts_with(". ") || after.starts_with(") "))
}

fn is_calendar_year(value: Amount) -> bool {
    (Amount::from_units(1900)..Amount::from_units(2100)).contains(&value)
}

fn is_quarter(before: &str) -> bool {
    matches!(before, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2")
}

/// `Nov 20`, before the year.
fn is_day(text: &str, before: &Before<'_>) -> bool {
    let is_number = before.word.len() < 3 && before.word.bytes().all(|byte| byte.is_ascii_digit());
    is_number && is_month(Before::of(text, before.start).word)
}

/// The month's name or its first three letters, with a capital.
fn is_month(name: &str) -> bool {
    MONTHS.iter().any(|month| *month == name || (name.len() == 3 && month.starts_with(name)))
}
