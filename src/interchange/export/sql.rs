//! Tables as statements of SQL: each table, then its indexes and comments, and foreign keys last, which may lead
//! in circles.

use super::{Exported, said};
use crate::design::{Column, Design, Entity, Index, KeyTarget, Table, TableKind};

/// A script that creates the tables, in the types that the design writes.
pub fn write(design: &Design) -> Exported {
    let is_table =
        |table: &&Entity<Table>| table.kind() == TableKind::Table && !table.columns.value.is_empty();
    let mut out = format!("-- {} {}\n", line(&design.meta.title), design.meta.version.text);
    for (name, values) in types(design) {
        let values: Vec<String> = values.iter().map(|value| text(value)).collect();
        out.push_str(&format!("\nCREATE TYPE {} AS ENUM ({});\n", quoted(name), values.join(", ")));
    }
    let tables: Vec<_> = design.tables.iter().filter(is_table).collect();
    for table in &tables {
        out.push_str(&created(table));
    }
    let keys: String = tables.iter().map(|table| foreign_keys(table)).collect();
    if !keys.is_empty() {
        out.push('\n');
        out.push_str(&keys);
    }
    let mut exported = Exported::one("schema.sql", out);
    let others = design.tables.len() - tables.len();
    exported.leave(
        others,
        "table",
        "because a view, a collection and what has no columns are no tables of SQL",
    );
    exported
}

/// The types that are enumerations, with their values.
fn types(design: &Design) -> Vec<(&str, Vec<&str>)> {
    let mut types: Vec<(&str, Vec<&str>)> = Vec::new();
    for column in design.tables.iter().flat_map(|table| &table.columns.value) {
        let name = column.kind.value.as_str();
        let is_new = !types.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        if !column.values.is_empty() && is_own_type(name) && is_new {
            types.push((name, column.values.iter().map(|value| value.value.as_str()).collect()));
        }
    }
    types
}

/// Whether a type is one that the design names itself.
fn is_own_type(name: &str) -> bool {
    const KNOWN: [&str; 14] = [
        "enum",
        "set",
        "text",
        "string",
        "varchar",
        "char",
        "character",
        "nvarchar",
        "citext",
        "integer",
        "int",
        "smallint",
        "bigint",
        "boolean",
    ];
    is_plain(name) && !KNOWN.contains(&name.to_lowercase().as_str())
}

fn created(table: &Entity<Table>) -> String {
    let name = quoted(&table.id.value);
    let keys: Vec<&Column> = table.columns.value.iter().filter(|column| column.is_primary()).collect();
    let mut parts: Vec<String> = table.columns.value.iter().map(|it| column(it, keys.len() == 1)).collect();
    if keys.len() > 1 {
        parts.push(format!("PRIMARY KEY ({})", list(keys.iter().map(|key| key.name.value.as_str()))));
    }
    let mut out = format!("\nCREATE TABLE {name} (\n    {}\n);\n", parts.join(",\n    "));
    for index in &table.indexes {
        out.push_str(&self::index(&table.id.value, index));
    }
    let said_of = |what: &str, on: &str, said: &str| format!("COMMENT ON {what} {on} IS {};\n", text(said));
    if let Some(said) = said(table.description.as_ref()) {
        out.push_str(&said_of("TABLE", &name, said));
    }
    for column in &table.columns.value {
        if let Some(said) = said(column.description.as_ref()) {
            out.push_str(&said_of("COLUMN", &format!("{name}.{}", quoted(&column.name)), said));
        }
    }
    out
}

fn column(column: &Column, is_only_key: bool) -> String {
    let kind = if is_kind(&column.kind) { line(&column.kind) } else { quoted(&column.kind) };
    let mut out = format!("{} {kind}", quoted(&column.name));
    if !column.values.is_empty() && ["enum", "set"].contains(&column.kind.to_lowercase().as_str()) {
        let values: Vec<String> = column.values.iter().map(|value| text(value)).collect();
        out.push_str(&format!("({})", values.join(", ")));
    }
    match (column.is_primary(), column.nullable) {
        (true, _) if is_only_key => out.push_str(" PRIMARY KEY"),
        (_, false) => out.push_str(" NOT NULL"),
        (..) => {}
    }
    if column.unique {
        out.push_str(" UNIQUE");
    }
    if let Some(default) = column.default.as_ref().filter(|default| !default.is_empty()) {
        out.push_str(&format!(" DEFAULT {}", value(default)));
    }
    if let Some(check) = column.check.as_ref().filter(|check| !check.is_empty() && is_whole(check)) {
        out.push_str(&format!(" CHECK ({})", line(check)));
    }
    out
}

fn index(table: &str, index: &Index) -> String {
    let names = || index.columns.iter().map(|column| column.value.as_str());
    let made = || {
        let words: Vec<&str> = std::iter::once(table).chain(names()).collect();
        let words = words.join("_").replace(|c: char| !c.is_alphanumeric() && c != '_', "_");
        format!("{words}_{}", if index.unique { "key" } else { "idx" })
    };
    let name = index.name.as_ref().map_or_else(made, |name| name.value.clone());
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index.method.as_ref().filter(|method| is_plain(method));
    let method = method.map(|method| format!(" USING {}", method.value)).unwrap_or_default();
    // What is no name is an expression.
    let columns: Vec<String> = names()
        .map(|name| {
            let is_expression = name.contains(['(', ' ']) && is_whole(name);
            if is_expression { line(name) } else { quoted(name) }
        })
        .collect();
    format!("CREATE {unique}INDEX {} ON {}{method} ({});\n", quoted(&name), quoted(table), columns.join(", "))
}

