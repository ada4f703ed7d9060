//! Designs that are checked before all of the book is read: those that cite no other one.

use std::collections::HashMap;

use super::checking::{Around, Looked, Tell};
use super::{Checked, OpenDesign, Session};
use crate::book::run::work;
use crate::catalog::Series;
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
/// of them, and nothing is told of any until all of these were read.
const MOST_AT_ONCE: usize = 64;

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
            for design in now {
                // One that cannot be read is reported when the folder is opened.
                if let Ok(file) = self.sources.load(design) {
                    self.open(file);
                    files.push(file);
                }
            }
            let alone = files.iter().position(|file| self.needs_others(*file)).unwrap_or(files.len());
            named.catch_up_from_here(&self.sources);
            let mut tell = |file: FileId, checked: &Checked| tell(&named, file, checked, designs.len());
            let examined = self.examine(files.get(..alone).unwrap_or_default(), &mut tell);
            self.examined.extend(examined);
            if alone < files.len() {
                return;
            }
            left = later;
            at_once = (2 * at_once).min(MOST_AT_ONCE);
        }
    }

    /// Whether something in a design, or in another version of it, depends on designs that it cites.
    fn needs_others(&self, file: FileId) -> bool {
        let versions = self.series(file).into_iter().flat_map(Series::members);
        let mut files = versions.map(|member| member.file).chain([file]);
        files.any(|file| self.design(file).is_some_and(cites_others))
    }

    fn examine(&self, files: &[FileId], tell: &mut dyn FnMut(FileId, &Checked)) -> HashMap<FileId, Examined> {
        let project = self.project_root();
        let around = Around { project: project.as_ref(), ..Around::default() };
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

fn cites_others(design: &Design) -> bool {
    design.repository.is_some()
        || design.meta.supersedes.is_some()
        || design.meta.superseded_by.is_some()
        || design.integrations.iter().any(|integration| integration.design.is_some())
}
