//! The JSON Schema of the design file: it accepts designs, rejects values of the wrong shape, and uses no
//! keyword that Taplo does not know (`tests/taplo` asks Taplo itself). What it says as a whole is in
//! `tests/authoring/schema.json`.

use std::collections::BTreeSet;

use mdbook_system_design::authoring::schema;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use serde_json::Value;
use snapbox::{assert_data_eq, file};

use crate::harness::read;

const DESIGNS: [&str; 2] = ["tests/designs/url-shortener.toml", "tests/designs/web-shop.toml"];

fn of(request: &str) -> Value {
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.find(request).ok().flatten().expect("a template");
    schema::schema(template, &templates)
}

/// A design as validators of TOML see it: dates are strings.
fn as_json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(moment) => moment.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(convert).collect(),
            toml::Value::Table(table) => {
                table.into_iter().map(|(key, value)| (key, convert(value))).collect()
            }
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(value) => value.into(),
        }
    }
    convert(toml::Value::Table(text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))))
}

pub(crate) fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft7::options().should_validate_formats(true).build(schema).expect("a schema")
}

/// The places of the mistakes that a schema sees.
pub(crate) fn mistakes(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    let value = as_json(text);
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_design_is_accepted() {
    for request in ["system-design@1", "design-brief@1"] {
        let validator = validator(&of(request));
        for design in DESIGNS {
            assert_eq!(mistakes(&validator, &read(design)), Vec::<String>::new(), "{design}");
        }
    }
}

const LEAST: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"A\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n";

#[test]
fn every_form_of_a_value_is_accepted() {
    let validator = validator(&of("system-design@1"));
    for more in [
        "",
        "summary = { file = \"a.md\", lines = \"1-9\" }",
        "summary = { not-applicable = \"why\" }",
        "[requirements]\nnot-applicable = \"why\"",
        "[technologies]\n\"Node.js\" = \"server\"\nRust = { purpose = \"all\", version = \"1\" }",
        "[technologies]\nRust = { file = \"rust.md\" }",
        "[security]\nnot-applicable = \"why\"",
        "[security]\nauthentication = { not-applicable = \"why\" }",
        "[performance]\nresponse-time = 5\nthroughput = 1.5\ncaching = [\"a\", { file = \"b.md\" }]",
        "[performance.optimizations]\n\"Some cache\" = \"text\"",
        "[deployment]\nenvironments = { dev = \"a\", production = \"b\" }\nci-cd = 2026-01-31",
        "[testing]\nnot-applicable = \"why\"",
        "[testing.unit]\nnot-applicable = \"why\"",
        "[people.a]\nname = \"A\"\nuses = { b = \"reads\", c = [\"x\", { label = \"y\", async = true }] }",
        "[api.a]\nendpoint = \"GET /\"\nresponses = { 200 = \"fine\", 404 = { language = \"json\", code = \"{}\" } }",
        "[diagrams]\narchitecture = \"flowchart LR\"\ndata-flow = { mermaid = { file = \"a.mmd\" }, caption = \"c\" }",
        "[footprint]\ngenerated-at = 2026-01-31T09:30:00Z",
        "[footprint]\ngenerated-at = 2026-01-31",
        "[[allow]]\nrule = \"missing-fact\"\nreason = \"soon\"\n[[allow]]\nrule = \"SD101\"\nreason = \"soon\"",
        "[notes]\nsecurity = \"A threat model.\"",
        "[x]\nanything = { at = [1, \"all\"] }",
    ] {
        assert_eq!(mistakes(&validator, &format!("{LEAST}{more}\n")), Vec::<String>::new(), "{more}");
    }
}

#[test]
fn every_mistake_is_rejected_at_its_place() {
    let validator = validator(&of("system-design@1"));
    let corpus: Vec<Value> = serde_json::from_str(&read("tests/authoring/mistakes.json")).unwrap();
    assert!(corpus.len() > 30);
    for entry in &corpus {
        let (mistake, place) = (entry["toml"].as_str().unwrap(), entry["at"].as_str());
        let found = mistakes(&validator, &format!("{LEAST}{mistake}\n"));
        let there = found.iter().any(|found| found.split(": ").next() == place);
        assert!(there, "{mistake}\nexpected at {place:?}, found {found:#?}");
    }
    let headless = mistakes(&validator, "");
    assert_eq!(headless.len(), 2, "{headless:#?}");
    let wrong =
        LEAST.replace("1.0.0", "1").replace("draft", "finished").replace("system-design@1", "system-design");
    assert_eq!(mistakes(&validator, &wrong).len(), 3);
}

/// Keywords of draft 4, without those that are of no use here.
const DRAFT_4: [&str; 22] = [
    "$schema",
    "$ref",
    "title",
    "description",
    "default",
    "definitions",
    "type",
    "enum",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "dependencies",
    "items",
    "pattern",
    "format",
    "anyOf",
    "allOf",
    "oneOf",
    "not",
    "minLength",
    "minItems",
];

#[test]
fn only_keywords_of_draft_4_are_used() {
    fn keywords<'v>(schema: &'v Value, found: &mut BTreeSet<&'v str>) {
        let Value::Object(schema) = schema else { return };
        for (keyword, value) in schema {
            found.insert(keyword);
            match (keyword.as_str(), value) {
                ("properties" | "patternProperties" | "definitions" | "dependencies", Value::Object(map)) => {
                    map.values().for_each(|schema| keywords(schema, found));
                }
                ("anyOf" | "allOf" | "oneOf", Value::Array(list)) => {
                    for schema in list {
                        keywords(schema, found);
                    }
                }
                _ => keywords(value, found),
            }
        }
    }
    let schema = of("system-design@1");
    let mut found = BTreeSet::new();
    keywords(&schema, &mut found);
    found.retain(|keyword| !DRAFT_4.contains(keyword));
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn a_change_of_the_format_is_seen() {
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.find("system-design@1").ok().flatten().unwrap();
    assert_data_eq!(schema::text(template, &templates), file!["../authoring/schema.json": Text].raw());
}
