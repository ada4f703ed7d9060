//! Every key of the format is in the JSON Schema, in the text of a new design and, with an example, in the
//! reference. The keys come from the declarations that reading follows, so a key that is forgotten in one of
//! them fails here by itself; `keys.rs` does the same for what a document prints and an import reads.
//!
//! What is left out on purpose is on a list with the reason. An entry that is not needed fails, too.

use std::collections::{BTreeMap, BTreeSet};

use mdbook_system_design::authoring::scaffold::NewDesign;
use mdbook_system_design::authoring::schema;
use mdbook_system_design::book::rules;
use mdbook_system_design::design::{FactKeys, KnownNames, Status, TABLES};
use mdbook_system_design::reading::Shape;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use serde_json::Value as Json;
use toml::{Table, Value};

use crate::harness::{read, repository};
use crate::scaffold::uncommented;

/// Why a key of files is not named.
const SHORT: &str = "the pattern of the files is enough to begin with";

/// Keys that a new design does not show, and why; `was` of every entity.
const NOT_IN_NEW: &[(&str, &str)] = &[
    ("design.id", "the name of the file is a good id"),
    ("design.supersedes", "a new design has no history"),
    ("design.superseded-by", "a new design has no history"),
    ("was", "a new design has no history"),
    ("decisions.*.superseded-by", "a new decision has no history"),
    ("integrations.*.design", "a new design knows no other one"),
    ("integrations.*.contracts", "a new design knows no other one"),
    ("allow.rule", "a new design has nothing to silence"),
    ("allow.reason", "a new design has nothing to silence"),
    ("allow.at", "a new design has nothing to silence"),
    ("footprint.generated-by", "the template does not require a footer"),
    ("sources.api.asyncapi", SHORT),
    ("sources.api.base", SHORT),
    ("sources.api.except", SHORT),
    ("sources.api.only", SHORT),
    ("sources.api.openapi", SHORT),
    ("sources.api.optional", SHORT),
    ("sources.api.protobuf", SHORT),
    ("sources.api.take", SHORT),
    ("sources.components.except", SHORT),
    ("sources.components.only", SHORT),
    ("sources.components.optional", SHORT),
    ("sources.decisions.adr", SHORT),
    ("sources.decisions.except", SHORT),
    ("sources.decisions.only", SHORT),
    ("sources.decisions.optional", SHORT),
    ("sources.decisions.take", SHORT),
    ("sources.dependencies.except", SHORT),
    ("sources.dependencies.only", SHORT),
    ("sources.dependencies.optional", SHORT),
    ("sources.dependencies.packages", SHORT),
    ("sources.deployment.compose", SHORT),
    ("sources.deployment.except", SHORT),
    ("sources.deployment.only", SHORT),
    ("sources.deployment.optional", SHORT),
    ("sources.tables.except", SHORT),
    ("sources.tables.only", SHORT),
    ("sources.tables.optional", SHORT),
    ("sources.tables.take", SHORT),
    ("footprint.framework", "the template does not require a footer"),
    ("footprint.framework-version", "the template does not require a footer"),
    ("footprint.generated-at", "the template does not require a footer"),
];

/// The keys of a shape, below a path; names that authors choose are `*`.
fn keys(shape: &Shape, path: &str, found: &mut BTreeSet<String>) {
    match shape {
        // These are forms of one value.
        Shape::Named { name: "Text" | "Fact", .. } => {}
        Shape::Record(record) if matches!(record.name, "NotApplicable" | "FileText") => {}
        // Frames within frames are like those around them.
        Shape::Record(record) if record.name.starts_with("Inner") => {}
        Shape::Record(record) => {
            for field in record.fields {
                let path = format!("{path}.{}", field.key);
                keys(&(field.shape)(), &path, found);
                found.insert(path);
            }
        }
        Shape::Map { value, .. } => keys(value, &format!("{path}.*"), found),
        Shape::Array(item) => keys(item, path, found),
        Shape::OneOf(shapes) => shapes.iter().for_each(|shape| keys(shape, path, found)),
        Shape::Named { shape, .. } => keys(shape, path, found),
        _ => {}
    }
}

/// Every key of the format, and every fact of a template.
fn format(templates: &Templates) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for table in TABLES {
        keys(&(table.shape)(), table.key, &mut found);
    }
    for (_, block) in template(templates).blocks() {
        if let mdbook_system_design::template::BlockKind::Facts { from, fields } = &block.kind {
            found.extend(fields.iter().map(|field| format!("{from}.{}", field.key)));
        }
    }
    found
}

fn template(templates: &Templates) -> &mdbook_system_design::template::Template {
    templates.find("system-design@1").ok().flatten().expect("a template")
}

/// The keys that a schema describes.
fn described(schema: &Json, node: &Json, path: &str, found: &mut BTreeSet<String>) {
    if path.split('.').count() > 8 {
        return;
    }
    if let Some(name) = node.get("$ref").and_then(Json::as_str) {
        let pointer = name.trim_start_matches('#');
        described(schema, schema.pointer(pointer).expect("a definition"), path, found);
    }
    for inner in node.get("anyOf").and_then(Json::as_array).into_iter().flatten() {
        described(schema, inner, path, found);
    }
    if let Some(items) = node.get("items") {
        described(schema, items, path, found);
    }
    let join = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    if let Some(additional) = node.get("additionalProperties").filter(|value| value.is_object()) {
        described(schema, additional, &join("*"), found);
    }
    for (key, property) in node.get("properties").and_then(Json::as_object).into_iter().flatten() {
        described(schema, property, &join(key), found);
        found.insert(join(key));
    }
}

