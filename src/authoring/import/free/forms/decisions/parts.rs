//! The parts of the record of a decision, by their labels.

use super::super::super::super::outline::{Block, ListItem, MarkdownKind};
use super::super::super::super::words::{Labelled, labelled, normal, statements};
use super::super::super::cells::says;
use super::super::super::items;
use super::super::super::reader::{Place, Reader};
use super::super::super::tree::Node;
use super::super::super::vocabulary::Vocabulary;
use super::super::{below, is_name, joined};
use super::options::{argument, option, option_heading, pros_and_cons};
use super::written::{Choice, Written};
use crate::markdown::plain_words;

/// Where the text of a record belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Context,
    Drivers,
    Options,
    Outcome,
    Consequences(Option<bool>),
    Status,
    ProsAndCons,
}

impl Part {
    /// The texts with which what has no key of its own stays: those before the decision, or those after it.
    fn beside(self, written: &mut Written) -> &mut Vec<String> {
        match self {
            Self::Context | Self::Drivers | Self::Options | Self::Status => &mut written.context,
            Self::Outcome | Self::Consequences(_) | Self::ProsAndCons => &mut written.rationale,
        }
    }
}

pub(super) fn part(
    reader: &mut Reader<'_, '_>,
    node: &Node,
    at: &mut Part,
    written: &mut Written,
    inside: &Place,
) {
    let heading = items::unnumbered(&node.heading.words).to_owned();
    let found = named(reader.words, &heading);
    let is_child_of_consequences =
        matches!(*at, Part::Consequences(_)) && matches!(found, Some(Part::Consequences(Some(_))));
    match found {
        Some(Part::ProsAndCons) => {
            pros_and_cons(reader, node, written, inside);
            return;
        }
        Some(Part::Status) => {
            let text = node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
            written.status = text;
        }
        Some(found) => {
            *at = found;
            blocks(reader, &node.blocks, at, written, inside);
            if !is_child_of_consequences && found == Part::Options {
                // Each option under a heading of its own.
                for child in &node.below {
                    option_heading(reader, child, written, inside);
                }
                return;
            }
        }
        None => {
            if let Some(key) = ["date", "makers"].into_iter().find(|key| reader.words.means(&heading, key)) {
                let text =
                    node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join(", ");
                let value = if key == "date" { &mut written.date } else { &mut written.makers };
                *value = text;
                return;
            }
            // What the form does not know stays under its heading.
            let text = reader.text_of(&node.blocks, &node.below, inside);
            let source = items::unnumbered(&node.heading.source);
            let text = joined(&format!("#### {source}"), &text);
            let key = if *at == Part::Context || *at == Part::Drivers {
                &mut written.context
            } else {
                &mut written.rationale
            };
            key.push(text);
            return;
        }
    }
    for child in &node.below {
        part(reader, child, at, written, inside);
    }
}

/// Reads blocks of a record at a part; labelled statements name their part.
pub(super) fn blocks(
    reader: &mut Reader<'_, '_>,
    content: &[Block],
    at: &mut Part,
    written: &mut Written,
    inside: &Place,
) {
    for block in content {
        match &block.kind {
            MarkdownKind::Paragraph => {
                let said = statements(&block.source);
                let labels: Vec<_> =
                    if said.is_empty() { plain_statements(reader, &block.source) } else { said };
                let known = !labels.is_empty() && labels.iter().all(|label| is_key(reader, &label.label));
                if known {
                    for label in labels {
                        statement(reader, &label.label, &label.rest, at, written);
                    }
                    continue;
                }
                put(reader, block, *at, written, inside);
            }
            MarkdownKind::List(items) => {
                let is_keyed = |item: &ListItem| {
                    items::called(item.text()).is_some_and(|called| is_key(reader, &called.name))
                };
                let keys = items.iter().filter(|item| is_keyed(item)).count();
                let keyed = keys > 0 && keys * 2 > items.len() && items.first().is_some_and(is_keyed);
                if keyed && !matches!(*at, Part::Options | Part::Drivers) {
                    for item in items {
                        let called = items::called(item.text()).filter(|called| is_key(reader, &called.name));
                        let Some(called) = called else {
                            at.beside(written).push(item.source());
                            continue;
                        };
                        statement(reader, &called.name, &called.text, at, written);
                        blocks(reader, item.rest(), at, written, inside);
                    }
                } else {
                    put(reader, block, *at, written, inside);
                }
            }
            MarkdownKind::Rule => {}
            _ => put(reader, block, *at, written, inside),
        }
    }
}

pub(super) fn statement(
    reader: &Reader<'_, '_>,
    label: &str,
    text: &str,
    at: &mut Part,
    written: &mut Written,
) {
    let is = |key: &str| reader.words.means(label, key);
    if is("date") && written.date.is_empty() {
        text.clone_into(&mut written.date);
    } else if is("makers") && written.makers.is_empty() {
        text.clone_into(&mut written.makers);
    } else if is("superseded-by") && written.superseded.is_empty() {
        text.clone_into(&mut written.superseded);
    } else if let Some(part) = named(reader.words, label) {
        if part == Part::Status {
            text.clone_into(&mut written.status);
            return;
        }
        *at = part;
        if says(text) {
            text_at(text, part, written);
        }
    }
}

