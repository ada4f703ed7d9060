//! The list of known findings of a book, or the one that `check --baseline` names.

use std::path::{Path, PathBuf};

use crate::book::config::Config;
use crate::book::rules::INVALID_CONFIGURATION;
use crate::diagnostic::known::Entry;
use crate::diagnostic::known::Met;
use crate::diagnostic::{Finding, Known, Report, Sink};
use crate::source::{FileId, Granted, ReadError, Refused, Root, Sources, Span, relative};

/// A list of known findings.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The list's file.
    pub path: PathBuf,
    /// The list as it was read; `None` if it is still to be written.
    pub file: Option<FileId>,
    /// What it lists.
    pub known: Known,
    /// The folder of the list, from which files are named.
    folder: PathBuf,
    /// How to shorten it: the arguments of `check`.
    arguments: String,
}

/// Why a list that a person named is not used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoBaseline {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(#[from] ReadError),
    /// It leads out of its folder.
    #[error("{0}")]
    Refused(#[from] Refused),
}

impl Baseline {
    /// The list that book.toml names. Mistakes are reported to `sink`.
    pub(super) fn of(config: &Config, root: &Root, sources: &mut Sources, sink: &mut Sink) -> Option<Self> {
        let named = config.baseline.as_ref().filter(|named| !named.is_stand_in)?;
        let subject = format!("the list of known findings `{}`", named.value);
        let mut report = |message: String, label: String, help: String| {
            let finding = Finding::new(&INVALID_CONFIGURATION, named.span, message);
            sink.push(finding.label(label).help(help));
        };
        let granted = match root.resolve(root.folder(), named) {
            Ok(granted) => granted,
            Err(refused) => {
                report(refused.message(&subject), refused.label(), refused.help("file"));
                return None;
            }
        };
        let arguments = "--write-baseline".to_owned();
        match Self::open(&granted, arguments, sources) {
            Ok(baseline) => {
                if baseline.file.is_none() {
                    let help = "`mdbook-system-design check --write-baseline` writes it".to_owned();
                    report(format!("{subject} does not exist"), String::new(), help);
                }
                Some(baseline)
            }
            Err(error) => {
                let help = "name a file that `check --write-baseline` wrote".to_owned();
                report(format!("{subject} cannot be read: {error}"), String::new(), help);
                None
            }
        }
    }

    /// A list that a person named, which need not exist.
    pub(crate) fn named(path: &Path, sources: &mut Sources) -> Result<Self, NoBaseline> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let granted = Root::new(folder.unwrap_or(Path::new(".")), false).named(path)?;
        let arguments = format!("--baseline {} --write-baseline", path.display());
        Ok(Self::open(&granted, arguments, sources)?)
    }

    fn open(granted: &Granted, arguments: String, sources: &mut Sources) -> Result<Self, ReadError> {
        let file = match sources.load(granted) {
            Ok(file) => Some(file),
            Err(error) if error.is_not_found() => None,
            Err(error) => return Err(error),
        };
        let path = granted.path().to_path_buf();
        let known = file.map(|file| Known::read(sources.get(file).text())).unwrap_or_default();
        let folder = whole(path.parent().unwrap_or(Path::new("")));
        Ok(Self { path, file, known, folder, arguments })
    }

    /// Makes notes of the findings in a report that are known.
    pub(crate) fn lower(&self, report: &mut Report, sources: &Sources) -> Met {
        self.known
            .lower(report, |finding| relative(&self.folder, &whole(sources.get(finding.file()).location())))
    }

    /// The name of a file in the list.
    pub(crate) fn name_of(&self, file: &Path) -> String {
        relative(&self.folder, &whole(file))
    }

    /// Whether the file of an entry is in a folder.
    pub(crate) fn is_below(&self, entry: &Entry, folder: &Path) -> bool {
        let way = relative(&whole(folder), &self.folder.join(&entry.file));
        !way.starts_with("../") && !Path::new(&way).is_absolute()
    }

    /// Reports the lines of the list that are not entries.
    pub(crate) fn wrong(&self) -> impl Iterator<Item = Finding> {
        let lines = self
            .file
            .into_iter()
            .flat_map(|file| self.known.wrong().iter().map(move |range| Span::new(file, range.clone())));
        lines.map(|span| {
            let message = "the line is not a known finding: its code, its place and its fingerprint";
            let help = "delete it; after a merge keep the entries of both sides";
            Finding::new(&INVALID_CONFIGURATION, span, message).help(help)
        })
    }

    /// Reports an entry whose finding is gone.
    pub(crate) fn needless(&self, entry: &Entry) -> Option<Finding> {
        let span = Span::new(self.file?, entry.range.clone());
        let code = entry.line.split(' ').next().unwrap_or_default();
        let message = format!("`{code}` is known in `{}`, but nothing there needs it", entry.file);
        let help = format!("`mdbook-system-design check {}` deletes the line", self.arguments);
        Some(
            Finding::new(&INVALID_CONFIGURATION, span, message)
                .label("the finding is gone, or it is somewhere else")
                .help(help),
        )
    }
}

fn whole(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
