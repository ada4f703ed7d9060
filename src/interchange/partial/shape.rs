//! What payloads look like: what a schema of JSON says, its references followed and its parts joined.

use serde_json::{Map, Value};

use crate::source::{Span, Spanned};

/// The shapes of a file. They may be inside themselves, as schemas may.
#[derive(Clone, Debug, Default)]
pub struct Shapes(Vec<Shape>);

/// Names a shape of a [`Shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(u32);

/// What a value has to look like.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Where that is said.
    pub span: Span,
    /// What it is.
    pub what: What,
    /// Whether it may be `null`.
    pub is_nullable: bool,
    /// A sample of it that the file gives.
    pub sample: Option<Value>,
}

/// What a value is.
#[derive(Clone, Debug, Default)]
pub enum What {
    /// Nothing is said of it, or nothing that was understood.
    #[default]
    Any,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A string.
    Text,
    /// A list of values of one shape.
    List(Option<ShapeId>),
    /// An object with these fields.
    Object(Vec<Field>, Extra),
    /// One of several shapes.
    OneOf(Vec<ShapeId>),
}

/// Whether an object may have other fields than those that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// The file does not say so: a sample with another field is not what the file describes.
    No,
    /// Any others.
    Any,
}

/// A field of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Spanned<String>,
    /// What it holds.
    pub shape: ShapeId,
    /// Whether it has to be there.
    pub is_required: bool,
    /// Whether it is in answers only.
    pub is_read_only: bool,
    /// Whether it is in requests only.
    pub is_write_only: bool,
}

impl Shapes {
    /// The shape of an id.
    pub fn get(&self, id: ShapeId) -> Option<&Shape> {
        self.0.get(id.0 as usize)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Adds a shape of which nothing is known yet.
    pub(crate) fn reserve(&mut self, span: Span) -> ShapeId {
        let id = ShapeId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Shape { span, what: What::Any, is_nullable: false, sample: None });
        id
    }

    /// Says what a shape is.
    pub(crate) fn set(&mut self, id: ShapeId, shape: Shape) {
        if let Some(there) = self.0.get_mut(id.0 as usize) {
            *there = shape;
        }
    }

    /// A sample of a shape: one that the file gives, else one that is made from what it says.
    pub fn sample(&self, id: ShapeId, of: Of) -> Value {
        self.made(id, of, &mut Vec::new(), &mut { MOST_VALUES })
    }

    fn made(&self, id: ShapeId, of: Of, inside: &mut Vec<ShapeId>, left: &mut usize) -> Value {
        let Some(shape) = self.get(id).filter(|_| *left > 0 && !inside.contains(&id)) else {
            return Value::Null;
        };
        *left -= 1;
        if let Some(sample) = &shape.sample {
            return sample.clone();
        }
        inside.push(id);
        let value = match &shape.what {
            What::Any | What::Null => Value::Null,
            What::Boolean => Value::Bool(true),
            What::Integer => 1.into(),
            What::Number => 1.5.into(),
            What::Text => "text".into(),
            What::List(item) => {
                let item = item.filter(|item| !inside.contains(item));
                Value::Array(item.map(|item| self.made(item, of, inside, left)).into_iter().collect())
            }
            What::Object(fields, _) => {
                let mut object = Map::new();
                for field in fields.iter().filter(|field| of.has(field)) {
                    // A field that is inside itself ends where it may be missing.
                    if field.is_required || !inside.contains(&field.shape) {
                        object.insert(field.name.value.clone(), self.made(field.shape, of, inside, left));
                    }
                }
                Value::Object(object)
            }
            What::OneOf(branches) => {
                branches.first().map_or(Value::Null, |first| self.made(*first, of, inside, left))
            }
        };
        inside.pop();
        value
    }
}

/// Which way a payload goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// To the one who offers the contract.
    Request,
    /// Back to the caller.
    Answer,
}

impl Of {
    /// Whether a field is sent this way.
    pub fn has(self, field: &Field) -> bool {
        match self {
            Self::Request => !field.is_read_only,
            Self::Answer => !field.is_write_only,
        }
    }
}

/// The most values in a sample.
const MOST_VALUES: usize = 200;
