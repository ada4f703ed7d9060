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

    /// What a version changes against another one; `None` if a part of either could not be read.
    fn between(&self, old: FileId, new: FileId) -> Option<Arc<Changes>>;

    /// The name of the revision that the designs are held against, if they are.
    fn revision(&self) -> Option<&str>;

    /// The design in a file as it was at that revision; `None` if it was not there, or if a part of it could
    /// not be read.
    fn before(&self, file: FileId) -> Option<&Design>;

    /// What the design in a file changes against what it was then.
    fn since(&self, file: FileId) -> Option<Changes>;

    /// The versions that others relied on then, that are gone, and to which the one in a file is next.
    fn gone(&self, file: FileId) -> Vec<&Design>;

    /// The command that gives a file the content that it had then.
    fn restored_by(&self, file: FileId) -> Option<String>;

    /// What the design in a file changes against that one; `None` if there is none, or if a part of
    /// either could not be read.
    fn changes(&self, file: FileId) -> Option<Arc<Changes>>;
}
