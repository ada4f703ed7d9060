//! What a number measures.

use super::Dimension;

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MeasureKind {
    /// It has a unit.
    Of(Dimension),
    /// It has no unit: it counts something.
    Bare,
    /// Money, a year, the number of a standard.
    Other,
}
