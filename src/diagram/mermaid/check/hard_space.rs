//! Finds the non-breaking spaces that break a diagram: pasted from a word processor or a web page, they look
//! like spaces, but some of Mermaid's grammars know only ASCII spaces.

use super::fault::Fault;
use super::header::{self, Family};

pub(super) const HARD_SPACE: char = '\u{a0}';

/// One fault for each run of non-breaking spaces that this family of diagrams would fail on.
pub(super) fn faults(text: &str, family: Family) -> Vec<Fault> {
    if !family.ascii_blanks || !text.contains(HARD_SPACE) {
        return Vec::new();
    }
    let body = header::body(text);
    let mut start = text.len() - body.len();
    let mut faults = Vec::new();
    for line in body.split_inclusive('\n') {
        if !is_free_text(line) {
            faults.extend(in_line(text, start, line));
        }
        start += line.len();
    }
    faults
}

/// A whole new text of the same length with ASCII blanks in place of non-breaking spaces: offsets
/// into one are offsets into the other.
#[cfg(feature = "mermaid")]
pub(super) fn softened(text: &str) -> String {
    text.replace(HARD_SPACE, "  ")
}

/// What to do about it.
pub(super) const HELP: &str = "type an ordinary space in its place, or put the words in double quotes";

/// Comments and titles take any character, but not in front of their first word.
fn is_free_text(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '\t']);
    ["%%", "title", "accTitle", "accDescr"].iter().any(|word| words.starts_with(word))
}

fn in_line(text: &str, line_start: usize, line: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        if c != HARD_SPACE || quoted {
            continue;
        }
        let range = line_start + at..line_start + at + c.len_utf8();
        match faults.last_mut() {
            Some(last) if last.range.end == range.start => last.range.end = range.end,
            _ => faults.push(
                Fault::new(
                    text,
                    range,
                    "a non-breaking space (U+00A0) where Mermaid expects an ordinary one",
                )
                .with_help(HELP),
            ),
        }
    }
    faults
}
