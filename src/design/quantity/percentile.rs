//! Which share of all cases a duration applies to: `p99`, "95th percentile", "99 % of requests".

use std::fmt;
use std::ops::Range;

use super::Quantity;
use super::count::Before;
use super::unit::word;
use crate::source::floor_char_boundary;

/// A percentile from 50 up to 100, kept in thousandths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percentile(u32);

impl Percentile {
    /// The percentile in thousandths of a percent: 99900 for p99.9.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// The percentile of so many thousandths of a percent, from 50 % to below 100 %.
    pub fn from_thousandths(thousandths: u32) -> Option<Self> {
        (50_000..100_000).contains(&thousandths).then_some(Self(thousandths))
    }
}

/// `p99.9`.
impl fmt::Display for Percentile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1_000, self.0 % 1_000);
        if rest == 0 {
            return write!(f, "p{whole}");
        }
        write!(f, "p{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

/// `80 % of` one of these is a load, not a share of the cases.
const LOADS: [&str; 16] = [
    "cpu",
    "capacity",
    "load",
    "memory",
    "ram",
    "traffic",
    "peak",
    "budget",
    "disk",
    "limit",
    "quota",
    "max",
    "maximum",
    "nominal",
    "bandwidth",
    "heap",
];

/// Words before a duration that is a window of time, not a target.
const BEFORE_WINDOW: [&str; 7] = ["for", "during", "every", "last", "past", "each", "after"];

/// How far a clause may reach on either side of its duration, in bytes.
const LONGEST_CLAUSE: usize = 200;

/// Gives each duration its percentile: the one in its clause; otherwise, if percentiles come
/// first, the last one before it, or else the next one after it.
pub(super) fn assign(text: &str, durations: &mut [Quantity]) {
    let percentiles = all(text);
    let Some((first, _)) = percentiles.first() else { return };
    let leads = durations.first().is_none_or(|duration| first.start < duration.range.start);
    let targets: Vec<usize> = durations
        .iter()
        .filter(|duration| !is_window(text, &duration.range))
        .map(|duration| duration.range.start)
        .collect();
    for duration in durations.iter_mut().filter(|duration| !is_window(text, &duration.range)) {
        let start = duration.range.start;
        let clause = clause(text, &duration.range);
        let count = |at: usize| targets.partition_point(|&target| target < at);
        let place = |at: usize| percentiles.partition_point(|(range, _)| range.start < at);
        let here = percentiles.get(place(clause.start)..place(clause.end)).unwrap_or_default();
        let is_alone = count(clause.end) - count(clause.start) == 1;
        let chosen = if is_alone && !here.is_empty() {
            here.iter().min_by_key(|(range, _)| range.start.abs_diff(start))
        } else if leads {
            place(start).checked_sub(1).and_then(|index| percentiles.get(index))
        } else {
            percentiles.get(place(start))
        };
        duration.percentile = chosen.map(|&(_, percentile)| percentile);
    }
}

/// Every percentile of a text, with its place.
fn all(text: &str) -> Vec<(Range<usize>, Percentile)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, c)) = text.get(at..).and_then(|rest| {
        let (offset, c) = rest.char_indices().find(|(_, c)| c.is_alphanumeric())?;
        Some((at + offset, c))
    }) {
        let rest = text.get(start..).unwrap_or_default();
        let read = if c.is_ascii_digit() { spelled(rest) } else { symbol(rest) };
        at = start + read.map_or_else(|| word(rest).len().max(1), |(length, _)| length);
        found.extend(read.map(|(_, percentile)| (start..at, percentile)));
    }
    found
}

/// `p99.9`, `P95`, `p(95)`, `tp99`, "median".
fn symbol(text: &str) -> Option<(usize, Percentile)> {
    let name = word(text);
    if name.eq_ignore_ascii_case("median") {
        return Some((name.len(), Percentile(50_000)));
    }
    let digits = text.trim_start_matches(['t', 'T']).strip_prefix(['p', 'P'])?;
    let digits = digits.strip_prefix('(').unwrap_or(digits);
    let (length, percentile) = thousandths(digits)?;
    let rest = digits.get(length..)?;
    let start = text.len() - digits.len();
    (!rest.starts_with(char::is_alphanumeric)).then_some((start + length, percentile))
}

/// "99th percentile", "95 % of requests".
fn spelled(text: &str) -> Option<(usize, Percentile)> {
    let (length, percentile) = thousandths(text)?;
    let rest = text.get(length..)?;
    let ordinal =
        ["th", "st", "nd", "rd"].iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
    let name = ordinal.trim_start_matches([' ', '-', '\u{a0}']);
    if ["percentile", "pctl", "centile"].iter().any(|known| word(name).eq_ignore_ascii_case(known)) {
        return Some((text.len() - name.len() + word(name).len(), percentile));
    }
    let share = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix('%')?.trim_start();
    let share = share.strip_prefix("of ")?;
    let is_load = share.split_whitespace().take(4).any(|name| {
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        LOADS.iter().any(|load| name.eq_ignore_ascii_case(load))
    });
    (!is_load).then_some((text.len() - share.len(), percentile))
}

/// A number from 50 to below 100 with at most three decimals, and its length.
fn thousandths(text: &str) -> Option<(usize, Percentile)> {
    let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = run(text);
    let rest = text.get(whole..)?;
    let decimals = rest.strip_prefix('.').map_or(0, run);
    if whole != 2 || decimals > 3 {
        return None;
    }
    let fraction = if decimals == 0 { "" } else { rest.get(1..=decimals)? };
    let number: u32 = format!("{}{fraction:0<3}", text.get(..whole)?).parse().ok()?;
    let length = whole + if decimals == 0 { 0 } else { decimals + 1 };
    Percentile::from_thousandths(number).map(|percentile| (length, percentile))
}

/// The part of a text around a place, between commas, semicolons, full stops and line ends.
fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_end = |at: usize, c: char| match c {
        ';' | '\n' => true,
        ',' | '.' => {
            text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        }
        _ => false,
    };
    let from = floor_char_boundary(text, range.start.saturating_sub(LONGEST_CLAUSE));
    let to = floor_char_boundary(text, range.end + LONGEST_CLAUSE);
    let ends = |from: usize, to: usize| {
        let part = text.get(from..to).unwrap_or_default();
        part.char_indices().map(move |(at, c)| (from + at, c)).filter(|&(at, c)| is_end(at, c))
    };
    let start = ends(from, range.start).next_back().map_or(from, |(at, _)| at);
    let end = ends(range.end, to).next().map_or(to, |(at, _)| at);
    start..end
}

fn is_window(text: &str, range: &Range<usize>) -> bool {
    let before = Before::of(text, range.start);
    before.is_adjacent && BEFORE_WINDOW.iter().any(|known| before.is(known))
}
