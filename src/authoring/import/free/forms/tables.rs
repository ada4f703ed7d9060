//! Tables of a database: columns in a table of the document, in SQL or in an entity relationship
//! diagram.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::Grid;
use crate::authoring::literal;
use crate::design::{RESERVED, is_id};
use crate::interchange::schema::{OtherColumn, OtherIndex, OtherKey, OtherTable};
use crate::markdown::labels::normal;
use crate::markdown::named::{self, is_name, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;

/// Declares a table. Returns `false` if its name is taken.
pub(in super::super) fn declare(reader: &mut Reader<'_, '_>, table: OtherTable, what: &str) -> bool {
    let name = table.name.trim().trim_matches('`').to_owned();
    let id =
        if is_id(&name) && !RESERVED.contains(&name.as_str()) { name } else { crate::design::as_id(&name) };
    if id.is_empty() || reader.draft.has_table(&["tables", &id]) || table.columns.is_empty() {
        return false;
    }
    let path = ["tables", id.as_str()];
    reader.draft.declare(&path);
    reader.draft.set_text(&path, "description", &table.description);
    reader.mark(&path, table.line, format!("`{id}` is a table: it is {what}"));
    // The columns are written when every table is known, and keep their place until then.
    reader.draft.set(&path, "columns", String::new());
    if !table.indexes.is_empty() {
        let lines: Vec<String> =
            table.indexes.iter().map(|index| format!("  {},\n", index_literal(index))).collect();
        reader.draft.set(&path, "indexes", format!("[\n{}]", lines.concat()));
    }
    if !table.foreign_keys.is_empty() {
        let lines: Vec<String> =
            table.foreign_keys.iter().map(|key| format!("  {},\n", key_literal(key))).collect();
        reader.draft.set(&path, "foreign-keys", format!("[\n{}]", lines.concat()));
    }
    if table.is_view {
        reader.draft.set(&path, "kind", literal::string("view"));
    }
    reader.state.columns.push((id, table.columns));
    true
}

fn key_literal(key: &OtherKey) -> String {
    let mut all = vec![
        format!("columns = {}", literal::list(key.columns.iter().map(String::as_str))),
        format!("references = {}", literal::string(&key.references)),
    ];
    if says(&key.on_delete) {
        all.push(format!("on-delete = {}", literal::string(&key.on_delete)));
    }
    format!("{{ {} }}", all.join(", "))
}

fn index_literal(index: &OtherIndex) -> String {
    let mut all = vec![format!("columns = {}", literal::list(index.columns.iter().map(String::as_str)))];
    if says(&index.name) {
        all.push(format!("name = {}", literal::string(&index.name)));
    }
    if index.unique {
        all.push("unique = true".to_owned());
    }
    if says(&index.method) {
        all.push(format!("method = {}", literal::string(&index.method)));
    }
    format!("{{ {} }}", all.join(", "))
}

fn column_literal(column: &OtherColumn, reference: Option<&str>) -> String {
    let mut all = vec![
        format!("name = {}", literal::string(&column.name)),
        format!("type = {}", literal::string(&column.data_type)),
    ];
    if column.primary {
        all.push("key = \"primary\"".to_owned());
    }
    if column.nullable && !column.primary {
        all.push("nullable = true".to_owned());
    }
    if column.unique {
        all.push("unique = true".to_owned());
    }
    for (key, text) in [("default", &column.default), ("check", &column.check)] {
        if !text.trim().is_empty() {
            all.push(format!("{key} = {}", literal::string(text.trim())));
        }
    }
    if let Some(reference) = reference {
        all.push(format!("references = {}", literal::string(reference)));
        if says(&column.on_delete) {
            all.push(format!("on-delete = {}", literal::string(&column.on_delete)));
        }
    }
    if !column.values.is_empty() {
        all.push(format!("values = {}", literal::list(column.values.iter().map(String::as_str))));
    }
    let said = Some(column.description.trim().to_owned()).filter(|text| says(text));
    let said: Vec<String> = said.into_iter().chain(column.more.iter().cloned()).collect();
    if !said.is_empty() {
        all.push(format!("description = {}", literal::texts(&said)));
    }
    format!("{{ {} }}", all.join(", "))
}

/// Writes the columns, with the references to tables and columns that there are.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    let tables = std::mem::take(&mut reader.state.columns);
    let known: std::collections::HashSet<String> = tables
        .iter()
        .flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{}", column.name)))
        .chain(std::mem::take(&mut reader.state.known_columns))
        .collect();
    for (id, columns) in &tables {
        let lines: Vec<String> = columns
            .iter()
            .map(|column| {
                let reference = Some(column.references.as_str()).filter(|target| known.contains(*target));
                let mut column = column.clone();
                // What is cited but not there is still said.
                if reference.is_none()
                    && says(&column.references)
                    && !column.description.contains(&column.references)
                {
                    let target = format!("references {}", column.references);
                    column.description = [target.as_str(), &column.description]
                        .into_iter()
                        .filter(|text| says(text))
                        .collect::<Vec<_>>()
                        .join("; ");
                }
                format!("  {},\n", column_literal(&column, reference))
            })
            .collect();
        reader.draft.replace(&["tables", id], "columns", format!("[\n{}]", lines.concat()));
    }
}

