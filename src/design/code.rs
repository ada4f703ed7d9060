//! Code of any language, or Mermaid: never Markdown.

use std::ops::Deref;

use super::text::Text;
use crate::reading::{Missing, Node, Read, Reader, Shape};
use crate::source::Span;

/// Code of any language, or Mermaid: never Markdown.
#[derive(Clone, Debug)]
pub struct Code(pub Text);

impl Code {
    /// Whether it says something: it is there, and more than white space.
    pub fn is_given(&self) -> bool {
        !self.missing && !self.value.trim().is_empty()
    }
}

impl Deref for Code {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

impl Read for Code {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Text::read(node, reader).map(Code)
    }

    fn shape() -> Shape {
        Text::shape()
    }
}

impl Missing for Code {
    fn missing(span: Span) -> Self {
        Code(Text::missing(span))
    }
}
