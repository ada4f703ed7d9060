//! The chapters of a run, and the directives in them.

use std::collections::HashMap;
use std::path::PathBuf;

use super::includes::Expanded;
use super::link::{self, Link};
use super::locate::{Located, locate};
use crate::book::config::Settings;
use crate::book::directive::{self, Directive, marker};
use crate::diagnostic::{Edit, Finding, Sink};
use crate::source::{FileId, Root, Sources, Span};

/// A chapter as received, after earlier preprocessors.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The chapter's title in `SUMMARY.md`.
    pub name: String,
    /// The chapter's file, relative to the book's `src`; a draft has none.
    pub source_path: Option<String>,
    /// Where its page will be, relative to the site.
    pub path: Option<String>,
    /// The chapter's Markdown.
    pub content: String,
}

/// A chapter that was added to the book below another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The index of the chapter above.
    pub under: usize,
    /// The chapter's title.
    pub name: String,
    /// Where its page will be, relative to the site, as a Markdown file.
    pub path: String,
    /// The chapter's Markdown.
    pub content: String,
}

/// A chapter that contains directives, or that one of them adds to the book.
pub struct Page {
    /// The chapter's index in the list of chapters.
    pub index: usize,
    /// The chapter's text as received; of an added page, that of the chapter above.
    pub file: FileId,
    /// The chapter's title; of an added page, that of the chapter above.
    pub name: String,
    /// The folder that relative paths in the chapter start from.
    pub folder: PathBuf,
    /// Where its page will be, relative to the site, as a Markdown file; a draft has no page.
    pub path: Option<String>,
    /// The chapter's directives.
    pub placed: Vec<Placed>,
    /// Whether an attempt at a directive does not say which design it is for.
    pub has_unread: bool,
    /// For a page that is added to the book: which version it is for.
    pub added: Option<AddedFor>,
    /// The directives that name no file.
    pub fileless: Vec<Span>,
    origin: Origin,
}

/// What a page is added for: a version that the chapter above does not show, or the one that it shows.
#[derive(Clone, Debug)]
pub struct AddedFor {
    /// The index of the chapter above.
    pub under: usize,
    /// The version.
    pub version: FileId,
}

/// A directive and the design that it names.
pub struct Placed {
    /// The directive as written in the chapter.
    pub directive: Directive,
    /// The file of the design that is shown; none for other directives, or while it is not yet open.
    pub design: Option<FileId>,
    /// The versions whose changes are shown, the first one at the beginning; none for other
    /// directives, or if it is not known which ones.
    pub told: Option<Vec<FileId>>,
    /// Whether the directive shows nothing: no version matches, and that is not a mistake.
    pub is_nothing: bool,
}

impl Placed {
    fn new(directive: Directive) -> Self {
        Self { directive, design: None, told: None, is_nothing: false }
    }
}

impl Page {
    /// A page below another one for a version of a design. `directive` asks for it, unless the page above
    /// shows that version.
    pub(in crate::book) fn below(
        above: &Page,
        index: usize,
        (folder, path): (&str, String),
        version: FileId,
        directive: Option<Directive>,
    ) -> Self {
        let placed = |directive| Placed { design: Some(version), ..Placed::new(directive) };
        Self {
            index,
            file: above.file,
            name: above.name.clone(),
            folder: above.folder.join(folder),
            path: Some(path),
            placed: directive.map(placed).into_iter().collect(),
            fileless: Vec::new(),
            has_unread: false,
            added: Some(AddedFor { under: above.index, version }),
            origin: Origin::Itself,
        }
    }

    /// The designs that the chapter shows, in order.
    pub fn designs(&self) -> impl Iterator<Item = FileId> {
        self.placed.iter().filter_map(|placed| placed.design)
    }
}

/// The origin of a chapter's text.
enum Origin {
    /// The file on disk has the same text, or the origin is unknown.
    Itself,
    /// Earlier preprocessors made it from this file.
    File(FileId),
    /// This program assembled it from several files.
    Files(Expanded),
}

