//! Placeholders for texts that are still to be written.
//!
//! The marks are words that hardly mean anything else. If a design does mean something else (a
//! to-do application, trunk-based development), the words around them show it, and nothing is found.

mod each;
mod mark;

use std::ops::Range;

pub use each::{Found, each};

use crate::design::Design;
use crate::markdown::prints;
use crate::markdown::prose::{CODE, Prose};
use crate::template::{BlockKind, Template};
use mark::{MARKS, announces, mark, opening_mark};

/// Where a text is a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Whether the whole value is a placeholder, so that it answers nothing.
    pub whole: bool,
    /// The placeholder's kind.
    pub form: Form,
}

/// What a placeholder looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The template's hint, in brackets.
    Hint,
    /// Brackets around words that name nothing.
    Brackets,
    /// TODO, TBD, TBC, FIXME or `???`.
    Mark,
    /// Lorem ipsum.
    Filler,
}

/// Finds the first placeholder of a text, outside code.
pub fn find(text: &str, design: &Design, template: &Template) -> Option<Placeholder> {
    if may_be_open(text) && is_open(Prose::of(text).plain()) {
        let start = text.len() - text.trim_start().len();
        return Some(Placeholder { range: start..start + text.trim().len(), whole: true, form: Form::Mark });
    }
    if !may_contain(text) {
        return None;
    }
    let prose = Prose::of(text);
    let plain = prose.plain();
    if is_enclosed(plain) {
        return Some(Placeholder { range: prose.locate(0..plain.len()), whole: true, form: Form::Brackets });
    }
    let (range, form) = brackets(plain, design, template)
        .into_iter()
        .chain(mark(&prose).map(|range| (range, Form::Mark)))
        .chain(prose.find("lorem ipsum").map(|range| (range, Form::Filler)))
        .min_by_key(|(range, _)| range.start)?;
    let after = plain[range.end..].trim_matches(|c: char| !c.is_alphanumeric() && c != CODE);
    let opens = !plain[..range.start].contains(|c: char| c.is_alphanumeric() || c == CODE);
    // `TODO: ask the operators` says no more than `TODO`.
    let is_announced = form == Form::Mark && announces(&plain[range.end..]);
    let alone = after.is_empty() || ((is_announced || form == Form::Filler) && prose.sentences().len() < 2);
    Some(Placeholder { range: prose.locate(range), whole: opens && alone, form })
}

/// Whether a whole text is nothing but a placeholder.
pub fn is_whole(text: &str, design: &Design, template: &Template) -> bool {
    find(text, design, template).is_some_and(|found| found.whole)
}

/// Whether a text is nothing but the hint of its own field, without brackets. A hint of one word may be
/// an answer.
pub fn is_hint_of(text: &str, hint: &str) -> bool {
    hint.contains(' ') && text.trim() == hint
}

/// Whether a text still has to be written: it is empty, holds a placeholder, or says only that it
/// is not applicable. Then that was reported, and there is nothing more to read.
pub fn is_unwritten(text: &str, design: &Design, template: &Template) -> bool {
    !prints(text) || is_no_answer(text) || find(text, design, template).is_some()
}

/// Whether a text is “N/A” and nothing else.
pub fn is_no_answer(text: &str) -> bool {
    is_one_of(text, &["n/a", "not applicable"])
}

/// Whether a reason says no more than that there is nothing.
pub fn is_no_reason(text: &str) -> bool {
    bare(text).is_empty() || is_one_of(text, &["n/a", "none", "not needed", "not applicable"])
}

/// The words of a text without the mark at its end.
pub fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '!']).trim_end()
}

fn is_one_of(text: &str, all: &[&str]) -> bool {
    all.iter().any(|one| bare(text).eq_ignore_ascii_case(one))
}

/// Whether a name or a title is nothing but a placeholder: words in brackets, or “TODO” and the like.
pub fn is_unnamed(name: &str) -> bool {
    let name = name.trim();
    let in_brackets = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_word = name.chars().any(char::is_alphanumeric) && is_open(name);
    is_word
        || is_enclosed(name)
        || in_brackets
            .is_some_and(|inner| inner.starts_with(char::is_alphabetic) && !inner.contains(['[', ']']))
}

/// Words that, as a whole value, say that the value is still open.
const OPEN: &[&str] = &[
    "todo",
    "tbd",
    "tbc",
    "tba",
    "fixme",
    "wip",
    "xxx",
    "to do",
    "to-do",
    "to follow",
    "work in progress",
    "placeholder",
    "t.b.d",
    "t.b.c",
    "t.b.a",
    "coming soon",
    "not yet known",
    "pending",
    "n.a",
];

/// The length of the longest of them, with marks around it.
const LONGEST_WORDS: usize = 40;

/// A cheap look, which spares most texts the parser.
fn may_be_open(text: &str) -> bool {
    text.len() <= LONGEST_WORDS
        && (is_hidden(text)
            || begins_open(text) && {
                let lower = text.to_ascii_lowercase();
                let holds = |word: &str| lower.contains(word);
                !lower.contains(char::is_alphanumeric)
                    || OPEN.iter().any(|open| holds(open))
                    || SEVERAL.iter().any(|(first, last)| holds(first) && holds(last))
            })
}

/// Whether letters or digits may come before the words that are not read with them: an address, a tag, a character
/// reference, the number of a list.
fn is_hidden(text: &str) -> bool {
    let numbered = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let after = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = after.len() < numbered.len()
        && after.strip_prefix(['.', ')']).is_some_and(|rest| !rest.starts_with(|c: char| !c.is_whitespace()));
    is_number || text.contains(['<', '[', '&', '\\', '{'])
}

