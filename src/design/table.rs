//! `[tables.ID]`: data as the database stores it.

use super::api::Sample;
use super::entity::entity;
use super::foreign_key::{ForeignKey, KeyTarget, Target};
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::value::{Value, Valued};
use super::walk::{Trail, Visit, Walk, no_leaves};
use crate::reading::{Node, Plain, Read, Reader, Shape, words};
use crate::source::{Span, Spanned};

words! {
    /// What a column is a key of.
    pub enum Key {
        /// A part of the primary key.
        Primary = "primary" or ["pk", "primary-key"],
    }
}

words! {
    /// What a table is.
    pub enum TableKind {
        /// Rows of columns.
        Table = "table" or ["relation", "base-table"],
        /// Documents, items or events, whose form a sample may show.
        Collection = "collection" or ["document", "documents", "documentstore", "bucket", "keyspace", "stream"],
        /// What a query makes of tables.
        View = "view" or ["materialized-view", "materialised-view", "materialized", "query", "projection"],
    }
}

no_leaves!(Key, TableKind);

/// The columns of a table, in order.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The columns.
    pub value: Vec<Column>,
    span: Option<Span>,
}

impl Read for Columns {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Vec::read(node, reader).map(|value| Self { value, span: Some(node.span) })
    }

    fn shape() -> Shape {
        Vec::<Column>::shape()
    }
}

impl Walk for Columns {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        self.value.walk_at(at, visit);
    }
}

impl Valued for Columns {
    fn as_value(&self) -> Value<'_> {
        Value::List(self.value.iter().map(Valued::as_value).collect(), self.span)
    }
}

entity! {
    /// A table or a collection.
    pub struct Table {
        /// What a row represents.
        "description" description: optional Text,
        /// `table` (the default), a `collection` of documents, items or events, or a `view`.
        "kind" kind: optional Spanned<TableKind>,
        /// The component that stores it.
        "component" component: optional Ref<cited::Component>,
        /// How long rows are kept.
        "retention" retention: optional Text,
        /// The table's columns, in order. A collection may have a `sample` instead.
        "columns" columns: default Columns | "sample",
        /// What an item of a collection looks like.
        "sample" sample: optional Sample,
        /// Foreign keys of several columns, or with more details than a column can have.
        "foreign-keys" foreign_keys: default Vec<ForeignKey>,
        /// The table's indexes.
        "indexes" indexes: default Vec<Index>,
        /// Why no file of the repository contains it.
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
        /// What happens to a row whose target is deleted: `cascade`, `restrict`, `set null`.
        "on-delete" on_delete: optional Plain,
        /// The values of an enumeration.
        "values" values: default Vec<Plain>,
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

/// A foreign key of a table, whether it is written at its column or by itself.
#[derive(Clone, Debug)]
pub struct TableKey<'a> {
    /// The table's columns that form the key.
    pub columns: Vec<&'a Plain>,
    /// What it references, as it is written.
    pub references: &'a Plain,
    /// What that means.
    pub target: KeyTarget<'a>,
}

impl Columns {
    /// Columns that a file of the repository has, after those that are written.
    pub fn take(&mut self, columns: impl IntoIterator<Item = Column>) {
        self.value.extend(columns);
    }
}

impl Table {
    /// What it is, or the default.
    pub fn kind(&self) -> TableKind {
        self.kind.as_ref().map(|kind| kind.value).unwrap_or_default()
    }

    /// All foreign keys, those of one column first.
    pub fn keys(&self) -> impl Iterator<Item = TableKey<'_>> {
        let at_columns = self.columns.value.iter().filter_map(|column| {
            let references = column.references.as_ref()?;
            Some(TableKey { columns: vec![&column.name], references, target: column.target()?.into() })
        });
        let own = self.foreign_keys.iter().map(|key| TableKey {
            columns: key.columns.iter().collect(),
            references: &key.references,
            target: key.target(),
        });
        at_columns.chain(own)
    }

    /// The column with a name. Databases ignore the case of names.
    pub fn column(&self, name: &str) -> Option<&Column> {
        let columns = &self.columns.value;
        let exact = columns.iter().find(|column| *column.name == *name);
        exact.or_else(|| columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)))
    }

    /// Whether a column contains data about a person.
    pub fn has_pii(&self) -> bool {
        self.columns.value.iter().any(Column::is_pii)
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
        self.references.as_ref().map(|references| Target::of(references))
    }
}
