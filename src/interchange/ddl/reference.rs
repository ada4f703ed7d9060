//! Where a foreign key leads.

use super::cursor::{Cursor, Read, names};
use crate::interchange::partial::ForeignKey;

/// `REFERENCES table (columns)` and what happens then.
pub(super) fn reference(
    cursor: &mut Cursor<'_>,
    name: Option<String>,
    columns: Vec<String>,
) -> Read<ForeignKey> {
    let start = cursor.place();
    if !cursor.eat("REFERENCES") {
        return cursor.wrong("`REFERENCES`");
    }
    let table = cursor.name()?.1.text.clone();
    let targets = cursor.parentheses()?.map(names).transpose()?.unwrap_or_default();
    let span = cursor.text_from(start).span;
    let mut on_delete = None;
    loop {
        if cursor.eat("ON DELETE") {
            let start = cursor.place();
            action(cursor);
            on_delete = Some(cursor.text_from(start).value.to_lowercase());
        } else if cursor.eat("ON UPDATE") {
            action(cursor);
        } else if cursor.eat("MATCH") {
            cursor.next();
        } else {
            return Ok(ForeignKey { name, columns, table, targets, on_delete, span });
        }
    }
}

/// `SET NULL`, `NO ACTION`, `CASCADE`.
fn action(cursor: &mut Cursor<'_>) {
    let _ = cursor.eat_any(&["SET NULL", "SET DEFAULT", "NO ACTION"]) || cursor.next().is_some();
}
