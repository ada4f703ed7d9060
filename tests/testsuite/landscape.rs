//! What is found between the designs of a book.
//!
//! `tests/landscape/base` is a book in which nothing is wrong: designs that use each other, a series, and the
//! snapshot of another repository. Each case of `tests/landscape/*.toml` is some edits of it.
//!
//! ```toml
//! [[wrong]]
//! edit = "what was done"
//! edits = [["FILE of designs/; billing.toml if left out", 'text that occurs once', 'what is put in its place']]
//! copy = { "new file" = "file" }       # before the edits
//! found = "SD1302 deny"                # the only finding
//! at = ["FILE", 'a part of its line']
//! there = ["FILE", 'a part of the line of another place that it names']
//!
//! [[right]]                            # nothing is found
//! ```
//!
//! A table of statuses has a case for each pair of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mdbook_system_design::book::inspect;
use mdbook_system_design::diagnostic::{Finding, Group};
use mdbook_system_design::source::{Sources, Span};
use serde::Deserialize;

use crate::builds::site::copy;
use crate::harness;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    wrong: Vec<Case>,
    #[serde(default)]
    right: Vec<Case>,
    #[serde(default)]
    order: Vec<String>,
    #[serde(default)]
    statuses: Vec<Statuses>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    edit: String,
    #[serde(default)]
    copy: BTreeMap<String, String>,
    #[serde(default)]
    edits: Vec<Vec<String>>,
    found: Option<String>,
    at: Option<Line>,
    there: Option<Line>,
}

#[derive(Deserialize)]
struct Statuses {
    edit: String,
    /// How the other design is named.
    design: String,
    /// What is found, by the status of the design that relies on it.
    #[serde(flatten)]
    rows: BTreeMap<String, Vec<String>>,
}

/// A finding: its code and level, its line, and those of the other places that it names.
struct Found {
    what: String,
    at: Line,
    related: Vec<Line>,
    message: String,
}

/// A file of the designs, and the text of a line.
type Line = (String, String);

/// The design that most cases edit.
const CONSUMER: &str = "billing.toml";

#[test]
fn each_mistake_between_designs_has_one_finding_with_both_places() {
    let book = Book::new();
    let mut cases = Vec::new();
    for (file, table) in tables() {
        let is_right = |case: &Case| case.found.is_none() && case.at.is_none() && case.there.is_none();
        assert!(table.right.iter().all(is_right) && !table.wrong.iter().any(is_right), "{file}");
        cases.extend(table.wrong.into_iter().chain(table.right).map(|case| (file.clone(), case)));
    }
    // What concerns one design only is looked at in one book.
    let (alone, together): (Vec<_>, Vec<_>) = cases.into_iter().partition(|(_, case)| case.is_alone());
    let texts: Vec<String> = together.iter().map(|(_, case)| case.consumer(&book)).collect();
    let mut unlike = Vec::new();
    for ((file, case), found) in together.iter().zip(book.among(&[], &texts)) {
        unlike.extend(case.unlike(file, &found));
    }
    for (file, case) in &alone {
        unlike.extend(case.unlike(file, &book.with(case)));
    }
    assert!(unlike.is_empty(), "{} cases:\n{}", unlike.len(), unlike.concat());
}

#[test]
fn each_pair_of_statuses_is_judged() {
    let book = Book::new();
    let mut unlike = Vec::new();
    for (_, Table { order, statuses, .. }) in tables() {
        for (column, theirs) in order.iter().enumerate() {
            let provider = book.text("parcels.toml").replace(ACCEPTED, &written(theirs));
            let mut expected = Vec::new();
            let mut texts = Vec::new();
            for table in &statuses {
                for (ours, row) in &table.rows {
                    let text = book.text(CONSUMER).replace(ACCEPTED, &written(ours));
                    texts.push(text.replace("parcels@1.2.0", &table.design));
                    expected.push((format!("{}: {ours} on {theirs}", table.edit), &row[column]));
                }
            }
            let found = book.among(&[("parcels.toml", provider)], &texts);
            for ((pair, expected), found) in expected.into_iter().zip(found) {
                let is_right = match found.as_slice() {
                    [] => expected.is_empty(),
                    [one] => one.what == *expected && one.related.iter().any(|line| line.0 == "parcels.toml"),
                    _ => false,
                };
                if !is_right {
                    unlike.push(format!("{pair}:\n{}", told(&found)));
                }
            }
        }
    }
    assert!(unlike.is_empty(), "{} pairs:\n{}", unlike.len(), unlike.concat());
}

const ACCEPTED: &str = "status = \"accepted\"";

/// A status as a design says it.
fn written(status: &str) -> String {
    let successor = if status == "superseded" { "\nsuperseded-by = \"reports\"" } else { "" };
    format!("status = \"{status}\"{successor}")
}

impl Case {
    /// Whether something else than the one design is edited.
    fn is_alone(&self) -> bool {
        !self.copy.is_empty() || self.edits.iter().any(|edit| edit.len() == 3)
    }

    /// That design after the edits.
    fn consumer(&self, book: &Book) -> String {
        self.texts(book).remove(CONSUMER).unwrap_or_else(|| book.text(CONSUMER))
    }

    /// Every file that is not as it was.
    fn texts(&self, book: &Book) -> BTreeMap<&str, String> {
        let copies = self.copy.iter().map(|(new, old)| (new.as_str(), book.text(old)));
        let mut texts: BTreeMap<&str, String> = copies.collect();
        for edit in &self.edits {
            let (file, old, new) = match edit.as_slice() {
                [old, new] => (CONSUMER, old, new),
                [file, old, new] => (file.as_str(), old, new),
                _ => panic!("an edit has a file, a text and a text: {edit:?}"),
            };
            let text = texts.entry(file).or_insert_with(|| book.text(file));
            assert_eq!(text.matches(old.as_str()).count(), 1, "{}: {old}", self.edit);
            *text = text.replacen(old.as_str(), new, 1);
        }
        texts
    }

