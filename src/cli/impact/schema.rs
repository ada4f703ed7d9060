//! The JSON Schema of `impact --format json`.

use serde_json::{Value, json};

use crate::cli::diff::schema::{object, span, string, strings};
use crate::design::Status;

/// The schema as the text of a file.
pub(in crate::cli) fn text() -> String {
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "What `mdbook-system-design impact --format json` prints",
        "allOf": [{ "$ref": "#/definitions/impact" }],
        "definitions": { "impact": impact(), "user": user(), "use": used(), "span": span() },
    });
    format!("{schema:#}\n")
}

fn impact() -> Value {
    object(
        "Who relies on a design, or on a part of it.",
        &[
            ("design", string("The design's id.")),
            ("version", string("The version that was named.")),
            ("file", string("The path by which its file opens.")),
            ("part", json!({ "type": ["string", "null"], "description": "What of it was asked for." })),
            (
                "users",
                json!({ "type": "array", "items": { "$ref": "#/definitions/user" }, "description": "Those that rely on it directly come first." }),
            ),
        ],
    )
}

fn user() -> Value {
    object(
        "A version of a design that relies on it.",
        &[
            ("design", string("The design's id.")),
            ("version", string("The version that is written in it.")),
            ("status", json!({ "enum": Status::WORDS })),
            ("owners", strings("Who is responsible for it.")),
            ("file", string("The path by which its file opens.")),
            ("pages", strings("The chapters that show it.")),
            ("through", strings("The designs through which it relies on it; none if it does so directly.")),
            ("uses", json!({ "type": "array", "items": { "$ref": "#/definitions/use" } })),
        ],
    )
}

fn used() -> Value {
    let kinds = ["design", "contract", "table", "column", "requirement", "mention"];
    object(
        "A place that says so.",
        &[
            ("kind", json!({ "enum": kinds })),
            (
                "id",
                json!({ "type": ["string", "null"], "description": "What is used; none for the design." }),
            ),
            ("span", json!({ "$ref": "#/definitions/span" })),
        ],
    )
}
