//! Finds where a directive may begin: a cheap scan that decides whether more work is needed.
//!
//! Only text that this scan marks is read for directives. So it must mark everything that
//! [`directive`](super::directive) reads or reports, including misspelt names. Marking too much
//! only costs time.

use memchr::memchr_iter;

/// Whether JSON may contain a directive or an attempt at one, however it is encoded: a producer may
/// write `<` as `\u003c`.
pub(in crate::book) fn may_stand_in(json: &[u8]) -> bool {
    has_escaped_ascii(json) || positions(json).next().is_some()
}

/// Every offset in `text` of `<<#`, or of `{{#` before a name that begins like a directive's.
pub(in crate::book) fn positions(text: &[u8]) -> impl Iterator<Item = usize> {
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
    fn everyday_text_costs_nothing_more() {
        for json in
            [r"{{#include a.rs}}", r"a << #b", r"\u0007\u001b[0m", r"#system-design", "#", "<#", r"\u00"]
        {
            assert!(!may_stand_in(json.as_bytes()), "{json}");
        }
    }

    #[test]
    fn positions_name_the_first_character() {
        assert_eq!(positions(b"<<<#a {{#sys <<#").collect::<Vec<_>>(), [1, 6, 13]);
    }
}
