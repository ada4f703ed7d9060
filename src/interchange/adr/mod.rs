//! Reads the record of a decision, as a document of its own or as a part of one: in the forms of MADR and
//! Nygard, with labels, or as an item of a list.
//!
//! A record has the parts as the document says them. Which labels name which part is data
//! (`templates/synonyms.toml`), to which a team may add.

mod folder;
mod item;
mod lines;
mod names;
mod options;
mod parts;
mod record;

use crate::markdown::named;
use crate::markdown::outline::{Block, Heading};
use crate::markdown::prepared::FrontEntry;
use crate::markdown::tree::{Node, Tree};
use crate::template::Vocabulary;
use parts::{Part, blocks, part};

pub use folder::read;
pub(crate) use item::item;
#[cfg(feature = "cli")]
pub(crate) use names::is_record_file;
pub(crate) use parts::{consequence, is_key};
pub(crate) use record::{Choice, Record, is_numbered, number, status};

/// What reading a record needs.
pub(crate) struct Reading<'r> {
    /// The words that name its parts.
    pub(crate) words: &'r Vocabulary,
    /// Makes the text of blocks and headings that belong to no part.
    pub(crate) text: &'r mut dyn FnMut(&[Block], &[Node]) -> String,
}

/// Whether a heading with these below it is the record of one decision.
pub(crate) fn is_record(words: &Vocabulary, heading: Option<&Heading>, below: &[Node]) -> bool {
    let has = |key: &str| below.iter().any(|node| words.means(named::unnumbered(&node.heading.words), key));
    let is_numbered = heading.is_some_and(|heading| {
        number(named::unnumbered(&heading.words)).is_some() || number(&heading.words).is_some()
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

/// The record that a document is, as a heading with all of it below; none if it is another document. `name`
/// stands in for a title.
pub(crate) fn document(words: &Vocabulary, tree: &Tree, name: &str) -> Option<Node> {
    is_record(words, tree.title.as_ref(), &tree.sections).then(|| {
        let heading = tree.title.clone().unwrap_or_else(|| Heading {
            level: 1,
            words: name.to_owned(),
            source: name.to_owned(),
            line: 1,
        });
        Node { heading, blocks: tree.preamble.clone(), below: tree.sections.clone() }
    })
}

/// The number at the beginning of a file's name: `0003-use-x.md`.
pub(crate) fn number_of_file(name: &str) -> Option<&str> {
    let digits = name.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = name.split_at(digits);
    ((1..=5).contains(&digits) && rest.starts_with(['-', '_', '.', ' '])).then_some(number)
}

/// Reads the record below a heading. Only where it is a document of its own, the number of the heading is
/// the decision's.
pub(crate) fn record(
    node: &Node,
    is_document: bool,
    front: &[FrontEntry],
    reading: &mut Reading<'_>,
) -> Record {
    let bare = named::unnumbered(&node.heading.source).to_owned();
    let own_number = (bare != node.heading.source.trim())
        .then(|| node.heading.source.trim().chars().take_while(char::is_ascii_digit).collect::<String>())
        .filter(|number| !number.is_empty() && is_document);
    let (numbered, title) = match number(&bare) {
        // `Decision 7` is a number and a title, too.
        Some((number, title)) if title.trim().is_empty() => (Some(number), bare),
        Some((number, title)) => (Some(number), title),
        None => (own_number, bare),
    };
    let mut written = Record { title, number: numbered, ..Record::default() };
    for entry in front {
        match entry.key.to_lowercase().as_str() {
            "status" => written.status.clone_from(&entry.value),
            "date" => written.date.clone_from(&entry.value),
            "deciders" | "decision-makers" => written.makers.clone_from(&entry.value),
            _ => {}
        }
    }
    let mut at = Part::Context;
    blocks(reading, &node.blocks, &mut at, &mut written);
    for child in &node.below {
        part(reading, child, &mut at, &mut written);
    }
    written
}
