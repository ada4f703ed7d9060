//! Entity relationship diagrams: tables and their columns.

use super::super::schema::{OtherColumn, OtherTable};
use super::{lines, plain};

/// Reads an entity relationship diagram; `None` for any other.
pub(crate) fn entities(script: &str) -> Option<Vec<OtherTable>> {
    let mut lines = lines(script);
    if lines.next()?.1 != "erDiagram" {
        return None;
    }
    let mut tables: Vec<OtherTable> = Vec::new();
    let mut relations: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for (number, line) in lines {
        if open {
            open = !line.starts_with('}');
            if let (true, Some(table), Some(column)) = (open, tables.last_mut(), column(line)) {
                table.columns.push(column);
            }
        } else if let Some(name) = line.strip_suffix('{') {
            let name = name.trim();
            let name = name.split_once('[').map_or(name, |(_, label)| label.trim_end_matches(']'));
            tables.push(OtherTable { name: plain(name), line: number, ..OtherTable::default() });
            open = true;
        } else {
            relations.extend(relation(line));
        }
    }
    tables.retain(|table| !table.columns.is_empty());
    refer(&mut tables, &relations);
    Some(tables)
}

/// `uuid id PK, FK "what it is"`.
fn column(line: &str) -> Option<OtherColumn> {
    let (words, comment) = line.split_once('"').map_or((line, ""), |(words, rest)| (words, rest));
    let mut parts = words.split_whitespace();
    let (data_type, name) = (parts.next()?, parts.next()?);
    let keys: Vec<&str> = parts.flat_map(|part| part.split(',')).collect();
    Some(OtherColumn {
        name: name.trim_start_matches('*').to_owned(),
        data_type: data_type.to_owned(),
        primary: keys.contains(&"PK"),
        unique: keys.contains(&"UK"),
        description: plain(comment),
        // Until the relations are known.
        references: if keys.contains(&"FK") { "?".to_owned() } else { String::new() },
        ..OtherColumn::default()
    })
}

fn relation(line: &str) -> Option<(String, String)> {
    let (ends, _) = line.split_once(':').unwrap_or((line, ""));
    let mut parts = ends.split_whitespace();
    let (from, _, to) = (parts.next()?, parts.next()?, parts.next()?);
    Some((from.to_owned(), to.to_owned()))
}

/// Gives each foreign key its target: the related table that its name begins with, or the only one.
fn refer(tables: &mut [OtherTable], relations: &[(String, String)]) {
    let keys: Vec<(String, Option<String>)> =
        tables.iter().map(|table| (table.name.clone(), table.key().map(str::to_owned))).collect();
    for table in tables {
        let related: Vec<&(String, Option<String>)> = keys
            .iter()
            .filter(|(name, _)| {
                relations
                    .iter()
                    .any(|(a, b)| (a == name && *b == table.name) || (b == name && *a == table.name))
            })
            .collect();
        let open = table.columns.iter().filter(|column| column.references == "?").count();
        for column in table.columns.iter_mut().filter(|column| column.references == "?") {
            let stem = column.name.to_lowercase();
            let stem = stem.strip_suffix("_id").or_else(|| stem.strip_suffix("id")).unwrap_or(&stem);
            let alike = |name: &str| {
                let name = name.to_lowercase();
                name == stem
                    || name.strip_suffix('s') == Some(stem)
                    || name.replace('_', "") == stem.replace('_', "")
            };
            let named = related.iter().find(|(name, _)| alike(name));
            let only = related.first().filter(|_| related.len() == 1 && open == 1);
            let target = named.or(only).and_then(|(name, key)| Some(format!("{name}.{}", key.as_ref()?)));
            column.references = target.unwrap_or_default();
        }
    }
}
