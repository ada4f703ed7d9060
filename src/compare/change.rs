//! An entry of a comparison.

use semver::Version;

use super::catalogue::{ChangeKind, STATUS_RETIRED};
use super::class::{Area, Class};
use super::coverage::CoverageChange;
use super::step::Step;
use super::structure::MatchedElement;
use crate::diagnostic::Fnv;
use crate::source::Span;

/// The keys of `[design]` that say how its life goes on, and nothing about the system.
const LIFE: [&str; 5] = ["updated", "owners", "ticket", "links", "superseded-by"];

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
    /// Its consequences, which have no entries, as dotted paths.
    pub claims: Vec<String>,
    /// Why the new design may make this change although it breaks others, if it says so.
    pub allowed: Option<String>,
}

impl Change {
    /// Whether others can be wrong because of it, and nobody has accepted that.
    pub fn breaks(&self) -> bool {
        self.class == Class::Breaking && self.allowed.is_none()
    }

    /// What has another id now, or is gone, as far as designs could cite it by its old id: nothing else of it has
    /// to be wrong for them.
    pub fn lost_id(&self) -> Option<LostId<'_>> {
        let id = match self.kind.name {
            name if name.ends_with("_RENAMED") => self.old.as_deref()?,
            "PERSON_REMOVED" | "COMPONENT_REMOVED" => &self.entity,
            _ => return None,
        };
        Some(LostId { kind: self.entity_kind, id })
    }

    /// Whether it only tells how the life of a design went on: who owns it, how far it has come.
    pub fn is_lifecycle(&self) -> bool {
        let key = self.path.strip_prefix("design.").and_then(|path| path.split(['.', '[']).next());
        self.kind.name == STATUS_RETIRED.name || key.is_some_and(|key| LIFE.contains(&key))
    }

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

/// An id that nothing has any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostId<'c> {
    /// The kind of entity that had it.
    pub kind: &'static str,
    /// The id.
    pub id: &'c str,
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
    /// Both architectures as one: the elements of the new design in its order, then those that are gone.
    pub structure: Vec<MatchedElement>,
    /// The versions, as they are written.
    pub versions: (String, String),
    /// The areas in which a break counts; `None` for all.
    pub(super) areas: Option<Vec<Area>>,
}

impl Changes {
    /// The changes, where only what is about these areas can break others. In the other areas a break is
    /// additive.
    #[must_use]
    pub fn breaking_in(mut self, areas: &[Area]) -> Self {
        for entry in &mut self.entries {
            if !areas.contains(&entry.area) {
                entry.class = entry.class.min(Class::Additive);
            }
        }
        self.areas = Some(areas.to_vec());
        self.sort();
        self
    }

    /// The changes, where the loss of an id that other designs cite breaks them.
    #[must_use]
    pub fn cited(mut self, is_cited: impl Fn(LostId<'_>) -> bool) -> Self {
        let counts = self.areas.as_ref().is_none_or(|areas| areas.contains(&Area::Identity));
        let class = if counts { Class::Breaking } else { Class::Additive };
        for entry in &mut self.entries {
            if entry.class != Class::Breaking && entry.lost_id().is_some_and(&is_cited) {
                entry.area = Area::Identity;
                entry.class = entry.class.max(class);
            }
        }
        self.sort();
        self
    }

    /// Brings the entries into their order, and decides the step. What breaks others and was accepted in
    /// the design asks for no more than what is additive.
    pub(super) fn sort(&mut self) {
        let place = |entry: &Change| {
            let span = entry.new_span.or(entry.old_span);
            span.map_or(0, |span| span.start)
        };
        self.entries
            .sort_by(|a, b| (b.class, b.look).cmp(&(a.class, a.look)).then_with(|| place(a).cmp(&place(b))));
        let asked =
            |entry: &Change| if entry.breaks() { entry.class } else { entry.class.min(Class::Additive) };
        let old = Version::parse(&self.versions.0).ok();
        self.step = Step::asked(self.entries.iter().map(asked).max(), old.as_ref());
    }

    /// How many entries there are of a class, and how many of them somebody has to look at.
    pub fn count(&self, class: Class) -> usize {
        self.entries.iter().filter(|entry| entry.class == class && !entry.look).count()
    }

    /// How many entries somebody has to look at.
    pub fn looks(&self) -> usize {
        self.entries.iter().filter(|entry| entry.look).count()
    }
}
