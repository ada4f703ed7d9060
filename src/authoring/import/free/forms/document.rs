//! What a document says of itself: front matter, a table or lines with its owner, date and version.

use semver::Version;

use super::super::super::head::date;
use super::super::reader::{Place, Reader};
use super::Grid;
use crate::authoring::literal;
use crate::design::Status;
use crate::markdown::labels::{labelled, normal, statements};
use crate::markdown::named::says;
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::prepared::FrontEntry;

/// Reads the front matter. What no key takes is a note.
pub(in super::super) fn front(reader: &mut Reader<'_, '_>, entries: &[FrontEntry], place: &Place) {
    let mut left = Vec::new();
    for entry in entries {
        let key = entry.key.to_lowercase();
        let taken = match key.as_str() {
            "title" => {
                let title = super::super::title::own_title(&entry.value);
                let free = !reader.draft.has(&["design"], "title") && says(&title);
                if free {
                    reader.draft.set(&["design"], "title", literal::string(&title));
                }
                free
            }
            "deciders" | "decision-makers" => statement(reader, "owner", &entry.value, entry.line),
            _ => statement(reader, &entry.key, &entry.value, entry.line),
        };
        if !taken && says(&entry.value) {
            left.push(format!("* {}: {}", entry.key, entry.value));
        }
    }
    if !left.is_empty() {
        reader.keep(place, &left.join("\n"));
    }
}

/// Reads a statement about the document. Returns `false` if no key takes it.
fn statement(reader: &mut Reader<'_, '_>, label: &str, text: &str, line: usize) -> bool {
    let plain = plain_words(text).trim().to_owned();
    let is = |key: &str| reader.words.means(label, key);
    let path = ["design"];
    if !says(&plain) {
        return false;
    }
    if normal(label) == "status" {
        let word = Status::WORDS.iter().find(|word| normal(&plain) == **word);
        let is_draft = word == Some(&Status::Draft.word());
        reader.guess(
            line,
            format!("the document says its status is “{plain}”; the design is a draft until you set it"),
        );
        return is_draft;
    }
    if is("version") && !reader.draft.has(&path, "version") {
        let bare = plain.trim_start_matches(['v', 'V']);
        let padded = [bare.to_owned(), format!("{bare}.0"), format!("{bare}.0.0")];
        let Some(version) = padded.iter().find(|version| Version::parse(version).is_ok()) else {
            return false;
        };
        reader.draft.set(&path, "version", literal::string(version));
        return true;
    }
    if is("updated") && !reader.draft.has(&path, "updated") {
        let Some(date) = date(&plain) else { return false };
        reader.draft.set(&path, "updated", date);
        return true;
    }
    if is("owner") && !reader.draft.has(&path, "owners") {
        let names =
            plain.split([',', ';']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
        let names: Vec<&str> = names.map(str::trim).filter(|name| says(name)).collect();
        if plain.len() > 120 || plain != text.trim().trim_matches('*') && text.contains("](") {
            return false;
        }
        reader.draft.set(&path, "owners", literal::list(names));
        return true;
    }
    if is("ticket") && !reader.draft.has(&path, "ticket") && !text.contains("](") {
        reader.draft.set(&path, "ticket", literal::string(&plain));
        return true;
    }
    false
}

/// Reads a block in front of the first section. Returns what is left of it.
pub(in super::super) fn document(reader: &mut Reader<'_, '_>, block: Block, place: &Place) -> Option<Block> {
    let MarkdownKind::Paragraph = &block.kind else { return Some(block) };
    let mut left: Vec<String> = Vec::new();
    let mut any = false;
    for line in block.source.lines() {
        let pieces: Vec<&str> = line.split(" · ").flat_map(|piece| piece.split(" | ")).collect();
        let read: Vec<bool> = pieces
            .iter()
            .map(|piece| {
                let piece = piece.trim().trim_end_matches('\\').trim();
                let inner = piece
                    .strip_prefix('*')
                    .and_then(|rest| rest.strip_suffix('*'))
                    .filter(|inner| !inner.contains('*'));
                let label = labelled(inner.unwrap_or(piece));
                label.is_some_and(|label| {
                    statement(reader, label.label.trim_end_matches(':'), &label.rest, block.line)
                })
            })
            .collect();
        if read.contains(&true) {
            any = true;
            let rest = pieces.iter().zip(&read).filter(|(_, read)| !**read).map(|(piece, _)| piece.trim());
            let rest: Vec<&str> = rest.collect();
            if !rest.is_empty() {
                left.push(rest.join(" · "));
            }
        } else {
            left.push(line.to_owned());
        }
    }
    if !any {
        // Statements that no key takes are a note, not what the design is about.
        let said = statements(&block.source);
        if !said.is_empty()
            && said.iter().all(|label| label.label.split(' ').count() <= 3)
            && said.len() == block.source.lines().count()
        {
            reader.keep(place, &block.source);
            return None;
        }
        return Some(block);
    }
    if !left.is_empty() {
        reader.keep(place, &left.join("\n"));
    }
    None
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let here = place.topic == "document" && !place.inside;
    let mut taken = Vec::new();
    for item in items {
        let label = labelled(item.text()).filter(|_| here && item.rest().is_empty());
        taken.push(label.is_some_and(|label| statement(reader, &label.label, &label.rest, item.line())));
    }
    taken
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    if place.topic != "document" || table.heads.len() != 2 || place.inside {
        return None;
    }
    // A table without a head has its first row there.
    let [label, text] = table.heads else { return None };
    if says(label)
        && !reader.words.means(label, "title")
        && statement(reader, &plain_words(label), text, table.head_line())
    {
        // Read, and harmless if it is written again.
    }
    table.each(|at, cells| {
        let [label, text] = cells else { return false };
        statement(reader, &plain_words(label), text, table.line(at))
    })
}
