//! Importing documents: those that this program prints, the blank template, and documents with the
//! small deviations of people and language models (`tests/import`).

use mdbook_system_design::answer::Completeness as Count;
use mdbook_system_design::authoring::import::{Import, Imported};
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{Completeness, Options, Report, blank, document};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{Template, Templates};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use snapbox::assert_data_eq;

use crate::harness::{check, read, repository};

fn templates() -> Templates {
    Templates::embedded(&mut Sources::new())
}

fn template<'t>(templates: &'t Templates, request: &str) -> &'t Template {
    templates.find(request).ok().flatten().expect("a template")
}

fn import(markdown: &str, request: &str) -> Imported {
    let templates = templates();
    let template = template(&templates, request);
    Import { template, templates: &templates, title: "Untitled", schema: None, synonyms: None }.read(markdown)
}

/// Reads a design that has no mistakes of shape.
#[track_caller]
fn design(text: &str) -> Design {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let context = KnownNames::new(&templates, mdbook_system_design::book::rules::all());
    let root = Root::new(&repository("tests/designs"), false);
    let mut sink = Sink::default();
    let file = sources.add("design.toml", text);
    let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
    let found: Vec<&str> = sink.findings().iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, Vec::<&str>::new(), "{text}");
    design.expect("a design")
}

fn print(design: &Design, template: &Template) -> String {
    let count = Count::of(design, template);
    let completeness =
        Completeness { answered: count.answered(), required: count.required(), justified: count.justified() };
    let report = Report { complete: count.is_whole(), completeness, ..Report::default() };
    document(design, template, &Options::default(), &report)
}

fn codes(text: &str) -> Vec<(String, String)> {
    let (report, _) = check("designs/import.toml", text);
    report.findings.iter().map(|found| (found.rule.code.to_owned(), found.message.clone())).collect()
}

#[test]
fn an_imported_document_prints_as_it_was() {
    let templates = templates();
    let template = template(&templates, "system-design@1");
    for path in ["tests/designs/url-shortener.toml", "tests/designs/web-shop.toml"] {
        let original = design(&read(path));
        // An id that no document shows is made of the title.
        let printed = print(&original, template);
        let imported = import(&printed, "system-design@1");
        let again = print(&design(&imported.text), template);
        assert_data_eq!(again, snapbox::Data::text(printed).raw());
        assert_eq!(imported.kept, [], "{path}");
    }
}

#[test]
fn entities_come_back_with_their_ids() {
    let templates = templates();
    let original = design(&read("tests/designs/url-shortener.toml"));
    let printed = print(&original, template(&templates, "system-design@1"));
    let imported = import(&printed, "system-design@1");
    let again = design(&imported.text);
    let ids = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ids(&mut again.requirements.ids()), ids(&mut original.requirements.ids()));
    assert_eq!(ids(&mut again.components.ids()), ids(&mut original.components.ids()));
    assert_eq!(ids(&mut again.people.ids()), ids(&mut original.people.ids()));
    assert_eq!(ids(&mut again.tables.ids()), ids(&mut original.tables.ids()));
    assert_eq!(ids(&mut again.models.ids()), ids(&mut original.models.ids()));
    assert_eq!(ids(&mut again.decisions.ids()), ids(&mut original.decisions.ids()));
    assert_eq!(ids(&mut again.tests.ids()), ids(&mut original.tests.ids()));
    assert_eq!(again.flows.len(), original.flows.len());
    assert_eq!(again.api.len(), original.api.len());
    assert!(again.diagrams.is_none() && again.layout.is_none(), "what is drawn is not written down");
    assert_data_eq!(imported.text, snapbox::file!["../import/url-shortener.toml": Text].raw());
}