/// A table whose head says field and type.
pub(super) fn columns(
    reader: &mut Reader<'_, '_>,
    table: &Grid<'_>,
    place: &Place,
    label: Option<&str>,
) -> bool {
    let Some(name) =
        label.and_then(name_in).or_else(|| name_in(&place.heading).filter(|_| place.topic == "table"))
    else {
        return false;
    };
    if !is_columns(reader, table.heads, &place.topic) {
        return false;
    }
    let Some(columns) = read_columns(reader, table) else { return false };
    let other = OtherTable { name, line: table.head_line(), columns, ..OtherTable::default() };
    declare(reader, other, "a table of fields and types")
}

fn is_columns(reader: &Reader<'_, '_>, heads: &[String], topic: &str) -> bool {
    let has = |key: &str| reader.words.column(heads, key).is_some();
    let in_tables = matches!(topic, "tables" | "table" | "tables-below");
    let field = has("field") || (in_tables && has("name"));
    let elsewhere = !matches!(topic, "api" | "endpoint" | "prose" | "decisions" | "risks" | "components");
    field && has("type") && (in_tables || elsewhere)
}

/// The name of a table in a label: `orders`, `Table: orders`, `The orders table`.
fn name_in(label: &str) -> Option<String> {
    // A name in code is the name.
    if let Some((_, rest)) = label.split_once('`')
        && let Some((name, _)) = rest.split_once('`').filter(|(name, _)| is_id(name))
    {
        return Some(name.to_owned());
    }
    let plain = plain_words(label).trim().trim_end_matches(':').trim().to_owned();
    let kinds = ["table", "collection", "entity", "tabelle", "model", "view", "entität"];
    let is_kind = |word: &str| kinds.contains(&normal(word).as_str());
    if let Some((kind, name)) = plain.split_once(':')
        && is_kind(kind)
    {
        return Some(name.trim().to_owned());
    }
    let words: Vec<&str> = plain
        .split(' ')
        .filter(|word| !is_kind(word) && !["the", "die", "der"].contains(&word.to_lowercase().as_str()))
        .collect();
    let name = words.join(" ");
    (is_name(&name) && words.len() <= 4).then_some(name)
}

