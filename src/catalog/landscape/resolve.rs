//! Which version a `NAME@REQ` names.

use super::{Landscape, System};
use crate::catalog::{Choice, Member, Selector, choose};
use crate::design::{Asked, Design, DesignName, Status};

/// A version that an alias names.
#[derive(Clone, Copy, Debug)]
pub struct Found<'l, 'd> {
    /// The design.
    pub system: &'l System<'d>,
    /// The version as one of its series.
    pub member: &'l Member,
    /// What it says.
    pub design: &'d Design,
    /// Whether it was named by an id that it no longer has.
    pub is_former: bool,
}

impl Found<'_, '_> {
    /// Whether a design that holds should not rely on this version, as both statuses are written.
    pub fn is_unsafe_for(&self, consumer: &Design) -> bool {
        let holds =
            |design: &Design| matches!(design.meta.status.value, Status::Accepted | Status::Implemented);
        consumer.has_status && holds(consumer) && self.design.has_status && !holds(self.design)
    }
}

/// What became of looking up a `NAME@REQ`.
#[derive(Debug)]
pub enum Resolution<'l, 'd> {
    /// It is this version.
    Found(Found<'l, 'd>),
    /// It may be a version that cannot be read (already reported).
    Unread,
    /// No design has that id, or had it.
    Unknown {
        /// The id that is nearest to it.
        near: Option<String>,
    },
    /// The design has no version that will do; without a requirement, none that holds.
    NoVersion(&'l System<'d>),
    /// What follows the `@` is not a version requirement.
    Malformed {
        /// The design.
        system: &'l System<'d>,
        /// What follows the `@`.
        asked: String,
    },
}

impl<'d> Landscape<'d> {
    /// Looks up the version that a name means: the one that holds among those that will do.
    pub fn resolve(&self, name: &DesignName) -> Resolution<'_, 'd> {
        let today = self.by_id.get(name.id.as_str());
        let Some(&at) = today.or_else(|| self.former.get(name.id.as_str())) else {
            if self.unread.contains(&name.id) {
                return Resolution::Unread;
            }
            let near = self.names.borrow_mut().nearest(&name.id).map(str::to_owned);
            return Resolution::Unknown { near };
        };
        let system = self.system(at);
        let selector = match &name.requirement {
            Some(Asked::Malformed(asked)) => return Resolution::Malformed { system, asked: asked.clone() },
            Some(Asked::Versions(requirement)) => Selector::Matching(requirement.clone()),
            None => Selector::Holding,
        };
        let only = system.series.members().first().filter(|_| system.is_without_number);
        let member = match choose(&system.series, &selector) {
            Choice::Version(member) => Some(member),
            Choice::Nothing | Choice::NoMatch => only,
        };
        let Some(member) = member else {
            return if system.has_unread() { Resolution::Unread } else { Resolution::NoVersion(system) };
        };
        match system.design(member.file) {
            Some(design) => Resolution::Found(Found { system, member, design, is_former: today.is_none() }),
            None => Resolution::Unread,
        }
    }
}
