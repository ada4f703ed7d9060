//! Looks up keys in the text of book.toml, and makes edits of it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::settings::{PREPROCESSORS, Settings};
use crate::diagnostic::Finding;
use crate::reading::Editor;
#[cfg(feature = "cli")]
use crate::source::Spanned;
use crate::source::{FileId, Sources, Span};

/// The text of a book.toml, parsed with the places of its keys.
pub(in crate::book) struct BookToml<'t> {
    text: &'t str,
    tree: DeTable<'t>,
    file: FileId,
}

impl<'t> BookToml<'t> {
    /// The file that the settings were read from, if there is one.
    pub(in crate::book) fn of(settings: &Settings, sources: &'t Sources) -> Option<Self> {
        let file = settings.file?;
        let text = sources.get(file).text();
        let (tree, _) = DeTable::parse_recoverable(text);
        Some(Self { text, tree: tree.into_inner(), file })
    }

    /// The place of a key: `["preprocessor", "mermaid"]`.
    pub(in crate::book) fn key(&self, path: &[&str]) -> Option<Span> {
        let (last, outer) = path.split_last()?;
        let mut table = &self.tree;
        for name in outer {
            table = match table.get(*name)?.get_ref() {
                DeValue::Table(inner) => inner,
                _ => return None,
            };
        }
        table.get_key_value(*last).map(|(key, _)| Span::new(self.file, key.span()))
    }

    /// Every place of a key: where it is first, and in the headers of the tables that are in it.
    pub(in crate::book) fn places(&self, path: &[&str]) -> Vec<Span> {
        let mut places: Vec<Span> = self.key(path).into_iter().collect();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let header = line.trim_start().trim_start_matches('[');
            if let Some(within) = header_part(header, path).filter(|_| line.trim_start().starts_with('[')) {
                let at = start + (line.len() - header.len());
                places.push(Span::new(self.file, at + within.start..at + within.end));
            }
            start += line.len();
        }
        places.sort_by_key(|place| place.start);
        places.dedup();
        places
    }

    /// The place of a preprocessor's table; the start of the file if there is no such table.
    pub(in crate::book) fn preprocessor(&self, name: &str) -> Span {
        let outer = self.tree.get(PREPROCESSORS).and_then(|outer| outer.get_ref().as_table());
        let ours = outer.and_then(|outer| outer.get(name));
        ours.map_or(self.start(), |ours| Span::new(self.file, ours.span()))
    }

    /// Every string, with the keys that lead to it; the place includes the quotes.
    #[cfg(feature = "cli")]
    pub(in crate::book) fn strings(&self) -> Vec<(Vec<String>, Spanned<String>)> {
        let mut found = Vec::new();
        for (key, value) in &self.tree {
            self.collect(&[key.get_ref().to_string()], value, &mut found);
        }
        found
    }

    #[cfg(feature = "cli")]
    fn collect(
        &self,
        keys: &[String],
        value: &toml::Spanned<DeValue<'_>>,
        found: &mut Vec<(Vec<String>, Spanned<String>)>,
    ) {
        match value.get_ref() {
            DeValue::String(text) => {
                let span = Span::new(self.file, value.span());
                found.push((keys.to_vec(), Spanned::new(text.to_string(), span)));
            }
            DeValue::Array(items) => items.iter().for_each(|item| self.collect(keys, item, found)),
            DeValue::Table(table) => {
                for (key, value) in table {
                    let keys = [keys, &[key.get_ref().to_string()]].concat();
                    self.collect(&keys, value, found);
                }
            }
            _ => {}
        }
    }

    /// The start of the file.
    pub(in crate::book) fn start(&self) -> Span {
        Span::new(self.file, 0..0)
    }

    /// Adds an edit to a finding that appends a name to the array at a path, whatever the layout of
    /// book.toml.
    pub(in crate::book) fn extending(&self, finding: Finding, path: &[&str], name: &str) -> Finding {
        self.edited(finding, |editor| editor.extend(path, &[name]))
    }

    /// Adds an edit of book.toml to a finding, if the edit can be made.
    pub(in crate::book) fn edited(
        &self,
        finding: Finding,
        edit: impl FnOnce(&mut Editor) -> Result<(), String>,
    ) -> Finding {
        let edited = Editor::open(self.text).and_then(|mut editor| {
            edit(&mut editor)?;
            Ok(editor.change())
        });
        match edited {
            Ok(Some((range, written))) => finding.fix(Span::new(self.file, range), written),
            _ => finding,
        }
    }
}

/// Where the last name of a path is in the text of a header that begins with the path.
fn header_part(header: &str, path: &[&str]) -> Option<Range<usize>> {
    let mut at = 0;
    let mut found = 0..0;
    for name in path {
        let part = header.get(at..)?;
        let end = part.find(['.', ']'])?;
        let written = part.get(..end)?;
        if written.trim().trim_matches(['"', '\'']) != *name {
            return None;
        }
        let blanks = written.len() - written.trim_start().len();
        found = at + blanks..at + written.trim_end().len();
        at += end + 1;
    }
    Some(found)
}
