//! The walk through a design: it visits every value, and gives the path of each.

use mdbook_system_design::design::{Code, Design, Leaf, Trail, Walk};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::reading::{Paths, Reader};
use mdbook_system_design::source::{Root, Sources};

use crate::harness::{read, repository};

/// Reads a design, and returns each leaf's path according to the walk and according to its place in the
/// source.
fn paths(path: &str, text: &str) -> Vec<(String, String)> {
    let mut sources = Sources::new();
    let mut sink = Sink::default();
    let session = mdbook_system_design::book::Session::new(
        &repository("."),
        mdbook_system_design::book::Config::default(),
        Sources::new(),
        &mut sink,
    );
    let file = sources.add(path, text);
    let root = Root::new(&repository("."), false);
    let design = Design::read(session.context(), &mut Reader::new(&mut sources, &root, file, &mut sink));
    assert!(sink.is_empty(), "{path}: {:?}", sink.findings());
    let by_place = Paths::of(text);
    let mut found = Vec::new();
    design.expect("a design").walk_at(&Trail::TOP, &mut |leaf, at| {
        let span = match leaf {
            Leaf::Text(text) | Leaf::Code(Code(text)) => text.span,
            Leaf::Plain(plain) => plain.span,
            Leaf::Name(id) | Leaf::Reference(_, id) => id.span,
        };
        found.push((at.to_string(), by_place.at(span.range()).clone()));
    });
    found
}

#[test]
fn each_value_has_the_path_of_its_place() {
    let mut seen = 0;
    for path in ["tests/designs/url-shortener.toml", "tests/designs/web-shop.toml"] {
        for (walked, placed) in paths(path, &read(path)) {
            // A short form is a table with one key, which is part of the long path.
            let short = [".label", ".purpose", ".mermaid", ".description"]
                .iter()
                .find_map(|key| walked.strip_suffix(key));
            let reason = placed.strip_suffix(".not-applicable");
            assert!(
                walked == placed || short == Some(&placed) || reason == Some(&walked),
                "{path}: {walked} is at {placed}"
            );
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn paths_quote_what_toml_quotes_and_count_from_zero() {
    let text = "template = \"system-design@1\"\n[design]\ntitle = \"T\"\nversion = \"1.0.0\"\nstatus = \"draft\"\n\
        [components.a]\nname = \"A\"\nkind = \"service\"\nfiles = { \"src/a.rs\" = \"A file\" }\n\
        uses = { b = [\"one\", { label = \"two\" }] }\n[components.b]\nname = \"B\"\nkind = \"service\"\n\
        [testing.unit]\nkey-areas = [\"x\", \"y\"]\n";
    let walked: Vec<String> = paths("a.toml", text).into_iter().map(|(walked, _)| walked).collect();
    for expected in [
        "design.title",
        "components.a.files.\"src/a.rs\"",
        "components.a.uses.b",
        "components.a.uses.b[0].label",
        "components.a.uses.b[1].label",
        "testing.unit.key-areas[1]",
    ] {
        assert!(walked.iter().any(|path| path == expected), "{expected} is not in {walked:#?}");
    }
}
