//! A place where an id is written.

use std::ops::Range;

use super::kind::Kind;

/// An id and its place, without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    /// What it may be, in the order in which it is resolved.
    pub(crate) kinds: &'static [Kind],
    /// The table of a column, the decision of an option.
    pub(crate) within: String,
    /// The id.
    pub(crate) id: String,
    /// The integration through which it leads into another design.
    pub(crate) alias: Option<String>,
    /// Whether it may also be in the design itself.
    pub(crate) may_be_own: bool,
    /// The place.
    pub(crate) range: Range<usize>,
    /// Whether it is declared here.
    pub(crate) declares: bool,
    /// Where it comes from.
    pub(crate) origin: Origin,
}

/// What a citation is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A key, or a value of a key.
    Key,
    /// The name before the colon of `identity:R1`.
    Alias,
    /// A text in Markdown.
    Prose,
    /// A dotted path.
    Path,
}

impl Citation {
    pub(crate) fn new(kinds: &'static [Kind], id: &str, range: Range<usize>) -> Self {
        Self {
            kinds,
            within: String::new(),
            id: id.to_owned(),
            alias: None,
            may_be_own: false,
            range,
            declares: false,
            origin: Origin::Key,
        }
    }

    pub(crate) fn of(self, kinds: &'static [Kind]) -> Self {
        Self { kinds, ..self }
    }

    pub(crate) fn within(self, within: &str) -> Self {
        Self { within: within.to_owned(), ..self }
    }

    pub(crate) fn declared(self) -> Self {
        Self { declares: true, ..self }
    }

    pub(crate) fn from(self, origin: Origin) -> Self {
        Self { origin, ..self }
    }

    /// Something in the design that an integration names.
    pub(crate) fn through(self, alias: &str) -> Self {
        Self { alias: Some(alias.to_owned()), ..self }
    }

    /// The same, or something of the design itself.
    pub(crate) fn perhaps_through(self, alias: &str) -> Self {
        Self { may_be_own: true, ..self.through(alias) }
    }

    /// Whether it is exactly this id. Databases ignore the case of names.
    pub(crate) fn is_of(&self, kind: Kind, within: &str, id: &str) -> bool {
        let same = self.id == id || kind == Kind::Column && self.id.eq_ignore_ascii_case(id);
        same && self.kinds.contains(&kind) && self.within == within
    }
}
