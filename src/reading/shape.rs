//! What a value may look like, for the JSON Schema: from the same declaration that reading uses.

use toml::de::{DeTable, DeValue};

use super::nearest::nearest;

/// The form of a value.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Any string, with the name of its JSON Schema format if it has one.
    String,
    /// A string that matches a regular expression (ECMA 262).
    Pattern(&'static str),
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A TOML date, which is a string in JSON Schema.
    Date,
    /// A TOML date or an offset date-time.
    Moment,
    /// One word of a closed list.
    Words(&'static [&'static str]),
    /// An array.
    Array(Box<Shape>),
    /// A table whose keys the author names.
    Map {
        /// The expression that keys must match; `None` for any name.
        key: Option<&'static str>,
        /// The shape of the values.
        value: Box<Shape>,
    },
    /// A table with known keys.
    Record(Record),
    /// Any of these.
    OneOf(Vec<Shape>),
    /// A shape that many keys share: the schema declares it once, by its name.
    Named {
        /// The name of its definition.
        name: &'static str,
        /// The shape itself.
        shape: Box<Shape>,
    },
    /// Ids of something that is declared elsewhere: a string, or a table whose keys are the ids.
    Cites {
        /// The word for what they are ids of.
        what: &'static str,
        /// The shape itself.
        shape: Box<Shape>,
    },
}

/// A table with known keys.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The Rust type's name, which names the schema's definition.
    pub name: &'static str,
    /// The description, from its doc comment.
    pub description: &'static str,
    /// The table's keys.
    pub fields: &'static [Field],
}

/// One key of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key as the author writes it.
    pub key: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Another key that will do in its place.
    pub instead: Option<&'static str>,
    /// The description, from its doc comment.
    pub description: &'static str,
    /// The form of its value.
    pub shape: fn() -> Shape,
}

impl Shape {
    /// Whether a value has the outline of this shape, so that it may be meant as one: its type, and
    /// for a table at least half of its keys or entries.
    pub fn suits(&self, value: &DeValue<'_>) -> bool {
        match (self, value) {
            (Shape::Words(words), DeValue::String(word)) => {
                words.iter().any(|known| known.eq_ignore_ascii_case(word))
            }
            (Shape::String | Shape::Pattern(_), DeValue::String(_))
            | (Shape::Integer, DeValue::Integer(_))
            | (Shape::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Shape::Boolean, DeValue::Boolean(_))
            | (Shape::Date | Shape::Moment, DeValue::Datetime(_)) => true,
            (Shape::Array(item), DeValue::Array(items)) => {
                items.iter().all(|value| item.suits(value.get_ref()))
            }
            (Shape::Map { value, .. }, DeValue::Table(table)) => half(table, |_, entry| value.suits(entry)),
            (Shape::Record(record), DeValue::Table(table)) => half(table, |key, _| record.has_nearly(key)),
            (Shape::OneOf(shapes), value) => shapes.iter().any(|shape| shape.suits(value)),
            (Shape::Named { shape, .. } | Shape::Cites { shape, .. }, value) => shape.suits(value),
            _ => false,
        }
    }

    /// The record of a table's entries.
    pub fn entry(&self) -> Option<Record> {
        match self {
            Shape::Map { value, .. } => value.record(),
            Shape::OneOf(shapes) => shapes.iter().find_map(Shape::entry),
            Shape::Named { shape, .. } | Shape::Cites { shape, .. } => shape.entry(),
            _ => None,
        }
    }

    /// The record of an array's items.
    pub fn item(&self) -> Option<Record> {
        match self {
            Shape::Array(item) => item.record(),
            Shape::OneOf(shapes) => shapes.iter().find_map(Shape::item),
            Shape::Named { shape, .. } | Shape::Cites { shape, .. } => shape.item(),
            _ => None,
        }
    }

    /// The record of a table.
    pub fn record(&self) -> Option<Record> {
        match self {
            Shape::Record(record) => Some(*record),
            // The others are shorter forms of the same.
            Shape::OneOf(shapes) => {
                shapes.iter().filter_map(Shape::record).max_by_key(|record| record.fields.len())
            }
            Shape::Named { shape, .. } | Shape::Cites { shape, .. } => shape.record(),
            _ => None,
        }
    }
}

fn half(table: &DeTable<'_>, suits: impl Fn(&str, &DeValue<'_>) -> bool) -> bool {
    let suiting = table.iter().filter(|(key, value)| suits(key.get_ref(), value.get_ref())).count();
    2 * suiting >= table.len()
}

impl Record {
    /// Whether a table has all that this requires and nothing that it does not know: how many of the
    /// keys are there, and of how many.
    pub fn claims(&self, table: &DeTable<'_>) -> Option<(usize, usize)> {
        let knows = table.keys().all(|key| self.has(key.get_ref()));
        (knows && self.has_required(table)).then_some((table.len(), self.fields.len()))
    }

    /// Whether a table has every key that this requires.
    pub fn has_required(&self, table: &DeTable<'_>) -> bool {
        let is_there = |field: &Field| {
            table.contains_key(field.key) || field.instead.is_some_and(|other| table.contains_key(other))
        };
        self.fields.iter().filter(|field| field.required).all(is_there)
    }

    /// Whether it has a key, or one with a similar name.
    fn has_nearly(&self, key: &str) -> bool {
        self.has(key) || nearest(key, self.fields.iter().map(|field| field.key)).is_some()
    }

    fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.key == key)
    }
}
