//! Marks inside a text: TODO, TBD, TBC, FIXME and `???`.

use std::ops::Range;

use crate::markdown::prose::{CODE, Prose, words};

/// The words that are marks.
pub(super) const MARKS: [&str; 4] = ["TODO", "TBD", "TBC", "FIXME"];

/// The first mark that says that something is still to be written.
pub(super) fn mark(prose: &Prose) -> Option<Range<usize>> {
    let plain = prose.plain();
    let is_open = |range: &Range<usize>| {
        announces(&plain[range.end..]) && !is_defined(plain, &plain[range.clone()].to_ascii_uppercase())
    };
    if let Some(range) = opening_mark(plain).filter(is_open) {
        return Some(range);
    }
    let questions = question_marks(plain);
    let mut before = "";
    let mut found = None;
    for (start, word) in words(plain) {
        let range = start..start + word.len();
        if MARKS.contains(&word) && is_mark(prose, &range, before) {
            found = Some(range);
            break;
        }
        before = word;
    }
    found.into_iter().chain(questions).min_by_key(|range| range.start)
}

/// Words that announce what is not there yet, where a text begins with them and a colon.
const ANNOUNCING: [&str; 15] = [
    "todo",
    "to do",
    "to-do",
    "tbd",
    "tbc",
    "tba",
    "fixme",
    "wip",
    "to be decided",
    "to be defined",
    "to be determined",
    "to be done",
    "to be confirmed",
    "to be announced",
    "to be written",
];

/// The first words of a text, if they announce in any case what is not there yet: `Todo: ask the operators`.
/// What follows them is for the caller to judge.
pub(super) fn opening_mark(text: &str) -> Option<Range<usize>> {
    let start = text.find(char::is_alphanumeric)?;
    if !matches!(text.as_bytes().get(start), Some(b't' | b'T' | b'f' | b'F' | b'w' | b'W')) {
        return None;
    }
    let is_there = |words: &&str| {
        let there = text.get(start..start + words.len());
        let after = text.get(start + words.len()..).unwrap_or_default();
        there.is_some_and(|there| there.eq_ignore_ascii_case(words))
            && !after.starts_with(char::is_alphanumeric)
    };
    let words = ANNOUNCING.into_iter().find(is_there)?;
    Some(start..start + words.len())
}

fn is_mark(prose: &Prose, range: &Range<usize>, before: &str) -> bool {
    let plain = prose.plain();
    let (head, word, tail) = (&plain[..range.start], &plain[range.clone()], &plain[range.end..]);
    if is_defined(plain, word) {
        return false;
    }
    if head.trim().is_empty() && tail.trim_matches(['.', ' ', '\n']).is_empty() {
        return true;
    }
    if head.ends_with('(') && tail.starts_with(')') {
        return true;
    }
    // `TODO: …` and `TODO(ada): …`, but not "a TODO: a title and a due date".
    let named = after_name(tail);
    if named.starts_with(':') && !named.starts_with("::") && !is_determiner(before) {
        return true;
    }
    word != "TODO"
        && prose.sentences().iter().any(|sentence| ends_with(&plain[sentence.clone()], word, sentence, range))
}

/// Whether what follows a mark says what is to be done: `: ask the operators`, ` - later`.
pub(super) fn announces(tail: &str) -> bool {
    let tail = after_name(tail);
    tail.starts_with(':') || [" - ", " – ", " — "].iter().any(|dash| tail.starts_with(dash))
}

/// The words after `TODO` or `TODO(ada)`.
pub(super) fn after_name(tail: &str) -> &str {
    tail.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(tail, |(_, rest)| rest)
}

/// Whether the sentence ends with the mark at `range`.
fn ends_with(sentence: &str, word: &str, place: &Range<usize>, range: &Range<usize>) -> bool {
    let bare = sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && c != CODE);
    bare.ends_with(word) && place.start + bare.len() == range.end
}

/// Whether the text says what the letters stand for: "trunk-based development (TBD)".
fn is_defined(plain: &str, mark: &str) -> bool {
    let mut initials = String::new();
    for (_, word) in words(plain) {
        initials.extend(word.chars().next().map(|first| first.to_ascii_uppercase()));
        // The mark's own words do not explain it.
        if initials.ends_with(mark) {
            return true;
        }
    }
    false
}

fn is_determiner(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "a", "an", "the", "each", "every", "one", "this", "that", "per", "ein", "eine", "jedes", "das", "le",
        "un", "chaque",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Three question marks or more, alone.
fn question_marks(plain: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = plain[from..].find("???").map(|at| from + at) {
        let end = start + plain[start..].find(|c| c != '?').unwrap_or(plain.len() - start);
        let opens =
            |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '„' | '«' | ':' | '–' | '—');
        let closes =
            |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '"' | '”' | '“' | '»' | '.' | ',' | ';');
        let apart = plain[..start].chars().next_back().is_none_or(opens);
        if apart && plain[end..].chars().next().is_none_or(closes) {
            return Some(start..end);
        }
        from = end;
    }
    None
}
