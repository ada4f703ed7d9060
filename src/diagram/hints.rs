//! What an author wants of a layout: hints in the design, never coordinates.
//!
//! A layout follows them as far as relationships, boundaries and the room for lines allow, and never at the
//! price of a fault.

/// The hints for one picture. `Id` names an element of the design, or a node of the graph that is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints<Id> {
    /// Where lines lead.
    pub course: Course,
    /// Elements that share a row, from the left to the right; the rows from the top to the bottom.
    pub rows: Vec<Vec<Id>>,
    /// Pairs of elements that should be near each other.
    pub near: Vec<(Id, Id)>,
}

impl<Id> Default for Hints<Id> {
    fn default() -> Self {
        Self { course: Course::default(), rows: Vec::new(), near: Vec::new() }
    }
}

/// Where the lines of a picture lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Course {
    /// From the top to the bottom: what uses is above what is used.
    #[default]
    Down,
    /// From the left to the right; rows are columns then.
    Right,
}
