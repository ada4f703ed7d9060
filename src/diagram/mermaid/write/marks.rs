//! The marks of a picture in Mermaid: of a change, a sign and a word in each label; and classes for the strength
//! of lines.

use super::escape;
use super::script::Script;
use crate::diagram::architecture::Architecture;
use crate::diagram::mark::{Legend, Mark};

/// What is marked so far.
pub(super) struct Marks<'a> {
    legend: Option<&'a Legend>,
    /// The names of boxes and boundaries, and the numbers of lines.
    marked: Vec<(Mark, String, bool)>,
    lines: usize,
}

/// A mark's class, what it does to boxes, and what it does to lines.
const STYLES: [(Mark, &str, &str, &str); 4] = [
    (Mark::New, "added", "stroke-width:4px", "stroke-width:4px"),
    (Mark::Gone, "gone", "stroke-dasharray:2 4,opacity:0.7", "stroke-dasharray:2 4,opacity:0.7"),
    (Mark::Coming, "coming", "stroke-dasharray:7 4", "stroke-dasharray:7 4"),
    (Mark::Retired, "retired", "opacity:0.7", "opacity:0.7"),
];

impl<'a> Marks<'a> {
    pub(super) fn of(architecture: &'a Architecture) -> Self {
        Self { legend: architecture.legend.as_ref(), marked: Vec::new(), lines: 0 }
    }

    /// Words with their sign.
    pub(super) fn signed(mark: Mark, words: &str) -> String {
        let words = escape::text(words);
        let sign = escape::text(mark.sign());
        [sign, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The word for a mark, in brackets.
    pub(super) fn word(&self, mark: Mark) -> String {
        let word = self.legend.map(|legend| legend.word(mark)).unwrap_or_default();
        if word.is_empty() { String::new() } else { escape::text(&format!("({word})")) }
    }

    /// A box or a boundary was written.
    pub(super) fn boxed(&mut self, mark: Mark, name: String) {
        self.marked.push((mark, name, false));
    }

    /// A line was written.
    pub(super) fn lined(&mut self, mark: Mark) {
        self.marked.push((mark, self.lines.to_string(), true));
        self.lines += 1;
    }

    /// Writes the classes.
    pub(super) fn finish(&self, out: &mut Script) {
        for (mark, class, boxes, lines) in STYLES {
            let names = |of_lines: bool| {
                let marked = self.marked.iter().filter(|one| one.0 == mark && one.2 == of_lines);
                marked.map(|(_, name, _)| name.as_str()).collect::<Vec<_>>().join(",")
            };
            let (boxed, lined) = (names(false), names(true));
            if !boxed.is_empty() {
                out.line(1, &format!("classDef {class} {boxes}"));
                out.line(1, &format!("class {boxed} {class}"));
            }
            if !lined.is_empty() {
                out.line(1, &format!("linkStyle {lined} {lines}"));
            }
        }
    }
}
