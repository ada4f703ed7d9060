//! How changes are judged, and what they are about.

use std::fmt;

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

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// What callers rely on: the API, and what calls the system.
    Contract,
    /// Tables and data models.
    Data,
    /// Requirements, targets and other statements.
    Promise,
    /// Ids that others cite.
    Identity,
    /// People, components, what they use, flows, technologies.
    Structure,
    /// Decisions, tests, the design's status.
    Record,
    /// Words that promise nothing.
    Text,
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
    /// Every area, in the order of the documentation.
    pub const ALL: &'static [Area] = &[
        Area::Contract,
        Area::Data,
        Area::Promise,
        Area::Identity,
        Area::Structure,
        Area::Record,
        Area::Text,
    ];

    /// The word in book.toml and in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Area::Contract => "contract",
            Area::Data => "data",
            Area::Promise => "promise",
            Area::Identity => "identity",
            Area::Structure => "structure",
            Area::Record => "record",
            Area::Text => "text",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|area| area.word() == word)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
