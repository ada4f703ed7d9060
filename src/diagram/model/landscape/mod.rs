//! The systems of a book as one picture: its designs, the systems beside them, and what they use of each other.

mod drawn;
mod groups;
mod parts;

use super::selected::narrowed;
use crate::design::Status;
use crate::diagram::architecture::Relation;
use crate::template::{Words, fill};
pub use parts::Division;

/// The systems of a book, and everything that one of them uses of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landscape {
    /// The systems, in the order in which they are drawn.
    pub systems: Vec<System>,
    /// What they use of each other. The numbers are those of `systems`.
    pub uses: Vec<SystemUse>,
    /// The owners whose designs are one box each.
    pub folded: Vec<String>,
}

/// A system: a design of the book, or one that is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Its number in the whole landscape.
    pub number: usize,
    /// The design's title, or the system's name.
    pub name: String,
    /// The address of the page that shows it, if there is one.
    pub href: Option<String>,
    /// What is known of it as a design; `None` for a system that is none.
    pub design: Option<DesignBox>,
}

/// What is known of a design in the landscape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesignBox {
    /// The version that is drawn.
    pub version: String,
    /// How far it has come.
    pub status: Status,
    /// Who answers for it, in plain words.
    pub owners: Vec<String>,
    /// The folder among the designs that it is in; empty for the topmost one.
    pub folder: String,
    /// Whether it keeps data about people.
    pub has_pii: bool,
}

/// One thing that a system uses of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemUse {
    /// The number of the system that uses the other one.
    pub from: usize,
    /// The number of the system that is used.
    pub to: usize,
    /// What for.
    pub label: String,
    /// What of the other system is used, in its own words: an endpoint, a column. Empty if that is not said.
    pub what: String,
    /// The protocol.
    pub protocol: Option<String>,
    /// Whether that is not encrypted.
    pub is_unencrypted: bool,
    /// Whether the source does not wait for an answer.
    pub asynchronous: bool,
    /// The label of the word for its kind, if that is not the usual one.
    pub kind: Option<&'static str>,
    /// Whether the target uses the source in the same way.
    pub both_ways: bool,
}

/// What of a book a landscape shows.
#[derive(Clone, Copy, Debug)]
pub enum Extent<'a> {
    /// Everything.
    Book,
    /// The designs of some owners, and what they work with.
    Owners(&'a [String]),
    /// The design with this title, and what it works with.
    Neighbours(&'a str),
    /// The systems of these names.
    Systems(&'a [String]),
}

impl Extent<'_> {
    /// The title of the picture.
    pub fn title(self, words: &Words) -> String {
        match self {
            Self::Book => words.label("picture-landscape").to_owned(),
            Self::Owners(owners) => fill(words.label("picture-owner"), &[("title", &owners.join(", "))]),
            Self::Neighbours(title) => fill(words.label("picture-component"), &[("title", title)]),
            Self::Systems(names) => {
                narrowed(words.label("picture-landscape"), names.iter().map(String::as_str))
            }
        }
    }
}

impl Landscape {
    /// The designs of some owners, and what these work with. Names are compared by [`same_owner`].
    #[must_use]
    pub fn of_owners(&self, owners: &[String]) -> Self {
        let is_own = |design: &DesignBox| {
            design.owners.iter().any(|own| owners.iter().any(|owner| same_owner(own, owner)))
        };
        let own: Vec<bool> =
            self.systems.iter().map(|system| system.design.as_ref().is_some_and(is_own)).collect();
        self.around(&own)
    }

    /// One system, and what it works with.
    #[must_use]
    pub fn neighbours(&self, number: usize) -> Self {
        let own: Vec<bool> = (0..self.systems.len()).map(|at| at == number).collect();
        self.around(&own)
    }

    fn around(&self, own: &[bool]) -> Self {
        let mut kept = own.to_vec();
        for one in self.uses.iter().filter(|one| own[one.from] || own[one.to]) {
            kept[one.from] = true;
            kept[one.to] = true;
        }
        self.kept(&kept, |one| own[one.from] || own[one.to])
    }

    /// What is asked for: the designs of some owners, some systems alone, the designs of some owners as one box each;
    /// an empty list asks for nothing.
    pub fn narrowed<'a>(
        self,
        owners: &'a [String],
        only: &'a [String],
        collapse: &[String],
    ) -> (Self, Extent<'a>) {
        let (landscape, extent) = match owners {
            [] => (self, Extent::Book),
            owners => (self.of_owners(owners), Extent::Owners(owners)),
        };
        let (landscape, extent) = match only {
            [] => (landscape, extent),
            only => (landscape.only(only), Extent::Systems(only)),
        };
        (landscape.collapsed(collapse), extent)
    }

    /// The systems of some names alone, and what they use of each other. Names are compared by [`same_owner`].
    #[must_use]
    pub fn only(&self, names: &[String]) -> Self {
        let is_named = |system: &System| names.iter().any(|name| same_owner(name, &system.name));
        let kept: Vec<bool> = self.systems.iter().map(is_named).collect();
        self.kept(&kept, |one| kept[one.from] && kept[one.to])
    }

    /// The same with the designs of each of these owners as one box.
    #[must_use]
    pub fn collapsed(self, owners: &[String]) -> Self {
        Self { folded: owners.to_vec(), ..self }
    }

    /// The systems that are kept, and what they use of each other as far as that is shown.
    fn kept(&self, kept: &[bool], is_shown: impl Fn(&SystemUse) -> bool) -> Self {
        let (mut numbers, mut systems) = (Vec::with_capacity(kept.len()), Vec::new());
        for (system, kept) in self.systems.iter().zip(kept) {
            numbers.push(systems.len());
            systems.extend(kept.then(|| system.clone()));
        }
        let renumbered =
            |one: &SystemUse| SystemUse { from: numbers[one.from], to: numbers[one.to], ..one.clone() };
        let uses = self.uses.iter().filter(|one| is_shown(one)).map(renumbered).collect();
        Self { systems, uses, folded: self.folded.clone() }
    }

    /// The owners of all designs, each once.
    pub fn owners(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        let mut known = std::collections::HashSet::new();
        let designs = self.systems.iter().filter_map(|system| system.design.as_ref());
        for owner in designs.flat_map(|design| &design.owners) {
            if known.insert(folded(owner)) {
                all.push(owner);
            }
        }
        all
    }
}

impl System {
    /// What its box says besides the name: a design's version and status, or that it is none.
    pub fn kind(&self, words: &Words) -> String {
        let Some(design) = &self.design else { return words.label("external-system").to_owned() };
        let status = words.label(design.status.word());
        if design.version.is_empty() {
            return status.to_owned();
        }
        fill(words.label("landscape-version"), &[("version", &design.version), ("status", status)])
    }
}

impl SystemUse {
    /// The same as a relationship without ends.
    pub fn relation(&self, words: &Words) -> Relation {
        Relation {
            label: self.label.clone(),
            protocol: self.protocol.clone(),
            unencrypted: self.is_unencrypted.then(|| words.label("unencrypted").to_owned()),
            asynchronous: self.asynchronous,
            kind: self.kind.map(|key| words.label(key).to_owned()).unwrap_or_default(),
            both_ways: self.both_ways,
            ..Relation::default()
        }
    }
}

/// Whether two names of owners mean the same one.
pub fn same_owner(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

fn folded(owner: &str) -> String {
    owner.trim().to_lowercase()
}
