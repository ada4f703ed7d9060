//! Entity relationship diagrams: tables and their columns.

use std::collections::HashMap;

use super::super::schema::{OtherColumn, OtherTable};
use super::{lines, plain};

/// What an entity relationship diagram says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    /// The entities that have attributes.
    pub(crate) tables: Vec<OtherTable>,
    /// The lines of the script that were not understood, from 1.
    pub(crate) unread: Vec<usize>,
    pub(crate) title: String,
}

/// Reads an entity relationship diagram; `None` for any other.
pub(crate) fn entities(script: &str) -> Option<Entities> {
    let mut lines = lines(script);
    if lines.next()?.1 != "erDiagram" {
        return None;
    }
    let mut read = Entities::default();
    let mut tables: Vec<OtherTable> = Vec::new();
    let mut relations: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for (number, line) in lines {
        if open {
            open = !line.starts_with('}');
            match (column(line), tables.last_mut()) {
                (Some(column), Some(table)) if open => {
                    table.columns.push(OtherColumn { line: number, ..column });
                }
                (None, _) if open => read.unread.push(number),
                _ => {}
            }
        } else if let Some(name) = line.strip_suffix('{') {
            let name = name.trim();
            let name = name.split_once('[').map_or(name, |(_, label)| label.trim_end_matches(']'));
            tables.push(OtherTable { name: plain(name), line: number, ..OtherTable::default() });
            open = true;
        } else if let Some(relation) = relation(line) {
            relations.push(relation);
        } else {
            match line.split_once(char::is_whitespace) {
                Some(("title", title)) => read.title = plain(title),
                Some(("direction" | "classDef" | "class" | "style" | "accTitle:" | "accDescr:", _))
                | None => {}
                Some(_) => read.unread.push(number),
            }
        }
    }
    tables.retain(|table| !table.columns.is_empty());
    refer(&mut tables, &relations);
    Some(Entities { tables, ..read })
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
    let (from, sign, to) = (parts.next()?, parts.next()?, parts.next()?);
    let is_relation = sign.contains("--") || sign.contains("..") || ["to", "optionally"].contains(&sign);
    is_relation.then(|| (from.to_owned(), to.to_owned()))
}

/// Gives each foreign key its target: the related table that its name begins with, or the only one.
fn refer(tables: &mut [OtherTable], relations: &[(String, String)]) {
    let keys: HashMap<String, Option<String>> =
        tables.iter().map(|table| (table.name.clone(), table.key().map(str::to_owned))).collect();
    let mut related: HashMap<&str, Vec<(&str, Option<&str>)>> = HashMap::new();
    for (from, to) in relations.iter().flat_map(|(from, to)| [(from, to), (to, from)]) {
        let Some(key) = keys.get(to) else { continue };
        let of = related.entry(from.as_str()).or_default();
        if of.last().is_none_or(|(last, _)| last != to) {
            of.push((to, key.as_deref()));
        }
    }
    for table in tables {
        let related = related.get(table.name.as_str()).map(Vec::as_slice).unwrap_or_default();
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
            let target = named.or(only).and_then(|(name, key)| Some(format!("{name}.{}", (*key)?)));
            column.references = target.unwrap_or_default();
        }
    }
}
