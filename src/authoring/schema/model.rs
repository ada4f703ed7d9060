//! The JSON Schema of the model of a design, as `export` writes it.

use serde_json::{Map, Value, json};

use super::shape::Definitions;
use crate::design::{FactValue, NotApplicable, TABLES};
use crate::interchange::model;
use crate::markdown::one_line;
use crate::reading::Read as _;
use crate::reading::Shape;

/// The schema of a model, whatever template its design has.
pub fn model() -> Value {
    let mut definitions = Definitions::with_texts();
    let mut properties = Map::new();
    let (major, _) = model::FORMAT;
    let format = json!({
        "description": "The version of this format. A minor version adds keys; a major version changes existing ones.",
        "type": "string",
        "pattern": format!("^{major}\\.[0-9]+$"),
    });
    properties.insert(model::FORMAT_KEY.to_owned(), format);
    properties.extend(TABLES.iter().map(|table| (table.key.to_owned(), definitions.property(table))));
    properties.insert(model::TAKEN_KEY.to_owned(), taken());
    let fact = definitions.shared(&FactValue::shape());
    let reason = definitions.shared(&Shape::Record(NotApplicable::RECORD));
    let mut named = definitions.into_map();
    named.insert("Facts".to_owned(), facts(&fact, &reason));
    let required = TABLES.iter().filter(|table| table.required).map(|table| table.key);
    let required: Vec<&str> = std::iter::once(model::FORMAT_KEY).chain(required).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("The model of a system design, format {}", model::format()),
        "description": one_line(DESCRIPTION),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": { "$ref": "#/definitions/Facts" },
        "definitions": named,
    })
}

/// The schema as the text of a file.
pub fn model_text() -> String {
    format!("{:#}\n", model())
}

const DESCRIPTION: &str = "A design as `export --format json` writes it: the keys of a design file, with the texts \
                           that it takes from other files. What is not listed is a table of facts.";

/// The entries that come from files of the repository.
fn taken() -> Value {
    let files = |what: &str| {
        json!({
            "description": format!("The file of each of the {what} that is taken, by its id."),
            "type": "object",
            "additionalProperties": { "type": "string" },
        })
    };
    json!({
        "description": "Since 1.1: the entries that the design takes from files of its repository, each with its file.",
        "type": "object",
        "properties": {
            "api": files("contracts"),
            "tables": files("tables"),
            "decisions": files("decisions"),
        },
        "additionalProperties": false,
    })
}

/// A table of facts, which templates name.
fn facts(fact: &Value, reason: &Value) -> Value {
    json!({
        "description": "Labelled statements, or tables of them, whose keys the template names.",
        "anyOf": [
            reason,
            { "type": "object", "additionalProperties": { "anyOf": [fact, { "$ref": "#/definitions/Facts" }] } },
        ],
    })
}
