//! The law of keys: whatever an author writes is printed, and comes back when the document is
//! imported. Every key of the format is filled with a word of its own, made from the declarations
//! that reading follows; so a key that is read and then forgotten fails here by itself.
//!
//! What is meant to be printed nowhere is on a list with the reason. An entry that is not needed
//! fails, too.

use std::collections::BTreeSet;

use mdbook_system_design::authoring::import::Import;
use mdbook_system_design::book::rules;
use mdbook_system_design::design::{Design, KnownFacts, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{Diagrams, Options, Report, document};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{BlockKind, Template, Templates};
use snapbox::{assert_data_eq, file};
use toml::{Table, Value};

use crate::every_field::{Filling, design};
use crate::harness::repository;

/// Keys that no document prints, in any mode of pictures, and why.
const UNSEEN: &[(&str, &str)] = &[
    ("template", "it decides how the design is printed"),
    ("requirements.*.needs", "it says which evidence the rules ask for"),
];

/// Hints for the places of boxes, which a picture follows and nothing prints.
const PLACES: &[(&str, &str)] = &[
    ("layout.architecture.near", "boxes are near each other"),
    ("layout.architecture.rows", "boxes are in rows"),
];

/// Former ids, which no document prints.
const FORMER_IDS: &[(&str, &str)] = &[
    ("api.*.was", FORMER),
    ("components.*.was", FORMER),
    ("decisions.*.options.*.was", FORMER),
    ("decisions.*.was", FORMER),
    ("design.was", FORMER),
    ("flows.*.was", FORMER),
    ("integrations.*.was", FORMER),
    ("models.*.was", FORMER),
    ("nodes.*.was", FORMER),
    ("people.*.was", FORMER),
    ("requirements.*.was", FORMER),
    ("risks.*.was", FORMER),
    ("tables.*.columns.was", FORMER),
    ("tables.*.was", FORMER),
    ("tests.*.was", FORMER),
];

/// Why.
const FORMER: &str = "former ids are for the comparison of versions";

/// Keys that a document prints and an import does not give back, and why.
const NOT_IMPORTED: &[(&str, &str)] = &[
    ("design.id", "it is the root of the file tree, which may have any name"),
    (
        "notes.summary",
        "a section of one text has no other place: the note comes back at the end of that text",
    ),
    ("requirements.*.needs", "it is not printed"),
    ("layout.architecture", "it is not printed"),
    ("layout.architecture.direction", "it is not printed"),
];

/// Reasons that are not printed, and why.
const NO_REASON: &[(&str, &str)] = &[
    ("diagrams.architecture.caption.not-applicable", "there is no diagram either"),
    ("flows.*.steps.alternatives.when.not-applicable", FRAME),
    ("flows.*.steps.loop.not-applicable", FRAME),
    ("flows.*.steps.optional.not-applicable", FRAME),
];

/// Why.
const FRAME: &str = "a frame without a condition has none to explain";

const PICTURES: [Diagrams; 3] = [Diagrams::Mermaid, Diagrams::Svg, Diagrams::None];

/// Words that are in no template, each of them once.
#[derive(Default)]
struct Words {
    count: usize,
    turns: usize,
    keys: usize,
    /// Each text is a reason.
    reasons: bool,
    /// Each text is the name of its key.
    named: bool,
    /// The name of the last thing that has one, and of the last column.
    name: String,
    column: String,
}

impl Words {
    fn next(&mut self) -> String {
        self.count += 1;
        format!("wort{}x", self.count)
    }
}

/// What keys cite, by their names.
fn cited(key: &str) -> Option<&'static str> {
    Some(match key {
        "satisfies" | "addresses" | "covers" | "verifies" | "concerns" => "requirements-second",
        "part-of" | "component" | "from" | "runs" => "components-third",
        "to" => "people-first",
        "table" => "tables-second",
        "chosen" => "options-second",
        _ => return None,
    })
}

