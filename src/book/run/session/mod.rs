//! A session reads every file once and checks every design once, however often it is used.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;

use super::baseline::Baseline;
use super::{among, work};
use crate::answer::{self, Completeness};
use crate::book::config::{Config, templates};
use crate::book::rules::INVALID_CONFIGURATION;
use crate::catalog::Series;
use crate::catalog::landscape::Landscape;
use crate::check::{self, Between, OtherDesign, Subject};
use crate::compare::Changes;
use crate::design::{Design, KnownNames, version_in_name};
use crate::diagnostic::{Finding, InSection, Report, Sink, Stage, UNUSED_ALLOW};
use crate::interchange::repository::{Agreement, Memory};
use crate::reading::{PathsOf, Plain, Reader};
use crate::source::{FileId, Root, Sources, Span};
use crate::template::{Template, Templates};

mod alone;
mod earlier;
mod landscape;
mod pairs;
mod past;
mod repository;
mod series;
mod snapshot;
mod whole;

use past::Past;
#[cfg(feature = "cli")]
pub(crate) use past::{Since, Then};

/// The files, templates and designs of one run.
pub struct Session {
    /// Every text that was read.
    pub sources: Sources,
    /// The folder that all files must be in.
    pub root: Root,
    /// The book's configuration.
    pub config: Config,
    /// The available templates.
    pub templates: Templates,
    /// The findings that are known.
    pub(crate) baseline: Option<Baseline>,
    context: KnownNames,
    designs: IndexMap<FileId, OpenDesign>,
    /// The series, by the paths of their folders.
    series: HashMap<String, Series>,
    /// What each version changes against its baseline, once it was asked for.
    changes: Mutex<HashMap<FileId, Option<Arc<Changes>>>>,
    /// What versions change against others, once it was asked for.
    between: Mutex<Compared>,
    /// What the designs were at a revision, if they are held against one.
    past: Option<Past>,
    /// Whether all designs of the book are known.
    is_surveyed: bool,
    /// The version that each integration names, by the file of the consumer and the alias.
    relied_on: HashMap<FileId, HashMap<String, FileId>>,
    /// The folder of the project, where the command line names it.
    project: Option<Root>,
    /// What the files say that each design names in `[sources]`.
    agreements: HashMap<FileId, Arc<Agreement>>,
    /// What was read of those files.
    memory: Memory,
    /// What was found in designs before all others were read.
    examined: HashMap<FileId, alone::Examined>,
    /// The paths, as findings show them, of files that a directive names but that cannot be read.
    reported: HashSet<String>,
}

/// Who hears of a design as soon as it was checked: its file, what was found, and how many designs there are in all.
pub(in crate::book) type Tell<'t> = dyn FnMut(&Sources, FileId, &Checked, usize) + 't;

/// What is known around a design that is checked.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    /// All designs of the book, if all were read.
    book: Option<&'a [OtherDesign]>,
    /// What is between the designs of the book, if they know each other.
    between: Option<&'a Between<'a>>,
    /// The folder of the project.
    project: Option<&'a Root>,
}

/// What versions change against others: the older file, then the newer one.
type Compared = HashMap<(FileId, FileId), Option<Arc<Changes>>>;

/// What a mutex guards. A panic elsewhere leaves nothing half done in it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A design after it was read.
struct OpenDesign {
    design: Option<Arc<Design>>,
    sink: Sink,
    /// Whether it is the model of a design of another repository.
    is_snapshot: bool,
    /// Whether it was asked for; otherwise it is only known as a version of one that was.
    is_asked: bool,
}

/// What a look at a design gives besides findings.
#[derive(Clone, Default)]
struct Looked {
    template: Option<Arc<Template>>,
    completeness: Completeness,
}

/// A design after it was checked.
#[non_exhaustive]
pub struct Checked {
    /// The design, if its file is TOML.
    pub design: Option<Arc<Design>>,
    /// The design's template, if it exists.
    pub template: Option<Arc<Template>>,
    /// The findings in the design, at the levels that the book sets.
    pub report: Report,
    /// How much of the template the design answers.
    pub completeness: Completeness,
}

impl Session {
    /// A session for the files below `folder`, with the embedded templates and those that the
    /// configuration names. Mistakes in templates are reported to `sink`.
    pub fn new(folder: &Path, config: Config, mut sources: Sources, sink: &mut Sink) -> Self {
        let root = sources.root(folder, config.allow_outside_root);
        let mut templates = Templates::embedded(&mut sources);
        let files = templates::find(&config.templates, &root, &mut sources, sink);
        templates.load(&files, &mut sources, &root, sink);
        config.synonyms.report_unknown(&templates, &INVALID_CONFIGURATION, sink);
        let baseline = Baseline::of(&config, &root, &mut sources, sink);
        let context = KnownNames::new(&templates, crate::book::rules::all());
        Self {
            sources,
            root,
            config,
            templates,
            baseline,
            context,
            designs: IndexMap::new(),
            series: HashMap::new(),
            changes: Mutex::default(),
            between: Mutex::default(),
            past: None,
            is_surveyed: false,
            relied_on: HashMap::new(),
            project: None,
            agreements: HashMap::new(),
            memory: Memory::default(),
            examined: HashMap::new(),
            reported: HashSet::new(),
        }
    }

