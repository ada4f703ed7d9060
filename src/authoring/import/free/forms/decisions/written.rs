//! What is written of a decision, as a table of the design.

use super::super::super::super::head::date;
use super::super::super::super::outline::{Block, MarkdownKind};
use super::super::super::super::words::normal;
use super::super::super::cells::says;
use super::super::super::items;
use super::super::super::reader::Reader;
use super::super::{item_list, joined};
use crate::authoring::literal;
use crate::design::DecisionStatus;
use crate::markdown::plain_words;

/// The number in `ADR-7: title`, `ADR 0007 - title`, `Decision 3: title`, and the title.
pub(super) fn number(heading: &str) -> Option<(String, String)> {
    let text = heading.trim();
    for word in ["ADR", "Decision", "DEC", "Entscheidung", "Décision", "DR"] {
        let Some(rest) = text
            .get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word))
            .and_then(|_| text.get(word.len()..))
        else {
            continue;
        };
        let rest = rest.trim_start_matches([' ', '-', '#', '_', '.']);
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(..digits).filter(|number| !number.is_empty())?;
        let title =
            items::tail(rest.get(digits..).unwrap_or_default().trim_start_matches(['.', ')', ']', ' ']));
        return Some((number.to_owned(), title));
    }
    // `D1: title`
    let (id, title) = items::id(text)?;
    let letters: String = id.chars().take_while(char::is_ascii_uppercase).collect();
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    (matches!(letters.as_str(), "D" | "AD" | "DD") && says(&title)).then_some((digits, title))
}

/// What is written of a decision, key by key.
#[derive(Default)]
pub(super) struct Written {
    pub(super) title: String,
    pub(super) number: Option<String>,
    pub(super) context: Vec<String>,
    pub(super) drivers: Vec<Block>,
    pub(super) rationale: Vec<String>,
    pub(super) options: Vec<Choice>,
    pub(super) chosen: Option<String>,
    pub(super) good: Vec<String>,
    pub(super) bad: Vec<String>,
    pub(super) status: String,
    pub(super) date: String,
    pub(super) makers: String,
    pub(super) superseded: String,
    /// What else a row says.
    pub(super) more: Vec<String>,
}

/// An option, and the arguments for and against it.
#[derive(Default)]
pub(super) struct Choice {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) pros: Vec<String>,
    pub(super) cons: Vec<String>,
}

