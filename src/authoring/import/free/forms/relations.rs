//! Who uses whom, in words: a table with from and to, a list of `A → B: text`.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::super::state::Relation;
use super::Grid;
use crate::markdown::named::{called, says};
use crate::markdown::outline::ListItem;
use crate::markdown::plain_words;

/// A table whose columns say from where to where. Rows with other names stay.
pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    let heads = table.heads;
    let has = |key: &str| reader.words.column(heads, key).is_some();
    if place.inside || place.topic == "prose" || !has("from") || !has("to") {
        return None;
    }
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let (from, to) = (row.take(reader.words, "from"), row.take(reader.words, "to"));
        let named = |text: &str| reader.draft.element_named(plain_words(text).trim());
        let (Some(from), Some(to)) = (named(&from), named(&to)) else { return false };
        let protocol = plain_words(&row.take(reader.words, "protocol")).trim().to_owned();
        let label = row.take(reader.words, "description");
        let label = if says(&label) { label } else { row.first() };
        let label = row.with_rest(&label).join("; ");
        relate(reader, Relation { from, to, label, protocol, ..Relation::default() }, table.line(at));
        true
    })
}

/// Items that all say `A → B: text`, about elements that there are.
pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let none = vec![false; items.len()];
    if place.inside || place.topic == "prose" {
        return none;
    }
    let read: Option<Vec<Relation>> = items.iter().map(|item| relation(reader, item)).collect();
    let Some(relations) = read else { return none };
    for (relation, item) in relations.into_iter().zip(items) {
        relate(reader, relation, item.line());
    }
    vec![true; items.len()]
}

fn relation(reader: &Reader<'_, '_>, item: &ListItem) -> Option<Relation> {
    if !item.rest().is_empty() {
        return None;
    }
    let plain = plain_words(item.text()).into_owned();
    let (from, rest) = ["-->", "->", "→", "⇒", "=>"].iter().find_map(|mark| plain.split_once(mark))?;
    let (to, label) = match called(rest.trim()) {
        Some(called) => (called.name, called.text),
        None => match rest.split_once('(') {
            Some((to, label)) => (to.trim().to_owned(), label.trim_end_matches(')').to_owned()),
            None => (rest.trim().to_owned(), String::new()),
        },
    };
    let from = reader.draft.element_named(from.trim())?;
    let to = reader.draft.element_named(to.trim())?;
    Some(Relation { from, to, label, ..Relation::default() })
}

fn relate(reader: &mut Reader<'_, '_>, relation: Relation, line: usize) {
    let text = format!("`{}` uses `{}`: a relation in words", relation.from, relation.to);
    reader.guess(line, text);
    reader.state.relations.push(relation);
}
