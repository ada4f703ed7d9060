//! What measures something else than the dimensions: sizes, money, clock rates.

use super::kind::MeasureKind;
use super::unit::word;
use super::{Quantity, comparison, scan};

/// A quantity of no dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// How much.
    pub quantity: Quantity,
    /// Of what: `byte` for every size, otherwise the word or the sign after the number, in small letters.
    pub unit: String,
}

impl Other {
    /// Whether it is the size of some data, in bytes.
    pub fn is_size(&self) -> bool {
        self.unit == BYTE
    }
}

const BYTE: &str = "byte";

/// Units of size: how many bits each is.
const SIZES: [(&[&str], u128); 15] = [
    (&["bit", "bits"], 1),
    (&["kbit"], 1_000),
    (&["mbit"], 1_000_000),
    (&["gbit"], 1_000_000_000),
    (&["b", "byte", "bytes"], 8),
    (&["kb"], 8 * 1_000),
    (&["mb"], 8 * 1_000_000),
    (&["gb"], 8 * 1_000_000_000),
    (&["tb"], 8 * 1_000_000_000_000),
    (&["pb"], 8 * 1_000_000_000_000_000),
    (&["kib"], 8 << 10),
    (&["mib"], 8 << 20),
    (&["gib"], 8 << 30),
    (&["tib"], 8 << 40),
    (&["pib"], 8 << 50),
];

/// The quantities of a text that are of no dimension, in its order. A number that is only a part of a
/// name, such as `TLS 1.3`, is among them.
pub fn parse_others(text: &str) -> Vec<Other> {
    let others = scan::measures(text).into_iter().filter(|measure| measure.kind == MeasureKind::Other);
    others
        .map(|measure| {
            let mut range = measure.range;
            let rest = text.get(range.end..).unwrap_or_default();
            let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-', '`']).len();
            let after = rest.get(gap..).unwrap_or_default();
            let name = match word(after) {
                "" => after.get(..after.chars().next().map_or(0, char::len_utf8)).unwrap_or_default(),
                name => name,
            };
            let unit = name.to_lowercase();
            let size = SIZES.iter().find(|(names, _)| names.contains(&unit.as_str()));
            let scaled = size.and_then(|(_, bits)| measure.value.scaled(*bits, 8));
            if scaled.is_some() {
                range.end += gap + name.len();
            }
            let comparison = comparison::around(text, &range);
            let quantity =
                Quantity { value: scaled.unwrap_or(measure.value), comparison, percentile: None, range };
            Other { quantity, unit: if scaled.is_some() { BYTE.to_owned() } else { unit } }
        })
        .collect()
}
