//! The architectures of both designs as one: which element of one is which of the other, and the same of
//! what they use. Pictures of a change are drawn from it.

/// Something of both designs, or of only one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched<T> {
    /// Where the old design has it.
    pub old: Option<T>,
    /// Where the new one has it.
    pub new: Option<T>,
    /// Whether the two differ in meaning. What only one design has differs.
    pub differs: bool,
}

/// An element of both designs, or of one, and what it uses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MatchedElement {
    /// Its place among [`elements`](crate::design::Design::elements).
    pub element: Matched<usize>,
    /// The places of its relationships among those of the element. One that leads to another element than
    /// before is two: one of the old design and one of the new.
    pub uses: Vec<Matched<usize>>,
}

impl<T> Matched<T> {
    /// Both designs have it.
    pub(super) fn both(old: T, new: T, differs: bool) -> Self {
        Self { old: Some(old), new: Some(new), differs }
    }

    /// Only the old design has it.
    pub(super) fn gone(old: T) -> Self {
        Self { old: Some(old), new: None, differs: true }
    }

    /// Only the new design has it.
    pub(super) fn added(new: T) -> Self {
        Self { old: None, new: Some(new), differs: true }
    }
}
