//! Quantities in the words of people: `p99 < 50 ms`, `1,200 requests per second at peak`.
//!
//! [`parse_all`] finds those of one [`Dimension`] in a text. What it reads, and what it takes for
//! something else (dates, versions, names with digits, money), is in the tables of
//! `tests.rs`: a sentence that is misread is added there first. Numbers are read by `number`, what
//! follows them by `unit`, what precedes them by `comparison`, what a bare number counts by
//! `count`, and the share of all cases by `percentile`.
//!
//! Values are whole billionths of a base unit, so that comparing and multiplying them never
//! rounds: seconds, events per second, things, percent, bytes.

mod amount;
mod comparison;
mod count;
mod kind;
mod number;
mod other;
mod percentile;
mod scan;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

pub use amount::Amount;
pub use comparison::Comparison;
pub use other::{Other, parse_others};
pub use percentile::Percentile;

use kind::MeasureKind;

pub use crate::template::Dimension;

/// A quantity found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The amount in the dimension's base unit; for a range, its upper end.
    pub value: Amount,
    /// Whether it is a bound.
    pub comparison: Option<Comparison>,
    /// Which share of all cases it applies to, for durations.
    pub percentile: Option<Percentile>,
    /// The bytes of the text from the number to the unit.
    pub range: Range<usize>,
}

/// The quantities of a dimension in a text, in its order. The first is the one that counts.
///
/// A number with a minus sign is not a quantity. A number without a unit is a count, or a percentage
/// if no other number of the text has a percent sign.
pub fn parse_all(text: &str, dimension: Dimension) -> Vec<Quantity> {
    let measures = scan::measures(text);
    let explicit = measures.iter().any(|measure| measure.kind == MeasureKind::Of(Dimension::Percentage));
    let wanted = |kind: MeasureKind| match kind {
        MeasureKind::Of(kind) => kind == dimension,
        MeasureKind::Bare => {
            dimension == Dimension::Count || (dimension == Dimension::Percentage && !explicit)
        }
        MeasureKind::Other => false,
    };
    let mut found: Vec<Quantity> = measures
        .into_iter()
        .filter(|measure| wanted(measure.kind))
        .map(|measure| Quantity {
            value: measure.value,
            comparison: comparison::around(text, &measure.range),
            percentile: None,
            range: measure.range,
        })
        .collect();
    if dimension == Dimension::Duration {
        percentile::assign(text, &mut found);
    }
    found
}

/// The quantity that a number of a TOML file is, as it is written there: a count, a percentage, or
/// a rate per second. A duration and a size need a unit, so a plain number is neither.
pub fn parse_number(number: &str, dimension: Dimension) -> Option<Quantity> {
    if matches!(dimension, Dimension::Duration | Dimension::Size) {
        return None;
    }
    let value = number::toml(number)?;
    Some(Quantity { value, comparison: None, percentile: None, range: 0..number.len() })
}
