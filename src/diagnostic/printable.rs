//! Makes text that somebody else wrote safe for a terminal or a log.
//!
//! There are two barriers, one after the other. [`printable`] is for each piece of such a text where it enters
//! a line of ours: it leaves no control character, so a piece stays within its line. [`guarded`] is
//! the last one, over everything that goes to a person: whatever was forgotten before it, no escape
//! sequence but our own colours passes, and no line reads as a command to a CI service.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A piece of text within a line: control characters are shown as their pictures (`␊`), characters
/// that turn the direction of the text by their numbers (`\u{202e}`), and `##[` is not a command.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains("##") && !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut command = Command::None;
    for c in text.chars() {
        if command == Command::Named && c == '[' {
            out.push('\\');
        }
        command = command.then(c);
        push(c, &mut out);
    }
    Cow::Owned(out)
}

/// Whole lines, as they go to a person. `color`: our own colours may pass.
pub fn guarded(text: &str, color: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut begins = true;
    let mut command = Command::None;
    while let Some(c) = rest.chars().next() {
        if c == '\u{1b}'
            && color
            && let Some(length) = color_length(rest)
        {
            let (sequence, after) = rest.split_at(length);
            out.push_str(sequence);
            rest = after;
            continue;
        }
        if c == '\n' {
            out.push('\n');
            begins = true;
            command = Command::None;
        } else {
            // GitHub looks for `::` after blanks, and for `##[` anywhere; Azure for `##vso[`.
            if begins && rest.starts_with("::") || command == Command::Named && c == '[' {
                out.push('\\');
            }
            begins &= c.is_whitespace();
            command = command.then(c);
            push(c, &mut out);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

/// JSON that is also safe in a terminal: characters that its syntax allows are escaped by number.
/// Outside of strings JSON has none of these characters.
pub fn guarded_json(json: &str) -> Cow<'_, str> {
    let is_left = |c: char| c != '\n' && is_harmful(c);
    if !json.contains("##") && !json.chars().any(is_left) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 8);
    let mut command = Command::None;
    for c in json.chars() {
        if is_left(c) || command == Command::Named && c == '[' {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
        command = command.then(c);
    }
    Cow::Owned(out)
}

/// Whether a character may do something to a terminal, or to the way a line reads.
pub(super) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn push(c: char, out: &mut String) {
    match c {
        '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => out.push('␡'),
        c if is_harmful(c) => _ = write!(out, "\\u{{{:x}}}", u32::from(c)),
        c => out.push(c),
    }
}

/// How far a command of the form `##NAME[` has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Command {
    None,
    Hash,
    Named,
}

impl Command {
    fn then(self, c: char) -> Self {
        match (self, c) {
            (Command::None, '#') => Command::Hash,
            (Command::Hash | Command::Named, '#') => Command::Named,
            (Command::Named, c) if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') => self,
            _ => Command::None,
        }
    }
}

/// The length of the sequence that sets a colour, if the text begins with one.
fn color_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\u{1b}[")?;
    let end = inside.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    inside.get(end..)?.starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_piece_stays_in_its_line() {
        assert_eq!(printable("a\r\n\tb\u{7f}"), "a␍␊␉b␡");
        assert_eq!(printable("\u{1b}[2J\u{9b}\u{202e}\u{2028}"), "␛[2J\\u{9b}\\u{202e}\\u{2028}");
        assert_eq!(printable("##[group]"), "##\\[group]");
        assert!(matches!(printable("Größe, 日本 \u{a0}"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_colors_pass_and_only_when_asked() {
        let text = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m \u{1b}[2J \u{1b}]0;x\u{7}\n";
        assert_eq!(guarded(text, true), "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m ␛[2J ␛]0;x␇\n");
        assert_eq!(guarded("\u{1b}[1mx", false), "␛[1mx");
    }

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(guarded("a::b\n \t::error::x\n::x", false), "a::b\n ␉\\::error::x\n\\::x");
        assert_eq!(guarded("\u{1b}[1m::error", true), "\u{1b}[1m\\::error");
        assert_eq!(
            guarded("a ##[group] ##vso[x] ###[y] ## [z]", false),
            "a ##\\[group] ##vso\\[x] ###\\[y] ## [z]"
        );
    }

    #[test]
    fn json_means_the_same() {
        for text in ["plain", "\u{1b}[2J \u{9b}\u{7f}\u{202e}\u{2028} ##[group] ü"] {
            let json = serde_json::to_string(text).expect("JSON");
            let guarded = guarded_json(&json);
            assert_eq!(serde_json::from_str::<String>(&guarded).expect("JSON"), text);
            assert!(!guarded.chars().any(is_harmful) && !guarded.contains("##["), "{guarded}");
        }
    }

    proptest! {
        #[test]
        fn nothing_harmful_passes(text in "(\\PC|[\u{0}-\u{9f}\u{2028}-\u{202e}\u{2066}-\u{2069}:# \\[m1;])*", color: bool) {
            let out = guarded(&text, color);
            for line in out.split('\n') {
                prop_assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line:?}");
                prop_assert!(line.chars().all(|c| !is_harmful(c) || color && c == '\u{1b}'), "{line:?}");
            }
            prop_assert!(!printable(&text).chars().any(is_harmful));
        }
    }
}
