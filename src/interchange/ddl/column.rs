//! The definition of a column.

use super::cursor::{Cursor, Read, Wrong};
use super::database::{Draft, Unique};
use super::kind::kind;
use super::reference::reference;
use super::tokens::Kind;
use crate::interchange::partial::{Column, ForeignKey};
use crate::source::{Span, Spanned};

/// What the definition of a column says of it and of its table.
pub(super) struct Defined {
    pub(super) column: Column,
    pub(super) primary: Option<Span>,
    uniques: Vec<Unique>,
    key: Option<ForeignKey>,
    others: Vec<String>,
    /// Whether it says that the column may be empty, or may not.
    pub(super) says_null: bool,
}

/// Reads a definition: a name, a type, and what is said of it.
pub(super) fn column(cursor: &mut Cursor<'_>) -> Read<Defined> {
    let span = cursor.whole();
    let Some(name) = cursor.peek().filter(|token| token.is_name()) else {
        return cursor.wrong("the name of a column");
    };
    cursor.next();
    let (kind, values) = kind(cursor)?;
    let name = cursor.said(name);
    let kind = if kind.value.is_empty() { Spanned::new(String::new(), name.span) } else { kind };
    let nullable = Spanned::new(true, span);
    let description = cursor.comment();
    let (default, unique, check) = (None, None, None);
    let column = Column { name, kind, nullable, default, unique, check, values, description, span };
    let (uniques, others) = (Vec::new(), Vec::new());
    let mut defined = Defined { column, primary: None, uniques, key: None, others, says_null: false };
    // A counter is never empty.
    if defined.column.kind.value.to_lowercase().contains("serial") {
        defined.column.nullable.value = false;
    }
    let mut named = None;
    while !cursor.is_at_end() {
        if cursor.eat("CONSTRAINT") {
            named = Some(cursor.name()?.1.text.clone());
            continue;
        }
        property(cursor, &mut defined, named.take())?;
    }
    if defined.primary.is_some() {
        defined.column.nullable.value = false;
    }
    Ok(defined)
}

impl Defined {
    /// Adds the column to a table, in place of one of that name if there is one.
    pub(super) fn add_to(self, draft: &mut Draft) -> Read<()> {
        let name = self.column.name.value.clone();
        match draft.column(&name) {
            Ok(there) => *there = self.column,
            Err(_) => draft.table.columns.push(self.column),
        }
        draft.uniques.extend(self.uniques);
        draft.table.foreign_keys.extend(self.key);
        draft.others.extend(self.others);
        match self.primary {
            Some(span) => draft.set_primary(None, vec![name], span),
            None => Ok(()),
        }
    }
}

/// Words that say nothing of what is compared, alone.
const ALONE: [&str; 35] = [
    "BINARY",
    "ASCII",
    "UNICODE",
    "DEFERRABLE",
    "INITIALLY DEFERRED",
    "INITIALLY IMMEDIATE",
    "NOT DEFERRABLE",
    "NOT ENFORCED",
    "NOT VALID",
    "NOT FOR REPLICATION",
    "NO INHERIT",
    "VISIBLE",
    "INVISIBLE",
    "SPARSE",
    "ROWGUIDCOL",
    "ENABLE",
    "DISABLE",
    "VALIDATE",
    "NOVALIDATE",
    "RELY",
    "NORELY",
    "ENFORCED",
    "STORED",
    "VIRTUAL",
    "PERSISTED",
    "ASC",
    "DESC",
    "CLUSTERED",
    "NONCLUSTERED",
    "HIDDEN",
    "FIRST",
    "DISTKEY",
    "SORTKEY",
    "CASCADE",
    "NULLS DISTINCT",
];

/// Words that say nothing of what is compared, with the one after them.
const WITH_ONE: [&str; 16] = [
    "COLLATE",
    "CHARSET",
    "CHARACTER SET",
    "AFTER",
    "COLUMN_FORMAT",
    "STORAGE",
    "COMPRESSION",
    "ENCODE",
    "SRID",
    "MATCH",
    "USING INDEX TABLESPACE",
    "TABLESPACE",
    "ON CONFLICT",
    "AUTO_RANDOM",
    "USING",
    "NULLS NOT",
];

/// Words after which everything that is left says how a value is made.
const MAKES: [&str; 4] = ["MATERIALIZED", "ALIAS", "TTL", "EPHEMERAL"];

/// Words with something in parentheses.
const WITH_LIST: [&str; 6] = ["WITH", "CODEC", "MASKED WITH", "ENCRYPTED WITH", "OPTIONS", "AUTO_RANDOM"];

