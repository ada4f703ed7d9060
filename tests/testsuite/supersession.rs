//! Designs that supersede each other, checked in a whole book.

use mdbook_system_design::book::{Config, Session};
use mdbook_system_design::diagnostic::{Report, Sink};
use mdbook_system_design::source::Sources;

use crate::harness;

/// What `broken-supersession` says of the designs of a book, each an id and its successor.
fn findings(book: &[(&str, &str)]) -> Vec<String> {
    let mut sink = Sink::default();
    let folder = harness::repository("tests/designs");
    let mut session = Session::new(&folder, Config::default(), Sources::new(), &mut sink);
    for (id, successor) in book {
        let text = format!(
            "template = \"system-design@1\"\n[design]\ntitle = \"{id}\"\nversion = \"1.0.0\"\nstatus = \"superseded\"\nsuperseded-by = \"{successor}\"\n"
        );
        let file = session.sources.add(format!("{id}.toml"), text);
        session.open(file);
    }
    let mut report = Report::default();
    for (_, checked) in session.check_book() {
        report.append(checked.report);
    }
    let broken = report.findings.iter().filter(|finding| finding.rule.name == "broken-supersession");
    broken.map(|finding| format!("{}: {}", finding.path, finding.message)).collect()
}

#[test]
fn a_cycle_of_designs_is_reported_once() {
    assert_eq!(
        findings(&[("a", "b"), ("b", "c"), ("c", "a")]),
        ["design.superseded-by: the successors of this design lead back to it, through `b` and `c`"]
    );
    assert_eq!(findings(&[("a", "a")]), ["design.superseded-by: the design is superseded by itself"]);
}

#[test]
fn a_design_that_leads_into_a_cycle_is_not_blamed() {
    assert_eq!(
        findings(&[("x", "a"), ("a", "b"), ("b", "a")]),
        ["design.superseded-by: the successors of this design lead back to it, through `b`"]
    );
}

#[test]
fn a_chain_that_ends_is_silent() {
    assert_eq!(findings(&[("a", "b"), ("b", "elsewhere")]), Vec::<String>::new());
}
