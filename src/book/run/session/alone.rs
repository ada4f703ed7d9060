//! Designs that are checked before all of the book is read: those that cite no other one, and the first that do.

use std::collections::HashMap;

use super::checking::{Around, Looked, Tell};
use super::{Checked, OpenDesign, Session};
use crate::book::run::work;
use crate::catalog::landscape::Landscape;
use crate::check::Asked;
use crate::design::Design;
use crate::diagnostic::{Finding, Sink};
use crate::source::{FileId, Granted, Sources, Span};

/// What was found in a design before all others were read.
pub(super) struct Examined {
    sink: Sink,
    looked: Looked,
}

/// Designs are read and checked one, then two, four and more at a time, but never more than these: threads need many
/// of them, and none is reported until all of these were read.
const MOST_AT_ONCE: usize = 64;

/// So many designs that cite others are checked early. Then to read all designs costs less than to look for those that
/// are cited.
const MOST_CITING: usize = 8;

impl Session {
    /// Reads and checks designs, which are sorted by path, and tells of each, until one needs those that were not read
    /// yet. The rest is left to a later check of all.
    pub(in crate::book) fn check_alone(&mut self, designs: &[Granted], tell: &mut Tell<'_>) {
        let mut named = Sources::new();
        let mut left = designs;
        let mut at_once = 1;
        while !left.is_empty() {
            let (now, later) = left.split_at(at_once.min(left.len()));
            let mut files: Vec<FileId> = Vec::new();
            self.open_all(now.iter(), &mut files);
            let alone = files.iter().position(|file| self.needs_others(*file)).unwrap_or(files.len());
            named.catch_up_from_here(&self.sources);
            let examined =
                self.examine(files.get(..alone).unwrap_or_default(), None, &mut |file, checked| {
                    tell(&named, file, checked, designs.len());
                });
            self.examined.extend(examined);
            if alone < files.len() {
                let citing = files.split_off(alone);
                self.check_citing(citing, later, &mut named, &mut |sources, file, checked| {
                    tell(sources, file, checked, designs.len());
                });
                return;
            }
            left = later;
            at_once = (2 * at_once).min(MOST_AT_ONCE);
        }
    }