/// The foreign keys of a table. One that leads to another system is a comment.
fn foreign_keys(table: &Entity<Table>) -> String {
    let mut out = String::new();
    let name = quoted(&table.id.value);
    for key in table.keys() {
        let own = list(key.columns.iter().map(|column| column.value.as_str()));
        let KeyTarget::Columns { table: target, columns } = &key.target else {
            out.push_str(&line(&format!("-- {name} ({own}) references {}", key.references.value)));
            out.push('\n');
            continue;
        };
        let leads = format!("{} ({})", quoted(target), list(columns.iter().copied()));
        let actions =
            actions(table, &key.columns.iter().map(|column| column.value.as_str()).collect::<Vec<_>>());
        out.push_str(&format!("ALTER TABLE {name} ADD FOREIGN KEY ({own}) REFERENCES {leads}{actions};\n"));
    }
    out
}

/// What happens to a row when its target is deleted or changed.
fn actions(table: &Table, columns: &[&str]) -> String {
    let own = table.foreign_keys.iter().find(|key| key.names().eq(columns.iter().copied()));
    let at_column = table.columns.value.iter().find(|column| columns == [column.name.value.as_str()]);
    let on_delete = own.and_then(|key| key.on_delete.as_ref()).or_else(|| at_column?.on_delete.as_ref());
    let on_update = own.and_then(|key| key.on_update.as_ref());
    let action = |when: &str, what: Option<&crate::reading::Plain>| {
        let what = what.filter(|what| what.chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-'));
        what.filter(|what| !what.is_empty())
            .map(|what| format!(" ON {when} {}", what.to_uppercase().replace('-', " ")))
            .unwrap_or_default()
    };
    action("DELETE", on_delete) + &action("UPDATE", on_update)
}

/// The default of a column: what is no literal, no call and no word of SQL is a string.
fn value(written: &str) -> String {
    const WORDS: [&str; 8] = [
        "null",
        "true",
        "false",
        "current_timestamp",
        "current_date",
        "current_time",
        "localtimestamp",
        "sysdate",
    ];
    let is_bare = written.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '/'));
    let is_number = written.parse::<f64>().is_ok_and(f64::is_finite);
    let is_word = is_bare && !is_number && !WORDS.contains(&written.to_lowercase().as_str());
    if is_word || !is_whole(written) { text(written) } else { line(written) }
}

/// Whether words may be a type: a name, with what databases write around one.
fn is_kind(written: &str) -> bool {
    let lower = written.to_lowercase();
    let lists = ["enum", "set"].iter().any(|word| lower.starts_with(word));
    let fits = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '_' | ' ' | '(' | ')' | ',' | '.' | '[' | ']')
            || (lists && c == '\'')
    };
    written.starts_with(char::is_alphabetic) && written.chars().all(fits) && is_whole(written)
}

/// Whether a text is one part of a statement: every quote and every parenthesis in it ends, and nothing in it ends
/// the part or is a comment.
fn is_whole(written: &str) -> bool {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in written.char_indices() {
        let begins_other = [";", "--", "/*"].iter().any(|mark| written[at..].starts_with(mark));
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, _) if begins_other || (depth == 0 && matches!(c, ')' | ',')) => return false,
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && quote.is_none()
}

fn list<'t>(names: impl Iterator<Item = &'t str>) -> String {
    names.map(quoted).collect::<Vec<_>>().join(", ")
}

/// A name, in quotes where it needs them.
fn quoted(name: &str) -> String {
    let lower = name.to_lowercase();
    if is_plain(name) && !RESERVED.contains(&lower.as_str()) && lower == name {
        return name.to_owned();
    }
    format!("\"{}\"", line(name).replace('"', "\"\""))
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn text(said: &str) -> String {
    format!("'{}'", said.replace('\'', "''"))
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that are no names in at least one of the widespread databases.
const RESERVED: [&str; 68] = [
    "all",
    "alter",
    "analyze",
    "and",
    "any",
    "as",
    "asc",
    "between",
    "both",
    "by",
    "case",
    "cast",
    "check",
    "column",
    "constraint",
    "create",
    "cross",
    "current_date",
    "current_time",
    "current_timestamp",
    "default",
    "delete",
    "desc",
    "distinct",
    "drop",
    "else",
    "end",
    "except",
    "exists",
    "false",
    "fetch",
    "for",
    "foreign",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "in",
    "index",
    "insert",
    "into",
    "is",
    "join",
    "key",
    "left",
    "like",
    "limit",
    "not",
    "null",
    "offset",
    "on",
    "or",
    "order",
    "primary",
    "references",
    "right",
    "select",
    "set",
    "table",
    "then",
    "to",
    "true",
    "union",
    "unique",
    "update",
    "user",
    "where",
];
