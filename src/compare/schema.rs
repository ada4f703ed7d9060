//! JSON Schemas of payloads: what they require, the types they name and the values they list.

use serde_json::{Map, Value};

use super::signs::{Sign, Signs};

/// Whether a sample is a schema: it says so.
pub(super) fn is_schema(value: &Value) -> bool {
    value.get("$schema").is_some()
}

/// Adds what changed of a schema.
pub(super) fn compare(old: &Value, new: &Value, signs: &mut Signs) {
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        // `true` allows everything.
        signs.note(Sign::Unknown, old != new);
        return;
    };
    required(old, new, signs);
    values(old, new, signs);
    types(old, new, signs);
    properties(old, new, signs);
    for (key, value) in old {
        match (key.as_str(), new.get(key)) {
            ("items" | "additionalProperties" | "not", Some(there)) => compare(value, there, signs),
            ("$defs" | "definitions", Some(Value::Object(there))) => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    if let Some(there) = there.get(name) {
                        compare(value, there, signs);
                    }
                }
            }
            _ => signs.note(Sign::Unknown, !is_known(key) && new.get(key) != Some(value)),
        }
    }
    signs.note(Sign::Unknown, new.keys().any(|key| !is_known(key) && !old.contains_key(key)));
}

/// Keys that are compared by separate code, and those that only describe.
fn is_known(key: &str) -> bool {
    const COMPARED: [&str; 6] = ["required", "enum", "type", "properties", "$defs", "definitions"];
    const WORDS: [&str; 10] = [
        "$schema",
        "$id",
        "$comment",
        "$anchor",
        "title",
        "description",
        "examples",
        "example",
        "default",
        "deprecated",
    ];
    COMPARED.contains(&key) || WORDS.contains(&key)
}

fn required(old: &Map<String, Value>, new: &Map<String, Value>, signs: &mut Signs) {
    let (before, after) = (list(old, "required"), list(new, "required"));
    signs.note(Sign::Retyped, after.iter().any(|key| !before.contains(key)));
    signs.note(Sign::Gone, before.iter().any(|key| !after.contains(key)));
}

/// A list of values where there was none allows less, and none where there was one allows more.
fn values(old: &Map<String, Value>, new: &Map<String, Value>, signs: &mut Signs) {
    let lists = |schema: &Map<String, Value>| schema.contains_key("enum");
    let (before, after) = (list(old, "enum"), list(new, "enum"));
    signs.note(
        Sign::Retyped,
        lists(new) && (!lists(old) || before.iter().any(|value| !after.contains(value))),
    );
    signs.note(
        Sign::Loosened,
        lists(old) && (!lists(new) || after.iter().any(|value| !before.contains(value))),
    );
}

/// A type where there was none allows less, one type more allows more.
fn types(old: &Map<String, Value>, new: &Map<String, Value>, signs: &mut Signs) {
    let named = |schema: &Map<String, Value>| -> Option<Vec<String>> {
        Some(match schema.get("type")? {
            Value::Array(names) => names.iter().map(Value::to_string).collect(),
            name => vec![name.to_string()],
        })
    };
    let allows = |types: &[String], name: &String| {
        types.contains(name) || (name == "\"integer\"" && types.iter().any(|name| name == "\"number\""))
    };
    match (named(old), named(new)) {
        (Some(before), Some(after)) => {
            signs.note(Sign::Retyped, before.iter().any(|name| !allows(&after, name)));
            signs.note(Sign::Loosened, after.iter().any(|name| !allows(&before, name)));
        }
        (None, Some(_)) => signs.note(Sign::Retyped, true),
        (Some(_), None) => signs.note(Sign::Loosened, true),
        (None, None) => {}
    }
}

fn properties(old: &Map<String, Value>, new: &Map<String, Value>, signs: &mut Signs) {
    let empty = Map::new();
    let of = |schema: &Map<String, Value>| schema.get("properties").and_then(Value::as_object).cloned();
    let (before, after) = (of(old), of(new));
    let (before, after) = (before.as_ref().unwrap_or(&empty), after.as_ref().unwrap_or(&empty));
    for (key, value) in before {
        match after.get(key) {
            Some(there) => compare(value, there, signs),
            None => signs.note(Sign::Gone, true),
        }
    }
    signs.note(Sign::Added, after.keys().any(|key| !before.contains_key(key)));
}

fn list<'v>(schema: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
