//! The JSON Schema of a line of `diff --format json`.

use serde_json::{Map, Value, json};

use crate::compare::{ALL, Area, ChangeKind, Class, Step};
use crate::design::{Need, Status};

/// The schema, as it is printed.
pub(in crate::cli) fn text() -> String {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A line of `diff --format json`",
        "oneOf": [{ "$ref": "#/definitions/change" }, { "$ref": "#/definitions/summary" }, { "$ref": "#/definitions/only" }],
        "definitions": { "change": change(), "summary": summary(), "only": only(), "span": span(), "coverage": coverage(), "user": user() },
    });
    format!("{schema:#}\n")
}

fn change() -> Value {
    object(
        "A change.",
        &[
            (
                "rule",
                json!({ "enum": sorted(ALL.iter().map(|kind| kind.code())), "description": "The kind of change." }),
            ),
            (
                "class",
                json!({ "enum": CLASSES.map(Class::word), "description": "What it asks of a version." }),
            ),
            (
                "look",
                json!({ "type": "boolean", "description": "Whether the text alone does not decide the class, so that somebody has to look." }),
            ),
            ("area", json!({ "enum": Area::WORDS })),
            ("kind", json!({ "enum": entities(), "description": "The kind of entity." })),
            ("entity", string("The entity: its id, `table.column`, `from → to`.")),
            ("path", string("The dotted path in the new design or, if it was removed, in the old one.")),
            ("old", optional("string", "What was said, if it is short.")),
            ("new", optional("string", "What is said now, if it is short.")),
            ("message", string("The change in a sentence.")),
            ("old_span", either_null("#/definitions/span")),
            ("new_span", either_null("#/definitions/span")),
            ("claims", strings("The paths of its consequences, which have no lines themselves.")),
            (
                "used_by",
                json!({ "type": "array", "items": { "$ref": "#/definitions/user" }, "description": "The designs of the book that rely on what breaks." }),
            ),
            (
                "allowed",
                optional("string", "Why the new design may make this change although it breaks others."),
            ),
            (
                "fingerprint",
                json!({ "type": "string", "pattern": "^[0-9a-f]+$", "description": "The same as long as the change is, wherever its lines move." }),
            ),
        ],
    )
}

fn summary() -> Value {
    let count = || json!({ "type": "integer", "minimum": 0 });
    object(
        "What follows the changes of a design and sums them up.",
        &[
            ("summary", json!({ "enum": [true] })),
            ("old_file", string("The old design's file.")),
            ("new_file", string("The new design's file.")),
            ("old_version", string("The version that is written in the old design.")),
            ("new_version", string("The version that is written in the new design.")),
            ("breaking", count()),
            ("additive", count()),
            ("editorial", count()),
            ("looks", count()),
            (
                "step",
                json!({ "enum": STEPS.map(Step::word), "description": "The step that the changes ask for." }),
            ),
            ("coverage", json!({ "type": "array", "items": { "$ref": "#/definitions/coverage" } })),
        ],
    )
}

fn only() -> Value {
    object(
        "A design that is only on one side.",
        &[
            ("only", json!({ "enum": ["added", "gone"] })),
            ("file", string("The design's file.")),
            ("design", string("The design's id.")),
            ("version", string("The version that is written in it.")),
            ("status", json!({ "enum": Status::WORDS })),
        ],
    )
}

fn user() -> Value {
    object(
        "A design that relies on what breaks.",
        &[
            ("design", string("The design's id.")),
            ("version", string("The version that is written in it.")),
            ("owners", strings("Who is responsible for it.")),
            ("span", json!({ "$ref": "#/definitions/span" })),
        ],
    )
}

fn coverage() -> Value {
    object(
        "A citation of a requirement that was gained or lost.",
        &[
            ("requirement", string("The requirement's id in the new design.")),
            ("by", json!({ "enum": Need::WORDS })),
            ("citer", string("The id of what cites it.")),
            ("gained", json!({ "type": "boolean" })),
            (
                "decides",
                json!({ "type": "boolean", "description": "Whether it is the first citation by its kind, or was the last." }),
            ),
        ],
    )
}

pub(in crate::cli) fn span() -> Value {
    let number = || json!({ "type": "integer", "minimum": 1 });
    object(
        "A place. Lines and columns count from 1, and a column counts characters.",
        &[
            ("file", string("The path by which the file opens.")),
            ("line", number()),
            ("column", number()),
            ("end_line", number()),
            ("end_column", number()),
        ],
    )
}

const CLASSES: [Class; 3] = [Class::Breaking, Class::Additive, Class::Editorial];
const STEPS: [Step; 4] = [Step::None, Step::Patch, Step::Minor, Step::Major];

fn entities() -> Vec<String> {
    sorted(ALL.iter().map(|kind: &&ChangeKind| kind.entity.to_owned()))
}

fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    words.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// An object that has all of these keys and no others.
pub(in crate::cli) fn object(description: &str, keys: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    let properties: Map<String, Value> =
        keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

pub(in crate::cli) fn string(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

pub(in crate::cli) fn strings(description: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": description })
}

fn optional(kind: &str, description: &str) -> Value {
    json!({ "type": [kind, "null"], "description": description })
}

fn either_null(reference: &str) -> Value {
    json!({ "anyOf": [{ "$ref": reference }, { "type": "null" }] })
}
