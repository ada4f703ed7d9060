//! Writes chapters below another one, as JSON.

use std::ops::Range;

use serde_json::{Value, json};

use super::ProtocolError;
use super::walk::Parts;
use crate::book::chapter::page::Added;

/// A range of the book, and what takes its place.
pub(super) type Edit = (Range<usize>, Vec<u8>);

/// The edit that puts chapters below another one, after those that are there. `all` are the chapters of the
/// book. None if what the book has there is no list.
pub(super) fn insertion<'p>(
    json: &str,
    (name, parts): (&str, &Parts),
    all: impl Iterator<Item = &'p Parts>,
    below: &[&Added],
) -> Result<Option<Edit>, ProtocolError> {
    let text = |range: &Option<Range<usize>>| range.clone().and_then(|range| json.get(range));
    let number = numbers(text(&parts.number));
    let parents: Vec<String> =
        text(&parts.parent_names).and_then(|names| serde_json::from_str(names).ok()).unwrap_or_default();
    let parents: Vec<String> = parents.into_iter().chain([name.to_owned()]).collect();

    let is_below =
        |other: &&Parts| parts.sub_items.as_ref().is_some_and(|list| list.contains(&other.whole.start));
    let there = all.filter(is_below).filter_map(|other| numbers(text(&other.number)));
    let depth = number.as_ref().map_or(0, Vec::len);
    let last = there.filter(|other| other.len() == depth + 1).filter_map(|other| other.last().copied()).max();

    let mut items = Vec::new();
    for (nth, added) in (last.unwrap_or(0).saturating_add(1)..).zip(below) {
        let number = number.as_ref().map(|above| [above.as_slice(), &[nth]].concat());
        if !items.is_empty() {
            items.push(b',');
        }
        serde_json::to_writer(&mut items, &item(added, number.as_deref(), &parents))
            .map_err(ProtocolError::Book)?;
    }
    let [before, after] = match text(&parts.sub_items) {
        Some(list) if list.starts_with('[') => {
            let is_empty = list.trim_start_matches('[').trim_end_matches(']').trim().is_empty();
            [if is_empty { "" } else { "," }, ""]
        }
        Some("null") => ["[", "]"],
        None => [",\"sub_items\":[", "]"],
        Some(_) => return Ok(None),
    };
    let at = match &parts.sub_items {
        Some(null) if before == "[" => null.clone(),
        Some(list) => list.end - 1..list.end - 1,
        None => parts.whole.end - 1..parts.whole.end - 1,
    };
    Ok(Some((at, [before.as_bytes(), &items, after.as_bytes()].concat())))
}

fn item(added: &Added, number: Option<&[u32]>, parents: &[String]) -> Value {
    json!({ "Chapter": {
        "name": added.name,
        "content": added.content,
        "number": number,
        "sub_items": [],
        "path": added.path,
        "source_path": null,
        "parent_names": parents,
    }})
}

/// A chapter's number, such as `[1,2]`; none for `null`.
fn numbers(json: Option<&str>) -> Option<Vec<u32>> {
    serde_json::from_str(json?).ok()
}
