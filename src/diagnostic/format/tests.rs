//! Every format on one report that holds what formats have to cope with, as snapshots (updated
//! with `SNAPSHOTS=overwrite`), and laws over arbitrary places.

use proptest::prelude::*;
use snapbox::assert_data_eq;

use super::*;
use crate::diagnostic::Rule;
use crate::diagnostic::{FixKind, Group, Suppressed};
use crate::source::FileId;

const UNCOVERED: Rule = Rule {
    code: "SD201",
    name: "uncovered-requirement",
    summary: "A requirement that no component, decision or test cites.",
    group: Group::Coverage,
    highest: Level::Deny,
    since: "0.1.0",
    fix: FixKind::None,
    reference: None,
    page: "# uncovered-requirement\n\n`SD000` · group\n\nFinds `Markdown` with \"quotes\", <b>HTML</b> and `::warning::`.\n\n## Why it matters\n",
};

const UNKNOWN_KEY: Rule = Rule {
    code: "SD002",
    name: "unknown-key",
    summary: "A key that the format does not know.",
    group: Group::Shape { fixed: false },
    highest: Level::Deny,
    since: "0.1.0",
    fix: FixKind::Safe,
    reference: Some("https://example.com/keys?a=1&b=2"),
    page: "# unknown-key\n\n`SD000` · group\n\nFinds `Markdown` with \"quotes\", <b>HTML</b> and `::warning::`.\n\n## Why it matters\n",
};

const MISSING: Rule = Rule {
    code: "SD101",
    name: "missing-fact",
    summary: "A required fact is not there.",
    group: Group::Missing,
    highest: Level::Deny,
    since: "0.1.0",
    fix: FixKind::None,
    reference: None,
    page: "# missing-fact\n\n`SD000` · group\n\nFinds `Markdown` with \"quotes\", <b>HTML</b> and `::warning::`.\n\n## Why it matters\n",
};

const DESIGN: &str = r#"template = "system-design@1"

[requirements.R3]
categroy = "Verfügbarkeit"
text = "100 % der Umleitungen überleben den Verlust einer Zone."

[security]
authentication = "OIDC"
"#;

#[test]
fn text_is_what_rustc_would_print() {
    assert_data_eq!(print(OutputFormat::Text), snapbox::file!["snapshots/report.txt"].raw());
}

#[test]
fn text_has_colors_when_asked() {
    let (report, sources) = sample();
    let mut out = Vec::new();
    Text { color: true }.write(&report, &sources, &mut out).unwrap();
    assert_data_eq!(String::from_utf8(out).unwrap(), snapbox::file!["snapshots/report.term.svg"]);
}

#[test]
fn short_is_one_line_a_finding() {
    assert_data_eq!(print(OutputFormat::Short), snapbox::file!["snapshots/report.short.txt"].raw());
}

#[test]
fn json_is_one_object_a_line() {
    assert_data_eq!(print(OutputFormat::Json), snapbox::file!["snapshots/report.jsonl"].raw());
}

#[test]
fn github_escapes_what_would_end_a_command() {
    assert_data_eq!(print(OutputFormat::Github), snapbox::file!["snapshots/report.github.txt"].raw());
}

/// A report with errors on the lines from 1 on; those on `changed` lines are in a change.
fn many(count: u32, changed: &[u32]) -> (Report, Sources) {
    let mut sources = Sources::new();
    let file = sources.add("a.toml", "x\n".repeat(50));
    let findings = (1..=count).map(|line| {
        let span = Span { file, start: 2 * (line - 1), end: 2 * line - 1 };
        Finding {
            in_change: changed.contains(&line),
            ..Finding::new(&UNKNOWN_KEY, span, format!("no. {line}"))
        }
    });
    (Report { findings: findings.collect(), ..Report::default() }, sources)
}

/// The messages of the annotations that GitHub shows.
#[track_caller]
fn shown_by_github(count: u32, changed: &[u32]) -> Vec<String> {
    let (report, sources) = many(count, changed);
    let mut out = Vec::new();
    Github::default().write(&report, &sources, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len() as u32, count + u32::from(count > 10), "each is in the log");
    let messages = lines.iter().map(|line| line.rsplit_once("::").unwrap().1.to_owned());
    messages.take(10).collect()
}

