//! The tables as the statements so far leave them.

use std::collections::HashMap;

use super::cursor::{Read, Wrong};
use crate::interchange::partial::{Column, Table};
use crate::source::{Span, Spanned};

/// Tables, types, and what else has a name.
#[derive(Default)]
pub(super) struct Database {
    pub(super) tables: Vec<Draft>,
    /// The values of enumerations, by the name in small letters.
    pub(super) types: HashMap<String, Vec<String>>,
    /// Names in small letters of what a design does not hold: views, partitions, temporary tables.
    pub(super) others: Vec<String>,
}

/// A table, with the names of its constraints.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) table: Table,
    pub(super) uniques: Vec<Unique>,
    /// The name of the primary key.
    pub(super) primary: Option<String>,
    /// The names of constraints that a design does not compare.
    pub(super) others: Vec<String>,
}

/// Columns whose values occur once together.
#[derive(Clone)]
pub(super) struct Unique {
    pub(super) name: Option<String>,
    pub(super) columns: Vec<String>,
    pub(super) span: Span,
}

impl Database {
    /// A table by its name; databases ignore the case.
    pub(super) fn find(&mut self, name: &str) -> Option<&mut Draft> {
        self.tables.iter_mut().find(|draft| draft.table.name.value.eq_ignore_ascii_case(name))
    }

    /// A table that has to be there.
    pub(super) fn table(&mut self, name: &str) -> Read<&mut Draft> {
        let why = || Wrong { why: format!("no statement before it makes the table `{name}`") };
        self.find(name).ok_or_else(why)
    }

    pub(super) fn is_other(&self, name: &str) -> bool {
        self.others.contains(&name.to_lowercase())
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.tables.retain(|draft| !draft.table.name.value.eq_ignore_ascii_case(name));
        for draft in &mut self.tables {
            draft.table.foreign_keys.retain(|key| !key.table.eq_ignore_ascii_case(name));
        }
    }

    /// Gives a table another name, in keys that lead to it, too.
    pub(super) fn rename(&mut self, old: &str, new: Spanned<String>) -> Read<()> {
        for key in self.tables.iter_mut().flat_map(|draft| &mut draft.table.foreign_keys) {
            if key.table.eq_ignore_ascii_case(old) {
                key.table.clone_from(&new.value);
            }
        }
        self.table(old)?.table.name = new;
        Ok(())
    }

    /// Gives a column another name, in keys that lead to it, too.
    pub(super) fn rename_column(&mut self, table: &str, old: &str, new: Spanned<String>) -> Read<()> {
        for key in self.tables.iter_mut().flat_map(|draft| &mut draft.table.foreign_keys) {
            if key.table.eq_ignore_ascii_case(table) {
                renamed(&mut key.targets, old, &new.value);
            }
        }
        let draft = self.table(table)?;
        let lists = draft.uniques.iter_mut().map(|unique| &mut unique.columns);
        let lists = lists.chain(draft.table.indexes.iter_mut().map(|index| &mut index.columns));
        let lists = lists.chain(draft.table.foreign_keys.iter_mut().map(|key| &mut key.columns));
        for list in lists.chain(draft.table.primary.iter_mut().map(|key| &mut key.value)) {
            renamed(list, old, &new.value);
        }
        draft.column(old)?.name = new;
        Ok(())
    }

    /// The tables, with what follows from keys and indexes.
    pub(super) fn finished(mut self) -> Vec<Table> {
        let keys: Vec<(String, Vec<String>)> = self
            .tables
            .iter()
            .filter_map(|draft| Some((draft.table.name.value.clone(), draft.table.primary.clone()?.value)))
            .collect();
        for draft in &mut self.tables {
            // `REFERENCES users` leads to the primary key.
            for key in draft.table.foreign_keys.iter_mut().filter(|key| key.targets.is_empty()) {
                let target = keys.iter().find(|(name, _)| name.eq_ignore_ascii_case(&key.table));
                key.targets = target.map(|(_, columns)| columns.clone()).unwrap_or_default();
            }
            let indexes = draft.table.indexes.iter().filter(|index| index.is_unique && !index.is_partial);
            let indexes = indexes.map(|index| (index.columns.clone(), index.span));
            let uniques = draft.uniques.iter().map(|unique| (unique.columns.clone(), unique.span));
            for (columns, span) in uniques.chain(indexes).collect::<Vec<_>>() {
                match (&columns[..], draft.table.columns.iter_mut()) {
                    ([only], mut all) => {
                        let column = all.find(|column| column.name.value.eq_ignore_ascii_case(only));
                        if let Some(column) = column {
                            column.unique.get_or_insert(span);
                        }
                    }
                    _ => draft.table.unique.push(Spanned::new(columns, span)),
                }
            }
            for column in &mut draft.table.columns {
                if let Some(values) = self.types.get(&column.kind.value.to_lowercase()) {
                    column.values.clone_from(values);
                }
            }
        }
        self.tables.into_iter().map(|draft| draft.table).collect()
    }
}

