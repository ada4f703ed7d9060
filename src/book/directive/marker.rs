//! Finds where a directive may begin: a cheap scan that decides whether more work is needed.
//!
//! Only text that this scan marks is read for directives. So it must mark everything that
//! [`directive`](super::directive) reads or reports, including misspelt names. Marking too much
//! only costs time.

use memchr::{memchr_iter, memchr2_iter, memchr3_iter};

/// Whether JSON may contain a directive or an attempt at one, however it is encoded: a producer may
/// write `<` as `\u003c`. Attempts in square brackets, which links have too, are left to `check`.
pub(in crate::book) fn may_stand_in(json: &[u8]) -> bool {
    has_escaped_ascii(json) || memchr2_iter(b'<', b'{', json).any(|at| begins(json, at))
}

/// Whether a directive, or an attempt at one, may begin anywhere in `text`.
pub(in crate::book) fn may_begin(text: &[u8]) -> bool {
    memchr3_iter(b'<', b'{', b'[', text).any(|at| begins(text, at))
}

/// Every offset in `text` at which a directive, or an attempt at one, may begin, in order.
pub(in crate::book) fn positions(text: &[u8]) -> Vec<usize> {
    memchr3_iter(b'<', b'{', b'[', text).filter(|at| begins(text, *at)).collect()
}

/// Whether a directive, or an attempt at one, may begin with the bracket at `at`: `<<#`, `{{#` before a name
/// that begins like a directive's, and any of our brackets before such a name, with blanks or a `#` between
/// them: `<< #system-design`, `{{system_design`, `<#system-design`.
pub(in crate::book) fn begins(text: &[u8], at: usize) -> bool {
    let Some((&bracket, rest)) = text.get(at..).and_then(<[u8]>::split_first) else { return false };
    let rest = match rest {
        [first, rest @ ..] if *first == bracket => match (bracket, rest) {
            (b'<', [b'#', ..]) => return true,
            // `{{#include …}}` and the like are ordinary text.
            (b'{', [b'#', first, second, ..]) if [*first, *second].eq_ignore_ascii_case(b"sy") => {
                return true;
            }
            _ => rest,
        },
        // The second of two brackets begins nothing.
        [b'#' | b' ' | b'\t' | b's' | b'S' | b'm', ..]
            if bracket != b'[' && at.checked_sub(1).and_then(|before| text.get(before)) != Some(&bracket) =>
        {
            rest
        }
        _ => return false,
    };
    let fillers =
        rest.iter().take(MOST_BLANKS).take_while(|byte| matches!(byte, b' ' | b'\t' | b'#')).count();
    let name = rest.get(fillers..).unwrap_or_default();
    begins_like_ours(name.strip_prefix(b"mdbook-").unwrap_or(name))
}

/// So many blanks may be between the brackets and the name.
const MOST_BLANKS: usize = 8;

/// Whether a name begins like a directive's: `system-d…`, `System_d…`, `system d…`.
fn begins_like_ours(name: &[u8]) -> bool {
    const SYSTEM: &[u8] = b"system";
    let is_system = name.get(..SYSTEM.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(SYSTEM));
    is_system
        && matches!(name.get(SYSTEM.len()..), Some([b'd' | b'D', ..] | [b'-' | b'_' | b' ', b'd' | b'D', ..]))
}

/// Whether a printable ASCII character is written as `\u00XX`, which no producer needs to do. The
/// search is for `0`, the rarest of these bytes in a book.
fn has_escaped_ascii(json: &[u8]) -> bool {
    memchr_iter(b'0', json).any(|zero| is_escaped_ascii(json, zero))
}

/// Whether the `0` at `zero` is the first one of such an escape.
pub(in crate::book) fn is_escaped_ascii(json: &[u8], zero: usize) -> bool {
    let escape = zero.checked_sub(2).and_then(|start| json.get(start..zero + 3));
    matches!(escape, Some([b'\\', b'u', b'0', b'0', b'2'..=b'7']))
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
            "{{System-Design a}}",
            "<< system_design a>>",
            "<<SYSTEM DESIGN a>>",
        ] {
            assert!(may_begin(text.as_bytes()) && may_stand_in(text.as_bytes()), "{text}");
        }
        let squared = b"[[system-design a]]";
        assert!(may_begin(squared) && !may_stand_in(squared));
    }

    #[test]
    fn everyday_text_costs_nothing_more() {
        for json in [
            r"{{#include a.rs}}",
            r"a << #b",
            r"{{title}} of the system",
            r"<system>",
            r"{{system.name}} <<System>> {{ systems }}",
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