#[test]
fn the_blank_document_lacks_everything_and_nothing_else() {
    let templates = templates();
    let seed = read("tests/seed/SYSTEM_DESIGN.template.md");
    let blanks = templates.iter().map(|template| (format!("{}@1", template.name), blank(template)));
    for (request, document) in blanks.chain([("system-design@1".to_owned(), seed)]) {
        let imported = import(&document, &request);
        assert_eq!(imported.kept, [], "{}", imported.text);
        let found = codes(&imported.text);
        assert!(found.iter().all(|(code, _)| code == "SD101"), "{found:#?}\n{}", imported.text);
        let design = design(&imported.text);
        let count = Count::of(&design, template(&templates, &request));
        assert_eq!(count.answered(), 0, "{}", imported.text);
    }
}

#[test]
fn a_document_of_people_finds_its_places() {
    let imported = import(&read("tests/import/by-hand.md"), "system-design@1");
    design(&imported.text);
    let shapes: Vec<_> =
        codes(&imported.text).into_iter().filter(|(code, _)| code.starts_with("SD00")).collect();
    assert_eq!(shapes, []);
    let mut report = String::new();
    for kept in &imported.kept {
        report.push_str(&format!("kept in {}: {:?} {:?}\n", kept.place, kept.heading, kept.text));
    }
    for read in imported.read.iter().chain(&imported.left) {
        report.push_str(&format!("{}: {}\n", read.line, read.text));
    }
    assert_data_eq!(imported.text.clone(), snapbox::file!["../import/by-hand.toml": Text].raw());
    assert_data_eq!(report, snapbox::file!["../import/by-hand.report.txt": Text].raw());
    assert_words_are_kept(&read("tests/import/by-hand.md"), &imported.text);
}

#[test]
fn large_and_deep_documents_are_read_in_proportion() {
    let head = "# SYSTEM_DESIGN.md: X\n\n## 4. Low-Level Design (LLD)\n\n### Component Structure Details\n\n";
    let nested: Vec<String> = (0..1500).map(|depth| format!("{}* item{depth}", "  ".repeat(depth))).collect();
    let nested = nested.join("\n");
    let marks = format!("{}x", "- ".repeat(20_000));
    let escapes = "\\*a\\_ ".repeat(5_000);
    let brackets = "[a ".repeat(20_000);
    let cells = format!("|{}\n|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000), "word|".repeat(2_000));
    let twins = "## Chapter\n\nText.\n\n".repeat(2_000);
    for text in [nested, marks, escapes, brackets, cells, twins] {
        let imported = import(&format!("{head}{text}"), "system-design@1").text;
        assert!(imported.parse::<toml::Table>().is_ok());
        // A document whose depth is cut need not get smaller; but none grows without bound.
        assert!(imported.len() < 40 * text.len().max(10_000), "{} of {}", imported.len(), text.len());
    }
}

/// The words of a text, without the signs around them.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The words of a value, its keys included.
fn said(value: &toml::Value, found: &mut std::collections::HashSet<String>) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| {
            found.extend(words(key));
            said(value, found);
        }),
        toml::Value::Array(items) => items.iter().for_each(|item| said(item, found)),
        toml::Value::String(text) => found.extend(words(text)),
        other => found.extend(words(&other.to_string())),
    }
}

