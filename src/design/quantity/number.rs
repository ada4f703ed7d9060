//! Numbers as people write them: `12000`, `12,000`, `12_000`, `12 000`, `12k`, `1.5`, `0,5`.

use std::ops::Range;

use super::amount::Amount;
use super::unit::word;

/// A number and its place.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) value: Amount,
    pub(super) range: Range<usize>,
    /// Digits alone: it may be a year, a version, a port.
    pub(super) is_plain: bool,
}

/// Longer numbers are not statements about a system.
const MOST_DIGITS: usize = 15;

/// Signs after which digits are not a number.
const NO_NUMBER_AFTER: [char; 9] = ['_', '.', '#', '$', '€', '£', '@', '/', '\\'];

/// The number that begins at the digit `at`, or the place after what it is part of: a word, a
/// date, a time, a version, a negative number.
pub(super) fn read(text: &str, at: usize) -> Result<Number, usize> {
    let before = text.get(..at).unwrap_or_default();
    if !may_follow(before) {
        return Err(end_of_run(text, at));
    }
    match digits(text, at) {
        Some(number) if !is_part_of_more(text, &number) => Ok(number),
        _ => Err(end_of_run(text, at)),
    }
}

/// The number at `at`, whatever is before it.
pub(super) fn digits(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let whole = run(bytes, at);
    let mut integer = text.get(at..at + whole)?.to_owned();
    let mut end = at + whole;
    if (1..=3).contains(&whole) && integer != "0" {
        end = groups(text, end, &mut integer);
    }
    let is_grouped = integer.len() > whole;
    let mut fraction = "";
    let separator = bytes.get(end).copied();
    let decimals = run(bytes, end + 1);
    let is_comma = separator == Some(b',') && !is_grouped && bytes.get(end + 1 + decimals) != Some(&b',');
    if decimals > 0 && (separator == Some(b'.') || is_comma) {
        fraction = text.get(end + 1..end + 1 + decimals)?;
        end += 1 + decimals;
    }
    let value = decimal(&integer, fraction)?;
    let (factor, suffix) = multiplier(text, end);
    let is_plain = !is_grouped && factor == 1;
    Some(Number { value: value.scaled(factor, 1)?, range: at..end + suffix, is_plain })
}

/// A number of a TOML file.
pub(super) fn toml(number: &str) -> Option<Amount> {
    let number = number.trim().trim_start_matches('+').replace('_', "");
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((&number, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i32 = exponent.parse().ok()?;
    let power = 10_u128.checked_pow(exponent.unsigned_abs())?;
    let value = decimal(integer, fraction)?;
    if exponent < 0 { value.scaled(1, power) } else { value.scaled(power, 1) }
}

fn decimal(integer: &str, fraction: &str) -> Option<Amount> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if integer.is_empty() || integer.len() > MOST_DIGITS || !is_digits(integer) || !is_digits(fraction) {
        return None;
    }
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(9).collect();
    format!("{integer}{kept}").parse().ok().map(Amount::from_billionths)
}

/// Groups of three digits after the first one, all with the same separator.
fn groups(text: &str, mut end: usize, integer: &mut String) -> usize {
    let mut used = None;
    while let Some(separator) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let start = end + separator.len_utf8();
        let is_separator = matches!(separator, ',' | '_' | '\'' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
        if !is_separator || used.is_some_and(|used| used != separator) || run(text.as_bytes(), start) != 3 {
            break;
        }
        // `10 200ms` are two numbers; a space does not join a number with its unit attached.
        let attached = text.as_bytes().get(start + 3).is_some_and(u8::is_ascii_alphabetic);
        if separator == ' ' && attached {
            break;
        }
        used = Some(separator);
        integer.push_str(text.get(start..start + 3).unwrap_or_default());
        end = start + 3;
    }
    end
}

/// `k`, `M` and the words for large numbers: the factor, and how many bytes it takes.
fn multiplier(text: &str, end: usize) -> (u128, usize) {
    let rest = text.get(end..).unwrap_or_default();
    let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let name = word(rest.get(space..).unwrap_or_default());
    let factor = match name {
        "k" | "K" | "thousand" => 1_000,
        "M" | "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => 1,
    };
    if factor == 1 { (1, 0) } else { (factor, space + name.len()) }
}

/// Whether the text before a digit lets a number begin there.
fn may_follow(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let (Some(last), second) = (chars.next(), chars.next()) else { return true };
    match last {
        '-' | '−' | '–' => ends_with_sub(before),
        ':' => !second.is_some_and(|c| c.is_ascii_digit()) || percentile_ends(before),
        ',' => !second.is_some_and(|c| c.is_ascii_digit()),
        _ => !last.is_alphanumeric() && !NO_NUMBER_AFTER.contains(&last),
    }
}

/// `sub-50 ms` is not a negative number.
fn ends_with_sub(before: &str) -> bool {
    let tail = before.len().checked_sub(4).and_then(|start| before.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case("sub-"))
}

/// `p99:50 ms` is not a time of day.
fn percentile_ends(before: &str) -> bool {
    let name = before.trim_end_matches(':').trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    name.ends_with(['p', 'P'])
}

/// Whether the digits go on in a way that numbers do not: `1.2.3`, `10:30`, `24/7`, `1,2,3`, `5xx`.
fn is_part_of_more(text: &str, number: &Number) -> bool {
    let rest = text.get(number.range.end..).unwrap_or_default();
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    let has_digit = second.is_some_and(|c| c.is_ascii_digit());
    match first {
        Some('.' | ':' | '/' | ',' | '^' | 'e' | 'E') => has_digit,
        Some('-') => has_digit && is_date(rest),
        Some('_') => true,
        _ => false,
    }
}

/// `2026-11` and `2026-11-20`: the part after the year.
fn is_date(rest: &str) -> bool {
    let month = run(rest.as_bytes(), 1);
    let after = rest.as_bytes().get(1 + month);
    let zero = rest.as_bytes().get(1) == Some(&b'0');
    (month == 2 && zero) || (after == Some(&b'-') && run(rest.as_bytes(), 2 + month) > 0)
}

fn run(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The place after letters, digits and the signs that join them.
fn end_of_run(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let is_joined =
            c.is_alphanumeric() || c == '_' || (matches!(c, '.' | ',' | '-' | '/') && next_is_digit);
        let is_time =
            c == ':' && next_is_digit && !percentile_ends(text.get(..=at + offset).unwrap_or_default());
        if !is_joined && !is_time {
            return at + offset;
        }
    }
    text.len()
}
