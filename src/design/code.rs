//! Code of any language, or Mermaid: never Markdown.

use std::ops::Deref;

use toml::de::DeValue;

use super::text::{FileText, NotApplicable, Text};
use crate::reading::{Node, Read, Reader, Shape, StandIn};
use crate::source::Span;

/// Code of any language, or Mermaid: never Markdown.
#[derive(Clone, Debug)]
pub struct Code(pub Text);

impl Code {
    /// Whether the code is there and is more than white space.
    pub fn is_given(&self) -> bool {
        !self.is_stand_in && !self.value.trim().is_empty()
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
        match node.value {
            DeValue::Array(_) => {
                let help = "join the lines into one string in triple quotes, `\"\"\"`";
                reader.mistyped(node, "a string", Some(help.to_owned()), None)
            }
            _ => Text::read(node, reader).map(Code),
        }
    }

    fn shape() -> Shape {
        let forms =
            vec![Shape::String, Shape::Record(FileText::RECORD), Shape::Record(NotApplicable::RECORD)];
        Shape::Named { name: "Code", shape: Box::new(Shape::OneOf(forms)) }
    }
}

impl StandIn for Code {
    fn stand_in(span: Span) -> Self {
        Code(Text::stand_in(span))
    }
}
