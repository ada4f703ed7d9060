//! Risks, in lists and tables.

use super::super::cells::Row;
use super::super::reader::Reader;
use super::{Grid, known};
use crate::authoring::literal;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, says};
use crate::markdown::plain_words;

/// What is said of a risk.
#[derive(Default)]
pub(super) struct Risk {
    pub(super) id: Option<String>,
    pub(super) text: String,
    pub(super) likelihood: Option<&'static str>,
    pub(super) impact: Option<&'static str>,
    pub(super) mitigation: String,
    pub(super) owner: String,
    /// What else a row says.
    pub(super) more: Vec<String>,
}

/// Adds a risk. Returns `false` if it says nothing, or if a design has no risks.
pub(super) fn risk(reader: &mut Reader<'_, '_>, risk: Risk, line: usize, what: &str) -> bool {
    if !known(reader, "risks") || !says(&risk.text) {
        return false;
    }
    let written = risk.id.filter(|id| !reader.draft.has_table(&["risks", id]));
    let id = written.unwrap_or_else(|| {
        let mut number = reader.draft.count("risks") + 1;
        while reader.draft.has_table(&["risks", &format!("RISK-{number}")]) {
            number += 1;
        }
        let id = format!("RISK-{number}");
        reader.draft.counted("risks", &id);
        id
    });
    let path = ["risks", id.as_str()];
    reader.draft.set(&path, "text", literal::text(risk.text.trim()));
    for text in &risk.more {
        reader.draft.add(&path, "text", text, true);
    }
    for (key, word) in [("likelihood", risk.likelihood), ("impact", risk.impact)] {
        if let Some(word) = word {
            reader.draft.set(&path, key, literal::string(word));
        }
    }
    for (key, text) in [("mitigation", &risk.mitigation), ("owner", &risk.owner)] {
        if says(text) {
            let text = if key == "owner" {
                literal::string(plain_words(text).trim())
            } else {
                literal::text(text.trim())
            };
            reader.draft.set(&path, key, text);
        }
    }
    reader.mark(&path, line, format!("`{id}` is a risk: it is {what}"));
    true
}

fn level(cell: &str) -> Option<&'static str> {
    match normal(cell).as_str() {
        "low" => Some("low"),
        "medium" => Some("medium"),
        "high" => Some("high"),
        _ => None,
    }
}

/// A level that a design has a word for, taken from its column.
fn rated(row: &mut Row<'_>, cells: &[String], reader: &Reader<'_, '_>, key: &str) -> Option<&'static str> {
    let column = row.find(reader.words, key)?;
    let found = cells.get(column).and_then(|cell| level(&plain_words(cell)));
    if found.is_some() {
        row.at(column);
    }
    found
}

/// The rows of a table of risks.
pub(super) fn risks(reader: &mut Reader<'_, '_>, table: &Grid<'_>) -> Option<Vec<usize>> {
    let heads = table.heads;
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let mut id = None;
        if let Some(column) = row.find(reader.words, "id") {
            let cell = cells.get(column).map(|cell| plain_words(cell).trim().to_owned()).unwrap_or_default();
            let written = named::id(&cell).filter(|(_, rest)| rest.is_empty()).map(|(id, _)| id);
            let is_number = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
            if written.is_some() || is_number {
                row.at(column);
                id = written.or_else(|| Some(format!("RISK-{cell}")));
            }
        }
        let text = row.take(reader.words, "risk");
        let text = if text.is_empty() { row.take(reader.words, "description") } else { text };
        let text = if text.is_empty() { row.first() } else { text };
        let likelihood = rated(&mut row, cells, reader, "likelihood");
        let impact = rated(&mut row, cells, reader, "impact");
        let mitigation = row.take(reader.words, "mitigation");
        let owner = row.take(reader.words, "owner");
        let more = row.rest();
        risk(
            reader,
            Risk { id, text, likelihood, impact, mitigation, owner, more },
            table.line(at),
            "a row of a table of risks",
        )
    })
}
