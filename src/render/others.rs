//! What a page knows of the other designs of its book: those that its design relies on, and those that rely on
//! it.

use std::collections::HashMap;

use super::anchors::Anchor;
use super::place::Place;
use super::target::Target;
use crate::design::{Design, Foreign};

/// The designs around one.
#[derive(Clone, Debug, Default)]
pub struct Others<'a> {
    /// Those that it relies on, by the ids of its integrations.
    pub relied_on: HashMap<&'a str, Other<'a>>,
    /// Those that rely on it.
    pub users: Vec<User>,
    /// Those that rely on a part of it.
    pub users_of: HashMap<(Target, String), Vec<User>>,
}

/// A design that another one relies on.
#[derive(Clone, Debug)]
pub struct Other<'a> {
    /// The version that is relied on.
    pub design: &'a Design,
    /// Where the book shows it.
    pub places: Vec<Place<'a>>,
    /// The address where it is shown, if it is.
    pub page: Option<String>,
}

/// A design that relies on another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its title.
    pub name: String,
    /// The address where it is shown, if it is.
    pub link: Option<String>,
}

/// The kinds of what a text may cite of another design, the first that has the id.
const CITED: [Target; 8] = [
    Target::Contract,
    Target::Requirement,
    Target::Table,
    Target::Model,
    Target::Component,
    Target::Flow,
    Target::Decision,
    Target::Test,
];

/// What is known of `alias:ID`.
pub(super) enum Cited {
    /// The other design has no such part, or there is no such design.
    Nothing,
    /// It has; where it is shown, if it is.
    Part(Option<String>),
}

impl Others<'_> {
    /// Whether the design is alone.
    pub fn is_empty(&self) -> bool {
        self.relied_on.is_empty() && self.users.is_empty() && self.users_of.is_empty()
    }

    /// What `alias:ID` cites: a part of the other design or, as `table.column`, a column.
    pub(super) fn cited(&self, text: &str, kinds: &[Target]) -> Cited {
        let Some(foreign) = Foreign::read(text) else { return Cited::Nothing };
        let Some(other) = self.relied_on.get(foreign.alias) else { return Cited::Nothing };
        let has = |target: &Target, id: &str| target.ids(other.design).any(|known| known == id);
        let found = kinds.iter().find(|target| has(target, foreign.id)).map(|target| (*target, foreign.id));
        let table = || foreign.id.split_once('.').map(|(table, _)| table);
        let found = found.or_else(|| {
            let table =
                table().filter(|table| kinds.contains(&Target::Table) && has(&Target::Table, table))?;
            Some((Target::Table, table))
        });
        let Some((target, id)) = found else { return Cited::Nothing };
        Cited::Part(Place::address(&other.places, &Anchor::Entity(target, id)).or_else(|| other.page.clone()))
    }

    /// The same for whatever a text may cite.
    pub(super) fn in_text(&self, text: &str) -> Cited {
        self.cited(text, &CITED)
    }

    /// The address where the design of an integration is shown.
    pub(super) fn page(&self, alias: &str) -> Option<String> {
        self.relied_on.get(alias)?.page.clone()
    }
}
