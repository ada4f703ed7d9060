//! A session checks as often as it is asked, and sees texts that were replaced.

use mdbook_system_design::book::inspect;
use mdbook_system_design::book::{Checked, Config, Session};
use mdbook_system_design::diagnostic::Sink;
use mdbook_system_design::source::{FileId, Sources};

use crate::harness;

fn said(checked: impl IntoIterator<Item = (FileId, Checked)>) -> Vec<String> {
    let findings = checked.into_iter().flat_map(|(_, checked)| checked.report.findings);
    findings.map(|finding| format!("{} {}", finding.rule.code, finding.message)).collect()
}

#[test]
fn a_second_check_repeats_the_first() {
    let folder = harness::repository("tests/designs");
    let mut session = Session::new(&folder, Config::default(), Sources::new(), &mut Sink::default());
    let head = "template = \"system-design@1\"\n[design]\ntitle = \"A\"\nversion = \"1.0.0\"\n";
    let first = session.sources.add("a.toml", format!("{head}status = \"draft\"\nunknown = 1\n"));
    let second = session.sources.add("b.toml", format!("{head}status = \"draft\"\n"));
    session.open(first);
    session.open(second);
    let before = said(session.check_book());
    assert!(before.iter().any(|finding| finding.contains("unknown")), "{before:?}");
    assert_eq!(said(session.check_book()), before);

    session.replace(first, format!("{head}status = \"drafft\"\n"));
    let after = said(session.check_book());
    assert!(after.iter().any(|finding| finding.contains("drafft")), "{after:?}");
    assert!(!after.iter().any(|finding| finding.contains("unknown")), "{after:?}");
    assert_eq!(session.files().collect::<Vec<_>>(), [first, second]);
}

#[test]
fn a_design_keeps_its_findings_in_an_inspection() {
    let folder = tempfile::tempdir().expect("a folder");
    let design = folder.path().join("a.toml");
    std::fs::write(&design, "template = \"system-design@1\"\n[design]\ntitle = \"A\"\n").expect("a file");
    let inspection = inspect::files(&[design]).expect("a design");
    let (_, checked) = inspection.designs.first().expect("a design");
    assert!(!inspection.report.findings.is_empty());
    assert_eq!(checked.report.findings.len(), inspection.report.findings.len());
}

#[test]
fn what_a_version_changes_is_compared_again_after_a_text_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |version: &str, endpoint: &str| {
        format!(
            "template = \"system-design@1\"\ndesign = {{ title = \"A\", version = \"{version}\", status = \"accepted\" }}\n\
             [api.place]\nendpoint = \"{endpoint}\"\n"
        )
    };
    std::fs::write(folder.path().join("1.0.0.toml"), text("1.0.0", "POST /a")).expect("a file");
    std::fs::write(folder.path().join("1.1.0.toml"), text("1.1.0", "PUT /a")).expect("a file");
    let mut session = Session::new(folder.path(), Config::default(), Sources::new(), &mut Sink::default());
    let mut files = Vec::new();
    for version in ["1.0.0.toml", "1.1.0.toml"] {
        let granted = session.root.named(&folder.path().join(version)).expect("a file of the folder");
        files.push(session.sources.load(&granted).expect("a text"));
    }
    for file in &files {
        session.open(*file);
    }
    let breaks = |session: &Session| {
        let found = said(session.check());
        found.into_iter().filter(|finding| finding.starts_with("SD1103")).count()
    };
    assert_eq!((breaks(&session), breaks(&session)), (1, 1));
    session.replace(files[1], text("1.1.0", "POST /a"));
    assert_eq!(breaks(&session), 0);
    session.replace(files[0], text("1.0.0", "GET /a"));
    assert_eq!(breaks(&session), 1);
}
