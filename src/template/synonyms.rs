//! What people call the parts of a design, as data: `templates/synonyms.toml`, and what a team adds in
//! book.toml in the same form.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::{BlockKind, Template, Templates};
use crate::diagnostic::{Finding, Rule, Sink};
use crate::reading::{Node, Plain, Read, Reader, Shape, StandIn, TomlTable, nearest, parse};
use crate::source::{Root, Sources, Span};

const EMBEDDED: &str = include_str!("../../templates/synonyms.toml");

/// How many keys a message lists.
const SHOWN: usize = 40;

/// The tables of the data. What is beside them names headings, too.
const PARTS: [&str; 4] = ["headings", "facts", "columns", "kinds"];

/// Words that people use for the parts of a design.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// Headings, by section or topic.
    pub headings: Vec<Synonym>,
    /// Labels, by `table.key` of the fact that they state.
    pub facts: Vec<Synonym>,
    /// Heads of columns and labels below an entity, by what they mean.
    pub columns: Vec<Synonym>,
    /// Words in the names of components, by the kind that they leave no doubt about.
    pub kinds: Vec<Synonym>,
}

/// A word for a key.
#[derive(Clone, Debug)]
pub struct Synonym {
    /// What it is a word for.
    pub key: String,
    /// Where the key is written.
    pub at: Span,
    /// The word.
    pub word: String,
}

impl Synonyms {
    /// The words that come with the program.
    pub fn embedded() -> Self {
        let mut sources = Sources::new();
        let mut sink = Sink::default();
        let root = Root::new(std::path::Path::new("."), false);
        let file = sources.add("templates/synonyms.toml", EMBEDDED);
        let tree = parse(EMBEDDED, file, &mut sink).unwrap_or_default();
        let known = Self::of(&tree, &mut Reader::new(&mut sources, &root, file, &mut sink));
        debug_assert!(sink.is_empty(), "the synonyms are wrong: {:?}", sink.findings());
        known
    }

    fn of(table: &TomlTable<'_>, reader: &mut Reader<'_>) -> Self {
        let mut known = Self::default();
        for (key, value) in table {
            let entry = Node::entry(reader, key, value);
            let part = entry.table().filter(|_| PARTS.contains(&entry.name));
            let Some(table) = part else {
                add(&mut known.headings, entry, reader);
                continue;
            };
            let list = match entry.name {
                "facts" => &mut known.facts,
                "columns" => &mut known.columns,
                "kinds" => &mut known.kinds,
                _ => &mut known.headings,
            };
            for (key, value) in table {
                add(list, Node::entry(reader, key, value), reader);
            }
        }
        known
    }
}

impl Synonyms {
    /// Reports keys that nothing is called by: neither a topic of the program nor a section of a template.
    pub(crate) fn report_unknown(&self, templates: &Templates, rule: &'static Rule, sink: &mut Sink) {
        let is_empty =
            [&self.headings, &self.facts, &self.columns, &self.kinds].iter().all(|list| list.is_empty());
        if is_empty {
            return;
        }
        let data = Self::embedded();
        let known = |list: &[Synonym]| list.iter().map(|entry| entry.key.clone()).collect::<BTreeSet<_>>();
        let sections = templates.iter().flat_map(|template| &template.sections);
        let headings = known(&data.headings).into_iter().chain(sections.map(|section| section.key.clone()));
        let fields = templates.iter().flat_map(Template::blocks).filter_map(|(_, block)| match &block.kind {
            BlockKind::Facts { from, fields } => {
                Some(fields.iter().map(move |field| format!("{from}.{}", field.key)))
            }
            _ => None,
        });
        let facts = known(&data.facts).into_iter().chain(fields.flatten());
        let parts = [
            (&self.headings, headings.collect(), "a section or a topic"),
            (&self.facts, facts.collect(), "a fact of a template"),
            (&self.columns, known(&data.columns), "the meaning of a column"),
            (&self.kinds, known(&data.kinds), "a kind of component"),
        ];
        for (entries, known, what) in parts {
            for (entry, help) in unknown(entries, &known) {
                let message = format!("`{}` in the synonyms is not {what}", entry.key);
                sink.push(Finding::new(rule, entry.at, message).help(help));
            }
        }
    }
}

/// Each key that is not known, once, with what to write.
fn unknown<'s>(entries: &'s [Synonym], known: &BTreeSet<String>) -> Vec<(&'s Synonym, String)> {
    let mut told = BTreeSet::new();
    let others = entries.iter().filter(|entry| !known.contains(&entry.key));
    let others = others.filter(|entry| told.insert(entry.key.clone()));
    let help = |entry: &Synonym| match nearest(&entry.key, known.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => {
            let some: Vec<String> = known.iter().take(SHOWN).map(|key| format!("`{key}`")).collect();
            format!("write one of these: {}", some.join(", "))
        }
    };
    others.map(|entry| (entry, help(entry))).collect()
}

fn add(list: &mut Vec<Synonym>, entry: Node<'_>, reader: &mut Reader<'_>) {
    let words = match entry.value {
        DeValue::String(_) => Plain::read(entry, reader).map(|word| vec![word]),
        _ => Vec::<Plain>::read(entry, reader),
    };
    let words = words.unwrap_or_default().into_iter();
    list.extend(words.map(|word| Synonym { key: entry.name.to_owned(), at: entry.key, word: word.value }));
}

impl Read for Synonyms {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let table = reader.table(node, &Self::shape())?;
        Some(Self::of(table, reader))
    }

    fn shape() -> Shape {
        let words = || Shape::OneOf(vec![Vec::<Plain>::shape(), Plain::shape()]);
        let part = Shape::Map { key: None, value: Box::new(words()) };
        Shape::Map { key: None, value: Box::new(Shape::OneOf(vec![words(), part])) }
    }
}

impl StandIn for Synonyms {
    fn stand_in(_: Span) -> Self {
        Self::default()
    }
}
