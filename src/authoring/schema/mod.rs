//! The JSON Schema of the design file, for completion and hover in editors.
//!
//! It is made of what reading itself follows: [`TABLES`] and the shapes of the records, and the
//! facts of the templates with their labels and hints. The draft is 7, but only keywords of draft
//! 4 are used: Taplo, which most editors check TOML with, knows no more. Taplo also decides the
//! form of two things: beside a `$ref` it sees no description, and an error inside `anyOf` has no
//! place of its own. So alternatives are joined into one schema wherever they can be told apart
//! (`forms`), and a description stands beside `anyOf` with one alternative.
//!
//! A new key, table or template shows up by itself; only a new [`Shape`](crate::reading::Shape)
//! needs a line here, in `shape`.

mod facts;
mod forms;
mod shape;

use serde_json::{Map, Value, json};

use crate::book::rules;
use crate::design::{AllowEntry, Context, TABLES};
use crate::diagnostic::Rule;
use crate::markdown::one_line;
use crate::template::{Template, Templates};

pub(super) use facts::example;

use facts::Words;
use shape::Definitions;

/// The schema of designs that are written for `template`, in a book that has `templates`: facts
/// that another template of the book names are known, too.
pub fn schema(template: &Template, templates: &Templates) -> Value {
    let context = Context::new(templates, rules::all());
    let words = Words::new(template, templates);
    let mut definitions = Definitions::default();
    let mut properties = Map::new();
    for table in TABLES {
        let value = match table.key {
            "template" => request(&one_line(table.description), template),
            "notes" => facts::notes(&one_line(table.description), &context, &words, &mut definitions),
            _ => definitions.property(table),
        };
        properties.insert(table.key.to_owned(), value);
    }
    summary_hint(&mut properties, &words);
    properties.extend(facts::tables(&context, &words, &mut definitions));
    properties
        .insert("x".to_owned(), json!({ "description": "Your own data: never checked, never printed." }));
    let mut definitions = definitions.into_map();
    rule_names(&mut definitions, &context.rules);
    let required: Vec<&str> = TABLES.iter().filter(|table| table.required).map(|table| table.key).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("System design for {}", template.title_line()),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "definitions": definitions,
    })
}

/// The schema as the text of a file.
pub fn text(template: &Template, templates: &Templates) -> String {
    format!("{:#}\n", schema(template, templates))
}

/// The name of the file that `new` and `init` write beside designs: one for each template and major
/// version, so that designs of several templates lie in one folder.
pub fn file_name(template: &Template) -> String {
    format!("{}-{}.schema.json", template.name, template.version.major)
}

/// The line that design files begin with, so that editors find their schema.
pub fn association(path: &str) -> String {
    format!("#:schema {path}")
}

fn request(description: &str, template: &Template) -> Value {
    let example = format!("{}@{}", template.name, template.version.major);
    json!({
        "description": format!("{description} Example: `\"{example}\"`."),
        "type": "string",
        "pattern": "^[^@]+@.+$",
        "default": example,
    })
}

/// What the template wants of the summary, behind what the format says of it.
fn summary_hint(properties: &mut Map<String, Value>, words: &Words<'_>) {
    let Some(hint) = words.prose("design.summary") else { return };
    let summary = properties.get_mut("design").and_then(|design| design.pointer_mut("/properties/summary"));
    if let Some(Value::String(description)) = summary.and_then(|summary| summary.get_mut("description")) {
        description.push(' ');
        description.push_str(&facts::sentence(hint));
    }
}

/// An `[[allow]]` names a rule by its name or its code.
fn rule_names(definitions: &mut Map<String, Value>, rules: &[&'static Rule]) {
    let names: Vec<&str> = rules.iter().flat_map(|rule| [rule.name, rule.code]).collect();
    let entry = definitions.get_mut(AllowEntry::RECORD.name);
    if let Some(Value::Object(rule)) = entry.and_then(|entry| entry.pointer_mut("/properties/rule")) {
        rule.insert("enum".to_owned(), json!(names));
    }
}