impl Choice {
    pub(super) fn named(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

pub(super) fn declare(reader: &mut Reader<'_, '_>, mut written: Written, line: usize, what: &str) {
    let number = written.number.clone().and_then(|number| number.parse::<u64>().ok());
    let width = written.number.as_ref().map_or(1, String::len);
    let mut next = number.unwrap_or_else(|| u64::try_from(reader.draft.count("decisions") + 1).unwrap_or(1));
    let mut id = format!("ADR-{next:0width$}");
    while reader.draft.has_table(&["decisions", &id]) {
        next += 1;
        id = format!("ADR-{next}");
    }
    let path = ["decisions", id.as_str()];
    let title = plain_words(&written.title).trim().to_owned();
    reader.draft.set(&path, "title", literal::string(if title.is_empty() { &id } else { &title }));
    reader.mark(&path, line, format!("“{title}” is a decision: it is {what}"));
    if says(&written.status) {
        match status(&written.status) {
            Some((word, rest)) => {
                reader.draft.set(&path, "status", literal::string(word));
                if word == "superseded" && says(&rest) {
                    written.superseded = rest;
                } else if says(&rest) {
                    written.context.insert(0, format!("Status: {}", written.status));
                }
            }
            None => written.context.insert(0, format!("Status: {}", written.status)),
        }
    }
    if says(&written.date) {
        match date(&plain_words(&written.date)) {
            Some(date) => reader.draft.set(&path, "date", date),
            None => written.context.insert(0, format!("Date: {}", written.date)),
        }
    }
    if says(&written.makers) {
        let names = plain_words(&written.makers).into_owned();
        let names = names
            .split([',', ';'])
            .flat_map(|part| part.split(" and "))
            .map(str::trim)
            .filter(|name| says(name));
        let names: Vec<&str> = names.collect();
        reader.draft.set(&path, "decision-makers", literal::list(names));
    }
    reader.draft.set_text(&path, "context", &written.context.join("\n\n"));
    if let [Block { kind: MarkdownKind::List(items), .. }] = written.drivers.as_slice() {
        reader.draft.set(&path, "drivers", item_list(items));
    } else if !written.drivers.is_empty() {
        let text = written.drivers.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
        reader.draft.set(&path, "drivers", literal::list([text.as_str()]));
    }
    let mut chosen = None;
    for Choice { title, summary, pros, cons } in &written.options {
        let root = ["decisions", id.as_str(), "options"];
        let option = reader.draft.id(&root, title, "option");
        let option_path = ["decisions", id.as_str(), "options", option.as_str()];
        reader.draft.set(&option_path, "title", literal::string(title));
        reader.draft.set_text(&option_path, "summary", summary);
        for (key, texts) in [("pros", pros), ("cons", cons)] {
            if !texts.is_empty() {
                reader.draft.set(&option_path, key, literal::list(texts.iter().map(String::as_str)));
            }
        }
        if written.chosen.as_ref().is_some_and(|chosen| normal(chosen) == normal(title)) {
            chosen = Some(option);
        }
    }
    if let Some(chosen) = chosen {
        reader.draft.set(&path, "chosen", literal::string(&chosen));
    }
    reader.draft.set_text(&path, "rationale", &written.rationale.join("\n\n"));
    for text in &written.more {
        reader.draft.add(&path, "rationale", text, true);
    }
    let consequences = ["decisions", id.as_str(), "consequences"];
    for (key, texts) in [("good", &written.good), ("bad", &written.bad)] {
        if !texts.is_empty() {
            reader.draft.set(&consequences, key, literal::list(texts.iter().map(String::as_str)));
        }
    }
    if says(&written.superseded) {
        reader.state.superseded.push((id, written.superseded));
    }
}

/// Resolves which decision takes the place of which; what cannot be found stays as text.
pub(in super::super) fn finish(reader: &mut Reader<'_, '_>) {
    for (id, words) in std::mem::take(&mut reader.state.superseded) {
        let plain = plain_words(&words).into_owned();
        let digits = || plain.trim().parse().ok();
        let numbered = number(plain.trim()).map_or_else(digits, |(number, _)| number.parse().ok());
        let found = numbered.and_then(|number: u64| {
            let known = reader.draft.ids("decisions");
            known
                .into_iter()
                .find(|known| known.rsplit('-').next().and_then(|n| n.parse::<u64>().ok()) == Some(number))
        });
        let titled = || {
            reader.draft.ids("decisions").into_iter().find(|known| {
                reader
                    .draft
                    .string(&["decisions", known], "title")
                    .is_some_and(|title| normal(&title) == normal(&plain))
            })
        };
        let path = ["decisions", id.as_str()];
        match found.or_else(titled).filter(|found| *found != id) {
            Some(found) => reader.draft.set(&path, "superseded-by", literal::string(&found)),
            None => {
                let context = reader.draft.string(&path, "context").unwrap_or_default();
                let text = joined(&format!("Superseded by {words}"), &context);
                reader.draft.replace(&path, "context", literal::text(&text));
            }
        }
    }
}

/// The word for a status, and what is said after it.
fn status(text: &str) -> Option<(&'static str, String)> {
    let plain = plain_words(text).into_owned();
    let plain = plain.trim().trim_end_matches('.');
    let words: [(&str, &str); 18] = [
        ("superseded by", "superseded"),
        ("superseded", "superseded"),
        ("replaced by", "superseded"),
        ("ersetzt durch", "superseded"),
        ("accepted", "accepted"),
        ("approved", "accepted"),
        ("decided", "accepted"),
        ("angenommen", "accepted"),
        ("akzeptiert", "accepted"),
        ("proposed", "proposed"),
        ("vorgeschlagen", "proposed"),
        ("rejected", "rejected"),
        ("abgelehnt", "rejected"),
        ("deprecated", "deprecated"),
        ("veraltet", "deprecated"),
        ("accepté", "accepted"),
        ("aceptada", "accepted"),
        ("implemented", "accepted"),
    ];
    let lower = plain.to_lowercase();
    let (word, status) = words.into_iter().find(|(word, _)| lower.starts_with(word))?;
    let rest = plain
        .get(word.len()..)
        .unwrap_or_default()
        .trim()
        .trim_matches(['(', ')', ',', ':', '–', '-'])
        .trim();
    // Another word than the design's own stays in the text.
    let known = DecisionStatus::WORDS.contains(&word) || word.ends_with(" by") || word.ends_with(" durch");
    let rest = if known || says(rest) { rest.to_owned() } else { word.to_owned() };
    Some((status, rest))
}
