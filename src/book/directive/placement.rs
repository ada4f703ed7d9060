//! Whether a directive stands where a whole document can: on a line of its own, in a paragraph of
//! directives only, on the page itself.

use std::ops::Range;

use super::Place;
use super::name;
use super::text::Text;
use super::walk::Within;
use super::written::Written;
use crate::book::rules::{INVALID_DIRECTIVE, MISPLACED_DIRECTIVE};
use crate::diagnostic::Finding;

const HELP: &str = "put it on a line of its own, with an empty line before and behind it";

/// The directives before and behind one, ours or not.
pub(super) struct Around<'p> {
    pub(super) previous: Option<&'p Written>,
    pub(super) next: Option<&'p Written>,
}

/// Where the document goes, or a finding.
pub(super) fn judge(
    page: &Text,
    written: &Written,
    around: &Around,
    findings: &mut Vec<Finding>,
) -> Option<Place> {
    let line = written.line.clone();
    if let Some(previous) = around.previous.filter(|previous| previous.line == line) {
        findings.push(two_on_one_line(page, written, previous));
        return None;
    }
    let is_behind = |next: &&Written| next.line == line && page.is_blank(written.range.end..next.mark.at);
    if around.next.filter(is_behind).is_some_and(|next| name::is_ours(page, next)) {
        // The next one is reported, and the line is not this one's.
        return None;
    }
    let alone = page.is_blank(line.start..written.mark.at) && page.is_blank(written.range.end..line.end);
    let finding = match &written.mark.within {
        Within::Paragraph(_) if !alone => misplaced(page, written, "a sentence").help(HELP),
        Within::Paragraph(paragraph) => {
            let gaps = Gaps::around(page, &line, paragraph);
            if !gaps.before && !gaps.after {
                return Some(place(page, line));
            }
            gaps.fix(page, &line, misplaced(page, written, "a sentence"))
        }
        Within::Heading(heading) => in_heading(page, written, heading, alone),
        // A line that begins at the margin belongs to what stands above it only because no empty
        // line parts them.
        // The text below that begins with a colon makes a term of it, however far away it is.
        Within::Other(what) if alone && defines(page, &line) => misplaced(page, written, what)
            .help("put other text between it and the line that begins with `:`, or indent that line"),
        Within::Other(what) if alone && line.start == written.mark.at => {
            let gaps = Gaps { before: true, after: !follows_blank(page, &line) };
            gaps.fix(page, &line, misplaced(page, written, what))
        }
        Within::Other(what) => misplaced(page, written, what).help(HELP),
    };
    findings.push(finding);
    None
}

fn place(page: &Text, line: Range<usize>) -> Place {
    let holds_text = |line: Option<Range<usize>>| line.is_some_and(|line| !page.is_blank(line));
    Place {
        gap_before: holds_text(page.line_before(line.start)),
        gap_after: holds_text(page.line_after(line.end)),
        follows_text: !page.is_blank(0..line.start),
        may_go_on: super::goes_on(page.slice(line.end..page.text.len())),
        range: line,
    }
}

fn misplaced(page: &Text, written: &Written, what: &str) -> Finding {
    let directive = page.shown(&written.range);
    Finding::new(&MISPLACED_DIRECTIVE, page.span(&written.range), format!("`{directive}` stands in {what}"))
        .label("a whole document has no place here")
}

fn two_on_one_line(page: &Text, written: &Written, previous: &Written) -> Finding {
    let finding =
        Finding::new(&INVALID_DIRECTIVE, page.span(&written.range), "two directives stand on one line")
            .related(page.span(&previous.range), "the first one")
            .help("give each a line of its own");
    let between = previous.range.end..written.mark.at;
    let mendable = matches!(written.mark.within, Within::Paragraph(_)) && previous.closed;
    if mendable && page.is_blank(between.clone()) {
        return finding.fix(page.span(&between), page.line_break(&written.line));
    }
    finding
}

/// A line of dashes right below makes a heading of what stands above it.
fn in_heading(page: &Text, written: &Written, heading: &Range<usize>, alone: bool) -> Finding {
    let finding = misplaced(page, written, "a heading");
    let line = &written.line;
    if !alone || page.slice(heading.clone()).trim_start().starts_with('#') {
        return finding.help(HELP);
    }
    let below = page.line_after(line.end).map(|below| page.slice(below).trim());
    if below.is_some_and(|below| below.starts_with('-')) {
        return Gaps { before: heading.start < line.start, after: true }.fix(page, line, finding);
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
    fn around(page: &Text, line: &Range<usize>, paragraph: &Range<usize>) -> Self {
        let is_text = |other: Range<usize>| {
            let inside = paragraph.start < other.end && other.start < paragraph.end;
            let text = page.slice(other).trim_start();
            inside && !text.is_empty() && !text.starts_with("<<#") && !text.starts_with("{{#")
        };
        Self {
            before: page.line_before(line.start).is_some_and(is_text),
            after: page.line_after(line.end).is_some_and(is_text),
        }
    }

    fn fix(self, page: &Text, line: &Range<usize>, mut finding: Finding) -> Finding {
        let line_break = page.line_break(line);
        if self.before {
            finding = finding.fix(page.span(&(line.start..line.start)), line_break);
        }
        if self.after {
            finding = finding.fix(page.span(&(line.end..line.end)), line_break);
        }
        finding.help(match (self.before, self.after) {
            (true, false) => "leave an empty line before it",
            (false, true) => "leave an empty line behind it",
            _ => "leave an empty line before and behind it",
        })
    }
}

/// Whether what follows a line is the definition of a term.
fn defines(page: &Text, line: &Range<usize>) -> bool {
    let mut below = page.line_after(line.end);
    while let Some(next) = below {
        if !page.is_blank(next.clone()) {
            return page.slice(next).trim_start().starts_with(':');
        }
        below = page.line_after(next.end);
    }
    false
}

fn follows_blank(page: &Text, line: &Range<usize>) -> bool {
    page.line_after(line.end).is_none_or(|after| page.is_blank(after))
}
