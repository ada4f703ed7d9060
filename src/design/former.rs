//! `was`: the ids that a thing had in earlier versions.

use toml::de::DeValue;

use super::value::{Value, Valued};
use super::walk::no_leaves;
use crate::reading::{Node, Plain, Read, Reader, Shape};

/// Former ids: one, or a list.
#[derive(Clone, Debug, Default)]
pub struct Former(Vec<Plain>);

impl std::ops::Deref for Former {
    type Target = [Plain];
    fn deref(&self) -> &[Plain] {
        &self.0
    }
}

impl Read for Former {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Array(_) => Vec::<Plain>::read(node, reader).map(Self),
            _ => Plain::read(node, reader).map(|id| Self(vec![id])),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Plain::shape(), Vec::<Plain>::shape()])
    }
}

impl Valued for Former {
    fn as_value(&self) -> Value<'_> {
        self.0.as_value()
    }
}

no_leaves!(Former);
