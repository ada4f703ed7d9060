//! The design that is being written, and what found no place in it.

use std::fmt::Write as _;

use super::outline::{Block, BlockKind};
use super::words::{Hints, tidy};
use crate::authoring::literal;
use crate::design::{TABLES, as_id};
use crate::markdown::plain_words;
use crate::reading::quote_key;
use crate::template::Template;

/// What could not be placed, and where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The heading it stood under.
    pub heading: String,
    /// Where it is kept: `notes.security`, `x.import`.
    pub place: String,
    /// It, as Markdown.
    pub text: String,
}

impl Kept {
    /// Kept at the end of a section.
    pub(super) fn new(heading: &str, section: &str, text: String) -> Self {
        Self { heading: heading.to_owned(), place: format!("notes.{section}"), text }
    }
}

/// A design as tables of literals.
pub(super) struct Draft<'t> {
    pub(super) template: &'t Template,
    pub(super) hints: Hints,
    tables: Vec<Table>,
    /// What was read in as many words as the design needs, but not for sure.
    pub(super) guesses: Vec<String>,
    /// Elements, with the names by which documents speak of them.
    elements: Vec<(String, String)>,
    /// What was said first, where the document says two things.
    pub(super) displaced: Vec<Kept>,
    /// What cites elements, which may stand further below.
    pub(super) pending: Vec<Pending>,
}

#[derive(Clone, Debug)]
struct Table {
    path: Vec<String>,
    entries: Vec<(String, String)>,
}