impl Draft {
    pub(super) fn new(name: Spanned<String>, schema: Option<String>) -> Self {
        let table = Table {
            name,
            schema,
            is_view: false,
            columns: Vec::new(),
            primary: None,
            unique: Vec::new(),
            foreign_keys: Vec::new(),
            indexes: Vec::new(),
            description: None,
        };
        Self { table, uniques: Vec::new(), primary: None, others: Vec::new() }
    }

    /// A column that has to be there.
    pub(super) fn column(&mut self, name: &str) -> Read<&mut Column> {
        let table = self.table.name.value.clone();
        let columns = &mut self.table.columns;
        let found = columns.iter_mut().find(|column| column.name.value.eq_ignore_ascii_case(name));
        found.ok_or_else(|| Wrong { why: format!("`{table}` has no column `{name}`") })
    }

    /// Makes columns the primary key.
    pub(super) fn set_primary(&mut self, name: Option<String>, columns: Vec<String>, span: Span) -> Read<()> {
        for column in &columns {
            self.column(column)?.nullable = Spanned::new(false, span);
        }
        self.primary = name;
        self.table.primary = Some(Spanned::new(columns, span));
        Ok(())
    }

    /// Takes a column away, and what cannot be without it.
    pub(super) fn remove_column(&mut self, name: &str) {
        let has = |columns: &[String]| columns.iter().any(|column| column.eq_ignore_ascii_case(name));
        self.table.columns.retain(|column| !column.name.value.eq_ignore_ascii_case(name));
        self.uniques.retain(|unique| !has(&unique.columns));
        self.table.indexes.retain(|index| !has(&index.columns));
        self.table.foreign_keys.retain(|key| !has(&key.columns));
        if self.table.primary.as_ref().is_some_and(|key| has(&key.value)) {
            self.table.primary = None;
        }
    }

    /// Takes a constraint or an index away, by its name, or by the one that a database would give it.
    pub(super) fn remove_constraint(&mut self, name: &str) -> bool {
        let table = self.table.name.value.clone();
        let made = |columns: &[String], ending: &str| format!("{table}_{}_{ending}", columns.join("_"));
        let is = |given: Option<&String>, made: &str| {
            given.map_or(made, String::as_str).eq_ignore_ascii_case(name)
        };
        let before = self.count();
        if self.table.primary.is_some() && is(self.primary.as_ref(), &format!("{table}_pkey")) {
            self.table.primary = None;
        }
        self.uniques.retain(|unique| {
            let first = unique.columns.first().map_or("", String::as_str);
            // MySQL names it like its first column.
            !(is(unique.name.as_ref(), &made(&unique.columns, "key")) || is(unique.name.as_ref(), first))
        });
        self.table.foreign_keys.retain(|key| !is(key.name.as_ref(), &made(&key.columns, "fkey")));
        self.table.indexes.retain(|index| !is(index.name.as_ref(), &made(&index.columns, "idx")));
        let columns: Vec<String> =
            self.table.columns.iter().map(|column| column.name.value.clone()).collect();
        let is_check = columns.iter().any(|column| made(std::slice::from_ref(column), "check") == *name)
            || format!("{table}_check") == *name;
        let others = self.others.len();
        self.others.retain(|other| !other.eq_ignore_ascii_case(name));
        is_check || self.count() < before || self.others.len() < others
    }

    fn count(&self) -> usize {
        let table = &self.table;
        usize::from(table.primary.is_some())
            + self.uniques.len()
            + table.foreign_keys.len()
            + table.indexes.len()
    }
}

fn renamed(columns: &mut [String], old: &str, new: &str) {
    for column in columns.iter_mut().filter(|column| column.eq_ignore_ascii_case(old)) {
        new.clone_into(column);
    }
}