/// Finds the directives of all chapters that mdBook sent. Mistakes in them are reported to `sink`.
pub(in crate::book) fn find(
    chapters: &[(usize, Chapter)],
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<Page> {
    let marked = |chapter: &Chapter| marker::may_begin(chapter.content.as_bytes());
    let ours = chapters
        .iter()
        .filter(|(_, chapter)| marked(chapter))
        .filter_map(|(index, chapter)| page((*index, chapter, None), settings, root, sources, sink));
    ours.collect()
}

/// Finds the directives of chapters that were read from disk.
pub(in crate::book) fn find_read(
    chapters: Vec<(Chapter, Expanded)>,
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<Page> {
    let chapters = chapters.into_iter().enumerate();
    chapters
        .filter_map(|(index, (chapter, expanded))| {
            page((index, &chapter, Some(expanded)), settings, root, sources, sink)
        })
        .collect()
}

/// Reads a file that is not a chapter of the book as if it were one. Mistakes in it are not
/// reported.
pub(super) fn outside(
    chapter: &Chapter,
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
) -> Option<Page> {
    page((0, chapter, None), settings, root, sources, &mut Sink::default())
}

/// The page of a chapter that contains a directive, or a mistake in one.
fn page(
    (index, chapter, expanded): (usize, &Chapter, Option<Expanded>),
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Page> {
    let source_path = chapter.source_path.clone().or_else(|| chapter.path.clone()).unwrap_or_default();
    let root = settings.chapters(root);
    let src = root.folder().join(&settings.src);
    let location = src.join(&source_path);
    // If the path may not be read, nothing is known about the lines on disk.
    let granted = root.resolve(&src, &source_path).ok();
    let on_disk = granted.and_then(|granted| sources.load(&granted).ok());
    let (file, origin) = match on_disk {
        Some(file) if **sources.get(file).text() == chapter.content => (file, Origin::Itself),
        on_disk => {
            // A chapter without a file is named by its title.
            let shown = if source_path.is_empty() { chapter.name.clone() } else { root.shown(&location) };
            let file = sources.add(shown, chapter.content.as_str());
            let origin = expanded.map(Origin::Files).or(on_disk.map(Origin::File));
            (file, origin.unwrap_or(Origin::Itself))
        }
    };
    let found = directive::find(&chapter.content, file);
    let is_ours = !found.directives.is_empty() || !found.findings.is_empty() || !found.fileless.is_empty();
    sink.extend(found.findings);
    is_ours.then(|| Page {
        index,
        file,
        name: chapter.name.clone(),
        folder: location.parent().map(PathBuf::from).unwrap_or_default(),
        path: chapter.path.clone(),
        placed: found.directives.into_iter().map(Placed::new).collect(),
        has_unread: found.has_unread,
        added: None,
        fileless: found.fileless,
        origin,
    })
}

/// Moves the places of findings from chapters as received to the files that the author edits.
pub(in crate::book) struct OnDisk<'p> {
    moved: Vec<&'p Page>,
}

/// Where a place is on disk.
enum Moved {
    /// At this place.
    There(Span),
    /// In a file that this line of the chapter includes.
    Included(Span),
    /// The file is not a chapter, or equals the file on disk.
    Not,
}

impl<'p> OnDisk<'p> {
    /// Prepares to move findings in these pages.
    pub(in crate::book) fn of(pages: &'p [Page]) -> Self {
        Self { moved: pages.iter().filter(|page| !matches!(page.origin, Origin::Itself)).collect() }
    }

    /// Moves every place of a finding. In a build, a place in included text is reported at the line
    /// that includes it. An edit there is dropped, since there is no line to edit.
    pub(in crate::book) fn apply(&self, finding: &mut Finding, sources: &Sources) {
        match self.find(finding.span, sources) {
            Moved::There(span) => finding.span = span,
            Moved::Included(span) => {
                let came = sources.get(finding.span.file);
                let line = came.line(finding.span.start as usize);
                finding.span = span;
                finding.message.push_str(&format!(" (line {line} of the chapter after includes)"));
            }
            Moved::Not => {}
        }
        for related in &mut finding.related {
            if let Moved::There(span) | Moved::Included(span) = self.find(related.span, sources) {
                related.span = span;
            }
        }
        let moved: Option<Vec<Edit>> =
            std::mem::take(&mut finding.fix).into_iter().map(|edit| self.moved(edit, sources)).collect();
        // A fix is dropped as a whole if one of its edits is.
        finding.fix = moved.unwrap_or_default();
    }

    /// Moves an edit, if the text on disk is the same to the byte.
    pub(in crate::book) fn moved(&self, edit: Edit, sources: &Sources) -> Option<Edit> {
        let slice = |span: Span| sources.get(span.file).slice(span);
        match self.find(edit.span, sources) {
            Moved::There(span) => (slice(span) == slice(edit.span)).then_some(Edit { span, ..edit }),
            Moved::Included(_) => None,
            Moved::Not => Some(edit),
        }
    }

    fn find(&self, span: Span, sources: &Sources) -> Moved {
        let Some(page) = self.moved.iter().find(|page| page.file == span.file) else { return Moved::Not };
        let text = |file: FileId| sources.get(file).text();
        match &page.origin {
            Origin::Itself => Moved::Not,
            Origin::Files(expanded) => expanded.locate(span.range()).map_or(Moved::Not, Moved::There),
            Origin::File(disk) => match locate(text(*disk), text(span.file), span.range()) {
                Located::Exact(range) => Moved::There(Span::new(*disk, range)),
                Located::AfterIncludes => {
                    let range = include(text(*disk), text(span.file), span.start as usize);
                    Moved::Included(Span::new(*disk, range))
                }
            },
        }
    }
}

/// The include in a file that most likely inserted the text at an offset of the chapter: the first
/// one after the nearest line above that both texts have.
fn include(disk: &str, chapter: &str, offset: usize) -> std::ops::Range<usize> {
    let includes: Vec<_> = link::links(disk)
        .filter(|(_, link)| matches!(link, Link::Include(..) | Link::Rustdoc(..)))
        .map(|(range, _)| range)
        .collect();
    if let [only] = includes.as_slice() {
        return only.clone();
    }
    if includes.is_empty() {
        return 0..0;
    }
    // Non-empty lines that occur on disk exactly once, with their places.
    let mut on_disk: HashMap<&str, Option<usize>> = HashMap::new();
    let mut at = 0;
    for line in disk.split_inclusive('\n') {
        on_disk.entry(line.trim()).and_modify(|place| *place = None).or_insert(Some(at));
        at += line.len();
    }
    on_disk.remove("");
    let above = chapter.get(..offset).unwrap_or_default();
    let above = &above[..above.rfind('\n').map_or(0, |found| found + 1)];
    let known = above.lines().rev().find_map(|line| on_disk.get(line.trim()).copied().flatten());
    let known = known.unwrap_or(0);
    let next = includes.iter().find(|range| range.start >= known).or(includes.last());
    next.cloned().unwrap_or(0..0)
}
