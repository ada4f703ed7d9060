//! The kinds of entities that have an anchor.

use crate::design::{Design, Entities};
use crate::reading::Plain;

/// The kinds of entities that have an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A requirement.
    Requirement,
    /// A person.
    Person,
    /// A component.
    Component,
    /// An external system.
    Integration,
    /// A flow.
    Flow,
    /// A contract of the API.
    Contract,
    /// A data model.
    Model,
    /// A table.
    Table,
    /// A decision.
    Decision,
    /// A risk.
    Risk,
    /// A node.
    Node,
    /// A test.
    Test,
}

impl Target {
    /// The word in anchors. Others link to these addresses, so a word never changes.
    pub(super) fn word(self) -> &'static str {
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
            Target::Risk => "risk",
            Target::Node => "node",
            Target::Test => "test",
        }
    }

    /// The kind that a table of the design file declares.
    pub(crate) fn of_table(table: &str) -> Option<Self> {
        Some(match table {
            "requirements" => Target::Requirement,
            "people" => Target::Person,
            "components" => Target::Component,
            "integrations" => Target::Integration,
            "flows" => Target::Flow,
            "api" => Target::Contract,
            "models" => Target::Model,
            "tables" => Target::Table,
            "decisions" => Target::Decision,
            "risks" => Target::Risk,
            "nodes" => Target::Node,
            "tests" => Target::Test,
            _ => return None,
        })
    }

    /// The ids of this kind, in the order in which they are printed.
    pub(crate) fn ids(self, design: &Design) -> Box<dyn Iterator<Item = &str> + '_> {
        fn of<T>(entities: &Entities<T>) -> Box<dyn Iterator<Item = &str> + '_> {
            Box::new(entities.ids().filter(|_| entities.not_applicable.is_none()))
        }
        match self {
            Target::Requirement => of(&design.requirements),
            Target::Person => of(&design.people),
            Target::Component => of(&design.components),
            Target::Integration => of(&design.integrations),
            Target::Flow => of(&design.flows),
            Target::Contract => of(&design.api),
            Target::Model => of(&design.models),
            Target::Table => of(&design.tables),
            Target::Decision => of(&design.decisions),
            Target::Risk => of(&design.risks),
            Target::Node => of(&design.nodes),
            Target::Test => of(&design.tests),
        }
    }
    /// The ids that an entity had in earlier versions.
    pub(super) fn former<'d>(self, design: &'d Design, id: &str) -> &'d [Plain] {
        let was = match self {
            Target::Requirement => design.requirements.get(id).map(|it| &it.was),
            Target::Person => design.people.get(id).map(|it| &it.was),
            Target::Component => design.components.get(id).map(|it| &it.was),
            Target::Integration => design.integrations.get(id).map(|it| &it.was),
            Target::Flow => design.flows.get(id).map(|it| &it.was),
            Target::Contract => design.api.get(id).map(|it| &it.was),
            Target::Model => design.models.get(id).map(|it| &it.was),
            Target::Table => design.tables.get(id).map(|it| &it.was),
            Target::Decision => design.decisions.get(id).map(|it| &it.was),
            Target::Risk => design.risks.get(id).map(|it| &it.was),
            Target::Node => design.nodes.get(id).map(|it| &it.was),
            Target::Test => design.tests.get(id).map(|it| &it.was),
        };
        was.map_or(&[], |was| was)
    }
}
