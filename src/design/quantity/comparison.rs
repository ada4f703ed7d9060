//! Whether a quantity is a bound.

use std::ops::Range;

use crate::source::floor_char_boundary;

/// Which values a bound allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`, under, below, less than.
    Less,
    /// `≤`, at most, up to, within.
    AtMost,
    /// `>`, over, above, more than.
    Greater,
    /// `≥`, at least.
    AtLeast,
}

use Comparison::{AtLeast, AtMost, Greater, Less};

/// Words before a number, the longer ones first: "no more than" ends in "more than".
const BEFORE: [(&str, Comparison); 34] = [
    ("<=", AtMost),
    ("=<", AtMost),
    (">=", AtLeast),
    ("≤", AtMost),
    ("≥", AtLeast),
    ("<", Less),
    (">", Greater),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("never more than", AtMost),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("no fewer than", AtLeast),
    ("less than", Less),
    ("lower than", Less),
    ("fewer than", Less),
    ("faster than", Less),
    ("more than", Greater),
    ("greater than", Greater),
    ("higher than", Greater),
    ("longer than", Greater),
    ("slower than", Greater),
    ("at most", AtMost),
    ("at least", AtLeast),
    ("up to", AtMost),
    ("within", AtMost),
    ("maximum", AtMost),
    ("max", AtMost),
    ("minimum", AtLeast),
    ("under", Less),
    ("below", Less),
    ("sub-", Less),
    ("over", Greater),
    ("above", Greater),
];

/// Words after a unit.
const AFTER: [(&str, Comparison); 9] = [
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or faster", AtMost),
    ("at most", AtMost),
    ("max", AtMost),
    ("or more", AtLeast),
    ("or better", AtLeast),
    ("at least", AtLeast),
    ("+", AtLeast),
];

/// Words that may be between a bound and its number.
const FILLERS: [&str; 10] =
    ["about", "around", "roughly", "approximately", "approx", "ca", "circa", "of", "a total of", "~"];

/// How far from its number a bound may begin, in bytes.
const LONGEST: usize = 48;

/// The bound that a quantity at `range` is.
pub(super) fn around(text: &str, range: &Range<usize>) -> Option<Comparison> {
    let from = floor_char_boundary(text, range.start.saturating_sub(LONGEST));
    let before = text.get(from..range.start).unwrap_or_default().to_lowercase();
    let mut before = trimmed(&before);
    while let Some(rest) = FILLERS.iter().find_map(|filler| strip_word(before, filler)) {
        before = trimmed(rest);
    }
    let to = floor_char_boundary(text, range.end + LONGEST);
    let after = text.get(range.end..to).unwrap_or_default().to_lowercase();
    let after = after.trim_start_matches([' ', '\u{a0}', '`', '*']);
    let has_plus = text.get(range.clone()).is_some_and(|own| own.contains('+'));
    BEFORE
        .iter()
        .find(|(words, _)| strip_word(before, words).is_some())
        .or_else(|| AFTER.iter().find(|(words, _)| begins_with(after, words)))
        .map(|&(_, comparison)| comparison)
        .or(has_plus.then_some(AtLeast))
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '(' | ':' | '.' | '~' | '='))
        .trim_end()
}

/// A text without the words at its end, if it ends in them and not in a longer word.
fn strip_word<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(words)?;
    let is_word = words.starts_with(char::is_alphabetic);
    (!is_word || !rest.ends_with(char::is_alphanumeric)).then_some(rest)
}

fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| !words.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric))
}
