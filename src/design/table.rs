//! `[tables.ID]`: data as the database stores it.

use super::design_name::Foreign;
use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::reading::{Plain, words};
use crate::source::Spanned;

words! {
    /// What a column is a key of.
    pub enum Key {
        /// A part of the primary key.
        Primary = "primary" or ["pk", "primary-key"],
    }
}

no_leaves!(Key);

entity! {
    /// A table or a collection.
    pub struct Table {
        /// What a row represents.
        "description" description: optional Text,
        /// The component that stores it.
        "component" component: optional Ref<cited::Component>,
        /// The table's columns, in order.
        "columns" columns: required Spanned<Vec<Column>>,
        /// The table's indexes.
        "indexes" indexes: default Vec<Index>,
        /// Why it is not in the files of the repository that the design is held against.
        "not-in-source" not_in_source: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A column or a field.
    pub struct Column {
        /// The column's name.
        "name" name: required Plain,
        /// The column's type, as the database names it.
        "type" kind: required Plain,
        /// `primary` for a part of the primary key; several such columns form a composite key.
        "key" key: optional Spanned<Key>,
        /// Whether the column may be empty.
        "nullable" nullable: default bool,
        /// Whether each value occurs in one row only.
        "unique" unique: default bool,
        /// The default value.
        "default" default: optional Plain,
        /// The constraint that the database checks.
        "check" check: optional Plain,
        /// The column that this foreign key references: `table.column`, or `other:table.column` in
        /// another system, which is checked if `other` is an integration with a `design`.
        "references" references: optional Plain,
        /// Whether the column contains data about a person.
        "pii" pii: optional Spanned<bool>,
        /// What the column contains.
        "description" description: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// An index.
    pub struct Index {
        /// The indexed columns, in order.
        "columns" columns: required Vec<Plain>,
        /// The index's name.
        "name" name: optional Plain,
        /// Whether each combination of values occurs in one row only.
        "unique" unique: default bool,
        /// The access method.
        "method" method: optional Plain,
        /// What the index is for.
        "description" description: optional Text,
    }
}

/// What a foreign key references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A column of a table of this design.
    Column {
        /// The table's id.
        table: &'a str,
        /// The column's name.
        column: &'a str,
    },
    /// A column of another system: `other:table.column`.
    Elsewhere(Foreign<'a>),
    /// It is not written as `table.column`.
    Malformed,
}

impl Table {
    /// The column with a name. Databases ignore the case of names.
    pub fn column(&self, name: &str) -> Option<&Column> {
        let columns = &self.columns.value;
        let exact = columns.iter().find(|column| *column.name == *name);
        exact.or_else(|| columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)))
    }
}

impl Column {
    /// Whether the column is a part of the primary key.
    pub fn is_primary(&self) -> bool {
        self.key.is_some()
    }

    /// Whether the column contains data about a person.
    pub fn is_pii(&self) -> bool {
        self.pii.as_ref().is_some_and(|pii| pii.value)
    }

    /// What the column references, if it is a foreign key.
    pub fn target(&self) -> Option<Target<'_>> {
        let references: &str = self.references.as_ref()?;
        if let Some((alias, id)) = references.split_once(':') {
            return Some(Target::Elsewhere(Foreign { alias: alias.trim(), id: id.trim() }));
        }
        Some(match references.split_once('.') {
            Some((table, column)) if !table.is_empty() && !column.is_empty() => {
                Target::Column { table, column }
            }
            _ => Target::Malformed,
        })
    }
}
