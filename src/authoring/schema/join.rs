//! Alternatives as one schema.
//!
//! A keyword of JSON Schema speaks of values of one type only: `items` of arrays, `properties` of
//! tables. So alternatives of different types are simply written beside each other. Of several
//! tables a key that only one of them requires says which one is meant: `dependencies` asks for
//! the rest of that one.

use serde_json::{Map, Value, json};

use super::shape::Definitions;
use crate::reading::{Record, Shape};

/// The schema of any of these shapes.
pub(super) fn any_of(shapes: &[Shape], definitions: &mut Definitions) -> Value {
    let flat = flatten(shapes);
    if let Some(forms) = Forms::of(&flat) {
        return forms.join(definitions).into();
    }
    let each: Vec<Value> = flat.iter().map(|shape| definitions.shared(shape)).collect();
    json!({ "anyOf": each })
}

/// Alternatives by the type of their values.
#[derive(Default)]
struct Forms<'s> {
    types: Vec<&'static str>,
    items: Option<&'s Shape>,
    map: Option<(Option<&'static str>, &'s Shape)>,
    records: Vec<&'s Record>,
}

impl<'s> Forms<'s> {
    /// `None` where two of them can be told apart by their contents only.
    fn of(shapes: &[&'s Shape]) -> Option<Self> {
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

    fn join(self, definitions: &mut Definitions) -> Map<String, Value> {
        let mut schema = Map::new();
        let mut set = |key: &str, value: Value| schema.insert(key.to_owned(), value);
        match self.types.as_slice() {
            [one] => set("type", json!(one)),
            several => set("type", json!(several)),
        };
        if let Some(items) = self.items {
            set("items", definitions.shared(items));
        }
        if !self.types.contains(&"object") {
            return schema;
        }
        let mut properties = Map::new();
        for record in &self.records {
            properties.extend(definitions.properties(record));
        }
        set("properties", properties.into());
        if let Some((key, value)) = self.map {
            schema.extend(definitions.entries(key, value));
        } else {
            set("additionalProperties", json!(false));
            if let Some(required) = self.one_of_these_keys() {
                set("anyOf", required);
            }
        }
        let dependencies = self.dependencies(definitions);
        if !dependencies.is_empty() {
            schema.insert("dependencies".to_owned(), dependencies.into());
        }
        schema
    }

    /// Every table needs the mark of one of the records, unless one of them needs none.
    fn one_of_these_keys(&self) -> Option<Value> {
        let marks = self.records.iter().map(|record| mark(record));
        let marks: Option<Vec<&str>> = marks.collect();
        Some(marks?.iter().map(|mark| json!({ "required": [mark] })).collect())
    }

    fn dependencies(&self, definitions: &mut Definitions) -> Map<String, Value> {
        let mut dependencies = Map::new();
        for record in &self.records {
            let Some(mark) = mark(record) else { continue };
            dependencies.insert(mark.to_owned(), definitions.shared(&Shape::Record(**record)));
            let others = record.fields.iter().filter(|field| field.key != mark);
            // Among names that the author chooses, the other keys of a record are names, too.
            for field in others.filter(|_| self.map.is_none()) {
                dependencies.insert(field.key.to_owned(), json!([mark]));
            }
        }
        dependencies
    }
}

/// The key that a record cannot be without.
fn mark(record: &Record) -> Option<&'static str> {
    record.fields.iter().find(|field| field.required).map(|field| field.key)
}

fn flatten(shapes: &[Shape]) -> Vec<&Shape> {
    let mut flat = Vec::new();
    for shape in shapes {
        match shape {
            Shape::OneOf(inner) => flat.extend(flatten(inner)),
            Shape::Named { shape, .. } => flat.extend(flatten(std::slice::from_ref(shape))),
            _ => flat.push(shape),
        }
    }
    flat
}
