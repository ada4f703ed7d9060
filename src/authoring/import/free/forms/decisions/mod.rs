//! Decisions: records in the forms of Nygard and MADR, headings, items and rows.

mod written;

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::Grid;
use crate::interchange::adr::{self, Choice, Reading, Record, consequence, is_key, number};
use crate::markdown::labels::normal;
use crate::markdown::named::{self, is_name, says};
use crate::markdown::outline::{Block, ListItem};
use crate::markdown::plain_words;
use crate::markdown::prepared::FrontEntry;
use crate::markdown::tree::{Node, Tree};
use crate::template::Vocabulary;
pub(in super::super) use written::declare;

pub(super) use written::finish;

/// Reads the record of one decision.
pub(in super::super) fn decision(
    reader: &mut Reader<'_, '_>,
    node: &Node,
    place: &Place,
    front: &[FrontEntry],
) {
    let inside = Place { inside: true, topic: "decision".to_owned(), ..place.clone() };
    let words = reader.words;
    let text = &mut |blocks: &[Block], below: &[Node]| reader.text_of(blocks, below, &inside);
    let is_document = matches!(place.topic.as_str(), "" | "record");
    let mut record = adr::record(node, is_document, front, &mut Reading { words, text });
    if record.number.is_none() && place.topic == "record" {
        record.number = file_number(&reader.file);
    }
    let below = format!("a heading below “{}”", place.heading);
    let what = if place.topic == "decisions" { &below } else { "a record with a context and a decision" };
    declare(reader, record, node.heading.line, what);
}

/// The number of the file of a record, without zeros before it.
fn file_number(name: &str) -> Option<String> {
    let number: u64 = adr::number_of_file(name)?.parse().ok()?;
    Some(number.to_string())
}

/// The id and the title of the decision that a document records.
pub(in super::super) fn recorded(words: &Vocabulary, name: &str, text: &str) -> Option<(String, String)> {
    let tree = Tree::new(text, |heading| words.heading(heading).is_some());
    let node = adr::document(words, &tree, name)?;
    let nothing = &mut |_: &[Block], _: &[Node]| String::new();
    let record = adr::record(&node, true, &tree.front, &mut Reading { words, text: nothing });
    let number = record.number.or_else(|| file_number(name))?;
    Some((format!("ADR-{number}"), plain_words(&record.title).trim().to_owned()))
}

/// A heading below decisions.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, parent: &Place) -> bool {
    let title = named::unnumbered(&node.heading.source);
    if node.blocks.is_empty() && node.below.is_empty() {
        return false;
    }
    // A heading with nothing but other headings groups them.
    if node.blocks.is_empty() && !node.below.iter().any(|child| is_key(reader.words, &child.heading.words)) {
        return false;
    }
    if reader.words.heading(title).is_some_and(|named| named.whole) {
        return false;
    }
    decision(reader, node, parent, &[]);
    true
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let none = vec![false; items.len()];
    if place.topic != "decisions" || place.inside {
        return none;
    }
    let inside = Place { inside: true, topic: "decision".to_owned(), ..place.clone() };
    let words = reader.words;
    let mut taken = Vec::new();
    for item in items {
        let text = &mut |blocks: &[Block], below: &[Node]| reader.text_of(blocks, below, &inside);
        let record = adr::item(item, &mut Reading { words, text });
        taken.push(record.is_some());
        if let Some(record) = record {
            declare(reader, record, item.line(), "an item below decisions");
        }
    }
    taken
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    let heads = table.heads;
    let column = |key: &str| reader.words.column(heads, key);
    let has_reason = column("rationale").is_some()
        || column("consequences").is_some()
        || column("chosen").is_some_and(|at| at > 0);
    let strong = heads.first().is_some_and(|head| reader.words.means(head, "decision"))
        || column("decision") == Some(1);
    let here = place.topic == "decisions";
    if place.inside
        || place.topic == "prose"
        || !(here || (strong && has_reason && column("rationale").is_some()))
        || heads.len() < 2
    {
        return None;
    }
    let title_at = column("decision").or_else(|| column("name")).unwrap_or(0);
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let mut written = Record::default();
        if let Some(column) = row.find(reader.words, "id").filter(|column| *column != title_at) {
            let cell = plain_words(cells.get(column).map_or("", String::as_str)).trim().to_owned();
            let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
            if says(&digits) && cell.len() < 12 {
                row.at(column);
                written.number = Some(digits);
            }
        }
        let title = row.at(title_at);
        (written.number, written.title) = match number(&plain_words(&title)) {
            Some((number, title)) if says(&title) => (Some(number), title),
            _ => (written.number, title),
        };
        if !says(&written.title) {
            return false;
        }
        written.status = row
            .find(reader.words, "status")
            .filter(|at| heads.get(*at).is_some_and(|head| normal(head) == "status"))
            .map(|at| row.at(at))
            .unwrap_or_default();
        written.date = row.take(reader.words, "date");
        written.makers = row.take(reader.words, "makers");
        let context = row.take(reader.words, "context");
        if says(&context) {
            written.context.push(context);
        }
        let options = row.take(reader.words, "options");
        let chosen = row.take(reader.words, "chosen");
        let rationale = row.take(reader.words, "rationale");
        written.options.extend(super::elements::split_names(&options).into_iter().map(Choice::named));
        if says(&chosen) {
            let plain = plain_words(&chosen).trim().to_owned();
            let known = written.options.iter().any(|choice| normal(&choice.title) == normal(&plain));
            if !known && is_name(&plain) {
                written.options.push(Choice::named(plain.clone()));
            } else if !known {
                written.rationale.push(chosen);
            }
            written.chosen = Some(plain);
        }
        let consequences = row.take(reader.words, "consequences");
        let rationale = if rationale.is_empty() { row.take(reader.words, "description") } else { rationale };
        if says(&rationale) {
            written.rationale.push(rationale);
        }
        written.more = row.rest();
        if says(&consequences) {
            consequence(&consequences, None, &mut written);
        }
        declare(reader, written, table.line(at), "a row of a table of decisions");
        true
    })
}
