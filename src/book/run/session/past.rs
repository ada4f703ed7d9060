//! What the designs of a session were at a revision.

use std::collections::HashMap;

use super::Session;
use super::pairs::{Known, pair};
use crate::catalog::Series;
use crate::compare::{Changes, Side};
use crate::design::Design;
use crate::diagnostic::Report;
use crate::source::{FileId, Files, Sources};

/// The designs of a revision, whose texts are among those of today.
pub(super) struct Past {
    revision: String,
    files: Files,
    session: Box<Session>,
    /// The reports of the designs of which a part could not be read.
    unread: HashMap<FileId, Report>,
    /// Which design of that time each one of today was.
    pairs: HashMap<FileId, FileId>,
    gone: Vec<Gone>,
}

/// A file that is not there any more.
#[derive(Clone, Copy)]
struct Gone {
    file: FileId,
    /// The version of its series that is next to it now; none if the whole series or file is gone.
    next: Option<FileId>,
}

/// A design at both times.
#[cfg(feature = "cli")]
pub(crate) struct Since<'s> {
    /// As it was; none if it was not there.
    pub(crate) old: Option<Then<'s>>,
    /// As it is; none if it is gone.
    pub(crate) new: Option<Then<'s>>,
}

/// A design at one time.
#[cfg(feature = "cli")]
pub(crate) struct Then<'s> {
    /// Its file.
    pub(crate) file: FileId,
    /// What can be compared, or what is wrong if a part of it could not be read.
    pub(crate) side: Result<Side<'s>, Report>,
}

impl Session {
    /// Holds the designs against those of a revision, which were opened in a separate session with the
    /// texts of this one. What is gone as a whole is known only where these are all designs of a book.
    pub(in crate::book) fn hold_against(&mut self, revision: String, mut old: Session, is_all: bool) {
        let files = old.sources.files().clone();
        let broken = old.designs.keys().filter(|file| old.whole(**file).is_none());
        let unread = broken.map(|&file| (file, old.read_report(file))).collect();
        self.sources = std::mem::take(&mut old.sources).reading(Files::Disk);
        let (before, now) = (old.listed(&self.sources), self.listed(&self.sources));
        let pairs = pair(&before, &now);
        let kept: Vec<FileId> = pairs.values().copied().collect();
        let left = before.iter().filter(|known| !kept.contains(&known.file));
        let gone =
            left.filter_map(|known| self.left(known)).filter(|gone| is_all || gone.next.is_some()).collect();
        self.past = Some(Past { revision, files, session: Box::new(old), unread, pairs, gone });
    }

    /// The files of the revision.
    pub(super) fn files_then(&self) -> Option<&Files> {
        self.past.as_ref().map(|past| &past.files)
    }

    /// The name of the revision.
    pub(super) fn held_against(&self) -> Option<&str> {
        self.past.as_ref().map(|past| past.revision.as_str())
    }

