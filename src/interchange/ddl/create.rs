//! `CREATE`: tables, indexes, types.

use super::cursor::{Cursor, Read, Wrong, parts};
use super::database::{Database, Draft};
use super::keys::{expressions, is_constraint, part};
use super::tokens::{Kind, Token};
use crate::interchange::partial::Index;
use crate::source::Spanned;

/// Words between `CREATE` and `TABLE`, of tables that a design holds.
const OF_TABLE: [&str; 8] =
    ["OR REPLACE", "UNLOGGED", "EXTERNAL", "COLUMN", "ROW", "HYBRID", "TRANSIENT", "DYNAMIC"];

/// Words between `CREATE` and `INDEX`.
const KINDS: [&str; 7] =
    ["CLUSTERED", "NONCLUSTERED", "COLUMNSTORE", "BITMAP", "FULLTEXT", "SPATIAL", "PRIMARY XML"];

/// Whether a statement makes something that a design holds; it is read then.
pub(super) fn create(cursor: &mut Cursor<'_>, database: &mut Database) -> Read<bool> {
    while cursor.eat_any(&OF_TABLE) {}
    let is_temporary = cursor.eat_any(&["GLOBAL TEMPORARY", "LOCAL TEMPORARY", "TEMPORARY", "TEMP"]);
    if cursor.eat("TABLE") {
        table(cursor, database, is_temporary)?;
        return Ok(true);
    }
    if cursor.eat("VIRTUAL TABLE") {
        return Err(Wrong { why: "a module makes its columns".to_owned() });
    }
    if cursor.eat_any(&["FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE"]) {
        cursor.eat("IF NOT EXISTS");
        if let Ok((_, name)) = cursor.name() {
            database.others.push(name.text.to_lowercase());
        }
        return Ok(false);
    }
    let is_unique = cursor.eat("UNIQUE");
    while cursor.eat_any(&KINDS) {}
    if cursor.eat("INDEX") {
        index(cursor, database, is_unique)?;
        return Ok(true);
    }
    if cursor.eat("TYPE") {
        let (_, name) = cursor.name()?;
        if cursor.eat("AS ENUM") {
            let Some(inside) = cursor.parentheses()? else { return cursor.wrong("a parenthesis") };
            let values = inside.iter().filter(|token| token.kind == Kind::Text);
            let values = values.map(|token| token.text.clone()).collect();
            database.types.insert(name.text.to_lowercase(), values);
        }
        return Ok(true);
    }
    Ok(false)
}

fn table(cursor: &mut Cursor<'_>, database: &mut Database, is_temporary: bool) -> Read<()> {
    let if_missing = cursor.eat("IF NOT EXISTS");
    let (schema, name) = cursor.name()?;
    let is_temporary = is_temporary || name.text.starts_with('#');
    let there = database.find(&name.text).is_some();
    if is_temporary || cursor.sees("PARTITION OF") {
        database.others.push(name.text.to_lowercase());
        return Ok(());
    }
    if there && if_missing {
        return Ok(());
    }
    let mut draft = Draft::new(cursor.said(name), schema);
    cursor.eat("ON CLUSTER").then(|| cursor.next());
    if cursor.eat("LIKE") {
        let (_, other) = cursor.name()?;
        copy(database, &other.text, &mut draft, true)?;
    } else {
        let Some(inside) = cursor.parentheses()? else {
            return cursor.wrong(if cursor.sees("AS") { "" } else { "a parenthesis" });
        };
        if inside.first().is_some_and(|first| first.is("SELECT") || first.is("WITH")) {
            return Err(Wrong { why: "a query makes its columns".to_owned() });
        }
        // A key may be said before its columns.
        let all = parts(inside)?;
        let (keys, columns): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|tokens| is_constraint(&cursor.of(tokens)));
        for tokens in columns.into_iter().chain(keys) {
            let mut inner = cursor.of(tokens);
            if inner.sees("LIKE") && tokens.len() > 1 && tokens[1].is_name() {
                inner.eat("LIKE");
                let (_, other) = inner.name()?;
                let with_keys = tokens.iter().any(|token| token.is("ALL") || token.is("INDEXES"));
                copy(database, &other.text, &mut draft, with_keys)?;
            } else {
                part(&mut inner, &mut draft)?;
            }
        }
        tail(cursor, database, &mut draft)?;
    }
    if draft.table.columns.is_empty() {
        return Err(Wrong { why: "it has no columns".to_owned() });
    }
    if there {
        let why = format!("a statement before it makes `{}`, too", name.text);
        return Err(Wrong { why });
    }
    database.tables.push(draft);
    Ok(())
}

