//! A page's fences and links.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What a comment before a fence asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Book(String),
    Replace { path: String, old: String, new: String },
    File(String),
    Append(String),
    Exit(i32),
}

/// A fence.
#[derive(Debug)]
pub(super) struct Snippet {
    /// The fence's line.
    pub(super) line: usize,
    /// What follows the backticks.
    pub(super) language: String,
    pub(super) text: String,
    /// The marks since the fence before.
    pub(super) marks: Vec<Mark>,
}

/// The fences of a page, in order.
#[track_caller]
pub(super) fn snippets(path: &str, markdown: &str) -> Vec<Snippet> {
    let mut found: Vec<Snippet> = Vec::new();
    let mut marks = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new_ext(markdown, Options::all()).into_offset_iter() {
        match event {
            Event::Html(html) => marks.extend(html.lines().filter_map(|line| mark(path, line))),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = markdown[..range.start].lines().count() + 1;
                let marks = std::mem::take(&mut marks);
                found.push(Snippet { line, language: info.into_string(), text: String::new(), marks });
                open = true;
            }
            Event::Text(text) if open => {
                if let Some(last) = found.last_mut() {
                    last.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                open = false;
                if let Some(last) = found.last_mut() {
                    last.text = included(path, &last.text).unwrap_or_else(|| std::mem::take(&mut last.text));
                }
            }
            _ => {}
        }
    }
    assert!(marks.is_empty(), "{path}: no fence follows {marks:?}");
    found
}

/// The file that takes the whole place of a fence: `{{#include PATH}}`.
fn included(path: &str, text: &str) -> Option<String> {
    let file = text.trim().strip_prefix("{{#include ")?.strip_suffix("}}")?;
    let folder = std::path::Path::new(path).parent()?;
    Some(crate::harness::read(&folder.join(file).to_string_lossy()))
}

/// Where a page's links and images lead.
pub(super) fn links(markdown: &str) -> Vec<String> {
    let urls = Parser::new_ext(markdown, Options::all()).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    urls.collect()
}

#[track_caller]
fn mark(path: &str, line: &str) -> Option<Mark> {
    let inner = line.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (word, rest) = inner.split_once(": ").unwrap_or((inner, ""));
    Some(match word.split_once(' ').unwrap_or((word, "")) {
        ("book", "") => Mark::Book(rest.to_owned()),
        ("file", "") => Mark::File(rest.to_owned()),
        ("append", "") => Mark::Append(rest.to_owned()),
        ("exit", "") => Mark::Exit(rest.parse().unwrap_or_else(|_| panic!("{path}: {line}"))),
        ("replace", file) => {
            let (old, new) = rest.split_once(" => ").unwrap_or_else(|| panic!("{path}: {line}"));
            Mark::Replace { path: file.to_owned(), old: old.to_owned(), new: new.to_owned() }
        }
        _ => panic!("{path}: {line}: the tests know no such mark"),
    })
}