fn numberless(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Every word of a document is in the design, but those of the template: headings, labels, hints.
#[track_caller]
fn assert_words_are_kept(document: &str, imported: &str) {
    let templates = templates();
    let template = template(&templates, "system-design@1");
    let source = read("templates/system-design/1.0.0.toml");
    let mut known: std::collections::HashSet<String> = words(&source).into_iter().collect();
    known.extend(words(&blank(template)));
    known.extend(words(&read("templates/synonyms.toml")));
    // What people and SQL call otherwise, the syntax of pictures that are drawn again, the language of an
    // empty fence.
    known.extend(words("responsibility column topic n a database key primary references not null endpoints"));
    known.extend(words("integrations complexity sequencediagram participant actor as note over right mermaid json http rust ignore text b br div"));
    known.insert("p".to_owned());
    known.insert(String::new());
    said(&toml::Value::Table(imported.parse().expect("TOML")), &mut known);
    let lost: Vec<String> = words(document)
        .into_iter()
        .filter(|word| !known.contains(word) && !known.contains(numberless(word)))
        .collect();
    assert_eq!(lost, Vec::<String>::new(), "{document}\n→\n{imported}");
}

/// Lines of real documents, in any order and number.
fn jumbled() -> impl Strategy<Value = String> {
    let templates = templates();
    let printed =
        print(&design(&read("tests/designs/url-shortener.toml")), template(&templates, "system-design@1"));
    let lines: Vec<String> =
        [printed, read("tests/import/by-hand.md"), read("tests/seed/SYSTEM_DESIGN.template.md")]
            .iter()
            .flat_map(|document| document.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
    let count = lines.len();
    // Runs of lines that belong together, so that the result is more than noise.
    proptest::collection::vec((0..count, 1..12_usize), 1..12).prop_map(move |runs| {
        let run = |(start, length): (usize, usize)| lines[start..count.min(start + length)].join("\n");
        runs.into_iter().map(run).collect::<Vec<_>>().join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(42), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_a_design(text in "[-#*` \\n\\[\\]:|<>a-cR1\\\\{}()_.é\"']{0,120}") {
        let imported = import(&text, "system-design@1");
        prop_assert!(imported.text.parse::<toml::Table>().is_ok(), "{}", imported.text);
    }

    #[test]
    fn a_jumbled_document_becomes_a_design(text in jumbled()) {
        let imported = import(&text, "system-design@1");
        design(&imported.text);
        assert_words_are_kept(&text, &imported.text);
    }
}

/// Pieces of Markdown. Each `@` becomes a word that occurs nowhere else.
const PIECES: [&str; 69] = [
    "# @ @\n",
    "## @ @\n",
    "### @\n",
    "#### @ @ @\n",
    "## Components\n",
    "## Requirements\n",
    "## API\n",
    "## Data model\n",
    "## Decisions\n",
    "## Risks\n",
    "## Security\n",
    "## Glossary\n",
    "## Deployment view\n",
    "## Technologies\n",
    "## External systems\n",
    "## Users\n",
    "## Performance\n",
    "## Open questions\n",
    "## @ and Testing\n",
    "@ @ @.\n",
    "@ @,\n@ @.\n",
    "**@**: @ @\n",
    "**@**\n",
    "*@:* @\n",
    "Status: @\n",
    "- **@**: @ @\n- **@**: @\n",
    "- @ @ @\n- @\n  - @ @\n    - **@**: @\n",
    "1. @ MUST @\n2. @ @\n",
    "- FR-1: @ @\n- FR-2 @\n",
    "- `GET /@` @ @\n- `POST /@/{id}`: @\n",
    "- [ ] @ @\n- [x] @\n",
    "* @ → @: @\n",
    "| Name | Purpose |\n|---|---|\n| @ | @ @ |\n| @ | |\n",
    "| @ | @ |\n|---|---|\n| @ | @ |\n",
    "| Field | Type | Notes |\n|---|---|---|\n| @ | text | @, unique |\n| @ | @ | primary key |\n",
    "| ID | Requirement | Priority | @ |\n|---|---|---|---|\n| R-1 | @ @ | must | @ |\n",
    "| Risk | Impact | Mitigation | @ |\n|---|---|---|---|\n| @ @ | high | @ | @ |\n| @ | @ | | |\n",
    "| Method | Path | Description |\n|---|---|---|\n| GET | /@ | @ @ |\n",
    "| @ | @ | @ |\n|---|---|---|\n| @ |\n",
    "| From | To | Description |\n|---|---|---|\n| @ | @ | @ |\n",
    "| Node | Runs |\n|---|---|\n| @ | @, @ |\n",
    "| Decision | Options | Why | Status |\n|---|---|---|---|\n| @ @ | @, @ | @ | accepted |\n",
    "```sql\nCREATE TABLE @ (\n  @ text NOT NULL, -- @\n  @ @\n);\n```\n",
    "```json\n{ \"@\": 1 }\n```\n",
    "```mermaid\nflowchart LR\n  a[@ @] -->|@| b[(@)]\n```\n",
    "```mermaid\nsequenceDiagram\n  a->>b: @ @\n```\n",
    "```\n@ @\n```\n",
    "> @ @\n> @\n",
    "### ADR-7: @ @\n",
    "#### Context\n\n@ @\n",
    "#### Decision\n\n@ @\n",
    "#### Consequences\n\n- Good: @\n- @\n",
    "@ @\n: @ @\n",
    "<ul>\n<li>@ @</li>\n<li><b>@</b>: @</li>\n</ul>\n",
    "<table>\n<tr><th>@</th><th>@</th></tr>\n<tr><td>@</td><td>@ @</td></tr>\n</table>\n",
    "[@]: https://@.example\n",
    "![@](@.png)\n",
    "@ [@](#components) @ [@ **@**](#fr-1), [@](#adr-7-xq1z-xq2z)\n",
    "- [@](#risks)\n- [@ @](#api)\n",
    "| Test case | Level | Verifies | @ |\n|---|---|---|---|\n| @ @ | unit | FR-1, @ | @ |\n| @ | @ | | |\n",
    "- T-1 (unit): @ @ (FR-1)\n- T-2 @\n- TC-3 Load test: @ (FR-2, FR-9)\n",
    "- **[@](https://@.example)**: @\n- [@](@.md) @\n",
    "| Component | Kind | Description |\n|---|---|---|\n| [@](@.md) | service | [@](@.md) @ |\n",
    "### [@ @](@.md)\n\n@ @\n",
    "- FR-3: [@](@.md \"@ @\") @\n",
    "- T-4 (load): [@](@.md) and ![@](@.png)\n",
    "| Risk | Mitigation |\n|---|---|\n| [@](@.md) | [@](@.md) @ |\n",
    "@ <https://@.example> @ [`@`](@.md#@)\n",
    "<details>\n<summary>@</summary>\n\n@ @\n\n</details>\n",
];

/// A document of random pieces, some of them indented or quoted, and its words.
fn random() -> impl Strategy<Value = (String, Vec<String>)> {
    let piece = (0..PIECES.len(), 0..12_usize, proptest::bool::weighted(0.8));
    proptest::collection::vec(piece, 1..40).prop_map(|pieces| {
        let mut text = String::new();
        for (at, shape, is_apart) in pieces {
            let before = match shape {
                0 => "> ",
                1 => "  ",
                2 => "   - ",
                _ => "",
            };
            for line in PIECES[at].lines() {
                text.extend([before, line, "\n"]);
            }
            text.push_str(if is_apart { "\n" } else { "" });
        }
        let mut words = Vec::new();
        let mut document = String::new();
        for piece in text.split_inclusive('@') {
            match piece.strip_suffix('@') {
                Some(before) => {
                    let word = format!("xq{}z", words.len());
                    document.extend([before, &word]);
                    words.push(word);
                }
                None => document.push_str(piece),
            }
        }
        (document, words)
    })
}

/// How many random documents are read: `IMPORTED=10000` for a long run.
fn cases() -> u32 {
    std::env::var("IMPORTED").ok().and_then(|number| number.parse().ok()).unwrap_or(300)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), rng_seed: RngSeed::Fixed(43), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_random_document_is_in_its_design((text, words) in random()) {
        let imported = import(&text, "architecture@1").text;
        let value: toml::Table = imported.parse().expect("TOML");
        let mut known = std::collections::HashSet::new();
        said(&toml::Value::Table(value), &mut known);
        let lost: Vec<&String> = words.iter().filter(|word| !known.contains(*word)).collect();
        prop_assert!(lost.is_empty(), "{lost:?}\n{text}\n→\n{imported}");
    }
}
