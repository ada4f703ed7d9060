//! What several modules need: checking a text, and the repository's folder.

use std::path::{Path, PathBuf};

use mdbook_system_design::book::{Config, Session};
use mdbook_system_design::diagnostic::{Group, Report, Rule, Sink};
use mdbook_system_design::source::Sources;

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rules that need only a design. Those of the book around it need more.
pub(crate) fn rules_of_designs() -> impl Iterator<Item = &'static Rule> {
    mdbook_system_design::book::rules::all()
        .into_iter()
        .filter(|rule| !matches!(rule.group, Group::Book { .. } | Group::Versions { .. }))
}

/// Checks one design that is not on disk. Files that it names are looked up in `tests/designs`.
pub(crate) fn check(path: &str, text: &str) -> (Report, Sources) {
    check_with(path, text, Config::default())
}

/// The same under a configuration.
pub(crate) fn check_with(path: &str, text: &str, config: Config) -> (Report, Sources) {
    let mut sink = Sink::default();
    let mut session = Session::new(&repository("tests/designs"), config, Sources::new(), &mut sink);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    let file = session.sources.add(path, text);
    session.open(file);
    let mut report = Report::default();
    for (_, checked) in session.check() {
        report.append(checked.report);
    }
    report.sort(&session.sources);
    (report, session.sources)
}