#[test]
fn github_shows_ten_and_the_last_names_the_count() {
    let plain: Vec<String> = (1..=10).map(|line| format!("no. {line}")).collect();
    assert_eq!(shown_by_github(10, &[7]), plain, "all are shown, in their order");
    let shown = shown_by_github(14, &[12, 14]);
    assert_eq!(shown[..3], ["no. 12", "no. 14", "no. 1"]);
    assert_eq!(shown[8..], ["no. 7", "5 more errors in the log of this step"]);
}

#[test]
fn sarif_is_valid() {
    let printed = print(OutputFormat::Sarif);
    assert_sarif(&printed);
    let pinned = printed.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    assert_data_eq!(pinned, snapbox::file!["snapshots/report.sarif"].raw());
}

#[test]
fn gitlab_is_a_code_quality_report() {
    let printed = print(OutputFormat::Gitlab);
    assert_gitlab(&printed);
    assert_data_eq!(printed, snapbox::file!["snapshots/report.gitlab.json"].raw());
}

#[test]
fn rdjson_is_a_diagnostic_result() {
    let printed = print(OutputFormat::Rdjson);
    assert_rdjson(&printed);
    let pinned = printed.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    assert_data_eq!(pinned, snapbox::file!["snapshots/report.rdjson"].raw());
}

#[test]
fn junit_is_a_suite_a_file() {
    let printed = print(OutputFormat::Junit);
    assert_junit(&printed);
    assert_data_eq!(printed, snapbox::file!["snapshots/report.junit.xml"].raw());
}

#[test]
fn an_empty_report_is_silent_where_a_line_is_a_finding() {
    let (report, sources) = (Report::default(), Sources::new());
    for (name, format) in OutputFormat::ALL {
        let mut out = Vec::new();
        format.writer(false).write(&report, &sources, &mut out).unwrap();
        let document = [OutputFormat::Sarif, OutputFormat::Gitlab, OutputFormat::Junit, OutputFormat::Rdjson];
        assert_eq!(out.is_empty(), !document.contains(&format), "{name}");
        assert_valid(format, &String::from_utf8(out).unwrap());
    }
    assert_eq!(OutputFormat::parse("sarif"), Some(OutputFormat::Sarif));
    assert_eq!(OutputFormat::parse("xml"), None);
}

#[test]
fn a_control_character_does_not_reach_the_terminal() {
    let mut sources = Sources::new();
    let file = sources.add("a.toml", "x = \"\u{1b}[31m\"\n");
    let evil = "\u{1b}[2J\u{202e}";
    let finding = Finding::new(&MISSING, Span::new(file, 0..1), evil)
        .label(evil)
        .help(evil)
        .related(Span::new(file, 4..6), evil);
    let report = Report { findings: vec![finding], suppressed: Vec::new() };
    for format in [OutputFormat::Text, OutputFormat::Short, OutputFormat::Github] {
        let mut out = Vec::new();
        format.writer(false).write(&report, &sources, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
    }
}

#[test]
fn long_lines_are_named_not_drawn() {
    let mut sources = Sources::new();
    let file = sources.add("a.toml", "ä".repeat(500_000));
    let findings = (0..100)
        .map(|index| {
            let start = index * 5_000;
            Finding::new(&MISSING, Span::new(file, start..start + 40), "too long").label("here")
        })
        .collect();
    let report = Report { findings, suppressed: Vec::new() };
    let mut out = Vec::new();
    Text { color: false }.write(&report, &sources, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("--> a.toml:1:247501\n"), "the column counts characters");
    assert!(out.contains("note: here"));
    assert!(out.len() < 200_000, "{}", out.len());
}

proptest! {
    #[test]
    fn any_place_can_be_printed(
        texts in prop::collection::vec("([a-z ]|[äß語🦀\t\u{200d}]|\r\n|\n|\r){0,60}", 1..3),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..150, 0_usize..80), 1..6),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..150, 0_usize..40, "[a-zä\n ]{0,6}"), 0..4),
    ) {
        let mut sources = Sources::new();
        let files: Vec<FileId> =
            texts.into_iter().enumerate().map(|(at, text)| sources.add(format!("f{at}"), text)).collect();
        // A span may lie inside characters, past the end, or end before it begins.
        let span = |index: &prop::sample::Index, start: usize, end: usize| {
            Span { file: files[index.index(files.len())], start: start as u32, end: end as u32 }
        };
        let mut finding = Finding::new(&MISSING, span(&places[0].0, places[0].1, places[0].2), "m").label("l");
        for (index, start, end) in &places[1..] {
            finding = finding.related(span(index, *start, *end), "r");
        }
        for (index, start, len, replacement) in &edits {
            finding = finding.fix(span(index, *start, start + len), replacement.clone());
        }
        let report = Report { findings: vec![finding], suppressed: Vec::new() };
        for (_, format) in OutputFormat::ALL {
            let mut out = Vec::new();
            format.writer(true).write(&report, &sources, &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            prop_assert!(!out.is_empty());
            assert_valid(format, &out);
        }
        for finding in &report.findings {
            let mut patch = crate::diagnostic::Patch::default();
            patch.admit(finding, &sources);
            patch.texts(&sources);
        }
    }
}