fn read_columns(reader: &Reader<'_, '_>, table: &Grid<'_>) -> Option<Vec<OtherColumn>> {
    let words = reader.words;
    let heads = table.heads;
    let name_at = words.column(heads, "field").or_else(|| words.column(heads, "name"))?;
    let type_at = words.column(heads, "type")?;
    let mut columns = Vec::new();
    for cells in table.rows {
        let mut row = Row::new(heads, cells);
        let written = row.at(name_at);
        // A link or an image says more than the name of a column.
        if written.contains("](") {
            return None;
        }
        let name = plain_words(&written).trim().to_owned();
        let data_type = plain_words(&row.at(type_at)).trim().to_owned();
        if !says(&name) {
            // A row without a name continues the column above it. If it says anything else, the table is not
            // a list of columns, and stays a text.
            let more = row.with_rest(&data_type);
            match columns.last_mut().map(|column: &mut OtherColumn| &mut column.more) {
                _ if says(&written) => return None,
                Some(known) => known.extend(more),
                None if more.is_empty() => {}
                None => return None,
            }
            continue;
        }
        let mut column = OtherColumn { name, data_type, ..OtherColumn::default() };
        let mut said: Vec<String> = Vec::new();
        if let Some((at, says_null)) = [("null", true), ("required", false)]
            .into_iter()
            .find_map(|(key, null)| Some((row.find(words, key)?, null)))
        {
            let cell = normal(&row.at(at));
            let stated = nullable(&cell, says_null);
            column.nullable = stated == Some(true);
            let has_head = heads.get(at).is_some_and(|head| !normal(head).is_empty());
            if stated.is_none() || says_null && !has_head {
                said.push(cell);
            }
        }
        for key in ["key", "constraints"] {
            let cell = row.take(words, key);
            said.extend(constraints(&cell, &mut column));
        }
        let default = plain_words(&row.take(words, "default")).trim().to_owned();
        if says(&default) {
            column.default = default;
        }
        let text = row.take(words, "description");
        let left = row.rest();
        let rest = constraints(&text, &mut column);
        // A text that says more than constraints is kept as it was.
        if !rest.is_empty() {
            said.push(text.trim().to_owned());
        }
        said.retain(|text| says(text));
        column.description = said.join("; ");
        column.more = left;
        columns.push(column);
    }
    (!columns.is_empty()).then_some(columns)
}

/// What a cell says of whether a column may be null, in a column of the table that asks so or asks whether it
/// is required; `None` for other words.
fn nullable(cell: &str, says_null: bool) -> Option<bool> {
    match cell {
        "yes" | "y" | "true" | "ja" | "x" => Some(says_null),
        "" | "no" | "n" | "false" | "nein" => Some(!says_null),
        "optional" => Some(true),
        "not null" => Some(false),
        "null" | "nullable" if says_null => Some(true),
        "required" if !says_null => Some(false),
        _ => None,
    }
}

/// Reads the constraints in a cell. Returns the pieces that are none.
fn constraints(cell: &str, column: &mut OtherColumn) -> Vec<String> {
    let plain = plain_words(cell).into_owned();
    let mut rest = Vec::new();
    for piece in super::super::super::blocks::split_outside(&plain, ',') {
        let words = normal(&piece);
        let lower = piece.to_lowercase();
        let after = |word: &str| {
            lower.starts_with(word).then(|| {
                piece
                    .get(word.len()..)
                    .unwrap_or_default()
                    .trim_start_matches([':', ' ', '='])
                    .trim()
                    .to_owned()
            })
        };
        match words.as_str() {
            "" => {}
            "pk" | "pri" | "primary" | "primary key" | "primärschlüssel" => column.primary = true,
            "uni" | "unique" | "uk" | "unique key" | "eindeutig" => column.unique = true,
            "null" | "nullable" | "optional" => column.nullable = true,
            "not null" | "required" | "mul" | "fk" | "foreign key" | "index" | "indexed" => {
                if matches!(words.as_str(), "index" | "indexed") {
                    rest.push(piece.clone());
                }
            }
            _ => {
                if let Some(value) =
                    after("default ").filter(|value| says(value) && value.split(' ').count() < 3)
                {
                    column.default = value;
                } else if let Some(target) = target(&piece) {
                    column.references = target;
                } else {
                    rest.push(piece.clone());
                }
            }
        }
    }
    // A piece that is part of a sentence means the whole sentence.
    rest
}

/// The target of `references doors.id`, `FK -> users(id)` or `users.id` alone.
fn target(piece: &str) -> Option<String> {
    let lower = piece.to_lowercase();
    let marks = [
        "foreign key references ",
        "references ",
        "refers to ",
        "fk to ",
        "fk -> ",
        "fk → ",
        "fk: ",
        "fk ",
        "-> ",
        "→ ",
        "verweist auf ",
    ];
    let rest =
        marks.iter().find_map(|mark| lower.starts_with(mark).then(|| piece.get(mark.len()..)).flatten());
    let alone = rest.is_none();
    let text = rest.unwrap_or(piece).trim().trim_end_matches('.');
    let (table, column) = match text.split_once('(') {
        Some((table, column)) => (table.trim(), column.strip_suffix(')')?.trim()),
        None => text.split_once('.')?,
    };
    let known = is_id(table) && is_id(column) && !(alone && text.contains('('));
    known.then(|| format!("{table}.{column}"))
}

