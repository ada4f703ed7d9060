//! Free text inside Mermaid's syntax.
//!
//! Mermaid has no escape character. It has entity codes (`#34;` is a double quote), which it removes before
//! any of its grammars reads the text and restores in the drawing. So every character that is not plainly
//! harmless in all grammars, in the Markdown of labels and in HTML is written as a code: this is a list of
//! what is allowed, not of what is forbidden.

use std::fmt::Write as _;

/// Free text for a label, a message, a note or a name in quotes, on one line.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut before = None;
        let mut rest = word.chars().peekable();
        while let Some(c) = rest.next() {
            let after = rest.peek().copied();
            if stays(c, before, after) {
                out.push(c);
            } else {
                let _ = write!(out, "#{};", u32::from(c));
            }
            if means_something_decoded(c, after) {
                out.push(JOINER);
            }
            before = Some(c);
        }
    }
    out
}

/// Free text for a place that needs at least one character.
pub(super) fn some_text(words: &str) -> String {
    let escaped = text(words);
    // A zero-width space: a character that is invisible.
    if escaped.is_empty() { "#8203;".to_owned() } else { escaped }
}

/// Free text on lines of about `width` characters.
pub(super) fn wrapped(words: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut room = 0;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length < room => {
                line.push(' ');
                line.push_str(word);
                room -= length + 1;
            }
            _ => {
                lines.push(word.to_owned());
                room = width.saturating_sub(length);
            }
        }
    }
    if lines.is_empty() {
        return some_text("");
    }
    lines.iter().map(|line| some_text(line)).collect::<Vec<_>>().join("<br/>")
}

/// A type or the name of a column, for which Mermaid's grammar has neither quotes nor codes. Characters that
/// it rejects become their nearest look-alikes.
pub(super) fn attribute_word(words: &str) -> String {
    let shown: String = words.trim().chars().map(attribute_character).collect();
    if misread(&shown) { format!("{JOINER}{shown}") } else { shown }
}

/// Has no width and belongs to no word: keeps Mermaid from giving its neighbours a meaning.
const JOINER: char = '\u{2060}';

fn stays(c: char, before: Option<char>, after: Option<char>) -> bool {
    let between_letters =
        || before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match c {
        '/' | ',' => true,
        // Emphasis, lists and links of Markdown begin or end at the edge of a word.
        '-' | '_' => between_letters(),
        '.' => before.is_some_and(|c| c.is_alphabetic() && !matches!(c, 'w' | 'W')),
        _ => c.is_ascii_alphanumeric() || !c.is_ascii(),
    }
}

/// Whether the two are read even after the codes have been put back: Mermaid marks with them the
/// codes it has taken out, formulas, line breaks and icons.
fn means_something_decoded(c: char, after: Option<char>) -> bool {
    matches!(
        (c, after),
        ('ﬂ', Some('°')) | ('¶', Some('ß')) | ('$', Some('$')) | ('\\', Some('n')) | (':', Some('f'))
    )
}

fn attribute_character(c: char) -> char {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' | '(' | ')' | '[' | ']' => c,
        ',' => '\u{201a}',
        '\'' => '\u{2019}',
        '!'..='~' => char::from_u32(u32::from(c) + FULL_WIDTH).unwrap_or('_'),
        c if c.is_whitespace() || c.is_control() || c < '\u{c0}' => '_',
        c => c,
    }
}

/// From an ASCII character to its full-width form.
const FULL_WIDTH: u32 = 0xff01 - 0x21;

/// Whether Mermaid would read the word's beginning as a key or reject the word, or Markdown would read it as
/// emphasis or a list.
fn misread(word: &str) -> bool {
    let Some(first) = word.chars().next() else {
        return true;
    };
    let key = word
        .get(..2)
        .is_some_and(|start| ["pk", "fk", "uk"].iter().any(|key| start.eq_ignore_ascii_case(key)))
        && !word.chars().nth(2).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    key || first == '_' || (first.is_ascii() && !first.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_stay_as_they_are() {
        for words in [
            "Link API",
            "Größe der Ware",
            "東京",
            "product.created",
            "order_id",
            "POST /links",
            "a, b",
            "re-reads",
            "🚀 go",
        ] {
            assert_eq!(text(words), words);
        }
    }

    #[test]
    fn everything_that_could_mean_something_becomes_a_code() {
        assert_eq!(text("say \"x\"; #1"), "say #34;x#34;#59; #35;1");
        assert_eq!(
            text("1. - _x_ **b** `c` | %%"),
            "1#46; #45; #95;x#95; #42;#42;b#42;#42; #96;c#96; #124; #37;#37;"
        );
        assert_eq!(text("www.example.org a@b"), "www#46;example.org a#64;b");
        assert_eq!(text("fa:fa-car ¶ß ﬂ°"), "fa#58;\u{2060}fa-car ¶\u{2060}ß ﬂ\u{2060}°");
        assert_eq!(text(" two\n lines\u{2028}and\u{a0}a\0b "), "two lines and a b");
        assert_eq!(text("$$x"), "#36;\u{2060}#36;x");
        assert_eq!(some_text("\n"), "#8203;");
    }

    #[test]
    fn long_messages_break_between_words() {
        assert_eq!(wrapped("one two three", 7), "one two<br/>three");
        assert_eq!(wrapped("", 7), "#8203;");
    }

    #[test]
    fn attribute_words_are_words_to_the_grammar() {
        assert_eq!(attribute_word("varchar(32)"), "varchar(32)");
        assert_eq!(attribute_word("numeric(10,2)"), "numeric(10\u{201a}2)");
        assert_eq!(attribute_word("timestamp with time zone"), "timestamp_with_time_zone");
        assert_eq!(attribute_word("pk"), "\u{2060}pk");
        assert_eq!(attribute_word("pkey"), "pkey");
        assert_eq!(attribute_word("2nd"), "\u{2060}2nd");
        assert_eq!(attribute_word("a~b\"c"), "a～b＂c");
    }
}