impl Filling for Words {
    fn text(&mut self, key: &str, is_text: bool) -> Value {
        if let Some(id) = cited(key).filter(|_| !is_text) {
            return id.into();
        }
        if key == "columns" {
            return self.column.clone().into();
        }
        let word = if self.named { key.to_owned() } else { self.next() };
        match key {
            "name" => self.name.clone_from(&word),
            // A column is what has a type.
            "type" => self.column.clone_from(&self.name),
            "references" => return format!("tables-second.{word}").into(),
            _ => {}
        }
        if self.reasons && is_text {
            return Value::Table([("not-applicable".to_owned(), word.into())].into_iter().collect());
        }
        word.into()
    }

    /// The first one is often the usual one, which goes without saying.
    fn word(&self, words: &[&'static str]) -> &'static str {
        words.last().expect("a word")
    }

    fn version(&mut self) -> String {
        self.count += 1;
        format!("7.{}.0", self.count)
    }

    fn day(&mut self) -> String {
        self.turns += 1;
        format!("20{}-01-02", self.turns % 90 + 10)
    }

    fn ids(&mut self, table: &str) -> [String; 3] {
        if table == "uses" {
            return ["people-first", "components-second", "integrations-third"].map(str::to_owned);
        }
        ["first", "second", "third"].map(|number| format!("{table}-{number}"))
    }

    fn names(&mut self) -> [String; 3] {
        if self.named {
            return ["first", "second", "third"].map(str::to_owned);
        }
        [self.next(), self.next(), self.next()]
    }

    /// A column of the primary key is never null, which goes without saying.
    fn has(&mut self, key: &str) -> bool {
        self.keys += usize::from(key == "key");
        key != "key" || self.keys.is_multiple_of(2)
    }
}

struct Known {
    templates: Templates,
    context: KnownNames,
}

impl Known {
    /// The format and the one template that shows all of it.
    fn new() -> Self {
        let templates = Templates::embedded(&mut Sources::new());
        let context = KnownNames::new(&templates, rules::all());
        Self { templates, context }
    }

    fn template(&self) -> &Template {
        self.templates.find("system-design@1").ok().flatten().expect("a template")
    }

    fn design(&self, filling: &mut Words, wanted: &dyn Fn(&str) -> bool) -> Table {
        let mut context = self.context.clone();
        context.sections = self.template().sections.iter().map(|section| section.key.clone()).collect();
        // What only another template asks for is printed by that one.
        context.facts = KnownFacts::default();
        for (_, block) in self.template().blocks() {
            match &block.kind {
                BlockKind::Facts { from, fields } => {
                    for field in fields {
                        context.facts.add(from, &field.key);
                    }
                }
                BlockKind::Entries(entry) => context.facts.add_free(&entry.from),
                _ => {}
            }
        }
        let mut design = design(filling, &context, wanted);
        // What a node is a part of is a node, not a component.
        for (_, node) in design.get_mut("nodes").and_then(Value::as_table_mut).into_iter().flatten() {
            node["part-of"] = "nodes-third".into();
        }
        design
    }

    fn print(&self, table: &Table, diagrams: Diagrams) -> String {
        let text = toml::to_string(table).expect("TOML");
        let mut sources = Sources::new();
        let file = sources.add("keys.toml", text.as_str());
        let root = Root::new(&repository("tests/designs"), false);
        let mut sink = Sink::default();
        let read = Design::read(&self.context, &mut Reader::new(&mut sources, &root, file, &mut sink));
        let design = read.expect("a design");
        document(&design, self.template(), &Options { diagrams, ..Options::default() }, &Report::default())
    }

    /// The designs that together hold every key: the author's own drawings are printed instead of
    /// others.
    fn designs(&self, reasons: bool) -> [Table; 2] {
        let is_drawing = |table: &str| matches!(table, "diagrams" | "layout");
        let is_head = |table: &str| matches!(table, "template" | "design");
        let mut words = Words { reasons, ..Words::default() };
        // What a design is held against is no part of the document, as what it silences is none.
        let is_aside = |table: &str| matches!(table, "allow" | "sources");
        let all = self.design(&mut words, &|table| !is_aside(table) && !is_drawing(table));
        let mut drawings = self.design(&mut words, &|table| is_head(table) || is_drawing(table));
        // Without a tree of the author's own it is the root of the tree.
        drawings["design"].as_table_mut().expect("a table").remove("id");
        [all, drawings]
    }
}

/// The keys of a design, those of all entities as one: `components.*.name`.
fn keys(table: &Table, path: &str, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let path = join(path, key);
        below(value, &path, found);
        found.insert(path);
    }
}

fn below(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => keys(table, path, found),
        Value::Array(items) => items.iter().for_each(|item| below(item, path, found)),
        _ => {}
    }
}