    fn open_all<'g>(&mut self, designs: impl Iterator<Item = &'g Granted>, files: &mut Vec<FileId>) {
        for design in designs {
            // One that cannot be read is reported when the folder is opened.
            if let Ok(file) = self.sources.load(design) {
                self.open(file);
                files.push(file);
            }
        }
    }

    /// Checks the first designs that may cite others, after those that they cite were read: one, then some more.
    fn check_citing(
        &mut self,
        mut files: Vec<FileId>,
        later: &[Granted],
        named: &mut Sources,
        tell: &mut dyn FnMut(&Sources, FileId, &Checked),
    ) {
        let ahead = self.look_ahead();
        let mut later = later.iter();
        for at_once in [1, MOST_CITING - 1] {
            self.open_all(later.by_ref().take(at_once.saturating_sub(files.len())), &mut files);
            let now: Vec<FileId> = files.drain(..at_once.min(files.len())).collect();
            let checked = now.iter().position(|file| self.needs_all(*file)).unwrap_or(now.len());
            let citing = now.get(..checked).unwrap_or_default();
            if !self.know_cited(citing, &ahead) {
                return;
            }
            named.catch_up_from_here(&self.sources);
            let landscape = self.landscape_with(&ahead);
            let examined =
                self.examine(citing, Some(&landscape), &mut |file, checked| tell(named, file, checked));
            drop(landscape);
            self.examined.extend(examined);
            if checked < now.len() {
                return;
            }
        }
    }

    /// Whether something in a design, or in another version of it, depends on designs that it cites.
    fn needs_others(&self, file: FileId) -> bool {
        let cites = |design: &Design| design.integrations.iter().any(|it| it.design.is_some());
        self.needs_all(file) || self.versions_of(file).any(|file| self.design(file).is_some_and(cites))
    }

    /// Whether it depends on all designs of the book: those that share its files or take its place.
    fn needs_all(&self, file: FileId) -> bool {
        let needs = |design: &Design| {
            let meta = &design.meta;
            design.repository.is_some() || meta.supersedes.is_some() || meta.superseded_by.is_some()
        };
        self.versions_of(file).any(|file| self.design(file).is_some_and(needs))
    }

    fn examine(
        &self,
        files: &[FileId],
        landscape: Option<&Landscape<'_>>,
        tell: &mut dyn FnMut(FileId, &Checked),
    ) -> HashMap<FileId, Examined> {
        let project = self.project_root();
        let around = Around { project: project.as_ref(), landscape, ..Around::default() };
        let mut twins = self.twins();
        let asked: Vec<(FileId, Option<Finding>)> =
            files.iter().map(|file| (*file, twins.remove(file))).collect();
        let examined = work::told(
            &asked,
            |_, (file, twin)| {
                let opened = self.designs.get(file)?;
                let mut sink = opened.sink.clone();
                sink.extend(twin.clone());
                let design = opened.design.clone();
                let looked = self.look(*file, design.as_deref(), Asked::Alone, around, &mut sink);
                let paths = self.paths(*file, &sink);
                let path =
                    |span: Span| if span.file == *file { paths.at(span.range()) } else { String::new() };
                sink.locate(path);
                let checked = self.judged(*file, design, looked.clone(), sink.clone());
                Some((Examined { sink, looked }, checked))
            },
            &mut |at, examined| {
                if let (Some((file, _)), Some((_, checked))) = (asked.get(at), examined) {
                    tell(*file, checked);
                }
            },
        );
        let kept = asked.iter().zip(examined);
        kept.filter_map(|((file, _), examined)| Some((*file, examined?.0))).collect()
    }

    /// Checks what was left open in a design.
    pub(super) fn check_again_among(
        &self,
        file: FileId,
        opened: &OpenDesign,
        examined: &Examined,
        around: Around<'_>,
    ) -> Checked {
        let mut sink = examined.sink.clone();
        let design = opened.design.clone();
        // Without a template nothing was asked, and nothing is.
        if examined.looked.template.is_some() {
            self.look(file, design.as_deref(), Asked::TheRest, around, &mut sink);
        }
        self.judged(file, design, examined.looked.clone(), sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::config::Config;

    /// A design that cites another one is reported before all are read.
    #[test]
    fn only_what_is_cited_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let cites = |id: &str| format!("\n[integrations.other]\ndesign = \"{id}\"\n");
        for number in 0..30 {
            let cited = match number {
                0 => cites("d20"),
                1 => cites("nothing"),
                _ => String::new(),
            };
            let head = format!("template = \"system-design@1\"\n\n[design]\ntitle = \"D{number}\"\n");
            let path = folder.path().join(format!("d{number:02}.toml"));
            std::fs::write(path, format!("{head}version = \"1.0.0\"\nstatus = \"draft\"\n{cited}"))
                .expect("a file");
        }
        let config = Config { designs: ".".into(), ..Config::default() };
        let mut session = Session::new(folder.path(), config, Sources::new(), &mut Sink::default());
        let entries = crate::book::chapter::folder::designs(&session.config, &session.root);
        let designs: Vec<Granted> = entries.into_iter().filter_map(|entry| entry.path.ok()).collect();
        let mut told = Vec::new();
        session.check_alone(&designs, &mut |sources, file, checked, of| {
            let unknown = checked.report.findings.iter().any(|finding| finding.rule.code == "SD1301");
            told.push((sources.get(file).path().to_owned(), unknown, of));
        });
        let expected: Vec<_> =
            (0..MOST_CITING).map(|at| (format!("d{at:02}.toml"), at == 1, designs.len())).collect();
        assert_eq!(told, expected);
        let read: Vec<&str> = session.designs.keys().map(|file| session.sources.get(*file).path()).collect();
        assert!(read.contains(&"d20.toml") && read.len() == MOST_CITING + 1, "{read:?}");
    }
}