/// `Status: accepted` on each line, without marks.
fn plain_statements(reader: &Reader<'_, '_>, source: &str) -> Vec<Labelled> {
    let lines: Vec<_> = source.lines().map(|line| labelled(line.trim_end_matches('\\').trim())).collect();
    let all = lines.iter().all(|line| line.as_ref().is_some_and(|line| is_key(reader, &line.label)));
    if all { lines.into_iter().flatten().collect() } else { Vec::new() }
}

pub(super) fn is_key(reader: &Reader<'_, '_>, label: &str) -> bool {
    named(reader.words, label).is_some()
        || ["date", "makers", "superseded-by"].iter().any(|key| reader.words.means(label, key))
}

/// The part that a label names.
fn named(words: &Vocabulary, label: &str) -> Option<Part> {
    let is = |key: &str| words.means(label, key);
    Some(match () {
        () if is("status") => Part::Status,
        () if is("prosandcons") => Part::ProsAndCons,
        () if is("drivers") => Part::Drivers,
        () if is("options") => Part::Options,
        () if is("good") => Part::Consequences(Some(true)),
        () if is("bad") => Part::Consequences(Some(false)),
        () if is("consequences") => Part::Consequences(None),
        () if is("outcome") || is("rationale") => Part::Outcome,
        () if is("context") => Part::Context,
        () => return None,
    })
}

/// Adds a text to a part.
fn text_at(text: &str, at: Part, written: &mut Written) {
    match at {
        Part::Context | Part::Status => written.context.push(text.to_owned()),
        Part::Drivers => written.drivers.push(Block::paragraph(text)),
        Part::Options => {
            let plain = plain_words(text).into_owned();
            let names: Vec<&str> = plain.trim_end_matches('.').split([',', ';']).map(str::trim).collect();
            if names.len() > 1 && names.iter().all(|name| is_name(name)) {
                written.options.extend(names.into_iter().map(Choice::named));
            } else {
                written.rationale.push(text.to_owned());
            }
        }
        Part::Outcome | Part::ProsAndCons => outcome(text, written),
        Part::Consequences(side) => consequence(text, side, written),
    }
}

/// What was decided: its text, and the option that it names.
fn outcome(text: &str, written: &mut Written) {
    written.rationale.push(text.to_owned());
    if written.chosen.is_some() {
        return;
    }
    let plain = plain_words(text).into_owned();
    let said = format!(" {} ", normal(plain.split(". ").next().unwrap_or_default()));
    let named = written
        .options
        .iter()
        .map(|choice| &choice.title)
        .filter(|title| said.contains(&format!(" {} ", normal(title))));
    let named: Vec<&String> = named.collect();
    // The longest, where one title is part of another.
    let longest = named.iter().max_by_key(|title| title.len()).copied();
    let only =
        named.iter().all(|title| longest.is_some_and(|longest| normal(longest).contains(&normal(title))));
    written.chosen = longest.filter(|_| only).cloned();
}

pub(super) fn consequence(text: &str, side: Option<bool>, written: &mut Written) {
    let said = argument(text).map(|(good, _)| good).or(side);
    let bad_words = [
        " but ",
        " risk",
        " cost",
        " slower",
        " harder",
        " lose",
        " lost",
        " no longer ",
        " must ",
        " need",
        " cannot ",
        " more complex",
        " complexity",
        " overhead",
        " extra ",
        " additional ",
        " dependency",
        " aber ",
        " muss",
        " kein",
        " not ",
    ];
    let lower = format!(" {} ", plain_words(text).to_lowercase());
    let good = said.unwrap_or_else(|| !bad_words.iter().any(|word| lower.contains(word)));
    if good { written.good.push(text.to_owned()) } else { written.bad.push(text.to_owned()) }
}

/// Puts a block where it belongs.
fn put(reader: &mut Reader<'_, '_>, block: &Block, at: Part, written: &mut Written, inside: &Place) {
    match (&block.kind, at) {
        (MarkdownKind::List(items), Part::Options | Part::ProsAndCons) => {
            for item in items {
                option(reader, item, written);
            }
        }
        (MarkdownKind::List(_), Part::Drivers) => written.drivers.push(block.clone()),
        (MarkdownKind::List(items), Part::Consequences(side)) => {
            for item in items {
                consequence(&joined(item.text(), &below(item)), side, written);
            }
        }
        (MarkdownKind::Paragraph, Part::Options) => {
            // A sentence in front of the options.
            written.context.push(block.source.clone());
        }
        (MarkdownKind::Paragraph, at) => text_at(&block.source, at, written),
        _ => {
            let text = reader.text_of(std::slice::from_ref(block), &[], inside);
            if says(&text) {
                at.beside(written).push(text);
            }
        }
    }
}
