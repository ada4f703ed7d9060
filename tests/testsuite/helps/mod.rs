//! What a help says to type, typed as it says: the finding is gone, and no new one came.
//!
//! `tests/helps/*.toml` has a case for each mistake: what is written in a clean design or in the
//! chapter that shows it, what the finding's help says, and what its fix makes of it.

mod followed;

use std::path::Path;

use mdbook_system_design::book::inspect::{Inspection, Target};
use mdbook_system_design::diagnostic::{Applicability, Finding, Patch};
use mdbook_system_design::source::Overlay;
use serde::Deserialize;
use tempfile::TempDir;

use crate::harness;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What stands in the design, once, and what is written in its place.
    replace: Option<String>,
    with: Option<String>,
    /// The chapter, where the mistake is in the chapter.
    chapter: Option<String>,
    /// The rule that speaks; none: nothing is found.
    code: Option<String>,
    /// A part of the help.
    #[serde(default)]
    help: String,
    /// Whether there is a fix: `safe` or `suggestion`.
    fix: Option<String>,
    /// What the fix makes of `with` or of the chapter.
    fixed: Option<String>,
    /// The codes of what is found after the fix.
    #[serde(default)]
    then: Vec<String>,
}

const CHAPTER: &str = "<<#system-design /designs/x.toml>>\n";

/// A book of one chapter that shows a clean design.
struct Book(TempDir);

impl Book {
    fn new(chapter: &str, design: &str) -> Self {
        let book = Self(tempfile::tempdir().expect("a folder"));
        let settings = "[book]\ntitle = \"B\"\n[build]\nextra-watch-dirs = [\"designs\"]\n[preprocessor.system-design]\n";
        book.write("book.toml", settings);
        book.write("src/SUMMARY.md", "- [X](x.md)\n");
        book.write("src/x.md", chapter);
        book.write("designs/x.toml", design);
        book
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        harness::write(&path, text);
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).expect("a file")
    }

    fn inspect(&self) -> Inspection {
        Target::book(self.0.path()).inspect(&Overlay::default()).expect("a book")
    }

    /// Makes the edits of one finding.
    fn fix(finding: &Finding, inspection: &Inspection) {
        let mut patch = Patch::default();
        let sources = &inspection.session.sources;
        assert!(patch.admit(finding, sources), "{} cannot be applied", finding.message);
        for (file, text) in patch.texts(sources) {
            let location: &Path = sources.get(file).location();
            std::fs::write(location, text).expect("a file");
        }
    }
}

impl Case {
    fn written(&self) -> &str {
        self.chapter.as_deref().or(self.with.as_deref()).unwrap_or_default()
    }

    /// The design, with `text` in the place of what it should replace.
    fn design(&self, text: &str) -> Result<String, String> {
        let clean = harness::read("tests/designs/url-shortener.toml");
        let Some(replace) = &self.replace else { return Ok(clean) };
        match clean.matches(replace.as_str()).count() {
            1 => Ok(clean.replacen(replace.as_str(), text, 1)),
            count => Err(format!("`{replace}` is {count} times in the design")),
        }
    }

    fn check(&self) -> Result<(), String> {
        let chapter = self.chapter.as_ref().map_or(CHAPTER.to_owned(), |line| format!("# T\n\n{line}\n"));
        let book = Book::new(&chapter, &self.design(self.written())?);
        let inspection = book.inspect();
        // A directive that is not read shows no design.
        let findings: Vec<&Finding> =
            inspection.report.findings.iter().filter(|finding| finding.rule.code != "SD1207").collect();
        let Some(code) = &self.code else {
            let found: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
            return if found.is_empty() { Ok(()) } else { Err(format!("found {found:?}")) };
        };
        let Some(finding) = findings.iter().find(|finding| finding.rule.code == code) else {
            return Err(format!("{code} is not found"));
        };
        let help = finding.help.as_deref().unwrap_or_default();
        if !help.contains(&self.help) || self.help.is_empty() != help.is_empty() {
            return Err(format!("the help is: {help}"));
        }
        let word = match finding.applicability {
            _ if finding.fix.is_empty() => None,
            Applicability::Safe => Some("safe"),
            _ => Some("suggestion"),
        };
        if word != self.fix.as_deref() {
            return Err(format!("the fix is {word:?}"));
        }
        let Some(fixed) = &self.fixed else {
            return if word.is_none() {
                Ok(())
            } else {
                Err("the case does not say what is fixed".to_owned())
            };
        };
        Book::fix(finding, &inspection);
        let (path, expected) = if self.chapter.is_some() {
            ("src/x.md", format!("# T\n\n{fixed}\n"))
        } else {
            ("designs/x.toml", self.design(fixed)?)
        };
        let text = book.read(path);
        if text != expected {
            let changed = text.lines().zip(expected.lines()).find(|(is, should)| is != should);
            return Err(format!("the fix makes {changed:?}"));
        }
        let codes: Vec<String> =
            book.inspect().report.findings.iter().map(|finding| finding.rule.code.to_owned()).collect();
        if codes == self.then { Ok(()) } else { Err(format!("after the fix: {codes:?}")) }
    }
}

fn assert_cases(file: &str) {
    let path = format!("tests/helps/{file}.toml");
    let cases: Cases =
        toml::from_str(&harness::read(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let wrong = cases.case.iter().filter_map(|case| Some((case.written(), case.check().err()?)));
    let wrong: Vec<String> = wrong.map(|(written, why)| format!("{written}\n    {why}")).collect();
    assert!(wrong.is_empty(), "{path}:\n{}", wrong.join("\n"));
}

#[test]
fn lists_and_flags() {
    assert_cases("lists-and-flags");
}

#[test]
fn dates_and_versions() {
    assert_cases("dates-and-versions");
}

#[test]
fn syntax() {
    assert_cases("syntax");
}

#[test]
fn tables_and_keys() {
    assert_cases("tables-and-keys");
}

#[test]
fn directives() {
    assert_cases("directives");
}

#[test]
fn words() {
    assert_cases("words");
}

#[test]
fn names_for_ids() {
    assert_cases("names-for-ids");
}
