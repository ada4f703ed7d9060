//! Whatever ids designs and chapters choose: on a page of mdBook each occurs once, and every link lands.

use std::fmt::Write as _;

use mdbook_driver::MDBook;
use mdbook_system_design::book::SystemDesign;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::site::{broken_links, double_ids};
use crate::harness;

/// Names that run into each other once they are joined by dashes.
const NAMES: [&str; 8] = ["a", "a-2", "1", "2-section-x", "section-x", "x-2", "x", "requirement-x"];

/// A template whose sections and blocks also have such names, and which prints requirements twice.
const TEMPLATE: &str = r#"
name = "names"
version = "1.0.0"
extends = "system-design@1"

[[section]]
key = "x"
heading = "X"
[[section.block]]
key = "y-z"
heading = "Y"
[section.block.prose]
from = "design.summary"
hint = "H"
[[section.block]]
key = "again"
heading = "Again"
[section.block.requirements]
labels = { functional = "functional" }
sample = { category = "C", text = "T" }

[[section]]
key = "x-y"
heading = "X"
[[section.block]]
key = "z"
heading = "Z"
[section.block.prose]
from = "design.summary"
hint = "H"
"#;

fn design() -> impl Strategy<Value = String> {
    let ids = || subsequence(NAMES.to_vec(), 0..4);
    let heading = select(vec![
        "# X",
        "# A section x",
        "# A { #a }\n\n[x](#a)",
        "# X 2",
        "## ?\n\n# ?",
        "# A 2 { #a-2 }",
    ]);
    let label = select(vec!["1", "x-1", "X", "x"]);
    (ids(), ids(), ids(), heading, label).prop_map(|(requirements, people, keys, heading, label)| {
        let mut text =
            "template = \"names@1\"\n[design]\ntitle = \"A\"\nversion = \"0.1.0\"\nstatus = \"draft\"\n"
                .to_owned();
        if let Some(was) = keys.first() {
            _ = writeln!(text, "was = \"{was}\"");
        }
        for id in requirements {
            _ = writeln!(
                text,
                "[requirements.{id}]\nwas = {keys:?}\ncategory = \"C\"\ntext = \"T[^{label}] [{id}].\\n\\n[^{label}]: N\""
            );
        }
        for id in people {
            _ = writeln!(text, "[people.{id}]\nname = \"P\"");
        }
        _ = writeln!(text, "[components.c]\nname = \"C\"\nkind = \"service\"\n[components.c.files]");
        for (number, key) in keys.iter().enumerate() {
            _ = writeln!(text, "\"src/[{key}]/{number}\" = \"F[^{label}].\\n\\n[^{label}]: N\"");
        }
        _ = writeln!(text, "[notes]\nx = {}", toml::Value::from(format!("{heading}\n\n# X")));
        text
    })
}

/// Chapters of headings and directives.
fn chapter() -> impl Strategy<Value = String> {
    let heading = select(vec![
        "# A\n",
        "# A\n",
        "## A section x\n",
        "# X\n",
        "# A { #a-section-x }\n",
        "<a id=\"a-2\"></a>\n",
        "<h2 id='a-2-section-x'>H</h2>\n",
        "A[^a-x-y-z-1].\n\n[^a-x-y-z-1]: N\n",
    ]);
    let directive = (
        select(NAMES[..2].to_vec()),
        select(vec!["", " section=x", " title=false", " view=context", " view=architecture"]),
    )
        .prop_map(|(name, more)| format!("<<#system-design /designs/{name}.toml{more}>>\n"));
    let index = Just("<<#system-design-index>>\n".to_owned());
    let piece = prop_oneof![2 => heading.prop_map(str::to_owned), 4 => directive, 1 => index];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| {
        // An id that the author gives twice is there twice, whatever we do.
        let mut seen: Vec<String> = Vec::new();
        let mut kept = Vec::new();
        for piece in pieces {
            if piece.starts_with(['<', '#']) && !piece.contains("id=") && !piece.contains('{')
                || !seen.contains(&piece)
            {
                kept.push(piece.clone());
            }
            seen.push(piece);
        }
        kept.join("\n")
    })
}

/// Builds a book of some designs and chapters, and returns the faults of its site.
fn faults_of(designs: &[String], chapters: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        harness::write(&path, text);
    };
    write(
        "book.toml",
        "[book]\ntitle = \"T\"\n[output.html.search]\nenable = false\n\
         [preprocessor.system-design]\ntemplates = [\"names.toml\"]\nfail-on = \"never\"\n",
    );
    write("names.toml", TEMPLATE);
    for (name, design) in NAMES.iter().zip(designs) {
        write(&format!("designs/{name}.toml"), design);
    }
    let mut summary = "# Summary\n\n".to_owned();
    for (number, chapter) in chapters.iter().enumerate() {
        _ = writeln!(summary, "- [Chapter](c{number}.md)");
        write(&format!("src/c{number}.md"), chapter);
    }
    write("src/SUMMARY.md", &summary);
    let mut book = MDBook::load(root).expect("a book");
    book.with_preprocessor(SystemDesign::new(|_| {}));
    book.build().expect("it builds");
    let site = root.join("book");
    let mut faults = broken_links(&site);
    faults.extend(double_ids(&site));
    faults
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn each_occurs_once_and_every_link_has_a_target(
        designs in prop::collection::vec(design(), 2),
        chapters in prop::collection::vec(chapter(), 1..4),
    ) {
        let mut faults = faults_of(&designs, &chapters);
        if !faults.is_empty() {
            // Ids that a chapter has twice without us are not ours to fix.
            let lines = |chapter: &String| chapter.lines().filter(|line| !line.starts_with("<<")).fold(String::new(), |text, line| text + line + "\n");
            let own = faults_of(&designs, &chapters.iter().map(lines).collect::<Vec<_>>());
            faults.retain(|fault| !own.contains(fault));
        }
        prop_assert_eq!(faults, Vec::<String>::new(), "{}\n{}", chapters.join("\n==\n"), designs.join("\n==\n"));
    }
}
