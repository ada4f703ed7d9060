//! Converts a [`Shape`] to its schema.

use serde_json::{Map, Value, json};

use super::forms::{Forms, flatten, mark};
use crate::design::{FileText, RESERVED};
use crate::markdown::one_line;
use crate::reading::{Field, Record, Shape};

/// Schemas that several keys share, by name.
#[derive(Default)]
pub(super) struct Definitions {
    named: Map<String, Value>,
    /// Whether texts from other files are in the file itself.
    has_texts: bool,
}

impl Definitions {
    /// Definitions for a file that has its texts in it.
    pub(super) fn with_texts() -> Self {
        Self { has_texts: true, ..Self::default() }
    }

    /// The schema of a key, with its description.
    pub(super) fn property(&mut self, field: &Field) -> Value {
        self.described(&one_line(field.description), &(field.shape)())
    }

    /// The schema of a shape, with its own description.
    pub(super) fn described(&mut self, description: &str, shape: &Shape) -> Value {
        let mut value = match shape {
            Shape::Named { .. } => json!({ "anyOf": [self.shared(shape)] }),
            Shape::Record(record) => self.record(record),
            _ => self.inline(shape),
        };
        if let Value::Object(object) = &mut value {
            object.shift_insert(0, "description".to_owned(), json!(description));
        }
        value
    }

