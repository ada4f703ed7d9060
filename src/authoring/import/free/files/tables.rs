//! Tables.

use super::super::Model;
use super::super::forms::tables::declare;
use super::super::reader::Reader;
use super::Lines;
use crate::interchange::schema::OtherTable;
use crate::interchange::told::Format;

/// Declares the tables.
pub(super) fn tables(reader: &mut Reader<'_, '_>, model: &Model<'_>, files: &mut Lines<'_>) {
    for table in &model.partial.tables {
        let line = files.line(reader, table.name.span);
        let other = OtherTable { line, ..OtherTable::from(table) };
        let name = other.name.clone();
        let what = if model.format == Format::Sql { "created in SQL" } else { "drawn in the diagram" };
        if !declare(reader, other, what) {
            let why =
                if table.columns.is_empty() { "it has no columns" } else { "there is one of this name" };
            reader.passed(line, format!("`{name}` is not read: {why}"));
        }
    }
}
