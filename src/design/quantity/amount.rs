//! How much.

use std::fmt;

/// A number of base units, kept as whole billionths (nanoseconds, for seconds). Smaller
/// parts are cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u128);

const UNIT: u128 = 1_000_000_000;

impl Amount {
    /// So many billionths of the base unit.
    pub const fn from_billionths(billionths: u128) -> Self {
        Self(billionths)
    }

    /// So many base units.
    pub const fn from_units(units: u64) -> Self {
        Self(units as u128 * UNIT)
    }

    /// The amount in billionths of the base unit.
    pub const fn billionths(self) -> u128 {
        self.0
    }

    /// The product of two amounts, in the product of their units: requests per second times
    /// seconds are requests. `None` if it is too large.
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|product| Self(product / UNIT))
    }

    /// `self × numerator ÷ denominator`.
    pub(super) fn scaled(self, numerator: u128, denominator: u128) -> Option<Self> {
        self.0.checked_mul(numerator)?.checked_div(denominator).map(Self)
    }
}

/// In base units, without zeros at the end: `0.05`, `12000`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, rest) = (self.0 / UNIT, self.0 % UNIT);
        if rest == 0 {
            return write!(f, "{units}");
        }
        write!(f, "{units}.{}", format!("{rest:09}").trim_end_matches('0'))
    }
}
