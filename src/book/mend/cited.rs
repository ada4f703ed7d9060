//! What the chapters of a book name of its designs: the views that directives show, and the pages that links
//! lead to.

use std::path::PathBuf;

use super::documents::documents;
use crate::book::chapter::disk::{self, SummaryError};
use crate::book::chapter::outside;
use crate::book::chapter::page::{self, OnDisk};
use crate::book::chapter::site::page_of;
use crate::book::directive::Request;
use crate::book::run::resolve;
use crate::book::run::surroundings::Surroundings;
use crate::diagnostic::{Edit, Sink};
use crate::source::{FileId, Spanned};

/// What is named in a book.
#[derive(Debug, Default)]
pub(crate) struct InBook {
    /// Its Markdown files.
    pub(crate) documents: Vec<Document>,
    /// The views that are shown, by the words after `view=`.
    pub(crate) views: Vec<ShownView>,
    /// The pages that show a design, or a section of it.
    pub(crate) pages: Vec<ShownOn>,
}

/// A Markdown file.
#[derive(Debug)]
pub(crate) struct Document {
    /// The file.
    pub(crate) file: FileId,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The page that mdBook makes of it, relative to the site.
    pub(crate) page: Option<String>,
}

/// A view of a design in a chapter.
#[derive(Debug)]
pub(crate) struct ShownView {
    /// The design.
    pub(crate) design: FileId,
    /// The view and its place on disk; if an earlier preprocessor makes it, its place in the chapter.
    pub(crate) view: Spanned<String>,
    /// The place in words, if there is no file on disk in which it can be changed.
    pub(crate) fixed: Option<String>,
    /// The ids that the view is narrowed to, or that it draws as one box; each with its place, as the view has.
    pub(crate) parts: Vec<(Spanned<String>, Option<String>)>,
}

/// A page that shows a design as a document.
#[derive(Debug)]
pub(crate) struct ShownOn {
    /// The page, relative to the site.
    pub(crate) page: String,
    /// The design.
    pub(crate) design: FileId,
    /// The only section that is shown.
    pub(crate) section: Option<String>,
}

/// Reads the chapters of a book, and opens the designs that they show.
///
/// # Errors
/// When SUMMARY.md cannot be read.
pub(crate) fn in_book(book: &mut Surroundings) -> Result<InBook, SummaryError> {
    let mut found = InBook::default();
    let (mut sink, Surroundings { session, settings, .. }) = (Sink::default(), &mut *book);
    let listed = disk::chapters(&session.root, settings, &mut session.sources, &mut sink)?;
    let mut pages =
        page::find_read(listed.chapters, settings, &session.root, &mut session.sources, &mut sink);
    pages.extend(outside::find(settings, &session.root, &mut session.sources));
    for page in &mut pages {
        resolve::open(page, session, &mut sink);
    }
    let on_disk = OnDisk::of(&pages);
    for page in &pages {
        let html = page.path.as_deref().map(page_of);
        for placed in &page.placed {
            let (Request::Design(wanted), Some(design)) = (&placed.directive.request, placed.design) else {
                continue;
            };
            let Some(view) = &wanted.view else {
                let section = wanted.section.as_ref().map(|section| section.value.clone());
                found.pages.extend(html.clone().map(|page| ShownOn { page, design, section }));
                continue;
            };
            let on_disk = |written: &Spanned<String>| {
                let edit = Edit { span: written.span, replacement: String::new() };
                let source = session.sources.get(page.file);
                let fixed = format!("{}:{}", source.shown(), source.line(written.span.start as usize));
                let (span, fixed) = match on_disk.moved(edit, &session.sources) {
                    Some(edit) if session.sources.get(edit.span.file).is_on_disk() => (edit.span, None),
                    _ => (written.span, Some(fixed)),
                };
                (Spanned::new(written.value.clone(), span), fixed)
            };
            let parts = wanted.only.iter().chain(&wanted.collapse).map(on_disk).collect();
            let (view, fixed) = on_disk(view);
            found.views.push(ShownView { design, view, fixed, parts });
        }
    }
    for document in documents(book) {
        let Surroundings { session, settings, .. } = &mut *book;
        let Ok(file) = session.sources.load(&document) else { continue };
        let folder = document.path().parent().map(PathBuf::from).unwrap_or_default();
        let chapters = settings.chapters(&session.root);
        let src = chapters.shown(&chapters.folder().join(&settings.src));
        let shown = document.shown();
        let below = if src.is_empty() { Some(shown) } else { shown.strip_prefix(&format!("{src}/")) };
        found.documents.push(Document { file, folder, page: below.map(page_of) });
    }
    Ok(found)
}
