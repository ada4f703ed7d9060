//! `check --fix`: makes the edits of findings in memory, and keeps those that help.
//!
//! Nothing is written to disk here. After each round of edits, the resulting files are checked as a
//! whole, as if they were on disk ([`Overlay`]). An edit is kept only if its finding is gone
//! afterwards and no new one appears; `verdict` decides that. Rounds are repeated until nothing
//! changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::book::inspect::{Inspection, Target};
use crate::diagnostic::{Applicability, Finding, Patch};
use crate::source::{Overlay, Sources};

#[cfg(feature = "cli")]
pub(crate) mod cited;
#[cfg(feature = "cli")]
mod documents;
#[cfg(feature = "cli")]
pub(crate) mod renaming;
mod verdict;

/// The result of applying fixes to a book or to some designs.
pub struct Mended {
    /// The inspection of the result.
    pub inspection: Inspection,
    /// The files that changed, by path.
    pub files: Vec<ChangedFile>,
    /// The edits, in the order in which they were made.
    pub edits: Vec<MadeEdit>,
    /// How many findings were fixed.
    pub mended: usize,
    /// Findings whose edits were not kept, and why.
    pub refused: Vec<RefusedFix>,
}

/// A file before and after.
pub struct ChangedFile {
    /// The file's location.
    pub location: PathBuf,
    /// The file's path, relative to the book.
    pub path: String,
    /// The text before.
    pub before: Arc<str>,
    /// The text after.
    pub after: Arc<str>,
}

/// An edit that was made.
pub struct MadeEdit {
    /// The file.
    pub location: PathBuf,
    /// The line, from 1, in the file as it was at that time.
    pub line: usize,
    /// The text before.
    pub from: String,
    /// The text after.
    pub to: String,
}

/// A finding that could not be fixed.
pub struct RefusedFix {
    /// The finding's file.
    pub location: PathBuf,
    /// The line of the finding, from 1.
    pub line: usize,
    /// The message of the finding.
    pub message: String,
    /// Why the edit was not kept.
    pub why: String,
}

/// How many tries one run makes. A failing fix is searched for by bisection, and each try checks
/// everything.
const MOST_TRIES: usize = 1000;

/// Applies the fixes of all findings and, with `guesses`, the suggestions. `overlay` is the overlay
/// that was inspected: the texts that would be on disk.
pub fn mend(target: &Target, overlay: Overlay, inspection: Inspection, guesses: bool) -> Mended {
    let mut run = Run {
        target,
        guesses,
        inspection,
        seen: HashSet::from([overlay.clone()]),
        overlay,
        originals: BTreeMap::new(),
        refused: HashMap::new(),
        edits: Vec::new(),
        mended: 0,
        tries: 0,
    };
    let mut changed_since_refusal = false;
    loop {
        if run.round() {
            changed_since_refusal = true;
        } else if changed_since_refusal && !run.refused.is_empty() {
            // The obstacle to a fix may be gone by now.
            run.refused.clear();
            changed_since_refusal = false;
        } else {
            break;
        }
    }
    run.finish()
}

struct Run<'t> {
    target: &'t Target,
    guesses: bool,
    inspection: Inspection,
    overlay: Overlay,
    /// The texts of the files on disk.
    originals: BTreeMap<PathBuf, Arc<str>>,
    /// Every state so far. The run never returns to one, so that two fixes that undo each other
    /// come to an end.
    seen: HashSet<Overlay>,
    refused: HashMap<Identity, String>,
    edits: Vec<MadeEdit>,
    mended: usize,
    tries: usize,
}

