//! The chapters of a run, and the directives in them.

use std::path::{Path, PathBuf};

use super::Session;
use super::directive::{self, Directive};
use super::locate::{Located, locate};
use crate::diagnostic::{Finding, Sink};
use crate::source::{FileId, Span};

/// A chapter as it came: what earlier preprocessors left of it.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its file in the book's `src`; a draft has none.
    pub source_path: Option<String>,
    /// Where its page will lie, relative to the site.
    pub path: Option<String>,
    /// Its Markdown.
    pub content: String,
}

/// A chapter that holds directives.
pub struct Page {
    /// Its place in the list of chapters.
    pub index: usize,
    /// Its text as it came.
    pub file: FileId,
    /// The folder that its relative paths start from.
    pub folder: PathBuf,
    /// Its file, relative to the book's `src`.
    pub source_path: String,
    /// What it asks for.
    pub directives: Vec<Directive>,
    /// Its text on disk, where there is one.
    on_disk: Option<FileId>,
}

/// Finds the directives of all chapters; what is wrong with them goes to `sink`.
pub(super) fn find(
    chapters: &[(usize, Chapter)],
    src: &Path,
    session: &mut Session,
    sink: &mut Sink,
) -> Vec<Page> {
    let mut pages = Vec::new();
    for (index, chapter) in chapters {
        let source_path = chapter.source_path.clone().or_else(|| chapter.path.clone()).unwrap_or_default();
        let location = session.root.folder().join(src).join(&source_path);
        let shown = session.root.shown(&location);
        let on_disk = session.sources.load(&location, shown.clone()).ok();
        let file = match on_disk {
            Some(file) if **session.sources.get(file).text() == chapter.content => file,
            _ => session.sources.add(format!("{shown} (after includes)"), chapter.content.as_str()),
        };
        let found = directive::find(&chapter.content, file);
        sink.extend(found.findings);
        if !found.directives.is_empty() {
            pages.push(Page {
                index: *index,
                file,
                folder: location.parent().map(Path::to_path_buf).unwrap_or_default(),
                source_path,
                directives: found.directives,
                on_disk,
            });
        }
    }
    pages
}

/// Moves the places of findings from chapters as they came to the files that the author edits.
pub(super) struct OnDisk {
    moves: Vec<(FileId, FileId)>,
}

impl OnDisk {
    /// Knows the files of these pages.
    pub(super) fn of(pages: &[Page]) -> Self {
        let moved = pages.iter().filter_map(|page| Some((page.file, page.on_disk?)));
        Self { moves: moved.filter(|(came, disk)| came != disk).collect() }
    }

    /// Moves every place of a finding whose line the file on disk has, too. An edit of what came
    /// through an include is dropped: there is no line to edit.
    pub(super) fn apply(&self, finding: &mut Finding, session: &Session) {
        finding.span = self.span(finding.span, session).unwrap_or(finding.span);
        for related in &mut finding.related {
            related.span = self.span(related.span, session).unwrap_or(related.span);
        }
        let fix = std::mem::take(&mut finding.fix);
        let knows = |file: FileId| self.moves.iter().any(|(came, _)| *came == file);
        finding.fix = fix
            .into_iter()
            .filter_map(|mut edit| {
                if knows(edit.span.file) {
                    edit.span = self.span(edit.span, session)?;
                }
                Some(edit)
            })
            .collect();
    }

    fn span(&self, span: Span, session: &Session) -> Option<Span> {
        let (_, disk) = self.moves.iter().find(|(came, _)| *came == span.file)?;
        let (came, there) = (session.sources.get(span.file), session.sources.get(*disk));
        match locate(there.text(), came.text(), span.range()) {
            Located::Exact(range) => Some(Span::new(*disk, range)),
            Located::AfterIncludes => None,
        }
    }
}