fn property(cursor: &mut Cursor<'_>, defined: &mut Defined, named: Option<String>) -> Read<()> {
    let start = cursor.place();
    let name = defined.column.name.value.clone();
    let column = &mut defined.column;
    if cursor.eat("NOT NULL") || cursor.eat("NULL") {
        let span = cursor.text_from(start).span;
        defined.says_null = true;
        column.nullable = Spanned::new(cursor.place() - start == 1, span);
        defined.others.extend(named);
    } else if cursor.eat("PRIMARY KEY") || cursor.eat("KEY") {
        defined.primary = Some(cursor.text_from(start).span);
    } else if cursor.eat("UNIQUE") {
        cursor.eat("KEY");
        let span = cursor.text_from(start).span;
        defined.uniques.push(Unique { name: named, columns: vec![name], span });
    } else if cursor.eat("DEFAULT") {
        cursor.eat("ON NULL");
        column.default = default(cursor)?;
        defined.others.extend(named);
    } else if cursor.eat("CHECK") {
        let Some(inside) = cursor.parentheses()? else { return cursor.wrong("a parenthesis") };
        column.check = Some(cursor.text_of(inside));
        defined.others.extend(named);
    } else if cursor.sees("REFERENCES") || cursor.eat("FOREIGN KEY") {
        defined.key = Some(reference(cursor, named, vec![name])?);
    } else if cursor.eat("GENERATED") || cursor.sees("AS") {
        let _ = cursor.eat_any(&["ALWAYS", "BY DEFAULT ON NULL", "BY DEFAULT"]);
        if !cursor.eat("AS") {
            return cursor.wrong("`AS`");
        }
        if cursor.eat("IDENTITY") {
            column.nullable.value = false;
            cursor.parentheses()?;
        } else if !cursor.eat_any(&["ROW START", "ROW END"]) && cursor.parentheses()?.is_none() {
            return cursor.wrong("a parenthesis");
        }
    } else if cursor.eat_any(&["IDENTITY", "AUTO_INCREMENT", "AUTOINCREMENT"]) {
        column.nullable.value = false;
        cursor.parentheses()?;
    } else if cursor.eat("COMMENT") {
        let Some(text) = cursor.next().filter(|token| matches!(token.kind, Kind::Text | Kind::Quoted)) else {
            return cursor.wrong("a string");
        };
        column.description = Some(cursor.said(text));
    } else if cursor.eat("ON UPDATE") || cursor.eat("ON DELETE") {
        cursor.next();
        cursor.parentheses()?;
    } else if MAKES.iter().any(|word| cursor.eat(word)) {
        cursor.skip_to(&[]);
    } else if WITH_LIST.iter().any(|word| cursor.eat(word)) {
        if cursor.parentheses()?.is_none() && !cursor.eat("VALUES") {
            return cursor.wrong("a parenthesis");
        }
    } else if cursor.eat_any(&WITH_ONE) {
        cursor.eat("=");
        if cursor.name().is_err() && cursor.next().is_none() {
            return cursor.wrong("a name");
        }
    } else if !cursor.eat_any(&ALONE) {
        return cursor.wrong("");
    }
    Ok(())
}

/// Words that end a default.
const AFTER_DEFAULT: [&str; 27] = [
    "NOT NULL",
    "NULL",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "REFERENCES",
    "CONSTRAINT",
    "GENERATED",
    "COLLATE",
    "COMMENT",
    "ON",
    "AUTO_INCREMENT",
    "AUTOINCREMENT",
    "CHARACTER SET",
    "IDENTITY",
    "KEY",
    "AFTER",
    "FIRST",
    "DEFERRABLE",
    "ENABLE",
    "ENCODE",
    "VISIBLE",
    "INVISIBLE",
    "WITH VALUES",
    "WITH (",
    "FOR",
    "STORAGE",
];

/// A default, as it is written; `NULL` is none.
pub(super) fn default(cursor: &mut Cursor<'_>) -> Read<Option<Spanned<String>>> {
    let start = cursor.place();
    if cursor.eat("NULL") {
        return Ok(None);
    }
    if cursor.peek().is_none_or(|token| token.kind == Kind::Open) || cursor.sees("NOT NULL") {
        return cursor.wrong("a value");
    }
    if cursor.parentheses()?.is_none() {
        cursor.next();
    }
    cursor.skip_to(&AFTER_DEFAULT);
    let said = cursor.text_from(start);
    if said.value.is_empty() { Err(Wrong { why: "a default is empty".to_owned() }) } else { Ok(Some(said)) }
}