    /// Records that an unreadable file has a finding.
    pub(in crate::book) fn report_once(&mut self, shown: String) {
        self.reported.insert(shown);
    }

    /// Whether an unreadable file already has a finding.
    pub(in crate::book) fn is_reported(&self, shown: &str) -> bool {
        self.reported.contains(shown)
    }

    /// What the templates define.
    pub fn context(&self) -> &KnownNames {
        &self.context
    }

    /// Reads a design, if it is not open yet, and the other versions of its series.
    pub fn open(&mut self, file: FileId) {
        self.read_once(file);
        self.ask(file);
        self.open_series_of(file);
    }

    /// Reads the other versions of the series that a file is a version of.
    fn open_series_of(&mut self, file: FileId) {
        let source = self.sources.get(file);
        if source.is_from_file() && version_in_name(source.stem()).is_some() {
            let folder = source.location().parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = self.root.named(folder.unwrap_or(Path::new(".")));
            if let Ok(folder) = folder {
                self.open_series(&folder);
            }
        }
    }

    /// The design in a file that is open.
    pub(crate) fn design(&self, file: FileId) -> Option<&Design> {
        self.designs.get(&file)?.design.as_deref()
    }

    /// Whether every part of a design that is open could be read, and its template exists.
    fn is_readable(&self, file: FileId) -> bool {
        let is_shape = |finding: &Finding| finding.rule.group.is_shape();
        let Some(OpenDesign { design: Some(design), sink, .. }) = self.designs.get(&file) else {
            return false;
        };
        self.template_of(design).is_some() && !sink.findings().iter().any(is_shape)
    }

    /// Replaces the text of a file, for example by an editor's unsaved buffer, and reads the
    /// affected designs again. The next check uses the new text.
    pub fn replace(&mut self, file: FileId, text: impl Into<Arc<str>>) {
        self.sources.replace(file, text);
        self.memory = Memory::default();
        self.examined.clear();
        self.changes = Mutex::default();
        self.between = Mutex::default();
        // A text file may be part of any design.
        let designs: Vec<FileId> = self.designs.keys().copied().collect();
        for design in designs {
            if design == file || !self.designs.contains_key(&file) {
                self.read(design);
            }
        }
        self.settle_all();
    }

    fn read_once(&mut self, file: FileId) {
        if !self.designs.contains_key(&file) {
            self.read(file);
        }
    }

    fn read(&mut self, file: FileId) {
        let mut sink = Sink::default();
        let is_snapshot = self.is_snapshot(file);
        let design = if is_snapshot {
            self.read_model(file, &mut sink)
        } else {
            Design::read(&self.context, &mut Reader::new(&mut self.sources, &self.root, file, &mut sink))
        };
        let design = design.map(|design| Arc::new(self.with_sources(design, &mut sink)));
        let is_asked = self.designs.get(&file).is_some_and(|opened| opened.is_asked);
        self.designs.insert(file, OpenDesign { design, sink, is_snapshot, is_asked });
    }

    /// Frees the designs: only their texts and the configuration are asked for after that.
    pub(in crate::book) fn free_designs(&mut self) {
        self.designs.clear();
    }

    /// Counts a design that was read among those that are asked for.
    pub(in crate::book) fn ask(&mut self, file: FileId) {
        if let Some(opened) = self.designs.get_mut(&file) {
            opened.is_asked = true;
        }
    }

    /// The ids of all designs that are open.
    pub(in crate::book) fn ids(&self) -> impl Iterator<Item = &str> {
        self.designs.values().filter_map(|opened| Some(opened.design.as_ref()?.id.as_str()))
    }

    /// Every design that was read, whether it was asked for or not, and also if it is not TOML.
    #[cfg(feature = "cli")]
    pub(crate) fn every_file(&self) -> impl Iterator<Item = FileId> {
        self.designs.keys().copied()
    }

