//! The steps of a run: find the directives, open their designs, check the designs, print them in
//! place.

use std::any::Any;
use std::path::PathBuf;

use indexmap::IndexMap;
use serde_json::Value;

use super::baseline::Baseline;
use super::places::{Places, PrintContext};
use super::print::Printer;
use super::session::{Checked, Session};
use super::splice::Replacement;
use super::{resolve, shape, splice, versions};
use crate::book::chapter::page::{self, Added, Chapter, OnDisk, Page};
use crate::book::config::Settings;
use crate::book::protocol::version;
use crate::diagnostic::{Report, Sink, Stage, Threshold};
use crate::source::{FileId, Sources};

/// A book to expand.
pub struct Input {
    /// The book's folder.
    pub root: PathBuf,
    /// The book.toml, as mdBook read it.
    pub settings: Value,
    /// The renderer to expand for.
    pub renderer: String,
    /// The version of the calling mdBook; empty if it is unknown.
    pub mdbook_version: String,
    /// The chapters, with their indexes in the caller's list.
    pub chapters: Vec<(usize, Chapter)>,
    /// The paths of all chapters in the caller's list, where pages are not added.
    pub paths: Vec<Option<String>>,
}

/// An expanded book.
#[non_exhaustive]
pub struct Expansion {
    /// The chapters that changed, with their indexes, in order; `None` if a finding fails the run.
    pub contents: Option<Vec<(usize, String)>>,
    /// The chapters to add, those below one chapter in their order.
    pub added: Vec<Added>,
    /// The findings in all designs and chapters.
    pub report: Report,
    /// From which level on findings fail the run.
    pub threshold: Threshold,
    /// The texts that findings point into.
    pub sources: Sources,
    /// The designs and whatever else the run has no more need of.
    pub remains: Remains,
}

/// What a run leaves. To drop it takes a while, which a program that is about to end can save itself.
#[derive(Default)]
pub struct Remains(#[allow(dead_code, reason = "it is only kept")] Option<Box<dyn Any>>);

/// From so many designs on they are freed before the book is written.
const MANY: usize = 200;

/// Expands a book.
pub fn expand(input: Input) -> Expansion {
    let mut sources = Sources::new();
    let mut sink = Sink::default();
    let settings = Settings::sent(&input.root, input.settings, &mut sources, &mut sink);
    let mut session = Session::new(&input.root, settings.config.clone(), sources, &mut sink);

    settings.check_designs(&session.root, &mut sink);
    let mut pages = page::find(&input.chapters, &settings, &session.root, &mut session.sources, &mut sink);
    for page in &mut pages {
        resolve::open(page, &mut session, &mut sink);
    }
    versions::add(&mut pages, &input.paths, &mut session, &mut sink);
    session.read_around(&pages);
    let landscape = session.landscape();
    let mut checked = session.check_within(&landscape);

    let medium = shape::Medium::of(&settings, &input.renderer);
    let context = PrintContext {
        chapters: &input.chapters,
        diagrams: shape::pictures(&session.config, &settings, &input.renderer),
        medium,
        one_page: version::prints_one_page(&input.mdbook_version),
        draws_notes: shape::draws_notes(medium, &settings) && version::draws_notes(&input.mdbook_version),
    };
    let places = Places::new(&session, &pages, &checked, &context);
    let printer = Printer::new(&session, &landscape, &input.renderer, &context, places);
    let edits = printer.all(&pages, &checked, &mut sink);

    let names: Vec<Option<String>> = pages.iter().map(|page| printer.name(page, &checked)).collect();
    name_chapters(&mut checked, &pages, &session.sources);
    sink.extend(session.baseline.iter().flat_map(Baseline::wrong));
    let reports = checked.values_mut().map(|checked| std::mem::take(&mut checked.report));
    let mut report = report(&session, &pages, reports, sink);
    if let Some(baseline) = &session.baseline {
        baseline.lower(&mut report, &session.sources);
    }
    let fails = session.config.fails(report.worst());
    // Nothing is asked of the designs any more. In a large book they are larger than all that is still to be written;
    // in a small one to free them would only take time.
    if checked.len() >= MANY {
        checked.clear();
        session.free_designs();
    }
    let (contents, added) = contents(&session, &pages, edits, names);
    Expansion {
        contents: (!fails).then_some(contents),
        added,
        report,
        threshold: session.config.threshold(),
        sources: std::mem::take(&mut session.sources),
        remains: Remains(Some(Box::new((session, checked, pages)))),
    }
}

/// The chapters with their documents, and those that are added.
fn contents(
    session: &Session,
    pages: &[Page],
    edits: Vec<Vec<Replacement>>,
    names: Vec<Option<String>>,
) -> (Vec<(usize, String)>, Vec<Added>) {
    let (mut contents, mut added) = (Vec::new(), Vec::new());
    for ((page, edits), name) in pages.iter().zip(edits).zip(names) {
        match (&page.added, &page.path, name) {
            (Some(added_for), Some(path), Some(name)) => {
                let content = splice::splice("", edits);
                added.push(Added { under: added_for.under, name, path: path.clone(), content });
            }
            _ => contents.push((page.index, splice::splice(session.sources.get(page.file).text(), edits))),
        }
    }
    (contents, added)
}

/// Lets the worst finding of each design say which chapter shows it: in a build it is the chapter
/// that one looks at.
fn name_chapters(checked: &mut IndexMap<FileId, Checked>, pages: &[Page], sources: &Sources) {
    for (file, Checked { report, .. }) in checked {
        report.sort(sources);
        let worst = report.worst();
        let mut all = pages.iter().flat_map(|page| &page.placed);
        let shown = all.find(|placed| placed.design == Some(*file));
        let first = report.findings.iter_mut().find(|finding| finding.level == worst);
        if let (Some(first), Some(placed)) = (first, shown) {
            *first = first.clone().related(placed.directive.span, "this chapter shows the design");
        }
    }
}

/// Combines the findings in chapters, in the configuration and in designs.
pub(in crate::book) fn report(
    session: &Session,
    pages: &[Page],
    designs: impl Iterator<Item = Report>,
    sink: Sink,
) -> Report {
    let mut report = sink.judge(&session.config.levels, Stage::Final, &[], |_| String::new());
    designs.for_each(|design| report.append(design));
    let moves = OnDisk::of(pages);
    for finding in &mut report.findings {
        moves.apply(finding, &session.sources);
    }
    report.sort(&session.sources);
    report
}
