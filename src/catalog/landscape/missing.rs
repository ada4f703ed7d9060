//! What a design uses of another one that does not have it.

use super::{Found, Landscape, Use, Used};
use crate::design::{Design, Element, Entities, Entity, Table};
use crate::source::Span;

/// Something that is used of another design and is not there.
#[derive(Clone, Debug)]
pub struct Missing<'l, 'd> {
    /// The version that should have it.
    pub found: Found<'l, 'd>,
    /// What it would be.
    pub what: What<'d>,
    /// Its id or, of a column, its name.
    pub id: &'d str,
    /// What could have been meant, with the places where it is declared.
    pub names: Vec<(&'d str, Span)>,
}

/// What is missing.
#[derive(Clone, Copy, Debug)]
pub enum What<'d> {
    /// A contract.
    Contract,
    /// A table.
    Table,
    /// A column of a table that is there.
    Column(&'d Entity<Table>),
    /// It is not said which column is meant; the table, if it is there.
    NoColumn(Option<&'d Entity<Table>>),
    /// A requirement.
    Requirement,
    /// Whatever a text can mention.
    Anything,
}

impl<'d> Landscape<'d> {
    /// What is used in one place, if the other design is there and does not have it.
    pub fn missing<'l>(&'l self, used: &Use<'d>) -> Option<Missing<'l, 'd>> {
        let found = self.found(used.alias)?;
        let design = found.design;
        let (what, id) = match used.what {
            Used::Design => return None,
            Used::Contract(id) => (!design.api.declares(id)).then_some((What::Contract, id)),
            Used::Table(id) => (!design.tables.declares(id)).then_some((What::Table, id)),
            Used::Column { table, column } => missing_column(design, table, column),
            Used::Malformed(written) => {
                let table = written.split(['.', '(']).next().unwrap_or_default().trim();
                Some((What::NoColumn(design.tables.get(table)), written))
            }
            Used::Requirement(id) => {
                let is_fact = id.contains('.') && design.facts.at(id).is_some();
                (!is_fact && !design.requirements.declares(id)).then_some((What::Requirement, id))
            }
            Used::Mention(id) => missing_mention(design, id),
        }?;
        Some(Missing { found, what, id, names: what.names(design) })
    }
}

impl<'d> What<'d> {
    /// What a design has of the kind.
    fn names(self, design: &'d Design) -> Vec<(&'d str, Span)> {
        match self {
            Self::Contract => declared(&design.api).collect(),
            Self::Table => declared(&design.tables).collect(),
            Self::Column(table) => {
                table.columns.value.iter().map(|column| (&*column.name, column.name.span)).collect()
            }
            Self::NoColumn(_) => Vec::new(),
            Self::Requirement => declared(&design.requirements).collect(),
            Self::Anything => {
                let names = declared(&design.api).chain(declared(&design.requirements));
                let names = names.chain(declared(&design.tables)).chain(design.elements().map(element));
                let names = names.chain(declared(&design.decisions)).chain(declared(&design.flows));
                names.chain(declared(&design.tests)).chain(declared(&design.models)).collect()
            }
        }
    }
}

fn declared<T>(entities: &Entities<T>) -> impl Iterator<Item = (&str, Span)> {
    entities.iter().map(|entity| (entity.id.value.as_str(), entity.id.span))
}

fn element(element: Element<'_>) -> (&str, Span) {
    let id = match element {
        Element::Person(it) => &it.id,
        Element::Integration(it) => &it.id,
        Element::Component(it) => &it.id,
    };
    (&id.value, id.span)
}

fn missing_column<'d>(design: &'d Design, table: &'d str, column: &'d str) -> Option<(What<'d>, &'d str)> {
    let Some(declared) = design.tables.get(table) else {
        return (!design.tables.declares(table)).then_some((What::Table, table));
    };
    let has_unread = || declared.columns.value.iter().any(|column| column.name.is_stand_in);
    let is_there = declared.column(column).is_some() || has_unread();
    (!is_there).then_some((What::Column(declared), column))
}

fn missing_mention<'d>(design: &'d Design, id: &'d str) -> Option<(What<'d>, &'d str)> {
    if let Some((table, column)) = id.split_once('.')
        && design.tables.contains(table)
    {
        return missing_column(design, table, column);
    }
    let is_there = design.requirements.declares(id)
        || design.api.declares(id)
        || design.tables.declares(id)
        || design.declares_element(id)
        || design.decisions.declares(id)
        || design.flows.declares(id)
        || design.tests.declares(id)
        || design.models.declares(id);
    (!is_there).then_some((What::Anything, id))
}
