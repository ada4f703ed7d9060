//! Checks the designs of a session.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Checked, Session};
use crate::answer::{self, Completeness};
use crate::book::run::{among, work};
use crate::catalog::landscape::Landscape;
use crate::check::{self, Between, OtherDesign, Subject};
use crate::design::Design;
use crate::diagnostic::{Finding, InSection, Report, Sink, Stage, UNUSED_ALLOW};
use crate::reading::{PathsOf, Plain};
use crate::source::{FileId, Root, Sources, Span};
use crate::template::Template;

/// Who hears of a design as soon as it was checked: the files, shown by paths from the working directory, that of the
/// design, what was found in it, and how many designs there are in all.
pub(super) type Tell<'t> = dyn FnMut(&Sources, FileId, &Checked, usize) + 't;

/// What is known around a design that is checked.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// All designs of the book, if all were read.
    pub(super) book: Option<&'a [OtherDesign]>,
    /// What the designs of the book use of each other, as far as it is known.
    pub(super) landscape: Option<&'a Landscape<'a>>,
    /// What is between the designs of the book, if they know each other.
    pub(super) between: Option<&'a Between<'a>>,
    /// The folder of the project.
    pub(super) project: Option<&'a Root>,
}

/// What a look at a design gives besides findings.
#[derive(Clone, Default)]
pub(super) struct Looked {
    pub(super) template: Option<Arc<Template>>,
    completeness: Completeness,
}

impl Session {
    /// Checks all open designs. A session can check any number of times.
    pub fn check(&self) -> IndexMap<FileId, Checked> {
        self.check_among(None, None, self.known_landscape().as_ref(), &mut |_, _, _| {})
    }

    /// Checks one open design again, after its text was [replaced](Self::replace): as one of a whole book, or on
    /// its own. `None` if it was not asked for.
    pub fn check_again(&self, file: FileId, is_of_book: bool) -> Option<Checked> {
        let others = is_of_book.then(|| self.others());
        let landscape = self.known_landscape();
        self.check_among(Some(file), others.as_deref(), landscape.as_ref(), &mut |_, _, _| {})
            .swap_remove(&file)
    }

    /// Checks all open designs as designs of a whole book: references from one design to another are looked up
    /// among all that were read.
    pub fn check_book(&self) -> IndexMap<FileId, Checked> {
        self.check_among(None, Some(&self.others()), self.known_landscape().as_ref(), &mut |_, _, _| {})
    }

    /// Checks all open designs, as those of a whole book or by themselves, and tells of each in the order of their
    /// paths. Those that were checked alone were told then.
    pub(in crate::book) fn check_and_tell(
        &self,
        is_book: bool,
        tell: &mut Tell<'_>,
    ) -> IndexMap<FileId, Checked> {
        let others = is_book.then(|| self.others());
        let mut named = Sources::new();
        named.catch_up_from_here(&self.sources);
        let mut tell = |file: FileId, checked: &Checked, of| tell(&named, file, checked, of);
        self.check_among(None, others.as_deref(), self.known_landscape().as_ref(), &mut tell)
    }

    /// Checks all open designs by what is known of all designs of their book.
    pub(in crate::book) fn check_within(&self, landscape: &Landscape<'_>) -> IndexMap<FileId, Checked> {
        self.check_among(None, Some(&self.others()), Some(landscape), &mut |_, _, _| {})
    }

    /// The designs of the book that were read, by path.
    fn others(&self) -> Vec<OtherDesign> {
        let designs = self.designs.iter().filter(|(file, _)| self.holds(**file) && !self.is_snapshot(**file));
        let mut designs: Vec<&Design> = designs.filter_map(|(_, opened)| opened.design.as_deref()).collect();
        designs.sort_by_key(|design| self.sources.get(design.file).path());
        designs.into_iter().map(among::known).collect()
    }

