//! Checks that a directive is where a whole document can go: alone on a line, in a paragraph of
//! directives only, at the top level of the page.

use std::ops::Range;

use super::Slot;
use super::apart;
use super::name;
use super::text::ChapterText;
use super::walk::Within;
use super::written::Written;
use crate::book::rules::{INVALID_DIRECTIVE, MISPLACED_DIRECTIVE};
use crate::diagnostic::Finding;

const HELP: &str = "put it on its own line, with an empty line before and after it";

/// What looks like a directive before and after one.
pub(super) struct Neighbours<'p> {
    pub(super) previous: Option<&'p Written>,
    pub(super) next: Option<&'p Written>,
}

/// Finds the slot for the document, or reports why there is none.
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
    let follows = |next: &&Written| next.line == line && chapter.is_blank(written.range.end..next.mark.at);
    if neighbours.next.filter(follows).is_some_and(|next| name::is_ours(chapter, next)) {
        // The next directive is reported, and this one does not have the line to itself.
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
        Within::Html { top } => in_html(chapter, written, *top, alone),
        Within::Heading(heading) => in_heading(chapter, written, heading, alone),
        // A line that begins at the margin belongs to the block above only because there is no
        // empty line between them. Text below that begins with a colon turns the line into a term,
        // however far away it is.
        Within::Other(what) if alone && defines(chapter, &line) => misplaced(chapter, written, what)
            .help("put other text between it and the line that begins with `:`, or indent that line"),
        Within::Other(what) if alone && line.start == written.mark.at => {
            let gaps = Gaps { before: true, after: !apart::follows_blank(chapter, &line) };
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
        line_break: chapter.usual_break(&line),
        range: line,
    }
}

fn misplaced(chapter: &ChapterText, written: &Written, what: &str) -> Finding {
    let directive = chapter.shown(&written.range);
    Finding::new(
        &MISPLACED_DIRECTIVE,
        chapter.span(&written.range),
        format!("`{directive}` is inside {what}"),
    )
    .label("a whole document cannot go here")
}

fn two_on_one_line(chapter: &ChapterText, written: &Written, previous: &Written) -> Finding {
    let finding =
        Finding::new(&INVALID_DIRECTIVE, chapter.span(&written.range), "two directives are on one line")
            .related(chapter.span(&previous.range), "the first directive")
            .help("put each on its own line");
    let between = previous.range.end..written.mark.at;
    let mendable = matches!(written.mark.within, Within::Paragraph(_)) && previous.closed;
    if mendable && chapter.is_blank(between.clone()) {
        return finding.fix(chapter.span(&between), chapter.line_break(&written.line));
    }
    finding
}

/// A line of dashes directly below turns the text above it into a heading.
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
    finding.help("leave an empty line after it: the line below turns it into a heading")
}

/// An empty line ends a block of HTML.
fn in_html(chapter: &ChapterText, written: &Written, top: bool, alone: bool) -> Finding {
    let finding = misplaced(chapter, written, "a block of HTML");
    if !top || !alone {
        return finding.help(HELP);
    }
    apart::set_apart(chapter, written, finding).help(HELP)
}

/// The sides on which an empty line is missing.
#[derive(Clone, Copy)]
struct Gaps {
    before: bool,
    after: bool,
}

impl Gaps {
    /// The sides with text in the same paragraph. Anything that looks like a directive is not text.
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
            (false, true) => "leave an empty line after it",
            _ => "leave an empty line before and after it",
        })
    }
}

/// Whether the next text below a line is the definition of a term.
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
