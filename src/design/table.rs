//! `[tables.ID]`: data as the database keeps it.

use super::entity::entity;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::leafless;
use crate::reading::{Plain, words};
use crate::source::Spanned;

words! {
    /// What a column is a key of.
    pub enum Key {
        /// A part of the primary key.
        Primary = "primary",
    }
}

leafless!(Key);

entity! {
    /// A table or a collection.
    pub struct Table {
        /// What a row stands for.
        "description" description: optional Text,
        /// The component that keeps it.
        "component" component: optional Ref<cited::Component>,
        /// Its columns, in order.
        "columns" columns: required Spanned<Vec<Column>>,
        /// Its indexes.
        "indexes" indexes: default Vec<Index>,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// A column or a field.
    pub struct Column {
        /// The column's name.
        "name" name: required Plain,
        /// Its type, in the words of the database.
        "type" kind: required Plain,
        /// `primary`; on several columns a composite key.
        "key" key: optional Spanned<Key>,
        /// Whether it may be empty.
        "nullable" nullable: default bool,
        /// Whether no two rows share a value.
        "unique" unique: default bool,
        /// The value where none is given.
        "default" default: optional Plain,
        /// What the database checks.
        "check" check: optional Plain,
        /// The column it is a foreign key to: `table.column`, or `other:table.column` in another
        /// system, which is not checked.
        "references" references: optional Plain,
        /// Whether it holds data about a person.
        "pii" pii: optional Spanned<bool>,
        /// What it holds.
        "description" description: optional Text,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

entity! {
    /// An index.
    pub struct Index {
        /// Its columns, in order.
        "columns" columns: required Vec<Plain>,
        /// Its name.
        "name" name: optional Plain,
        /// Whether no two rows share its values.
        "unique" unique: default bool,
        /// The access method.
        "method" method: optional Plain,
        /// What it is for.
        "description" description: optional Text,
    }
}

/// What a foreign key points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A column of a table of this design.
    Column {
        /// The table's id.
        table: &'a str,
        /// The column's name.
        column: &'a str,
    },
    /// A column of another system.
    Elsewhere,
    /// It is not written as `table.column`.
    Malformed,
}

impl Column {
    /// Whether it is a part of the primary key.
    pub fn is_primary(&self) -> bool {
        self.key.is_some()
    }

    /// Whether it holds data about a person.
    pub fn is_pii(&self) -> bool {
        self.pii.as_ref().is_some_and(|pii| pii.value)
    }

    /// What its foreign key points at, where it is one.
    pub fn target(&self) -> Option<Target<'_>> {
        let references: &str = self.references.as_ref()?;
        if references.contains(':') {
            return Some(Target::Elsewhere);
        }
        Some(match references.split_once('.') {
            Some((table, column)) if !table.is_empty() && !column.is_empty() => {
                Target::Column { table, column }
            }
            _ => Target::Malformed,
        })
    }
}
