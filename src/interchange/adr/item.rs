//! A decision as an item of a list: `**Use PostgreSQL**: one database less`, `D1: …`, with labels below it.

use super::Reading;
use super::parts::{Part, blocks, is_key};
use super::record::{Record, number};
use crate::markdown::named::{called, says};
use crate::markdown::outline::ListItem;
use crate::markdown::plain_words;

/// Reads an item, unless nothing in it is a title.
pub(crate) fn item(item: &ListItem, reading: &mut Reading<'_>) -> Option<Record> {
    let (numbered, title, text) = head(item.text(), reading)?;
    let mut written = Record { title, number: numbered, ..Record::default() };
    if says(&text) {
        written.rationale.push(text);
    }
    let mut at = Part::Outcome;
    blocks(reading, item.rest(), &mut at, &mut written);
    Some(written)
}

/// The number, the title and the text at the beginning of an item.
fn head(text: &str, reading: &Reading<'_>) -> Option<(Option<String>, String, String)> {
    let numbered = number(plain_words(text).trim());
    let named = called(text).filter(|called| says(&called.text) && !is_key(reading.words, &called.name));
    let split = |number: String, title: String| match called(&title).filter(|inner| says(&inner.text)) {
        Some(inner) => (Some(number), inner.name, inner.text),
        None => (Some(number), title, String::new()),
    };
    Some(match (numbered, named) {
        (Some((number, _)), Some(called)) if called.marked => {
            // The id, or the id and the title, is in bold.
            let (_, title) = self::number(&called.name).unwrap_or_default();
            if says(&title) { (Some(number), title, called.text) } else { split(number, called.text) }
        }
        (Some((number, title)), _) => split(number, title),
        (None, Some(called)) if called.marked || called.name.split(' ').count() > 1 => {
            (None, called.name, called.text)
        }
        _ => return None,
    })
}
