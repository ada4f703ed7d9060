//! What takes the place of a directive.

use indexmap::IndexMap;

use super::config::{Config, Pictures};
use super::directive::{Design as Asked, Directive, Kind};
use super::expand::Edit;
use super::notices;
use super::page::Page;
use super::session::{Checked, Session};
use super::settings::Settings;
use super::wanted::{self, COVERAGE};
use crate::diagnostic::{Level, Sink};
use crate::diagram::view::View;
use crate::markdown::{Html, on_page};
use crate::render::{self, IndexEntry, Options};
use crate::source::{FileId, Spanned, relative};

/// Prints designs for the pages of a run.
pub(super) struct Printer<'r> {
    session: &'r Session,
    renderer: &'r str,
    diagrams: Pictures,
    /// Where each design is shown first: the page, and whether it has anchors there.
    shown: Vec<(FileId, &'r Page)>,
}

impl<'r> Printer<'r> {
    pub(super) fn new(
        session: &'r Session,
        settings: &Settings,
        renderer: &'r str,
        pages: &'r [Page],
        designs: &[Vec<Option<FileId>>],
    ) -> Self {
        let mut shown: Vec<(FileId, &Page)> = Vec::new();
        for (page, designs) in pages.iter().zip(designs) {
            for (file, directive) in designs.iter().zip(&page.directives) {
                if let Some(file) = file.filter(|_| is_document(directive))
                    && !shown.iter().any(|(known, _)| *known == file)
                {
                    shown.push((file, page));
                }
            }
        }
        let diagrams = pictures(&session.config, settings, renderer);
        Self { session, renderer, diagrams, shown }
    }

    /// The edits of one page. What is wrong with a directive's arguments goes to `sink`.
    pub(super) fn edits(
        &self,
        page: &Page,
        designs: &[Option<FileId>],
        checked: &IndexMap<FileId, Checked>,
        sink: &mut Sink,
    ) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (number, (directive, file)) in page.directives.iter().zip(designs).enumerate() {
            let text = match &directive.kind {
                Kind::Index => Some(self.index(page, checked)),
                Kind::Design(asked) => {
                    let found = file.and_then(|file| checked.get(&file).map(|checked| (file, checked)));
                    found.and_then(|(file, found)| {
                        let options = self.options(asked, directive.above, page, number, file);
                        self.design(asked, page, file, found, &options, sink)
                    })
                }
            };
            // Under the renderer `test` designs are checked, and nothing of them is compiled.
            let text = text.map(|text| if self.renderer == "test" { String::new() } else { text });
            if let (Some(text), Some(place)) = (text, &directive.place) {
                edits.push(place.edit(&text));
            }
        }
        edits
    }

    fn design(
        &self,
        asked: &Asked,
        page: &Page,
        file: FileId,
        checked: &Checked,
        options: &Options,
        sink: &mut Sink,
    ) -> Option<String> {
        let design = checked.design.as_ref()?;
        let own = checked.template.as_ref();
        let template = wanted::template(self.session, asked, design, own, sink)?;
        if let Some(view) = &asked.view {
            let document = self.shown.iter().find(|(known, _)| *known == file);
            let document = document.map(|(_, shown)| way(page, shown));
            let document = document.as_deref();
            return match View::parse(&view.value) {
                Some(view) => Some(render::view(design, template, options, view, document)),
                None if view.value == COVERAGE => Some(render::coverage(design, template, options, document)),
                None => None,
            };
        }
        let other;
        let completeness = if own.is_some_and(|own| own.title_line() == template.title_line()) {
            &checked.completeness
        } else {
            other = crate::check::Completeness::of(design, template);
            &other
        };
        let report = notices::report(completeness, &checked.report, template);
        Some(render::document(design, template, options, &report))
    }

    fn options(&self, asked: &Asked, above: u8, page: &Page, number: usize, file: FileId) -> Options {
        let section = asked.section.as_ref().map(|section| section.value.clone());
        let said = |flag: &Option<Spanned<bool>>| flag.as_ref().map(|flag| flag.value);
        let title = said(&asked.title).unwrap_or(section.is_none());
        let footprint = said(&asked.footprint).unwrap_or(true);
        // Without a heading above a part of a document begins at the level it would have in one.
        let below = above + 1;
        let level = if title { below } else { below.max(2) };
        let folder = self.session.sources.get(file).location().parent();
        Options {
            level: asked.level.as_ref().map_or(level, |level| level.value).min(6),
            title,
            footprint,
            section,
            anchors: self.has_anchors(),
            allow_html: self.session.config.allow_html,
            schemes: self.session.config.link_schemes.clone(),
            link_prefix: folder.map(|folder| relative(&page.folder, folder)).unwrap_or_default(),
            diagrams: match self.diagrams {
                Pictures::Svg => render::Diagrams::Svg,
                Pictures::Mermaid => render::Diagrams::Mermaid,
                Pictures::None => render::Diagrams::None,
            },
            expansion: number,
        }
    }

    /// Braces after a heading are an anchor in mdBook's HTML; elsewhere they would show.
    fn has_anchors(&self) -> bool {
        self.renderer == "html"
    }

    /// Every design that the book shows, by its place in the book.
    fn index(&self, page: &Page, checked: &IndexMap<FileId, Checked>) -> String {
        let mut entries = Vec::new();
        for (file, shown) in &self.shown {
            let Some(checked) = checked.get(file) else { continue };
            let (Some(design), Some(_)) = (&checked.design, &checked.template) else { continue };
            let anchor =
                if self.has_anchors() { format!("#{}", render::anchor(design)) } else { String::new() };
            entries.push(IndexEntry {
                title: design.meta.title.value.clone(),
                link: Some(format!("{}{anchor}", way(page, shown))),
                version: design.meta.version.text.clone(),
                status: design.status().word().to_owned(),
                owners: design.meta.owners.iter().map(|owner| owner.value.clone()).collect(),
                answered: checked.completeness.answered(),
                required: checked.completeness.required(),
                errors: checked.report.count(Level::Deny),
                warnings: checked.report.count(Level::Warn),
                notes: checked.report.count(Level::Note),
            });
        }
        let html = if self.session.config.allow_html { Html::Markup } else { Html::Words };
        let template = self.session.templates.iter().next();
        template.map(|template| render::index(&entries, template, html)).unwrap_or_default()
    }
}

/// The way from one page to another, or to itself. Links between chapters go by their files, and
/// mdBook turns them into links between pages.
fn way(from: &Page, to: &Page) -> String {
    if from.index == to.index {
        return String::new();
    }
    let name = std::path::Path::new(&to.source_path).file_name().unwrap_or_default();
    on_page(&relative(&from.folder, &to.folder.join(name))).into_owned()
}

fn is_document(directive: &Directive) -> bool {
    matches!(&directive.kind, Kind::Design(asked) if asked.view.is_none())
}

/// How pictures are printed for a renderer: as the book says, or as suits it.
pub(super) fn pictures(config: &Config, settings: &Settings, renderer: &str) -> Pictures {
    config.diagrams.of(renderer).unwrap_or_else(|| default_pictures(settings, renderer))
}

/// Pictures of our own need nothing that a page would have to load; Mermaid is what every other
/// renderer may know, and what a book with mdbook-mermaid expects.
fn default_pictures(settings: &Settings, renderer: &str) -> Pictures {
    let svg = match renderer {
        "html" => !settings.has(&["preprocessor", "mermaid"]),
        other => other.contains("epub"),
    };
    if svg { Pictures::Svg } else { Pictures::Mermaid }
}
