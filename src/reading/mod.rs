//! TOML with places: every value knows where it was written, and every mistake is collected.
//!
//! [`parse`] turns a file into a tree and reports syntax errors. A type that can be read from
//! the tree implements [`Read`]; structs are declared with `record!`, closed lists of
//! words with `words!`, and one such declaration gives reading, the known keys,
//! the nearest name of a misspelt key, and the JSON Schema ([`Shape`]).
//!
//! To add a type of value: implement [`Read`] for it beside the type, with its [`Shape`].

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::{Finding, Sink};
use crate::source::{FileId, Root, Sources, Span};

mod cited_files;
mod data;
mod dates;
mod document;
mod edit;
mod escapes;
mod fields;
mod json;
mod key_words;
mod line_ends;
mod lines;
mod nearest;
mod node;
mod outline;
mod paths;
mod places;
mod presence;
mod record;
mod requirement;
mod rule_names;
pub mod rules;
mod shape;
mod slips;
mod syntax;
mod values;
mod versions;
mod word_lists;

pub use cited_files::cited_files;
pub use data::{Data, Datum, NoData};
pub use dates::{Date, Moment};
pub use document::{parse, syntax_error};
pub use edit::{Editor, Step};
pub use escapes::Unescaped;
pub use fields::{Fields, in_table};
pub use json::{JsonWriter, NotJson, Piece, json_tree};
pub use lines::up_to_end_of;
pub use nearest::{Names, nearest, nearest_file, nearest_word, only_nearest};
pub use node::{Naming, Node, TomlTable};
pub use outline::{Form, Mark, Outline};
pub use paths::{Paths, PathsOf, first_key, quote_key};
use places::KeyPlaces;
pub use places::repeated_items;
pub use presence::{Given, Key, Keyed, Presence};
pub(crate) use record::record;
pub use requirement::Requirement;
pub use rule_names::{UnknownRule, find_rule};
pub use shape::{Field, Record, Shape};
pub use values::{Plain, Read, StandIn, only_table, several};
pub use versions::{BadVersion, complete_version, version};
pub use word_lists::Word;
pub(crate) use word_lists::{Synonyms, meant, words};

/// What reading needs: the files, the folder they must be in, and the sink for mistakes.
pub struct Reader<'r> {
    /// All files of the run; texts in separate files are added.
    pub sources: &'r mut Sources,
    /// The folder that no path may leave.
    pub root: &'r Root,
    /// The file that is being read.
    pub file: FileId,
    /// The sink for mistakes.
    pub sink: &'r mut Sink,
    /// The places of the file's keys, made on demand.
    keys: Rc<OnceCell<KeyPlaces>>,
    /// Whether the file is JSON, which has no dates: they are in quotes.
    is_json: bool,
    /// Lists and tables with nothing in them.
    empty: Rc<RefCell<Vec<Empty>>>,
}

/// A list or a table that was written with nothing in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Empty {
    /// Its key.
    pub key: String,
    /// Where it is.
    pub span: Span,
}

impl<'r> Reader<'r> {
    /// Reads `file`, whose text is in `sources`.
    pub fn new(sources: &'r mut Sources, root: &'r Root, file: FileId, sink: &'r mut Sink) -> Self {
        Self { sources, root, file, sink, keys: Rc::default(), is_json: false, empty: Rc::default() }
    }

    /// The same for a file that is JSON: dates are in quotes.
    #[must_use]
    pub fn of_json(self) -> Self {
        Self { is_json: true, ..self }
    }

    /// A reader of the same file that reports mistakes to another sink.
    pub fn apart<'n>(&'n mut self, sink: &'n mut Sink) -> Reader<'n> {
        let (keys, empty) = (Rc::clone(&self.keys), Rc::clone(&self.empty));
        let Self { sources, root, file, is_json, .. } = self;
        Reader { sources, root, file: *file, sink, keys, is_json: *is_json, empty }
    }

    /// Remembers a list or a table with nothing in it.
    pub fn note_empty(&self, node: Node<'_>) {
        self.empty.borrow_mut().push(Empty { key: node.name.to_owned(), span: node.span });
    }

    /// The lists and tables with nothing in them that were read so far.
    pub fn take_empty(&self) -> Vec<Empty> {
        std::mem::take(&mut self.empty.borrow_mut())
    }

    /// Every place where a key is written. A table may be begun by several headers or by dotted
    /// keys.
    fn places_of(&self, node: Node<'_>) -> Vec<Span> {
        // Only a table can be begun again, unless it is in braces.
        if node.table().is_none() || self.sources.get(self.file).slice(node.span).starts_with('{') {
            return vec![node.key];
        }
        let places = self.keys().same(node.key.start as usize);
        if places.is_empty() {
            vec![node.key]
        } else {
            places.iter().cloned().map(|range| self.span(range)).collect()
        }
    }

    fn keys(&self) -> &KeyPlaces {
        self.keys.get_or_init(|| KeyPlaces::of(&self.text()))
    }

    /// Adds edits that rename a key wherever it is written; they are a guess unless `sure`.
    pub fn renamed(&self, finding: Finding, node: Node<'_>, name: &str, sure: bool) -> Finding {
        let places = self.places_of(node).into_iter();
        places.fold(finding, |finding, place| finding.fix_if(sure, place, quote_key(name)))
    }

    /// Adds the edits that write a dotted path wherever the key of a table is written: a guess.
    pub fn moved(&self, finding: Finding, node: Node<'_>, path: &str) -> Finding {
        self.places_of(node).into_iter().fold(finding, |finding, place| finding.suggest(place, path))
    }

    /// Adds the edits that move the lines of a key and its value to the line below `to`, or to the
    /// beginning of the file; none where something else is on these lines.
    pub fn line_moved(&self, finding: Finding, node: Node<'_>, to: usize) -> Finding {
        let text = self.text();
        let start = text[..node.key.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        let end = line_end(node.span.end as usize);
        let after = text.get(node.span.end as usize..end).unwrap_or_default().trim();
        let is_alone =
            text.get(start..node.key.start as usize).is_some_and(|before| before.trim().is_empty())
                && (after.is_empty() || after.starts_with('#'));
        let to = if to == 0 { 0 } else { line_end(to) };
        let Some(lines) = text.get(start..end).filter(|_| is_alone && !(start..end).contains(&to)) else {
            return finding;
        };
        let lines = format!("{}\n", lines.trim_end());
        finding.fix(self.span(start..end), "").fix(self.span(to..to), lines)
    }

    /// A place in the file that is read.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// The file's text.
    pub fn text(&self) -> Arc<str> {
        Arc::clone(self.sources.get(self.file).text())
    }

    /// The folder that paths in the file are relative to.
    pub fn folder(&self) -> PathBuf {
        let location = self.sources.get(self.file).location();
        location.parent().map(PathBuf::from).unwrap_or_default()
    }

    /// Reports a mistake.
    pub fn report(&mut self, finding: Finding) {
        self.sink.push(finding);
    }
}