/// Holds a report against the schema of its format, where it has one.
#[track_caller]
fn assert_valid(format: OutputFormat, printed: &str) {
    match format {
        OutputFormat::Sarif => assert_sarif(printed),
        OutputFormat::Gitlab => assert_gitlab(printed),
        OutputFormat::Rdjson => assert_rdjson(printed),
        OutputFormat::Junit => assert_junit(printed),
        OutputFormat::Text | OutputFormat::Short | OutputFormat::Json | OutputFormat::Github => {}
    }
}

type Schema = std::sync::LazyLock<jsonschema::Validator>;

fn schema(text: &str) -> jsonschema::Validator {
    let schema = serde_json::from_str(text).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[track_caller]
fn assert_schema(schema: &jsonschema::Validator, printed: &str) {
    let value = serde_json::from_str(printed).unwrap();
    let errors: Vec<String> =
        schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[track_caller]
fn assert_sarif(printed: &str) {
    static SCHEMA: Schema = Schema::new(|| schema(include_str!("../../../tests/schemas/sarif-2.1.0.json")));
    assert_schema(&SCHEMA, printed);
}

#[track_caller]
fn assert_rdjson(printed: &str) {
    static SCHEMA: Schema = Schema::new(|| schema(include_str!("../../../tests/schemas/rdjson.json")));
    assert_schema(&SCHEMA, printed);
}

/// The schema, and what it cannot say: GitLab merges issues with the same fingerprint.
#[track_caller]
fn assert_gitlab(printed: &str) {
    static SCHEMA: Schema =
        Schema::new(|| schema(include_str!("../../../tests/schemas/gitlab-code-quality.json")));
    assert_schema(&SCHEMA, printed);
    let issues: Vec<serde_json::Value> = serde_json::from_str(printed).unwrap();
    let fingerprints: std::collections::HashSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len());
}

/// The elements and attributes that the schema of Jenkins' xUnit plugin knows (junit-10.xsd), those
/// that it requires, and figures that are right.
#[track_caller]
fn assert_junit(printed: &str) {
    /// An element, the attributes that it needs, those that it may have, and what may be in it.
    type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);
    const KNOWN: [Element; 5] = [
        ("testsuites", &[], &["name", "tests", "failures", "errors", "skipped"], &["testsuite"]),
        ("testsuite", &["name", "tests", "failures", "errors"], &["skipped"], &["testcase"]),
        ("testcase", &["name", "classname"], &["file", "line"], &["failure", "skipped"]),
        ("failure", &[], &["type", "message"], &[]),
        ("skipped", &[], &["message"], &[]),
    ];
    let document = roxmltree::Document::parse(printed).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "testsuites");
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let (name, required, optional, inside) =
            KNOWN.iter().find(|(name, ..)| *name == node.tag_name().name()).expect("a known element");
        for attribute in *required {
            assert!(node.has_attribute(*attribute), "{name} needs {attribute}");
        }
        for attribute in node.attributes().map(|attribute| attribute.name()) {
            assert!(required.contains(&attribute) || optional.contains(&attribute), "{name} has {attribute}");
        }
        for child in node.children().filter(roxmltree::Node::is_element) {
            assert!(inside.contains(&child.tag_name().name()), "{name} has {child:?}");
        }
        for (figure, counted) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")] {
            let there = node.descendants().filter(|inner| inner.has_tag_name(counted)).count();
            let said = node.attribute(figure);
            assert!(said.is_none_or(|said| said == there.to_string()), "{name} has {there} {figure}");
        }
    }
}

