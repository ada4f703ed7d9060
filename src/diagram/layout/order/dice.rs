//! Chance that is the same on every platform.

/// Marsaglia's xorshift (2003).
pub(super) struct Dice(u64);

impl Dice {
    /// Dice that always throw the same numbers.
    pub(super) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    /// A number from 0 up to and without `sides`.
    pub(super) fn roll(&mut self, sides: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % sides.max(1)).unwrap_or(0)
    }
}
