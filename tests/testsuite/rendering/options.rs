//! The options of a page: parts, levels, anchors, and missing answers.

use mdbook_system_design::render::{Completeness, Diagrams, Notice, NoticeKind, Report, SectionReport};

use super::{Options, Subject, anchored, complete, small};

/// The lines that begin with `#`, code left out.
fn headings(markdown: &str) -> Vec<&str> {
    let mut in_code = false;
    let line = |line: &&str| {
        in_code ^= line.trim_start().starts_with("```");
        !in_code && line.starts_with('#')
    };
    markdown.lines().filter(line).collect()
}

#[test]
fn ten_numbered_sections_and_the_footer() {
    let markdown = Subject::url_shortener().document(&Options::default(), &complete());
    let sections: Vec<&str> =
        headings(&markdown).into_iter().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(sections.len(), 11);
    for (index, section) in sections.iter().take(10).enumerate() {
        assert!(section.starts_with(&format!("## {}. ", index + 1)), "{section}");
    }
    assert_eq!(sections.last(), Some(&"## AI Generation Footprint"));
}

#[test]
fn a_section_can_be_printed_alone_at_the_requested_level() {
    let options = Options { section: Some("security".to_owned()), level: 3, ..anchored() };
    let markdown = Subject::url_shortener().document(&options, &complete());
    assert_eq!(
        headings(&markdown),
        [
            "### 6. Security Design { #url-shortener-section-security }",
            "#### Authentication & Authorization { #url-shortener-block-security-access }",
            "#### Data Security { #url-shortener-block-security-data-security }",
            "#### Security Controls { #url-shortener-block-security-controls }",
        ]
    );
}

#[test]
fn references_link_only_to_printed_parts() {
    let options = Options { section: Some("decisions".to_owned()), ..anchored() };
    let markdown = Subject::url_shortener().document(&options, &complete());
    assert!(markdown.contains("**Addresses**: R1, R2"), "{markdown}");
    assert!(!markdown.contains("](#"), "{markdown}");
}

#[test]
fn title_and_footer_can_be_left_out() {
    let options = Options { title: false, footprint: false, level: 2, ..Options::default() };
    let markdown = Subject::url_shortener().document(&options, &complete());
    assert!(markdown.starts_with("**Version**: 1.2.0 · "), "{markdown}");
    assert_eq!(headings(&markdown).first(), Some(&"## 1. Executive Summary"));
    assert!(!markdown.contains("Footprint") && !markdown.contains("\n---\n"), "{markdown}");
}

#[test]
fn without_pictures_flows_are_words_and_other_diagrams_leave_no_heading() {
    let options = Options { diagrams: Diagrams::None, ..Options::default() };
    let markdown = Subject::url_shortener().document(&options, &complete());
    assert!(!markdown.contains("```mermaid"), "{markdown}");
    assert!(!markdown.contains("Component Architecture Overview"), "{markdown}");
    let flow = "### Data Flow Architecture\n\n**Redirect, cache miss**\n\n**Covers**: R1\n\n|Step|From|To|Message|\n";
    assert!(markdown.contains(flow), "{markdown}");
    let own =
        small("[diagrams]\narchitecture = { mermaid = \"flowchart LR\\n a-->b\", caption = \"*Own*\" }\n");
    let markdown = own.document(&options, &complete());
    assert!(markdown.contains("```mermaid\nflowchart LR\n a-->b\n```\n\n*Own*\n"), "{markdown}");
}

#[test]
fn gaps_show_their_hints_and_reasons() {
    let subject = small(
        "[security]\nnot-applicable = \"No data\"\n[tables]\nnot-applicable = \"Kept by [others](x.md)\"\n\
         [performance]\nresponse-time = { not-applicable = \"A batch job\" }\n",
    );
    let markdown = subject.document(&Options::default(), &Report::default());
    for line in [
        "*Brief overview of the system design approach,",
        "* **High Complexity**: *Areas of high complexity and why*\n",
        "*Requirement Category: Summary of requirements*\n",
        "### Security Controls\n\n*Not applicable*: No data\n",
        "### Database Schema\n\n*Not applicable*: Kept by [others](x.md)\n",
        "* **Response Time**: *Not applicable*: A batch job\n* **Throughput**: *Requests per second*\n",
        "*Insert architecture diagram - C4 Context, Component, or similar*\n",
        "**Architecture Design Status**: ⚠️ INCOMPLETE (0 of 0 answered)\n",
    ] {
        assert!(markdown.contains(line), "{line:?} is missing in\n{markdown}");
    }
}

#[test]
fn the_report_is_printed_at_the_end_of_its_section_and_in_the_footer() {
    let notice = |what: NoticeKind, names: &[&str]| Notice {
        what,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let missing = vec![
        notice(NoticeKind::Missing, &["Authentication"]),
        notice(NoticeKind::Missing, &["Logging", "Metrics", "*Alerts*"]),
        notice(NoticeKind::Empty, &["Tracing"]),
        notice(NoticeKind::Placeholder, &["PII Handling"]),
        notice(NoticeKind::Found { rule: "unmeasured-target" }, &["performance.throughput"]),
    ];
    let security = SectionReport { missing, ..SectionReport::default() };
    let report = Report {
        complete: false,
        denied: 1,
        completeness: Completeness { answered: 31, required: 46, justified: 2 },
        placeholders: 3,
        sections: [("security".to_owned(), security)].into(),
    };
    let markdown = Subject::url_shortener().document(&Options::default(), &report);
    let quote = " > **Still missing**:\n > \n > * “Authentication” is missing.\n > * “Logging”, “Metrics” and “\\*Alerts\\*” are missing.\n > * “Tracing” is empty.\n > * “PII Handling” is still a placeholder.\n > * “performance.throughput”: see rule unmeasured-target.\n\n## 7.";
    assert!(markdown.contains(quote), "{markdown}");
    assert!(
        markdown.contains("⚠️ INCOMPLETE (31 of 46 answered, 2 not applicable, 3 placeholders; 1 error)\n"),
        "{markdown}"
    );
}
