//! Finds where a directive may begin: a cheap scan that decides whether more work is needed.
//!
//! Only text that this scan marks is read for directives. So it must mark everything that
//! [`directive`](super::directive) reads or reports, including misspelt names. Marking too much
//! only costs time.

use memchr::{memchr_iter, memchr2_iter, memmem};

/// Whether JSON may contain a directive or an attempt at one, however it is encoded: a producer may
/// write `<` as `\u003c`. Of attempts that are not begun with `<<#` or `{{#` only those with the exact name are
/// looked for, which costs no further search; `check` finds all of them.
pub(in crate::book) fn may_stand_in(json: &[u8]) -> bool {
    has_escaped_ascii(json) || memchr2_iter(b'<', b'{', json).any(|at| is_attempt(json, at))
}

/// Whether the bracket at `at` may begin a directive or an attempt at one.
fn is_attempt(json: &[u8], at: usize) -> bool {
    let Some((&bracket, rest)) = json.get(at..).and_then(<[u8]>::split_first) else { return false };
    let (is_double, mut rest) = match rest {
        [first, rest @ ..] if *first == bracket => (true, rest),
        [b'#' | b' ' | b'\t' | b's' | b'm', ..] => (false, rest),
        _ => return false,
    };
    if let (true, [b'#', name @ ..]) = (is_double, rest) {
        // `{{#include …}}` and the like are ordinary text.
        if bracket == b'<' || name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case(b"sy")) {
            return true;
        }
    }
    let fillers =
        rest.iter().take(MOST_BLANKS).take_while(|byte| matches!(byte, b' ' | b'\t' | b'#')).count();
    rest = rest.get(fillers..).unwrap_or_default();
    rest.strip_prefix(b"mdbook-").unwrap_or(rest).starts_with(b"system-design")
}

/// Whether a directive, or an attempt at one, may begin anywhere in `text`.
pub(in crate::book) fn may_begin(text: &[u8]) -> bool {
    with_hash(text).next().is_some() || with_name(text).next().is_some()
}

/// Every offset in `text` of `<<#`, of `{{#` before a name that begins like a directive's, and of two
/// brackets before a directive's name, in order.
pub(in crate::book) fn positions(text: &[u8]) -> Vec<usize> {
    let mut positions: Vec<usize> = with_hash(text).chain(with_name(text)).collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

fn with_hash(text: &[u8]) -> impl Iterator<Item = usize> {
    // One search for the rarest byte is faster than one search for each spelling.
    memchr_iter(b'#', text).filter_map(|hash| {
        let start = hash.checked_sub(2)?;
        let begins = match text.get(start..hash)? {
            b"<<" => true,
            // `{{#include …}}` and the like are ordinary text.
            b"{{" => text.get(hash + 1..hash + 3)?.eq_ignore_ascii_case(b"sy"),
            _ => false,
        };
        begins.then_some(start)
    })
}

/// Brackets before a name like a directive's, with blanks or a `#` between them: `<< #system-design`,
/// `{{system-design`, `<#system-design`.
fn with_name(text: &[u8]) -> impl Iterator<Item = usize> {
    memmem::find_iter(text, b"ystem").filter_map(|inside| {
        let before = text.get(..inside.checked_sub(1)?)?;
        let before = before.strip_suffix(b"mdbook-").unwrap_or(before);
        let fillers = before.iter().rev().take(MOST_BLANKS);
        let fillers = fillers.take_while(|byte| matches!(byte, b' ' | b'\t' | b'#')).count();
        let end = before.len().checked_sub(fillers)?;
        let brackets = text.get(..end)?;
        let width = match brackets {
            [.., b'<', b'<'] | [.., b'{', b'{'] | [.., b'[', b'['] => 2,
            [.., b'<' | b'{'] => 1,
            _ => return None,
        };
        Some(end - width)
    })
}

/// So many blanks may be between the brackets and the name.
const MOST_BLANKS: usize = 8;

/// Whether a printable ASCII character is written as `\u00XX`, which no producer needs to do. The
/// search is for `0`, the rarest of these bytes in a book.
fn has_escaped_ascii(json: &[u8]) -> bool {
    memchr_iter(b'0', json).any(|zero| {
        let escape = zero.checked_sub(2).and_then(|start| json.get(start..zero + 3));
        matches!(escape, Some([b'\\', b'u', b'0', b'0', b'2'..=b'7']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_directive_is_seen() {
        for json in [
            r"<<#system-design a>>",
            r"<<#sytem-desgin a>>",
            r"{{#system-design a}}",
            r"{{#System_design a}}",
            r"\u003c<#system-design a>>",
            r"\u003C\u003C\u0023system-design",
        ] {
            assert!(may_stand_in(json.as_bytes()), "{json}");
        }
    }

    #[test]
    fn brackets_before_a_name_are_seen_in_a_chapter() {
        for text in [
            "{{system-design a}}",
            "<< #system-design a>>",
            "<<mdbook-system-design a>>",
            "<system-design a>",
        ] {
            assert!(may_begin(text.as_bytes()) && may_stand_in(text.as_bytes()), "{text}");
        }
        for text in ["{{System-Design a}}", "<< system_design a>>", "[[system-design a]]"] {
            assert!(!may_stand_in(text.as_bytes()), "{text}");
        }
        assert!(may_begin(b"<< system_design a>>"));
    }

    #[test]
    fn everyday_text_costs_nothing_more() {
        for json in [
            r"{{#include a.rs}}",
            r"a << #b",
            r"{{title}} of the system",
            r"<system>",
            r"\u0007\u001b[0m",
            r"#system-design",
            "#",
            "<#",
            r"\u00",
        ] {
            assert!(!may_stand_in(json.as_bytes()), "{json}");
        }
    }

    #[test]
    fn positions_name_the_first_character() {
        assert_eq!(positions(b"<<<#a {{#system <<#"), [1, 6, 16]);
    }
}
