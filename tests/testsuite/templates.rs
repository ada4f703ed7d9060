//! The embedded templates: what a newer version may change of an older one, that a document grows only by what
//! is new, and that each template is told apart by a line.

use std::collections::BTreeSet;

use mdbook_system_design::authoring::schema;
use mdbook_system_design::book::rules;
use mdbook_system_design::design::{Design, FactKeys, KnownFacts, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{Options, Report, blank, document};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{BlockKind, Template, Templates};
use serde_json::Value;

use crate::harness::{read, repository};

fn embedded() -> Templates {
    Templates::embedded(&mut Sources::new())
}

fn named<'t>(templates: &'t Templates, request: &str) -> &'t Template {
    templates.find(request).ok().flatten().unwrap_or_else(|| panic!("{request}"))
}

/// What a design may name is known without the templates: this writes it down.
#[test]
fn the_names_of_the_embedded_templates_are_written_down() {
    let templates = embedded();
    let mut sections: Vec<&str> = Vec::new();
    for section in templates.iter().flat_map(|template| &template.sections) {
        if !sections.contains(&section.key.as_str()) {
            sections.push(&section.key);
        }
    }
    let lines: Vec<String> = sections.iter().map(|key| format!("    {key:?},\n")).collect();
    let sections = lines.concat();
    let (mut named, mut free) = (String::new(), String::new());
    for (table, keys) in KnownFacts::of_templates(templates.iter()).iter() {
        match keys {
            FactKeys::Named(keys) => named += &format!("    ({table:?}, &{keys:?}),\n"),
            FactKeys::Free => free += &format!("    {table:?},\n"),
        }
    }
    let item = |what: &str, name: &str, list: &str| {
        format!("\n/// {what}\n#[rustfmt::skip]\npub const {name} = &[\n{list}];\n")
    };
    let head = "//! What the embedded templates name, so that a design can be read without them. A test writes it.\n";
    let text = [
        head.to_owned(),
        item("The keys of sections, in their order.", "SECTIONS: &[&str]", &sections),
        item("The keys of each fact table, in their order.", "FACTS: &[(&str, &[&str])]", &named),
        item("The fact tables whose keys authors name.", "FREE: &[&str]", &free),
    ];
    snapbox::assert_data_eq!(text.concat(), snapbox::file!["../../src/template/names.rs"].raw());
}

/// A design of `tests/designs` as a template prints it.
fn printed(templates: &Templates, text: &str, request: &str) -> String {
    let context = KnownNames::new(templates, rules::all());
    let mut sources = Sources::new();
    let file = sources.add("design.toml", text);
    let root = Root::new(&repository("tests/designs"), false);
    let mut sink = Sink::default();
    let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
    assert!(sink.is_empty(), "{:?}", sink.findings());
    let design = design.expect("a design");
    document(&design, named(templates, request), &Options::default(), &Report::default())
}

/// The lines that do not name the template's version.
fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.contains("1.0.0") && !line.contains("1.1.0")).collect()
}

/// What a design says that `system-design` 1.0.0 has no place for.
const NEW: &str = r#"
[scope]
goals = ["Short links"]
non-goals = ["Advertisements"]
assumptions = "Targets are public."
open-questions = ["Who pays"]

[glossary]
"Hot link" = "One that many follow"

[risks.K1]
text = "Somebody guesses codes."
likelihood = "low"
impact = "medium"
mitigation = "Codes are long."
owner = "team-growth"
status = "accepted"
concerns = ["R1", "api", "ADR-1"]

[nodes.rack]
name = "Rack"
kind = "host"
environment = "production"
runs = ["api", "db", "cache"]

[performance.budgets]
Image = "< 40 MB"
"#;

#[test]
fn a_document_grows_only_by_what_is_new() {
    let templates = embedded();
    let (old, new) = ("system-design@=1.0.0", "system-design@1.1");
    for name in ["url-shortener", "web-shop"] {
        let text = read(&format!("tests/designs/{name}.toml"));
        let (before, after) = (printed(&templates, &text, old), printed(&templates, &text, new));
        assert_eq!(lines(&before), lines(&after), "{name}");
    }
    // Whatever a design says that is new, all that the old version prints of it stays as it is and where it is.
    for path in [
        "tests/systems/shop.toml",
        "tests/systems/field-notes.toml",
        "tests/systems/meter-pipeline.toml",
        "tests/systems/compiler.toml",
        "book-example/designs/password-server.toml",
        "book-example/designs/watch.toml",
        "book-example/designs/pattern-saas.toml",
    ] {
        let text = read(path);
        is_within(&printed(&templates, &text, old), &printed(&templates, &text, new));
    }
    let text = read("tests/designs/url-shortener.toml") + NEW;
    let (before, after) = (printed(&templates, &text, old), printed(&templates, &text, new));
    is_within(&before, &after);
    for word in
        ["Short links", "Advertisements", "Targets are public", "Who pays", "Hot link", "guesses", "< 40 MB"]
    {
        // In a document of Markdown the sign is escaped.
        let word = word.trim_start_matches("< ");
        assert!(after.contains(word) && !before.contains(word), "{word}");
    }
    assert_eq!(blank(named(&templates, old)), blank(named(&templates, new)));
}

