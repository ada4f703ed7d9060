//! Designs that use each other.
//!
//! A design relies on another one through an integration that names it: `design = "identity@^2"`. The id of
//! the integration is the alias, and `alias:ID` cites something in the other design. A [`Landscape`] knows
//! all designs of a run and answers
//!
//! - which version an alias names, or why none: [`Landscape::resolve`], [`Landscape::behind`];
//! - who uses a design, and what of it: [`Landscape::uses_of`], and [`Use::is_of`] for one thing in it;
//! - who relies on what a new version breaks: [`Landscape::users_of_version`], and [`Users::reach`];
//! - which design works with which: [`Landscape::relations`], for pictures and cycles.
//!
//! Each version of a series is a separate consumer, so [`Landscape::holds`] says whether it is the one that
//! holds. An alias is looked up by id and version and is never followed further, so a cycle is nothing
//! special, and all of this takes time that is linear in what is written.

mod citation;
mod reach;
mod relation;
mod resolve;
mod system;
mod theirs;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

pub use citation::{Use, Used};
pub use reach::{Hit, Reach, User, Users};
pub use relation::{Call, Relation};
pub use resolve::{Found, Resolution};
pub use system::{Known, System, SystemId};
pub use theirs::Spoken;

use crate::design::{Design, Entity, Integration};
use crate::reading::{Names, Plain};
use crate::source::{FileId, Sources};

/// The designs of a run, and what they use of each other.
#[derive(Debug)]
pub struct Landscape<'d> {
    systems: Vec<System<'d>>,
    /// The designs by the ids that they have.
    by_id: HashMap<&'d str, SystemId>,
    /// The designs by the ids that they had.
    former: HashMap<&'d str, SystemId>,
    /// Which design each file is a version of.
    by_file: HashMap<FileId, SystemId>,
    uses: Vec<Use<'d>>,
    /// The indexes of the uses of each design.
    of_provider: HashMap<SystemId, Vec<usize>>,
    /// The indexes of the uses that name a design by each id, whether it is there or not.
    of_name: HashMap<&'d str, Vec<usize>>,
    /// The indexes of the uses by each file.
    of_consumer: HashMap<FileId, Vec<usize>>,
    /// The protocols of the relationships that name each contract of a version.
    protocols: HashMap<FileId, HashMap<&'d str, Vec<&'d Plain>>>,
    /// The names by which designs that cannot be read would be known.
    unread: HashSet<String>,
    names: RefCell<Names>,
}

impl<'d> Landscape<'d> {
    /// The landscape of some designs: all that are known, whether they are shown or not. `sources` has
    /// their texts.
    pub fn new(designs: impl IntoIterator<Item = Known<'d>>, sources: &Sources) -> Self {
        let mut landscape = Self {
            systems: system::group(designs, sources),
            by_id: HashMap::new(),
            former: HashMap::new(),
            by_file: HashMap::new(),
            uses: Vec::new(),
            of_provider: HashMap::new(),
            of_name: HashMap::new(),
            of_consumer: HashMap::new(),
            protocols: HashMap::new(),
            unread: HashSet::new(),
            names: RefCell::new(Names::new(Vec::<String>::new())),
        };
        landscape.name();
        let protocols: Vec<_> = landscape.designs().flat_map(theirs::protocols).collect();
        for (file, contract, protocol) in protocols {
            landscape.protocols.entry(file).or_default().entry(contract).or_default().push(protocol);
        }
        let uses: Vec<Use<'d>> =
            landscape.designs().flat_map(|design| citation::of(design, sources)).collect();
        for (at, mut one) in uses.into_iter().enumerate() {
            one.provider = landscape.found(one.alias).map(|found| (found.system.at, found.member.file));
            if let Some((provider, _)) = one.provider {
                landscape.of_provider.entry(provider).or_default().push(at);
            }
            if let Some(name) = &one.alias.design {
                landscape.of_name.entry(name.id.as_str()).or_default().push(at);
            }
            landscape.of_consumer.entry(one.consumer).or_default().push(at);
            landscape.uses.push(one);
        }
        landscape
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

    /// Every use of another design, by the path of the consumer and in its order.
    pub fn uses(&self) -> &[Use<'d>] {
        &self.uses
    }

    /// The uses of a design, whichever of its versions they name.
    pub fn uses_of(&self, provider: SystemId) -> impl Iterator<Item = &Use<'d>> {
        self.of_provider.get(&provider).into_iter().flatten().filter_map(|at| self.uses.get(*at))
    }

    /// The uses that name a design by an id, whether there is such a design or not.
    pub fn uses_named(&self, id: &str) -> impl Iterator<Item = &Use<'d>> {
        self.of_name.get(id).into_iter().flatten().filter_map(|at| self.uses.get(*at))
    }

    /// What a design in a file uses of others.
    pub fn uses_by(&self, consumer: FileId) -> impl Iterator<Item = &Use<'d>> {
        self.of_consumer.get(&consumer).into_iter().flatten().filter_map(|at| self.uses.get(*at))
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

    /// Registers the names of the designs. An id that a design has is never taken for a former one.
    fn name(&mut self) {
        for system in &self.systems {
            if let Some(id) = system.id {
                self.by_id.entry(id).or_insert(system.at);
            }
            for member in system.files() {
                self.by_file.insert(member, system.at);
            }
        }
        self.names = RefCell::new(Names::new(self.systems.iter().filter_map(|system| system.id)));
        let unread = self.systems.iter().filter(|system| system.has_unread());
        self.unread = unread.map(|system| system.stand_in.clone()).collect();
        for system in &self.systems {
            for design in system.designs() {
                let was = design.meta.was.iter().map(|id| id.value.as_str());
                for id in was.chain([design.id.as_str()]).filter(|id| Some(*id) != system.id) {
                    self.former.entry(id).or_insert(system.at);
                }
            }
        }
    }
}
