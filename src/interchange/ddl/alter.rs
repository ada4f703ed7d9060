//! `ALTER TABLE`, in the words of each database.

use super::Dialect;
use super::alter_column::{alter_column, drop, modify, redefine};
use super::column::{column, default};
use super::cursor::{Cursor, Read, Wrong, parts};
use super::database::{Database, Draft};
use super::keys::{constraint, part};
use super::tokens::Token;

/// Reads one statement; `ALTER TABLE` is passed already.
pub(super) fn alter(cursor: &mut Cursor<'_>, database: &mut Database, dialect: Dialect) -> Read<()> {
    let if_there = cursor.eat("IF EXISTS");
    cursor.eat("ONLY");
    let (_, name) = cursor.name()?;
    cursor.eat("*");
    cursor.eat("ON CLUSTER").then(|| cursor.next());
    if database.is_other(&name.text) || (if_there && database.find(&name.text).is_none()) {
        return Ok(());
    }
    let actions = parts(cursor.rest())?;
    let is_ignored = |action: &&[Token]| IGNORED.iter().any(|words| cursor.of(action).sees(words));
    if database.find(&name.text).is_none() && actions.iter().all(is_ignored) {
        return Ok(());
    }
    database.table(&name.text)?;
    let mut table = name.text.clone();
    let mut is_added = false;
    for tokens in actions {
        let mut action = cursor.of(tokens);
        // `ADD a integer, b integer`: a name goes on.
        if is_added && !begins_action(&action) {
            part(&mut action, database.table(&table)?)?;
            continue;
        }
        is_added = false;
        if action.eat("RENAME") {
            table = rename(&mut action, database, &table)?;
        } else if action.eat("ADD") || action.eat("WITH CHECK ADD") || action.eat("WITH NOCHECK ADD") {
            is_added = true;
            add(&mut action, database.table(&table)?)?;
        } else {
            change(&mut action, database.table(&table)?, dialect)?;
        }
    }
    Ok(())
}

fn begins_action(cursor: &Cursor<'_>) -> bool {
    const WORDS: [&str; 9] =
        ["ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME", "OWNER", "ENABLE", "DISABLE"];
    WORDS.iter().any(|word| cursor.sees(word)) || IGNORED.iter().any(|words| cursor.sees(words))
}

/// Actions that say nothing of what is compared.
const IGNORED: [&str; 33] = [
    "OWNER TO",
    "ENABLE",
    "DISABLE",
    "SET (",
    "RESET (",
    "SET SCHEMA",
    "SET TABLESPACE",
    "SET LOGGED",
    "SET UNLOGGED",
    "SET WITHOUT",
    "CLUSTER ON",
    "VALIDATE CONSTRAINT",
    "REPLICA IDENTITY",
    "ENGINE",
    "COMMENT",
    "AUTO_INCREMENT",
    "CONVERT TO",
    "DEFAULT CHARSET",
    "DEFAULT CHARACTER SET",
    "DEFAULT COLLATE",
    "CHARACTER SET",
    "COLLATE",
    "FORCE",
    "NO FORCE",
    "ATTACH PARTITION",
    "DETACH PARTITION",
    "CHECK CONSTRAINT",
    "NOCHECK CONSTRAINT",
    "ROW_FORMAT",
    "LOCK",
    "ALGORITHM",
    "ORDER BY",
    "ALTER CONSTRAINT",
];

fn rename(action: &mut Cursor<'_>, database: &mut Database, table: &str) -> Read<String> {
    if action.eat_any(&["INDEX", "KEY", "CONSTRAINT"]) {
        let (_, old) = action.name()?;
        if !action.eat("TO") {
            return action.wrong("`TO`");
        }
        let new = action.name()?.1.text.clone();
        let draft = database.table(table)?;
        let names = draft.uniques.iter_mut().map(|unique| &mut unique.name);
        let names = names.chain(draft.table.indexes.iter_mut().map(|index| &mut index.name));
        let names = names.chain(draft.table.foreign_keys.iter_mut().map(|key| &mut key.name));
        let same = |name: &String| name.eq_ignore_ascii_case(&old.text);
        for name in names.filter(|name| name.as_ref().is_some_and(same)) {
            *name = Some(new.clone());
        }
        draft.others.iter_mut().filter(|name| same(name)).for_each(|name| name.clone_from(&new));
        return Ok(table.to_owned());
    }
    let is_table = action.eat_any(&["TO", "AS"]);
    let is_column = !is_table && action.eat("COLUMN");
    let _ = is_column && action.eat("IF EXISTS");
    let (_, first) = action.name()?;
    if !is_table && action.eat("TO") {
        let new = action.said(action.clone().name()?.1);
        database.rename_column(table, &first.text, new)?;
        return Ok(table.to_owned());
    }
    if is_column || !action.is_at_end() {
        return action.wrong("`TO`");
    }
    database.rename(table, action.said(first))?;
    Ok(first.text.clone())
}

