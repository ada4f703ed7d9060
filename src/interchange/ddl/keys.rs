//! Constraints of a table: keys, and what is unique.

use super::column::column;
use super::cursor::{Cursor, Read, names, parts};
use super::database::{Draft, Unique};
use super::reference::reference;
use super::tokens::{Kind, Token};
use crate::interchange::partial::Index;
use crate::source::Spanned;

/// Reads a part of a table: a constraint or a column.
pub(super) fn part(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Read<()> {
    if constraint(cursor, draft)? { Ok(()) } else { column(cursor)?.add_to(draft) }
}

/// Reads a constraint, if it is one. What follows its columns says how it is kept.
pub(super) fn constraint(cursor: &mut Cursor<'_>, draft: &mut Draft) -> Read<bool> {
    let span = cursor.whole();
    let mut named = None;
    let is_named = cursor.eat("CONSTRAINT");
    if is_named && !begins(cursor) {
        named = Some(cursor.name()?.1.text.clone());
    }
    if cursor.eat("PRIMARY KEY") {
        let columns = listed(cursor, &mut named)?;
        draft.set_primary(named, columns, span)?;
    } else if cursor.sees("FOREIGN KEY") {
        cursor.eat("FOREIGN KEY");
        cursor.eat("IF NOT EXISTS");
        if !cursor.sees("(") {
            let own = cursor.name()?.1.text.clone();
            named.get_or_insert(own);
        }
        let Some(columns) = cursor.parentheses()? else { return cursor.wrong("a parenthesis") };
        let columns = names(columns)?;
        for column in &columns {
            draft.column(column)?;
        }
        let mut key = reference(cursor, named, columns)?;
        key.span = span;
        draft.table.foreign_keys.push(key);
    } else if is_unique(cursor) {
        cursor.eat("UNIQUE");
        let _ = cursor.eat_any(&["KEY", "INDEX"]);
        let expressions = expressions(cursor, &mut named)?;
        draft.uniques.push(Unique { name: named, columns: expressions, span });
    } else if cursor.sees("CHECK (") || (is_named && cursor.sees("CHECK")) {
        cursor.eat("CHECK");
        if cursor.parentheses()?.is_none() {
            return cursor.wrong("a parenthesis");
        }
        draft.others.extend(named);
    } else if is_index(cursor) {
        let _ = cursor.eat_any(&["FULLTEXT", "SPATIAL"]);
        let _ = cursor.eat_any(&["INDEX", "KEY"]);
        let columns = expressions(cursor, &mut named)?;
        let (is_unique, is_partial, method) = (false, false, None);
        draft.table.indexes.push(Index { name: named, columns, is_unique, is_partial, method, span });
    } else if cursor.sees("EXCLUDE USING") || cursor.sees("EXCLUDE (") || cursor.sees("PERIOD FOR") {
        draft.others.extend(named);
    } else if is_named && cursor.eat("NOT NULL") {
        let column = &cursor.name()?.1.text;
        draft.column(column)?.nullable = Spanned::new(false, span);
        draft.others.extend(named);
    } else if is_named {
        return cursor.wrong("a constraint");
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Whether a constraint begins here, and not a column.
pub(super) fn is_constraint(cursor: &Cursor<'_>) -> bool {
    ["CONSTRAINT", "PRIMARY KEY", "FOREIGN KEY", "CHECK ("].iter().any(|words| cursor.sees(words))
        || is_unique(cursor)
        || is_index(cursor)
}

fn begins(cursor: &Cursor<'_>) -> bool {
    ["PRIMARY KEY", "FOREIGN KEY", "UNIQUE (", "CHECK ("].iter().any(|words| cursor.sees(words))
}

/// `UNIQUE` begins a constraint, unless a column has that name.
fn is_unique(cursor: &Cursor<'_>) -> bool {
    cursor.sees("UNIQUE") && !cursor.peek_after(1).is_some_and(|next| next.is("NOT") || next.is("NULL"))
}

/// Whether an index begins here: `KEY name (column)`. `key varchar(20)` is a column.
fn is_index(cursor: &Cursor<'_>) -> bool {
    let mut at = cursor.clone();
    if at.eat_any(&["FULLTEXT", "SPATIAL"]) {
        return at.eat_any(&["INDEX", "KEY"])
            || at.sees("(")
            || at.peek_after(1).is_some_and(|next| next.is("("));
    }
    if !at.eat_any(&["INDEX", "KEY"]) {
        return false;
    }
    if !at.sees("(") && at.name().is_err() {
        return false;
    }
    let _ = at.eat("USING") && at.next().is_some();
    let _ = at.eat_any(&["UNIQUE", "CLUSTERED", "NONCLUSTERED"]);
    at.eat("(") && at.peek().is_some_and(|inside| inside.is_name() || inside.is("("))
}

/// The columns of a key, after what may be in front of them: a name, a method.
fn listed(cursor: &mut Cursor<'_>, named: &mut Option<String>) -> Read<Vec<String>> {
    before_list(cursor, named)?;
    let Some(columns) = cursor.parentheses()? else { return cursor.wrong("a parenthesis") };
    names(columns)
}

/// The columns of an index, or expressions as they are written.
pub(super) fn expressions(cursor: &mut Cursor<'_>, named: &mut Option<String>) -> Read<Vec<String>> {
    before_list(cursor, named)?;
    let Some(columns) = cursor.parentheses()? else { return cursor.wrong("a parenthesis") };
    let name = |part: &&[Token]| match part {
        [only] if only.is_name() => only.text.clone(),
        [first, rest @ ..] if first.is_name() && is_order(rest) => first.text.clone(),
        part => cursor.text_of(part).value,
    };
    Ok(parts(columns)?.iter().map(name).collect())
}

/// Whether tokens say only in which order an index has a column, or how much of it.
fn is_order(rest: &[Token]) -> bool {
    match rest {
        [] => true,
        [open, number, close, rest @ ..] if open.is("(") && number.kind == Kind::Number && close.is(")") => {
            is_order(rest)
        }
        [word, rest @ ..] => (word.is_name() || word.is(".")) && is_order(rest),
    }
}

fn before_list(cursor: &mut Cursor<'_>, named: &mut Option<String>) -> Read<()> {
    const MORE: [&str; 9] = [
        "CLUSTERED",
        "NONCLUSTERED",
        "COLUMNSTORE",
        "NULLS NOT DISTINCT",
        "NULLS DISTINCT",
        "USING BTREE",
        "USING HASH",
        "IF NOT EXISTS",
        "HASH",
    ];
    while cursor.eat_any(&MORE) {}
    if !cursor.sees("(") && cursor.peek().is_some_and(Token::is_name) {
        let own = cursor.name()?.1.text.clone();
        named.get_or_insert(own);
    }
    while cursor.eat_any(&MORE) {}
    let _ = cursor.eat("USING") && cursor.next().is_some();
    Ok(())
}
