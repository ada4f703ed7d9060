//! Designs that use each other.
//!
//! A design relies on another one through an integration that names it: `design = "identity@^2"`. The id of
//! the integration is the alias, and `alias:ID` cites something in the other design. A [`Landscape`] knows
//! all designs of a run and answers
//!
//! - which version an alias names, or why none: [`Directory::resolve`], [`Directory::behind`];
//! - what is used and not there: [`Landscape::missing`];
//! - who uses a design, and what of it: [`Landscape::uses_of`], and [`Use::is_of`] for one thing in it;
//! - who relies on what a new version breaks: [`Landscape::users_of_version`], and [`Users::reach`];
//! - which design works with which: [`Landscape::relations`], for pictures and cycles.
//!
//! Each version of a series is a separate consumer, so [`Directory::holds`] says whether it is the one that
//! holds. An alias is looked up by id and version and is never followed further, so a cycle is nothing
//! special, and all of this takes time that is linear in what is written.

mod broken;
mod citation;
mod directory;
mod missing;
mod reach;
mod relation;
mod resolve;
mod system;
mod theirs;

use std::collections::HashMap;
use std::ops::Deref;

pub use citation::{Use, Used};
pub use directory::Directory;
pub use missing::{Missing, What};
pub use reach::{Hit, Reach, Spared, User, Users};
pub use relation::{Call, Relation};
pub use resolve::{Found, Resolution};
pub use system::{Known, System, SystemId};
pub use theirs::Spoken;

use crate::source::{FileId, Sources};

/// The designs of a run, and what they use of each other.
#[derive(Debug)]
pub struct Landscape<'d> {
    directory: Directory<'d>,
    uses: Vec<Use<'d>>,
    /// The indexes of the uses of each design.
    of_provider: HashMap<SystemId, Vec<usize>>,
    /// The indexes of the uses that name a design by each id, whether it is there or not.
    of_name: HashMap<&'d str, Vec<usize>>,
    /// The indexes of the uses by each file.
    of_consumer: HashMap<FileId, Vec<usize>>,
}

impl<'d> Landscape<'d> {
    /// The landscape of some designs: all that are known, whether they are shown or not. `sources` has
    /// their texts.
    pub fn new(designs: impl IntoIterator<Item = Known<'d>>, sources: &Sources) -> Self {
        let directory = Directory::new(designs, sources);
        let mut uses: Vec<Use<'d>> =
            directory.designs().flat_map(|design| citation::of(design, sources)).collect();
        let (mut of_provider, mut of_name, mut of_consumer) =
            (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (at, one) in uses.iter_mut().enumerate() {
            one.provider = directory.found(one.alias).map(|found| (found.system.at, found.member.file));
            if let Some((provider, _)) = one.provider {
                of_provider.entry(provider).or_default().push(at);
            }
            if let Some(name) = &one.alias.design {
                of_name.entry(name.id.as_str()).or_default().push(at);
            }
            of_consumer.entry(one.consumer).or_default().push(at);
        }
        Self { directory, uses, of_provider, of_name, of_consumer }
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
}

/// Whatever is asked of the designs alone.
impl<'d> Deref for Landscape<'d> {
    type Target = Directory<'d>;
    fn deref(&self) -> &Directory<'d> {
        &self.directory
    }
}
