//! The model of a design as JSON (`export --format json`): what is read back is the same design, for every
//! design of the repository and for every key of the format, and the schema accepts it.

use std::path::Path;
use std::sync::Arc;

use mdbook_system_design::authoring::schema;
use mdbook_system_design::book::{Session, Surroundings};
use mdbook_system_design::compare::{Side, compare};
use mdbook_system_design::design::Design;
use mdbook_system_design::interchange::model;
use mdbook_system_design::source::FileId;
use mdbook_system_design::template::Template;

use crate::builds::payloads::MARK;
use crate::harness::{read, repository};
use crate::schema::validator;

/// A session that reads designs and their models.
struct Reading {
    session: Session,
}

impl Reading {
    fn at(folder: &Path) -> Self {
        Self { session: Surroundings::at(folder).session }
    }

    /// The design in a file with this text.
    #[track_caller]
    fn design(&mut self, path: &str, text: &str) -> (Arc<Design>, Template) {
        let file: FileId = self.session.sources.add(path, text);
        self.session.open(file);
        let checked = self.session.check().swap_remove(&file).expect("it was opened");
        let template = checked.template.unwrap_or_else(|| panic!("{path}: no template"));
        (
            checked.design.unwrap_or_else(|| panic!("{path}: no design\n{text}")),
            Arc::unwrap_or_clone(template),
        )
    }

    /// The model of a design, after the law was held.
    #[track_caller]
    fn exported(&mut self, path: &str, text: &str) -> String {
        let (design, template) = self.design(path, text);
        let written = model::write(&design, &self.session.sources);
        let (again, _) = self.design(&path.replace(".toml", ".json"), &written);
        let said = |new: &Design| -> Vec<String> {
            let old = Side { design: &design, template: &template };
            let changes = compare(old, Side { design: new, template: &template }, &[]);
            let said = changes.entries.iter().map(|change| format!("{} {}", change.path, change.message));
            let mut said: Vec<String> = said.collect();
            said.sort_unstable();
            said
        };
        // A design in which one id is given twice differs from itself.
        assert_eq!(said(&design), said(&again), "{path}");
        assert_eq!(design.id, again.id, "{path}");
        assert_eq!(written, model::write(&again, &self.session.sources), "{path}: the same bytes");
        let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        let validator = validator(&schema::model());
        let mistakes: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(mistakes.is_empty(), "{path}: {mistakes:#?}");
        written
    }
}

