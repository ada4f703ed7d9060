//! Decisions: records in the forms of Nygard and MADR, headings, items and rows.

mod options;
mod parts;
mod written;

use super::super::super::outline::{Heading, ListItem};
use super::super::super::words::normal;
use super::super::cells::{Row, says};
use super::super::items;
use super::super::reader::{Place, Reader};
use super::super::source::FrontEntry;
use super::super::tree::Node;
use super::super::vocabulary::Vocabulary;
use super::{Grid, is_name, line_of};
use crate::markdown::plain_words;
use parts::{Part, blocks, consequence, is_key, part};
use written::{Choice, Written, declare, number};

pub(super) use written::finish;

/// Whether a heading with these below it is the record of one decision.
pub(in super::super) fn is_record(words: &Vocabulary, heading: Option<&Heading>, below: &[Node]) -> bool {
    let has = |key: &str| below.iter().any(|node| words.means(items::unnumbered(&node.heading.words), key));
    let is_numbered = heading.is_some_and(|heading| {
        number(items::unnumbered(&heading.words)).is_some() || number(&heading.words).is_some()
    });
    let parts = usize::from(has("context"))
        + usize::from(has("outcome"))
        + usize::from(has("consequences"))
        + usize::from(has("options"));
    let others = below.iter().filter(|node| {
        let named = words.heading(&node.heading.words);
        named.is_some_and(|named| {
            matches!(named.topic.as_str(), "components" | "api" | "requirements" | "tables" | "architecture")
        })
    });
    (has("outcome") && parts >= 2 && others.count() == 0) || (is_numbered && parts >= 2)
}

/// Reads the record of one decision.
pub(in super::super) fn decision(
    reader: &mut Reader<'_, '_>,
    node: &Node,
    place: &Place,
    front: &[FrontEntry],
) {
    let bare = items::unnumbered(&node.heading.source).to_owned();
    let own_number = (bare != node.heading.source.trim())
        .then(|| node.heading.source.trim().chars().take_while(char::is_ascii_digit).collect::<String>())
        .filter(|number| !number.is_empty() && place.topic.is_empty());
    let (numbered, title) = match number(&bare) {
        Some((number, title)) => (Some(number), title),
        None => (own_number, bare),
    };
    let mut written = Written { title, number: numbered, ..Written::default() };
    for entry in front {
        match entry.key.to_lowercase().as_str() {
            "status" => written.status.clone_from(&entry.value),
            "date" => written.date.clone_from(&entry.value),
            "deciders" | "decision-makers" => written.makers.clone_from(&entry.value),
            _ => {}
        }
    }
    let inside = Place { inside: true, topic: "decision".to_owned(), ..place.clone() };
    let mut at = Part::Context;
    blocks(reader, &node.blocks, &mut at, &mut written, &inside);
    for child in &node.below {
        part(reader, child, &mut at, &mut written, &inside);
    }
    declare(reader, written, node.heading.line, "a record with a context and a decision");
}

/// A heading below decisions.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, parent: &Place) -> bool {
    let title = items::unnumbered(&node.heading.source);
    if node.blocks.is_empty() && node.below.is_empty() {
        return false;
    }
    // A heading with nothing but other headings groups them.
    if node.blocks.is_empty() && !node.below.iter().any(|child| is_key(reader, &child.heading.words)) {
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
    let mut taken = Vec::new();
    for item in items {
        let numbered = number(plain_words(item.text()).trim());
        let called =
            items::called(item.text()).filter(|called| says(&called.text) && !is_key(reader, &called.name));
        let (numbered, title, text) = match (numbered, called) {
            (Some((number, _)), Some(called)) if called.marked => {
                // The id, or the id and the title, is in bold.
                let (_, title) = self::number(&called.name).unwrap_or_default();
                if says(&title) {
                    (Some(number), title, called.text)
                } else {
                    match items::called(&called.text).filter(|inner| says(&inner.text)) {
                        Some(inner) => (Some(number), inner.name, inner.text),
                        None => (Some(number), called.text, String::new()),
                    }
                }
            }
            (Some((number, title)), _) => match items::called(&title).filter(|inner| says(&inner.text)) {
                Some(inner) => (Some(number), inner.name, inner.text),
                None => (Some(number), title, String::new()),
            },
            (None, Some(called)) if called.marked || called.name.split(' ').count() > 1 => {
                (None, called.name, called.text)
            }
            _ => {
                taken.push(false);
                continue;
            }
        };
        let mut written = Written { title, number: numbered, ..Written::default() };
        if says(&text) {
            written.rationale.push(text);
        }
        let inside = Place { inside: true, topic: "decision".to_owned(), ..place.clone() };
        let mut at = Part::Outcome;
        blocks(reader, item.rest(), &mut at, &mut written, &inside);
        declare(reader, written, line_of(item), "an item below decisions");
        taken.push(true);
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
        let mut written = Written::default();
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
