//! Which version a `NAME@REQ` names.

use std::sync::PoisonError;

use super::{Directory, System};
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
        /// The design that was probably meant.
        meant: Option<&'l System<'d>>,
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

impl<'d> Directory<'d> {
    /// Looks up the version that a name means: the one that holds among those that will do.
    pub fn resolve(&self, name: &DesignName) -> Resolution<'_, 'd> {
        let today = self.by_id.get(name.id.as_str());
        let Some(&at) = today.or_else(|| self.former.get(name.id.as_str())) else {
            if self.unread.contains(&name.id) {
                return Resolution::Unread;
            }
            return Resolution::Unknown { meant: self.meant(&name.id) };
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

    /// The design whose title or file a name is, or whose id is nearest to it.
    fn meant(&self, name: &str) -> Option<&System<'d>> {
        let path = name.trim_end_matches('/');
        let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
        let file = file.strip_suffix(".toml").unwrap_or(file);
        let called = [name, file].iter().find_map(|name| *self.called.get(&as_called(name))?);
        let nearest = || {
            let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
            self.by_id.get(names.nearest(name)?).copied()
        };
        called.or_else(nearest).map(|at| self.system(at))
    }
}

/// A title or the name of a file, as it is compared.
pub(super) fn as_called(name: &str) -> String {
    name.trim().to_lowercase()
}
