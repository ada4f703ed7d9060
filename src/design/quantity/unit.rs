//! What follows a number: a unit of time, a rate, a size, a percent sign, or something else.

use super::Dimension;
use super::amount::Amount;
use super::kind::MeasureKind;

/// The most words for what is counted between a number and `per second`.
const MOST_WORDS: usize = 4;

/// Units of time by their names, in nanoseconds.
const TIMES: [(&[&str], u128); 10] = [
    (&["ns", "nanosecond", "nanoseconds"], 1),
    (&["µs", "μs", "us", "microsecond", "microseconds"], 1_000),
    (&["ms", "msec", "msecs", "millisecond", "milliseconds"], 1_000_000),
    (&["s", "sec", "secs", "second", "seconds"], SECOND),
    (&["min", "mins", "minute", "minutes"], 60 * SECOND),
    (&["h", "hr", "hrs", "hour", "hours"], 3_600 * SECOND),
    (&["d", "day", "days"], DAY),
    (&["week", "weeks"], 7 * DAY),
    // A twelfth of a year.
    (&["month", "months"], 365 * DAY / 12),
    (&["year", "years"], 365 * DAY),
];

/// Units of size by their names in small letters, in bits.
const SIZES: [(&[&str], u128); 15] = [
    (&["bit", "bits"], 1),
    (&["kbit"], 1_000),
    (&["mbit"], 1_000_000),
    (&["gbit"], 1_000_000_000),
    (&["b", "byte", "bytes"], BYTE),
    (&["kb"], BYTE * 1_000),
    (&["mb"], BYTE * 1_000_000),
    (&["gb"], BYTE * 1_000_000_000),
    (&["tb"], BYTE * 1_000_000_000_000),
    (&["pb"], BYTE * 1_000_000_000_000_000),
    (&["kib"], BYTE << 10),
    (&["mib"], BYTE << 20),
    (&["gib"], BYTE << 30),
    (&["tib"], BYTE << 40),
    (&["pib"], BYTE << 50),
];

const BYTE: u128 = 8;

const SECOND: u128 = 1_000_000_000;
const DAY: u128 = 86_400 * SECOND;

/// Rates that are one word, with their unit of time.
const RATES: [(&str, u128); 5] =
    [("rps", SECOND), ("qps", SECOND), ("tps", SECOND), ("hz", SECOND), ("rpm", 60 * SECOND)];

/// Units that belong to none of the dimensions.
const OTHERS: [&str; 10] =
    ["mbps", "gbps", "ghz", "mhz", "eur", "usd", "percentile", "percentiles", "pctl", "x"];

/// What a number is, and where its unit ends.
pub(super) struct Unit {
    pub(super) kind: MeasureKind,
    pub(super) end: usize,
    numerator: u128,
    denominator: u128,
}

impl Unit {
    /// The unit after a number that ends at `end`.
    pub(super) fn after(text: &str, end: usize) -> Self {
        let rest = text.get(end..).unwrap_or_default();
        let gap = rest.len() - rest.trim_start_matches(is_gap).len();
        let unit = rest.get(gap..).unwrap_or_default();
        let at = end + gap;
        percentage(unit, at)
            .or_else(|| time(unit, at))
            .or_else(|| rate(unit, at))
            .or_else(|| size(unit, at))
            .or_else(|| other(rest, unit, end))
            .unwrap_or(Self::plain(MeasureKind::Bare, end))
    }

    /// The value of a number of this unit.
    pub(super) fn of(&self, number: Amount) -> Option<Amount> {
        number.scaled(self.numerator, self.denominator)
    }

    fn plain(kind: MeasureKind, end: usize) -> Self {
        Self { kind, end, numerator: 1, denominator: 1 }
    }
}

/// The letters that a text begins with.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// A unit of time in nanoseconds. Symbols must match exactly, words in any case.
fn nanoseconds(name: &str) -> Option<u128> {
    let lower = name.to_lowercase();
    let is_named = |names: &[&str]| {
        names.iter().any(|known| *known == name || (known.chars().count() > 2 && *known == lower))
    };
    TIMES.iter().find(|(names, _)| is_named(names)).map(|&(_, nanoseconds)| nanoseconds)
}

