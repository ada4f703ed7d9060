//! A session reads every file once and checks every design once, however often it is used.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;

use super::baseline::Baseline;
use crate::answer::Completeness;
use crate::book::config::{Config, templates};
use crate::book::rules::INVALID_CONFIGURATION;
use crate::catalog::Series;
use crate::compare::Changes;
use crate::design::{Design, KnownNames, version_in_name};
use crate::diagnostic::{Finding, Report, Sink};
use crate::interchange::repository::{Agreement, Memory};
use crate::reading::Reader;
use crate::source::{FileId, Root, Sources};
use crate::template::{Template, Templates};

mod ahead;
mod alone;
mod checking;
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
}
