//! What the forms remember until the whole document is known.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::super::draft::Draft;
use crate::design::Design;
use crate::interchange::mermaid::Sequence;
use crate::interchange::schema::OtherColumn;

/// What the forms remember of a document.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The headings below which a list or a table named the components, with whether their names
    /// were marked.
    pub(super) listed: HashMap<usize, bool>,
    /// Targets, by their key: the metric's name, and its target with what else is said of it.
    pub(super) targets: IndexMap<&'static str, Vec<(String, Vec<String>)>>,
    pub(super) relations: Vec<Relation>,
    /// Nodes, and the names of what runs there.
    pub(super) runs: Vec<(String, String)>,
    /// The requirement that was read last, if nothing came after it.
    pub(super) requirement: Option<String>,
    pub(super) flows: Vec<Drawn>,
    /// The names that diagrams of the document draw as persons.
    pub(super) persons: HashSet<String>,
    /// Ids of endpoints by what they are.
    pub(super) endpoints: HashMap<String, String>,
    /// Ids of tables with their columns, which cite others.
    pub(super) columns: Vec<(String, Vec<OtherColumn>)>,
    /// The columns, `table.column`, of the design that this will be added to.
    pub(super) known_columns: HashSet<String>,
    /// Decisions that others supersede: the id, and the words for the other one.
    pub(super) superseded: Vec<(String, String)>,
    /// Decisions, by their ids and titles, of the design that this will be added to and of other documents.
    pub(super) decisions: Vec<(String, String)>,
    /// Tests, until every requirement is known.
    pub(super) cases: Vec<Case>,
    /// The requirements of the design that this will be added to.
    known_requirements: HashSet<String>,
    /// Technologies that only components name, with the components.
    pub(super) used: IndexMap<String, Vec<String>>,
}

impl State {
    /// Knows what the design has that this will be added to.
    pub(super) fn know(&mut self, design: &Design) {
        let columns = design.tables.iter().flat_map(|table| {
            table.columns.value.iter().map(|column| format!("{}.{}", table.id.value, column.name.value))
        });
        self.known_columns.extend(columns);
        let decisions = design.decisions.iter();
        self.decisions.extend(decisions.map(|one| (one.id.value.clone(), one.title.to_string())));
        let requirements = design.requirements.iter().map(|requirement| requirement.id.value.clone());
        self.known_requirements.extend(requirements);
    }

    /// Whether the document or the design that it will be added to has a requirement.
    pub(super) fn has_requirement(&self, id: &str, draft: &Draft<'_>) -> bool {
        draft.has_table(&["requirements", id]) || self.known_requirements.contains(id)
    }
}

/// A relationship, until every element is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Relation {
    /// An id.
    pub(super) from: String,
    /// An id, or names in a list.
    pub(super) to: String,
    pub(super) label: String,
    pub(super) protocol: String,
    pub(super) is_async: bool,
    /// Whether it is needed to build, and not when the system runs.
    pub(super) is_build: bool,
}

/// A flow, until every element is known.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) title: String,
    pub(super) line: usize,
    pub(super) sequence: Sequence,
}

/// A test, until every requirement is known.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The id, if the document has one.
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) level: &'static str,
    /// The requirements, as they are written.
    pub(super) verifies: String,
    pub(super) tool: String,
    pub(super) line: usize,
    /// What it was read from.
    pub(super) what: &'static str,
}
