//! Decisions: records in the forms of Nygard and MADR, headings, items and rows.

use super::super::super::head::date;
use super::super::super::outline::{Block, Heading, ListItem, MarkdownKind};
use super::super::super::words::{labelled, normal, statements};
use super::super::cells::{Row, says};
use super::super::items;
use super::super::reader::{Place, Reader};
use super::super::source::FrontEntry;
use super::super::tree::Node;
use super::super::vocabulary::Vocabulary;
use super::{Grid, below, is_name, item_list, joined, line_of};
use crate::authoring::literal;
use crate::design::DecisionStatus;
use crate::markdown::plain_words;

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

/// The number in `ADR-7: title`, `ADR 0007 - title`, `Decision 3: title`, and the title.
fn number(heading: &str) -> Option<(String, String)> {
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
struct Written {
    title: String,
    number: Option<String>,
    context: Vec<String>,
    drivers: Vec<Block>,
    rationale: Vec<String>,
    options: Vec<(String, String, Vec<String>, Vec<String>)>,
    chosen: Option<String>,
    good: Vec<String>,
    bad: Vec<String>,
    status: String,
    date: String,
    makers: String,
    superseded: String,
    /// What else a row says.
    more: Vec<String>,
}

fn declare(reader: &mut Reader<'_, '_>, mut written: Written, line: usize, what: &str) {
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
    for (title, summary, pros, cons) in &written.options {
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
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
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

/// Where the text of a record belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Context,
    Drivers,
    Options,
    Outcome,
    Consequences(Option<bool>),
    Status,
    ProsAndCons,
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

fn part(reader: &mut Reader<'_, '_>, node: &Node, at: &mut Part, written: &mut Written, inside: &Place) {
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

/// `### PostgreSQL` with arguments below it.
fn option_heading(reader: &mut Reader<'_, '_>, node: &Node, written: &mut Written, inside: &Place) {
    let title = option_title(items::unnumbered(&node.heading.words));
    let at = written.options.iter().position(|(known, ..)| normal(known) == normal(&title));
    let at = at.unwrap_or_else(|| {
        written.options.push((title, String::new(), Vec::new(), Vec::new()));
        written.options.len() - 1
    });
    let (mut pros, mut cons, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let mut side: Option<bool> = None;
    for block in &node.blocks {
        match &block.kind {
            MarkdownKind::Paragraph
                if super::label_of(block).is_some_and(|label| {
                    reader.words.means(&label, "good") || reader.words.means(&label, "bad")
                }) =>
            {
                let label = super::label_of(block).unwrap_or_default();
                side = Some(reader.words.means(&label, "good"));
            }
            MarkdownKind::List(items) => {
                let mut others = Vec::new();
                for item in items {
                    match argument(item.text()).or(side.map(|side| (side, item.text().to_owned()))) {
                        Some((true, text)) => pros.push(joined(&text, &below(item))),
                        Some((false, text)) => cons.push(joined(&text, &below(item))),
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
    let text = reader.text_of(&left, &node.below, inside);
    if let Some((_, summary, good, bad)) = written.options.get_mut(at) {
        *summary = joined(summary, &text);
        good.append(&mut pros);
        bad.append(&mut cons);
    }
}

fn pros_and_cons(reader: &mut Reader<'_, '_>, node: &Node, written: &mut Written, inside: &Place) {
    let text = reader.text_of(&node.blocks, &[], inside);
    if says(&text) {
        written.rationale.push(text);
    }
    for child in &node.below {
        option_heading(reader, child, written, inside);
    }
}

/// `Good, because …` and `Bad: …`: whether it speaks for something, and the whole text.
fn argument(text: &str) -> Option<(bool, String)> {
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

/// Reads blocks of a record at a part; labelled statements name their part.
fn blocks(
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
                            let early =
                                matches!(*at, Part::Context | Part::Drivers | Part::Options | Part::Status);
                            let key = if early { &mut written.context } else { &mut written.rationale };
                            key.push(item.source());
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

/// `Status: accepted` on each line, without marks.
fn plain_statements(reader: &Reader<'_, '_>, source: &str) -> Vec<super::super::super::words::Labelled> {
    let lines: Vec<_> = source.lines().map(|line| labelled(line.trim_end_matches('\\').trim())).collect();
    let all = lines.iter().all(|line| line.as_ref().is_some_and(|line| is_key(reader, &line.label)));
    if all { lines.into_iter().flatten().collect() } else { Vec::new() }
}

fn is_key(reader: &Reader<'_, '_>, label: &str) -> bool {
    named(reader.words, label).is_some()
        || ["date", "makers", "superseded-by"].iter().any(|key| reader.words.means(label, key))
}

fn statement(reader: &Reader<'_, '_>, label: &str, text: &str, at: &mut Part, written: &mut Written) {
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

/// Adds a text to a part.
fn text_at(text: &str, at: Part, written: &mut Written) {
    match at {
        Part::Context | Part::Status => written.context.push(text.to_owned()),
        Part::Drivers => written.drivers.push(Block::paragraph(text)),
        Part::Options => {
            let plain = plain_words(text).into_owned();
            let names: Vec<&str> = plain.trim_end_matches('.').split([',', ';']).map(str::trim).collect();
            if names.len() > 1 && names.iter().all(|name| is_name(name)) {
                for name in names {
                    written.options.push((name.to_owned(), String::new(), Vec::new(), Vec::new()));
                }
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
        .map(|(title, ..)| title)
        .filter(|title| said.contains(&format!(" {} ", normal(title))));
    let named: Vec<&String> = named.collect();
    // The longest, where one title is part of another.
    let longest = named.iter().max_by_key(|title| title.len()).copied();
    let only =
        named.iter().all(|title| longest.is_some_and(|longest| normal(longest).contains(&normal(title))));
    written.chosen = longest.filter(|_| only).cloned();
}

fn consequence(text: &str, side: Option<bool>, written: &mut Written) {
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
            let early = matches!(at, Part::Context | Part::Drivers | Part::Options | Part::Status);
            let key = if early { &mut written.context } else { &mut written.rationale };
            if says(&text) {
                key.push(text);
            }
        }
    }
}

fn option(reader: &Reader<'_, '_>, item: &ListItem, written: &mut Written) {
    let text = item.text();
    let (title, summary) = match items::called(text).filter(|called| is_name(&called.name) || called.marked) {
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
            let called = items::called(item.text());
            let side = called.as_ref().and_then(|called| {
                if reader.words.means(&called.name, "good") {
                    Some(true)
                } else if reader.words.means(&called.name, "bad") {
                    Some(false)
                } else {
                    None
                }
            });
            match (side, argument(item.text())) {
                (Some(side), _) => {
                    let text = joined(&called.map(|called| called.text).unwrap_or_default(), &below(item));
                    if side { pros.push(text) } else { cons.push(text) }
                }
                (None, Some((true, text))) => pros.push(text),
                (None, Some((false, text))) => cons.push(text),
                (None, None) => left.push(item.source()),
            }
        }
    }
    let summary = joined(&summary, &left.join("\n"));
    written.options.push((title, summary, pros, cons));
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
        for name in super::elements::split_names(&options) {
            written.options.push((name, String::new(), Vec::new(), Vec::new()));
        }
        if says(&chosen) {
            let plain = plain_words(&chosen).trim().to_owned();
            let known = written.options.iter().any(|(title, ..)| normal(title) == normal(&plain));
            if !known && is_name(&plain) {
                written.options.push((plain.clone(), String::new(), Vec::new(), Vec::new()));
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
