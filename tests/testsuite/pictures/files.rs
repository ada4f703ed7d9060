//! `diagram FILE`: a picture on stdout.

use std::process::{Command, Output};

use crate::harness::repository;

fn diagram(design: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_mdbook-system-design"))
        .arg("diagram")
        .arg(repository(design))
        .args(more)
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

const SHORTENER: &str = "tests/designs/url-shortener.toml";

#[test]
fn every_view_is_a_separate_file() {
    for view in
        ["architecture", "context", "flow:redirect", "data-flow", "tables", "component:api", "coverage"]
    {
        let (code, svg, said) = diagram(SHORTENER, &["--view", view]);
        assert_eq!((code, said.as_str()), (Some(0), ""), "{view}");
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{view}: {error}"));
        assert!(document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")), "{view}");
        assert!(svg.contains("prefers-color-scheme: dark") && !svg.contains("<a "), "{view}");

        let (code, mermaid, _) = diagram(SHORTENER, &["--view", view, "--format", "mermaid"]);
        assert_eq!(code, Some(0), "{view}");
        let header = mermaid.lines().next().unwrap_or_default();
        assert!(["flowchart TB", "sequenceDiagram", "erDiagram"].contains(&header), "{view}: {header}");
    }
}

#[test]
fn the_architecture_is_the_default_view() {
    assert_eq!(diagram(SHORTENER, &[]), diagram(SHORTENER, &["--view", "architecture", "--format", "svg"]));
}

#[test]
fn findings_that_fail_leave_nothing_on_stdout() {
    let (code, svg, said) = diagram("tests/books/broken/designs/shop.toml", &[]);
    assert_eq!((code, svg.as_str()), (Some(1), ""));
    assert!(said.contains("error[SD101]"), "{said}");
}

#[test]
fn a_view_that_cannot_be_drawn_is_an_error() {
    let (code, svg, said) = diagram(SHORTENER, &["--view", "flow:redirct"]);
    assert_eq!((code, svg.as_str()), (Some(2), ""));
    assert!(said.contains("no view `flow:redirct`; did you mean `flow:redirect`?"), "{said}");
    let (code, svg, said) = diagram("tests/designs/web-shop.toml", &["--view", "coverage"]);
    assert_eq!((code, svg.as_str()), (Some(2), ""));
    assert!(said.contains("nothing to draw"), "{said}");
}
