//! Decides whether edits helped: their findings are gone, and they caused no new ones.
//!
//! A part that could not be read before may contain anything, so fixing it reveals findings that
//! were there all along. Their place distinguishes them from findings that an edit causes: they are
//! not at the edit, and not the same mistake again.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use crate::book::inspect::Inspection;
use crate::diagnostic::{Finding, Group, Moves, Patch};
use crate::reading::repeated_items;
use crate::reading::rules::TOML_SYNTAX;
use crate::source::FileId;

/// Some edits, and the inspections before and after them.
pub(super) struct Change<'c> {
    pub(super) before: &'c Inspection,
    pub(super) after: &'c Inspection,
    pub(super) patch: &'c Patch<'c>,
    /// The findings whose edits were made, as indexes into the report before.
    pub(super) members: &'c [usize],
}

/// Accepts the edits, or says why they should not be kept.
pub(super) fn judge(change: &Change<'_>) -> Result<(), String> {
    let before = change.findings_before();
    let mut after = After::of(change.after);
    // First, match findings with the same message at the same place.
    let mut others: Vec<&Was> = Vec::new();
    let mut members: Vec<&Was> = Vec::new();
    for was in &before {
        match after.to_the_word(was, |is| was.covers(is)) {
            Some(_) if was.is_member => return Err("the finding would still be there".to_owned()),
            Some(index) => after.take(index),
            None if was.is_member => members.push(was),
            None => others.push(was),
        }
    }
    if members.iter().any(|was| after.in_place(was).is_some()) {
        return Err("the same finding would appear there again".to_owned());
    }
    // Then match findings that moved, and those whose message changed, such as a count in it.
    others.retain(|was| after.to_the_word(was, |_| true).map(|index| after.take(index)).is_none());
    for was in others {
        if let Some(index) = after.in_place(was) {
            after.take(index);
        }
    }
    if let Some(brought) = after.left().find(|is| !change.was_hidden(is, &members)) {
        return Err(format!("it would cause {}: {}", brought.finding.rule.code, brought.finding.message));
    }
    if change.repeats_more() {
        return Err("a list would contain the same item twice".to_owned());
    }
    Ok(())
}

/// The findings after the edits, and which of them were there before.
struct After<'c> {
    all: Vec<Is<'c>>,
    taken: Vec<bool>,
    by_rule: HashMap<(&'static str, &'c str), Vec<usize>>,
    by_message: HashMap<(&'static str, &'c str, &'c str), Vec<usize>>,
}

impl<'c> After<'c> {
    fn of(inspection: &'c Inspection) -> Self {
        let sources = &inspection.session.sources;
        let is = |finding: &'c Finding| Is { finding, path: sources.get(finding.span.file).path() };
        // That a known finding is gone is what was wanted.
        let is_other = |finding: &&Finding| !inspection.is_list(finding.span.file);
        let all: Vec<Is> = inspection.report.findings.iter().filter(is_other).map(is).collect();
        let mut by_rule: HashMap<_, Vec<usize>> = HashMap::new();
        let mut by_message: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, is) in all.iter().enumerate() {
            let code = is.finding.rule.code;
            by_rule.entry((code, is.path)).or_default().push(index);
            by_message.entry((code, is.path, is.finding.message.as_str())).or_default().push(index);
        }
        Self { taken: vec![false; all.len()], all, by_rule, by_message }
    }

    fn to_the_word(&self, was: &Was, fits: impl Fn(&Is) -> bool) -> Option<usize> {
        let known = self.by_message.get(&(was.code, was.path, was.message))?;
        known.iter().copied().find(|&index| !self.taken[index] && fits(&self.all[index]))
    }

    fn in_place(&self, was: &Was) -> Option<usize> {
        let known = self.by_rule.get(&(was.code, was.path))?;
        known.iter().copied().find(|&index| !self.taken[index] && was.covers(&self.all[index]))
    }

    fn take(&mut self, index: usize) {
        self.taken[index] = true;
    }

    fn left(&self) -> impl Iterator<Item = &Is<'c>> {
        self.all.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(is, _)| is)
    }
}

