//! Reads the name of a directive, and reports a name that is almost one.

use super::text::ChapterText;
use super::written::Written;
use crate::book::rules::UNKNOWN_DIRECTIVE;
use crate::diagnostic::Finding;
use crate::reading::nearest;

/// The names of directives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Design,
    Index,
}

const NAMES: [(&str, Name); 2] = [("system-design", Name::Design), ("system-design-index", Name::Index)];

/// The directive that is named. A near miss is reported; `<<#` before any other word is not a
/// directive.
pub(super) fn check(chapter: &ChapterText, written: &Written, findings: &mut Vec<Finding>) -> Option<Name> {
    let name = chapter.slice(written.name.clone());
    let known = NAMES.iter().find(|(ours, _)| *ours == name);
    let well_begun = !written.braces && written.name.start == written.mark.at + "<<#".len();
    if let (Some(&(_, known)), true) = (known, well_begun) {
        return Some(known);
    }
    let (meant, range) = match known {
        Some(&(ours, _)) => (ours, written.name.clone()),
        None => meant(chapter, written)?,
    };
    let typed = chapter.slice(written.mark.at..range.end);
    let message = format!("`{typed}` is not a directive");
    let start = written.mark.at..range.end;
    let mut finding = Finding::new(&UNKNOWN_DIRECTIVE, chapter.span(&start), message)
        .help(format!("write `<<#{meant}`{}", if written.braces { ", and `>>` at the end" } else { "" }));
    if written.closed || !written.braces {
        finding = finding.fix(chapter.span(&start), format!("<<#{meant}"));
        if written.braces {
            finding = finding.fix(chapter.span(&(written.range.end - 2..written.range.end)), ">>");
        }
    }
    findings.push(finding);
    None
}

/// Whether it is a directive, or an attempt at one.
pub(super) fn is_ours(chapter: &ChapterText, written: &Written) -> bool {
    let name = chapter.slice(written.name.clone());
    NAMES.iter().any(|(ours, _)| *ours == name) || meant(chapter, written).is_some()
}

/// The intended name, and the range that was typed for it.
fn meant(chapter: &ChapterText, written: &Written) -> Option<(&'static str, std::ops::Range<usize>)> {
    let name = chapter.slice(written.name.clone());
    let ours = NAMES.iter().map(|&(ours, _)| ours);
    if let Some(near) = nearest(name, ours.clone()) {
        return Some((near, written.name.clone()));
    }
    // "system design": two or three words instead of one.
    written.words.iter().take(2).rev().filter(|word| word.key.is_none()).find_map(|word| {
        let range = written.name.start..word.range.end;
        let joined = chapter.slice(range.clone()).split_whitespace().collect::<Vec<_>>().join("-");
        ours.clone().find(|ours| ours.eq_ignore_ascii_case(&joined)).map(|ours| (ours, range))
    })
}
