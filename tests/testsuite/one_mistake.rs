//! One mistake is one finding: no rule repeats what another has reported.
//!
//! `tests/one_mistake/*.toml` contains mistakes that people make, a file for each kind: one edit of
//! the clean design each, and the one finding that follows.
//!
//! ```toml
//! [[mistake]]
//! edit = "what was done wrong"
//! replace = 'text that occurs once in the design'
//! with = 'the text to put in its place'
//! more = [{ replace = "…", with = "…" }]  # the same edit elsewhere
//! found = "SD008"
//! at = 'a part of the line that the finding points at'
//! ```

use mdbook_system_design::book::Config;
use mdbook_system_design::book::{inspect, rules};
use mdbook_system_design::diagnostic::{Finding, Level, Report};
use mdbook_system_design::source::Sources;
use serde::Deserialize;

use crate::harness;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    mistake: Vec<Mistake>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    edit: String,
    replace: String,
    with: String,
    #[serde(default)]
    more: Vec<Edit>,
    found: String,
    at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    replace: String,
    with: String,
}

#[test]
fn each_mistake_of_the_corpus_has_one_finding() {
    let folder = harness::repository("tests/one_mistake");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let clean = harness::read("tests/designs/url-shortener.toml");
    let mut wrong = Vec::new();
    for file in files {
        let corpus: Corpus = toml::from_str(&harness::read(&format!("tests/one_mistake/{file}")))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        for mistake in corpus.mistake {
            let found = mistake.found_in(&clean);
            if !mistake.is_all_of(&found) {
                let found: Vec<String> =
                    found.iter().map(|(code, line)| format!("  {code} at: {line}\n")).collect();
                wrong.push(format!("{file}, {}:\n{}", mistake.edit, found.concat()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.concat());
}

/// A directive in the only chapter of a book whose only design is `designs/shortener.toml`.
#[test]
fn a_mistake_in_a_directive_has_one_finding() {
    let wrong: Vec<String> = DIRECTIVES
        .iter()
        .map(|&(directive, found)| (directive, found, found_in_chapter(directive)))
        .filter(|(_, found, codes)| codes != found)
        .map(|(directive, _, codes)| format!("{directive}: {codes:?}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

const DIRECTIVES: [(&str, &[&str]); 24] = [
    ("<<#system-design /designs/shortener.toml>>", &[]),
    // The file.
    ("<<#system-design /designs/shortner.toml>>", &["SD1201"]),
    ("<<#system-design /designs/shortener.tml>>", &["SD1201"]),
    ("<<#system-design /designs/url-shortener.toml>>", &["SD1201"]),
    ("<<#system-design /designs/Shortener.toml>>", &["SD1201"]),
    ("<<#system-design designs/shortener.toml>>", &["SD1201"]),
    ("<<#system-design /shortener.toml>>", &["SD1201"]),
    ("<<#system-design ../designs/shortner.toml>>", &["SD1201"]),
    ("<<#system-design ../../designs/shortener.toml>>", &["SD1202"]),
    ("<<#system-design /designs\\shortener.toml>>", &["SD1202"]),
    ("<<#system-design>>", &["SD1204"]),
    ("<<#system-design file=/designs/shortener.toml>>", &["SD1204"]),
    // Another design is shown by nobody, whatever else a directive names.
    ("<<#system-design /designs/billing.toml>>", &["SD1207", "SD1201"]),
    // The name and the marks.
    ("<<#system-desing /designs/shortener.toml>>", &["SD1203"]),
    ("<<#systemdesign /designs/shortener.toml>>", &["SD1203"]),
    ("<<#system_design /designs/shortener.toml>>", &["SD1203"]),
    ("<<#system design /designs/shortener.toml>>", &["SD1203"]),
    ("{{#system-design /designs/shortener.toml}}", &["SD1203"]),
    ("<<# system-design /designs/shortener.toml>>", &["SD1203"]),
    ("<<#system-design /designs/shortener.toml", &["SD1204"]),
    // The arguments and the place.
    ("<<#system-design /designs/shortener.toml levl=2>>", &["SD1204"]),
    ("<<#system-design /designs/shortener.toml section=requirments>>", &["SD1204"]),
    ("<<#system-design /designs/shortener.toml@2>>", &["SD1204"]),
    ("- <<#system-design /designs/shortener.toml>>", &["SD1205"]),
];

fn found_in_chapter(directive: &str) -> Vec<&'static str> {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        harness::write(&path, text);
    };
    let book =
        "[book]\ntitle = \"B\"\n[build]\nextra-watch-dirs = [\"designs\"]\n[preprocessor.system-design]\n";
    write("book.toml", book);
    write("src/SUMMARY.md", "- [X](x.md)\n");
    write("src/x.md", &format!("# X\n\n{directive}\n"));
    write("designs/shortener.toml", &harness::read("tests/designs/url-shortener.toml"));
    let inspection = inspect::book(folder.path()).expect("a book");
    inspection.report.findings.iter().map(|finding| finding.rule.code).collect()
}

impl Mistake {
    /// The codes and lines of what is found after the edit.
    fn found_in(&self, clean: &str) -> Vec<(&'static str, String)> {
        let mut text = clean.to_owned();
        let more = self.more.iter().map(|edit| (&edit.replace, &edit.with));
        for (replace, with) in std::iter::once((&self.replace, &self.with)).chain(more) {
            assert_eq!(text.matches(replace.as_str()).count(), 1, "{}: {replace}", self.edit);
            text = text.replacen(replace.as_str(), with, 1);
        }
        let (report, sources) = check_all(&text);
        let line = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
        let place = |finding: &Finding| {
            assert_eq!(&**sources.get(finding.span.file).text(), text, "{}: another file", self.edit);
            let start = line(finding.span.start as usize);
            text[start..].lines().next().unwrap_or_default().to_owned()
        };
        report.findings.iter().map(|finding| (finding.rule.code, place(finding))).collect()
    }

    fn is_all_of(&self, found: &[(&str, String)]) -> bool {
        matches!(found, [(code, line)] if *code == self.found && line.contains(&self.at))
    }
}

/// Checks a text with every rule on.
fn check_all(text: &str) -> (Report, Sources) {
    let mut config = Config::default();
    for rule in rules::all() {
        config.levels.set(rule, Level::Warn);
    }
    harness::check_with("design.toml", text, config)
}

/// The codes of all findings about the clean design after an edit, with every rule on.
#[track_caller]
fn assert_found(replace: &str, with: &str, codes: &[&str]) {
    let text = harness::read("tests/designs/url-shortener.toml");
    assert_eq!(text.matches(replace).count(), 1, "{replace}");
    let (report, _) = check_all(&text.replacen(replace, with, 1));
    let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(found, codes, "{with}");
}

#[test]
fn a_misspelt_key_is_not_missing() {
    assert_found("context = \"Which", "contxt = \"Which", &["SD002"]);
    assert_found("rationale = ", "rationales = ", &["SD002"]);
    assert_found("chosen = \"postgres\"", "choosen = \"postgres\"", &["SD002"]);
    assert_found("cons = [\"Manual", "con = [\"Manual", &["SD002"]);
    assert_found("addresses = [", "adresses = [", &["SD002"]);
    assert_found("tracing = ", "traceing = ", &["SD002"]);
}

#[test]
fn a_value_of_the_wrong_type_is_not_missing() {
    assert_found(
        "context = \"Which store holds 200 M links with unique custom aliases?\"",
        "context = 1",
        &["SD003"],
    );
    assert_found("chosen = \"postgres\"", "chosen = 1", &["SD003"]);
    assert_found("status = \"accepted\"\ndate", "status = \"acepted\"\ndate", &["SD010"]);
}

#[test]
fn an_unwritten_text_is_not_judged() {
    let plan = "disaster-recovery = \"Promote the standby region: RTO 30 min, RPO 1 min.\"";
    assert_found(plan, "disaster-recovery = \"N/A\"", &["SD105"]);
    assert_found(plan, "disaster-recovery = \"TBD\"", &["SD102"]);
    assert_found(plan, "disaster-recovery = \"\"", &["SD103"]);
    let environments = "environments = { dev = \"Compose\", staging = \"1 zone\", production = \"3 zones\" }";
    assert_found(environments, "environments = \"[Dev, staging, production setup]\"", &["SD102"]);
    assert_found(environments, "environments = [\"TODO\"]", &["SD102"]);
    assert_found("coverage-target = \"85 %\"", "coverage-target = \"???\"", &["SD102"]);
    let target = "text = \"Redirects survive the loss of one zone.\"";
    assert_found(target, "text = \"\"", &["SD103"]);
}

#[test]
fn a_requirement_without_any_test_is_uncovered_and_no_more() {
    let test = "T2 = { title = \"A taken alias gives 409\", level = \"integration\", verifies = [\"R2\"] }\n";
    assert_found(test, "", &["SD201"]);
}

#[test]
fn a_misspelt_technology_is_reported_where_it_is_used() {
    assert_found("technology = [\"Redis\"]", "technology = [\"Rediss\"]", &["SD205"]);
}
