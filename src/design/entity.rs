//! What entities share: how they are declared, keyed, cited and walked through.

use super::code::Code;
use super::reference::Kind;
use super::text::Text;
use crate::reading::Plain;
use crate::source::Spanned;

/// Declares an entity: a [`record!`](crate::reading::record) that can be walked through.
macro_rules! entity {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident $(or $shorthand:ident)? {
            $( $(#[doc = $fdoc:literal])* $key:literal $field:ident : $mode:ident $ty:ty ),* $(,)?
        }
    ) => {
        $crate::reading::record! {
            $(#[doc = $doc])*
            $vis struct $name $(or $shorthand)? {
                $( $(#[doc = $fdoc])* $key $field: $mode $ty, )*
            }
        }

        impl $crate::design::Walk for $name {
            fn walk<'a>(&'a self, visit: &mut dyn FnMut($crate::design::Leaf<'a>)) {
                $( $crate::design::Walk::walk(&self.$field, visit); )*
            }
        }
    };
}

pub(super) use entity;

/// A value inside an entity that rules look at wherever it stands.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A text; Markdown unless it is code.
    Text(&'a Text),
    /// Code or Mermaid.
    Code(&'a Code),
    /// A name, a title, a label.
    Plain(&'a Plain),
    /// A citation.
    Reference(Kind, &'a Spanned<String>),
}

/// Shows the values inside, in the order of the declaration.
pub trait Walk {
    /// Calls `visit` with each of them.
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>));
}

impl<T: Walk> Walk for Option<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        if let Some(value) = self {
            value.walk(visit);
        }
    }
}

impl<T: Walk> Walk for Vec<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        for value in self {
            value.walk(visit);
        }
    }
}

impl<T: Walk> Walk for Spanned<T> {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        self.value.walk(visit);
    }
}

impl Walk for Text {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        visit(Leaf::Text(self));
    }
}

impl Walk for Plain {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(Leaf<'a>)) {
        visit(Leaf::Plain(self));
    }
}

/// Values that hold nothing that is looked at everywhere.
macro_rules! leafless {
    ($($ty:ty),* $(,)?) => {
        $(impl $crate::design::Walk for $ty {
            fn walk<'a>(&'a self, _: &mut dyn FnMut($crate::design::Leaf<'a>)) {}
        })*
    };
}

pub(super) use leafless;

leafless!(bool, crate::reading::Date, crate::reading::Moment);
