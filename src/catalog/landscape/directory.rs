//! The designs of a run by the names that others know them by.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use super::resolve::as_called;
use super::system::{Known, System, SystemId, group};
use super::{Found, Resolution, theirs};
use crate::design::{Design, Entity, Integration};
use crate::reading::{Names, Plain};
use crate::source::{FileId, Sources};

/// The designs of a run, each with its versions.
#[derive(Debug)]
pub struct Directory<'d> {
    systems: Vec<System<'d>>,
    /// The designs by the ids that they have.
    pub(super) by_id: HashMap<&'d str, SystemId>,
    /// The designs by the ids that they had.
    pub(super) former: HashMap<&'d str, SystemId>,
    /// Which design each file is a version of.
    by_file: HashMap<FileId, SystemId>,
    /// The protocols of the relationships that name each contract of a version.
    pub(super) protocols: HashMap<FileId, HashMap<&'d str, Vec<&'d Plain>>>,
    /// The designs by their titles and by the names of their files; `None` if several are called so.
    pub(super) called: HashMap<String, Option<SystemId>>,
    /// The names by which designs that cannot be read would be known.
    pub(super) unread: HashSet<String>,
    pub(super) names: Mutex<Names>,
}

impl<'d> Directory<'d> {
    /// A directory of some designs: all that are known, whether they are shown or not. `sources` has their
    /// texts.
    pub fn new(designs: impl IntoIterator<Item = Known<'d>>, sources: &Sources) -> Self {
        let mut directory = Self {
            systems: group(designs, sources),
            by_id: HashMap::new(),
            former: HashMap::new(),
            by_file: HashMap::new(),
            protocols: HashMap::new(),
            called: HashMap::new(),
            unread: HashSet::new(),
            names: Mutex::new(Names::new(Vec::<String>::new())),
        };
        directory.name();
        let protocols: Vec<_> = directory.designs().flat_map(theirs::protocols).collect();
        for (file, contract, protocol) in protocols {
            directory.protocols.entry(file).or_default().entry(contract).or_default().push(protocol);
        }
        directory
    }

    /// The designs, by path. The versions of a series are one.
    pub fn systems(&self) -> &[System<'d>] {
        &self.systems
    }

    /// A design.
    ///
    /// # Panics
    /// If the id does not come from this landscape.
    pub fn system(&self, at: SystemId) -> &System<'d> {
        &self.systems[at.0]
    }

    /// The design that has an id today.
    pub fn named(&self, id: &str) -> Option<&System<'d>> {
        self.by_id.get(id).map(|at| self.system(*at))
    }

    /// The design that a file is a version of.
    pub fn of_file(&self, file: FileId) -> Option<&System<'d>> {
        self.by_file.get(&file).map(|at| self.system(*at))
    }

    /// Whether a file is the version of its design that holds.
    pub fn holds(&self, file: FileId) -> bool {
        self.of_file(file).and_then(System::holding).is_some_and(|member| member.file == file)
    }

    /// Every version of every design that could be read.
    pub fn designs(&self) -> impl Iterator<Item = &'d Design> + '_ {
        self.systems.iter().flat_map(System::designs)
    }

    /// The version that an alias of a design names, if there is one that can be read.
    pub fn behind(&self, design: &Design, alias: &str) -> Option<Found<'_, 'd>> {
        self.found(design.alias(alias)?)
    }

    /// The version that an integration names, if there is one that can be read.
    pub fn found(&self, integration: &Entity<Integration>) -> Option<Found<'_, 'd>> {
        match self.resolve(integration.design.as_ref()?) {
            Resolution::Found(found) => Some(found),
            _ => None,
        }
    }

    /// Registers the names of the designs. An id that a design has is never taken for a former one, and what has
    /// a name here is never taken for what another repository calls so.
    fn name(&mut self) {
        let own = self.systems.iter().filter(|system| !system.is_snapshot);
        for system in own.chain(self.systems.iter().filter(|system| system.is_snapshot)) {
            if let Some(id) = system.id {
                self.by_id.entry(id).or_insert(system.at);
            }
            for member in system.files() {
                self.by_file.insert(member, system.at);
            }
            let title = system.holding_design().map(|design| as_called(&design.meta.title.value));
            let names: HashSet<String> = title.into_iter().chain([as_called(&system.stand_in)]).collect();
            for name in names {
                let is_new = !self.called.contains_key(&name);
                self.called.insert(name, is_new.then_some(system.at));
            }
            for design in system.designs() {
                let was = design.meta.was.iter().map(|id| id.value.as_str());
                for id in was.chain([design.id.as_str()]).filter(|id| Some(*id) != system.id) {
                    self.former.entry(id).or_insert(system.at);
                }
            }
            if system.has_unread() {
                self.unread.insert(system.stand_in.clone());
            }
        }
        self.names = Mutex::new(Names::new(self.systems.iter().filter_map(|system| system.id)));
    }
}