/// What distinguishes a finding from others in the same state.
type Identity = (&'static str, String, u32, String);

/// The best state that a round has found so far.
struct Best {
    members: Vec<usize>,
    inspection: Inspection,
    overlay: Overlay,
}

impl Run<'_> {
    /// Makes all edits that help and do not touch each other. Returns whether there were any.
    fn round(&mut self) -> bool {
        let mut candidates = Vec::new();
        for (index, finding) in self.inspection.report.findings.iter().enumerate() {
            if !self.is_candidate(finding) {
                continue;
            }
            match self.is_possible(finding) {
                Ok(()) => candidates.push(index),
                Err(why) => {
                    let identity = identity(finding, &self.inspection.session.sources);
                    self.refused.insert(identity, why);
                }
            }
        }
        let mut best = None;
        self.settle(&candidates, &mut best);
        let Some(best) = best else { return false };
        self.record(&best.members);
        self.inspection = best.inspection;
        self.seen.insert(best.overlay.clone());
        self.overlay = best.overlay;
        true
    }

    fn is_candidate(&self, finding: &Finding) -> bool {
        !finding.fix.is_empty()
            && (self.guesses || finding.applicability == Applicability::Safe)
            && !self.refused.contains_key(&identity(finding, &self.inspection.session.sources))
    }

    /// Checks that the edits of a finding fit the files and change something, and that the files
    /// are inside the root and were read from disk.
    fn is_possible(&self, finding: &Finding) -> Result<(), String> {
        let sources = &self.inspection.session.sources;
        for edit in &finding.fix {
            let source = sources.get(edit.span.file);
            if !source.is_on_disk() {
                return Err("it comes from an include or from another program".to_owned());
            }
            // The file was allowed when it was read, but it may have been replaced by a link since.
            if let Err(refused) = self.inspection.session.root.named(source.location()) {
                return Err(refused.to_string());
            }
        }
        let mut patch = Patch::default();
        if !patch.admit(finding, sources) {
            return Err("its edits do not fit the file".to_owned());
        }
        if patch.texts(sources).is_empty() {
            return Err("the edit would change nothing".to_owned());
        }
        Ok(())
    }

    /// Adds to the best state as many of some findings as improve it. If all of them together do
    /// not, each half is tried.
    fn settle(&mut self, some: &[usize], best: &mut Option<Best>) {
        let known = best.as_ref().map(|best| best.members.clone()).unwrap_or_default();
        let why = match self.attempt(&known, some) {
            Ok(found) => {
                *best = found.or(best.take());
                return;
            }
            Err(why) => why,
        };
        if let [only] = some {
            let finding = &self.inspection.report.findings[*only];
            self.refused.insert(identity(finding, &self.inspection.session.sources), why);
            return;
        }
        let (first, second) = some.split_at(some.len() / 2);
        self.settle(first, best);
        self.settle(second, best);
    }

    /// The state with the edits of some more findings, or why it was rejected. Edits that touch
    /// earlier ones wait for the next round.
    fn attempt(&mut self, known: &[usize], more: &[usize]) -> Result<Option<Best>, String> {
        let Inspection { session, report, .. } = &self.inspection;
        let mut patch = Patch::default();
        let mut members = Vec::new();
        for &index in known.iter().chain(more) {
            let finding = &report.findings[index];
            if patch.admit(finding, &session.sources) {
                members.push(index);
            }
        }
        if members.len() == known.len() {
            return Ok(None);
        }
        let texts = patch.texts(&session.sources);
        if self.tries == MOST_TRIES {
            return Err("too many fixes in this run did not help".to_owned());
        }
        self.tries += 1;
        let mut overlay = self.overlay.clone();
        for (file, text) in &texts {
            overlay.set(session.sources.get(*file).location(), text.as_str());
        }
        if self.seen.contains(&overlay) {
            return Err("another fix undoes it".to_owned());
        }
        let inspection = match self.target.inspect(&overlay) {
            Ok(inspection) => inspection,
            // mdBook's parser may reject SUMMARY.md.
            Err(error) => return Err(format!("afterwards {error}")),
        };
        verdict::judge(&verdict::Change {
            before: &self.inspection,
            after: &inspection,
            patch: &patch,
            members: &members,
        })?;
        Ok(Some(Best { members, inspection, overlay }))
    }

    fn record(&mut self, members: &[usize]) {
        let Inspection { session, report, .. } = &self.inspection;
        self.mended += members.len();
        for finding in members.iter().map(|&index| &report.findings[index]) {
            for edit in &finding.fix {
                let source = session.sources.get(edit.span.file);
                self.originals
                    .entry(source.location().to_path_buf())
                    .or_insert_with(|| Arc::clone(source.text()));
                self.edits.push(MadeEdit {
                    location: source.location().to_path_buf(),
                    line: source.line(edit.span.start as usize),
                    from: source.slice(edit.span).to_owned(),
                    to: edit.replacement.clone(),
                });
            }
        }
    }

    fn finish(self) -> Mended {
        let sources = &self.inspection.session.sources;
        let root = &self.inspection.session.root;
        let changed = self.originals.into_iter().filter_map(|(location, before)| {
            let after = self.overlay.get(&location)?;
            let path = root.shown(&location);
            (*before != **after).then(|| ChangedFile { location, path, before, after: Arc::clone(after) })
        });
        let files = changed.collect();
        let of_last_state = |finding: &&Finding| self.refused.contains_key(&identity(finding, sources));
        let refused = self.inspection.report.findings.iter().filter(of_last_state).filter_map(|finding| {
            let source = sources.get(finding.span.file);
            Some(RefusedFix {
                location: source.location().to_path_buf(),
                line: source.line(finding.span.start as usize),
                message: finding.message.clone(),
                why: self.refused.get(&identity(finding, sources))?.clone(),
            })
        });
        let refused = refused.collect();
        Mended { inspection: self.inspection, files, edits: self.edits, mended: self.mended, refused }
    }
}

fn identity(finding: &Finding, sources: &Sources) -> Identity {
    let path = sources.get(finding.span.file).path().to_owned();
    (finding.rule.code, path, finding.span.start, finding.message.clone())
}