    /// What was found, if that is something else.
    fn unlike(&self, file: &str, found: &[Found]) -> Option<String> {
        let fits = |line: &Line, wanted: &Line| line.0 == wanted.0 && line.1.contains(&wanted.1);
        let is_it = match (&self.found, found) {
            (None, []) => true,
            (Some(what), [one]) => {
                one.what == *what
                    && self.at.as_ref().is_some_and(|at| fits(&one.at, at))
                    && self
                        .there
                        .as_ref()
                        .is_none_or(|there| one.related.iter().any(|line| fits(line, there)))
            }
            _ => false,
        };
        (!is_it).then(|| format!("{file}, {}:\n{}", self.edit, told(found)))
    }
}

fn told(found: &[Found]) -> String {
    let place = |(file, line): &Line| format!("{file}: {}", line.trim());
    let lines = found.iter().map(|one| {
        let related = one.related.iter().map(|line| format!("      {}", place(line)));
        let head = [format!("  {}: {}", one.what, one.message), format!("    {}", place(&one.at))];
        head.into_iter().chain(related).collect::<Vec<_>>().join("\n") + "\n"
    });
    if found.is_empty() { "  nothing\n".to_owned() } else { lines.collect() }
}

fn tables() -> Vec<(String, Table)> {
    let folder = harness::repository("tests/landscape");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let read = |file: String| {
        let table = toml::from_str(&harness::read(&format!("tests/landscape/{file}")));
        (file.clone(), table.unwrap_or_else(|error| panic!("{file}: {error}")))
    };
    files.into_iter().map(read).collect()
}

/// The book of the cases. Each writes what it changes, and what was there is put back.
struct Book {
    folder: tempfile::TempDir,
    base: PathBuf,
}

impl Book {
    fn new() -> Self {
        let (folder, base) =
            (tempfile::tempdir().expect("a folder"), harness::repository("tests/landscape/base"));
        copy(&base, folder.path());
        Self { folder, base }
    }

    /// What is found in the book of one case.
    fn with(&self, case: &Case) -> Vec<Found> {
        let texts = case.texts(self);
        for (file, text) in &texts {
            harness::write(&self.path(file), text);
        }
        let found = self.found();
        for file in texts.keys() {
            self.restore(file, case.copy.contains_key(*file));
        }
        found
    }

    /// What is found in each of some designs beside the others, of which some have another text.
    fn among(&self, others: &[(&str, String)], texts: &[String]) -> Vec<Vec<Found>> {
        let name = |number: usize| format!("case-{number}.toml");
        for (file, text) in others {
            harness::write(&self.path(file), text);
        }
        for (number, text) in texts.iter().enumerate() {
            harness::write(&self.path(&name(number)), text);
        }
        let mut of_each: BTreeMap<String, Vec<Found>> = BTreeMap::new();
        for one in self.found() {
            of_each.entry(one.at.0.clone()).or_default().push(one);
        }
        let found: Vec<Vec<Found>> = (0..texts.len())
            .map(|number| {
                self.restore(&name(number), true);
                let mut found = of_each.remove(&name(number)).unwrap_or_default();
                for line in found.iter_mut().flat_map(|one| one.related.iter_mut().chain([&mut one.at])) {
                    if line.0 == name(number) {
                        CONSUMER.clone_into(&mut line.0);
                    }
                }
                found
            })
            .collect();
        for (file, _) in others {
            self.restore(file, false);
            of_each.remove(*file);
        }
        // What is said of the other designs was caused by one of the cases, and none should.
        of_each.remove(CONSUMER);
        assert!(of_each.is_empty(), "{}", of_each.values().map(|found| told(found)).collect::<String>());
        found
    }

    fn restore(&self, file: &str, is_new: bool) {
        let path = self.path(file);
        if is_new {
            std::fs::remove_file(&path).expect("the file was written");
            // A series without versions is not one.
            let _ = std::fs::remove_dir(path.parent().expect("a folder"));
        } else {
            harness::write(&path, &self.text(file));
        }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("designs").join(file)
    }

    fn text(&self, file: &str) -> String {
        let path = self.base.join("designs").join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// What is found in designs: their book is not looked at.
    fn found(&self) -> Vec<Found> {
        let inspection = inspect::book(self.folder.path()).expect("a book");
        let sources = &inspection.session.sources;
        let findings = inspection.report.findings.iter();
        let of_designs = findings.filter(|finding| !matches!(finding.rule.group, Group::Book { .. }));
        of_designs.map(|finding| Found::of(finding, sources)).collect()
    }
}

impl Found {
    fn of(finding: &Finding, sources: &Sources) -> Self {
        Self {
            what: format!("{} {}", finding.rule.code, format!("{:?}", finding.level).to_lowercase()),
            at: line(finding.span, sources),
            related: finding.related.iter().map(|related| line(related.span, sources)).collect(),
            message: finding.message.clone(),
        }
    }
}

fn line(span: Span, sources: &Sources) -> Line {
    let source = sources.get(span.file);
    let text = source.text();
    let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let file = source.path().strip_prefix("designs/").unwrap_or(source.path()).to_owned();
    (file, text[start..].lines().next().unwrap_or_default().to_owned())
}
