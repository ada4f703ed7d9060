//! Looks ahead at designs that were not read yet. What one says of itself at its beginning is enough to know which of
//! them a design cites, so that a few designs can be checked early that cite others.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Session;
use crate::catalog::landscape::{Directory, Known, Landscape, Resolution, System};
use crate::catalog::{Member, Series};
use crate::design::Design;
use crate::diagnostic::Sink;
use crate::reading::{Reader, up_to_end_of};
use crate::source::{FileId, Sources};

/// The designs of a book that were not read: what each says of itself, and their series.
#[derive(Default)]
pub(super) struct Ahead {
    designs: HashMap<FileId, Design>,
    /// By the paths of their folders.
    series: HashMap<String, Series>,
}

impl Session {
    /// Looks at all designs that were not read.
    pub(super) fn look_ahead(&mut self) -> Ahead {
        let mut ahead = Ahead::default();
        let all: Vec<FileId> = self.folder().collect();
        let unread: Vec<FileId> = all.into_iter().filter(|file| !self.designs.contains_key(file)).collect();
        for file in unread {
            match self.glance(file) {
                Some(design) => _ = ahead.designs.insert(file, design),
                None => self.read_once(file),
            }
        }
        ahead.find_series(&self.sources);
        ahead
    }

    /// Lets some designs know those that they cite, which are read. Whether that can be said without all of them.
    pub(super) fn know_cited(&mut self, files: &[FileId], ahead: &Ahead) -> bool {
        let versions: HashSet<FileId> = files.iter().flat_map(|file| self.versions_of(*file)).collect();
        let Some(cited) = self.cited(&versions, ahead) else { return false };
        for file in cited {
            self.read_once(file);
            self.open_series_of(file);
            if self.design(file).is_none() {
                return false;
            }
        }
        let taken = Directory::new(self.known_with(ahead), &self.sources).taken();
        for (file, alias, _, theirs) in taken.into_iter().filter(|(file, ..)| versions.contains(file)) {
            if let Some(design) = self.designs.get_mut(&file).and_then(|opened| opened.design.as_mut()) {
                Arc::make_mut(design).take(&alias, theirs);
            }
        }
        true
    }

    /// What is known of the book's designs.
    pub(super) fn landscape_with<'a>(&'a self, ahead: &'a Ahead) -> Landscape<'a> {
        Landscape::new(self.known_with(ahead), &self.sources)
    }

    fn known_with<'a>(&'a self, ahead: &'a Ahead) -> Vec<Known<'a>> {
        let left = ahead.designs.iter().filter(|(file, _)| !self.designs.contains_key(*file));
        let left = left.map(|(&file, design)| {
            let series = self.series(file).or_else(|| ahead.series.get(self.sources.get(file).folder()));
            Known { file, design: Some(design), series }
        });
        self.known().chain(left).collect()
    }

    /// A design as far as it says what it is. None if that is not at its beginning.
    fn glance(&self, file: FileId) -> Option<Design> {
        if self.is_snapshot(file) {
            return None;
        }
        let source = self.sources.get(file);
        let first = up_to_end_of(source.text(), "[design]")?;
        let mut sources = Sources::with_only(file, source.path(), first);
        let mut sink = Sink::default();
        Design::read(&self.context, &mut Reader::new(&mut sources, &self.root, file, &mut sink))
    }

    /// All files of the designs that some files cite. None if one of them may be a design that cannot be read.
    fn cited(&self, files: &HashSet<FileId>, ahead: &Ahead) -> Option<Vec<FileId>> {
        let directory = Directory::new(self.known_with(ahead), &self.sources);
        let designs = files.iter().filter_map(|file| self.design(*file));
        let mut cited = Vec::new();
        for name in designs.flat_map(|design| &design.integrations).filter_map(|it| it.design.as_ref()) {
            let system = match directory.resolve(name) {
                Resolution::Found(found) => Some(found.system),
                Resolution::NoVersion(system) | Resolution::Malformed { system, .. } => Some(system),
                Resolution::Unknown { meant } => meant,
                Resolution::Unread => return None,
            };
            cited.extend(system.into_iter().flat_map(System::files));
        }
        Some(cited)
    }

    /// A file, and the other versions of its design.
    pub(super) fn versions_of(&self, file: FileId) -> impl Iterator<Item = FileId> + '_ {
        let members = self.series(file).into_iter().flat_map(Series::members);
        members.map(|member| member.file).filter(move |version| *version != file).chain([file])
    }
}

impl Ahead {
    /// Makes series of the versions in each folder.
    fn find_series(&mut self, sources: &Sources) {
        let mut members: HashMap<String, Vec<Member>> = HashMap::new();
        for (&file, design) in &self.designs {
            let source = sources.get(file);
            if let Some(member) = Member::new(file, source.stem(), Some(design)) {
                members.entry(source.folder().to_owned()).or_default().push(member);
            }
        }
        self.series = members.into_iter().map(|(folder, members)| (folder, Series::new(members))).collect();
    }
}
