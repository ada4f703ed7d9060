//! New designs: the design that `new` writes builds at once, its only findings are the missing answers, and
//! every key that is commented out is valid as it is.

use mdbook_system_design::authoring::scaffold::{NewDesign, file_name};
use mdbook_system_design::authoring::schema;
use mdbook_system_design::design::Status;
use mdbook_system_design::diagnostic::{Group, Level, Report};
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::{Kind, Template, Templates};
use snapbox::{assert_data_eq, file};

use crate::harness::check;

#[track_caller]
fn each(examine: impl Fn(&Template, &str)) {
    let templates = Templates::embedded(&mut Sources::new());
    let mut seen = 0;
    for template in templates.iter() {
        let new =
            NewDesign { title: "Payment gateway", template, status: Status::Draft, schema: Some("a.json") };
        examine(template, &new.text());
        seen += 1;
    }
    assert!(seen > 1);
}

/// Takes away the `#` of every key.
fn uncommented(text: &str) -> String {
    let is_key = |rest: &str| !rest.starts_with([' ', ':']) && !rest.is_empty();
    let line = |line: &str| match line.strip_prefix('#') {
        Some(rest) if is_key(rest) => format!("{rest}\n"),
        _ => format!("{line}\n"),
    };
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
        let wrong = |level: Level, group: Group| level > Level::Note || matches!(group, Group::Shape { .. });
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
            let Kind::Facts { from, fields } = &block.kind else { continue };
            let mut there = &toml::Value::Table(table.clone());
            from.split('.').for_each(|part| there = &there[part]);
            for field in fields {
                assert_eq!(there[&field.key].as_str(), Some(format!("[{}]", field.hint).as_str()));
            }
        }
    });
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
    each(|template, text| {
        if template.name == "system-design" {
            assert_data_eq!(text, file!["../authoring/new.toml": Text].raw());
        }
    });
}

#[test]
fn titles_may_contain_anything() {
    assert_eq!(file_name("Payment gateway: v2!"), "payment-gateway-v2.toml");
    assert_eq!(file_name("日本"), "ri-ben.toml");
    assert_eq!(file_name("東京"), "dong-jing.toml");
    assert_eq!(file_name(" "), "design.toml");
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.find("design-brief@1").ok().flatten().unwrap();
    for title in ["\"quoted\" \\ 'it'", "two\nlines", "支払い"] {
        let text = NewDesign { title, template, status: Status::Accepted, schema: None }.text();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["design"]["title"].as_str(), Some(title));
        assert_eq!(table["design"]["status"].as_str(), Some("accepted"));
    }
}