/// A finding before the edits, with its place after them.
struct Was<'c> {
    code: &'static str,
    group: Group,
    path: &'c str,
    message: &'c str,
    place: std::ops::Range<usize>,
    is_member: bool,
}

/// A finding after the edits.
struct Is<'c> {
    finding: &'c Finding,
    path: &'c str,
}

impl Was<'_> {
    fn covers(&self, is: &Is) -> bool {
        let start = is.finding.span.start as usize;
        self.place.start <= start && start <= self.place.end
    }

    /// Whether the finding may have hidden others: nothing is reported in a part that could not be
    /// read, or about options while none of them is chosen (SD501).
    fn may_hide(&self) -> bool {
        matches!(self.group, Group::Shape { .. } | Group::Book { .. }) || self.code == "SD501"
    }
}

impl Is<'_> {
    fn touches(&self, place: &Range<usize>) -> bool {
        let span = self.finding.span.range();
        span.start <= place.end && place.start <= span.end
    }
}

impl<'c> Change<'c> {
    fn findings_before(&self) -> Vec<Was<'c>> {
        let sources = &self.before.session.sources;
        let mut moves: HashMap<FileId, Moves> = HashMap::new();
        let mut all = Vec::new();
        for (index, finding) in self.before.report.findings.iter().enumerate() {
            let file = finding.span.file;
            let moves = moves.entry(file).or_insert_with(|| self.patch.moves(file, sources));
            all.push(Was {
                code: finding.rule.code,
                group: finding.rule.group,
                path: sources.get(file).path(),
                message: &finding.message,
                place: moves.place_of(finding.span.start as usize),
                is_member: self.members.contains(&index),
            });
        }
        all
    }

    /// Whether a new finding was there before, hidden by a mistake that is now fixed.
    fn was_hidden(&self, is: &Is, members: &[&Was]) -> bool {
        let code = is.finding.rule.code;
        let places = self.written(is.path);
        let is_the_same = |was: &&Was| was.code == code && was.path == is.path;
        if code == TOML_SYNTAX.code {
            return members.iter().any(&is_the_same) && self.is_further(is, &places);
        }
        // A missing fact is reported at the line that requires it, and that may be the line that
        // was fixed.
        let is_lack = matches!(is.finding.rule.group, Group::Missing);
        let is_made = !is_lack && places.iter().any(|place| is.touches(place));
        !is_made && members.iter().any(|was| was.may_hide()) && !members.iter().any(is_the_same)
    }

    /// Whether the parser got further than the edits in a file that is not valid TOML yet. On the
    /// line of an edit, that counts only if the finding is the next of several mistakes that have
    /// fixes.
    fn is_further(&self, is: &Is, places: &[Range<usize>]) -> bool {
        let source = self.after.session.sources.get(is.finding.span.file);
        let start = is.finding.span.start as usize;
        let line = source.line(start);
        let is_on_line =
            |place: &&Range<usize>| source.line(place.start) <= line && line <= source.line(place.end);
        let can_be_mended = !is.finding.fix.is_empty();
        !is.finding.message.contains("twice")
            && places.iter().filter(is_on_line).all(|place| can_be_mended && place.end <= start)
    }

    /// The places of the edits in a file, after they were made.
    fn written(&self, path: &str) -> Vec<Range<usize>> {
        let sources = &self.before.session.sources;
        let files = self.patch.files().filter(|file| sources.get(*file).path() == path);
        files.flat_map(|file| self.patch.moves(file, sources).written().collect::<Vec<_>>()).collect()
    }

    fn repeats_more(&self) -> bool {
        let sources = &self.before.session.sources;
        self.patch.texts(sources).iter().any(|(file, text)| {
            let source = sources.get(*file);
            is_toml(source.path()) && repeated_items(text) > repeated_items(source.text())
        })
    }
}

fn is_toml(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}