/// What is said after the columns: how the table is stored, for the most part.
fn tail(cursor: &mut Cursor<'_>, database: &mut Database, draft: &mut Draft) -> Read<()> {
    let mut depth = 0_usize;
    while let Some(token) = cursor.next() {
        depth += usize::from(token.is("("));
        if token.kind == Kind::Open {
            return Err(Wrong { why: "it has quotes that are never closed".to_owned() });
        }
        let is_next = token.begins_line && ["CREATE", "ALTER", "DROP"].iter().any(|word| token.is(word));
        if is_next && depth == 0 {
            return Err(Wrong { why: format!("a semicolon is missing before `{}`", token.text) });
        }
        if token.is("INHERITS") {
            for tokens in parts(cursor.parentheses()?.unwrap_or_default())? {
                let own = std::mem::take(&mut draft.table.columns);
                let (_, parent) = cursor.of(tokens).name()?;
                copy(database, &parent.text, draft, false)?;
                draft.table.columns.extend(own);
            }
        } else if token.is("COMMENT") {
            cursor.eat("=");
            if let Some(text) = cursor.peek().filter(|token| token.kind == Kind::Text) {
                draft.table.description = Some(cursor.said(text));
            }
        } else if token.is("AS") && (cursor.sees("SELECT") || cursor.sees("(") || cursor.sees("WITH")) {
            return Err(Wrong { why: "a query makes its columns".to_owned() });
        } else if token.is(")") {
            let never = || Wrong { why: "a parenthesis is never opened".to_owned() };
            depth = depth.checked_sub(1).ok_or_else(never)?;
        }
    }
    Ok(())
}

/// Gives a table the columns of another one.
fn copy(database: &mut Database, other: &str, draft: &mut Draft, with_keys: bool) -> Read<()> {
    let from = database.table(other)?;
    draft.table.columns.extend(from.table.columns.iter().cloned().map(|mut column| {
        if !with_keys {
            column.unique = None;
        }
        column
    }));
    if with_keys {
        draft.table.primary.clone_from(&from.table.primary);
        draft.uniques.extend(from.uniques.iter().cloned());
        draft.table.indexes.extend(from.table.indexes.iter().cloned());
    }
    Ok(())
}

fn index(cursor: &mut Cursor<'_>, database: &mut Database, is_unique: bool) -> Read<()> {
    let span = cursor.whole();
    cursor.eat("CONCURRENTLY");
    cursor.eat("IF NOT EXISTS");
    let mut name = None;
    if !cursor.sees("ON") || cursor.peek_after(1).is_some_and(|next| next.is("ON")) {
        name = Some(cursor.name()?.1.text.clone());
    }
    let mut method = None;
    if cursor.eat("USING") {
        method = cursor.next().map(|token| token.text.to_lowercase());
    }
    if !cursor.eat("ON") {
        return cursor.wrong("`ON`");
    }
    cursor.eat("ONLY");
    let (_, of) = cursor.name()?;
    if cursor.eat("USING") {
        method = cursor.next().map(|token| token.text.to_lowercase());
    }
    if !cursor.sees("(") {
        // A clustered column store has all columns.
        return if cursor.is_at_end() { Ok(()) } else { cursor.wrong("a parenthesis") };
    }
    let columns = expressions(cursor, &mut None)?;
    let is_partial = cursor.rest().iter().any(|token| token.is("WHERE"));
    if database.is_other(&of.text) {
        return Ok(());
    }
    let draft = database.table(&of.text)?;
    // An expression that occurs once says nothing of a column.
    let is_partial = is_partial || columns.iter().any(|column| draft.column(column).is_err());
    let if_again = |index: &Index| name.is_some() && index.name == name;
    if !draft.table.indexes.iter().any(if_again) {
        draft.table.indexes.push(Index { name, columns, is_unique, is_partial, method, span });
    }
    Ok(())
}

/// `COMMENT ON TABLE name IS '…'`, and on a column.
pub(super) fn comment(cursor: &mut Cursor<'_>, database: &mut Database) -> Read<bool> {
    let is_column = cursor.eat("COLUMN");
    if !is_column && !cursor.eat("TABLE") {
        return Ok(false);
    }
    let mut path: Vec<&Token> = Vec::new();
    while let Some(token) = cursor.peek().filter(|token| token.is_name() && !token.is("IS")) {
        path.push(token);
        cursor.next();
        cursor.eat(".");
    }
    if !cursor.eat("IS") {
        return cursor.wrong("`IS`");
    }
    let Some(text) = cursor.next() else { return cursor.wrong("a string") };
    let text: Option<Spanned<String>> = (text.kind == Kind::Text).then(|| cursor.said(text));
    let last = path.pop();
    let table = if is_column { path.pop() } else { last };
    let (Some(last), Some(table)) = (last, table) else { return cursor.wrong("a name") };
    // A comment on a view, or on what is not known, says nothing that is compared.
    let Some(draft) = database.find(&table.text) else { return Ok(false) };
    if is_column {
        draft.column(&last.text)?.description = text;
    } else {
        draft.table.description = text;
    }
    Ok(true)
}
