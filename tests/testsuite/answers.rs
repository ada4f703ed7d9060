//! One owner decides what is answered: blocks that it calls missing print the hint, and no others do.

use mdbook_system_design::answer::{self, Answer, Completeness, Lack};
use mdbook_system_design::design::{Design, KnownNames};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::Reader;
use mdbook_system_design::render::{Options, Report, document};
use mdbook_system_design::source::{Root, Sources};
use mdbook_system_design::template::{BlockKind, Template, Templates};

use crate::harness::repository;

const HEAD: &str =
    "template = \"system-design@1\"\n[design]\ntitle = \"P\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n";

/// A block of a template, the text of the design, the expected answer, and words that the page then contains.
const CASES: &[(&str, &str, Answer, &str)] = &[
    ("overview", "", Answer::Missing(Lack::Absent), "*Brief overview"),
    ("overview", "summary = \"\"\n", Answer::Missing(Lack::Empty), "*Brief overview"),
    ("overview", "summary = \"TBD\"\n", Answer::Missing(Lack::Placeholder), "*Brief overview"),
    ("overview", "summary = \"Words\"\n", Answer::Given, "Words"),
    ("overview", "summary = { not-applicable = \"Why\" }\n", Answer::Justified, "*Not applicable*: Why"),
    (
        "optimizations",
        "[performance.optimizations]\n\"Cache\" = \"\"\n",
        Answer::Missing(Lack::Empty),
        "*Optimization: ",
    ),
    (
        "optimizations",
        "[performance.optimizations]\n\"Cache\" = \"TBD\"\n",
        Answer::Missing(Lack::Placeholder),
        "*Optimization: ",
    ),
    (
        "optimizations",
        "[performance.optimizations]\n\"Cache\" = { not-applicable = \"Why\" }\n",
        Answer::Given,
        "**Cache**: *Not applicable*: Why",
    ),
    (
        "optimizations",
        "[performance]\nnot-applicable = \"Why\"\n",
        Answer::Justified,
        "*Not applicable*: Why",
    ),
    ("tree", "", Answer::Missing(Lack::Absent), "*The project's directories and files*"),
    ("tree", "[components]\nnot-applicable = \"Why\"\n", Answer::Justified, "*Not applicable*: Why"),
    (
        "tree",
        "[components]\nnot-applicable = \"\"\n",
        Answer::Missing(Lack::Empty),
        "*The project's directories",
    ),
    (
        "tree",
        "[components.a]\nname = \"A\"\nkind = \"service\"\nfiles = { not-applicable = \"bought\" }\n",
        Answer::Justified,
        "*Not applicable*: bought",
    ),
    (
        "tree",
        "[components.a]\nname = \"A\"\nkind = \"service\"\nfiles = { not-applicable = \"bought\" }\n\
         [components.b]\nname = \"B\"\nkind = \"service\"\nfiles = { not-applicable = \"rented\" }\n",
        Answer::Justified,
        "* **A**: *Not applicable*: bought\n* **B**: *Not applicable*: rented",
    ),
    (
        "tree",
        "[components.a]\nname = \"A\"\nkind = \"service\"\ndirectory = \"services/api\"\n",
        Answer::Given,
        "└── services/\n    └── api/",
    ),
    (
        "architecture",
        "[diagrams.architecture]\nmermaid = { not-applicable = \"\" }\n[components.api]\nname = \"A\"\nkind = \"service\"\n",
        Answer::Given,
        "```mermaid",
    ),
    (
        "architecture",
        "[diagrams.architecture]\nmermaid = { not-applicable = \"Why\" }\n[components.api]\nname = \"A\"\nkind = \"service\"\n",
        Answer::Justified,
        "*Not applicable*: Why",
    ),
    ("architecture", "[components]\nnot-applicable = \"Why\"\n", Answer::Justified, "*Not applicable*: Why"),
    ("architecture", "", Answer::Missing(Lack::Absent), "*Insert architecture diagram"),
];

