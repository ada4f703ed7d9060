//! Colours of what is shown on a terminal.

use crate::diagnostic::Level;
use crate::markdown::{Part, parts};

/// A colour, as the terminal's own palette has it.
#[derive(Clone, Copy)]
pub(super) enum Paint {
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
    Cyan,
}

impl Paint {
    /// The text in this colour. Each line is coloured separately, so that a pager shows any part of it.
    pub(super) fn on(self, text: &str) -> String {
        let number = match self {
            Self::Bold => 1,
            Self::Dim => 2,
            Self::Red => 31,
            Self::Green => 32,
            Self::Yellow => 33,
            Self::Cyan => 36,
        };
        let line = |line: &str| {
            let words = line.trim_end_matches('\n');
            let end = &line[words.len()..];
            if words.is_empty() { line.to_owned() } else { format!("\u{1b}[{number}m{words}\u{1b}[0m{end}") }
        };
        text.split_inclusive('\n').map(line).collect()
    }

    /// The colour of a level, as findings have it.
    pub(super) fn of(level: Level) -> Self {
        match level {
            Level::Deny => Self::Red,
            Level::Warn => Self::Yellow,
            Level::Note => Self::Green,
            Level::Allow => Self::Dim,
        }
    }
}

/// A page of the guide in colours.
pub(super) fn page(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (range, part) in parts(text) {
        out.push_str(&text[at..range.start]);
        at = range.end;
        let words = &text[range];
        out.push_str(&match part {
            Part::Heading => Paint::Bold.on(words),
            Part::Code => Paint::Cyan.on(words),
            Part::Block(language) => words.split_inclusive('\n').map(|line| block(line, &language)).collect(),
        });
    }
    out.push_str(&text[at..]);
    out
}

/// A line of a code block.
fn block(line: &str, language: &str) -> String {
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    let paint = match language {
        _ if begins(&["```"]) => Paint::Dim,
        "diff" if begins(&["+"]) => Paint::Green,
        "diff" if begins(&["-"]) => Paint::Red,
        "diff" if begins(&["@@"]) => Paint::Cyan,
        "text" if begins(&["error[", "error:"]) => Paint::Red,
        "text" if begins(&["warning[", "warning:"]) => Paint::Yellow,
        "text" if begins(&["note[", "note:"]) => Paint::Green,
        _ => return line.to_owned(),
    };
    paint.on(line)
}