    /// The schema of a shape, which is shared if it has a name.
    pub(super) fn shared(&mut self, shape: &Shape) -> Value {
        let name = match shape {
            Shape::Record(record) => record.name,
            Shape::Named { name, .. } => name,
            _ => return self.inline(shape),
        };
        if !self.named.contains_key(name) {
            // A shape may contain itself, so it counts as declared while its schema is built.
            self.named.insert(name.to_owned(), Value::Null);
            let value = match shape {
                Shape::Record(record) => self.record(record),
                Shape::Named { shape, .. } => self.inline(shape),
                _ => Value::Null,
            };
            self.named.insert(name.to_owned(), value);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// A table with known keys.
    pub(super) fn record(&mut self, record: &Record) -> Value {
        let (either, required): (Vec<&Field>, Vec<&Field>) =
            record.fields.iter().filter(|field| field.required).partition(|field| field.instead.is_some());
        let required: Vec<&str> = required.iter().map(|field| field.key).collect();
        let mut object = object_of(&[("description", json!(one_line(record.description)))]);
        object.insert("type".to_owned(), json!("object"));
        object.insert("properties".to_owned(), self.properties(record).into());
        if !required.is_empty() {
            object.insert("required".to_owned(), json!(required));
        }
        let either = either.iter().map(|field| {
            let keys = std::iter::once(field.key).chain(field.instead);
            json!({ "anyOf": keys.map(|key| json!({ "required": [key] })).collect::<Vec<_>>() })
        });
        let either: Vec<Value> = either.collect();
        if !either.is_empty() {
            object.insert("allOf".to_owned(), json!(either));
        }
        object.insert("additionalProperties".to_owned(), json!(false));
        object.into()
    }

    /// The keys of a record.
    pub(super) fn properties(&mut self, record: &Record) -> Map<String, Value> {
        record.fields.iter().map(|field| (field.key.to_owned(), self.property(field))).collect()
    }

    /// All shared schemas, by name.
    pub(super) fn into_map(self) -> Map<String, Value> {
        let mut named: Vec<(String, Value)> = self.named.into_iter().collect();
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        named.into_iter().collect()
    }

    fn inline(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::String => json!({ "type": "string" }),
            Shape::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
            Shape::Integer => json!({ "type": "integer" }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Boolean => json!({ "type": "boolean" }),
            // TOML validators treat a date as a string.
            Shape::Date => json!({ "type": "string", "format": "date" }),
            Shape::Moment => json!({
                // Some know the format of a value only beside its type.
                "anyOf": [{ "type": "string", "format": "date" }, { "type": "string", "format": "date-time" }],
            }),
            Shape::Words(words) => json!({ "type": "string", "enum": words }),
            Shape::Array(item) => json!({ "type": "array", "items": self.shared(item) }),
            Shape::Map { key, value } => {
                let mut object = object_of(&[("type", json!("object"))]);
                object.extend(self.entries(*key, value));
                object.into()
            }
            Shape::Record(record) => self.record(record),
            Shape::OneOf(shapes) => self.any_of(shapes),
            Shape::Named { shape, .. } | Shape::Cites { shape, .. } => self.inline(shape),
        }
    }

    fn any_of(&mut self, shapes: &[Shape]) -> Value {
        let mut flat = flatten(shapes);
        let is_file =
            |shape: &Shape| matches!(shape, Shape::Record(record) if record.name == FileText::RECORD.name);
        flat.retain(|shape| !(self.has_texts && is_file(shape)));
        match Forms::of(&flat) {
            Some(forms) => self.join(&forms).into(),
            None => {
                let each: Vec<Value> = flat.iter().map(|shape| self.shared(shape)).collect();
                json!({ "anyOf": each })
            }
        }
    }

    fn join(&mut self, forms: &Forms<'_>) -> Map<String, Value> {
        let mut schema = Map::new();
        let mut set = |key: &str, value: Value| schema.insert(key.to_owned(), value);
        match forms.types.as_slice() {
            [one] => set("type", json!(one)),
            several => set("type", json!(several)),
        };
        if let Some(items) = forms.items {
            set("items", self.shared(items));
        }
        if !forms.types.contains(&"object") {
            return schema;
        }
        let mut properties = Map::new();
        for record in &forms.records {
            properties.extend(self.properties(record));
        }
        set("properties", properties.into());
        if let Some((key, value)) = forms.map {
            schema.extend(self.entries(key, value));
        } else {
            set("additionalProperties", json!(false));
            if let Some(marks) = forms.marks() {
                set("anyOf", marks.iter().map(|mark| json!({ "required": [mark] })).collect());
            }
        }
        let dependencies = self.dependencies(forms);
        if !dependencies.is_empty() {
            schema.insert("dependencies".to_owned(), dependencies.into());
        }
        schema
    }

    fn dependencies(&mut self, forms: &Forms<'_>) -> Map<String, Value> {
        let mut dependencies = Map::new();
        for record in &forms.records {
            let Some(mark) = mark(record) else { continue };
            dependencies.insert(mark.to_owned(), self.shared(&Shape::Record(**record)));
            // A key of several records says of none of them that it is meant.
            let has = |other: &&&Record, key: &str| other.fields.iter().any(|field| field.key == key);
            let is_own = |key: &str| forms.records.iter().filter(|other| has(other, key)).count() == 1;
            let others = record.fields.iter().filter(|field| field.key != mark && is_own(field.key));
            // If the author chooses the keys, the other keys of a record may also be names.
            for field in others.filter(|_| forms.map.is_none()) {
                dependencies.insert(field.key.to_owned(), json!([mark]));
            }
        }
        dependencies
    }

    /// The keywords for a table whose keys the author chooses.
    pub(super) fn entries(&mut self, key: Option<&str>, value: &Shape) -> Map<String, Value> {
        let mut object = Map::new();
        if key.is_some() {
            object.insert("patternProperties".to_owned(), json!({ no_id(): { "not": {} } }));
        }
        object.insert("additionalProperties".to_owned(), self.shared(value));
        object
    }
}

/// The pattern of keys that are not ids. Rejecting these, instead of accepting ids, puts the error
/// at the key, and avoids look-ahead in the pattern, which Taplo does not support.
fn no_id() -> String {
    let reserved = RESERVED.iter().filter(|word| **word != "not-applicable");
    let reserved: Vec<&str> = reserved.copied().collect();
    format!("^[^A-Za-z0-9]|[^A-Za-z0-9_-]|^$|^({})$", reserved.join("|"))
}

fn object_of(entries: &[(&str, Value)]) -> Map<String, Value> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}
