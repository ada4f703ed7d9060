//! The tables and their foreign keys.

use super::super::tables::{Column, Reference, TableBox, Tables};
use super::{Source, Subject};
use crate::design::{self, KeyTarget, TableKind};

impl Source<'_> {
    /// All tables.
    pub fn tables(&self) -> Tables {
        let own = self.design;
        let mut tables =
            Tables { title: self.titled("picture-tables", &own.meta.title), ..Tables::default() };
        for table in &own.tables {
            let id = &table.id.value;
            for key in table.keys() {
                let to = match key.target {
                    KeyTarget::Columns { table, .. } => table,
                    // Another system's table is not drawn, but the columns are marked as a foreign key.
                    KeyTarget::Elsewhere { .. } => key.references,
                    KeyTarget::Malformed => continue,
                };
                tables.references.push(Reference {
                    name: None,
                    from: id.clone(),
                    columns: key.columns.iter().map(|column| column.value.clone()).collect(),
                    to: to.to_owned(),
                });
            }
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
}
