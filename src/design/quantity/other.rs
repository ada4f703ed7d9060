//! What measures something else than the dimensions: money, clock rates, electric current.

use super::kind::MeasureKind;
use super::unit::word;
use super::{Quantity, comparison, scan};

/// A quantity of no dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// How much.
    pub quantity: Quantity,
    /// Of what: the word or the sign after the number, in small letters.
    pub unit: String,
}

/// The quantities of a text that are of no dimension, in its order. A number that is only a part of a
/// name, such as `TLS 1.3`, is among them.
pub fn parse_others(text: &str) -> Vec<Other> {
    let others = scan::measures(text).into_iter().filter(|measure| measure.kind == MeasureKind::Other);
    others
        .map(|measure| {
            let range = measure.range;
            let rest = text.get(range.end..).unwrap_or_default();
            let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-', '`']).len();
            let after = rest.get(gap..).unwrap_or_default();
            let name = match word(after) {
                "" => after.get(..after.chars().next().map_or(0, char::len_utf8)).unwrap_or_default(),
                name => name,
            };
            let unit = name.to_lowercase();
            let comparison = comparison::around(text, &range);
            let quantity = Quantity { value: measure.value, comparison, percentile: None, range };
            Other { quantity, unit }
        })
        .collect()
}