    fn known_landscape(&self) -> Option<Landscape<'_>> {
        self.is_surveyed.then(|| self.landscape())
    }

    /// Checks the designs that were asked for, or `only` one of them, and tells of each.
    fn check_among(
        &self,
        only: Option<FileId>,
        book: Option<&[OtherDesign]>,
        landscape: Option<&Landscape<'_>>,
        tell: &mut dyn FnMut(FileId, &Checked, usize),
    ) -> IndexMap<FileId, Checked> {
        let project = self.project_root();
        let asked: HashSet<FileId> = self.files().collect();
        let between = landscape.map(|landscape| Between::of(landscape, &asked));
        let around = Around { book, landscape, between: between.as_ref(), project: project.as_ref() };
        let mut twins = self.twins();
        let asked = self.asked().filter(|(file, _)| only.is_none_or(|only| only == *file));
        let mut asked: Vec<_> = asked.map(|(file, opened)| (file, opened, twins.remove(&file))).collect();
        asked.sort_by_key(|(file, ..)| self.sources.get(*file).path());
        let checked = work::told(
            &asked,
            |_, (file, opened, twin)| {
                if let Some(examined) = self.examined.get(file) {
                    return self.check_again_among(*file, opened, examined, around);
                }
                let mut sink = opened.sink.clone();
                sink.extend(twin.clone());
                let design = opened.design.clone();
                let looked = self.look(*file, design.as_deref(), check::Asked::Everything, around, &mut sink);
                self.judged(*file, design, looked, sink)
            },
            &mut |at, checked| {
                if let Some((file, ..)) = asked.get(at).filter(|(file, ..)| !self.examined.contains_key(file))
                {
                    tell(*file, checked, asked.len());
                }
            },
        );
        let mut checked: HashMap<FileId, Checked> =
            asked.iter().map(|(file, ..)| *file).zip(checked).collect();
        self.files().filter_map(|file| Some((file, checked.remove(&file)?))).collect()
    }

    /// Findings about designs that have one id, by their files.
    pub(super) fn twins(&self) -> HashMap<FileId, Finding> {
        let designs = self.designs().filter(|(file, _)| !self.is_snapshot(*file));
        let snapshots = self.designs.iter().filter(|(file, _)| self.is_snapshot(**file));
        let snapshots = snapshots.filter_map(|(_, opened)| opened.design.as_deref());
        among::twins(designs, snapshots, &self.sources, |folder| self.series.contains_key(folder))
    }

    /// Runs the rules on a design. Without its template, only the findings of reading are reported, and nobody can
    /// mend a snapshot.
    pub(super) fn look(
        &self,
        file: FileId,
        design: Option<&Design>,
        asked: check::Asked,
        Around { book, landscape, between, project }: Around<'_>,
        sink: &mut Sink,
    ) -> Looked {
        let Some(design) = design else { return Looked::default() };
        if self.is_snapshot(file) {
            return Looked { template: self.template_of(design).cloned().map(Arc::new), ..Looked::default() };
        }
        let Some(template) = self.template(&design.template, sink) else { return Looked::default() };
        let mut subject = Subject::new(design, template, &self.context.facts, &self.sources);
        subject.schemes = self.config.link_schemes.clone();
        subject.book = book;
        subject.landscape = landscape;
        subject.between = between;
        subject.project = project;
        subject.series = self.series(file);
        subject.earlier = Some(self);
        subject.agreed = self.agreed(file);
        check::run(&subject, asked, sink);
        let completeness = match asked {
            check::Asked::TheRest => Completeness::default(),
            check::Asked::Everything | check::Asked::Alone => subject.completeness(),
        };
        Looked { template: Some(Arc::clone(template)), completeness }
    }

    /// What was found in a design, as it is reported.
    pub(super) fn judged(
        &self,
        file: FileId,
        design: Option<Arc<Design>>,
        looked: Looked,
        sink: Sink,
    ) -> Checked {
        let Looked { template, completeness } = looked;
        if self.is_snapshot(file) && design.is_some() {
            return Checked { design, template, report: Report::default(), completeness };
        }
        let mut report = self.judge(file, design.as_deref(), sink);
        self.turn(file, &mut report);
        if let Some(baseline) = &self.baseline {
            baseline.lower(&mut report, &self.sources);
        }
        let allows = design.iter().flat_map(|design| &design.allows);
        let allows_around = allows.map(|allow| allow.rule).any(check::looks_around);
        let suppressed = report.suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
        for finding in report.findings.iter_mut().chain(suppressed) {
            finding.section = template.as_ref().and_then(|template| section(finding, template));
            let is_open = finding.rule.code == UNUSED_ALLOW.code && allows_around;
            finding.of_design = !is_open && !check::is_between(finding.rule);
        }
        Checked { design, template, report, completeness }
    }

    /// Gives findings in a design their levels.
    pub(super) fn judge(&self, file: FileId, design: Option<&Design>, sink: Sink) -> Report {
        let stage = design.map_or(Stage::Final, |design| design.status().stage());
        let allows = design.map(|design| design.allows.as_slice()).unwrap_or_default();
        let paths = self.paths(file, &sink);
        let path = |span: Span| if span.file == file { paths.at(span.range()) } else { String::new() };
        sink.judge(&self.config.levels, stage, allows, path)
    }

    /// The paths of a design, as far as its findings need them.
    pub(super) fn paths(&self, file: FileId, sink: &Sink) -> PathsOf<'_> {
        let places = sink.findings().iter().filter(|finding| finding.path.is_empty());
        let places = places.map(|finding| finding.anchor.unwrap_or(finding.span));
        let last = places.filter(|place| place.file == file).map(|place| place.range().end).max();
        PathsOf::new(self.sources.get(file).text()).up_to(last.unwrap_or_default())
    }

    pub(super) fn template(&self, request: &Plain, sink: &mut Sink) -> Option<&Arc<Template>> {
        if request.is_stand_in {
            return None;
        }
        match self.templates.shared(request) {
            Ok(template) => Some(template),
            Err(finding) => {
                sink.push(*finding);
                None
            }
        }
    }
}

/// The section of the document that a finding belongs to.
fn section(finding: &Finding, template: &Template) -> Option<InSection> {
    let found = match finding.asked_by {
        Some(block) => answer::section_of_block(block, template),
        None => answer::section_of(&finding.path, template),
    };
    found.map(|(number, section)| InSection { number, heading: section.heading.clone() })
}
