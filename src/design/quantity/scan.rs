//! Every number of a text, and what it measures.

use std::ops::Range;

use super::amount::Amount;
use super::count::{self, Before};
use super::kind::MeasureKind;
use super::number::{self, Number};
use super::unit::Unit;

/// A number with its unit.
pub(super) struct Measure {
    pub(super) kind: MeasureKind,
    pub(super) value: Amount,
    pub(super) range: Range<usize>,
}

/// All measures of a text. Each number is classified once, so it never counts twice.
pub(super) fn measures(text: &str) -> Vec<Measure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(digit) = next_digit(text, at) {
        match number::read(text, digit) {
            Ok(first) => {
                let measure = measure(text, &first);
                at = measure.as_ref().map_or(digit + 1, |measure| measure.range.end);
                found.extend(measure);
            }
            Err(end) => at = end.max(digit + 1),
        }
    }
    found
}

fn measure(text: &str, first: &Number) -> Option<Measure> {
    let unit = Unit::after(text, first.range.end);
    let end = if unit.kind == MeasureKind::Bare { first.range.end } else { unit.end };
    if let Some(upper) = upper_end(text, end, first, &unit) {
        return Some(upper);
    }
    let is_more = text.get(first.range.end..).is_some_and(|rest| {
        rest.starts_with('-')
            && rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let kind = if is_more || count::is_none(text, first, unit.kind) { MeasureKind::Other } else { unit.kind };
    Some(Measure { kind, value: unit.of(first.value)?, range: first.range.start..end })
}

/// The range that begins with `first`: its upper end, whose unit is also the lower one's.
fn upper_end(text: &str, end: usize, first: &Number, unit: &Unit) -> Option<Measure> {
    let rest = text.get(end..)?;
    let between = || Before::of(text, first.range.start).is("between");
    let tight = ["–", "—", "-", "…", "...", ".."];
    let trimmed = rest.trim_start();
    let joint = tight
        .iter()
        .find(|joint| trimmed.starts_with(**joint))
        .map(|joint| rest.len() - trimmed.len() + joint.len())
        .or_else(|| trimmed.starts_with("to ").then(|| rest.len() - trimmed.len() + 3))
        .or_else(|| (trimmed.starts_with("and ") && between()).then(|| rest.len() - trimmed.len() + 4))?;
    let after = rest.get(joint..)?;
    let start = end + joint + (after.len() - after.trim_start().len());
    let last = number::digits(text, start)?;
    let upper = Unit::after(text, last.range.end);
    let fits = unit.kind == MeasureKind::Bare || unit.kind == upper.kind;
    let value = upper.of(last.value)?;
    let lower = if unit.kind == MeasureKind::Bare { upper.of(first.value)? } else { unit.of(first.value)? };
    if !fits || value < lower || upper.kind == MeasureKind::Other {
        return None;
    }
    let end = if upper.kind == MeasureKind::Bare { last.range.end } else { upper.end };
    Some(Measure { kind: upper.kind, value, range: first.range.start..end })
}

fn next_digit(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    rest.iter().position(u8::is_ascii_digit).map(|offset| at + offset)
}