/// Whether a text begins with some ASCII words, in any case.
fn begins_with(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
}

/// Spaces, the marks of Markdown around a number, and the plus of `500+ users`.
fn is_gap(c: char) -> bool {
    matches!(c, '+' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '`' | '*' | '\n' | '\t')
}

fn percentage(unit: &str, at: usize) -> Option<Unit> {
    if unit.starts_with('%') {
        return Some(Unit::plain(MeasureKind::Of(Dimension::Percentage), at + 1));
    }
    let name = word(unit);
    let is_percent = ["percent", "pct"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let words = if begins_with(unit, "per cent") { "per cent" } else { name };
    (is_percent || words == "per cent")
        .then(|| Unit::plain(MeasureKind::Of(Dimension::Percentage), at + words.len()))
}

/// `50 ms`, `15-minute`.
fn time(unit: &str, at: usize) -> Option<Unit> {
    let dash = usize::from(unit.starts_with('-'));
    let name = word(unit.get(dash..)?);
    let numerator = nanoseconds(name)?;
    let kind = MeasureKind::Of(Dimension::Duration);
    Some(Unit { kind, end: at + dash + name.len(), numerator, denominator: SECOND })
}

/// `64 KiB`, `16-MB`.
fn size(unit: &str, at: usize) -> Option<Unit> {
    let dash = usize::from(unit.starts_with('-'));
    let name = word(unit.get(dash..)?);
    let lower = name.to_lowercase();
    let &(_, numerator) = SIZES.iter().find(|(names, _)| names.contains(&lower.as_str()))?;
    let kind = MeasureKind::Of(Dimension::Size);
    Some(Unit { kind, end: at + dash + name.len(), numerator, denominator: BYTE })
}

/// `/s`, `req/s`, `requests per second`, `orders a minute`, `rps`.
fn rate(unit: &str, at: usize) -> Option<Unit> {
    let found = |end: usize, denominator: u128| Unit {
        kind: MeasureKind::Of(Dimension::Rate),
        end: at + end,
        numerator: SECOND,
        denominator,
    };
    let mut offset = 0;
    for _ in 0..=MOST_WORDS {
        let rest = unit.get(offset..)?;
        if let Some((length, time)) = per(rest) {
            return Some(found(offset + length, time));
        }
        let name = word(rest);
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(&(known, time)) = RATES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) {
            return Some(found(offset + known.len(), time));
        }
        offset += name.len();
        let rest = unit.get(offset..)?;
        let hyphen = rest.starts_with('-') && !begins_with(rest, "-per-");
        offset += if hyphen { 1 } else { rest.len() - rest.trim_start_matches(is_gap).len() };
    }
    None
}

/// `/s`, `per second`, `a minute`: its length and the time in nanoseconds.
fn per(text: &str) -> Option<(usize, u128)> {
    let joint = if text.starts_with('/') {
        1
    } else {
        let start = usize::from(text.starts_with('-'));
        let name = word(text.get(start..)?);
        let joints = ["per", "a", "an", "each", "every"];
        joints.iter().any(|known| name.eq_ignore_ascii_case(known)).then(|| start + name.len())?
    };
    let rest = text.get(joint..)?;
    let gap = rest.len() - rest.trim_start_matches(|c| is_gap(c) || c == '-').len();
    let name = word(rest.get(gap..)?);
    // `a s` would be the end of a plural; a symbol comes only after `/` and `per`.
    let is_symbol = name.len() < 3;
    let takes_symbol = text.starts_with('/')
        || text.get(..joint).is_some_and(|joint| joint.to_ascii_lowercase().ends_with("per"));
    let time = nanoseconds(name).filter(|_| !is_symbol || takes_symbol)?;
    Some((joint + gap + name.len(), time))
}

/// Money, `5xx`.
fn other(rest: &str, unit: &str, end: usize) -> Option<Unit> {
    let name = word(unit).to_lowercase();
    let joined = rest.strip_prefix('-').unwrap_or(rest);
    let is_other = joined.starts_with(char::is_alphabetic)
        || OTHERS.contains(&name.as_str())
        || unit.starts_with(['€', '$', '£', '°']);
    is_other.then(|| Unit::plain(MeasureKind::Other, end))
}
