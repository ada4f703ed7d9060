//! The tables and their foreign keys.

use std::collections::{BTreeSet, HashSet};

use super::super::selection::ShownColumns;
use super::super::tables::{Column, Reference, TableBox, Tables};
use super::selected::narrowed;
use super::{Source, Subject};
use crate::design::{self, Entity, KeyTarget, Table, TableKey, TableKind};

impl Source<'_> {
    /// All tables, or those that are asked for.
    pub fn tables(&self) -> Tables {
        let mut tables = self.all_tables();
        let title = self.titled("picture-tables", &self.design.meta.title);
        tables.title = narrowed(&title, self.selection.only.iter().map(String::as_str));
        tables.tables.retain(|table| self.selection.has(&table.id));
        self.with_columns(tables, |_| false)
    }

    /// The tables of a component and of its parts; and of the tables that these refer to, the keys.
    pub fn tables_of(&self, component: &str) -> Tables {
        let own: HashSet<&str> =
            tables_of(self.design, component).into_iter().map(|table| table.id.value.as_str()).collect();
        let mut tables = self.all_tables();
        let name = self.element(component).map(|known| known.name).unwrap_or_default();
        tables.title = self.titled("picture-tables", &name);
        let refers = tables.references.iter().filter(|key| own.contains(key.from.as_str()));
        let shown: HashSet<String> =
            refers.map(|key| key.to.clone()).chain(own.iter().map(|id| (*id).to_owned())).collect();
        tables.tables.retain(|table| shown.contains(&table.id));
        for key in tables.references.iter_mut().filter(|key| !own.contains(key.from.as_str())) {
            // The key still marks its columns.
            key.to.clear();
        }
        self.with_columns(tables, |id| !own.contains(id))
    }

    /// Leaves out the columns that are not asked for; `is_outside` says which tables have only their keys anyway.
    fn with_columns(&self, mut tables: Tables, is_outside: impl Fn(&str) -> bool) -> Tables {
        let only_keys = self.selection.columns == ShownColumns::Keys;
        let references = tables.references.clone();
        let is_drawn: HashSet<String> = tables.tables.iter().map(|table| table.id.clone()).collect();
        for table in tables.tables.iter_mut().filter(|table| only_keys || is_outside(&table.id)) {
            let own = references.iter().filter(|key| key.from == table.id).flat_map(|key| &key.columns);
            let meant = references.iter().filter(|key| key.to == table.id && is_drawn.contains(&key.from));
            let named: Vec<&String> = own.chain(meant.flat_map(|key| &key.targets)).collect();
            let is_key = |column: &Column| {
                column.primary || named.iter().any(|name| name.eq_ignore_ascii_case(&column.name))
            };
            table.columns.retain(is_key);
        }
        tables
    }

    fn all_tables(&self) -> Tables {
        let own = self.design;
        let mut tables = Tables::default();
        for table in &own.tables {
            let id = &table.id.value;
            tables.references.extend(self.references(table));
            // A table that is only taken from a file is drawn with its keys.
            let keys: Vec<&str> =
                table.keys().flat_map(|key| key.columns).map(|column| column.value.as_str()).collect();
            let is_drawn = |column: &&design::Column| {
                !table.is_taken || column.is_primary() || keys.contains(&column.name.value.as_str())
            };
            let columns = table.columns.value.iter().filter(is_drawn).map(|column| Column {
                name: column.name.value.clone(),
                data_type: column.kind.value.clone(),
                primary: column.is_primary(),
                nullable: column.nullable,
                unique: column.unique,
            });
            tables.tables.push(TableBox {
                id: id.clone(),
                name: id.clone(),
                columns: columns.collect(),
                unique: table
                    .indexes
                    .iter()
                    .filter(|index| index.unique)
                    .map(|index| index.columns.iter().map(|column| column.value.clone()).collect())
                    .collect(),
                kind: match table.kind() {
                    TableKind::Table => None,
                    TableKind::Collection => Some(self.words.label("table-collection").to_owned()),
                    TableKind::View => Some(self.words.label("table-view").to_owned()),
                },
                href: self.href(Subject::Table, id),
                group: table.component.as_ref().map(|owner| owner.id.value.clone()).unwrap_or_default(),
            });
        }
        tables
    }

    /// The foreign keys of a table. Columns that each refer to a column of the same composite key are one of them:
    /// none of them alone says which row is meant.
    fn references(&self, table: &Entity<Table>) -> Vec<Reference> {
        let mut references: Vec<Reference> = Vec::new();
        for key in table.keys() {
            let Some(reference) = reference(table, &key) else { continue };
            let parts = self.composite(&reference.to);
            let is_part = |one: &Reference| matches!(one.targets.as_slice(), [target] if parts.contains(&target.to_lowercase()));
            let same = |one: &&mut Reference| {
                one.to == reference.to
                    && one.targets.len() < parts.len()
                    && one.targets.iter().all(|target| parts.contains(&target.to_lowercase()))
                    && reference.targets.iter().all(|target| !one.targets.contains(target))
            };
            match references.iter_mut().find(same).filter(|_| is_part(&reference)) {
                Some(whole) => {
                    whole.columns.extend(reference.columns);
                    whole.targets.extend(reference.targets);
                }
                None => references.push(reference),
            }
        }
        references
    }

    /// The columns of a table's primary key, if there are several.
    fn composite(&self, table: &str) -> BTreeSet<String> {
        let Some(table) = self.design.tables.get(table) else { return BTreeSet::new() };
        let primary = table.columns.value.iter().filter(|column| column.is_primary());
        let primary: BTreeSet<String> = primary.map(|column| column.name.value.to_lowercase()).collect();
        if primary.len() > 1 { primary } else { BTreeSet::new() }
    }
}

fn reference(table: &Entity<Table>, key: &TableKey<'_>) -> Option<Reference> {
    let (to, targets) = match &key.target {
        KeyTarget::Columns { table, columns } => (*table, columns.as_slice()),
        // Another system's table is not drawn, but the columns are marked as a foreign key.
        KeyTarget::Elsewhere { .. } => (key.references.value.as_str(), [].as_slice()),
        KeyTarget::Malformed => return None,
    };
    Some(Reference {
        name: None,
        from: table.id.value.clone(),
        columns: key.columns.iter().map(|column| column.value.clone()).collect(),
        to: to.to_owned(),
        targets: targets.iter().map(|column| (*column).to_owned()).collect(),
    })
}

/// The tables of a component and of everything within it.
pub(in crate::diagram) fn tables_of<'d>(
    design: &'d design::Design,
    component: &str,
) -> Vec<&'d Entity<Table>> {
    let up = |id: &str| design.components.get(id)?.part_of.as_ref().map(|whole| whole.id.value.as_str());
    let is_within = |owner: &str| {
        let mut around = std::iter::successors(Some(owner), |id| up(id)).take(design.components.len() + 1);
        around.any(|id| id == component)
    };
    let owner = |table: &Entity<Table>| table.component.as_ref().map(|owner| owner.id.value.clone());
    design.tables.iter().filter(|table| owner(table).is_some_and(|owner| is_within(&owner))).collect()
}
