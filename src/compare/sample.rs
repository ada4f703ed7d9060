//! Samples of payloads: JSON is compared by its shape.

use serde_json::{Map, Value};

/// What became of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Nothing, or its layout.
    Same,
    /// Other values in the same fields.
    Values,
    /// It has fields that it did not have.
    Grew,
    /// It lost fields.
    Shrank,
    /// It lost fields and has others.
    Replaced,
    /// A field has another type, or a schema asks for other values.
    Retyped,
    /// It is not JSON, and differs in more than its layout.
    Unknown,
}

/// Compares two samples.
pub(super) fn compare(old: &str, new: &str) -> Shape {
    if super::same::code(old, new) {
        return Shape::Same;
    }
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
    let (Some(old), Some(new)) = (parse(old), parse(new)) else { return Shape::Unknown };
    if is_schema(&old) && is_schema(&new) {
        return schemas(&old, &new);
    }
    let mut fields = Fields::default();
    fields.compare(&old, &new);
    fields.shape()
}

fn is_schema(value: &Value) -> bool {
    value.get("$schema").is_some()
}

#[derive(Default)]
struct Fields {
    added: bool,
    gone: bool,
    retyped: bool,
}

impl Fields {
    fn shape(&self) -> Shape {
        match self {
            Fields { retyped: true, .. } => Shape::Retyped,
            Fields { added: true, gone: true, .. } => Shape::Replaced,
            Fields { gone: true, .. } => Shape::Shrank,
            Fields { added: true, .. } => Shape::Grew,
            Fields { .. } => Shape::Values,
        }
    }

    fn compare(&mut self, old: &Value, new: &Value) {
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => self.objects(old, new),
            (Value::Array(old), Value::Array(new)) => {
                // The items of a list are samples of one thing.
                if let (Some(old), Some(new)) = (merged(old), merged(new)) {
                    self.compare(&old, &new);
                }
            }
            // `null` says nothing of a type.
            (Value::Null, _) | (_, Value::Null) => {}
            _ => self.retyped |= type_of(old) != type_of(new),
        }
    }

    fn objects(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) {
        for (key, value) in old {
            match new.get(key) {
                Some(there) => self.compare(value, there),
                None => self.gone = true,
            }
        }
        self.added |= new.keys().any(|key| !old.contains_key(key));
    }
}

/// One item with the fields of all.
fn merged(items: &[Value]) -> Option<Value> {
    let mut items = items.iter();
    let first = items.next()?.clone();
    Some(items.fold(first, |all, item| match (all, item) {
        (Value::Object(mut all), Value::Object(item)) => {
            for (key, value) in item {
                all.entry(key.clone()).or_insert_with(|| value.clone());
            }
            Value::Object(all)
        }
        (all, _) => all,
    }))
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Compares two JSON Schemas by what they require, the types they name and the values they list.
fn schemas(old: &Value, new: &Value) -> Shape {
    let mut fields = Fields::default();
    schema(old, new, &mut fields);
    fields.shape()
}

fn schema(old: &Value, new: &Value, fields: &mut Fields) {
    let words = |schema: &Value, key: &str| -> Vec<Value> {
        schema.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let (before, after) = (words(old, "required"), words(new, "required"));
    fields.retyped |= after.iter().any(|key| !before.contains(key));
    fields.gone |= before.iter().any(|key| !after.contains(key));
    let (before, after) = (words(old, "enum"), words(new, "enum"));
    fields.retyped |= before.iter().any(|value| !after.contains(value)) && !after.is_empty();
    fields.added |= !before.is_empty() && after.iter().any(|value| !before.contains(value));
    if let (Some(before), Some(after)) = (old.get("type"), new.get("type")) {
        fields.retyped |= before != after;
    }
    let empty = Map::new();
    let properties = |schema: &Value| schema.get("properties").and_then(Value::as_object).cloned();
    let (before, after) = (properties(old), properties(new));
    let (before, after) = (before.as_ref().unwrap_or(&empty), after.as_ref().unwrap_or(&empty));
    for (key, value) in before {
        match after.get(key) {
            Some(there) => schema(value, there, fields),
            None => fields.gone = true,
        }
    }
    fields.added |= after.keys().any(|key| !before.contains_key(key));
    if let (Some(before), Some(after)) = (old.get("items"), new.get("items")) {
        schema(before, after, fields);
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, compare};

    #[test]
    fn json_is_compared_by_its_shape() {
        for (old, new, shape) in [
            (r#"{"a":1}"#, r#"{ "a": 1 }"#, Shape::Same),
            (r#"{"a":1}"#, r#"{"a":2}"#, Shape::Values),
            (r#"{"a":1}"#, r#"{"a":1,"b":2}"#, Shape::Grew),
            (r#"{"a":{"b":1,"c":2}}"#, r#"{"a":{"b":1}}"#, Shape::Shrank),
            (r#"[{"a":1,"b":2}]"#, r#"[{"a":1}]"#, Shape::Shrank),
            (r#"[{"a":1},{"b":2}]"#, r#"[{"a":1,"b":2}]"#, Shape::Values),
            (r#"{"a":1}"#, r#"{"a":"1"}"#, Shape::Retyped),
            (r#"{"a":1}"#, r#"{"b":1}"#, Shape::Replaced),
            (r#"{"a":null}"#, r#"{"a":1}"#, Shape::Values),
            ("GET /", "GET /x", Shape::Unknown),
            (
                r#"{"$schema":"s","properties":{"a":{"type":"string"}}}"#,
                r#"{"$schema":"s","required":["a"],"properties":{"a":{"type":"string"}}}"#,
                Shape::Retyped,
            ),
            (r#"{"$schema":"s","enum":["a","b"]}"#, r#"{"$schema":"s","enum":["a"]}"#, Shape::Retyped),
        ] {
            assert_eq!(compare(old, new), shape, "{old} → {new}");
        }
    }
}
