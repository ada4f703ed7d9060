//! The options of a decision, and what speaks for and against them.

use super::Reading;
use super::record::{Choice, Record};
use crate::markdown::labels::normal;
use crate::markdown::named::{self, is_name, joined, label_of, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;

pub(super) fn option(reading: &Reading<'_>, item: &ListItem, written: &mut Record) {
    let text = item.text();
    let (title, summary) = match named::called(text).filter(|called| is_name(&called.name) || called.marked) {
        Some(called) => (option_title(&called.name), called.text),
        None => (option_title(text), String::new()),
    };
    let (title, summary) = if summary.is_empty() && title.is_empty() {
        (option_title(text), String::new())
    } else {
        (title, summary)
    };
    let (mut pros, mut cons, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for block in item.rest() {
        let MarkdownKind::List(items) = &block.kind else {
            left.push(block.source.clone());
            continue;
        };
        for item in items {
            let called = named::called(item.text());
            let side = called.as_ref().and_then(|called| {
                if reading.words.means(&called.name, "good") {
                    Some(true)
                } else if reading.words.means(&called.name, "bad") {
                    Some(false)
                } else {
                    None
                }
            });
            match (side, argument(item.text())) {
                (Some(side), _) => {
                    let text = joined(&called.map(|called| called.text).unwrap_or_default(), &item.below());
                    if side { pros.push(text) } else { cons.push(text) }
                }
                (None, Some((true, text))) => pros.push(text),
                (None, Some((false, text))) => cons.push(text),
                (None, None) => left.push(item.source()),
            }
        }
    }
    let summary = joined(&summary, &left.join("\n"));
    written.options.push(Choice { title, summary, pros, cons });
}

/// `### PostgreSQL` with arguments below it.
pub(super) fn option_heading(reading: &mut Reading<'_>, node: &Node, written: &mut Record) {
    let title = option_title(named::unnumbered(&node.heading.words));
    let at = written.options.iter().position(|known| normal(&known.title) == normal(&title));
    let at = at.unwrap_or_else(|| {
        written.options.push(Choice::named(title));
        written.options.len() - 1
    });
    let (mut pros, mut cons, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let mut side: Option<bool> = None;
    for block in &node.blocks {
        match &block.kind {
            MarkdownKind::Paragraph
                if label_of(block).is_some_and(|label| {
                    reading.words.means(&label, "good") || reading.words.means(&label, "bad")
                }) =>
            {
                let label = label_of(block).unwrap_or_default();
                side = Some(reading.words.means(&label, "good"));
            }
            MarkdownKind::List(items) => {
                let mut others = Vec::new();
                for item in items {
                    match argument(item.text()).or(side.map(|side| (side, item.text().to_owned()))) {
                        Some((true, text)) => pros.push(joined(&text, &item.below())),
                        Some((false, text)) => cons.push(joined(&text, &item.below())),
                        None => others.push(item.source()),
                    }
                }
                if !others.is_empty() {
                    left.push(Block {
                        line: block.line,
                        ..Block::new(MarkdownKind::Other, others.join("\n"))
                    });
                }
                side = None;
            }
            _ => left.push(block.clone()),
        }
    }
    let text = (reading.text)(&left, &node.below);
    if let Some(choice) = written.options.get_mut(at) {
        choice.summary = joined(&choice.summary, &text);
        choice.pros.append(&mut pros);
        choice.cons.append(&mut cons);
    }
}

pub(super) fn pros_and_cons(reading: &mut Reading<'_>, node: &Node, written: &mut Record) {
    let text = (reading.text)(&node.blocks, &[]);
    if says(&text) {
        written.rationale.push(text);
    }
    for child in &node.below {
        option_heading(reading, child, written);
    }
}

/// `Good, because …` and `Bad: …`: whether it speaks for something, and the whole text.
pub(super) fn argument(text: &str) -> Option<(bool, String)> {
    let lower = plain_words(text).to_lowercase();
    let begins = |words: &[&str]| {
        words
            .iter()
            .any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with([',', ':', ' '])))
    };
    let good = ["good", "pro", "pros", "positive", "gut", "vorteil", "+", "✅", "👍"];
    let bad = ["bad", "con", "cons", "negative", "schlecht", "nachteil", "−", "❌", "👎"];
    if begins(&good) {
        Some((true, text.to_owned()))
    } else if begins(&bad) {
        Some((false, text.to_owned()))
    } else {
        None
    }
}

fn option_title(text: &str) -> String {
    let plain = plain_words(text).trim().trim_end_matches(['.', ':']).to_owned();
    let rest = plain.strip_prefix("Option ").or_else(|| plain.strip_prefix("option "));
    let titled =
        rest.and_then(|rest| rest.split_once([':', '-', '–'])).map(|(_, title)| title.trim().to_owned());
    titled.filter(|title| says(title)).unwrap_or(plain)
}
