//! Technologies, in lists and tables.

use super::super::cells::Row;
use super::super::reader::Reader;
use super::Grid;
use super::elements::split_names;
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::named::{called, is_name, joined, says};
use crate::markdown::outline::ListItem;
use crate::markdown::plain_words;

/// Adds a technology. Returns `false` if it is known with another text.
pub(super) fn technology(
    reader: &mut Reader<'_, '_>,
    name: &str,
    version: &str,
    text: &[String],
    line: usize,
) -> bool {
    let path = ["technologies"];
    if reader.draft.has(&path, name) || !says(name) || name == "not-applicable" {
        return false;
    }
    let value = if says(version) {
        let version = plain_words(version);
        format!("{{ purpose = {}, version = {} }}", literal::texts(text), literal::string(version.trim()))
    } else {
        literal::texts(text)
    };
    reader.draft.set(&path, name, value);
    reader.mark(&["technologies", name], line, format!("“{name}” is a technology"));
    true
}

/// The rows of a table of technologies.
pub(super) fn technologies(reader: &mut Reader<'_, '_>, table: &Grid<'_>) -> Option<Vec<usize>> {
    let heads = table.heads;
    let name_at =
        reader.words.column(heads, "technology").or_else(|| reader.words.column(heads, "name")).unwrap_or(0);
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let cell = row.at(name_at);
        let version = row.take(reader.words, "version");
        let text = row.take(reader.words, "description");
        let text = if text.is_empty() { row.take(reader.words, "rationale") } else { text };
        let text = row.with_rest(&text);
        let names = split_names(&cell);
        let mut all = !names.is_empty();
        for name in names {
            let (name, number) = versioned(&name);
            let version = if says(&version) { version.as_str() } else { number.as_str() };
            all &= technology(reader, &name, version, &text, table.line(at));
        }
        all
    })
}

/// `PostgreSQL 16` and `PostgreSQL (16)` as a name and a version.
pub(super) fn versioned(name: &str) -> (String, String) {
    let name = plain_words(name).trim().to_owned();
    let split = name.rsplit_once(' ').map(|(name, version)| {
        let inner = version.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        (name, inner.unwrap_or(version))
    });
    match split.filter(|(name, version)| says(name) && is_version(version)) {
        Some((name, version)) => (name.to_owned(), version.to_owned()),
        None => (name, String::new()),
    }
}

fn is_version(word: &str) -> bool {
    let bare = word.trim().trim_start_matches('v');
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x' | '+'))
}

/// Labels of groups of technologies.
const GROUPS: [&str; 40] = [
    "backend",
    "frontend",
    "database",
    "databases",
    "language",
    "languages",
    "cache",
    "caching",
    "queue",
    "messaging",
    "message broker",
    "infrastructure",
    "hosting",
    "monitoring",
    "testing",
    "ci cd",
    "cloud",
    "framework",
    "frameworks",
    "storage",
    "auth",
    "authentication",
    "programming language",
    "web",
    "mobile",
    "runtime",
    "tools",
    "build",
    "deployment",
    "logging",
    "search",
    "observability",
    "orm",
    "server",
    "client",
    "containers",
    "orchestration",
    "datenbank",
    "sprache",
    "data",
];

/// An item that is a technology, or a group of them.
pub(super) fn technology_item(reader: &mut Reader<'_, '_>, item: &ListItem) -> bool {
    let line = item.line();
    if let Some((name, text)) = named(item) {
        if GROUPS.contains(&normal(&name).as_str()) && item.rest().is_empty() {
            let first = text.split(['.', ';', '(']).next().unwrap_or_default();
            let names = split_names(first);
            let plain = first.len() == text.trim_end_matches('.').len()
                && names.iter().all(|name| name.split(' ').count() <= 3);
            let free = names.iter().all(|name| !reader.draft.has(&["technologies"], &versioned(name).0));
            if !plain || !free || names.is_empty() {
                return false;
            }
            for whole in names {
                let (one, version) = versioned(&whole);
                technology(reader, &one, &version, std::slice::from_ref(&name), line);
            }
            return true;
        }
        let (name, mut version) = versioned(&name);
        let mut text = text;
        // `**Kafka** (3.7): transport`
        let inner = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if let Some((inner, rest)) = inner.filter(|(inner, _)| is_version(inner) && version.is_empty()) {
            (version, text) = (inner.trim().to_owned(), rest.trim().to_owned());
        }
        return says(&text) && technology(reader, &name, &version, &[text], line);
    }
    // A name alone, with its version.
    let plain = plain_words(item.text()).trim().to_owned();
    let (name, version) = versioned(&plain);
    let alone = is_name(&plain) && plain.split(' ').count() <= 3 && item.rest().is_empty() && says(&version);
    alone && technology(reader, &name, &version, &[String::new()], line)
}

/// The name at the beginning of an item, and its text.
pub(super) fn named(item: &ListItem) -> Option<(String, String)> {
    let called = called(item.text()).filter(|called| is_name(&called.name))?;
    let text = joined(&called.text, &item.below());
    Some((called.name, text))
}
