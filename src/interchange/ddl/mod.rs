//! SQL: the tables that statements leave, in the words of each database.
//!
//! Statements are split first, and one that cannot be read is reported by itself. Only those that make or
//! change tables, types and indexes are read; others are counted. Everything in such a statement has to be
//! understood: nothing is passed over.

mod alter;
mod alter_column;
mod bodies;
mod column;
mod create;
mod cursor;
mod database;
mod keys;
mod kind;
mod order;
mod reference;
mod statements;
mod tokens;

use super::files::Files;
use super::partial::{Partial, Unread};
use crate::source::FileId;
use cursor::{Cursor, Read, parts, short};
use database::Database;
use tokens::{Kind, Marks, Token};

pub use order::order;

/// The database that a script is for, where its words differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// It is not said.
    #[default]
    Any,
    /// `MySQL` and `MariaDB`.
    MySql,
    /// Oracle.
    Oracle,
    /// SQL Server.
    SqlServer,
    /// Another one, whose words are read the same.
    Other,
}

/// The names of dialects that `dialect` may have.
pub const DIALECTS: [&str; 18] = [
    "ansi",
    "bigquery",
    "clickhouse",
    "databricks",
    "duckdb",
    "generic",
    "hive",
    "mariadb",
    "mssql",
    "mysql",
    "oracle",
    "postgres",
    "postgresql",
    "redshift",
    "snowflake",
    "spark",
    "sqlite",
    "teradata",
];

impl Dialect {
    /// The dialect of a name among [`DIALECTS`].
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        DIALECTS.contains(&name.as_str()).then_some(match name.as_str() {
            "generic" => Self::Any,
            "mysql" | "mariadb" => Self::MySql,
            "oracle" => Self::Oracle,
            "mssql" => Self::SqlServer,
            _ => Self::Other,
        })
    }
}

/// Reads files as one: those of a folder of migrations are applied in the order of their names.
pub fn read(files: &Files<'_>, of: &[FileId], dialect: Dialect) -> Partial {
    let mut partial = Partial { files: order(files, of), ..Partial::default() };
    let mut database = Database::default();
    for file in partial.files.clone() {
        let text = files.text(file);
        let end = order::way_back(&text);
        let is_mysql = dialect == Dialect::MySql || (dialect == Dialect::Any && text.contains('`'));
        let marks = Marks { mysql: is_mysql, brackets: dialect == Dialect::SqlServer };
        let tokens = tokens::tokens(&text, 0..end, marks);
        for tokens in statements::statements(&tokens, dialect) {
            statement(&Cursor::new(tokens, &text, file), &mut database, &mut partial, dialect);
        }
    }
    partial.tables = database.finished();
    partial
}

/// Reads a statement, counts it, or reports it.
fn statement(whole: &Cursor<'_>, database: &mut Database, partial: &mut Partial, dialect: Dialect) {
    let mut cursor = whole.clone();
    let found = match about(&mut cursor, database, dialect) {
        Ok(true) => return,
        Ok(false) => bodies::held(whole.rest()),
        Err(wrong) => Some((bodies::targets(whole.rest()), wrong.why)),
    };
    let Some((names, why)) = found else {
        let first = whole.peek().map(|token| token.text.to_uppercase()).unwrap_or_default();
        return partial.leave(&short(&first));
    };
    // What follows from a part that was reported already is not reported again.
    if !names.is_empty() && names.iter().all(|name| partial.is_unknown(name)) {
        return partial.leave("statements after one that could not be read");
    }
    let what = whole.text_of(bodies::head(whole.rest())).value;
    partial.unread.push(Unread { span: whole.whole(), what: short(&what), why, may_hold: true, names });
}

/// Whether a statement is about tables, types or indexes; it is read then.
fn about(cursor: &mut Cursor<'_>, database: &mut Database, dialect: Dialect) -> Read<bool> {
    if cursor.eat("CREATE") {
        return create::create(cursor, database);
    }
    if cursor.eat("ALTER") {
        if cursor.eat("TABLE") {
            return alter::alter(cursor, database, dialect).map(|()| true);
        }
        if cursor.eat("TYPE") {
            return type_altered(cursor, database);
        }
        // Of an index only its name and where it is kept can be altered.
        return Ok(cursor.eat("INDEX"));
    }
    if cursor.eat("DROP") {
        return dropped(cursor, database);
    }
    if cursor.eat("RENAME TABLE") {
        for tokens in parts(cursor.rest())? {
            let mut pair = cursor.of(tokens);
            let old = pair.name()?.1.text.clone();
            if !pair.eat("TO") {
                return pair.wrong("`TO`");
            }
            let new = pair.said(pair.clone().name()?.1);
            database.rename(&old, new)?;
        }
        return Ok(true);
    }
    if dialect == Dialect::Oracle && cursor.eat("RENAME") {
        let old = cursor.name()?.1.text.clone();
        if !cursor.eat("TO") {
            return cursor.wrong("`TO`");
        }
        let new = cursor.said(cursor.clone().name()?.1);
        return database.rename(&old, new).map(|()| true);
    }
    if cursor.eat("COMMENT ON") {
        return create::comment(cursor, database);
    }
    if cursor.eat_any(&["EXEC sp_rename", "EXECUTE sp_rename", "EXEC sys . sp_rename"]) {
        return server_rename(cursor, database);
    }
    Ok(false)
}

