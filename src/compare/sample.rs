//! Samples of payloads: JSON is compared by its shape.

use serde_json::{Map, Value};

use super::schema;
use super::signs::{Sign, Signs};

/// What became of a sample, by what weighs more and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Nothing, or its layout.
    Same,
    /// Other values in the same fields.
    Values,
    /// A schema allows more, and none of it has to be there.
    Loosened,
    /// It has fields that it did not have.
    Grew,
    /// It lost fields.
    Shrank,
    /// It lost fields and has others.
    Replaced,
    /// It is not JSON, or a schema changed in a way that is not looked into.
    Unknown,
    /// A field has another type, or a schema asks for other values.
    Retyped,
}

/// Compares two samples.
pub(super) fn compare(old: &str, new: &str) -> Shape {
    if super::same::code(old, new) {
        return Shape::Same;
    }
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
    let (Some(old), Some(new)) = (parse(old), parse(new)) else { return Shape::Unknown };
    let mut signs = Signs::default();
    if schema::is_schema(&old) && schema::is_schema(&new) {
        schema::compare(&old, &new, &mut signs);
    } else {
        fields(&old, &new, &mut signs);
    }
    shape(&signs)
}

fn shape(signs: &Signs) -> Shape {
    match signs.has(Sign::Gone) {
        _ if signs.has(Sign::Retyped) => Shape::Retyped,
        true if signs.has(Sign::Added) || signs.has(Sign::Unknown) => Shape::Replaced,
        true => Shape::Shrank,
        false if signs.has(Sign::Unknown) => Shape::Unknown,
        false if signs.has(Sign::Added) => Shape::Grew,
        false if signs.has(Sign::Loosened) => Shape::Loosened,
        false => Shape::Values,
    }
}

fn fields(old: &Value, new: &Value, signs: &mut Signs) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => objects(old, new, signs),
        (Value::Array(old), Value::Array(new)) => {
            // The items of a list are samples of one thing.
            if let (Some(old), Some(new)) = (merged(old), merged(new)) {
                fields(&old, &new, signs);
            }
        }
        // `null` says nothing of a type.
        (Value::Null, _) | (_, Value::Null) => {}
        _ => signs.note(Sign::Retyped, type_of(old) != type_of(new)),
    }
}

fn objects(old: &Map<String, Value>, new: &Map<String, Value>, signs: &mut Signs) {
    for (key, value) in old {
        match new.get(key) {
            Some(there) => fields(value, there, signs),
            None => signs.note(Sign::Gone, true),
        }
    }
    signs.note(Sign::Added, new.keys().any(|key| !old.contains_key(key)));
}

/// One item with the fields of all, at each depth.
fn merged(items: &[Value]) -> Option<Value> {
    let mut items = items.iter().cloned();
    let first = items.next()?;
    Some(items.fold(first, merge))
}

fn merge(all: Value, item: Value) -> Value {
    match (all, item) {
        (Value::Object(mut all), Value::Object(item)) => {
            for (key, value) in item {
                let there = all.remove(&key);
                let value = match there {
                    Some(there) => merge(there, value),
                    None => value,
                };
                all.insert(key, value);
            }
            Value::Object(all)
        }
        (Value::Array(mut all), Value::Array(item)) => {
            all.extend(item);
            Value::Array(all)
        }
        (Value::Null, item) => item,
        (all, _) => all,
    }
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
            (r#"[{"a":{"b":1}},{"a":{"c":1}}]"#, r#"[{"a":{"b":1}}]"#, Shape::Shrank),
            (r#"[{"a":null},{"a":1}]"#, r#"[{"a":"1"}]"#, Shape::Retyped),
            ("GET /", "GET /x", Shape::Unknown),
        ] {
            assert_eq!(compare(old, new), shape, "{old} → {new}");
        }
    }

    #[test]
    fn schemas_are_compared_by_what_they_allow() {
        let schema = |rest: &str| format!(r#"{{"$schema":"s",{rest}}}"#);
        for (old, new, shape) in [
            (r#""type":"string""#, r#""type":"integer""#, Shape::Retyped),
            (r#""type":"integer""#, r#""type":"number""#, Shape::Loosened),
            (r#""type":"number""#, r#""type":"integer""#, Shape::Retyped),
            (r#""type":"string""#, r#""type":["string","null"]"#, Shape::Loosened),
            (r#""enum":["a","b"]"#, r#""enum":["a"]"#, Shape::Retyped),
            (r#""enum":["a"]"#, r#""enum":["a","b"]"#, Shape::Loosened),
            (r#""enum":["a"]"#, r#""enum":["a","b"],"type":"string""#, Shape::Retyped),
            (r#""title":"A""#, r#""required":["a"]"#, Shape::Retyped),
            (r#""required":["a"]"#, r#""title":"A""#, Shape::Shrank),
            (r#""properties":{"a":{}}"#, r#""properties":{"a":{},"b":{}}"#, Shape::Grew),
            (r#""properties":{"a":{"enum":[1,2]}}"#, r#""properties":{"a":{"enum":[1]}}"#, Shape::Retyped),
            (r#""items":{"required":[]}"#, r#""items":{"required":["a"]}"#, Shape::Retyped),
            (r#""maxLength":9"#, r#""maxLength":8"#, Shape::Unknown),
            (r#""title":"A""#, r#""title":"B""#, Shape::Values),
            (r#""$defs":{"a":{"type":"string"}}"#, r#""$defs":{"a":{"type":"null"}}"#, Shape::Retyped),
        ] {
            assert_eq!(compare(&schema(old), &schema(new)), shape, "{old} → {new}");
        }
    }
}