    /// The designs that were asked for.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.asked().map(|(file, _)| file)
    }

    fn asked(&self) -> impl Iterator<Item = (FileId, &OpenDesign)> {
        let all = self.designs.iter().map(|(&file, opened)| (file, opened));
        all.filter(|(_, opened)| opened.is_asked)
    }

    /// The designs that were asked for and could be read.
    pub fn designs(&self) -> impl Iterator<Item = (FileId, &Design)> {
        self.asked().filter_map(|(file, opened)| Some((file, opened.design.as_deref()?)))
    }

    /// Checks all open designs. A session can check any number of times.
    pub fn check(&self) -> IndexMap<FileId, Checked> {
        self.check_and_tell(false, &mut |_, _, _, _| {})
    }

    /// Checks one open design again, after its text was [replaced](Self::replace): as one of a whole book, or on
    /// its own. `None` if it was not asked for.
    pub fn check_again(&self, file: FileId, is_of_book: bool) -> Option<Checked> {
        let others = is_of_book.then(|| self.others());
        let landscape = self.known_landscape();
        self.check_among(Some(file), others.as_deref(), landscape.as_ref(), &mut |_, _, _, _| {})
            .swap_remove(&file)
    }

    /// Checks all open designs as designs of a whole book: references from one design to another are looked up
    /// among all that were read.
    pub fn check_book(&self) -> IndexMap<FileId, Checked> {
        self.check_and_tell(true, &mut |_, _, _, _| {})
    }

    /// Checks all open designs, as those of a whole book or by themselves, and tells of each in the order of their
    /// paths. Those that were checked alone were told then.
    pub(in crate::book) fn check_and_tell(
        &self,
        is_book: bool,
        tell: &mut Tell<'_>,
    ) -> IndexMap<FileId, Checked> {
        let others = is_book.then(|| self.others());
        self.check_among(None, others.as_deref(), self.known_landscape().as_ref(), tell)
    }

    /// Checks all open designs by what is known of all designs of their book.
    pub(in crate::book) fn check_within(&self, landscape: &Landscape<'_>) -> IndexMap<FileId, Checked> {
        self.check_among(None, Some(&self.others()), Some(landscape), &mut |_, _, _, _| {})
    }

    /// The designs of the book that were read, by path.
    fn others(&self) -> Vec<OtherDesign> {
        let designs = self.designs.iter().filter(|(file, _)| self.holds(**file) && !self.is_snapshot(**file));
        let mut designs: Vec<&Design> =
            designs.filter_map(|(_, opened)| opened.design.as_deref()).collect();
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
        tell: &mut Tell<'_>,
    ) -> IndexMap<FileId, Checked> {
        let project = self.project_root();
        let asked: HashSet<FileId> = self.files().collect();
        let between = landscape.map(|landscape| Between::of(landscape, &asked));
        let around = Around { book, between: between.as_ref(), project: project.as_ref() };
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
                if let Some((file, ..)) = asked.get(at).filter(|(file, ..)| !self.examined.contains_key(file)) {
                    tell(&self.sources, *file, checked, asked.len());
                }
            },
        );
        let mut checked: HashMap<FileId, Checked> = asked.iter().map(|(file, ..)| *file).zip(checked).collect();
        self.files().filter_map(|file| Some((file, checked.remove(&file)?))).collect()
    }

    /// Findings about designs that have one id, by their files.
    fn twins(&self) -> HashMap<FileId, Finding> {
        let designs = self.designs().filter(|(file, _)| !self.is_snapshot(*file));
        let snapshots = self.designs.iter().filter(|(file, _)| self.is_snapshot(**file));
        let snapshots = snapshots.filter_map(|(_, opened)| opened.design.as_deref());
        among::twins(designs, snapshots, &self.sources, |folder| self.series.contains_key(folder))
    }

    /// Runs the rules on a design. Without its template, only the findings of reading are reported, and nobody can
    /// mend a snapshot.
    fn look(
        &self,
        file: FileId,
        design: Option<&Design>,
        asked: check::Asked,
        Around { book, between, project }: Around<'_>,
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
        subject.landscape = between.map(Between::landscape);
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
    fn judged(&self, file: FileId, design: Option<Arc<Design>>, looked: Looked, sink: Sink) -> Checked {
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
            let is_open = *finding.rule == UNUSED_ALLOW && allows_around;
            finding.of_design = !is_open && !check::is_between(finding.rule);
        }
        Checked { design, template, report, completeness }
    }

    /// Gives findings in a design their levels.
    fn judge(&self, file: FileId, design: Option<&Design>, sink: Sink) -> Report {
        let stage = design.map_or(Stage::Final, |design| design.status().stage());
        let allows = design.map(|design| design.allows.as_slice()).unwrap_or_default();
        let paths = self.paths(file, &sink);
        let path =
            |span: Span| if span.file == file { paths.at(span.range()) } else { String::new() };
        sink.judge(&self.config.levels, stage, allows, path)
    }

    /// The paths of a design, as far as its findings need them.
    fn paths(&self, file: FileId, sink: &Sink) -> PathsOf<'_> {
        let places = sink.findings().iter().filter(|finding| finding.path.is_empty());
        let places = places.map(|finding| finding.anchor.unwrap_or(finding.span));
        let last = places.filter(|place| place.file == file).map(|place| place.range().end).max();
        PathsOf::new(self.sources.get(file).text()).up_to(last.unwrap_or_default())
    }

    fn template(&self, request: &Plain, sink: &mut Sink) -> Option<&Arc<Template>> {
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