#[test]
fn every_key_is_in_the_schema() {
    let templates = Templates::embedded(&mut Sources::new());
    let schema = schema::schema(template(&templates), &templates);
    let mut found = BTreeSet::new();
    described(&schema, &schema, "", &mut found);
    let lacking: Vec<String> = format(&templates).difference(&found).cloned().collect();
    assert_eq!(lacking, Vec::<String>::new());
    // The facts of other templates are in it, too.
    for (table, keys) in KnownNames::new(&templates, rules::all()).facts.iter() {
        let FactKeys::Named(keys) = keys else { continue };
        assert!(keys.iter().all(|key| found.contains(&format!("{table}.{key}"))), "{table}");
    }
}

/// The text of the reference about each table, without its examples.
fn reference() -> BTreeMap<String, String> {
    let page = read("book-example/src/reference/design-file.md");
    let (mut sections, mut heading, mut is_code) = (BTreeMap::<String, String>::new(), String::new(), false);
    for line in page.lines() {
        is_code ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !is_code) {
            Some(name) => name.clone_into(&mut heading),
            None if is_code => {}
            None => sections.entry(heading.clone()).or_default().extend([line, "\n"]),
        }
    }
    sections
}

/// The keys that the examples of the guide use, with the tables that they are in.
fn exemplified() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for folder in ["reference", "how-to", "how-to/editors"] {
        let entries = std::fs::read_dir(repository("book-example/src").join(folder)).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
            let page = std::fs::read_to_string(path).expect("a page");
            for block in page.split("```toml").skip(1) {
                let text = block.split_once('\n').and_then(|(_, rest)| rest.split("\n```").next());
                if let Some(table) = text.and_then(|text| text.parse::<Table>().ok()) {
                    shown(&table, "", &mut found);
                }
            }
        }
    }
    found
}

#[test]
fn every_key_is_in_the_reference_with_an_example() {
    let (sections, examples) = (reference(), exemplified());
    let mut paths = BTreeSet::new();
    for table in TABLES {
        keys(&(table.shape)(), table.key, &mut paths);
    }
    let mut lacking = BTreeSet::new();
    for path in &paths {
        let mut parts = path.rsplit('.').filter(|part| *part != "*");
        let (key, inside) = (parts.next().expect("a key"), parts.next().unwrap_or_default());
        // Former ids are the same everywhere.
        let (section, is_shown) = match (key, path.split('.').next().unwrap_or_default()) {
            ("was", _) => ("Former ids", examples.iter().any(|(_, key)| key == "was")),
            (_, table) => {
                let section = if path.contains(".uses.") { "uses" } else { table };
                (section, examples.contains(&(inside.to_owned(), key.to_owned())))
            }
        };
        let is_said = sections.get(section).is_some_and(|text| text.contains(&format!("`{key}`")));
        if !is_said || !is_shown {
            lacking.insert(format!("{path}: described {is_said}, with an example {is_shown}"));
        }
    }
    assert_eq!(lacking, BTreeSet::new());
}

/// The keys of a text, with the tables that they are in: the same record may be in many places, and one of
/// them is enough.
fn shown(table: &Table, inside: &str, found: &mut BTreeSet<(String, String)>) {
    for (key, value) in table {
        found.insert((inside.to_owned(), key.clone()));
        shown_below(value, key, found);
    }
}

fn shown_below(value: &Value, key: &str, found: &mut BTreeSet<(String, String)>) {
    match value {
        // An entity is in the table of its kind, whatever its id.
        Value::Table(table) => {
            shown(table, key, found);
            table.values().filter_map(Value::as_table).for_each(|inner| shown(inner, key, found));
        }
        Value::Array(items) => items.iter().for_each(|item| shown_below(item, key, found)),
        _ => {}
    }
}

#[test]
fn every_key_is_in_a_new_design() {
    let templates = Templates::embedded(&mut Sources::new());
    let template = template(&templates);
    let new = NewDesign { title: "A", id: None, template, status: Status::Draft, schema: None };
    let table: Table = uncommented(&new.text()).parse().expect("TOML");
    let mut found = BTreeSet::new();
    shown(&table, "", &mut found);
    let is_lacking = |path: &&String| {
        let mut parts = path.rsplit('.').filter(|part| *part != "*");
        let (key, inside) = (parts.next().expect("a key"), parts.next().unwrap_or_default());
        !found.contains(&(inside.to_owned(), key.to_owned()))
    };
    let name =
        |path: &String| if path.rsplit('.').next() == Some("was") { "was".to_owned() } else { path.clone() };
    let lacking: BTreeSet<String> = format(&templates).iter().filter(is_lacking).map(name).collect();
    let listed: BTreeSet<String> = NOT_IN_NEW.iter().map(|(key, _)| (*key).to_owned()).collect();
    let new: Vec<&String> = lacking.difference(&listed).collect();
    let needless: Vec<&String> = listed.difference(&lacking).collect();
    assert!(new.is_empty() && needless.is_empty(), "not in a new design {new:#?}, on the list {needless:#?}");
    assert!(NOT_IN_NEW.iter().all(|(_, reason)| !reason.is_empty()));
}
