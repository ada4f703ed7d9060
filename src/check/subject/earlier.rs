//! What a rule can ask about the designs that a design is compared with.

use std::sync::Arc;

use crate::compare::Changes;
use crate::design::Design;
use crate::source::FileId;

/// Earlier designs: those that the designs of a run are compared with.
pub trait Earlier {
    /// The design that the one in a file is compared with; `None` if there is none, or if a part of it
    /// could not be read.
    fn baseline(&self, file: FileId) -> Option<&Design>;

    /// What the design in a file changes against that one; `None` if there is none, or if a part of
    /// either could not be read.
    fn changes(&self, file: FileId) -> Option<Arc<Changes>>;
}
