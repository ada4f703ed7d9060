//! Whether a directive stands where a whole document can: on a line of its own, in a paragraph of
//! directives only, on the page itself.

use std::ops::Range;

use super::Slot;
use super::name;
use super::text::ChapterText;
use super::walk::Within;
use super::written::Written;
use crate::book::rules::{INVALID_DIRECTIVE, MISPLACED_DIRECTIVE};
use crate::diagnostic::Finding;

const HELP: &str = "put it on a line of its own, with an empty line before and behind it";

/// The directives before and behind one, ours or not.
pub(super) struct Neighbours<'p> {
    pub(super) previous: Option<&'p Written>,
    pub(super) next: Option<&'p Written>,
}

/// Where the document goes, or a finding.
pub(super) fn judge(
    chapter: &ChapterText,
    written: &Written,
    neighbours: &Neighbours,
    findings: &mut Vec<Finding>,
) -> Option<Slot> {
    let line = written.line.clone();
    if let Some(previous) = neighbours.previous.filter(|previous| previous.line == line) {
        findings.push(two_on_one_line(chapter, written, previous));
        return None;
    }
    let is_behind = |next: &&Written| next.line == line && chapter.is_blank(written.range.end..next.mark.at);
    if neighbours.next.filter(is_behind).is_some_and(|next| name::is_ours(chapter, next)) {
        // The next one is reported, and the line is not this one's.
        return None;
    }
    let alone =
        chapter.is_blank(line.start..written.mark.at) && chapter.is_blank(written.range.end..line.end);
    let finding = match &written.mark.within {
        Within::Paragraph(_) if !alone => misplaced(chapter, written, "a sentence").help(HELP),
        Within::Paragraph(paragraph) => {
            let gaps = Gaps::around(chapter, &line, paragraph);
            if !gaps.before && !gaps.after {
                return Some(slot(chapter, line));
            }
            gaps.fix(chapter, &line, misplaced(chapter, written, "a sentence"))
        }
        Within::Heading(heading) => in_heading(chapter, written, heading, alone),
        // A line that begins at the margin belongs to what stands above it only because no empty
        // line parts them.
        // The text below that begins with a colon makes a term of it, however far away it is.
        Within::Other(what) if alone && defines(chapter, &line) => misplaced(chapter, written, what)
            .help("put other text between it and the line that begins with `:`, or indent that line"),
        Within::Other(what) if alone && line.start == written.mark.at => {
            let gaps = Gaps { before: true, after: !follows_blank(chapter, &line) };
            gaps.fix(chapter, &line, misplaced(chapter, written, what))
        }
        Within::Other(what) => misplaced(chapter, written, what).help(HELP),
    };
    findings.push(finding);
    None
}

fn slot(chapter: &ChapterText, line: Range<usize>) -> Slot {
    let holds_text = |line: Option<Range<usize>>| line.is_some_and(|line| !chapter.is_blank(line));
    Slot {
        gap_before: holds_text(chapter.line_before(line.start)),
        gap_after: holds_text(chapter.line_after(line.end)),
        follows_text: !chapter.is_blank(0..line.start),
        may_go_on: super::goes_on(chapter.slice(line.end..chapter.text.len())),
        range: line,
    }
}

fn misplaced(chapter: &ChapterText, written: &Written, what: &str) -> Finding {
    let directive = chapter.shown(&written.range);
    Finding::new(
        &MISPLACED_DIRECTIVE,
        chapter.span(&written.range),
        format!("`{directive}` stands in {what}"),
    )
    .label("a whole document has no place here")
}

fn two_on_one_line(chapter: &ChapterText, written: &Written, previous: &Written) -> Finding {
    let finding =
        Finding::new(&INVALID_DIRECTIVE, chapter.span(&written.range), "two directives stand on one line")
            .related(chapter.span(&previous.range), "the first one")
            .help("give each a line of its own");
    let between = previous.range.end..written.mark.at;
    let mendable = matches!(written.mark.within, Within::Paragraph(_)) && previous.closed;
    if mendable && chapter.is_blank(between.clone()) {
        return finding.fix(chapter.span(&between), chapter.line_break(&written.line));
    }
    finding
}

/// A line of dashes right below makes a heading of what stands above it.
fn in_heading(chapter: &ChapterText, written: &Written, heading: &Range<usize>, alone: bool) -> Finding {
    let finding = misplaced(chapter, written, "a heading");
    let line = &written.line;
    if !alone || chapter.slice(heading.clone()).trim_start().starts_with('#') {
        return finding.help(HELP);
    }
    let below = chapter.line_after(line.end).map(|below| chapter.slice(below).trim());
    if below.is_some_and(|below| below.starts_with('-')) {
        return Gaps { before: heading.start < line.start, after: true }.fix(chapter, line, finding);
    }
    finding.help("leave an empty line behind it: the line below makes a heading of it")
}

/// Where an empty line is missing.
#[derive(Clone, Copy)]
struct Gaps {
    before: bool,
    after: bool,
}

impl Gaps {
    /// Text above or below in the same paragraph. Other directives are no text, ours or not.
    fn around(chapter: &ChapterText, line: &Range<usize>, paragraph: &Range<usize>) -> Self {
        let is_text = |other: Range<usize>| {
            let inside = paragraph.start < other.end && other.start < paragraph.end;
            let text = chapter.slice(other).trim_start();
            inside && !text.is_empty() && !text.starts_with("<<#") && !text.starts_with("{{#")
        };
        Self {
            before: chapter.line_before(line.start).is_some_and(is_text),
            after: chapter.line_after(line.end).is_some_and(is_text),
        }
    }

    fn fix(self, chapter: &ChapterText, line: &Range<usize>, mut finding: Finding) -> Finding {
        let line_break = chapter.line_break(line);
        if self.before {
            finding = finding.fix(chapter.span(&(line.start..line.start)), line_break);
        }
        if self.after {
            finding = finding.fix(chapter.span(&(line.end..line.end)), line_break);
        }
        finding.help(match (self.before, self.after) {
            (true, false) => "leave an empty line before it",
            (false, true) => "leave an empty line behind it",
            _ => "leave an empty line before and behind it",
        })
    }
}

/// Whether what follows a line is the definition of a term.
fn defines(chapter: &ChapterText, line: &Range<usize>) -> bool {
    let mut below = chapter.line_after(line.end);
    while let Some(next) = below {
        if !chapter.is_blank(next.clone()) {
            return chapter.slice(next).trim_start().starts_with(':');
        }
        below = chapter.line_after(next.end);
    }
    false
}

fn follows_blank(chapter: &ChapterText, line: &Range<usize>) -> bool {
    chapter.line_after(line.end).is_none_or(|after| chapter.is_blank(after))
}
