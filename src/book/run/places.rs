//! Where each design is printed in a book: the ids that it has there, and the targets of links to
//! it.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use indexmap::IndexMap;

use super::session::{Checked, Session};
use super::shape::{Medium, shape};
use super::wanted;
use crate::book::chapter::page::{Chapter, Page, Placed};
use crate::book::config::Pictures;
use crate::book::directive::{DesignRequest, Request};
use crate::diagnostic::Sink;
use crate::markdown::{OwnIds, encode_path};
use crate::render::{self, Anchor, Anchors, PageIds, Place};
use crate::source::{FileId, relative};

/// The documents of a book.
pub(in crate::book) struct Places<'r> {
    pages: &'r [Page],
    /// The ids of each page, or of the whole book if all pages are printed as one.
    ids: Vec<PageIds>,
    /// The documents, in the order of the book.
    documents: Vec<Document<'r>>,
}

/// A directive that prints a design, or a section of it.
struct Document<'r> {
    file: FileId,
    /// The index of the page, and of the directive on it.
    at: (usize, usize),
    /// Whether the whole design is printed, with its own template.
    whole: bool,
    anchors: Anchors<'r>,
}

/// A document that does not have ids yet.
struct Waiting<'r> {
    file: FileId,
    at: (usize, usize),
    whole: bool,
    design: &'r crate::design::Design,
    printed: Vec<Anchor<'r>>,
}

/// What the pages contain besides designs, and how they are printed.
pub(in crate::book) struct PrintContext<'r> {
    /// All known chapters.
    pub(in crate::book) chapters: &'r [(usize, Chapter)],
    /// How diagrams are printed: those of flows have anchors.
    pub(in crate::book) diagrams: Pictures,
    /// What the renderer makes of the pages.
    pub(in crate::book) medium: Medium,
    /// Whether ids have to be unique in the whole book, because all pages are printed as one.
    pub(in crate::book) one_page: bool,
    /// Whether `> [!NOTE]` becomes a note.
    pub(in crate::book) draws_notes: bool,
}

impl<'r> Places<'r> {
    pub(in crate::book) fn new(
        session: &'r Session,
        pages: &'r [Page],
        checked: &'r IndexMap<FileId, Checked>,
        context: &PrintContext<'_>,
    ) -> Self {
        let waiting = waiting(session, pages, checked, context);
        let ids = ids(pages, context);
        let documents = given(waiting, &ids);
        Self { pages, ids, documents }
    }

    /// The pages that have directives.
    pub(in crate::book) fn pages(&self) -> &'r [Page] {
        self.pages
    }

    /// The ids of the page with this index.
    pub(in crate::book) fn ids(&self, page: usize) -> &PageIds {
        &self.ids[scope(page, &self.ids)]
    }

    /// The anchors in the document of a directive.
    pub(in crate::book) fn anchors(&self, page: usize, directive: usize) -> Option<&Anchors<'r>> {
        let found = self.documents.binary_search_by_key(&(page, directive), |document| document.at).ok()?;
        self.documents.get(found).map(|document| &document.anchors)
    }

    /// The printed designs, in the order of the book.
    pub(in crate::book) fn designs(&self) -> Vec<FileId> {
        let mut files = Vec::new();
        for document in &self.documents {
            if !files.contains(&document.file) {
                files.push(document.file);
            }
        }
        files
    }

    /// The address of the page that shows a design, as seen from another: the first whole document or, without
    /// one, the first page that shows anything of it. None if no page does, or only this one does and has no
    /// anchors.
    pub(in crate::book) fn page_of(&self, file: FileId, from: &Page) -> Option<String> {
        let places = self.of(file, from);
        if !places.is_empty() {
            return Place::beginning(&places);
        }
        let first = self.pages.iter().find(|page| page.designs().any(|design| design == file))?;
        relative_link(from, first).filter(|link| !link.is_empty())
    }

    /// The address of the chapter above an added page.
    pub(in crate::book) fn above(&self, page: &Page) -> Option<String> {
        let above = page.added.as_ref()?.under;
        relative_link(page, self.pages.iter().find(|other| other.index == above)?)
    }

    /// Whether a page shows a design, or a part of it.
    pub(in crate::book) fn show(&self, file: FileId) -> bool {
        self.pages.iter().any(|page| page.path.is_some() && page.designs().any(|design| design == file))
    }

    /// The targets of links from a page to a design: the first whole document or, without one, all
    /// parts in order.
    pub(in crate::book) fn of(&self, file: FileId, from: &Page) -> Vec<Place<'_>> {
        let all = self.documents.iter().filter(|document| document.file == file);
        let mut places: Vec<(bool, Place<'_>)> = all
            .filter_map(|document| {
                let page = relative_link(from, self.pages.get(document.at.0)?)?;
                Some((document.whole, Place { page, anchors: &document.anchors }))
            })
            .collect();
        if let Some(whole) = places.iter().position(|(whole, _)| *whole) {
            places = vec![places.swap_remove(whole)];
        }
        places.into_iter().map(|(_, place)| place).collect()
    }
}

