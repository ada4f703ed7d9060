//! The design while it is written, and text that fits no key.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;

use indexmap::{IndexMap, IndexSet};

use super::hints::Hints;
use super::tidied::tidy;
use crate::authoring::literal;
use crate::design::{Design, TABLES, as_id};
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::reading::quote_key;
use crate::template::Template;

/// Text that fits no key, and where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The heading that the text was under.
    pub heading: String,
    /// Where it is kept: `notes.security`, `x.import`.
    pub place: String,
    /// The text, as Markdown.
    pub text: String,
}

impl Kept {
    /// A text that is kept at the end of a section.
    pub(super) fn new(heading: &str, section: &str, text: String) -> Self {
        Self { heading: heading.to_owned(), place: format!("notes.{section}"), text }
    }
}

/// A design as tables of TOML literals.
pub(super) struct Draft<'t> {
    pub(super) template: &'t Template,
    pub(super) hints: Hints,
    /// The entries of each table, by its path.
    tables: IndexMap<Vec<String>, IndexMap<String, String>>,
    /// The names below each path, in the order of the document.
    below: HashMap<Vec<String>, IndexSet<String>>,
    /// The number for the next entity with the same id.
    twins: RefCell<HashMap<String, u64>>,
    /// Comments above tables and keys, by their paths.
    comments: HashMap<Vec<String>, String>,
    /// Assumptions about what the document does not say.
    pub(super) guesses: Vec<String>,
    /// The ids of elements, by their names in the document.
    elements: HashMap<String, String>,
    /// The ids of elements.
    element_ids: std::collections::HashSet<String>,
    /// The tables of elements that the design has in which this draft will be added.
    known: HashMap<String, &'static str>,
    /// The files and the lines that entities are from, by their tables and ids.
    pub(super) origins: HashMap<(String, String), (String, usize)>,
    /// Ids that were made by counting, with their tables.
    pub(super) numbered: std::collections::HashSet<(String, String)>,
    /// Earlier values of keys that the document sets twice.
    pub(super) displaced: Vec<Kept>,
    /// Citations of entities, which may come later in the document.
    pub(super) pending: Vec<Pending>,
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
    /// Requirements and decisions by their ids, elements by their names.
    Concerned { table: Vec<String>, names: String },
    /// The node around a node, by its name.
    Node { table: Vec<String>, name: String },
    /// The components that run on a node: `Link store (primary); Cache`.
    Runs { table: Vec<String>, text: String },
    /// A sequence diagram.
    Flow { title: String, covers: String, mermaid: String },
}

impl<'t> Draft<'t> {
    pub(super) fn new(template: &'t Template) -> Self {
        Self {
            template,
            hints: Hints::of(template),
            tables: IndexMap::new(),
            below: HashMap::new(),
            twins: RefCell::default(),
            comments: HashMap::new(),
            guesses: Vec::new(),
            elements: HashMap::new(),
            element_ids: std::collections::HashSet::new(),
            known: HashMap::new(),
            origins: HashMap::new(),
            numbered: std::collections::HashSet::new(),
            displaced: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// Sets a key to a literal. An earlier, different value is kept, since the document says two
    /// things.
    pub(super) fn set(&mut self, path: &[&str], key: &str, literal: String) {
        let before = self.get(path, key).filter(|before| *before != literal).map(str::to_owned);
        if let Some(before) = before {
            let heading = format!("{}.{key}", path.join("."));
            let text = string_of(&before).unwrap_or(before);
            self.displaced.push(Kept { heading, place: "x.import".to_owned(), text });
        }
        self.replace(path, key, literal);
    }

    /// Adds a text to a key: below the text that it has or, `apart`, as another item of a list.
    pub(super) fn add(&mut self, path: &[&str], key: &str, text: &str, apart: bool) {
        let text = text.trim();
        let mut known = self.get(path, key).map(strings_of).unwrap_or_default();
        if text.is_empty() || known.iter().any(|known| known.contains(text)) {
            return;
        }
        match known.as_mut_slice() {
            [only] if !apart => *only = format!("{only}\n\n{text}"),
            _ => known.push(text.to_owned()),
        }
        self.replace(path, key, literal::texts(&known));
    }

    /// Puts keys at the beginning of a table: as they are or, if they are not set, as given.
    pub(super) fn first<'k>(&mut self, path: &[&str], keys: impl IntoIterator<Item = (&'k str, String)>) {
        let table = self.table(path);
        let others = std::mem::take(table);
        for (key, literal) in keys {
            table.insert(key.to_owned(), others.get(key).cloned().unwrap_or(literal));
        }
        for (key, literal) in others {
            table.entry(key).or_insert(literal);
        }
    }

    /// Sets a key to a literal, and drops an earlier value.
    pub(super) fn replace(&mut self, path: &[&str], key: &str, literal: String) {
        self.table(path).insert(key.to_owned(), literal);
    }

