//! Changes of a column, and what is taken from a table.

use super::column::{column, default};
use super::cursor::{Cursor, Read, Wrong, parts};
use super::database::{Database, Draft};
use super::kind::kind;
use super::tokens::Token;
use crate::source::Spanned;

/// What a column is from now on; in Oracle only what is said.
pub(super) fn modify(action: &mut Cursor<'_>, draft: &mut Draft, is_whole: bool) -> Read<()> {
    let Some(name) = action.peek().map(|token| token.text.clone()) else { return action.wrong("a name") };
    if is_whole {
        return redefine(action, draft, &name);
    }
    let defined = column(action)?;
    let there = draft.column(&name)?;
    if !defined.column.kind.value.is_empty() {
        there.kind = defined.column.kind;
    }
    if defined.says_null {
        there.nullable = defined.column.nullable;
    }
    if defined.column.default.is_some() {
        there.default = defined.column.default;
    }
    Ok(())
}

pub(super) fn redefine(action: &mut Cursor<'_>, draft: &mut Draft, old: &str) -> Read<()> {
    let defined = column(action)?;
    let is_key = draft.table.is_primary(old);
    let there = draft.column(old)?;
    let new = defined.column.name.clone();
    if new.value != there.name.value {
        let mut database = Database { tables: vec![draft.clone()], ..Database::default() };
        let name = draft.table.name.value.clone();
        database.rename_column(&name, old, new)?;
        if let Some(renamed) = database.tables.pop() {
            *draft = renamed;
        }
    }
    let mut defined = defined;
    defined.column.nullable.value &= !is_key;
    defined.add_to(draft)
}

pub(super) fn alter_column(action: &mut Cursor<'_>, draft: &mut Draft) -> Read<()> {
    let (_, name) = action.name()?;
    let column = draft.column(&name.text)?;
    let span = action.whole();
    if action.eat("SET NOT NULL") {
        column.nullable = Spanned::new(false, span);
    } else if action.eat("DROP NOT NULL") {
        column.nullable = Spanned::new(true, span);
    } else if action.eat("SET DEFAULT") {
        column.default = default(action)?;
    } else if action.eat("DROP DEFAULT") {
        column.default = None;
    } else if action.eat_any(&["SET DATA TYPE", "TYPE"]) {
        (column.kind, column.values) = kind(action)?;
        if column.kind.value.is_empty() {
            return action.wrong("a type");
        }
        action.skip_to(&["USING"]);
    } else if action.eat_any(&[
        "ADD GENERATED",
        "DROP IDENTITY",
        "DROP EXPRESSION",
        "SET",
        "RESTART",
        "RESET",
    ]) {
        // How values are made and kept.
    } else if action.peek().is_some_and(Token::is_name) && !action.sees("DROP") && !action.sees("ADD") {
        // SQL Server: the type and whether it may be empty, anew.
        (column.kind, column.values) = kind(action)?;
        action.eat("COLLATE").then(|| action.next());
        column.nullable = Spanned::new(!action.eat("NOT NULL"), span);
        action.eat("NULL");
        if !action.is_at_end() {
            return action.wrong("");
        }
    } else {
        return action.wrong("");
    }
    Ok(())
}

pub(super) fn drop(action: &mut Cursor<'_>, draft: &mut Draft) -> Read<()> {
    let is_key = action.eat_any(&["CONSTRAINT", "FOREIGN KEY", "INDEX", "KEY", "CHECK"]);
    if action.eat("PRIMARY KEY") {
        draft.table.primary = None;
        return Ok(());
    }
    if action.eat("PARTITION") {
        return Ok(());
    }
    let is_column = !is_key && action.eat("COLUMN");
    let if_there = action.eat("IF EXISTS");
    if let Some(inside) = action.parentheses()? {
        for tokens in parts(inside)? {
            let (_, name) = action.of(tokens).name()?;
            draft.remove_column(&name.text);
        }
        return Ok(());
    }
    let (_, name) = action.name()?;
    if !action.is_at_end() && !action.eat_any(&["CASCADE", "RESTRICT"]) {
        return action.wrong("");
    }
    if is_key {
        // Which one it was is not known, and so what is left of it.
        let is_known = draft.remove_constraint(&name.text) || if_there;
        return if is_known {
            Ok(())
        } else {
            Err(Wrong { why: format!("no constraint `{}` is known", name.text) })
        };
    }
    if draft.column(&name.text).is_err() {
        let is_constraint = !is_column && draft.remove_constraint(&name.text);
        return if if_there || is_constraint { Ok(()) } else { draft.column(&name.text).map(|_| ()) };
    }
    draft.remove_column(&name.text);
    Ok(())
}