fn print(format: OutputFormat) -> String {
    let (report, sources) = sample();
    let mut out = Vec::new();
    format.writer(false).write(&report, &sources, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let wrong = print(OutputFormat::Sarif).replace("\"startLine\": 3", "\"startLine\": 0");
    assert!(std::panic::catch_unwind(|| assert_sarif(&wrong)).is_err());
    for (format, right, wrong) in [
        (OutputFormat::Gitlab, "\"major\"", "\"deny\""),
        (OutputFormat::Gitlab, "\"path\": \"designs", "\"path\": \"../designs"),
        (OutputFormat::Rdjson, "\"ERROR\"", "\"error\""),
        (OutputFormat::Rdjson, "\"diagnostics\"", "\"results\""),
        (OutputFormat::Junit, "</testsuites>", ""),
        (OutputFormat::Junit, "failures=\"", "failures=\"7"),
        (OutputFormat::Junit, "<failure type", "<failure level"),
    ] {
        let printed = print(format);
        assert!(printed.contains(right), "{right} in {printed}");
        let wrong = printed.replacen(right, wrong, 1);
        assert!(std::panic::catch_unwind(|| assert_valid(format, &wrong)).is_err(), "{wrong}");
    }
}

/// A cause in the same file and in another one, a fix, several lines, a level each, `%`, `:` and
/// line breaks in a message, a text that lies in a file of its own, an allowed finding.
fn sample() -> (Report, Sources) {
    let mut sources = Sources::new();
    let design = sources.add("designs/short links.toml", DESIGN);
    let chapter = sources.add("src/links.md", "# Links\n\n<<#system-design ../designs/short links.toml>>\n");
    let prose = sources.add("designs/summary.md", "First.\nTBD\n");
    let at = |file: FileId, part: &str| {
        let start = sources.get(file).text().find(part).unwrap();
        Span::new(file, start..start + part.len())
    };
    let uncovered = Finding::new(&UNCOVERED, at(design, "requirements.R3"), "no test verifies R3")
        .label("R3 is declared here")
        .related(at(design, "[security]\nauthentication"), "nothing here cites R3")
        .related(at(chapter, "<<#system-design ../designs/short links.toml>>"), "the design is shown here")
        .help("add `R3` to `verifies` of a test");
    let unknown = Finding::new(&UNKNOWN_KEY, at(design, "categroy"), "`categroy` is no key of a requirement")
        .label("unknown key")
        .help("`category` is near")
        .fix(at(design, "categroy"), "category");
    let missing = Finding::new(
        &MISSING,
        at(design, "security"),
        "`authorization` is missing: 1, 2 of 100 %\nare there",
    )
    .help("say how access control is enforced")
    .fix(Span::new(design, DESIGN.len()..DESIGN.len()), "authorization = \"\"\n");
    let placeholder = Finding::new(&MISSING, at(prose, "TBD"), "`TBD` stands for a text")
        .anchor(at(design, "template = \"system-design@1\""));
    let allowed = Finding::new(&MISSING, at(design, "authentication"), "session management is missing");
    let with = |mut finding: Finding, level, path: &str| {
        finding.level = level;
        path.clone_into(&mut finding.path);
        finding
    };
    let report = Report {
        findings: vec![
            with(uncovered, Level::Deny, "requirements.R3"),
            with(unknown, Level::Deny, "requirements.R3.categroy"),
            with(missing, Level::Warn, "security"),
            with(placeholder, Level::Note, ""),
        ],
        suppressed: vec![Suppressed {
            finding: with(allowed, Level::Deny, "security"),
            reason: "There are no sessions.".to_owned(),
        }],
    };
    (report, sources)
}
