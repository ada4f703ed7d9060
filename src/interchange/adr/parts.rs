//! The parts of the record of a decision, by their labels.

use super::Reading;
use super::options::{argument, option, option_heading, pros_and_cons};
use super::record::{Choice, Once, Record};
use crate::markdown::labels::{Labelled, after_separator, labelled, normal, statements};
use crate::markdown::named::{self, is_name, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;
use crate::template::Vocabulary;

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
    fn beside(self, written: &mut Record) -> &mut Vec<String> {
        match self {
            Self::Context | Self::Drivers | Self::Options | Self::Status => &mut written.context,
            Self::Outcome | Self::Consequences(_) | Self::ProsAndCons => &mut written.rationale,
        }
    }
}

pub(super) fn part(reading: &mut Reading<'_>, node: &Node, at: &mut Part, written: &mut Record) {
    let heading = named::unnumbered(&node.heading.words).to_owned();
    let found = part_named(reading.words, &heading);
    let is_child_of_consequences =
        matches!(*at, Part::Consequences(_)) && matches!(found, Some(Part::Consequences(Some(_))));
    match found {
        Some(Part::ProsAndCons) => {
            pros_and_cons(reading, node, written);
            return;
        }
        Some(Part::Status) => {
            let text = node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
            written.say(Once::Status, &heading, &text);
        }
        Some(found) => {
            *at = found;
            blocks(reading, &node.blocks, at, written);
            if !is_child_of_consequences && found == Part::Options {
                // Each option under a heading of its own.
                for child in &node.below {
                    option_heading(reading, child, written);
                }
                return;
            }
        }
        None => {
            if let Some(once) = once(reading.words, &heading) {
                let text =
                    node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join(", ");
                written.say(once, &heading, &text);
                for child in &node.below {
                    part(reading, child, at, written);
                }
                return;
            }
            // What the form does not know stays under its heading.
            let text = (reading.text)(&node.blocks, &node.below);
            let source = named::unnumbered(&node.heading.source);
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
        part(reading, child, at, written);
    }
}

/// Reads blocks of a record at a part; labelled statements name their part.
pub(super) fn blocks(reading: &mut Reading<'_>, content: &[Block], at: &mut Part, written: &mut Record) {
    for block in content {
        match &block.kind {
            MarkdownKind::Paragraph => {
                let said = statements(&block.source);
                let labels: Vec<_> =
                    if said.is_empty() { plain_statements(reading, &block.source) } else { said };
                let known =
                    !labels.is_empty() && labels.iter().all(|label| is_key(reading.words, &label.label));
                if known {
                    for label in labels {
                        statement(reading, &label.label, &label.rest, at, written);
                    }
                    continue;
                }
                put(reading, block, *at, written);
            }
            MarkdownKind::List(items) => {
                let is_keyed = |item: &ListItem| {
                    named::called(item.text()).is_some_and(|called| is_key(reading.words, &called.name))
                };
                let keys = items.iter().filter(|item| is_keyed(item)).count();
                let keyed = keys > 0 && keys * 2 > items.len() && items.first().is_some_and(is_keyed);
                if keyed && !matches!(*at, Part::Options | Part::Drivers) {
                    for item in items {
                        let called =
                            named::called(item.text()).filter(|called| is_key(reading.words, &called.name));
                        let Some(called) = called else {
                            at.beside(written).push(item.source());
                            continue;
                        };
                        statement(reading, &called.name, &called.text, at, written);
                        blocks(reading, item.rest(), at, written);
                    }
                } else {
                    put(reading, block, *at, written);
                }
            }
            MarkdownKind::Rule => {}
            _ => put(reading, block, *at, written),
        }
    }
}

pub(super) fn statement(reading: &Reading<'_>, label: &str, text: &str, at: &mut Part, written: &mut Record) {
    if let Some(once) = once(reading.words, label) {
        written.say(once, label, text);
    } else if let Some(part) = part_named(reading.words, label) {
        if part == Part::Status {
            written.say(Once::Status, label, text);
            return;
        }
        *at = part;
        if says(text) {
            text_at(text, part, written);
        }
    }
}

/// `Status: accepted` on each line, without marks.
fn plain_statements(reading: &Reading<'_>, source: &str) -> Vec<Labelled> {
    let lines: Vec<_> = source
        .lines()
        .map(|line| line.trim_end_matches('\\').trim())
        .map(|line| emphasised(line).or_else(|| labelled(line)))
        .collect();
    let all = lines.iter().all(|line| line.as_ref().is_some_and(|line| is_key(reading.words, &line.label)));
    if all { lines.into_iter().flatten().collect() } else { Vec::new() }
}

/// `*Status:* accepted`.
fn emphasised(line: &str) -> Option<Labelled> {
    let mark = line.chars().next().filter(|c| matches!(c, '*' | '_'))?;
    let (label, rest) = line.strip_prefix(mark)?.split_once(mark)?;
    let label = label.trim_end_matches(':').trim().to_owned();
    (!label.is_empty()).then(|| Labelled { label, rest: after_separator(rest), bold: false })
}

pub(crate) fn is_key(words: &Vocabulary, label: &str) -> bool {
    part_named(words, label).is_some() || once(words, label).is_some()
}

/// What a label names that a record says once, beside its status.
fn once(words: &Vocabulary, label: &str) -> Option<Once> {
    let known = [("date", Once::Date), ("makers", Once::Makers), ("superseded-by", Once::Superseded)];
    known.into_iter().find(|(key, _)| words.means(label, key)).map(|(_, once)| once)
}

/// The part that a label names.
fn part_named(words: &Vocabulary, label: &str) -> Option<Part> {
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
fn text_at(text: &str, at: Part, written: &mut Record) {
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
fn outcome(text: &str, written: &mut Record) {
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
    // `Chosen option: "MADR"` names the option `MADR – the whole title`.
    let quoted =
        text.split_once('"').and_then(|(_, rest)| rest.split_once('"')).map(|(name, _)| normal(name));
    let begins = |choice: &&Choice| {
        quoted.as_ref().is_some_and(|name| !name.is_empty() && normal(&choice.title).starts_with(name))
    };
    let mut beginning = written.options.iter().filter(begins).map(|choice| &choice.title);
    let first = beginning.next().filter(|_| beginning.next().is_none());
    written.chosen = longest.filter(|_| only).or(first).cloned();
}

pub(crate) fn consequence(text: &str, side: Option<bool>, written: &mut Record) {
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
fn put(reading: &mut Reading<'_>, block: &Block, at: Part, written: &mut Record) {
    match (&block.kind, at) {
        (MarkdownKind::List(items), Part::Options | Part::ProsAndCons) => {
            for item in items {
                option(reading, item, written);
            }
        }
        (MarkdownKind::List(_), Part::Drivers) => written.drivers.push(block.clone()),
        (MarkdownKind::List(items), Part::Consequences(side)) => {
            for item in items {
                consequence(&joined(item.text(), &item.below()), side, written);
            }
        }
        (MarkdownKind::Paragraph, Part::Options) => {
            // A sentence in front of the options.
            written.context.push(block.source.clone());
        }
        (MarkdownKind::Paragraph, at) => text_at(&block.source, at, written),
        _ => {
            let text = (reading.text)(std::slice::from_ref(block), &[]);
            if says(&text) {
                at.beside(written).push(text);
            }
        }
    }
}
