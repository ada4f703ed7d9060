//! What takes the place of a directive.

use indexmap::IndexMap;

use super::config::Pictures;
use super::directive::{Design as Wanted, Directive, Kind, invalid_argument};
use super::expand::Edit;
use super::notices;
use super::page::Page;
use super::session::{Checked, Session};
use super::settings::Settings;
use crate::design::Design;
use crate::diagnostic::{Finding, Level, Sink};
use crate::reading::{Plain, nearest};
use crate::render::{self, IndexEntry, Options};
use crate::source::{FileId, Spanned, relative};
use crate::template::Template;

/// The views that stand for a document.
const VIEWS: [&str; 1] = ["coverage"];

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
        let diagrams =
            session.config.diagrams.of(renderer).unwrap_or_else(|| default_pictures(settings, renderer));
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
        for (directive, file) in page.directives.iter().zip(designs) {
            let text = match &directive.kind {
                Kind::Index => Some(self.index(page, checked)),
                Kind::Design(wanted) => {
                    let found = file.and_then(|file| checked.get(&file).map(|checked| (file, checked)));
                    found.and_then(|(file, found)| self.design(wanted, directive, page, file, found, sink))
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
        wanted: &Wanted,
        directive: &Directive,
        page: &Page,
        file: FileId,
        checked: &Checked,
        sink: &mut Sink,
    ) -> Option<String> {
        let design = checked.design.as_ref()?;
        let own = checked.template.as_ref();
        let template = resolve_arguments(self.session, wanted, design, own, sink)?;
        let options = self.options(wanted, directive.above, page, file);
        if let Some(view) = &wanted.view {
            return match view.value.as_str() {
                "coverage" => {
                    let document = self.shown.iter().find(|(known, _)| *known == file);
                    let document = document.map(|(_, shown)| way(page, shown));
                    Some(render::coverage(design, template, &options, document.as_deref()))
                }
                _ => None,
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
        Some(render::document(design, template, &options, &report))
    }

    fn options(&self, wanted: &Wanted, above: u8, page: &Page, file: FileId) -> Options {
        let section = wanted.section.as_ref().map(|section| section.value.clone());
        let said = |flag: &Option<Spanned<bool>>| flag.as_ref().map(|flag| flag.value);
        let title = said(&wanted.title).unwrap_or(section.is_none());
        let footprint = said(&wanted.footprint).unwrap_or(true);
        // Without a heading above a part of a document begins at the level it would have in one.
        let below = above + 1;
        let level = if title { below } else { below.max(2) };
        let folder = self.session.sources.get(file).location().parent();
        Options {
            level: wanted.level.as_ref().map_or(level, |level| level.value).min(6),
            title,
            footprint,
            section,
            anchors: self.has_anchors(),
            allow_html: self.session.config.allow_html,
            link_prefix: folder.map(|folder| relative(&page.folder, folder)).unwrap_or_default(),
            diagrams: match self.diagrams {
                Pictures::Mermaid | Pictures::Svg => render::Diagrams::Mermaid,
                Pictures::None => render::Diagrams::None,
            },
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
        let template = self.session.templates.iter().next();
        template.map(|template| render::index(&entries, template)).unwrap_or_default()
    }
}

/// The way from one page to another, or to itself. Links between chapters go by their files, and
/// mdBook turns them into links between pages.
fn way(from: &Page, to: &Page) -> String {
    if from.index == to.index {
        return String::new();
    }
    let name = std::path::Path::new(&to.source_path).file_name().unwrap_or_default();
    relative(&from.folder, &to.folder.join(name))
}

/// Checks the arguments of every directive that names a design.
pub(super) fn check_arguments(
    session: &Session,
    pages: &[Page],
    designs: &[Vec<Option<FileId>>],
    checked: &IndexMap<FileId, Checked>,
    sink: &mut Sink,
) {
    for (page, designs) in pages.iter().zip(designs) {
        for (directive, file) in page.directives.iter().zip(designs) {
            let found = file.and_then(|file| checked.get(&file));
            if let (Kind::Design(wanted), Some(checked)) = (&directive.kind, found)
                && let Some(design) = &checked.design
            {
                resolve_arguments(session, wanted, design, checked.template.as_ref(), sink);
            }
        }
    }
}

/// The template that a directive asks for, or the design's own; and whether its section, view and
/// version are there.
fn resolve_arguments<'t>(
    session: &'t Session,
    wanted: &Wanted,
    design: &Design,
    own: Option<&'t Template>,
    sink: &mut Sink,
) -> Option<&'t Template> {
    let template = match &wanted.template {
        None => own?,
        Some(request) => {
            let plain = Plain { value: request.value.clone(), span: request.span, missing: false };
            match session.templates.resolve(&plain) {
                Ok(template) => template,
                Err(mut finding) => {
                    // A directive's argument is not quoted as a value of TOML is.
                    for edit in &mut finding.fix {
                        edit.replacement = edit.replacement.trim_matches('"').to_owned();
                    }
                    sink.push(*finding);
                    return None;
                }
            }
        }
    };
    if let Some(section) = &wanted.section {
        let keys: Vec<&str> = template.sections.iter().map(|section| section.key.as_str()).collect();
        let what = format!("`{}` has no section", template.title_line());
        sink.extend(unknown(section, &keys, &what));
    }
    if let Some(view) = &wanted.view {
        sink.extend(unknown(view, &VIEWS, "there is no view"));
    }
    if let (Some(version), Some(actual)) = (&wanted.version, &design.meta.version.semver)
        && !version.value.matches(actual)
    {
        let message =
            format!("the design has the version {actual}, which `{}` does not admit", version.value);
        let finding = invalid_argument(version.span, message)
            .related(design.meta.version.span, "its version is declared here")
            .help("name a file that keeps the version you want, or ask for this one");
        sink.push(finding);
    }
    Some(template)
}

fn unknown(argument: &Spanned<String>, known: &[&str], what: &str) -> Option<Finding> {
    if known.contains(&argument.value.as_str()) {
        return None;
    }
    let finding = invalid_argument(argument.span, format!("{what} `{}`", argument.value));
    Some(match nearest(&argument.value, known.iter().copied()) {
        Some(near) => finding.help(format!("a similar name exists: `{near}`")).fix(argument.span, near),
        None => finding.help(format!("there are: {}", known.join(", "))),
    })
}

fn is_document(directive: &Directive) -> bool {
    matches!(&directive.kind, Kind::Design(wanted) if wanted.view.is_none())
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
