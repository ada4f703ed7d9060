//! Tables of a database.

use crate::source::{Span, Spanned};

/// A table, as the statements leave it.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, without a schema in front of it and without quotes.
    pub name: Spanned<String>,
    /// The schema in front of its name.
    pub schema: Option<String>,
    /// Whether a query makes it.
    pub is_view: bool,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in the key's order, and where that is said.
    pub primary: Option<Spanned<Vec<String>>>,
    /// Columns whose values occur once together: constraints and unique indexes of several columns.
    pub unique: Vec<Spanned<Vec<String>>>,
    /// Its foreign keys, those of one column too.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its indexes.
    pub indexes: Vec<Index>,
    /// What it holds.
    pub description: Option<Spanned<String>>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, without quotes.
    pub name: Spanned<String>,
    /// Its type, as it is written; empty where a file gives none, as `SQLite` allows.
    pub kind: Spanned<String>,
    /// Whether it may be empty, and where that is said: its definition, or what changed it.
    pub nullable: Spanned<bool>,
    /// Its default, as it is written.
    pub default: Option<Spanned<String>>,
    /// Where it is said that each of its values occurs once.
    pub unique: Option<Span>,
    /// What is checked, as it is written.
    pub check: Option<Spanned<String>>,
    /// The values of an enumeration.
    pub values: Vec<String>,
    /// What it holds.
    pub description: Option<Spanned<String>>,
    /// The whole definition.
    pub span: Span,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// Its name.
    pub name: Option<String>,
    /// The columns of the table, in order.
    pub columns: Vec<String>,
    /// The table that it leads to, without a schema.
    pub table: String,
    /// The columns there; the primary key where the file names none.
    pub targets: Vec<String>,
    /// What happens to a row whose target is removed, in small letters.
    pub on_delete: Option<String>,
    /// Where it is said.
    pub span: Span,
}

/// An index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Its name.
    pub name: Option<String>,
    /// Its columns, in order, or expressions as they are written.
    pub columns: Vec<String>,
    /// Whether the values occur once.
    pub is_unique: bool,
    /// Whether it covers only some of the rows.
    pub is_partial: bool,
    /// The access method.
    pub method: Option<String>,
    /// Where it is said.
    pub span: Span,
}

impl Table {
    /// The column of a name. Databases ignore the case of names.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name.value.eq_ignore_ascii_case(name))
    }

    /// Whether a column is a part of the primary key.
    pub fn is_primary(&self, column: &str) -> bool {
        self.primary.iter().flat_map(|key| &key.value).any(|part| part.eq_ignore_ascii_case(column))
    }

    /// The foreign key of one column.
    pub fn reference(&self, column: &str) -> Option<&ForeignKey> {
        self.foreign_keys
            .iter()
            .find(|key| matches!(&key.columns[..], [only] if only.eq_ignore_ascii_case(column)))
    }
}
