//! The files of a repository, each parsed once.

use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::partial::Partial;
use crate::reading::{Datum, NoData};
use crate::source::{FileId, Root, Sources};

/// What readers need: the files, and the folder that none of them may leave.
pub struct Files<'r> {
    /// All files of the run; those that a file refers to are added.
    pub sources: &'r mut Sources,
    root: &'r Root,
    trees: HashMap<FileId, Result<Rc<Datum>, NoData>>,
}

impl<'r> Files<'r> {
    /// Files below `root`.
    pub fn new(sources: &'r mut Sources, root: &'r Root) -> Self {
        Self { sources, root, trees: HashMap::new() }
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> Arc<str> {
        Arc::clone(self.sources.get(file).text())
    }

    /// The path of a file, relative to the root of the run, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        self.sources.get(file).path()
    }

    /// What a file of JSON or YAML holds.
    ///
    /// # Errors
    /// When it is not well-formed.
    pub fn tree(&mut self, file: FileId) -> Result<Rc<Datum>, NoData> {
        let text = self.text(file);
        self.trees.entry(file).or_insert_with(|| Datum::read(&text, file)).clone()
    }

    /// What a file says, still empty, and its content; without the content, why it cannot be read is said.
    pub(super) fn begin(&mut self, file: FileId) -> (Partial, Option<Rc<Datum>>) {
        let mut partial = Partial { files: vec![file], ..Partial::default() };
        let tree = self.tree(file).map_err(|error| partial.cannot_read(error.span, "the file", error.why));
        (partial, tree.ok())
    }

    /// Another file, by a path that is relative to the one that names it.
    ///
    /// # Errors
    /// Why it cannot be read: the end of a sentence.
    pub(crate) fn beside(&mut self, file: FileId, path: &str) -> Result<FileId, String> {
        let folder = self.sources.get(file).location().parent().map(PathBuf::from).unwrap_or_default();
        if path.starts_with('/') {
            return Err("a path begins at the file that names it".to_owned());
        }
        let granted = self.root.resolve(&folder, path).map_err(|refused| refused.to_string())?;
        self.sources.load(&granted).map_err(|error| {
            if error.is_not_found() { format!("`{}` is missing", granted.shown()) } else { error.to_string() }
        })
    }
}