/// A heading with the columns of a table below it.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, words: &str, parent: &Place) -> bool {
    let source = named::unnumbered(&node.heading.source);
    let topic = if parent.topic == "tables" { "tables" } else { "elsewhere" };
    if matches!(parent.topic.as_str(), "api" | "prose" | "decisions") {
        return false;
    }
    let Some(name) = name_in(source).or_else(|| name_in(words)) else { return false };
    let mut taken: Option<usize> = None;
    let mut columns: Option<Vec<OtherColumn>> = None;
    for (at, block) in node.blocks.iter().enumerate() {
        let found = match &block.kind {
            MarkdownKind::Table(heads, rows) if is_columns(reader, heads, topic) => {
                read_columns(reader, &Grid { heads, rows, line: block.line })
            }
            MarkdownKind::List(items) if topic == "tables" => list_columns(items),
            _ => None,
        };
        if found.is_some() {
            (taken, columns) = (Some(at), found);
            break;
        }
    }
    let (Some(taken), Some(columns)) = (taken, columns) else { return false };
    let table = OtherTable { name: name.clone(), line: node.heading.line, columns, ..OtherTable::default() };
    if !declare(reader, table, "a heading with fields and types below it") {
        return false;
    }
    let left: Vec<Block> = node
        .blocks
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != taken)
        .map(|(_, block)| block.clone())
        .collect();
    let id = if is_id(&name) { name } else { crate::design::as_id(&name) };
    let inside = Place { inside: true, topic: "table-text".to_owned(), ..parent.clone() };
    let text = reader.text_of(&left, &node.below, &inside);
    let path = ["tables", id.as_str()];
    let known = reader.draft.string(&path, "description").unwrap_or_default();
    reader.draft.replace(&path, "description", literal::text(&joined(&known, &text)));
    if !says(&text) && !says(&known) {
        reader.draft.remove(&path, "description");
    }
    true
}

/// Columns as items: `` `id`: uuid, primary key`` or `name (text)`.
fn list_columns(items: &[ListItem]) -> Option<Vec<OtherColumn>> {
    let read = items.iter().map(|item| {
        if !item.rest().is_empty() {
            return None;
        }
        let text = item.text();
        let (name, rest) = match named::called(text) {
            Some(called) => (called.name, called.text),
            None => {
                let (name, rest) = text.split_once(" (")?;
                (plain_words(name).into_owned(), rest.replacen(')', "", 1))
            }
        };
        let rest = rest.strip_prefix('(').map_or(rest.clone(), |rest| rest.replacen(')', ",", 1));
        let (data_type, more) = rest.split_once([',', ';']).unwrap_or((&rest, ""));
        let data_type = plain_words(data_type).trim().trim_end_matches('.').to_owned();
        let word = normal(&data_type);
        let first = word
            .split(' ')
            .next()
            .unwrap_or_default()
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned();
        let is_type = TYPES.contains(&first.as_str()) && word.split(' ').count() <= 3;
        if !is_type || !is_id(&name) {
            return None;
        }
        let mut column = OtherColumn { name, data_type, ..OtherColumn::default() };
        let rest = constraints(more, &mut column);
        column.description = if rest.is_empty() { String::new() } else { more.trim().to_owned() };
        Some(column)
    });
    let columns: Option<Vec<OtherColumn>> = read.collect();
    columns.filter(|columns| columns.len() > 1)
}

const TYPES: [&str; 34] = [
    "uuid",
    "text",
    "varchar",
    "char",
    "string",
    "int",
    "integer",
    "bigint",
    "smallint",
    "serial",
    "bigserial",
    "bool",
    "boolean",
    "timestamp",
    "timestamptz",
    "date",
    "datetime",
    "time",
    "json",
    "jsonb",
    "numeric",
    "decimal",
    "float",
    "double",
    "real",
    "bytea",
    "blob",
    "enum",
    "number",
    "money",
    "inet",
    "array",
    "objectid",
    "tinyint",
];

/// Code that creates tables.
pub(super) fn code(reader: &mut Reader<'_, '_>, block: &Block, code: &str, place: &Place) -> bool {
    if place.topic == "prose" {
        return false;
    }
    let mut any = false;
    for mut table in crate::interchange::sql::tables(code) {
        table.line += block.line;
        any |= declare(reader, table, "created in SQL");
    }
    any
}