/// Every directive that prints a document or a section, in the order of the book.
fn waiting<'r>(
    session: &'r Session,
    pages: &'r [Page],
    checked: &'r IndexMap<FileId, Checked>,
    context: &PrintContext<'_>,
) -> Vec<Waiting<'r>> {
    let mut waiting = Vec::new();
    for (page_at, page) in pages.iter().enumerate() {
        for (at, Placed { directive, design: file, .. }) in page.placed.iter().enumerate() {
            let (Request::Design(asked), Some(file), Some(_)) = (&directive.request, file, &directive.slot)
            else {
                continue;
            };
            let Some(checked) = checked.get(file) else { continue };
            let Some(design) = checked.design.as_ref().filter(|_| asked.view.is_none()) else { continue };
            let own = checked.template.as_deref();
            // Mistakes in the directive are reported where it is printed.
            let template = wanted::template(session, asked, design, own, &mut Sink::default());
            let Some(template) = template else { continue };
            let is_own = own.is_some_and(|own| own.title_line() == template.title_line());
            let options = shape(asked, directive.above, context.diagrams);
            let printed = if context.medium.has_anchors() {
                render::printed(design, template, &options)
            } else {
                Vec::new()
            };
            let whole = is_own && is_whole(asked);
            waiting.push(Waiting { file: *file, at: (page_at, at), whole, design, printed });
        }
    }
    waiting
}

fn is_whole(asked: &DesignRequest) -> bool {
    asked.view.is_none() && asked.section.is_none()
}

/// The ids that are in use besides those of designs: on each page, or in the whole book.
fn ids(pages: &[Page], context: &PrintContext<'_>) -> Vec<PageIds> {
    let theme = || THEME.into_iter().map(str::to_owned);
    let text = |index: usize| {
        let found = context.chapters.binary_search_by_key(&index, |(at, _)| *at).ok();
        found.and_then(|found| context.chapters.get(found)).map_or("", |(_, chapter)| &chapter.content)
    };
    let of = |texts: &mut dyn Iterator<Item = &str>| {
        let mut own = OwnIds::default();
        texts.filter(|_| context.medium.has_anchors()).for_each(|text| own.add(text));
        PageIds::new(own, theme())
    };
    if context.one_page || pages.is_empty() {
        return vec![of(&mut context.chapters.iter().map(|(_, chapter)| chapter.content.as_str()))];
    }
    pages.iter().map(|page| of(&mut std::iter::once(text(page.index)))).collect()
}

/// The index of the ids of a page.
fn scope(page: usize, ids: &[PageIds]) -> usize {
    if ids.len() == 1 { 0 } else { page }
}

