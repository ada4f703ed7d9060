//! How changes are judged, and what they are about.

use std::fmt;

use crate::reading::words;

/// What a change asks of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The same in other words: a patch.
    Editorial,
    /// More than before, nothing less: a minor version.
    Additive,
    /// Somebody who relied on the old version can be wrong: a major version.
    Breaking,
}

/// How a kind of change is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// The same in other words.
    Editorial,
    /// More than before.
    Additive,
    /// What is written does not decide it: somebody has to look. It counts as additive.
    Look,
    /// Somebody who relied on the old version can be wrong.
    Breaking,
}

words! {
    /// What a change is about.
    pub enum Area {
        /// What callers rely on: the API, and what calls the system.
        Contract = "contract",
        /// Tables and data models.
        Data = "data",
        /// Requirements, targets and other statements.
        Promise = "promise",
        /// Ids that others cite.
        Identity = "identity",
        /// People, components, what they use, flows, technologies.
        Structure = "structure",
        /// Decisions, tests, the design's status.
        Record = "record",
        /// Words that promise nothing.
        Text = "text",
    }
}

impl Class {
    /// The word in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Class::Editorial => "editorial",
            Class::Additive => "additive",
            Class::Breaking => "breaking",
        }
    }
}

impl Weight {
    /// The class it counts as.
    pub fn class(self) -> Class {
        match self {
            Weight::Editorial => Class::Editorial,
            Weight::Additive | Weight::Look => Class::Additive,
            Weight::Breaking => Class::Breaking,
        }
    }
}

impl Area {
    /// The areas in which a break asks for a major version, unless a book says otherwise.
    pub const BREAKING: &'static [Area] =
        &[Area::Contract, Area::Data, Area::Promise, Area::Identity, Area::Record];
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
