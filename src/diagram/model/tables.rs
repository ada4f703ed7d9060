//! The tables and their foreign keys.

use super::super::tables::{Column, Reference, TableBox, Tables};
use super::{Source, Subject};
use crate::design::{KeyTarget, TableKind};

impl Source<'_> {
    /// All tables.
    pub fn tables(&self) -> Tables {
        let design = self.design;
        let mut tables =
            Tables { title: self.titled("picture-tables", &design.meta.title), ..Tables::default() };
        for table in &design.tables {
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
            let columns = table.columns.value.iter().map(|column| Column {
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