fn designs_below(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            designs_below(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn what_is_read_back_is_the_same_design() {
    let mut count = 0;
    for folder in ["tests/designs", "book-example/designs"] {
        let mut files = Vec::new();
        designs_below(&repository(folder), &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a file");
            if !text.contains("[design]") {
                continue;
            }
            let mut reading = Reading::at(&repository(folder.split('/').next().expect("a folder")));
            // Texts in other files are found from the design's folder.
            let written = reading.exported(&file.to_string_lossy(), &text);
            assert!(!written.contains("\"file\":"), "{}: a text is not in it", file.display());
            count += 1;
        }
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn every_key_of_the_format_comes_back() {
    let text = read("tests/hostile/every-field.toml").replace(MARK, "words");
    let mut reading = Reading::at(&repository("tests/designs"));
    reading.exported("every-field.toml", &text);
}

/// A design that takes texts from files, in every form.
const CITING: &str = r#"template = "system-design@1"
design = { title = "Shop", version = "1.0.0", status = "draft", summary = { file = "why.md", lines = "2" }, updated = 2026-11-20 }
[requirements.R1]
category = "Orders"
text.file = "why.md"
[technologies]
file = "not a text of a file"
[api.order]
endpoint = "POST /orders"
request = { language = "json", code = { file = "order.json" } }
responses = { 201 = { language = "json", code = { file = "order.json" } }, 404 = "Unknown" }
[security]
authentication = [{ file = "why.md", anchor = "b" }, "a badge"]
csrf-protection = { not-applicable = { file = "why.md", lines = "1" } }
[security.authorization]
file = "why.md"
lines = "1-2"
[performance]
throughput = 1_200
response-time = 2026-01-31
[x]
file = { file = "nowhere.md" }
"#;

#[test]
fn texts_of_other_files_are_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write("why.md", "First.\nSecond “quoted”.\n<!-- ANCHOR: b -->\nBetween.\n<!-- ANCHOR_END: b -->\n");
    write("order.json", "{ \"id\": 1 }\n");
    let mut reading = Reading::at(folder.path());
    let path = folder.path().join("shop.toml");
    let written = reading.exported(&path.to_string_lossy(), CITING);
    snapbox::assert_data_eq!(written, snapbox::file!["../interchange/citing.json"]);
}

/// A design that takes all that it may from files.
const TAKING: &str = r#"template = "system-design@1"
design = { title = "Shop", version = "1.0.0", status = "draft" }
[sources]
api = { openapi = "openapi.yaml", take = true }
tables = { sql = "schema.sql", take = true }
decisions = { adr = "adr/*.md", take = true }
[tables.orders]
columns = [{ name = "id", pii = false }]
retention = { not-applicable = "kept" }
"#;

#[test]
fn what_is_taken_is_in_it_and_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| crate::harness::write(&folder.path().join(name), text);
    write(
        "openapi.yaml",
        "openapi: 3.1.0\npaths:\n  /orders:\n    get:\n      operationId: listOrders\n      responses:\n        '200': { description: All }\n",
    );
    write(
        "schema.sql",
        "CREATE TABLE orders (id uuid PRIMARY KEY);\nCREATE TABLE lines (id int PRIMARY KEY);\n",
    );
    write("adr/0001-keep.md", "# Keep orders\n\n## Status\n\nAccepted\n");
    let mut reading = Reading::at(folder.path());
    let path = folder.path().join("shop.toml");
    let written = reading.exported(&path.to_string_lossy(), TAKING);
    snapbox::assert_data_eq!(&written, snapbox::file!["../interchange/taking.json"]);
    let file = reading.session.sources.add("other/shop.json", written.as_str());
    reading.session.open(file);
    let read = reading.session.check().swap_remove(&file).expect("it was opened").design.expect("a design");
    let taken = [
        read.api.get("list-orders").map(|it| it.is_taken),
        read.tables.get("orders").map(|it| it.is_taken),
        read.tables.get("lines").map(|it| it.is_taken),
        read.decisions.get("ADR-1").map(|it| it.is_taken),
    ];
    assert_eq!(taken, [Some(true), Some(false), Some(true), Some(true)]);
}

#[test]
fn the_schema_rejects_what_is_no_model() {
    let validator = validator(&schema::model());
    let least = r#""template": "a@1", "design": { "title": "A", "version": "1.0.0", "status": "draft" }"#;
    let accepts = |text: &str| validator.is_valid(&serde_json::from_str(text).expect("JSON"));
    assert!(accepts(&format!(r#"{{ "format": "1.0", {least} }}"#)));
    assert!(accepts(&format!(r#"{{ "format": "1.7", {least} }}"#)));
    assert!(accepts(&format!(
        r#"{{ "format": "1.0", {least}, "testing": {{ "unit": {{ "tool": "x", "by": {{ "not-applicable": "y" }} }} }} }}"#
    )));
    for wrong in [
        format!("{{ {least} }}"),
        format!(r#"{{ "format": "2.0", {least} }}"#),
        format!(r#"{{ "format": 1, {least} }}"#),
        format!(r#"{{ "format": "1.0", {least}, "api": {{ "a": {{ "endpoint": 1 }} }} }}"#),
        format!(r#"{{ "format": "1.0", {least}, "security": {{ "a": true }} }}"#),
        format!(r#"{{ "format": "1.0", {least}, "notes": {{ "a": {{ "file": "b.md" }} }} }}"#),
        r#"{ "format": "1.0", "template": "a@1" }"#.to_owned(),
        format!(r#"{{ "format": "1.1", {least}, "taken": {{ "api": ["a"] }} }}"#),
        format!(r#"{{ "format": "1.1", {least}, "taken": {{ "flows": {{}} }} }}"#),
    ] {
        assert!(!accepts(&wrong), "{wrong}");
    }
}
