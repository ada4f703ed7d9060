//! Anchors, and the links that lead to them.

use crate::design::Design;
use crate::markdown::Reference;

/// What has an anchor of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Requirement,
    Person,
    Component,
    Integration,
    Flow,
    Contract,
    Model,
    Table,
    Decision,
    Test,
}

impl Target {
    /// The word in anchors. They are addresses that others link to: a word never changes.
    fn word(self) -> &'static str {
        match self {
            Target::Requirement => "requirement",
            Target::Person => "person",
            Target::Component => "component",
            Target::Integration => "integration",
            Target::Flow => "flow",
            Target::Contract => "api",
            Target::Model => "model",
            Target::Table => "table",
            Target::Decision => "decision",
            Target::Test => "test",
        }
    }
}

/// The anchors of one expansion.
#[derive(Clone, Debug)]
pub(super) struct Links<'a> {
    design: &'a Design,
    /// The design's part of each anchor; nothing where there are no anchors.
    base: Option<String>,
    /// What is printed, so that a link to it lands.
    shown: Vec<Target>,
    /// The page that the anchors are on; empty for this one.
    page: &'a str,
    /// Whether this expansion prints the anchors, and does not only link to them.
    prints: bool,
}

impl<'a> Links<'a> {
    pub(super) fn new(design: &'a Design, anchors: bool, shown: Vec<Target>, page: &'a str) -> Self {
        Self { design, base: anchors.then(|| anchor(design)), shown, page, prints: true }
    }

    /// For what stands beside the document: it links to the document's anchors, and prints none.
    pub(super) fn elsewhere(design: &'a Design, anchors: bool, shown: Vec<Target>, page: &'a str) -> Self {
        Self { prints: false, ..Self::new(design, anchors, shown, page) }
    }

    /// The anchor of the whole design.
    pub(super) fn document(&self) -> Option<String> {
        self.base.clone()
    }

    /// The anchor of a section.
    pub(super) fn section(&self, key: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}-section-{}", safe(key)))
    }

    /// The anchor of a block.
    pub(super) fn block(&self, section: &str, key: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}-block-{}-{}", safe(section), safe(key)))
    }

    /// The anchor of an entity that is printed here.
    pub(super) fn id(&self, target: Target, id: &str) -> Option<String> {
        self.anchor(target, id).filter(|_| self.prints)
    }

    /// The address of an entity that is there and printed.
    pub(super) fn to(&self, target: Target, id: &str) -> Option<String> {
        let there = self.base.is_some() && self.shown.contains(&target) && self.has(target, id);
        self.anchor(target, id).filter(|_| there).map(|anchor| format!("{}#{anchor}", self.page))
    }

    /// The address of a section.
    pub(super) fn to_section(&self, key: &str) -> Option<String> {
        self.section(key).map(|anchor| format!("{}#{anchor}", self.page))
    }

    /// What kind of element has an id, and its name.
    pub(super) fn element(&self, id: &str) -> Option<(Target, &'a str)> {
        let design = self.design;
        let named = |name: &'a str, id: &'a str| if name.is_empty() { id } else { name };
        if let Some(person) = design.people.get(id) {
            return Some((Target::Person, named(&person.name, &person.id.value)));
        }
        if let Some(component) = design.components.get(id) {
            return Some((Target::Component, named(&component.name, &component.id.value)));
        }
        let integration = design.integrations.get(id)?;
        Some((Target::Integration, named(&integration.name, &integration.id.value)))
    }

    /// What a shortcut reference in the author's text means.
    pub(super) fn resolve(&self, reference: &str) -> Reference {
        let kinds = [Target::Requirement, Target::Decision, Target::Test, Target::Flow];
        let known = kinds.into_iter().find(|target| self.has(*target, reference));
        let Some(target) = known.or_else(|| self.element(reference).map(|(target, _)| target)) else {
            return Reference::Unknown;
        };
        self.to(target, reference).map_or(Reference::Plain, Reference::Link)
    }

    fn anchor(&self, target: Target, id: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}-{}-{}", target.word(), safe(id)))
    }

    fn has(&self, target: Target, id: &str) -> bool {
        let design = self.design;
        match target {
            Target::Requirement => design.requirements.contains(id),
            Target::Person => design.people.contains(id),
            Target::Component => design.components.contains(id),
            Target::Integration => design.integrations.contains(id),
            Target::Flow => design.flows.contains(id),
            Target::Contract => design.api.contains(id),
            Target::Model => design.models.contains(id),
            Target::Table => design.tables.contains(id),
            Target::Decision => design.decisions.contains(id),
            Target::Test => design.tests.contains(id),
        }
    }
}

/// The anchor of a whole design, where it has anchors.
pub fn anchor(design: &Design) -> String {
    safe(&design.id)
}

/// An id as it may stand in an address, case kept.
pub(super) fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}
