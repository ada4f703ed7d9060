//! The edits of a book that follow a design's file to another place: in the directives of chapters, in
//! includes and links, in texts of other designs, and in book.toml.

use std::path::{Path, PathBuf};

use super::documents::documents;
use crate::book::chapter::disk::{self, SummaryError};
use crate::book::chapter::link::{self, Link};
use crate::book::chapter::outside;
use crate::book::chapter::page::{self, OnDisk, Page};
use crate::book::chapter::site::page_of;
use crate::book::config::{BOOK, BookToml};
use crate::book::directive::Request;
use crate::book::run::surroundings::Surroundings;
use crate::diagnostic::{Edit, Sink};
use crate::markdown::{decode_path, destinations, encode_path};
use crate::reading::cited_files;
use crate::source::{FileId, Span, relative};

/// A design's file that becomes a version of a series. Paths are relative to the book, with `/`.
#[derive(Clone, Debug)]
pub(crate) struct Renamed {
    /// Where the file is.
    pub(crate) from: String,
    /// Where it will be.
    pub(crate) to: String,
    /// The folder of the series.
    pub(crate) series: String,
    /// The version that directives have to ask for, if it is not the one that holds.
    pub(crate) version: Option<String>,
    /// The design's id as it is and as it will be, if it changes.
    pub(crate) id: Option<(String, String)>,
}

/// A page that shows a design that moves.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Where the design is.
    pub(crate) from: String,
    /// The page, relative to the site.
    pub(crate) page: String,
}

/// What a book has to say instead.
#[derive(Debug, Default)]
pub(crate) struct Renaming {
    /// The edits, by file and place, none twice.
    pub(crate) edits: Vec<Edit>,
    /// Directives that cannot be edited, in words: an earlier preprocessor makes them.
    pub(crate) left: Vec<String>,
    /// The pages that show the designs.
    pub(crate) shown: Vec<Shown>,
}

/// Finds every place that names one of some files. The files stay where they are. What the moved designs
/// themselves say is not looked at.
///
/// # Errors
/// When SUMMARY.md cannot be read.
pub(crate) fn renaming(book: &mut Surroundings, renamed: &[Renamed]) -> Result<Renaming, SummaryError> {
    let mut run = Run { book, renamed, found: Renaming::default() };
    run.directives()?;
    run.documents();
    run.designs();
    run.book_toml();
    let mut found = run.found;
    found.edits.sort_by(|a, b| {
        let key = |edit: &Edit| (edit.span.file, edit.span.start, edit.span.end);
        key(a).cmp(&key(b)).then_with(|| a.replacement.cmp(&b.replacement))
    });
    // A text that two chapters include is named once.
    found.edits.dedup_by_key(|edit| edit.span);
    Ok(found)
}

struct Run<'r> {
    book: &'r mut Surroundings,
    renamed: &'r [Renamed],
    found: Renaming,
}

