//! New designs: the design that `new` writes builds at once, its only findings are the missing answers, and
//! every key that is commented out is valid as it is.

use mdbook_system_design::authoring::scaffold::NewDesign;
use mdbook_system_design::authoring::schema;
use mdbook_system_design::book::{Checked, Config, Session};
use mdbook_system_design::design::{Leaf, Status, Trail, Walk as _};
use mdbook_system_design::diagnostic::{Group, Level, Report, Sink};
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::{BlockKind, Template, Templates};
use snapbox::{assert_data_eq, file};

use crate::harness::{check, read, repository};

#[track_caller]
fn each(examine: impl Fn(&Template, &str)) {
    let templates = Templates::embedded(&mut Sources::new());
    let mut seen = 0;
    for template in templates.iter() {
        let new = NewDesign {
            title: "Payment gateway",
            id: None,
            template,
            status: Status::Draft,
            schema: Some("a.json"),
        };
        examine(template, &new.text());
        seen += 1;
    }
    assert!(seen > 1);
}

/// Takes away the `# ` of every key.
pub(crate) fn uncommented(text: &str) -> String {
    let line = |line: &str| format!("{}\n", line.strip_prefix("# ").unwrap_or(line));
    text.lines().map(line).collect()
}

fn said(report: &Report) -> Vec<String> {
    let line = |level: Level, code: &str, message: &str| format!("{level:?} {code} {message}");
    report.findings.iter().map(|found| line(found.level, found.rule.code, &found.message)).collect()
}

#[test]
fn a_new_design_has_no_findings_but_missing_answers() {
    each(|template, text| {
        let (report, _) = check("designs/payment-gateway.toml", text);
        let missing = |line: &String| line.starts_with("Note SD101 ");
        let others: Vec<String> = said(&report).into_iter().filter(|line| !missing(line)).collect();
        assert_eq!(others, Vec::<String>::new(), "{}\n{text}", template.title_line());
        assert!(!report.findings.is_empty());
    });
}

#[test]
fn every_key_that_is_commented_out_can_be_taken_as_it_is() {
    each(|template, text| {
        let whole = uncommented(text);
        let (report, _) = check("designs/payment-gateway.toml", &whole);
        // The files that the example names are not there.
        let wrong = |level: Level, group: Group| {
            (level > Level::Note && group != Group::Sources) || matches!(group, Group::Shape { .. })
        };
        let wrong: Vec<&str> = report
            .findings
            .iter()
            .filter(|found| wrong(found.level, found.rule.group))
            .map(|found| found.message.as_str())
            .collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{}\n{whole}", template.title_line());
        // Every fact of the template is there with its hint.
        let table: toml::Table = whole.parse().unwrap();
        for (_, block) in template.blocks() {
            let BlockKind::Facts { from, fields } = &block.kind else { continue };
            let mut there = &toml::Value::Table(table.clone());
            from.split('.').for_each(|part| there = &there[part]);
            for field in fields {
                assert_eq!(there[&field.key].as_str(), Some(format!("[{}]", field.hint).as_str()));
            }
        }
    });
}

/// Keys whose examples are no words for people, and why.
const NO_WORDS: &[(&str, &str)] = &[
    ("template", "the request of a template"),
    ("title", "given to `new`"),
    ("version", "a first version"),
    ("status", "a word of a list"),
    ("kind", "a word of a list"),
    ("origin", "a word of a list"),
    ("priority", "a word of a list"),
    ("needs", "words of a list"),
    ("level", "a word of a list"),
    ("likelihood", "a word of a list"),
    ("impact", "a word of a list"),
    ("concerns", "cites the requirement"),
    ("key", "a word of a list"),
    ("direction", "a word of a list"),
    ("on-delete", "a word of a database"),
    ("on-update", "a word of a database"),
    ("satisfies", "cites the requirement"),
    ("covers", "cites the requirement"),
    ("addresses", "cites the requirement"),
    ("verifies", "cites the requirement"),
    ("component", "cites the component"),
    ("part-of", "cites the component"),
    ("from", "cites the person"),
    ("to", "cites the component"),
    ("table", "cites the table"),
    ("references", "cites a column"),
    ("chosen", "cites the option"),
    ("directory", "a path"),
    ("url", "an address"),
    ("[Further reading]", "an address"),
    ("mermaid", "code"),
    ("rows", "cites elements"),
    ("near", "cites elements"),
    ("contract", "an id"),
    ("tree", "code"),
    ("code", "code"),
    ("language", "the name of a language of code"),
    ("framework-version", "a version"),
    ("api", FILES),
    ("sql", FILES),
    ("dialect", "a word of a list"),
    ("decisions", FILES),
    ("directories", FILES),
    ("dependencies", FILES),
    ("deployment", FILES),
];