/// Every line of one document is in another one, in the same order.
#[track_caller]
fn is_within(before: &str, after: &str) {
    let mut rest = lines(after).into_iter();
    for line in lines(before) {
        assert!(rest.any(|other| other == line), "1.1 lost {line:?}");
    }
}

/// What a template requires: facts by their path, and blocks by their section.
fn required(template: &Template) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (section, block) in template.blocks().filter(|(_, block)| block.required) {
        match &block.kind {
            BlockKind::Facts { from, fields } => {
                let fields = fields.iter().filter(|field| field.required);
                found.extend(fields.map(|field| format!("{from}.{}", field.key)));
            }
            _ => _ = found.insert(format!("{}.{}", section.key, block.key)),
        }
    }
    found
}

/// The keys of a schema, with their paths.
fn keys(schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = format!("{path}.{key}");
        keys(property, &path, found);
        found.insert(path);
    }
}

/// A minor version adds what is optional; it renames, removes and requires nothing.
#[test]
fn a_minor_version_keeps_what_its_major_version_promised() {
    let templates = embedded();
    let mut compared = 0;
    for old in templates.iter() {
        let newer = templates.iter().filter(|new| {
            new.name == old.name && new.version.major == old.version.major && new.version > old.version
        });
        for new in newer {
            compared += 1;
            let more: Vec<String> = required(new).difference(&required(old)).cloned().collect();
            assert_eq!(more, Vec::<String>::new(), "{} requires more", new.title_line());
            let places = |template: &Template| -> BTreeSet<(String, String)> {
                template.blocks().map(|(section, block)| (section.key.clone(), block.key.clone())).collect()
            };
            assert!(places(new).is_superset(&places(old)), "{} lost a block", new.title_line());
            let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
            keys(&schema::schema(old, &templates), "", &mut before);
            keys(&schema::schema(new, &templates), "", &mut after);
            let lost: Vec<&String> = before.difference(&after).collect();
            assert!(lost.is_empty(), "{} lost {lost:?}", new.title_line());
        }
    }
    assert!(compared > 0);
}

/// Whoever chooses reads one line of each, and no template but the seed's speaks of a generator.
#[test]
fn each_template_says_what_it_is_for() {
    let templates = embedded();
    let mut lines = BTreeSet::new();
    for template in templates.iter().filter(|template| template.title_line() != "none") {
        let line = template.description.clone().unwrap_or_default();
        assert!(
            (20..=100).contains(&line.len()) && !line.contains('\n'),
            "{}: {line:?}",
            template.title_line()
        );
        assert!(lines.insert(line), "{}", template.title_line());
    }
    for name in ["architecture", "device", "app", "tool", "pipeline"] {
        let blank = blank(named(&templates, &format!("{name}@1")));
        for word in
            ["SYSTEM_DESIGN", "Architect AI", "Framework", "Generated", "Co-authored", "AI Generation"]
        {
            assert!(!blank.contains(word), "{name}: {word}");
        }
        assert!(blank.contains("## Document Status"), "{name}");
    }
}

/// A profile leaves nothing out: what it does not ask for is printed where it is given.
#[test]
fn a_profile_prints_all_that_its_base_prints() {
    let templates = embedded();
    let places = |template: &Template| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (section, block) in template.blocks() {
            found.insert(format!("{}.{}", section.key, block.key));
            if let BlockKind::Facts { from, fields } = &block.kind {
                found.extend(fields.iter().map(|field| format!("{}: {from}.{}", section.key, field.key)));
            }
        }
        found
    };
    let base = places(named(&templates, "system-design@1"));
    for name in ["architecture", "device", "app", "tool", "pipeline"] {
        let own = places(named(&templates, &format!("{name}@1")));
        let lost: Vec<&String> = base.difference(&own).collect();
        assert!(lost.is_empty(), "{name} lost {lost:?}");
    }
}