    /// Writes a comment above a table or a key.
    pub(super) fn comment(&mut self, path: &[&str], text: String) {
        self.comments.entry(owned(path)).or_insert(text);
    }

    /// Has a table, even if nothing is in it.
    pub(super) fn declare(&mut self, path: &[&str]) {
        self.table(path);
    }

    /// Sets a key to Markdown, unless it is empty or a hint; or to a reason, where one is written as
    /// this program prints it.
    pub(super) fn set_text(&mut self, path: &[&str], key: &str, text: &str) {
        if let Some(reason) = self.printed_reason(text) {
            self.set(path, key, format!("{{ not-applicable = {} }}", literal::string(&tidy(reason))));
        } else if self.says(text) {
            self.set(path, key, literal::text(&tidy(text)));
        }
    }

    /// The reason in `*Not applicable*: why`, also behind the label of a description.
    fn printed_reason<'r>(&self, text: &'r str) -> Option<&'r str> {
        let label = format!("**{}**: ", self.template.labels.label("description"));
        let text = text.trim();
        let behind = text.strip_prefix(&label).unwrap_or(text).strip_prefix('*')?;
        let behind = behind.strip_prefix(self.template.labels.label("not-applicable"))?;
        let reason = behind.strip_prefix("*:").map(str::trim)?;
        (!reason.is_empty() && !reason.contains('\n')).then_some(reason)
    }

    /// Sets a key to a plain string, unless it is empty or a hint.
    pub(super) fn set_plain(&mut self, path: &[&str], key: &str, text: &str) {
        if self.says(text) {
            self.set(path, key, literal::string(plain_words(text).trim()));
        }
    }

    /// Whether a text is neither empty nor a hint.
    pub(super) fn says(&self, text: &str) -> bool {
        !text.trim().is_empty() && !self.hints.is_hint(text)
    }

    /// Whether a key is set.
    pub(super) fn has(&self, path: &[&str], key: &str) -> bool {
        self.get(path, key).is_some()
    }

    /// The literal of a key.
    pub(super) fn get(&self, path: &[&str], key: &str) -> Option<&str> {
        self.tables.get(owned(path).as_slice())?.get(key).map(String::as_str)
    }

    /// Whether there is a table.
    pub(super) fn has_table(&self, path: &[&str]) -> bool {
        self.tables.contains_key(owned(path).as_slice())
    }

    /// Removes a key.
    pub(super) fn remove(&mut self, path: &[&str], key: &str) {
        let path = owned(path);
        let Some(entries) = self.tables.get_mut(&path) else { return };
        entries.shift_remove(key);
        if entries.is_empty() {
            self.tables.shift_remove(&path);
        }
    }

    /// The ids of a table's entities.
    pub(super) fn ids(&self, root: &str) -> Vec<String> {
        self.below.get(owned(&[root]).as_slice()).into_iter().flatten().cloned().collect()
    }

    /// Whether there is an element of this id.
    pub(super) fn has_element(&self, id: &str) -> bool {
        self.element_ids.contains(id)
    }

    /// How many entities a table has.
    pub(super) fn count(&self, root: &str) -> usize {
        self.below.get(owned(&[root]).as_slice()).map_or(0, IndexSet::len)
    }

    /// The options of a decision, with their titles.
    pub(super) fn options(&self, decision: &str) -> Vec<(String, String)> {
        let options = self.below.get(owned(&["decisions", decision, "options"]).as_slice());
        let titled = options.into_iter().flatten().map(|id| {
            let title = self.string(&["decisions", decision, "options", id], "title");
            (id.clone(), title.unwrap_or_default())
        });
        titled.collect()
    }

    /// The id of a node by its name.
    pub(super) fn node_named(&self, name: &str) -> Option<String> {
        let names = self.below.get(&vec!["nodes".to_owned()])?;
        let is_named = |id: &&String| {
            let known = self.string(&["nodes", id], "name");
            known.is_some_and(|known| {
                crate::markdown::labels::normal(&known) == crate::markdown::labels::normal(name)
            })
        };
        names.iter().find(is_named).cloned()
    }

    /// The string that a key is set to.
    pub(super) fn string(&self, path: &[&str], key: &str) -> Option<String> {
        self.get(path, key).and_then(string_of)
    }

    /// An id made from words that nothing below `path` has.
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
        if !taken(id) {
            return id.to_owned();
        }
        // If a thousand entities have one name, the search for each continues where the last one
        // ended.
        let mut twins = self.twins.borrow_mut();
        let next = twins.entry(format!("{}.{id}", path.join("."))).or_insert(2);
        while taken(&format!("{id}-{next}")) {
            *next += 1;
        }
        format!("{id}-{next}")
    }

    /// Declares an element with its name in the document.
    pub(super) fn element(&mut self, id: &str, name: &str) {
        self.elements.entry(crate::markdown::labels::normal(name)).or_insert_with(|| id.to_owned());
        self.element_ids.insert(id.to_owned());
    }

    /// Knows the elements of the design that this draft will be added to.
    pub(super) fn know(&mut self, design: &Design) {
        for element in design.elements() {
            self.element(element.id(), element.title());
            self.known.insert(element.id().to_owned(), element.table());
        }
    }

    /// The table of an element.
    pub(super) fn root_of(&self, id: &str) -> &'static str {
        let roots = ["people", "integrations", "components"];
        let own = roots.into_iter().find(|root| self.has_table(&[root, id]));
        own.or_else(|| self.known.get(id).copied()).unwrap_or("components")
    }

    /// Notes that an id was made by counting.
    pub(super) fn counted(&mut self, table: &str, id: &str) {
        self.numbered.insert((table.to_owned(), id.to_owned()));
    }

    /// The id of an element by its name, or by its id.
    pub(super) fn element_named(&self, name: &str) -> Option<String> {
        let by_name = self.elements.get(&crate::markdown::labels::normal(name));
        by_name.or_else(|| self.element_ids.get(name.trim())).cloned()
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let request = format!("{}@{}", self.template.name, self.template.version.major);
        let mut text = format!("template = {}\n", literal::string(&request));
        let mut tables: Vec<(&Vec<String>, &IndexMap<String, String>)> = self.tables.iter().collect();
        tables.sort_by_cached_key(|(path, _)| self.place(path));
        for (table, entries) in tables {
            let path: Vec<String> = table.iter().map(|name| quote_key(name)).collect();
            let above = self.comments.get(table).map(|text| format!("# {text}\n")).unwrap_or_default();
            // Writing to a string cannot fail.
            _ = writeln!(text, "\n{above}[{}]", path.join("."));
            for (key, value) in entries {
                let whole: Vec<String> = table.iter().chain([key]).cloned().collect();
                if let Some(above) = self.comments.get(&whole) {
                    _ = writeln!(text, "# {above}");
                }
                _ = writeln!(text, "{} = {value}", quote_key(key));
            }
        }
        text
    }

    /// The position of a table in the file: the order of the documentation, with facts before
    /// notes, and inside that the order of the document.
    fn place(&self, path: &[String]) -> (usize, usize) {
        let root = path.first().map_or("", String::as_str);
        let last = TABLES.iter().position(|known| known.key == "notes").unwrap_or(TABLES.len());
        let place = TABLES.iter().position(|known| known.key == root);
        let place = match place {
            Some(place) if place >= last => place + 1,
            Some(place) => place,
            None if root == "x" => TABLES.len() + 1,
            None => last,
        };
        // Sub-tables of an entity follow it, whenever they were set.
        let first = |path: &[String]| self.tables.get_index_of(path);
        let entity = path.get(..2).and_then(first);
        (place, entity.or_else(|| first(path)).unwrap_or_default())
    }

    fn table(&mut self, path: &[&str]) -> &mut IndexMap<String, String> {
        let path = owned(path);
        if !self.tables.contains_key(&path) {
            for length in 1..path.len() {
                let (above, below) = path.split_at(length);
                let known = self.below.entry(above.to_vec()).or_default();
                known.extend(below.first().cloned());
            }
        }
        self.tables.entry(path).or_default()
    }
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|name| (*name).to_owned()).collect()
}