/// Assigns ids to the documents. The first whole document of a design or, without one, the first
/// part has plain ids. Documents that print the same again, or another version of it, have a number after
/// the design's id. What has a former id gets it where nothing is called so today.
fn given<'r>(waiting: Vec<Waiting<'r>>, ids: &[PageIds]) -> Vec<Document<'r>> {
    let mut keepers: HashMap<(usize, &str), (usize, bool)> = HashMap::new();
    for (index, one) in waiting.iter().enumerate() {
        let keeper = keepers.entry((scope(one.at.0, ids), &one.design.id)).or_insert((index, one.whole));
        if one.whole && !keeper.1 {
            *keeper = (index, true);
        }
    }
    let keepers: HashSet<usize> = keepers.into_values().map(|(index, _)| index).collect();
    let designs: HashSet<String> = waiting.iter().map(|one| one.design.id.clone()).collect();

    let mut printings: HashMap<(usize, &str), Printings<'r>> = HashMap::new();
    let mut order: Vec<(usize, Waiting<'r>)> = waiting.into_iter().enumerate().collect();
    order.sort_by_key(|(index, _)| !keepers.contains(index));
    let mut documents = Vec::with_capacity(order.len());
    for (_, one) in order {
        let scope = scope(one.at.0, ids);
        let number = printings.entry((scope, &one.design.id)).or_default().number(&one, &designs);
        let Some(ids) = ids.get(scope) else { continue };
        let anchors = Anchors::give(one.design, one.printed, number, ids);
        documents.push(Document { file: one.file, at: one.at, whole: one.whole, anchors });
    }
    documents.sort_by_key(|document| document.at);
    for document in &mut documents {
        if let Some(ids) = ids.get(scope(document.at.0, ids)) {
            document.anchors.keep_former(ids);
        }
    }
    documents
}

/// The parts of a design that were printed so far.
#[derive(Default)]
struct Printings<'r> {
    /// The version whose ids are plain.
    file: Option<FileId>,
    /// The anchors that have plain ids.
    plain: HashSet<Anchor<'r>>,
    last: usize,
}

impl<'r> Printings<'r> {
    /// The number of a document. It is 1, which is not shown, for the first document and for any
    /// other part of the same version.
    fn number(&mut self, one: &Waiting<'r>, designs: &HashSet<String>) -> usize {
        let is_same = *self.file.get_or_insert(one.file) == one.file;
        if is_same && one.printed.iter().all(|anchor| !self.plain.contains(anchor)) {
            self.plain.extend(one.printed.iter().cloned());
            return 1;
        }
        self.last = self.last.max(1) + 1;
        while designs.contains(&format!("{}-{}", one.design.id, self.last)) {
            self.last += 1;
        }
        self.last
    }
}

/// The relative link from one page to another; empty for the same page, none to a page that is not
/// written. Links between chapters name their files, and mdBook turns them into links between
/// pages.
fn relative_link(from: &Page, to: &Page) -> Option<String> {
    let target = to.path.as_deref()?;
    if from.index == to.index {
        return Some(String::new());
    }
    let folder = from.path.as_deref().and_then(|path| Path::new(path).parent()).unwrap_or(Path::new(""));
    Some(encode_path(&relative(folder, Path::new(target))))
}

/// The ids in mdBook's theme around a chapter, in 0.4. Since 0.5, these ids begin with `mdbook-`.
const THEME: [&str; 30] = [
    "ayu",
    "ayu-highlight-css",
    "body-container",
    "coal",
    "content",
    "default_theme",
    "git-edit-button",
    "git-repository-button",
    "highlight-css",
    "light",
    "menu-bar",
    "menu-bar-hover-placeholder",
    "navy",
    "page-wrapper",
    "print-button",
    "rust",
    "search-toggle",
    "search-wrapper",
    "searchbar",
    "searchbar-outer",
    "searchresults",
    "searchresults-header",
    "searchresults-outer",
    "sidebar",
    "sidebar-resize-handle",
    "sidebar-toggle",
    "sidebar-toggle-anchor",
    "theme-list",
    "theme-toggle",
    "tomorrow-night-css",
];
