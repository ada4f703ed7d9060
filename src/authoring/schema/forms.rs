//! Combines alternatives into one schema.
//!
//! A keyword of JSON Schema applies to values of one type only: `items` to arrays, `properties` to
//! tables. So the keywords of alternatives of different types are simply combined. Among several
//! tables, a key that only one of them requires identifies that table: `dependencies` requires the
//! rest of it.

use crate::reading::{Record, Shape};

/// Alternatives, grouped by the type of their values.
#[derive(Default)]
pub(super) struct Forms<'s> {
    /// The names of the types in JSON Schema.
    pub(super) types: Vec<&'static str>,
    /// The shape of the items of an array.
    pub(super) items: Option<&'s Shape>,
    /// A table whose keys the author chooses: the pattern of the keys, and the shape of the values.
    pub(super) map: Option<(Option<&'static str>, &'s Shape)>,
    /// Tables with known keys.
    pub(super) records: Vec<&'s Record>,
}

impl<'s> Forms<'s> {
    /// Groups alternatives; `None` if two of them can be distinguished only by their contents.
    pub(super) fn of(shapes: &[&'s Shape]) -> Option<Self> {
        let mut forms = Self::default();
        let any_string = shapes.iter().any(|shape| matches!(shape, Shape::String));
        for shape in shapes {
            match shape {
                Shape::String => forms.add("string")?,
                // A string of a certain form is a string.
                Shape::Date | Shape::Moment | Shape::Pattern(_) | Shape::Words(_) if any_string => {}
                Shape::Integer => forms.add("integer")?,
                Shape::Number => forms.add("number")?,
                Shape::Boolean => forms.add("boolean")?,
                Shape::Array(item) => {
                    forms.add("array")?;
                    forms.items = Some(item);
                }
                Shape::Map { key, value } => {
                    if forms.map.replace((*key, value)).is_some() {
                        return None;
                    }
                }
                Shape::Record(record) => forms.records.push(record),
                _ => return None,
            }
        }
        if forms.map.is_some() || !forms.records.is_empty() {
            forms.types.push("object");
        }
        Some(forms)
    }

    fn add(&mut self, name: &'static str) -> Option<()> {
        let new = !self.types.contains(&name);
        new.then(|| self.types.push(name))
    }

    /// The marks of the records, one of which every table needs; `None` if a record has no mark.
    pub(super) fn marks(&self) -> Option<Vec<&'static str>> {
        self.records.iter().map(|record| mark(record)).collect()
    }
}

/// The first required key of a record, which identifies it.
pub(super) fn mark(record: &Record) -> Option<&'static str> {
    record.fields.iter().find(|field| field.required).map(|field| field.key)
}

/// Flattens nested alternatives into one list.
pub(super) fn flatten(shapes: &[Shape]) -> Vec<&Shape> {
    let mut flat = Vec::new();
    for shape in shapes {
        match shape {
            Shape::OneOf(inner) => flat.extend(flatten(inner)),
            Shape::Named { shape, .. } | Shape::Cites { shape, .. } => {
                flat.extend(flatten(std::slice::from_ref(shape)));
            }
            _ => flat.push(shape),
        }
    }
    flat
}