/// The value of a string literal.
pub(super) fn string_of(literal: &str) -> Option<String> {
    let table: toml::Table = format!("text = {literal}").parse().ok()?;
    table.get("text").and_then(toml::Value::as_str).map(str::to_owned)
}

/// The strings of a literal: one, or those of an array.
fn strings_of(literal: &str) -> Vec<String> {
    let table: Option<toml::Table> = format!("text = {literal}").parse().ok();
    match table.as_ref().and_then(|table| table.get("text")) {
        Some(toml::Value::String(text)) => vec![text.clone()],
        Some(toml::Value::Array(items)) => {
            items.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a block contains anything that has to be kept.
pub(super) fn worth_keeping(block: &Block, hints: &Hints) -> bool {
    let words = block.source.chars().any(char::is_alphanumeric);
    match &block.kind {
        MarkdownKind::Rule => false,
        MarkdownKind::List(items) => {
            let kept = |item: &crate::markdown::outline::ListItem| {
                item.blocks.iter().any(|block| worth_keeping(block, hints))
            };
            items.iter().any(kept)
        }
        MarkdownKind::Code(_, code) => {
            !code.trim().is_empty() && !hints.is_hint(code) && !hints.is_sample(code)
        }
        MarkdownKind::Table(_, rows) => rows.iter().flatten().any(|cell| !hints.is_blank(cell)),
        MarkdownKind::Paragraph => !hints.is_blank(&block.source),
        MarkdownKind::Heading(heading) => !hints.is_blank(&heading.words),
        MarkdownKind::Other => words,
    }
}
