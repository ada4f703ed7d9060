//! The seed law: the blank document of `system-design@1` has the block structure of the seed,
//! the Markdown template that the format comes from (`tests/seed`).
//!
//! The same headings, bold labels, bracketed hints, code fences by their info strings and heads of tables, in
//! the same order. Three differences are allowed, and made here to the seed before the two are compared: the
//! status line is computed, a sample that the seed repeats (`[Technology 2]`, `[Similar structure]`) is there
//! once and without its number (`[file3.ext]` in a folder repeats nothing), and a fence of the seed without a language is `text`.

use mdbook_system_design::render::blank;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use snapbox::IntoData as _;

use crate::harness;

#[test]
fn the_blank_document_has_the_structure_of_the_seed() {
    let seed = structure(&seed());
    assert_eq!(seed.iter().filter(|part| matches!(part, Part::Heading(2, _))).count(), 11);
    let shown = |parts: &[Part]| parts.iter().map(|part| format!("{part:?}")).collect::<Vec<_>>().join("\n");
    for version in ["system-design@=1.0.0", "system-design@=1.1.0"] {
        let blank = structure(&blank_document(version));
        snapbox::assert_data_eq!(shown(&blank), shown(&seed).raw());
    }
}

/// A blank document is for reading as it is: nothing in it is escaped, except text that would vanish.
#[test]
fn blank_documents_read_well() {
    let (whole, brief) = (blank_document("system-design@1"), blank_document("design-brief@1"));
    for line in whole.lines().chain(brief.lines()) {
        let vanishes = line.trim_start().starts_with("1. \\[");
        assert!(vanishes || !line.contains('\\') && !line.contains("&amp;"), "{line}");
    }
    snapbox::assert_data_eq!(whole, snapbox::file!["../seed/system-design.blank.md"].raw());
    snapbox::assert_data_eq!(brief, snapbox::file!["../seed/design-brief.blank.md"].raw());
}

/// What the law compares.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Heading(usize, String),
    Label(String),
    Hint(String),
    Fence(String),
    TableHead(Vec<String>),
    Rule,
    /// The text without a label or a bracket, in the footer.
    Words(String),
}

fn seed() -> String {
    let text = harness::read("tests/seed/SYSTEM_DESIGN.template.md");
    // At the start of an item these are link definitions to a Markdown parser, and vanish.
    let text = text.replace(". [Option", ". \\[Option");
    let text = text.replace(
        "**Architecture Design Status**: ✅ COMPLETE",
        "**Architecture Design Status**: ⚠️ INCOMPLETE",
    );
    once(&text.replace("\n```\n[project-root]", "\n```text\n[project-root]"))
}

/// Leaves out samples with a number from 2 on, with all that belongs to them, and the number of
/// the first ones. The first item of a list repeats nothing.
fn once(seed: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Lines that are indented deeper than this belong to a sample that is left out.
    let mut dropped_item: Option<usize> = None;
    // So does everything up to the next heading, if an optional block is left out.
    let mut dropped_block = false;
    let mut in_drawing = false;
    let mut above = 0;
    for line in seed.lines() {
        let indent = line.len() - line.trim_start().len();
        if line.starts_with("```") {
            in_drawing = !in_drawing && line == "```text";
        }
        if line.starts_with('#') {
            dropped_block = false;
        }
        if !line.trim().is_empty() && dropped_item.is_some_and(|item| indent <= item) {
            dropped_item = None;
        }
        if !in_drawing && number(line).is_some_and(|number| number > 1) {
            let start = line.trim_start();
            let is_item = start.starts_with(['*', '|']) && !start.starts_with("**");
            let is_first = indent > above;
            if is_item || start.starts_with(|c: char| c.is_ascii_digit()) {
                dropped_item = dropped_item.or((!is_first).then_some(indent));
            } else {
                dropped_block = true;
            }
        }
        if !line.trim().is_empty() {
            above = indent;
        }
        if dropped_item.is_none() && !dropped_block {
            lines.push(if in_drawing { line.to_owned() } else { without_number(line) });
        }
    }
    lines.join("\n")
}

/// The number of the first bracketed sample of a line, or of a decision's heading.
fn number(line: &str) -> Option<u32> {
    let sample = match line.strip_prefix("### Decision ") {
        Some(heading) => heading.split(':').next()?,
        None => line.split('[').nth(1)?.split(']').next()?,
    };
    let digits: String = sample.chars().filter(char::is_ascii_digit).collect();
    let numbered = sample.ends_with(|c: char| c.is_ascii_digit()) || sample.contains(".ext");
    digits.parse().ok().filter(|_| numbered)
}

fn without_number(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in line.chars() {
        inside = (inside || c == '[') && c != ']';
        if !(inside && c == '1') {
            out.push(c);
        }
    }
    out.replace(" ]", "]").replace("[ISO 860 ", "[ISO 8601 ")
}

fn blank_document(name: &str) -> String {
    let mut sources = Sources::new();
    let templates = Templates::embedded(&mut sources);
    let Ok(Some(template)) = templates.find(name) else { panic!("there is no {name}") };
    blank(template)
}

fn structure(markdown: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut head: Option<Vec<String>> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::Rule => parts.push(Part::Rule),
            Event::Start(Tag::CodeBlock(kind)) => {
                said(&mut text, &mut parts);
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => "indented".to_owned(),
                };
                parts.push(Part::Fence(info));
            }
            Event::Start(Tag::TableHead) => head = Some(Vec::new()),
            Event::End(TagEnd::TableHead) => parts.extend(head.take().map(Part::TableHead)),
            Event::End(TagEnd::TableCell) => match &mut head {
                Some(head) => head.push(std::mem::take(&mut text)),
                None => said(&mut text, &mut parts),
            },
            Event::End(TagEnd::Heading(level)) => {
                parts.push(Part::Heading(level as usize, std::mem::take(&mut text)));
            }
            Event::End(TagEnd::Strong) => parts.push(Part::Label(std::mem::take(&mut text))),
            Event::Start(Tag::Item | Tag::List(_) | Tag::Paragraph | Tag::Strong)
            | Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::CodeBlock) => said(&mut text, &mut parts),
            _ => {}
        }
    }
    parts
}

/// The hints of a text, and the text between them.
fn said(text: &mut String, parts: &mut Vec<Part>) {
    let text = std::mem::take(text);
    let mut rest = text.as_str();
    loop {
        let (before, hint) = rest.split_once('[').unwrap_or((rest, ""));
        let words = before.trim_matches([':', ' ', '\n']);
        if !words.is_empty() {
            parts.push(Part::Words(words.to_owned()));
        }
        let Some((hint, after)) = hint.split_once(']') else { return };
        parts.push(Part::Hint(hint.to_owned()));
        rest = after;
    }
}
