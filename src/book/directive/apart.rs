//! Empty lines around a directive that is in a block of HTML.

use std::ops::Range;

use super::text::ChapterText;
use super::written::Written;
use crate::diagnostic::Finding;

/// Adds to the fix of a directive in a block of HTML what ends the block: the empty lines around it.
pub(super) fn set_apart(chapter: &ChapterText, written: &Written, finding: Finding) -> Finding {
    let line = &written.line;
    // What is indented would be code after the empty line.
    let indent = chapter.span(&(line.start..written.mark.at));
    let finding = finding.fix(indent, chapter.line_break(line));
    let end = chapter.span(&(line.end..line.end));
    if follows_blank(chapter, line) { finding } else { finding.fix(end, chapter.line_break(line)) }
}

/// Whether the line below is empty, or the text ends.
pub(super) fn follows_blank(chapter: &ChapterText, line: &Range<usize>) -> bool {
    chapter.line_after(line.end).is_none_or(|after| chapter.is_blank(after))
}