    /// A design as it was, if all of it could be read.
    pub(super) fn was(&self, file: FileId) -> Option<Side<'_>> {
        let past = self.past.as_ref()?;
        past.side(*past.pairs.get(&file)?)
    }

    /// The command that gives a file the content that it had.
    pub(super) fn put_back_by(&self, file: FileId) -> Option<String> {
        let past = self.past.as_ref()?;
        past.files.restored_by(self.sources.get(*past.pairs.get(&file)?).location())
    }

    /// What changed in a design since.
    pub(super) fn changed(&self, file: FileId) -> Option<Changes> {
        self.changes_from(self.was(file)?, file)
    }

    /// The versions that others relied on, that are gone, and to which the one in a file is next.
    pub(super) fn gone_before(&self, file: FileId) -> Vec<&Design> {
        let Some(past) = &self.past else { return Vec::new() };
        past.gone
            .iter()
            .filter(|gone| gone.next == Some(file) && !self.is_snapshot(gone.file))
            .filter_map(|gone| past.promised(gone.file))
            .collect()
    }

    /// The designs that others relied on and that are gone as a whole, of a series its highest version, with
    /// the name of the revision that had them.
    pub(in crate::book) fn gone_designs(&self) -> Vec<(&str, &Design)> {
        let Some(past) = &self.past else { return Vec::new() };
        let whole = past.gone.iter().filter(|gone| gone.next.is_none() && !self.is_snapshot(gone.file));
        let promised = whole.filter_map(|gone| past.promised(gone.file));
        let is_last = |design: &&Design| {
            let series = past.session.series_in(design.file, &self.sources);
            series
                .and_then(|series| {
                    series.members().iter().rev().find(|member| past.promised(member.file).is_some())
                })
                .is_none_or(|last| last.file == design.file)
        };
        promised.filter(is_last).map(|design| (past.revision.as_str(), design)).collect()
    }

    /// What became of each design since the revision: first those that are there, by path, then those that
    /// are gone. A version that is new is held against its baseline.
    #[cfg(feature = "cli")]
    pub(crate) fn since(&self) -> Vec<Since<'_>> {
        let Some(past) = &self.past else { return Vec::new() };
        let path = |file: &FileId| self.sources.get(*file).path();
        let mut files: Vec<FileId> = self.files().chain(self.snapshots()).collect();
        files.sort_by_key(path);
        files.dedup();
        let old = |file: FileId| match past.pairs.get(&file) {
            Some(&old) => Some(past.then(old)),
            None => self.series(file)?.baseline(file).map(|baseline| self.then(baseline.file)),
        };
        let there = files.into_iter().map(|file| Since { old: old(file), new: Some(self.then(file)) });
        let mut gone: Vec<FileId> = past.gone.iter().map(|gone| gone.file).collect();
        gone.sort_by_key(path);
        let gone = gone.into_iter().map(|file| Since { old: Some(past.then(file)), new: None });
        there.chain(gone).collect()
    }

    #[cfg(feature = "cli")]
    fn then(&self, file: FileId) -> Then<'_> {
        let side = self.whole(file).and_then(|design| self.side(design));
        Then { file, side: side.ok_or_else(|| self.read_report(file)) }
    }

    /// What reading a design found, with what its template is asked for.
    fn read_report(&self, file: FileId) -> Report {
        let Some(opened) = self.designs.get(&file) else { return Report::default() };
        let mut sink = opened.sink.clone();
        if let Some(design) = &opened.design {
            self.template(&design.template, &mut sink);
        }
        self.judge(file, opened.design.as_deref(), sink)
    }

    /// What is known of each design, whose texts are in `sources`.
    fn listed<'s>(&'s self, sources: &'s Sources) -> Vec<Known<'s>> {
        let known = self.designs.iter().map(|(&file, opened)| {
            let series = self.series_in(file, sources);
            let member = series.and_then(|series| series.member(file));
            Known {
                file,
                path: sources.get(file).path(),
                text: sources.get(file).text(),
                design: opened.design.as_deref(),
                number: member.map(|member| &member.number),
                holds: series.and_then(|series| series.holding()).is_some_and(|holding| holding.file == file),
            }
        });
        known.collect()
    }

    /// What a file that became no design of today left, if it is gone: it is not if it is only no design of
    /// the book any more, or if it became a series.
    fn left(&self, old: &Known<'_>) -> Option<Gone> {
        let there = self.root.resolve(self.root.folder(), old.path);
        if there.is_ok_and(|file| file.has_file()) {
            return None;
        }
        let is_same = |design: &Design| old.design.is_some_and(|old| old.id == design.id);
        let Some(number) = old.number else {
            let lives_on = self.designs.values().filter_map(|opened| opened.design.as_deref()).any(is_same);
            return (!lives_on).then_some(Gone { file: old.file, next: None });
        };
        let folder = self.sources.get(old.file).folder();
        let by_id = || {
            self.series.values().find(|series| {
                series.members().iter().filter_map(|member| self.design(member.file)).any(is_same)
            })
        };
        let series = self.series.get(folder).or_else(by_id);
        let members = series.map(Series::members).unwrap_or_default();
        let above = members.iter().find(|member| member.number > *number);
        Some(Gone { file: old.file, next: above.or(members.last()).map(|member| member.file) })
    }
}

impl Past {
    fn side(&self, file: FileId) -> Option<Side<'_>> {
        let design = self.session.design(file).filter(|_| !self.unread.contains_key(&file))?;
        self.session.side(design)
    }

    #[cfg(feature = "cli")]
    fn then(&self, file: FileId) -> Then<'_> {
        let report = || self.unread.get(&file).cloned().unwrap_or_default();
        Then { file, side: self.side(file).ok_or_else(report) }
    }

    /// A design, if others could rely on it.
    fn promised(&self, file: FileId) -> Option<&Design> {
        self.session.design(file).filter(|design| design.is_promise())
    }
}