fn read(text: &str) -> (Design, Template) {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let context = KnownNames::new(&templates, Vec::new());
    let root = Root::new(&repository("tests/designs"), false);
    let mut sink = Sink::default();
    let file = sources.add("p.toml", text);
    let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink));
    let design = design.expect("a design");
    let template = templates.find(&design.template).ok().flatten().expect("a template").clone();
    (design, template)
}

/// The part of a document below the heading of a block.
fn below<'d>(document: &'d str, template: &Template, key: &str) -> &'d str {
    let (section, block) = template.blocks().find(|(_, block)| block.key == key).expect("a block");
    let heading = block.heading.as_ref().unwrap_or(&section.heading);
    let (_, rest) = document.split_once(&format!("{heading}\n")).expect("its heading");
    rest.split("\n#").next().unwrap_or(rest)
}

fn print(design: &Design, template: &Template) -> String {
    document(design, template, &Options::default(), &Report::default())
}

#[test]
fn answers_are_printed_and_missing_ones_print_their_hint() {
    for (key, more, how, words) in CASES {
        let (design, template) = read(&format!("{HEAD}{more}"));
        let (_, block) = template.blocks().find(|(_, block)| block.key == *key).expect("a block");
        assert_eq!(answer::of(&design, &template, block).how, *how, "{key}\n{more}");
        let printed = print(&design, &template);
        let shown = below(&printed, &template, key);
        assert!(shown.contains(words), "{key}\n{more}\n{shown}");
        assert!(!shown.contains("[project-root]"), "{shown}");
    }
}

/// Every block of every embedded template, in a design that says nothing and in whole ones.
#[test]
fn a_block_prints_its_hint_exactly_if_it_is_missing() {
    let whole = ["url-shortener.toml"].map(|name| crate::harness::read(&format!("tests/designs/{name}")));
    let tables = "requirements technologies integrations components flows api models tables decisions tests performance";
    let justified = tables.replace(' ', "]\nnot-applicable = \"Why\"\n[");
    let justified = format!("[{justified}]\nnot-applicable = \"Why\"\n");
    let texts = [HEAD.to_owned(), format!("{HEAD}{justified}")].into_iter().chain(whole);
    for (design, template) in texts.map(|text| read(&text)) {
        let (blank, _) = read(HEAD);
        let hints = print(&blank, &template);
        let printed = print(&design, &template);
        for (_, block) in template.blocks().filter(|(_, block)| block.required && answer::asks(block)) {
            let missing = answer::of(&design, &template, block).how.is_missing();
            let shown = below(&printed, &template, &block.key).trim();
            // People come before the hint of the components.
            let hint = below(&hints, &template, &block.key).trim();
            assert_eq!(shown.ends_with(hint), missing, "{}\n{shown}\n── hint\n{hint}", block.key);
        }
    }
}

#[test]
fn every_default_and_placeholder_of_a_fact_is_judged_alike_by_page_and_figure() {
    let (_, template) = read(HEAD);
    for (_, block) in template.blocks() {
        let BlockKind::Facts { from, fields } = &block.kind else { continue };
        for field in fields {
            for (value, words) in [("\"\"", None), ("\"TBD\"", None), ("\"Said so\"", Some("Said so"))] {
                let (design, template) = read(&format!("{HEAD}[{from}]\n{} = {value}\n", field.key));
                let how = answer::fact(&design, &template, from, field);
                let printed = print(&design, &template);
                let line = printed.lines().find(|line| line.starts_with(&format!("* **{}**", field.label)));
                match (how, line) {
                    (Answer::Missing(_), Some(line)) => assert!(line.contains(": *"), "{line}"),
                    (Answer::Missing(_), None) => assert!(!field.required, "{}", field.key),
                    (_, line) => {
                        let words = words.or(field.default.as_deref()).unwrap_or_default();
                        assert!(line.is_some_and(|line| line.contains(words)), "{line:?} {words}");
                    }
                }
                let answered = Completeness::of(&design, &template).answered();
                let (blank, _) = read(HEAD);
                let before = Completeness::of(&blank, &template).answered();
                let counts = field.required && !how.is_missing() && field.default.is_none();
                assert_eq!(answered, before + usize::from(counts), "{from}.{} = {value}", field.key);
            }
        }
    }
}
