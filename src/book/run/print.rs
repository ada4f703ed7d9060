//! Prints the text that replaces a directive.

use std::collections::HashSet;
use std::sync::OnceLock;

use indexmap::IndexMap;

use super::around::Around;
use super::changes::Told;
use super::landscape::Drawn;
use super::notices;
use super::places::{Places, PrintContext};
use super::repeated::Repeated;
use super::session::{Checked, Session};
use super::shape::{self, Medium, shape};
use super::splice::Replacement;
use super::{index, standing, wanted, work};
use crate::book::chapter::page::{AddedFor, Page, Placed};
use crate::book::directive::{DesignRequest, LandscapeRequest, Request, Slot};
use crate::catalog::landscape::Landscape;
use crate::compare::{Changes, Side};
use crate::design::Design;
use crate::diagnostic::Sink;
use crate::diagram::model::Against;
use crate::diagram::model::landscape::Extent;
use crate::diagram::view::View;
use crate::markdown::Html;
use crate::render::{self, Anchors, IndexView, Options, PageIds, ShownVersion, VersionChanges};
use crate::source::{FileId, relative};
use crate::template::{Template, Words, fill};

/// Prints designs for the pages of a run.
pub(in crate::book) struct Printer<'r> {
    session: &'r Session,
    /// What the designs of the book use of each other.
    town: &'r Landscape<'r>,
    renderer: &'r str,
    context: &'r PrintContext<'r>,
    places: Places<'r>,
    around: Around<'r>,
    /// The book's landscape without links.
    drawn: OnceLock<Drawn>,
    repeated: Repeated<'r>,
}

impl<'r> Printer<'r> {
    pub(in crate::book) fn new(
        session: &'r Session,
        town: &'r Landscape<'r>,
        renderer: &'r str,
        context: &'r PrintContext<'r>,
        places: Places<'r>,
    ) -> Self {
        let around = Around::of_book(session, town);
        let repeated = Repeated::of(places.pages());
        Self { session, town, renderer, context, places, around, drawn: OnceLock::new(), repeated }
    }

    /// The replacements on all pages.
    pub(in crate::book) fn all(
        &self,
        pages: &[Page],
        checked: &IndexMap<FileId, Checked>,
        sink: &mut Sink,
    ) -> Vec<Vec<Replacement>> {
        // Pages that share their ids get them in their order.
        if self.context.one_page {
            return pages.iter().enumerate().map(|(at, page)| self.edits(at, page, checked, sink)).collect();
        }
        let printed = work::in_order(pages, |number, page| {
            let mut sink = Sink::default();
            (self.edits(number, page, checked, &mut sink), sink)
        });
        let edits = printed.into_iter().map(|(edits, own)| {
            sink.append(own);
            edits
        });
        edits.collect()
    }

    /// The replacements on the page with the index `number`. Mistakes in the arguments of
    /// directives are reported to `sink`.
    pub(in crate::book) fn edits(
        &self,
        number: usize,
        page: &Page,
        checked: &IndexMap<FileId, Checked>,
        sink: &mut Sink,
    ) -> Vec<Replacement> {
        if let Some(added) = page.added.as_ref().filter(|_| page.placed.is_empty()) {
            return vec![Slot::alone().edit(&self.reference(page, added, checked))];
        }
        // What is wrong with the directive is reported once, in the chapter.
        let mut quiet = Sink::default();
        let sink = if page.added.is_some() { &mut quiet } else { sink };
        let mut edits = Vec::new();
        let mut noticed = HashSet::new();
        for (at, Placed { directive, design, told, is_nothing }) in page.placed.iter().enumerate() {
            let text = match &directive.request {
                Request::Design(_) if *is_nothing => Some(String::new()),
                Request::Landscape(asked) => self.landscape(asked, directive.above, number, page, sink),
                Request::Index(view) => Some(self.index(*view, page, checked)),
                Request::Changes(asked) => {
                    let level = asked.level.as_ref().map(|level| level.value);
                    let level = level.unwrap_or_else(|| shape::part_level(directive.above));
                    told.as_ref().map(|told| self.changes(told, level, number, page))
                }
                Request::Design(asked) => {
                    let found = design.and_then(|file| checked.get(&file).map(|checked| (file, checked)));
                    found.and_then(|(file, found)| {
                        let options = self.options(asked, directive.above, page, file);
                        let to = Destination {
                            page,
                            ids: self.places.ids(number),
                            anchors: self.places.anchors(number, at),
                        };
                        let (text, template) = self.design(asked, &to, file, found, &options, sink)?;
                        let is_first = !text.is_empty() && noticed.insert(file);
                        let says = is_first && asked.notice.as_ref().is_none_or(|notice| notice.value);
                        Some(if says { self.notice(asked, file, template, page) + &text } else { text })
                    })
                }
            };
            // For the renderer `test`, designs are checked, but code in them is not compiled.
            let text = text.map(|text| if self.renderer == "test" { String::new() } else { text });
            if let (Some(text), Some(slot)) = (text, &directive.slot) {
                edits.push(slot.edit(&text));
            }
        }
        edits
    }

