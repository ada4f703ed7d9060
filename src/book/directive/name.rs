//! Reads the name of a directive, and reports a name that is almost one.

use super::apart;
use super::text::ChapterText;
use super::walk::Within;
use super::written::Written;
use crate::book::rules::UNKNOWN_DIRECTIVE;
use crate::diagnostic::Finding;
use crate::reading::nearest;

/// The names of directives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Design,
    Changes,
    Index,
    Landscape,
}

const NAMES: [(&str, Name); 4] = [
    ("system-design", Name::Design),
    ("system-design-changes", Name::Changes),
    ("system-design-index", Name::Index),
    ("system-design-landscape", Name::Landscape),
];

/// The directive that is named. A near miss is reported; `<<#` before any other word is not a
/// directive.
pub(super) fn check(chapter: &ChapterText, written: &Written, findings: &mut Vec<Finding>) -> Option<Name> {
    let name = chapter.slice(written.name.clone());
    let known = NAMES.iter().find(|(ours, _)| *ours == name);
    let well_begun =
        written.odd_close.is_none() && !written.loose && written.name.start == written.mark.at + "<<#".len();
    if let (Some(&(_, known)), true) = (known, well_begun) {
        return Some(known);
    }
    if must_be_alone(written) && !is_alone(chapter, written) {
        return None;
    }
    let (meant, range) = match known {
        Some(&(ours, _)) => (ours, written.name.clone()),
        None => meant(chapter, written)?,
    };
    let typed = chapter.slice(written.mark.at..range.end);
    let message = format!("`{typed}` is not a directive");
    let start = written.mark.at..range.end;
    let mut finding = Finding::new(&UNKNOWN_DIRECTIVE, chapter.span(&start), message).help(format!(
        "write `<<#{meant}`{}",
        if written.odd_close.is_some() { ", and `>>` at the end" } else { "" }
    ));
    if written.closed || written.odd_close.is_none() {
        finding = finding.fix(chapter.span(&start), format!("<<#{meant}"));
        if let Some(close) = written.odd_close {
            let end = written.range.end - close.len()..written.range.end;
            finding = finding.fix(chapter.span(&end), ">>");
        }
        // With its right name it would still be in a block of HTML.
        if written.mark.within == (Within::Html { top: true }) && has_line(chapter, written) {
            finding = apart::set_apart(chapter, written, finding);
        }
    }
    findings.push(finding);
    None
}

/// Whether it is a directive, or an attempt at one.
pub(super) fn is_ours(chapter: &ChapterText, written: &Written) -> bool {
    let name = chapter.slice(written.name.clone());
    let is_known = NAMES.iter().any(|(ours, _)| *ours == name) || meant(chapter, written).is_some();
    is_known && (!must_be_alone(written) || is_alone(chapter, written))
}

/// Whether it is an attempt at a directive only if nothing else is on the line: without `#`, or in other brackets.
fn must_be_alone(written: &Written) -> bool {
    written.loose || matches!(written.odd_close, Some("]]" | ">" | "}"))
}

/// Whether nothing else is on its line, outside lists, quotes and tables. Without `#` the brackets are
/// ours only there: `<<system-design>>` in a sentence may be a stereotype.
fn is_alone(chapter: &ChapterText, written: &Written) -> bool {
    // `{#system-design}` is an attribute of a heading, and `<system-design>` an element.
    let is_whole =
        written.closed && (!written.words.is_empty() || !matches!(written.odd_close, Some(">" | "}")));
    matches!(written.mark.within, Within::Paragraph(_))
        && (is_whole || written.odd_close.is_none())
        && has_line(chapter, written)
}

/// Whether nothing else is on its line.
fn has_line(chapter: &ChapterText, written: &Written) -> bool {
    let (line, range) = (&written.line, &written.range);
    chapter.is_blank(line.start..written.mark.at) && chapter.is_blank(range.end..line.end)
}

/// The intended name, and the range that was typed for it.
fn meant(chapter: &ChapterText, written: &Written) -> Option<(&'static str, std::ops::Range<usize>)> {
    let name = chapter.slice(written.name.clone());
    let ours = NAMES.iter().map(|&(ours, _)| ours);
    let bare = name.strip_prefix("mdbook-").unwrap_or(name);
    if let Some(near) = ours.clone().find(|ours| *ours == bare).or_else(|| nearest(bare, ours.clone())) {
        return Some((near, written.name.clone()));
    }
    // "system design": two or three words instead of one.
    written.words.iter().take(2).rev().filter(|word| word.key.is_none()).find_map(|word| {
        let range = written.name.start..word.range.end;
        let joined = chapter.slice(range.clone()).split_whitespace().collect::<Vec<_>>().join("-");
        ours.clone().find(|ours| ours.eq_ignore_ascii_case(&joined)).map(|ours| (ours, range))
    })
}
