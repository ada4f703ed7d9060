//! What the templates add to the schema: the fact tables and their keys.

use serde_json::{Map, Value, json};

use super::shape::Definitions;
use crate::design::{FactKeys, FactValue, KnownNames, NotApplicable, Text};
use crate::reading::{Read, Shape};
use crate::template::{BlockKind, Dimension, FactField, Section, Template, Templates};

/// The words of all templates, with the design's template first.
pub(super) struct Words<'t>(Vec<&'t Template>);

impl<'t> Words<'t> {
    pub(super) fn new(template: &'t Template, templates: &'t Templates) -> Self {
        let others = templates.iter().filter(|other| other.title_line() != template.title_line());
        Self(std::iter::once(template).chain(others).collect())
    }

    /// The hint for the text at a path.
    pub(super) fn prose(&self, path: &str) -> Option<&'t str> {
        let blocks = self.0.iter().flat_map(|template| template.blocks());
        blocks.into_iter().find_map(|(_, block)| match &block.kind {
            BlockKind::Prose { from, hint } if from == path => Some(hint.as_str()),
            _ => None,
        })
    }

    fn field(&self, path: &str) -> Option<&'t FactField> {
        self.0.iter().find_map(|template| template.field(path))
    }

    fn section(&self, key: &str) -> Option<&'t Section> {
        self.0.iter().find_map(|template| template.section(key))
    }

    /// The headings of the blocks that show a table's facts.
    fn headings(&self, table: &str) -> Vec<&'t str> {
        let of = |template: &&'t Template| -> Vec<&'t str> {
            let blocks = template.blocks().filter(|(_, block)| match &block.kind {
                BlockKind::Facts { from, .. } => from == table,
                BlockKind::Entries(entry) => entry.from == table,
                _ => false,
            });
            blocks.map(|(section, block)| block.heading.as_deref().unwrap_or(&section.heading)).collect()
        };
        self.0.iter().map(of).find(|headings| !headings.is_empty()).unwrap_or_default()
    }
}

/// The top-level fact tables, including nested ones.
pub(super) fn tables(
    context: &KnownNames,
    words: &Words<'_>,
    definitions: &mut Definitions,
) -> Map<String, Value> {
    let roots = context.facts.roots().into_iter();
    roots.map(|root| (root.to_owned(), table(root, context, words, definitions))).collect()
}

/// `[notes]`: a text for each section.
pub(super) fn notes(
    description: &str,
    context: &KnownNames,
    words: &Words<'_>,
    definitions: &mut Definitions,
) -> Value {
    let mut properties = Map::new();
    for key in &context.sections {
        let heading = words.section(key).map_or(key.as_str(), |section| &section.heading);
        let description = format!("Printed at the end of “{heading}”.");
        properties.insert(key.clone(), definitions.described(&description, &Text::shape()));
    }
    closed(description, properties, definitions)
}

/// Ends a phrase with a period.
pub(super) fn sentence(phrase: &str) -> String {
    let end = if phrase.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{phrase}{end}")
}

fn table(path: &str, context: &KnownNames, words: &Words<'_>, definitions: &mut Definitions) -> Value {
    let headings = words.headings(path);
    let description = if headings.is_empty() { String::new() } else { sentence(&headings.join("; ")) };
    let mut properties = Map::new();
    let mut additional = None;
    for (table, keys) in context.facts.iter() {
        match keys {
            FactKeys::Named(keys) if table == path => {
                for key in keys {
                    let description = describe(&format!("{path}.{key}"), words);
                    properties.insert(key.clone(), definitions.described(&description, &FactValue::shape()));
                }
            }
            FactKeys::Free if table == path => additional = Some(definitions.shared(&FactValue::shape())),
            _ => {}
        }
    }
    let below: Vec<&str> = context
        .facts
        .iter()
        .filter_map(|(table, _)| table.strip_prefix(path)?.strip_prefix('.')?.split('.').next())
        .collect();
    for name in below {
        if !properties.contains_key(name) {
            let inner = table(&format!("{path}.{name}"), context, words, definitions);
            properties.insert(name.to_owned(), inner);
        }
    }
    let mut schema = closed(&description, properties, definitions);
    if let (Some(additional), Value::Object(object)) = (additional, &mut schema) {
        object.insert("additionalProperties".to_owned(), additional);
    }
    schema
}

/// A table with these keys, or with the reason why it does not apply.
fn closed(description: &str, mut properties: Map<String, Value>, definitions: &mut Definitions) -> Value {
    let reason = Shape::Record(NotApplicable::RECORD);
    properties.extend(definitions.properties(&NotApplicable::RECORD));
    let mut schema = json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "dependencies": { "not-applicable": definitions.shared(&reason) },
    });
    if let (true, Value::Object(object)) = (description.is_empty(), &mut schema) {
        object.shift_remove("description");
    }
    schema
}

/// What an editor shows for a fact: its label, its hint, and an example of a quantity.
fn describe(path: &str, words: &Words<'_>) -> String {
    let Some(field) = words.field(path) else {
        return words.prose(path).map(sentence).unwrap_or_default();
    };
    let mut parts = vec![format!("{}: {}", field.label, sentence(&field.hint))];
    parts.extend(field.quantity.map(|quantity| format!("A {}: `{}`.", quantity.word(), example(quantity))));
    if !field.expects.is_empty() {
        parts.push(format!("At least one name must contain {}.", field.expects.join(", ")));
    }
    parts.extend(field.default.as_ref().map(|default| format!("Default: {}", sentence(default))));
    if !field.required {
        parts.push("Optional.".to_owned());
    }
    parts.join(" ")
}

/// An example of a quantity, as typed in TOML.
pub(in crate::authoring) fn example(quantity: Dimension) -> &'static str {
    match quantity {
        Dimension::Duration => "\"p99 < 200 ms\"",
        Dimension::Rate => "\"1,200 requests per second\"",
        Dimension::Count => "5000",
        Dimension::Percentage => "\"85 %\"",
        Dimension::Size => "\"< 64 KiB\"",
    }
}
