//! Revisions of a Git repository: real repositories, which the real `git` makes.

mod driver;
mod repository;
mod revision;

pub(crate) use repository::{Ran, Repository, calm, commit, init};

/// A design with one requirement, and more of its text.
fn design(version: &str, status: &str, requirement: &str, more: &str) -> String {
    format!(
        "template = \"design-brief@1\"\n\n[design]\ntitle = \"Shop\"\nversion = \"{version}\"\nstatus = \"{status}\"\n\n\
         [requirements.R1]\ncategory = \"Orders\"\ntext = \"{requirement}\"\n\n{more}"
    )
}

/// What an order is promised at first, and what is promised less later.
const SOON: &str = "An order is confirmed within 2 s.";
const LATER: &str = "An order is confirmed within 3 s.";
