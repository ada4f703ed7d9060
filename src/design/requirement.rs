//! `[requirements.ID]`: what the system must do or be.

use super::entity::entity;
use super::former::Former;
use super::text::Text;
use super::texts::Texts;
use super::walk::no_leaves;
use crate::reading::words;
use crate::source::Spanned;

words! {
    /// The kind of a requirement.
    pub enum RequirementKind {
        /// Something the system does.
        Functional = "functional" or ["feature"],
        /// How well the system does it.
        Quality = "quality" or ["non-functional", "nonfunctional", "nfr"],
        /// A limit imposed from outside.
        Constraint = "constraint" or ["restriction", "regulatory", "legal"],
    }
}

words! {
    /// How much a requirement matters (`MoSCoW`).
    pub enum Priority {
        /// The system is useless without it.
        Must = "must" or ["high", "critical", "required", "shall", "p0", "p1"],
        /// Important, but there is a workaround.
        Should = "should" or ["medium", "normal", "p2"],
        /// Nice to have.
        Could = "could" or ["low", "optional", "nice-to-have", "may", "p3"],
        /// Agreed to be left out this time.
        Wont = "wont" or ["will-not", "wont-have", "out-of-scope"],
    }
}

words! {
    /// Which kind of element must cite a requirement.
    pub enum Need {
        /// A component, or a contract of one, satisfies it.
        Component = "component",
        /// A decision addresses it.
        Decision = "decision",
        /// A test verifies it.
        Test = "test",
        /// A flow covers it.
        Flow = "flow",
    }
}

no_leaves!(RequirementKind, Priority, Need);

entity! {
    /// What the system must do or be.
    pub struct Requirement {
        /// The category it is listed under.
        "category" category: required Text,
        /// The requirement itself.
        "text" text: required Text,
        /// The acceptance criteria: what shows that the requirement is met.
        "acceptance" acceptance: default Texts,
        /// Where the requirement comes from.
        "source" source: optional Text,
        /// What kind of requirement this is. Defaults to `functional`.
        "kind" kind: optional Spanned<RequirementKind>,
        /// How much the requirement matters. Defaults to `must`.
        "priority" priority: optional Spanned<Priority>,
        /// Which kinds of element must cite it. Defaults to a component and a test; for a constraint,
        /// any one.
        "needs" needs: optional Spanned<Vec<Spanned<Need>>>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

impl Requirement {
    /// The requirement's kind, or the default.
    pub fn kind(&self) -> RequirementKind {
        self.kind.as_ref().map_or(RequirementKind::Functional, |kind| kind.value)
    }

    /// The requirement's priority, or the default.
    pub fn priority(&self) -> Priority {
        self.priority.as_ref().map_or(Priority::Must, |priority| priority.value)
    }
}
