//! A design that is held against its repository: `cargo bench --bench sources`.
//!
//! The check of a design with 200 endpoints, 300 tables and 150 decisions, all of which are in files too, may take
//! at most [`LIMIT`]. The same book without `[sources]` shows what the files cost.

#![allow(clippy::unwrap_used, reason = "a bench that cannot read its data must stop")]
#![allow(clippy::print_stdout, reason = "it prints its results")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use divan::black_box;
use mdbook_system_design::book::inspect;

mod books;

/// How many tables; two thirds as many endpoints, and half as many decisions.
const TABLES: [usize; 3] = [75, 150, 300];
const LIMIT: Duration = Duration::from_millis(300);

/// A book with one design, and the files that it names.
fn book(folder: &Path, tables: usize) {
    let (endpoints, decisions) = (tables * 2 / 3, tables / 2);
    let write = |path: &str, text: &str| books::write(folder, path, text);
    write("book.toml", "[book]\ntitle = \"B\"\n[preprocessor.system-design]\nfail-on = \"never\"\n");
    write("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n");
    write("src/a.md", "<<#system-design /designs/a.toml>>\n");
    let mut design = String::from(
        "template = \"design-brief@1\"\n\n[design]\ntitle = \"A\"\nversion = \"1.0.0\"\nstatus = \"implemented\"\n\n",
    );
    if folder.join("without").exists() {
        design += "[x]\n";
    } else {
        design += "[sources]\napi = \"openapi.yaml\"\ntables = { sql = \"db/*.sql\", dialect = \"postgresql\" }\n\
                   decisions = \"adr/*.md\"\n";
    }
    design += "\n[components.a]\nname = \"A\"\nkind = \"service\"\n";
    let mut api = String::from(
        "openapi: 3.1.0\ninfo: { title: A, version: 1.0.0 }\nsecurity: [{ staff: [] }]\n\
         components:\n  securitySchemes: { staff: { type: http, scheme: bearer } }\n  schemas:\n    Thing:\n      \
         type: object\n      required: [id]\n      properties:\n        id: { type: string }\n        \
         count: { type: integer }\npaths:\n",
    );
    for number in 0..endpoints {
        write!(
            design,
            "\n[api.get-{number}]\nendpoint = \"GET /things-{number}/{{id}}\"\nauth = \"bearer\"\n\
             [api.get-{number}.responses]\n404 = \"Unknown\"\n\
             200 = {{ language = \"json\", code = '{{ \"id\": \"a\", \"count\": 1 }}' }}\n"
        )
        .unwrap();
        write!(
            api,
            "  /things-{number}/{{id}}:\n    get:\n      operationId: get{number}\n      responses:\n        \
             \"404\": {{ description: Unknown }}\n        \"200\":\n          description: It\n          content:\n            \
             application/json: {{ schema: {{ $ref: \"#/components/schemas/Thing\" }} }}\n"
        )
        .unwrap();
    }
    write("openapi.yaml", &api);
    for number in 0..tables {
        write!(
            design,
            "\n[tables.t{number}]\ndescription = \"Rows\"\ncolumns = [\n  \
             {{ name = \"id\", type = \"uuid\", key = \"primary\" }},\n  {{ name = \"name\", type = \"varchar(40)\" }},\n  \
             {{ name = \"made_at\", type = \"timestamptz\", default = \"now()\" }},\n  \
             {{ name = \"note\", type = \"text\", nullable = true }},\n]\n"
        )
        .unwrap();
        let text = format!(
            "CREATE TABLE t{number} (\n  id uuid PRIMARY KEY,\n  name varchar(40) NOT NULL,\n  \
             made_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE INDEX i{number} ON t{number} (name);\n\
             ALTER TABLE t{number} ADD COLUMN note text;\n"
        );
        write(&format!("db/V{number}__t.sql"), &text);
    }
    for number in 1..=decisions {
        write!(
            design,
            "\n[decisions.ADR-{number}]\ntitle = \"Choice {number} is made\"\nstatus = \"accepted\"\nchosen = \"one\"\n\
             [decisions.ADR-{number}.options.one]\ntitle = \"One\"\n[decisions.ADR-{number}.options.other]\ntitle = \"Other\"\n"
        )
        .unwrap();
        let text = format!(
            "---\nstatus: accepted\n---\n# Choice {number} is made\n\n## Context and Problem Statement\n\nWhich one?\n\n\
             ## Considered Options\n\n* One\n* Other\n\n## Decision Outcome\n\nChosen option: \"One\", because it is.\n"
        );
        write(&format!("adr/{number:04}-decision.md"), &text);
    }
    write("designs/a.toml", &design);
}

/// The same without the files, to compare with.
fn without(folder: &Path, tables: usize) {
    books::write(folder, "without", "");
    book(folder, tables);
}

fn check(folder: &Path) {
    let found = inspect::book(folder).unwrap().report.findings;
    let drifts: Vec<&str> = found
        .iter()
        .filter(|one| one.rule.code.starts_with("SD14"))
        .map(|one| one.message.as_str())
        .collect();
    assert!(drifts.is_empty(), "{drifts:?}");
    black_box(found);
}

fn main() {
    let what =
        |tables: usize| format!("{} endpoints, {tables} tables and {} decisions", tables * 2 / 3, tables / 2);
    let with = books::grow(&[("check against files", check)], &TABLES, what, book);
    books::grow(&[("check without them", check)], &TABLES, what, without);
    assert!(cfg!(debug_assertions) || with.iter().all(|time| *time < LIMIT), "{with:?}");
}
