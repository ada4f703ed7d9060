//! Revisions of a Git repository: real repositories, which the real `git` makes.

#[cfg(feature = "cli")]
mod against;
mod command;
#[cfg(feature = "cli")]
mod driver;
#[cfg(feature = "cli")]
mod repository;
#[cfg(feature = "cli")]
mod revision;

#[cfg(feature = "cli")]
pub(crate) use command::{calm, git};
pub(crate) use command::{commit, init};
#[cfg(feature = "cli")]
use repository::{Ran, Repository};

/// A design with one requirement, and more of its text.
#[cfg(feature = "cli")]
fn design(version: &str, status: &str, requirement: &str, more: &str) -> String {
    format!(
        "template = \"design-brief@1\"\n\n[design]\ntitle = \"Shop\"\nversion = \"{version}\"\nstatus = \"{status}\"\n\n\
         [requirements.R1]\ncategory = \"Orders\"\ntext = \"{requirement}\"\n\n{more}"
    )
}

/// What an order is promised at first, and what is promised less later.
#[cfg(feature = "cli")]
const SOON: &str = "An order is confirmed within 2 s.";
#[cfg(feature = "cli")]
const LATER: &str = "An order is confirmed within 3 s.";