fn join(path: &str, key: &str) -> String {
    let is_id = ["-first", "-second", "-third"].iter().any(|end| key.ends_with(end));
    let key = if is_id || key.starts_with("wort") { "*" } else { key };
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Takes a key away wherever it is.
fn without(value: &mut Table, at: &str, path: &str) {
    value.retain(|key, _| join(path, key) != at);
    for (key, value) in value.iter_mut() {
        let path = join(path, key);
        match value {
            Value::Table(table) => without(table, at, &path),
            Value::Array(items) => {
                items.iter_mut().filter_map(Value::as_table_mut).for_each(|table| without(table, at, &path));
            }
            _ => {}
        }
    }
}

/// The words of a design with their keys.
fn words(table: &Table) -> Vec<(String, String)> {
    let mut found = Vec::new();
    find_words(&Value::Table(table.clone()), "", &mut found);
    found
}

fn find_words(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    let mut add = |path: &str, text: &str| {
        for piece in text.split("wort").skip(1) {
            let number = piece.split('x').next().unwrap_or_default();
            found.push((path.to_owned(), format!("wort{number}x")));
        }
    };
    match value {
        Value::String(text) => add(path, text),
        Value::Array(items) => items.iter().for_each(|item| find_words(item, path, found)),
        Value::Table(table) => {
            for (key, value) in table {
                let path = join(path, key);
                if key.contains("wort") {
                    find_words(&Value::String(key.clone()), &path, found);
                }
                find_words(value, &path, found);
            }
        }
        _ => {}
    }
}

/// A key of a step, whatever frames the step is in.
fn outside_frames(key: &str) -> String {
    match (key.strip_prefix("flows.*.steps."), key.rsplit_once("steps.")) {
        (Some(_), Some((_, key))) => format!("flows.*.steps.{key}"),
        _ => key.to_owned(),
    }
}

/// Holds what fails against the list of what may.
#[track_caller]
fn settle(failed: &BTreeSet<String>, known: &[(&str, &str)], pictures: Diagrams) {
    let failed: BTreeSet<String> = failed.iter().map(|key| outside_frames(key)).collect();
    let failed = &failed;
    let listed: BTreeSet<String> = known.iter().map(|(key, _)| (*key).to_owned()).collect();
    let new: Vec<&String> = failed.difference(&listed).collect();
    let needless: Vec<&String> = listed.difference(failed).collect();
    assert!(new.is_empty() && needless.is_empty(), "{pictures:?}: lost {new:#?}, on the list {needless:#?}");
    assert!(known.iter().all(|(_, reason)| !reason.is_empty()));
}

#[test]
fn every_word_is_printed() {
    let known = Known::new();
    for pictures in PICTURES {
        let mut failed = BTreeSet::new();
        for design in known.designs(false) {
            let printed = known.print(&design, pictures);
            let all = words(&design);
            let lost = all.iter().filter(|(_, word)| !printed.contains(word.as_str()));
            failed.extend(lost.map(|(key, _)| key.clone()));
        }
        settle(&failed, &[PLACES, FORMER_IDS].concat(), pictures);
    }
}

/// The document that holds every key, each with its name as its text: a key that is added, or printed in
/// another way, is seen here.
#[test]
fn every_key_is_in_a_document_that_is_kept() {
    let known = Known::new();
    let mut words = Words { named: true, ..Words::default() };
    let is_drawing = |table: &str| matches!(table, "diagrams" | "layout");
    let design = known.design(&mut words, &|table| table != "allow" && !is_drawing(table));
    let printed = known.print(&design, Diagrams::None);
    assert_data_eq!(printed, file!["../rendering/every-key.md"].raw());
}

/// What is no word changes the document. It is enough to look at the document with the least in
/// it.
#[test]
fn every_key_is_printed() {
    let known = Known::new();
    let [whole, drawings] = known.designs(false);
    let printed = known.print(&whole, Diagrams::None);
    let mut paths = BTreeSet::new();
    keys(&whole, "", &mut paths);
    let own: BTreeSet<String> = words(&whole).into_iter().map(|(key, _)| key).collect();
    let mut failed = BTreeSet::new();
    for path in paths.difference(&own) {
        let mut less = whole.clone();
        without(&mut less, path, "");
        if known.print(&less, Diagrams::None) == printed {
            failed.insert(path.clone());
        }
    }
    assert!(words(&drawings).len() > 3);
    settle(&failed, UNSEEN, Diagrams::None);
}

#[test]
fn every_reason_is_printed_with_what_it_is_about() {
    let known = Known::new();
    for pictures in PICTURES {
        let mut failed = BTreeSet::new();
        for design in known.designs(true) {
            let printed = known.print(&design, pictures);
            let all = words(&design);
            let lost = all
                .iter()
                .filter(|(key, word)| key.ends_with(".not-applicable") && !printed.contains(word.as_str()));
            failed.extend(lost.map(|(key, _)| key.clone()));
            let lines: Vec<&str> = printed.lines().filter(|line| !line.trim().is_empty()).collect();
            let is_alone = |pair: &&[&str]| match pair {
                // A list or a heading says it of all that is below it.
                [above, line] => line.starts_with("*Not applicable*") && !above.starts_with('#'),
                _ => false,
            };
            assert_eq!(lines.windows(2).filter(is_alone).collect::<Vec<_>>(), Vec::<&[&str]>::new());
        }
        settle(&failed, NO_REASON, pictures);
    }
}

#[test]
fn every_key_comes_back() {
    let known = Known::new();
    for pictures in PICTURES {
        let mut failed = BTreeSet::new();
        for design in known.designs(false) {
            let printed = known.print(&design, pictures);
            let template = known.template();
            let import = Import {
                template,
                templates: &known.templates,
                title: "Untitled",
                schema: None,
                synonyms: None,
            };
            let back: Table = import.read(&printed).text.parse().expect("TOML");
            let table = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
            let again: BTreeSet<_> =
                words(&back).iter().map(|(key, word)| (table(key), word.clone())).collect();
            let is_lost = |(key, word): &&(String, String)| !again.contains(&(table(key), word.clone()));
            failed.extend(words(&design).iter().filter(is_lost).map(|(key, _)| key.clone()));
            let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
            keys(&design, "", &mut before);
            keys(&back, "", &mut after);
            let ends = |key: &str| (table(key), key.rsplit('.').next().unwrap_or_default().to_owned());
            let after: BTreeSet<_> = after.iter().map(|key| ends(key)).collect();
            let own: BTreeSet<String> = words(&design).into_iter().map(|(key, _)| key).collect();
            failed.extend(before.difference(&own).filter(|key| !after.contains(&ends(key))).cloned());
        }
        settle(&failed, &[NOT_IMPORTED, PLACES, FORMER_IDS].concat(), pictures);
    }
}