    /// The design, or what is asked for of it, and the template that it is printed by.
    fn design<'t>(
        &'t self,
        asked: &DesignRequest,
        to: &Destination<'_, 'r>,
        file: FileId,
        checked: &'t Checked,
        options: &Options,
        sink: &mut Sink,
    ) -> Option<(String, &'t Template)> {
        let design = checked.design.as_ref()?;
        let own = checked.template.as_deref();
        let template = wanted::template(self.session, asked, design, own, sink)?;
        if let Some(view) = &asked.view {
            let mut places = if options.anchors { self.places.of(file, to.page) } else { Vec::new() };
            if !self.context.medium.links_chapters() {
                places.retain(|place| place.page.is_empty());
            }
            let view = View::parse(&view.value)?;
            let selection = asked.selection();
            let text = match view {
                View::Neighbours => self.neighbours((file, design), template, options, to)?,
                View::Changes => {
                    let old = self.older(asked, file).ok()?;
                    let against = old.as_ref().map(|(design, changes)| Against { design, changes });
                    render::change(design, template, options, (against, &selection), to.ids, &places)
                }
                view => render::view(design, template, options, (view, &selection), to.ids, &places),
            };
            return Some((text, template));
        }
        let other;
        let completeness = if own.is_some_and(|own| own.title_line() == template.title_line()) {
            &checked.completeness
        } else {
            other = crate::answer::Completeness::of(design, template);
            &other
        };
        let anchors = to.anchors.filter(|_| options.anchors);
        let others = self.around.of(
            file,
            to.page,
            &self.places,
            options.anchors && self.context.medium.links_chapters(),
        );
        let print = || {
            let report = notices::report(design, template, options, completeness, &checked.report);
            render::document_among(design, template, options, &report, to.ids, anchors, Some(&others))
        };
        let text = if others.is_empty() {
            self.repeated.text(file, (template.title_line(), options, anchors), to.ids, print)
        } else {
            print()
        };
        Some((text, template))
    }

    /// The design that the picture of a change is drawn from, and what changed since; `None` if there is no
    /// earlier one.
    ///
    /// # Errors
    /// When there should be one, and it cannot be read; this has been reported.
    fn older(&self, asked: &DesignRequest, file: FileId) -> Result<Option<(&Design, Changes)>, Reported> {
        let selector = asked.against.as_ref().map(|selector| &selector.value);
        let Some(old) = self.session.against(file, selector).map_err(|_| Reported)? else { return Ok(None) };
        let compared = self.session.design(old).zip(self.session.compared_with(old, file));
        compared.map(Some).ok_or(Reported)
    }

    /// What a page says of a version before it shows it, with an empty line at its end; empty if there is
    /// nothing to say.
    fn notice(&self, asked: &DesignRequest, file: FileId, template: &Template, page: &Page) -> String {
        let links = self.context.medium.links_chapters();
        let lists = asked.versions.is_some();
        let Some(standing) = standing::of(file, page, self.session, &self.places, links, lists) else {
            return String::new();
        };
        let mut text = render::standing(&standing, &template.labels, self.context.draws_notes);
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// The title of a page that is added for a version.
    pub(in crate::book) fn name(&self, page: &Page, checked: &IndexMap<FileId, Checked>) -> Option<String> {
        let version = page.added.as_ref()?.version;
        let words = checked.get(&version).and_then(|checked| checked.template.as_deref());
        let words = words.or_else(|| self.session.templates.iter().next())?;
        let number = self.session.series(version)?.member(version)?.number.to_string();
        Some(fill(words.labels.label("version-page"), &[("version", &number)]))
    }

    /// The content of the added page of a version that the chapter above shows.
    fn reference(&self, page: &Page, added: &AddedFor, checked: &IndexMap<FileId, Checked>) -> String {
        let Some(name) = self.name(page, checked) else { return String::new() };
        let Some(template) = checked.get(&added.version).and_then(|checked| checked.template.as_deref())
        else {
            return String::new();
        };
        let link = self.places.above(page).filter(|_| self.context.medium.links_chapters());
        let text = render::reference(&name, (&page.name, link), &template.labels);
        if self.renderer == "test" { String::new() } else { text }
    }

    /// What is the same for whatever is printed.
    fn rendered(&self) -> Options {
        Options {
            anchors: self.context.medium.has_anchors(),
            anchor_elements: self.context.medium == Medium::Epub,
            browser: self.context.medium == Medium::Html,
            undrawn: self.context.medium == Medium::Pandoc,
            allow_html: self.session.config.allow_html,
            schemes: self.session.config.link_schemes.clone(),
            ..Options::default()
        }
    }

    fn options(&self, asked: &DesignRequest, above: u8, page: &Page, file: FileId) -> Options {
        let folder = self.session.sources.get(file).location().parent();
        let link_prefix = folder.map(|folder| relative(&page.folder, folder)).unwrap_or_default();
        let Options { anchors, anchor_elements, browser, undrawn, allow_html, schemes, .. } = self.rendered();
        Options {
            anchors,
            anchor_elements,
            browser,
            allow_html,
            schemes,
            link_prefix,
            undrawn,
            ..shape(asked, above, self.context.diagrams)
        }
    }

    /// What changed from one version of a design to the next.
    fn changes(&self, told: &[FileId], level: u8, number: usize, page: &Page) -> String {
        let shown = |file: FileId, side: Side<'r>| ShownVersion {
            design: side.design,
            template: side.template,
            places: if self.context.medium.links_chapters() {
                self.places.of(file, page)
            } else {
                Vec::new()
            },
        };
        let links = self.context.medium.links_chapters();
        let href = |file: FileId| self.around.link(file, page, &self.places).filter(|_| links);
        let told = told.iter().filter_map(|file| Told::of(*file, self.session, self.town));
        let versions: Vec<VersionChanges<'_>> = told
            .map(|told| VersionChanges {
                version: shown(told.version.0, told.version.1),
                reach: told.reach(self.town, &self.session.sources, &href),
                since: told.since.map(|(file, side, changes)| (shown(file, side), changes)),
            })
            .collect();
        let options = Options { level, diagrams: shape::drawn(self.context.diagrams), ..self.rendered() };
        render::changes(&versions, &options, self.places.ids(number))
    }

    /// The designs of the book and the systems beside them. None if the directive asks for owners of which one
    /// owns nothing, which is reported.
    fn landscape(
        &self,
        asked: &LandscapeRequest,
        above: u8,
        number: usize,
        page: &Page,
        sink: &mut Sink,
    ) -> Option<String> {
        let landscape = self.drawn().linked(&|file| self.address(file, page));
        let wanted::Narrowed { owners, only, collapse } = wanted::narrowed(asked, &landscape, sink)?;
        let (landscape, extent) = landscape.narrowed(&owners, &only, &collapse);
        let level = asked.level.as_ref().map_or_else(|| shape::part_level(above), |level| level.value);
        let options = Options { level, diagrams: shape::drawn(self.context.diagrams), ..self.rendered() };
        let words = self.words()?;
        Some(render::landscape(&landscape, extent, words, &options, self.places.ids(number)))
    }

    /// A version of a design, and what it works with.
    fn neighbours(
        &self,
        (file, design): (FileId, &Design),
        template: &Template,
        options: &Options,
        to: &Destination<'_, '_>,
    ) -> Option<String> {
        let landscape = self.drawn().neighbours(file, self.session, &|file| self.address(file, to.page))?;
        let extent = Extent::Neighbours(&design.meta.title.value);
        Some(render::landscape(&landscape, extent, &template.labels, options, to.ids))
    }

    fn drawn(&self) -> &Drawn {
        self.drawn.get_or_init(|| Drawn::of_book(self.session))
    }

    /// The address of the page that shows a design, if the renderer can link to it.
    fn address(&self, file: FileId, page: &Page) -> Option<String> {
        let links = self.context.medium.links_chapters();
        links.then(|| self.places.page_of(file, page)).flatten()
    }

    /// The words of what belongs to no design.
    fn words(&self) -> Option<&Words> {
        self.session.templates.iter().next().map(|template| &template.labels)
    }

    /// The index: every design that the book shows, in the order of the book.
    fn index(&self, view: IndexView, page: &Page, checked: &IndexMap<FileId, Checked>) -> String {
        let links = self.context.medium.links_chapters();
        let entries = index::entries(page, self.session, &self.places, &self.around, checked, links);
        let html = if self.session.config.allow_html { Html::Markup } else { Html::Words };
        let template = self.session.templates.iter().next();
        template.map(|template| render::index(&entries, view, template, html)).unwrap_or_default()
    }
}

/// That a mistake was reported, so that nothing is printed.
struct Reported;

/// The page that a document is printed on.
struct Destination<'p, 'r> {
    page: &'p Page,
    ids: &'p PageIds,
    anchors: Option<&'p Anchors<'r>>,
}