/// Whether a text has no letters, or the first two are those of one of these words.
fn begins_open(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return true };
    let second = letters.next();
    OPEN.iter().any(|open| {
        let mut letters = open.chars().filter(|c| c.is_alphanumeric());
        letters.next().is_some_and(|letter| first.eq_ignore_ascii_case(&letter))
            && letters.next().zip(second).is_some_and(|(letter, second)| second.eq_ignore_ascii_case(&letter))
    })
}

/// The first and the last word of each of [`OPEN`] that has several, and of “to be decided” and the like: between
/// them may be line breaks and markup.
const SEVERAL: [(&str, &str); 6] = [
    ("to", "do"),
    ("to", "follow"),
    ("to", "be"),
    ("work", "progress"),
    ("coming", "soon"),
    ("not", "known"),
];

/// Whether a text without markup is nothing but one of these words, whatever its case and the marks
/// around it, or nothing but question marks, dots or a dash.
fn is_open(plain: &str) -> bool {
    let plain = plain.trim();
    if matches!(plain.trim_matches(|c| "()[]{}<>".contains(c)), "…" | "..." | "-" | "–" | "—") {
        return true;
    }
    let is_around = |c: char| c.is_whitespace() || "()[]{}<>*_\"'.!…:“”„".contains(c);
    let plain = plain.trim_matches(is_around);
    if !plain.is_empty() && plain.chars().all(|c| c == '?') {
        return true;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    // “To be decided”, “to be specified”, “to be agreed”.
    if let [to, be, _] = words.as_slice()
        && to.eq_ignore_ascii_case("to")
        && be.eq_ignore_ascii_case("be")
    {
        return true;
    }
    let words = words.join(" ");
    OPEN.iter().any(|open| words.eq_ignore_ascii_case(open))
}

/// Whether a whole text is in angle or curly brackets: `<fill in>`, `{a name}`.
fn is_enclosed(plain: &str) -> bool {
    let plain = plain.trim().trim_end_matches('.');
    let inner = plain.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let inner = inner.or_else(|| plain.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')));
    inner.is_some_and(|inner| {
        inner.trim_start().starts_with(char::is_alphabetic)
            && !inner.contains(['<', '>', '{', '}', '=', '"', '@', '/', ':', '\n'])
    })
}

/// A cheap look, which spares most texts the parser.
fn may_contain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize, word: &str| {
        bytes.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
    };
    opening_mark(text).is_some()
        || bytes.iter().enumerate().any(|(at, byte)| match byte {
            b'[' | b'<' | b'{' => true,
            b'?' => begins(at, "???"),
            b'T' | b'F' => MARKS.iter().any(|mark| begins(at, mark)),
            b'l' | b'L' => begins(at, "lorem"),
            _ => false,
        })
}

/// The first hint in brackets, or a whole text in brackets that names nothing.
fn brackets(plain: &str, design: &Design, template: &Template) -> Option<(Range<usize>, Form)> {
    let mut from = 0;
    while let Some(start) = plain[from..].find('[').map(|at| from + at) {
        let end = start + plain[start..].find(']')? + 1;
        let inner = &plain[start + 1..end - 1];
        if is_hint(inner, template) {
            return Some((start..end, Form::Hint));
        }
        let whole = plain[..start].trim().is_empty() && plain[end..].trim_end_matches('.').trim().is_empty();
        if whole && inner.trim().starts_with(char::is_alphabetic) && !names_something(inner, design) {
            return Some((start..end, Form::Brackets));
        }
        from = start + 1;
    }
    None
}

fn is_hint(inner: &str, template: &Template) -> bool {
    let inner = inner.trim();
    template.blocks().any(|(_, block)| match &block.kind {
        BlockKind::Prose { hint, .. } => hint == inner,
        BlockKind::Facts { fields, .. } => fields.iter().any(|field| field.hint == inner),
        // One-word samples (`Technology`, `type`) can be in brackets for other reasons.
        kind => kind
            .words()
            .is_some_and(|own| own.sample.values().any(|hint| hint == inner && hint.contains(' '))),
    })
}

/// `[R3]` is a link to the entity with this id.
fn names_something(id: &str, design: &Design) -> bool {
    design.requirements.contains(id)
        || design.decisions.contains(id)
        || design.tests.contains(id)
        || design.flows.contains(id)
        || design.element(id).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn piece() -> impl Strategy<Value = String> {
        let marks = [
            "*",
            "**",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "](u)",
            "<b>",
            "</b>",
            "<!-- x -->",
            "# ",
            "> ",
            "- ",
            "1. ",
            "[ ] ",
            " ",
            "\n",
            ".",
            ":",
            "!",
            "?",
            "…",
            "“",
            "\\",
            "&nbsp;",
            "&#84;",
            "{#x}",
            "| ",
            "a",
            "é",
        ];
        prop_oneof![
            prop::sample::select(OPEN).prop_map(str::to_owned),
            prop::sample::select(OPEN).prop_map(str::to_ascii_uppercase),
            prop::sample::select(&["To be decided", "to **be** seen", "TO\nDO", "Work in", "progress"])
                .prop_map(str::to_owned),
            prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        ]
    }

    proptest! {
        #[test]
        fn the_cheap_look_hides_nothing(pieces in prop::collection::vec(piece(), 0..6)) {
            let text = pieces.concat();
            let is_seen = text.len() > LONGEST_WORDS || may_be_open(&text);
            prop_assert!(is_seen || !is_open(Prose::of(&text).plain()), "{text:?}");
        }
    }
}
