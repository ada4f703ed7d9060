//! The designs of a book, each once, whatever the number of its versions.

use std::collections::HashMap;

use super::Session;
use crate::book::chapter::folder::{designs, snapshots};
use crate::book::chapter::page::{Page, Placed};
use crate::book::directive::Request;
use crate::catalog::Series;
use crate::design::DesignName;
use crate::source::FileId;

impl Session {
    /// Every design that could be read, by path: the version that holds, or else the highest one, and all
    /// versions.
    pub(in crate::book) fn each_design(&self) -> Vec<(FileId, Vec<FileId>)> {
        let mut series: HashMap<&str, FileId> = HashMap::new();
        let mut designs = Vec::new();
        for (&file, opened) in &self.designs {
            if opened.design.is_none() {
                continue;
            }
            let Some(of) = self.series(file).filter(|series| series.member(file).is_some()) else {
                designs.push((file, vec![file]));
                continue;
            };
            let folder = self.sources.get(file).folder();
            if series.insert(folder, file).is_none()
                && let Some(drawn) = self.speaker(of)
            {
                designs.push((drawn, of.members().iter().map(|member| member.file).collect()));
            }
        }
        designs.sort_by_key(|(file, _)| self.sources.get(*file).path());
        designs
    }

    /// The version that represents a series.
    fn speaker(&self, series: &Series) -> Option<FileId> {
        let readable = |file: &FileId| self.design(*file).is_some();
        let holding = series.holding().map(|member| member.file).filter(readable);
        holding.or_else(|| series.members().iter().rev().map(|member| member.file).find(readable))
    }

    /// The files that were read and are not designs, by path.
    pub(in crate::book) fn unreadable(&self) -> impl Iterator<Item = &str> {
        let broken = self.designs.iter().filter(|(_, opened)| opened.design.is_none());
        let mut paths: Vec<&str> = broken.map(|(file, _)| self.sources.get(*file).path()).collect();
        paths.sort_unstable();
        paths.into_iter()
    }

    /// Whether two files are versions of one design.
    pub(in crate::book) fn are_of_one(&self, one: FileId, other: FileId) -> bool {
        one == other
            || self.series(one).is_some_and(|series| series.member(one).and(series.member(other)).is_some())
    }

    /// The folder below that of the designs that a design is in; empty for that one.
    pub(in crate::book) fn group_of(&self, file: FileId) -> String {
        let is_version = self.series(file).is_some_and(|series| series.member(file).is_some());
        let path = self.sources.get(file).path();
        let place = if is_version { self.sources.get(file).folder() } else { path };
        let below = place.strip_prefix(self.config.designs.as_str()).unwrap_or(place);
        let below = below.trim_start_matches('/');
        below.split_once('/').map_or("", |(folder, _)| folder).to_owned()
    }
}

impl Session {
    /// Lets the designs of some pages know those around them. All of the book is read if that may say anything of
    /// them: if one of them works with other systems, a page shows the landscape, or any file names a design.
    pub(in crate::book) fn read_around(&mut self, pages: &[Page]) {
        let shows_all = |placed: &Placed| matches!(placed.directive.request, Request::Landscape(_));
        let is_asked = pages.iter().flat_map(|page| &page.placed).any(shows_all)
            || self
                .designs
                .values()
                .filter_map(|opened| opened.design.as_ref())
                .any(|design| !design.integrations.is_empty());
        if is_asked || self.names_a_design() {
            self.read_all();
        } else {
            self.know_each_other();
        }
    }

    /// Whether any file among the designs may name another one: as one that it works with, or one that takes
    /// its place.
    fn names_a_design(&mut self) -> bool {
        let mut files: Vec<FileId> = self.folder().collect();
        files.extend(self.designs.keys());
        let names_one = |text: &str| DesignName::may_be_in(text) || text.contains("supersede");
        files.into_iter().any(|file| names_one(self.sources.get(file).text()))
    }

    /// Every file of the designs folder, without reading what it says.
    pub(super) fn folder(&mut self) -> impl Iterator<Item = FileId> {
        let all = [designs(&self.config, &self.root), snapshots(&self.config, &self.root)];
        let granted = all.into_iter().flatten().filter_map(|entry| entry.path.ok());
        granted.filter_map(|granted| self.sources.load(&granted).ok())
    }

    /// Reads every design and every snapshot of the designs folder, without asking for any of them.
    pub(crate) fn read_all(&mut self) {
        let files: Vec<FileId> = self.folder().collect();
        for file in files {
            self.read_once(file);
            self.open_series_of(file);
        }
        self.know_each_other();
    }

    /// The version of another design that an integration names.
    pub(crate) fn relied_on(&self, file: FileId, alias: &str) -> Option<FileId> {
        self.relied_on.get(&file)?.get(alias).copied()
    }
}