fn add(action: &mut Cursor<'_>, draft: &mut Draft) -> Read<()> {
    let is_column = action.eat("COLUMN");
    let if_missing = action.eat("IF NOT EXISTS");
    if if_missing && action.peek().is_some_and(|name| draft.column(&name.text).is_ok()) {
        return Ok(());
    }
    if action.sees("(") {
        for tokens in parts(action.parentheses()?.unwrap_or_default())? {
            part(&mut action.of(tokens), draft)?;
        }
        return Ok(());
    }
    if action.eat("PARTITION") {
        return Ok(());
    }
    // `ADD CONSTRAINT name DEFAULT 0 FOR column`.
    let mut of = action.clone();
    let named = of.eat("CONSTRAINT").then(|| of.name()).transpose()?;
    if of.eat("DEFAULT") {
        let value = default(&mut of)?;
        if !of.eat("FOR") {
            return of.wrong("`FOR`");
        }
        draft.column(&of.name()?.1.text)?.default = value;
        draft.others.extend(named.map(|(_, name)| name.text.clone()));
        return Ok(());
    }
    if let Some((_, name)) = named {
        let mut of = of.clone();
        let is_unique = of.eat("UNIQUE USING INDEX");
        if is_unique || of.eat("PRIMARY KEY USING INDEX") {
            return by_index(&mut of, draft, &name.text, is_unique);
        }
    }
    if is_column {
        return new_column(action, draft);
    }
    if constraint(action, draft)? { Ok(()) } else { new_column(action, draft) }
}

fn new_column(action: &mut Cursor<'_>, draft: &mut Draft) -> Read<()> {
    let defined = column(action)?;
    if draft.column(&defined.column.name.value).is_ok() {
        return Err(Wrong { why: format!("the table has a column `{}` already", defined.column.name.value) });
    }
    defined.add_to(draft)
}

/// `UNIQUE USING INDEX name`: an index becomes a constraint.
fn by_index(action: &mut Cursor<'_>, draft: &mut Draft, name: &str, is_unique: bool) -> Read<()> {
    let (_, index) = action.name()?;
    let at = |draft: &Draft| {
        let mut names = draft.table.indexes.iter().map(|index| index.name.as_deref().unwrap_or_default());
        names.position(|there| there.eq_ignore_ascii_case(&index.text))
    };
    let Some(at) = at(draft) else {
        return Err(Wrong { why: format!("no index `{}` is known", index.text) });
    };
    let index = draft.table.indexes.remove(at);
    if is_unique {
        let (name, columns, span) = (Some(name.to_owned()), index.columns, index.span);
        draft.uniques.push(super::database::Unique { name, columns, span });
        return Ok(());
    }
    draft.set_primary(Some(name.to_owned()), index.columns, index.span)
}

fn change(action: &mut Cursor<'_>, draft: &mut Draft, dialect: Dialect) -> Read<()> {
    if IGNORED.iter().any(|words| action.sees(words)) {
        return Ok(());
    }
    if action.eat("DROP") {
        return drop(action, draft);
    }
    if action.eat("ALTER") {
        if action.eat_any(&["INDEX", "CHECK", "CONSTRAINT"]) {
            return Ok(());
        }
        action.eat("COLUMN");
        action.eat("IF EXISTS");
        return alter_column(action, draft);
    }
    if action.eat("MODIFY") {
        action.eat("COLUMN");
        action.eat("IF EXISTS");
        if action.sees("(") {
            for tokens in parts(action.parentheses()?.unwrap_or_default())? {
                modify(&mut action.of(tokens), draft, false)?;
            }
            return Ok(());
        }
        return modify(action, draft, dialect != Dialect::Oracle);
    }
    if action.eat("CHANGE") {
        action.eat("COLUMN");
        let old = action.name()?.1.text.clone();
        return redefine(action, draft, &old);
    }
    if action.eat_any(&["INHERIT", "NO INHERIT", "SET", "PARTITION BY", "REMOVE PARTITIONING", "TRUNCATE"]) {
        return Ok(());
    }
    action.wrong("")
}