fn dropped(cursor: &mut Cursor<'_>, database: &mut Database) -> Read<bool> {
    let is_table = cursor.eat("TABLE") || cursor.eat("TEMPORARY TABLE");
    let is_index = !is_table && cursor.eat("INDEX");
    let is_type = !is_table && !is_index && cursor.eat("TYPE");
    if !is_table && !is_index && !is_type {
        return Ok(false);
    }
    cursor.eat("CONCURRENTLY");
    cursor.eat("IF EXISTS");
    loop {
        let (schema, name) = cursor.name()?;
        if is_table {
            database.remove(&name.text);
            database.others.retain(|other| !other.eq_ignore_ascii_case(&name.text));
        } else if is_index {
            // `DROP INDEX name ON table`; in SQL Server `table.name`.
            let of = if cursor.eat("ON") { Some(cursor.name()?.1.text.clone()) } else { schema };
            let known = of.filter(|of| database.find(of).is_some());
            for draft in database.tables.iter_mut().filter(|draft| {
                known.as_ref().is_none_or(|of| draft.table.name.value.eq_ignore_ascii_case(of))
            }) {
                let same = |given: &Option<String>| {
                    given.as_ref().is_some_and(|given| given.eq_ignore_ascii_case(&name.text))
                };
                draft.table.indexes.retain(|index| !same(&index.name));
                draft.uniques.retain(|unique| !same(&unique.name));
            }
        } else {
            database.types.remove(&name.text.to_lowercase());
        }
        if !cursor.eat(",") {
            break;
        }
    }
    let _ = cursor.eat_any(&["CASCADE CONSTRAINTS", "CASCADE", "RESTRICT"]);
    let _ = cursor.eat("PURGE") || cursor.eat("FORCE");
    if is_index {
        cursor.skip_to(&[]);
    }
    if cursor.is_at_end() { Ok(true) } else { cursor.wrong("") }
}

/// `ALTER TYPE state ADD VALUE 'sailed'`.
fn type_altered(cursor: &mut Cursor<'_>, database: &mut Database) -> Read<bool> {
    let (_, name) = cursor.name()?;
    let values = database.types.entry(name.text.to_lowercase()).or_default();
    if cursor.eat("ADD VALUE") {
        cursor.eat("IF NOT EXISTS");
        let Some(value) = cursor.next().filter(|value| value.kind == Kind::Text) else {
            return cursor.wrong("a string");
        };
        values.push(value.text.clone());
    } else if cursor.eat("RENAME VALUE") {
        let (old, _, new) = (cursor.next(), cursor.eat("TO"), cursor.next());
        if let (Some(old), Some(new)) = (old, new) {
            values
                .iter_mut()
                .filter(|value| **value == old.text)
                .for_each(|value| value.clone_from(&new.text));
        }
    } else if cursor.eat("RENAME TO") {
        let new = cursor.name()?.1.text.clone();
        let values = database.types.remove(&name.text.to_lowercase()).unwrap_or_default();
        database.types.insert(new.to_lowercase(), values);
        let columns = database.tables.iter_mut().flat_map(|draft| &mut draft.table.columns);
        for column in columns.filter(|column| column.kind.value.eq_ignore_ascii_case(&name.text)) {
            column.kind.value.clone_from(&new);
        }
    }
    Ok(true)
}

/// `EXEC sp_rename 'table.column', 'new', 'COLUMN'`.
fn server_rename(cursor: &mut Cursor<'_>, database: &mut Database) -> Read<bool> {
    let texts: Vec<&Token> = cursor.rest().iter().filter(|token| token.kind == Kind::Text).collect();
    let (Some(old), Some(new)) = (texts.first(), texts.get(1)) else { return cursor.wrong("two strings") };
    let path: Vec<String> =
        old.text.split('.').map(|part| part.trim_matches(['[', ']', '"']).to_owned()).collect();
    let kind = texts.get(2).map(|kind| kind.text.to_uppercase()).unwrap_or_default();
    match (kind.as_str(), &path[..]) {
        ("COLUMN", [.., table, column]) => database.rename_column(table, column, cursor.said(new))?,
        ("" | "OBJECT", [.., table]) if database.find(table).is_some() => {
            database.rename(table, cursor.said(new))?;
        }
        _ => {}
    }
    Ok(true)
}
