//! Walking through a design: every value that rules visit, with its path.

use std::fmt;

use super::code::Code;
use super::reference::{Cited, CitedKind, Ref};
use super::text::Text;
use crate::reading::{Plain, quote_key};
use crate::source::Spanned;

/// A value inside an entity that rules visit.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A text; Markdown unless it is code.
    Text(&'a Text),
    /// Code or Mermaid.
    Code(&'a Code),
    /// A name, a title, a label.
    Plain(&'a Plain),
    /// The key of a value that has no fixed name: that of a fact, or what the author calls it.
    Name(&'a Spanned<String>),
    /// A citation.
    Reference(CitedKind, &'a Spanned<String>),
}

/// The path from the top of a design to a value, which grows during the walk.
///
/// Its [`Display`](fmt::Display) is the dotted path that findings print:
/// `flows.redirect.steps[2].to`. A value that was written in a short form has the path of its long
/// form: the label of `uses = { db = "Stores orders" }` is `uses.db.label`.
#[derive(Clone, Copy, Debug)]
pub struct Trail<'t> {
    above: Option<&'t Trail<'t>>,
    step: Step<'t>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'t> {
    Top,
    Key(&'t str),
    /// Several bare keys, joined with dots.
    Keys(&'t str),
    Item(usize),
}

impl<'t> Trail<'t> {
    /// The design itself.
    pub const TOP: Trail<'static> = Trail { above: None, step: Step::Top };

    /// The top-level key that the path begins with; empty for the design itself.
    pub fn root(&self) -> &'t str {
        match (self.step, self.above) {
            (Step::Key(key), Some(Trail { step: Step::Top, .. })) => key,
            (Step::Keys(path), Some(Trail { step: Step::Top, .. })) => path.split('.').next().unwrap_or(path),
            (_, Some(above)) => above.root(),
            (_, None) => "",
        }
    }

    /// The last key of the path: an item of an array has that of the array.
    pub fn last_key(&self) -> Option<&'t str> {
        match self.step {
            Step::Top => None,
            Step::Key(key) => Some(key),
            Step::Keys(path) => path.rsplit('.').next(),
            Step::Item(_) => self.above?.last_key(),
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn key(&'t self, key: &'t str) -> Trail<'t> {
        Trail { above: Some(self), step: Step::Key(key) }
    }

    /// The value of a dotted path of bare keys.
    #[must_use]
    pub fn keys(&'t self, path: &'t str) -> Trail<'t> {
        Trail { above: Some(self), step: Step::Keys(path) }
    }

    /// An item of an array, counted from 0.
    #[must_use]
    pub fn item(&'t self, index: usize) -> Trail<'t> {
        Trail { above: Some(self), step: Step::Item(index) }
    }
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(out)?;
            if !matches!((above.step, self.step), (Step::Top, _) | (_, Step::Item(_))) {
                out.write_str(".")?;
            }
        }
        match self.step {
            Step::Top => Ok(()),
            Step::Key(key) => out.write_str(&quote_key(key)),
            Step::Keys(path) => out.write_str(path),
            Step::Item(index) => write!(out, "[{index}]"),
        }
    }
}

/// The callback for each leaf and its path.
pub type Visit<'v, 'a> = dyn FnMut(Leaf<'a>, &Trail<'_>) + 'v;

/// Visits the values inside, in the order of the declaration.
pub trait Walk {
    /// Calls `visit` with each of them; `at` is the path of `self`.
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>);

    /// Calls `visit` with each of them, for callers that do not need their paths.
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        self.walk_at(&Trail::TOP, &mut |leaf, _| visit(leaf));
    }
}

impl<T: Walk> Walk for Option<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        if let Some(value) = self {
            value.walk_at(at, visit);
        }
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        for (index, value) in self.iter().enumerate() {
            value.walk_at(&at.item(index), visit);
        }
    }
}

impl<T: Walk> Walk for Spanned<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        self.value.walk_at(at, visit);
    }
}

impl Walk for Text {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        visit(Leaf::Text(self), at);
    }
}

impl Walk for Code {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        visit(Leaf::Code(self), at);
    }
}

impl Walk for Plain {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        visit(Leaf::Plain(self), at);
    }
}

impl<K: Cited> Walk for Ref<K> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        // A stand-in cites nothing, and the mistake is already reported.
        if !self.is_stand_in {
            visit(Leaf::Reference(K::KIND, &self.id), at);
        }
    }
}

/// Implements [`Walk`] for types without leaves.
macro_rules! no_leaves {
    ($($ty:ty),* $(,)?) => {
        $(impl $crate::design::Walk for $ty {
            fn walk_at<'a>(&'a self, _: &$crate::design::Trail<'_>, _: &mut $crate::design::Visit<'_, 'a>) {}
        })*
    };
}

pub(super) use no_leaves;

no_leaves!(bool, crate::reading::Date, crate::reading::Moment);
