//! The JSON Schema of the design file, for completion and hover in editors.
//!
//! The schema is generated from the declarations that reading uses: [`TABLES`], the shapes of the
//! records, and the facts of the templates with their labels and hints. The draft is 7, but only
//! keywords of draft 4 are used, because Taplo, which most editors use to check TOML, supports no
//! others. Taplo also determines the form of two things: it ignores a description next to a `$ref`,
//! and it does not report the place of an error inside `anyOf`. So alternatives are combined into
//! one schema if they can be distinguished (`forms`), and a described `$ref` is the only
//! alternative of an `anyOf`.
//!
//! New keys, tables and templates are included automatically; only a new
//! [`Shape`](crate::reading::Shape) needs a line in `shape`.

mod facts;
mod forms;
mod model;
mod shape;

use serde_json::{Map, Value, json};

use crate::book::rules;
use crate::design::{AllowEntry, KnownNames, TABLES};
use crate::diagnostic::Rule;
use crate::markdown::one_line;
use crate::template::{Template, Templates};

pub(super) use facts::example;
pub use model::{model, model_text};

use facts::Words;
use shape::Definitions;

/// The schema of designs with `template`, in a book that has `templates`. It also allows facts that
/// only other templates of the book name.
pub fn schema(template: &Template, templates: &Templates) -> Value {
    let context = KnownNames::new(templates, rules::all());
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

/// The name of the file that `new` and `init` write next to designs. There is one per template and
/// major version, so that designs with different templates can share a folder.
pub fn file_name(template: &Template) -> String {
    format!("{}-{}.schema.json", template.name, template.version.major)
}

/// The first line of design files, which tells editors where the schema is.
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

/// Adds the template's hint for the summary to its description.
fn summary_hint(properties: &mut Map<String, Value>, words: &Words<'_>) {
    let Some(hint) = words.prose("design.summary") else { return };
    let summary = properties.get_mut("design").and_then(|design| design.pointer_mut("/properties/summary"));
    if let Some(Value::String(description)) = summary.and_then(|summary| summary.get_mut("description")) {
        description.push(' ');
        description.push_str(&facts::sentence(hint));
    }
}

/// Lists the names and codes of rules that an `[[allow]]` may name.
fn rule_names(definitions: &mut Map<String, Value>, rules: &[&'static Rule]) {
    let names: Vec<&str> = rules.iter().flat_map(|rule| [rule.name, rule.code]).collect();
    let entry = definitions.get_mut(AllowEntry::RECORD.name);
    if let Some(Value::Object(rule)) = entry.and_then(|entry| entry.pointer_mut("/properties/rule")) {
        rule.insert("enum".to_owned(), json!(names));
    }
}