/// A citation by name.
#[derive(Clone, Debug)]
pub(super) enum Pending {
    /// `Hot-link cache (Reads target, RESP3 over TLS); …`
    Uses { table: Vec<String>, text: String },
    /// A component by its name.
    Component { table: Vec<String>, key: &'static str, name: String },
    /// A table by its id.
    Table { table: Vec<String>, key: &'static str, id: String },
    /// Requirements by their ids.
    Requirements { table: Vec<String>, key: &'static str, ids: String },
    /// Requirements by their ids, or facts by their labels.
    Verified { table: Vec<String>, names: String },
    /// A sequence diagram.
    Flow { title: String, covers: String, mermaid: String },
}

impl<'t> Draft<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        Self {
            template,
            hints: Hints::of(template),
            tables: Vec::new(),
            guesses: Vec::new(),
            elements: Vec::new(),
            displaced: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// Sets a key to a literal. What it was set to before is kept: the document says two things.
    pub(super) fn set(&mut self, path: &[&str], key: &str, literal: String) {
        let before = self.get(path, key).filter(|before| *before != literal).map(str::to_owned);
        if let Some(before) = before {
            let heading = format!("{}.{key}", path.join("."));
            let text = string_of(&before).unwrap_or(before);
            self.displaced.push(Kept { heading, place: "x.import".to_owned(), text });
        }
        self.replace(path, key, literal);
    }

    /// Sets a key to a literal, whatever it was before.
    pub(super) fn replace(&mut self, path: &[&str], key: &str, literal: String) {
        let entries = self.table(path);
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, value)) => *value = literal,
            None => entries.push((key.to_owned(), literal)),
        }
    }

    /// Sets a key to Markdown, unless it is empty or a hint.
    pub(super) fn set_text(&mut self, path: &[&str], key: &str, text: &str) {
        if self.says(text) {
            self.set(path, key, literal::text(&tidy(text)));
        }
    }

    /// Sets a key to a plain string, unless it is empty or a hint.
    pub(super) fn set_plain(&mut self, path: &[&str], key: &str, text: &str) {
        if self.says(text) {
            self.set(path, key, literal::string(plain_words(text).trim()));
        }
    }

    /// Whether a text says something.
    pub(super) fn says(&self, text: &str) -> bool {
        !text.trim().is_empty() && !self.hints.is_hint(text)
    }

    /// Whether a key is set.
    pub(super) fn has(&self, path: &[&str], key: &str) -> bool {
        self.get(path, key).is_some()
    }

    /// The literal of a key.
    pub(super) fn get(&self, path: &[&str], key: &str) -> Option<&str> {
        let table = self.tables.iter().find(|table| table.path == path)?;
        table.entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether there is a table.
    pub(super) fn has_table(&self, path: &[&str]) -> bool {
        self.tables.iter().any(|table| table.path == path)
    }

    /// Takes a key away again.
    pub(super) fn remove(&mut self, path: &[&str], key: &str) {
        if let Some(table) = self.tables.iter_mut().find(|table| table.path == path) {
            table.entries.retain(|(known, _)| known != key);
        }
        self.tables.retain(|table| table.path != path || !table.entries.is_empty());
    }

    /// The ids of a table's entities.
    pub(super) fn ids(&self, root: &str) -> Vec<String> {
        let below = self.tables.iter().filter(|table| table.path.len() > 1);
        let mut ids: Vec<String> = below
            .filter(|table| table.path.first().is_some_and(|first| first == root))
            .filter_map(|table| table.path.get(1).cloned())
            .collect();
        ids.dedup();
        ids
    }

    /// The options of a decision, with their titles.
    pub(super) fn options(&self, decision: &str) -> Vec<(String, String)> {
        let options = self.tables.iter().filter_map(|table| match table.path.as_slice() {
            [root, of, options, id] if root == "decisions" && of == decision && options == "options" => {
                Some(id)
            }
            _ => None,
        });
        let titled = options.map(|id| {
            let title = self.string(&["decisions", decision, "options", id], "title");
            (id.clone(), title.unwrap_or_default())
        });
        titled.collect()
    }

    /// The string that a key is set to.
    pub(super) fn string(&self, path: &[&str], key: &str) -> Option<String> {
        self.get(path, key).and_then(string_of)
    }

    /// An id for words, that nothing below `path` has.
    pub(super) fn id(&self, path: &[&str], words: &str, fallback: &str) -> String {
        let id: String = as_id(&plain_words(words)).chars().take(48).collect();
        let id = id.trim_matches('-');
        let id = if id.is_empty() || crate::design::RESERVED.contains(&id) { fallback } else { id };
        let elements = ["people", "integrations", "components"];
        let taken = |id: &str| {
            let of = |root: &str| self.has_table(&[root, id]);
            match path {
                [root] if elements.contains(root) => elements.into_iter().any(of),
                [root] => of(root),
                _ => {
                    let whole: Vec<&str> = path.iter().copied().chain([id]).collect();
                    self.has_table(&whole)
                }
            }
        };
        let numbered = (2..1_000_000).map(|number| format!("{id}-{number}"));
        std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
    }

    /// Declares an element by the name that documents call it.
    pub(super) fn element(&mut self, id: &str, name: &str) {
        self.elements.push((id.to_owned(), super::words::normal(name)));
    }

    /// The id of an element by its name, or by its id.
    pub(super) fn element_named(&self, name: &str) -> Option<String> {
        let wanted = super::words::normal(name);
        let by_name = self.elements.iter().find(|(_, known)| *known == wanted);
        let by_id = || self.elements.iter().find(|(id, _)| id == name.trim());
        by_name.or_else(by_id).map(|(id, _)| id.clone())
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let request = format!("{}@{}", self.template.name, self.template.version.major);
        let mut text = format!("template = {}\n", literal::string(&request));
        let mut tables: Vec<&Table> = self.tables.iter().collect();
        tables.sort_by_key(|table| self.place(table));
        for table in tables {
            let path: Vec<String> = table.path.iter().map(|name| quote_key(name)).collect();
            // Writing to a string cannot fail.
            _ = writeln!(text, "\n[{}]", path.join("."));
            for (key, value) in &table.entries {
                _ = writeln!(text, "{} = {value}", quote_key(key));
            }
        }
        text
    }

    /// In the order of the documentation, facts before notes; the order of the document inside.
    fn place(&self, table: &Table) -> (usize, usize) {
        let root = table.path.first().map_or("", String::as_str);
        let last = TABLES.iter().position(|known| known.key == "notes").unwrap_or(TABLES.len());
        let place = TABLES.iter().position(|known| known.key == root);
        let place = match place {
            Some(place) if place >= last => place + 1,
            Some(place) => place,
            None if root == "x" => TABLES.len() + 1,
            None => last,
        };
        // Sub-tables of one entity follow it, wherever they were set.
        let first = |path: &[String]| self.tables.iter().position(|other| other.path == path);
        let entity = table.path.get(..2).and_then(first);
        (place, entity.or_else(|| first(&table.path)).unwrap_or_default())
    }

    fn table(&mut self, path: &[&str]) -> &mut Vec<(String, String)> {
        let found = self.tables.iter().position(|table| table.path == path);
        let at = found.unwrap_or_else(|| {
            let path = path.iter().map(|name| (*name).to_owned()).collect();
            self.tables.push(Table { path, entries: Vec::new() });
            self.tables.len() - 1
        });
        &mut self.tables[at].entries
    }
}

/// The string that a literal stands for.
pub(super) fn string_of(literal: &str) -> Option<String> {
    let table: toml::Table = format!("text = {literal}").parse().ok()?;
    table.get("text").and_then(toml::Value::as_str).map(str::to_owned)
}

/// Whether a block says something that has to be kept.
pub(super) fn worth_keeping(block: &Block, hints: &Hints) -> bool {
    let words = block.source.chars().any(char::is_alphanumeric);
    match &block.kind {
        BlockKind::Rule => false,
        BlockKind::List(items) => {
            let kept =
                |item: &super::outline::Item| item.blocks.iter().any(|block| worth_keeping(block, hints));
            items.iter().any(kept)
        }
        BlockKind::Code(_, code) => !code.trim().is_empty() && !hints.is_hint(code) && !hints.is_sample(code),
        BlockKind::Table(_, rows) => rows.iter().flatten().any(|cell| !hints.is_blank(cell)),
        BlockKind::Paragraph => !hints.is_blank(&block.source),
        BlockKind::Heading(heading) => !hints.is_blank(&heading.words),
        BlockKind::Other => words,
    }
}
