//! A design's text in another folder: the paths in it that start from its own folder lead to the same files
//! as before.

use std::ops::Range;
use std::path::Path;

use crate::authoring::literal;
use crate::book::splice::Replacement;
use crate::design::Design;
use crate::diagnostic::Edit;
use crate::markdown::{decode_path, encode_path};
use crate::reading::cited_files;
use crate::source::{FileId, Sources, Span, relative};

/// What editors take for the schema of a file.
const SCHEMA: &str = "#:schema";

/// Where a file was, and where it will be.
#[derive(Clone, Copy)]
pub(super) struct Way<'f> {
    pub(super) from: &'f Path,
    pub(super) to: &'f Path,
    /// All files that move, this one among them.
    pub(super) all: &'f [(&'f Path, &'f Path)],
}

impl Way<'_> {
    /// A path from the new folder to what one from the old folder leads to, wherever that moves.
    fn moved(self, path: &str) -> String {
        let [old, new] = [self.from, self.to].map(|file| file.parent().unwrap_or(Path::new("")));
        let meant = old.join(path);
        let moved = self.all.iter().find(|(from, _)| relative(from, &meant).is_empty());
        relative(new, moved.map_or(&meant, |(_, to)| to))
    }
}

/// The edits of a design's text: the schema that it names, and the files that it cites.
pub(super) fn names(text: &str, way: Way<'_>) -> Vec<Replacement> {
    let mut edits = Vec::new();
    for (range, path) in schemas(text) {
        edits.push((range, way.moved(&path)));
    }
    for (range, name) in cited_files(text) {
        if !name.starts_with('/') {
            edits.push((range, literal::string(&way.moved(&name))));
        }
    }
    edits
}

/// The edits of the links in a design's texts, some of which may be in files that it cites.
pub(super) fn links(design: &Design, sources: &Sources, way: Way<'_>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for link in design.destinations(sources) {
        let path = link.value.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || path.contains(':') {
            continue;
        }
        let end = link.span.start + u32::try_from(path.len()).unwrap_or_default();
        let replacement = encode_path(&way.moved(&decode_path(path)));
        let edit = Edit { span: Span { end, ..link.span }, replacement };
        // A text may be cited twice.
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }
    edits
}

/// The edits that are in one file.
pub(super) fn in_file(edits: &[Edit], file: FileId) -> Vec<Replacement> {
    let own = edits.iter().filter(|edit| edit.span.file == file);
    own.map(|edit| (edit.span.range(), edit.replacement.clone())).collect()
}

/// The relative paths after `#:schema`, with their places.
fn schemas(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix(SCHEMA).filter(|rest| rest.starts_with([' ', '\t'])) {
            let path = rest.trim();
            let start = at + line.len() - rest.trim_start().len();
            if !path.is_empty() && !path.starts_with('/') && !path.contains(':') {
                found.push((start..start + path.len(), path.to_owned()));
            }
        }
        at += line.len();
    }
    found
}
