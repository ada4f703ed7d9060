//! What becomes of the list of known findings in a check.

use std::collections::HashSet;

use super::Inspection;
use crate::book::run::baseline::Baseline;
use crate::book::run::session::Session;
use crate::diagnostic::known::Entry;
use crate::diagnostic::{Finding, Group, Level, Report, Sink, Stage};
use crate::source::FileId;

/// How much a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// A whole book: what is in it and was not found is not there.
    Book,
    /// Files that are in no book: what is in them and was not found is not there.
    Files,
    /// A part of a book. Rules that look at the whole were not asked.
    Part,
}

/// A list of known findings, and what was found.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The list.
    pub baseline: Baseline,
    /// Its text; `None` if it is still to be written.
    pub text: Option<String>,
    /// The entries that are no longer needed.
    pub needless: Vec<Entry>,
    /// The lines of findings that can fail and are not in the list.
    pub new: Vec<String>,
}

/// Makes notes of what is known, and reports entries that are not needed.
pub(super) fn settle(session: &Session, report: &mut Report, scope: Scope) -> Option<Listed> {
    let baseline = session.baseline.clone()?;
    let met = baseline.lower(report, &session.sources);
    let silenced = Silenced::of(report, &baseline, session);
    let is_needless = |entry: &&Entry| {
        !met.known.contains(&entry.line) && is_seen(entry, &baseline, session, scope) && !silenced.is(entry)
    };
    let needless: Vec<Entry> = baseline.known.entries().iter().filter(is_needless).cloned().collect();
    let mut sink = Sink::default();
    sink.extend(baseline.wrong());
    sink.extend(needless.iter().filter_map(|entry| baseline.needless(entry)));
    report.append(sink.judge(&session.config.levels, Stage::Final, &[], |_| String::new()));

    let least = session.config.threshold().fail_on.map_or(Level::Warn, |least| least.min(Level::Warn));
    let new = met.new.into_iter().filter(|(_, level)| *level >= least).map(|(line, _)| line).collect();
    let text = baseline.file.map(|file| session.sources.get(file).text().to_string());
    Some(Listed { baseline, text, needless, new })
}

/// What was not asked because of another mistake.
struct Silenced {
    /// The files that are not in the format, as the list names them.
    files: HashSet<String>,
    /// Whether the book itself cannot be read whole.
    book: bool,
}

impl Silenced {
    fn of(report: &Report, baseline: &Baseline, session: &Session) -> Self {
        let misshapen = report.findings.iter().filter(|finding| finding.rule.group.is_shape());
        let name = |finding: &Finding| baseline.name_of(session.sources.get(finding.file()).location());
        let is_of_book = |finding: &Finding| matches!(finding.rule.group, Group::Book { fixed: true, .. });
        Self { files: misshapen.map(name).collect(), book: report.findings.iter().any(is_of_book) }
    }

    fn is(&self, entry: &Entry) -> bool {
        self.files.contains(&entry.file) || self.book && entry.line.starts_with("SD12")
    }
}

/// Whether the finding of an entry would have been found.
fn is_seen(entry: &Entry, baseline: &Baseline, session: &Session, scope: Scope) -> bool {
    match scope {
        Scope::Book => baseline.is_below(entry, session.root.folder()),
        Scope::Files => {
            let name = |file| baseline.name_of(session.sources.get(file).location());
            session.files().any(|file| name(file) == entry.file)
        }
        Scope::Part => false,
    }
}

impl Inspection {
    /// Whether a file is a list of known findings.
    pub(in crate::book) fn is_list(&self, file: FileId) -> bool {
        self.listed.iter().any(|listed| listed.baseline.file == Some(file))
    }

    /// The lists of known findings that were used.
    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }
}
