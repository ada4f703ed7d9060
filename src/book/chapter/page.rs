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

/// A chapter as it came: what earlier preprocessors left of it.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its title in `SUMMARY.md`.
    pub name: String,
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
    /// Where its page will lie, relative to the site, as a file of Markdown; a draft has no page.
    pub path: Option<String>,
    /// What it asks for.
    pub placed: Vec<Placed>,
    origin: Origin,
}

/// A directive and the design that it names.
pub struct Placed {
    /// As it is written in the chapter.
    pub directive: Directive,
    /// The design's file; none for an index, and until the design is opened.
    pub design: Option<FileId>,
}

impl Placed {
    fn new(directive: Directive) -> Self {
        Self { directive, design: None }
    }
}

impl Page {
    /// The designs that it shows, in order.
    pub fn designs(&self) -> impl Iterator<Item = FileId> {
        self.placed.iter().filter_map(|placed| placed.design)
    }
}

/// Where the text of a chapter comes from.
enum Origin {
    /// It is what is on disk, or nobody knows.
    Itself,
    /// Earlier preprocessors made it of this file.
    File(FileId),
    /// We put it together ourselves.
    Files(Expanded),
}

/// Finds the directives of all chapters as mdBook sent them; what is wrong with them goes to `sink`.
pub(in crate::book) fn find(
    chapters: &[(usize, Chapter)],
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<Page> {
    let marked = |chapter: &Chapter| marker::positions(chapter.content.as_bytes()).next().is_some();
    let ours = chapters
        .iter()
        .filter(|(_, chapter)| marked(chapter))
        .filter_map(|(index, chapter)| page((*index, chapter, None), settings, root, sources, sink));
    ours.collect()
}

/// The same for chapters that were read from disk.
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

/// A file that is not a chapter of the book, as if it were one. Its mistakes are not reported.
pub(super) fn outside(
    chapter: &Chapter,
    settings: &Settings,
    root: &Root,
    sources: &mut Sources,
) -> Option<Page> {
    page((0, chapter, None), settings, root, sources, &mut Sink::default())
}

/// A chapter that has something of ours, if only a mistake.
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
    // A path that the book does not let us read tells nothing of the lines on disk.
    let granted = root.resolve(&src, &source_path).ok();
    let on_disk = granted.and_then(|granted| sources.load(&granted).ok());
    let (file, origin) = match on_disk {
        Some(file) if **sources.get(file).text() == chapter.content => (file, Origin::Itself),
        on_disk => {
            // Without a file a chapter goes by its title.
            let shown = if source_path.is_empty() { chapter.name.clone() } else { root.shown(&location) };
            let file = sources.add(shown, chapter.content.as_str());
            let origin = expanded.map(Origin::Files).or(on_disk.map(Origin::File));
            (file, origin.unwrap_or(Origin::Itself))
        }
    };
    let found = directive::find(&chapter.content, file);
    let is_ours = !found.directives.is_empty() || !found.findings.is_empty();
    sink.extend(found.findings);
    is_ours.then(|| Page {
        index,
        file,
        folder: location.parent().map(PathBuf::from).unwrap_or_default(),
        path: chapter.path.clone(),
        placed: found.directives.into_iter().map(Placed::new).collect(),
        origin,
    })
}

/// Moves the places of findings from chapters as they came to the files that the author edits.
pub(in crate::book) struct OnDisk<'p> {
    moved: Vec<&'p Page>,
}

/// Where a place is on disk.
enum Moved {
    /// At this place.
    There(Span),
    /// In what this line of the chapter includes.
    Included(Span),
    /// The file is not one of ours, or is what is on disk.
    Not,
}

impl<'p> OnDisk<'p> {
    /// Knows the files of these pages.
    pub(in crate::book) fn of(pages: &'p [Page]) -> Self {
        Self { moved: pages.iter().filter(|page| !matches!(page.origin, Origin::Itself)).collect() }
    }

    /// Moves every place of a finding. Of what came through an include, in a build, the line that
    /// includes it is named, and an edit of it is dropped: there is no line to edit.
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
        // Half of a fix mends nothing.
        finding.fix = moved.unwrap_or_default();
    }

    /// An edit of what is in a file to the byte.
    fn moved(&self, edit: Edit, sources: &Sources) -> Option<Edit> {
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

/// The include in a file that most likely brought what stands at an offset of the chapter: the
/// first one after the nearest line above that both have.
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
    // Lines that are on disk once and say something, with their places.
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