/// What `[sources]` has in the place of words.
const FILES: &str = "a pattern of files";

/// A design with everything that a book knows of it.
fn judged(text: &str) -> Checked {
    let mut sink = Sink::default();
    let mut session =
        Session::new(&repository("tests/designs"), Config::default(), Sources::new(), &mut sink);
    let file = session.sources.add("url-shortener.toml", text);
    session.open(file);
    session.check().pop().expect("a design").1
}

/// The strings of a design with their keys, and the names that authors choose.
fn strings(value: &toml::Value, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => found.push((key.to_owned(), text.clone())),
        toml::Value::Array(items) => items.iter().for_each(|item| strings(item, key, found)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                if key.starts_with('[') {
                    found.push((String::new(), key.clone()));
                }
                strings(value, key, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_word_of_a_new_design_is_reported_as_unwritten() {
    each(|template, text| {
        let whole = uncommented(text);
        let checked = judged(&whole);
        let mut reported: Vec<String> = checked
            .report
            .findings
            .iter()
            .filter(|found| found.rule.code == "SD102")
            .map(|found| found.message.split('`').nth(1).expect("a quotation").to_owned())
            .collect();
        let mut words = Vec::new();
        strings(&toml::Value::Table(whole.parse().unwrap()), "", &mut words);
        words.retain(|(key, word)| word.starts_with('[') || NO_WORDS.iter().all(|(known, _)| known != key));
        let mut words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
        words.sort();
        reported.sort();
        assert_eq!(reported, words, "{}", template.title_line());
        assert!(words.len() > 40);
        assert_eq!(checked.completeness.placeholders, words.len());
        assert!(NO_WORDS.iter().all(|(key, why)| !why.is_empty() && !key.is_empty()));
    });
}

/// Whatever plain string of a complete design is a word of a new one, the design is not complete.
#[test]
fn a_design_with_a_word_of_a_new_one_is_not_complete() {
    let text = read("tests/designs/url-shortener.toml");
    let checked = judged(&text);
    assert!(checked.report.findings.is_empty() && checked.completeness.is_whole());
    let mut places = std::collections::BTreeMap::new();
    checked.design.expect("a design").walk_at(&Trail::TOP, &mut |leaf, at| {
        let span = match leaf {
            Leaf::Plain(plain) => plain.span,
            Leaf::Name(name) if at.root() == "technologies" => name.span,
            _ => return,
        };
        places.insert((at.root().to_owned(), at.last_key().map(str::to_owned)), span.range());
    });
    let words = ["[Feature Name]", "[What happens]", "[Answer]", "[What for]", "[Component]", "[Technology]"];
    for (index, (key, range)) in places.into_iter().enumerate() {
        let word = words[index % words.len()];
        let mut edited = text.clone();
        edited.replace_range(range, &format!("\"{word}\""));
        let checked = judged(&edited);
        let is_told = said(&checked.report).iter().any(|line| line.contains("SD102") && line.contains(word));
        assert!(is_told, "{key:?}: {:?}", said(&checked.report));
        assert!(!checked.completeness.is_whole(), "{key:?}");
    }
    // What the examples do not say may be meant.
    let list = text.replace("type = \"text\"", "type = \"[context, book]\"");
    assert!(list != text && judged(&list).completeness.is_whole());
}

#[test]
fn a_new_design_follows_its_schema() {
    let templates = Templates::embedded(&mut Sources::new());
    each(|template, text| {
        let schema = schema::schema(template, &templates);
        for text in [text.to_owned(), uncommented(text)] {
            assert_eq!(
                super::schema::mistakes(&super::schema::validator(&schema), &text),
                Vec::<String>::new()
            );
        }
    });
}

#[test]
fn every_written_file_is_compared() {
    each(|template, text| match template.title_line().as_str() {
        "system-design@1.1.0" => assert_data_eq!(text, file!["../authoring/new.toml": Text].raw()),
        "architecture@1.0.0" => assert_data_eq!(text, file!["../authoring/architecture.toml": Text].raw()),
        _ => {}
    });
}

#[test]
fn titles_may_contain_anything() {
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.find("design-brief@1").ok().flatten().unwrap();
    for title in ["\"quoted\" \\ 'it'", "two\nlines", "支払い"] {
        let text =
            NewDesign { title, id: Some("a"), template, status: Status::Accepted, schema: None }.text();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["design"]["title"].as_str(), Some(title));
        assert_eq!(table["design"]["id"].as_str(), Some("a"));
        assert_eq!(table["design"]["status"].as_str(), Some("accepted"));
    }
}