impl Run<'_> {
    /// What a name in a file of `folder` leads to, if that moves.
    fn meant(&self, folder: &Path, name: &str) -> Option<&Renamed> {
        let shown = self.book.session.root.shown_of(folder, name);
        self.renamed.iter().find(|renamed| renamed.from == shown)
    }

    /// A path of the book as it is written in a file of `folder`: from the book's folder, if the old one
    /// was.
    fn written(&self, folder: &Path, old: &str, path: &str) -> String {
        if old.starts_with('/') {
            return format!("/{path}");
        }
        relative(folder, &self.book.session.root.at(path))
    }

    fn edit(&mut self, span: Span, replacement: String) {
        self.found.edits.push(Edit { span, replacement });
    }

    fn directives(&mut self) -> Result<(), SummaryError> {
        let (mut sink, Surroundings { session, settings, .. }) = (Sink::default(), &mut *self.book);
        let disk::Listed { chapters, .. } =
            disk::chapters(&session.root, settings, &mut session.sources, &mut sink)?;
        let mut pages = page::find_read(chapters, settings, &session.root, &mut session.sources, &mut sink);
        pages.extend(outside::find(settings, &session.root, &mut session.sources));
        let on_disk = OnDisk::of(&pages);
        for page in &pages {
            let shown = self.shown_on(page);
            self.found.shown.extend(shown);
            for edit in self.in_page(page) {
                let sources = &self.book.session.sources;
                let source = sources.get(page.file);
                let place = format!("{}:{}", source.shown(), source.line(edit.span.start as usize));
                match on_disk.moved(edit, sources) {
                    Some(edit) => self.found.edits.push(edit),
                    None => self.found.left.push(place),
                }
            }
        }
        Ok(())
    }

    fn shown_on(&self, page: &Page) -> Vec<Shown> {
        let Some(path) = &page.path else { return Vec::new() };
        let html = page_of(path);
        let named = page.placed.iter().filter_map(|placed| match &placed.directive.request {
            Request::Design(wanted) => self.meant(&page.folder, &wanted.file),
            Request::Changes(_) | Request::Index(_) | Request::Landscape(_) => None,
        });
        named.map(|renamed| Shown { from: renamed.from.clone(), page: html.clone() }).collect()
    }

    fn in_page(&self, page: &Page) -> Vec<Edit> {
        let mut edits = Vec::new();
        for placed in &page.placed {
            let (named, version) = match &placed.directive.request {
                Request::Design(wanted) => (&wanted.file, wanted.version.as_ref()),
                Request::Changes(wanted) => (&wanted.folder, None),
                Request::Index(_) | Request::Landscape(_) => continue,
            };
            let Some(renamed) = self.meant(&page.folder, named) else { continue };
            let mut span = named.span;
            let mut replacement = self.written(&page.folder, named, &renamed.series);
            let is_design = matches!(placed.directive.request, Request::Design(_));
            if let Some(wanted) = renamed.version.as_ref().filter(|_| is_design) {
                span.end = version.map_or(span.end, |version| version.span.end);
                replacement = format!("{replacement}@{wanted}");
            }
            edits.push(Edit { span, replacement });
        }
        edits
    }

    /// The documents of the book, chapters and others.
    fn documents(&mut self) {
        for document in documents(self.book) {
            let Ok(file) = self.book.session.sources.load(&document) else { continue };
            let text = self.book.session.sources.get(file).text().clone();
            let folder = document.path().parent().map(PathBuf::from).unwrap_or_default();
            for (range, destination) in destinations(&text) {
                self.link(&folder, Span::new(file, range), &destination);
            }
            if self.book.settings.published(document.shown()).is_some() {
                self.includes(&folder, file, &text);
            }
        }
    }

    /// A link leads on to the file itself.
    fn link(&mut self, folder: &Path, span: Span, destination: &str) {
        let path = destination.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || path.contains(':') {
            return;
        }
        let Some(renamed) = self.meant(folder, &decode_path(path)) else { return };
        let written = encode_path(&self.written(folder, path, &renamed.to));
        let end = span.start + u32::try_from(path.len()).unwrap_or_default();
        self.edit(Span { end, ..span }, written);
    }

    /// What mdBook itself takes from the file.
    fn includes(&mut self, folder: &Path, file: FileId, text: &str) {
        for (range, link) in link::links(text) {
            let written = text.get(range.clone()).unwrap_or_default();
            let path = match &link {
                Link::Include(path, _) | Link::Rustdoc(path, _) | Link::Playground(path, _) => *path,
                Link::Title | Link::Escaped => continue,
            };
            let (Some(at), Some(renamed)) = (written.find(path), self.meant(folder, path)) else { continue };
            let replacement = self.written(folder, path, &renamed.to);
            let start = range.start + at;
            self.edit(Span::new(file, start..start + path.len()), replacement);
        }
    }

    /// The texts of other designs.
    fn designs(&mut self) {
        self.book.ids();
        let session = &self.book.session;
        let is_moved = |path: &str| self.renamed.iter().any(|renamed| renamed.from == path);
        let others: Vec<FileId> =
            session.files().filter(|file| !is_moved(session.sources.get(*file).path())).collect();
        for file in others {
            let session = &self.book.session;
            let source = session.sources.get(file);
            let folder = source.location().parent().map(PathBuf::from).unwrap_or_default();
            let cited = cited_files(source.text());
            let links = session.design(file).map(|design| design.destinations(&session.sources));
            for link in links.unwrap_or_default() {
                self.link(&folder, link.span, &link.value);
            }
            for (span, id) in self.succession(file) {
                self.edit(span, id);
            }
            for (range, name) in cited {
                if let Some(renamed) = self.meant(&folder, &name) {
                    let written = self.written(&folder, &name, &renamed.to);
                    let inside = range.start + 1..range.end.saturating_sub(1);
                    self.edit(Span::new(file, inside), written);
                }
            }
        }
    }

    /// The ids of moved designs that a design replaces or is replaced by.
    fn succession(&self, file: FileId) -> Vec<(Span, String)> {
        let Some(design) = self.book.session.design(file) else { return Vec::new() };
        let cited = [&design.meta.supersedes, &design.meta.superseded_by].into_iter().flatten();
        let new = |old: &str| {
            let mut ids = self.renamed.iter().filter_map(|renamed| renamed.id.as_ref());
            ids.find(|(known, _)| known == old).map(|(_, new)| new.clone())
        };
        let inside = |span: Span| Span { start: span.start + 1, end: span.end.saturating_sub(1), ..span };
        cited.filter_map(|cited| Some((inside(cited.id.span), new(&cited.id.value)?))).collect()
    }

    /// What book.toml names: the folder takes the file's place in lists of folders and patterns.
    fn book_toml(&mut self) {
        let Surroundings { session, settings, .. } = &*self.book;
        let Some(book) = BookToml::of(settings, &session.sources) else { return };
        if session.sources.get(book.start().file).path() != BOOK {
            return;
        }
        let designs = session.root.at(&session.config.designs);
        let mut edits = Vec::new();
        for (keys, string) in book.strings() {
            let is_pattern = keys.last().is_some_and(|key| key == "exclude");
            let folder = if is_pattern { designs.as_path() } else { session.root.folder() };
            let Some(renamed) = self.meant(folder, &string.value) else { continue };
            let takes_folders = is_pattern || keys.last().is_some_and(|key| key == "extra-watch-dirs");
            let path = if takes_folders { &renamed.series } else { &renamed.to };
            let inside = Span { start: string.span.start + 1, end: string.span.end - 1, ..string.span };
            edits.push((inside, self.written(folder, &string.value, path)));
        }
        for (span, replacement) in edits {
            self.edit(span, replacement);
        }
    }
}
