//! Tables of an entity relationship diagram.

use super::super::super::partial::{Column, ForeignKey, Table};
use super::super::super::schema::{OtherColumn, OtherTable};
use super::Reading;
use crate::source::Spanned;

impl Reading<'_> {
    pub(super) fn table(&self, table: OtherTable) -> Table {
        let span = self.line(table.line);
        let keys: Vec<String> =
            table.columns.iter().filter(|column| column.primary).map(|column| column.name.clone()).collect();
        let references = table.columns.iter().filter_map(|column| {
            let (to, target) = column.references.split_once('.')?;
            Some(ForeignKey {
                name: None,
                columns: vec![column.name.clone()],
                table: to.to_owned(),
                targets: vec![target.to_owned()],
                on_delete: None,
                span: self.line(column.line),
            })
        });
        Table {
            schema: None,
            is_view: false,
            primary: (!keys.is_empty()).then(|| Spanned::new(keys, span)),
            unique: Vec::new(),
            foreign_keys: references.collect(),
            indexes: Vec::new(),
            description: None,
            columns: table.columns.iter().map(|column| self.column(column)).collect(),
            name: Spanned::new(table.name, span),
        }
    }

    fn column(&self, column: &OtherColumn) -> Column {
        let span = self.line(column.line);
        let said = Some(&column.description).filter(|text| !text.is_empty());
        Column {
            name: Spanned::new(column.name.clone(), span),
            kind: Spanned::new(column.data_type.clone(), span),
            nullable: Spanned::new(false, span),
            default: None,
            unique: column.unique.then_some(span),
            check: None,
            values: Vec::new(),
            description: said.map(|text| Spanned::new(text.clone(), span)),
            span,
        }
    }
}
