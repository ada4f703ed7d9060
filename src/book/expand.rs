//! The work of a run: find the directives, open their designs, check them, print them in place.

use std::path::PathBuf;

use indexmap::IndexMap;
use serde_json::Value;

use super::directive::Kind;
use super::page::{self, Chapter, OnDisk, Page};
use super::places::{Around, Places};
use super::print::Printer;
use super::session::{Checked, Session};
use super::settings::Settings;
use super::splice::Edit;
use super::{resolve, shape, splice, version};
use crate::diagnostic::{Report, Sink, Stage};
use crate::source::{FileId, Sources};

/// A book that is to be expanded.
pub struct Input {
    /// The book's folder.
    pub root: PathBuf,
    /// What its book.toml says, as mdBook has it.
    pub settings: Value,
    /// The renderer it is expanded for.
    pub renderer: String,
    /// The version of the mdBook that asks; empty where it is not known.
    pub mdbook_version: String,
    /// The chapters, with their places in the caller's list.
    pub chapters: Vec<(usize, Chapter)>,
}

/// An expanded book.
pub struct Expansion {
    /// The chapters that changed, by their places, in order; `None` where a finding fails the run.
    pub contents: Option<Vec<(usize, String)>>,
    /// What was found, in every design and every chapter.
    pub report: Report,
    /// The texts that findings point into.
    pub sources: Sources,
}

impl Expansion {
    /// What a build says: everything where it fails, otherwise no notes. A draft has many of them,
    /// and its page shows them anyhow.
    pub fn shown(&self) -> Report {
        if self.contents.is_none() { self.report.clone() } else { self.report.without_notes() }
    }
}

/// Expands a book.
pub fn expand(input: Input) -> Expansion {
    let mut sources = Sources::new();
    let mut sink = Sink::default();
    let settings = Settings::sent(&input.root, input.settings, &mut sources, &mut sink);
    let mut session = Session::new(&input.root, settings.config.clone(), sources, &mut sink);

    settings.check_designs(&session.root, &mut sink);
    let pages = page::find(&input.chapters, &settings, &mut session, &mut sink);
    let designs: Vec<Vec<Option<FileId>>> =
        pages.iter().map(|page| resolve::open(page, &mut session, &mut sink)).collect();
    let mut checked = session.check();

    let around = Around {
        chapters: &input.chapters,
        diagrams: shape::pictures(&session.config, &settings, &input.renderer),
        anchors: shape::has_anchors(&input.renderer),
        one_page: version::prints_one_page(&input.mdbook_version),
    };
    let places = Places::new(&session, &pages, &designs, &checked, &around);
    let printer = Printer::new(&session, &input.renderer, around.diagrams, places);
    let edits: Vec<Vec<Edit>> = pages
        .iter()
        .zip(&designs)
        .enumerate()
        .map(|(number, (page, designs))| printer.edits(number, page, designs, &checked, &mut sink))
        .collect();

    let report = report(&session, &pages, &designs, &mut checked, sink);
    let contents = (!session.config.fails(report.worst())).then(|| contents(&session, &pages, edits));
    Expansion { contents, report, sources: session.sources }
}

fn contents(session: &Session, pages: &[Page], edits: Vec<Vec<Edit>>) -> Vec<(usize, String)> {
    let spliced = |(page, edits): (&Page, Vec<Edit>)| {
        let text = session.sources.get(page.file).text();
        (page.index, splice::splice(text, edits))
    };
    pages.iter().zip(edits).map(spliced).collect()
}

/// Joins what was found in chapters, in the configuration and in designs. The first finding of
/// each design says which chapter shows it.
pub(super) fn report(
    session: &Session,
    pages: &[Page],
    designs: &[Vec<Option<FileId>>],
    checked: &mut IndexMap<FileId, Checked>,
    sink: Sink,
) -> Report {
    let mut report = sink.judge(&session.config.levels, Stage::Final, &[], |_| String::new());
    for (file, checked) in checked {
        let mut own = std::mem::take(&mut checked.report);
        own.sort(&session.sources);
        let shown = pages.iter().zip(designs).find_map(|(page, designs)| {
            let index = designs.iter().position(|design| *design == Some(*file))?;
            page.directives.get(index)
        });
        if let (Some(first), Some(directive)) = (own.findings.first_mut(), shown) {
            let message = match directive.kind {
                Kind::Design(_) | Kind::Index => "this chapter shows the design",
            };
            *first = first.clone().related(directive.span, message);
        }
        report.append(own);
    }
    let moves = OnDisk::of(pages);
    for finding in &mut report.findings {
        moves.apply(finding, session);
    }
    report.sort(&session.sources);
    report
}
