//! The kinds of things that have an id or a name which is cited elsewhere.

use crate::design::CitedKind;
use crate::render::Target;

/// What an id is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Requirement,
    Person,
    Integration,
    Component,
    Flow,
    Contract,
    Model,
    Table,
    /// A column of a table.
    Column,
    Decision,
    /// An option of a decision.
    Choice,
    Risk,
    Node,
    Test,
    Technology,
    /// The design itself.
    Design,
}

/// The kinds whose ids are the keys of a table of the design, with that table.
const TABLES: [(&str, Kind); 13] = [
    ("requirements", Kind::Requirement),
    ("technologies", Kind::Technology),
    ("people", Kind::Person),
    ("integrations", Kind::Integration),
    ("components", Kind::Component),
    ("flows", Kind::Flow),
    ("api", Kind::Contract),
    ("models", Kind::Model),
    ("tables", Kind::Table),
    ("decisions", Kind::Decision),
    ("risks", Kind::Risk),
    ("nodes", Kind::Node),
    ("tests", Kind::Test),
];

/// The kinds that share one set of ids, in the order in which a citation of an element is resolved.
const ELEMENTS: [Kind; 3] = [Kind::Person, Kind::Component, Kind::Integration];

impl Kind {
    /// What a picture of a deployment shows.
    pub(crate) const DEPLOYED: &'static [Kind] = &[Kind::Node, Kind::Component];

    /// Every kind.
    pub(crate) const ALL: [Kind; 16] = [
        Kind::Requirement,
        Kind::Person,
        Kind::Integration,
        Kind::Component,
        Kind::Flow,
        Kind::Contract,
        Kind::Model,
        Kind::Table,
        Kind::Column,
        Kind::Decision,
        Kind::Choice,
        Kind::Risk,
        Kind::Node,
        Kind::Test,
        Kind::Technology,
        Kind::Design,
    ];

    /// What `[R3]` in a text may be, in the order in which it is resolved.
    pub(crate) const IN_TEXT: [Kind; 7] = [
        Kind::Requirement,
        Kind::Decision,
        Kind::Test,
        Kind::Flow,
        Kind::Person,
        Kind::Component,
        Kind::Integration,
    ];

    /// What a citation may be, in the order in which it is resolved.
    pub(crate) fn cited(kind: CitedKind) -> &'static [Kind] {
        match kind {
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable => {
                &[Kind::Requirement]
            }
            CitedKind::Component => &[Kind::Component],
            CitedKind::Partner => &[Kind::Component, Kind::Integration],
            CitedKind::Element => &ELEMENTS,
            CitedKind::Flow => &[Kind::Flow],
            CitedKind::Table => &[Kind::Table],
            CitedKind::Decision => &[Kind::Decision],
            CitedKind::Test => &[Kind::Test],
            CitedKind::Contract => &[Kind::Contract],
            CitedKind::Node => &[Kind::Node],
            CitedKind::Concern => {
                &[Kind::Requirement, Kind::Person, Kind::Component, Kind::Integration, Kind::Decision]
            }
            CitedKind::Design => &[Kind::Design],
        }
    }

    /// The kind that a table of the design declares.
    pub(crate) fn of_table(table: &str) -> Option<Self> {
        TABLES.iter().find(|(known, _)| *known == table).map(|(_, kind)| *kind)
    }

    /// The table that declares the kind.
    pub(crate) fn table(self) -> Option<&'static str> {
        TABLES.iter().find(|(_, kind)| *kind == self).map(|(table, _)| *table)
    }

    /// The kinds among which an id is unique.
    pub(crate) fn family(self) -> &'static [Kind] {
        match self {
            Kind::Person | Kind::Component | Kind::Integration => &ELEMENTS,
            other => other.alone(),
        }
    }

    /// The kind as the only one of a list.
    pub(crate) fn alone(self) -> &'static [Kind] {
        match self {
            Kind::Person => &[Kind::Person],
            Kind::Component => &[Kind::Component],
            Kind::Integration => &[Kind::Integration],
            Kind::Requirement => &[Kind::Requirement],
            Kind::Flow => &[Kind::Flow],
            Kind::Contract => &[Kind::Contract],
            Kind::Model => &[Kind::Model],
            Kind::Table => &[Kind::Table],
            Kind::Column => &[Kind::Column],
            Kind::Decision => &[Kind::Decision],
            Kind::Choice => &[Kind::Choice],
            Kind::Risk => &[Kind::Risk],
            Kind::Node => &[Kind::Node],
            Kind::Test => &[Kind::Test],
            Kind::Technology => &[Kind::Technology],
            Kind::Design => &[Kind::Design],
        }
    }

    /// Its name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Requirement => "requirement",
            Kind::Person => "person",
            Kind::Integration => "external system",
            Kind::Component => "component",
            Kind::Flow => "flow",
            Kind::Contract => "contract",
            Kind::Model => "model",
            Kind::Table => "table",
            Kind::Column => "column",
            Kind::Decision => "decision",
            Kind::Choice => "option",
            Kind::Risk => "risk",
            Kind::Node => "node",
            Kind::Test => "test",
            Kind::Technology => "technology",
            Kind::Design => "design",
        }
    }

    /// Whether the author names it freely; anything else has an id.
    pub(crate) fn is_free(self) -> bool {
        matches!(self, Kind::Technology | Kind::Column)
    }

    /// The kind of anchor that it has on a page.
    pub(crate) fn target(self) -> Option<Target> {
        Target::of_table(self.table()?)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::design::{KnownFacts, TABLES};
    use crate::reading::Step;
    use crate::server::names::grammar::{Grammar, Keys};

    /// A new table of entities has to be a kind of id, too.
    #[test]
    fn every_table_of_entities_declares_a_kind() {
        let facts = KnownFacts::default();
        let mut grammar = Grammar::new(&facts);
        for table in TABLES.iter().map(|table| table.key) {
            if grammar.keys(&[Step::key(table)]) == Some(Keys::Ids) {
                assert_eq!(Kind::of_table(table).and_then(Kind::table), Some(table));
            }
        }
    }
}
