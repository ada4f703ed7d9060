//! A design with all its versions.

use std::collections::HashMap;

use crate::catalog::{Member, Series};
use crate::design::{Design, as_id};
use crate::interchange::model::is_model;
use crate::source::{FileId, Sources};

/// A file with a design, as a run knows it.
#[derive(Clone, Copy, Debug)]
pub struct Known<'d> {
    /// The file.
    pub file: FileId,
    /// The design; `None` if it cannot be read (already reported).
    pub design: Option<&'d Design>,
    /// The series that it is a version of.
    pub series: Option<&'d Series>,
}

/// Which design of a landscape it is: its place in the order of their paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemId(pub(super) usize);

impl SystemId {
    /// Its place among the designs.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A design: one file, or a series with a file for each version.
#[derive(Debug)]
pub struct System<'d> {
    /// Which one it is.
    pub at: SystemId,
    /// The id, as the version that holds gives it; `None` if no version can be read.
    pub id: Option<&'d str>,
    /// Its versions.
    pub series: Series,
    /// The name by which a file that cannot be read would be known.
    pub(super) stand_in: String,
    /// Whether it belongs to another repository.
    pub(super) is_snapshot: bool,
    /// Whether it is one file whose version cannot be read, so that it may be any.
    pub(super) is_without_number: bool,
    designs: HashMap<FileId, &'d Design>,
    /// The files of all versions, by path.
    files: Vec<FileId>,
}

impl<'d> System<'d> {
    /// The version that holds; `None` if each was rejected.
    pub fn holding(&self) -> Option<&Member> {
        self.series.holding()
    }

    /// The design of the version that holds.
    pub fn holding_design(&self) -> Option<&'d Design> {
        self.design(self.holding()?.file)
    }

    /// The design in a file of it, if it can be read.
    pub fn design(&self, file: FileId) -> Option<&'d Design> {
        self.designs.get(&file).copied()
    }

    /// Every version that can be read, by path.
    pub fn designs(&self) -> impl Iterator<Item = &'d Design> + '_ {
        self.files.iter().filter_map(|file| self.design(*file))
    }

    /// The files of all versions, by path.
    pub fn files(&self) -> impl Iterator<Item = FileId> + '_ {
        self.files.iter().copied()
    }

    /// Whether some version cannot be read.
    pub(super) fn has_unread(&self) -> bool {
        self.designs.len() < self.files.len()
    }
}

/// Groups the versions of each series, and makes a series of one version of every other file.
pub(super) fn group<'d>(designs: impl IntoIterator<Item = Known<'d>>, sources: &Sources) -> Vec<System<'d>> {
    let mut sorted: Vec<Known<'d>> = designs.into_iter().collect();
    sorted.sort_by_key(|known| sources.get(known.file).path());
    let mut systems: Vec<System<'d>> = Vec::new();
    let mut by_folder: HashMap<&str, usize> = HashMap::new();
    for known in sorted {
        let source = sources.get(known.file);
        let at = SystemId(systems.len());
        let series = known.series.filter(|series| series.member(known.file).is_some());
        let Some(series) = series else {
            systems.push(System {
                id: known.design.map(|design| design.id.as_str()),
                stand_in: as_id(source.stem()),
                ..System::new(at, Series::new(single(known, source.stem())))
            });
            if let Some(system) = systems.last_mut() {
                system.add(known);
                system.is_snapshot = is_model(source);
                system.is_without_number =
                    known.design.is_some_and(|design| design.meta.version.semver.is_none());
            }
            continue;
        };
        let index = *by_folder.entry(source.folder()).or_insert_with(|| {
            let stand_in = as_id(&source.folder_name().unwrap_or_default());
            systems.push(System { stand_in, ..System::new(at, series.clone()) });
            at.0
        });
        if let Some(system) = systems.get_mut(index) {
            system.add(known);
            system.is_snapshot = is_model(source);
        }
    }
    for system in &mut systems {
        let last = || system.series.members().iter().rev().find_map(|member| system.design(member.file));
        system.id = system.holding_design().or_else(last).map(|design| design.id.as_str());
    }
    systems
}

impl<'d> System<'d> {
    fn new(at: SystemId, series: Series) -> Self {
        Self {
            at,
            id: None,
            series,
            stand_in: String::new(),
            is_snapshot: false,
            is_without_number: false,
            designs: HashMap::new(),
            files: Vec::new(),
        }
    }

    fn add(&mut self, known: Known<'d>) {
        self.files.push(known.file);
        self.designs.extend(known.design.map(|design| (known.file, design)));
    }
}

/// A file that is not a version of a series, as the only version of one.
fn single(known: Known<'_>, stem: &str) -> Option<Member> {
    let design = known.design?;
    let number = design.meta.version.semver.clone();
    Some(Member {
        file: known.file,
        stem: stem.to_owned(),
        number: number.clone().unwrap_or_else(|| semver::Version::new(0, 0, 0)),
        written: number,
        status: design.has_status.then_some(design.meta.status.value),
        id: Some((design.id.clone(), design.meta.id.as_ref().map_or(design.meta.title.span, |id| id.span))),
        was: design.meta.was.iter().map(|id| id.value.clone()).collect(),
    })
}
