//! A list of texts, or the reason why there is none.

use toml::de::DeValue;

use super::text::{NotApplicable, Text, read_reason};
use super::walk::{Trail, Visit, Walk};
use crate::reading::{Node, Read, Reader, Shape, only_table};
use crate::source::Span;

/// A list of texts.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The texts, in order.
    pub items: Vec<Text>,
    /// The reason why there is none.
    pub not_applicable: Option<Text>,
    /// Where the list is written, if there is one.
    pub span: Option<Span>,
}

impl Texts {
    /// Whether the list has a text that says something, or a reason.
    pub fn is_given(&self) -> bool {
        self.not_applicable.is_some() || self.items.iter().any(Text::is_given)
    }
}

impl Read for Texts {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = Some(node.span);
        match node.value {
            DeValue::Table(table) if only_table(table, "not-applicable") => {
                Some(Self { not_applicable: read_reason(node, reader), span, ..Self::default() })
            }
            _ => Vec::read(node, reader).map(|items| Self { items, span, ..Self::default() }),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Vec::<Text>::shape(), Shape::Record(NotApplicable::RECORD)])
    }
}

impl Walk for Texts {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        self.items.walk_at(at, visit);
        self.not_applicable.walk_at(&at.key("not-applicable"), visit);
    }
}
