//! Which lines of a file are shown.
//!
//! The library that draws reads all it is given, for each finding anew, and panics on a place
//! outside of it or inside a character. So it gets a few lines only, with places clamped to them.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Snippet};

use crate::diagnostic::printable;
use crate::source::{Source, Sources, Span, floor_char_boundary};

/// How many bytes of a file are drawn at once. Lines that are longer are named, not drawn.
const LIMIT: usize = 4096;

/// How long a line of a fix may be. The library cuts the lines it marks to a terminal's width, but
/// prints those it changes whole.
const READABLE: usize = 300;

/// A place and its label.
pub(super) struct Marked {
    span: Span,
    label: String,
    kind: AnnotationKind,
}

impl Marked {
    /// The place of the finding.
    pub(super) fn primary(span: Span, label: String) -> Self {
        Self { span, label, kind: AnnotationKind::Primary }
    }

    /// Another place.
    pub(super) fn context(span: Span, label: String) -> Self {
        Self { span, label, kind: AnnotationKind::Context }
    }
}

/// Whole lines of a file.
pub(super) struct Window<'a> {
    /// The text of the lines.
    pub(super) text: &'a str,
    /// The number of the first one, from 1.
    pub(super) line: usize,
    /// Where they begin in the file.
    start: usize,
}

impl<'a> Window<'a> {
    /// The lines of a range of bytes.
    pub(super) fn over(source: &'a Source, range: Range<usize>) -> Self {
        let line = source.line(range.start);
        let last = source.line(range.end.max(range.start));
        let start = source.line_start(line);
        let text = source.text().get(start..source.line_end(last)).unwrap_or_default();
        Self { text, line, start }
    }

    /// Whether it can be drawn at a bearable cost.
    pub(super) fn is_small(&self) -> bool {
        self.text.len() <= LIMIT
    }

    /// Whether no line is too long to be read whole.
    pub(super) fn is_readable(&self) -> bool {
        self.is_small() && self.text.lines().all(|line| line.len() <= READABLE)
    }

    /// A range of the file as one of the window, on character boundaries inside it.
    pub(super) fn relative(&self, range: Range<usize>) -> Range<usize> {
        let inside = |offset: usize| floor_char_boundary(self.text, offset.saturating_sub(self.start));
        let start = inside(range.start);
        start..inside(range.end).max(start)
    }
}

/// The windows for all places: nearby places of one file share a window. The
/// first place, the finding's own, comes first.
pub(super) fn elements(places: Vec<Marked>, sources: &Sources) -> Vec<Element<'_>> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for place in places {
        let source = sources.get(place.span.file);
        match clusters.iter_mut().find(|cluster| cluster.has_room_for(&place, source)) {
            Some(cluster) => cluster.add(place),
            None => clusters.push(Cluster::new(place, source)),
        }
    }
    clusters.into_iter().flat_map(|cluster| cluster.draw(sources)).collect()
}

struct Cluster {
    range: Range<usize>,
    places: Vec<Marked>,
}

impl Cluster {
    /// A place over more lines than can be drawn is shown by its beginning.
    fn new(mut place: Marked, source: &Source) -> Self {
        if !Window::over(source, place.span.range()).is_small() {
            let start = place.span.start as usize;
            let end = source.line_end(source.line(start)).clamp(start, start.max(place.span.end as usize));
            place.span = Span::new(place.span.file, start..end);
        }
        Self { range: place.span.range(), places: vec![place] }
    }

    fn has_room_for(&self, place: &Marked, source: &Source) -> bool {
        self.places.first().is_some_and(|first| first.span.file == place.span.file)
            && Window::over(source, self.joined(place)).is_small()
    }

    fn joined(&self, place: &Marked) -> Range<usize> {
        let other = place.span.range();
        self.range.start.min(other.start)..self.range.end.max(other.end)
    }

    fn add(&mut self, place: Marked) {
        self.range = self.joined(&place);
        self.places.push(place);
    }

    fn draw(self, sources: &Sources) -> Vec<Element<'_>> {
        let Some(file) = self.places.first().map(|place| place.span.file) else { return Vec::new() };
        let source = sources.get(file);
        let window = Window::over(source, self.range.clone());
        let labels = self.places.into_iter().map(|place| {
            let label = Some(place.label).filter(|label| !label.is_empty());
            (place.kind, place.span.range(), label)
        });
        if !window.is_small() {
            let at = source.position(self.range.start);
            let origin = Origin::path(printable(source.shown())).line(at.line).char_column(at.column);
            let notes = labels.filter_map(|(_, _, label)| Some(Level::NOTE.message(label?).into()));
            return std::iter::once(origin.into()).chain(notes).collect();
        }
        let annotations: Vec<Annotation> =
            labels.map(|(kind, range, label)| kind.span(window.relative(range)).label(label)).collect();
        let snippet = Snippet::source(window.text).line_start(window.line).path(printable(source.shown()));
        vec![snippet.annotations(annotations).into()]
    }
}
