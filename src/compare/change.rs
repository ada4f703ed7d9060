//! An entry of a comparison.

use super::catalogue::ChangeKind;
use super::class::{Area, Class};
use super::coverage::CoverageChange;
use super::step::Step;
use crate::diagnostic::Fnv;
use crate::source::Span;

/// One change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is.
    pub kind: &'static ChangeKind,
    /// The class, which may be above the kind's where it claims others.
    pub class: Class,
    /// Whether somebody has to look at it.
    pub look: bool,
    /// What it is about.
    pub area: Area,
    /// The kind of entity: `"requirement"`, `"column"`.
    pub entity_kind: &'static str,
    /// The entity: its id, `table.column`, `from → to`.
    pub entity: String,
    /// The dotted path in the new design, or of what is gone, in the old one.
    pub path: String,
    /// What was said, if it is short enough to be shown.
    pub old: Option<String>,
    /// What is said now.
    pub new: Option<String>,
    /// What changed of it, in words of this program: `a quantity is weaker`.
    pub what: String,
    /// The [sentence](Change::sentence) as one text.
    pub message: String,
    /// Where it was.
    pub old_span: Option<Span>,
    /// Where it is.
    pub new_span: Option<Span>,
    /// What follows from it and has no entry of its own, as dotted paths.
    pub claims: Vec<String>,
}

impl Change {
    /// A number that stays the same as long as the change does, wherever its lines move.
    pub fn fingerprint(&self) -> String {
        let parts = [
            self.kind.name,
            &self.entity,
            &self.path,
            self.old.as_deref().unwrap_or_default(),
            self.new.as_deref().unwrap_or_default(),
        ];
        let mut hash = Fnv::default();
        hash.write(parts.iter().flat_map(|part| part.bytes().chain([0])));
        hash.to_string()
    }
}

/// What a comparison found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Changes {
    /// The entries: what breaks first, then by place.
    pub entries: Vec<Change>,
    /// Which requirements are newly cited, or no longer. It never weighs in the step.
    pub coverage: Vec<CoverageChange>,
    /// The step that the entries ask for.
    pub step: Step,
    /// The versions, as they are written.
    pub versions: (String, String),
}

impl Changes {
    /// How many entries there are of a class, and how many of them somebody has to look at.
    pub fn count(&self, class: Class) -> usize {
        self.entries.iter().filter(|entry| entry.class == class && !entry.look).count()
    }

    /// How many entries somebody has to look at.
    pub fn looks(&self) -> usize {
        self.entries.iter().filter(|entry| entry.look).count()
    }
}
