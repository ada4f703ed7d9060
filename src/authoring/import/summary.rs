//! How much of a document became keys.

use super::Import;
use crate::answer::Completeness;
use crate::book::rules;
use crate::design::{Design, KnownNames};
use crate::diagnostic::Sink;
use crate::reading::Reader;
use crate::source::{Root, Sources};

/// How much of a document became keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many of the template's questions are answered.
    pub answered: usize,
    /// How many there are.
    pub required: usize,
    /// How many entities of each kind there are, in the order of the design.
    pub entities: Vec<(&'static str, usize)>,
    /// How many words are in the design.
    pub words: usize,
    /// How many of them are in notes.
    pub in_notes: usize,
}

/// What entities are called: their table, one, several.
const NAMES: [(&str, &str, &str); 14] = [
    ("requirements", "requirement", "requirements"),
    ("technologies", "technology", "technologies"),
    ("people", "person", "people"),
    ("integrations", "external system", "external systems"),
    ("components", "component", "components"),
    ("flows", "flow", "flows"),
    ("api", "endpoint", "endpoints"),
    ("models", "model", "models"),
    ("tables", "table", "tables"),
    ("decisions", "decision", "decisions"),
    ("tests", "test", "tests"),
    ("nodes", "node", "nodes"),
    ("risks", "risk", "risks"),
    ("glossary", "term", "terms"),
];

impl Summary {
    /// Counts what is in the text of a design.
    pub(super) fn of(text: &str, import: &Import<'_>) -> Self {
        let mut sources = Sources::new();
        let mut sink = Sink::default();
        let file = sources.add("import.toml", text);
        let root = Root::new(std::path::Path::new("."), false);
        let context = KnownNames::new(import.templates, rules::all());
        let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
        let count = design.map(|design| Completeness::of(&design, import.template));
        let table: toml::Table = text.parse().unwrap_or_default();
        let entities = NAMES.iter().filter_map(|(key, ..)| {
            let number = table.get(*key).and_then(toml::Value::as_table).map_or(0, toml::Table::len);
            (number > 0).then_some((*key, number))
        });
        let entities = entities.collect();
        let in_notes = table.get("notes").map_or(0, words);
        let words = table.values().map(words).sum();
        let answered = count.as_ref().map_or(0, Completeness::answered);
        let required = count.as_ref().map_or(0, Completeness::required);
        Self { answered, required, entities, words, in_notes }
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} answered", self.answered, self.required)?;
        let named = self.entities.iter().filter_map(|(key, number)| {
            let (_, one, several) = NAMES.iter().find(|(known, ..)| known == key)?;
            Some(if *number == 1 { format!("1 {one}") } else { format!("{number} {several}") })
        });
        let named: Vec<String> = named.collect();
        if !named.is_empty() {
            write!(f, ": {}", named.join(", "))?;
        }
        let share = (100 * self.in_notes + self.words / 2).checked_div(self.words).unwrap_or_default();
        write!(f, "; {share} % of the words are in notes")
    }
}

/// How many words a value has.
fn words(value: &toml::Value) -> usize {
    match value {
        toml::Value::String(text) => text.split_whitespace().count(),
        toml::Value::Array(items) => items.iter().map(words).sum(),
        toml::Value::Table(table) => table.values().map(words).sum(),
        _ => 0,
    }
}
