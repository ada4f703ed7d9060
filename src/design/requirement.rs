//! `[requirements.ID]`: what the system must do or be.

use super::entity::entity;
use super::former::Former;
use super::text::Text;
use super::walk::leafless;
use crate::reading::words;
use crate::source::Spanned;

words! {
    /// What a requirement speaks of.
    pub enum RequirementKind {
        /// Something the system does.
        Functional = "functional",
        /// How well it does it.
        Quality = "quality",
        /// A limit set from outside.
        Constraint = "constraint",
    }
}

words! {
    /// How much a requirement matters (`MoSCoW`).
    pub enum Priority {
        /// Without it the system fails.
        Must = "must",
        /// Important, and there is a way around.
        Should = "should",
        /// Welcome.
        Could = "could",
        /// Agreed not to be done this time.
        Wont = "wont",
    }
}

words! {
    /// What must cite a requirement.
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

leafless!(RequirementKind, Priority, Need);

entity! {
    /// What the system must do or be.
    pub struct Requirement {
        /// The heading it stands under; requirements of one category stand together.
        "category" category: required Text,
        /// The requirement itself.
        "text" text: required Text,
        /// What it speaks of; `functional` where it is not said.
        "kind" kind: optional Spanned<RequirementKind>,
        /// How much it matters; `must` where it is not said.
        "priority" priority: optional Spanned<Priority>,
        /// What must cite it, all of these; a component and a test where it is not said, for a
        /// constraint anything.
        "needs" needs: optional Spanned<Vec<Spanned<Need>>>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

impl Requirement {
    /// Its kind, or the default.
    pub fn kind(&self) -> RequirementKind {
        self.kind.as_ref().map_or(RequirementKind::Functional, |kind| kind.value)
    }

    /// Its priority, or the default.
    pub fn priority(&self) -> Priority {
        self.priority.as_ref().map_or(Priority::Must, |priority| priority.value)
    }
}
