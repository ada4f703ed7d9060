//! What a book.toml says, with the places of its keys.
//!
//! mdBook sends the configuration as JSON, including overrides from the environment. If the file on
//! disk says the same, mistakes are shown in the file; otherwise, they are shown in a text made
//! from what mdBook sent.

use std::path::{Path, PathBuf};

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::bounds;
use super::table::Config;
use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::{Finding, Sink};
use crate::reading::{Node, Reader, parse};
use crate::source::{FileId, Sources, Span};

/// The settings of a book.
#[derive(Debug)]
pub struct Settings {
    /// The preprocessor's own table.
    pub config: Config,
    /// The folder of the chapters, relative to the book's folder and normalized: empty if it is the
    /// book's folder, `../docs` if it is next to it.
    pub src: PathBuf,
    /// The file that the settings were read from, if there is one.
    pub file: Option<FileId>,
    /// Everything that book.toml says.
    pub whole: Value,
}

impl Settings {
    /// Reads the settings that mdBook sent.
    pub fn sent(root: &Path, whole: Value, sources: &mut Sources, sink: &mut Sink) -> Self {
        let on_disk = read(root, sources, &mut Sink::default());
        let on_disk = on_disk.filter(|file| says(sources.get(*file).text(), &whole));
        let file = on_disk.or_else(|| written(&whole, sources));
        Self::new(root, whole, file, sources, sink)
    }

    /// Reads the settings from the file on disk. Without a file, they are the defaults.
    pub fn on_disk(root: &Path, sources: &mut Sources, sink: &mut Sink) -> Self {
        let file = read(root, sources, sink);
        let whole = file.and_then(|file| toml::from_str(sources.get(file).text()).ok());
        Self::new(root, whole.unwrap_or(Value::Null), file, sources, sink)
    }

    /// Whether a preprocessor or a renderer is configured: `["preprocessor", "mermaid"]`.
    pub fn has(&self, path: &[&str]) -> bool {
        self.get(path).is_some()
    }

    /// A value of book.toml.
    pub fn get(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&self.whole, |value, key| value.get(key))
    }

    /// Whether the book is built as HTML. Without any `[output]`, it is.
    pub(in crate::book) fn makes_html(&self) -> bool {
        let outputs = self.get(&["output"]).and_then(Value::as_object);
        outputs.is_none_or(|outputs| outputs.is_empty() || outputs.contains_key("html"))
    }

    fn new(root: &Path, whole: Value, file: Option<FileId>, sources: &mut Sources, sink: &mut Sink) -> Self {
        let (mut config, table) = file.map(|file| config(root, file, sources, sink)).unwrap_or_default();
        let root = sources.root(root, config.allow_outside_root);
        bounds::check(&mut config, table, &root, sink);
        let src = whole.pointer("/book/src").and_then(Value::as_str).unwrap_or("src");
        let src = PathBuf::from(root.shown(&root.folder().join(src)));
        Self { config, src, file, whole }
    }
}

/// The table of book.toml that lists preprocessors.
pub(in crate::book) const PREPROCESSORS: &str = "preprocessor";

/// The name of this preprocessor.
pub(in crate::book) const OURS: &str = "system-design";

/// The file that makes a folder a book.
pub(crate) const BOOK: &str = "book.toml";

/// The keys that lead to this preprocessor's own table.
pub(crate) const TABLE: [&str; 2] = [PREPROCESSORS, OURS];

/// Reads book.toml. If it exists but may not or cannot be read, that is a finding on the file
/// itself.
fn read(root: &Path, sources: &mut Sources, sink: &mut Sink) -> Option<FileId> {
    let root = sources.root(root, false);
    let (message, label, help) = match root.resolve(root.folder(), BOOK) {
        Ok(granted) => match sources.load(&granted) {
            Ok(file) => return Some(file),
            Err(error) if error.is_not_found() => return None,
            Err(error) => (
                format!("`{BOOK}` cannot be read: {error}"),
                String::new(),
                "it must be a text file in UTF-8",
            ),
        },
        Err(refused) => (
            refused.message(&format!("`{BOOK}`")),
            refused.label(),
            "put the file itself into the book's folder",
        ),
    };
    let file = sources.unread(BOOK, root.at(BOOK));
    let finding = Finding::new(&INVALID_CONFIGURATION, Span::new(file, 0..0), message);
    sink.push(finding.label(label).help(help));
    Some(file)
}

/// Whether the preprocessor's table is the same in a text and in what mdBook sent.
fn says(text: &str, sent: &Value) -> bool {
    let disk: Option<Value> = toml::from_str(text).ok();
    let table = |whole: &Value| TABLE.iter().try_fold(whole, |value, key| value.get(key)).cloned();
    disk.is_some_and(|disk| table(&disk) == table(sent))
}

/// A book.toml with only the preprocessor's table, as mdBook sent it.
fn written(sent: &Value, sources: &mut Sources) -> Option<FileId> {
    let table = TABLE.iter().try_fold(sent, |value, key| value.get(key))?;
    let mut only = without_nulls(table);
    for key in TABLE.iter().rev() {
        only = Value::Object([((*key).to_owned(), only)].into_iter().collect());
    }
    let text = toml::to_string(&only).ok()?;
    Some(sources.add("book.toml (as mdBook sent it, with the environment)", text))
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key.clone(), without_nulls(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}

/// The preprocessor's own table, and where it begins.
fn config(root: &Path, file: FileId, sources: &mut Sources, sink: &mut Sink) -> (Config, Option<Span>) {
    let text = sources.get(file).text().clone();
    let start = Some(Span::new(file, 0..0));
    // mdBook itself checks the rest of book.toml.
    let Some(tree) = parse(&text, file, sink) else { return (Config::default(), start) };
    let root = sources.root(root, false);
    let mut reader = Reader::new(sources, &root, file, sink);
    match table(&tree, &reader) {
        Some(node) => (Config::read(node, &mut reader), Some(node.key)),
        None => (Config::default(), start),
    }
}

fn table<'t>(tree: &'t DeTable<'t>, reader: &Reader<'_>) -> Option<Node<'t>> {
    let (_, outer) = tree.get_key_value(PREPROCESSORS)?;
    let DeValue::Table(outer) = outer.get_ref() else { return None };
    let (key, value) = outer.get_key_value(OURS)?;
    Some(Node::entry(reader, key, value))
}
