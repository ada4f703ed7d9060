//! Replaces parts of a text. All other bytes stay the same.

use std::ops::Range;

/// A replacement of some bytes of a text.
pub type Replacement = (Range<usize>, String);

/// Makes each replacement. The ranges must be in `text`, at character boundaries, and must not
/// overlap; their order does not matter. A replacement that violates this is skipped: an unexpanded
/// text does less harm than a damaged one.
pub fn splice(text: &str, mut edits: Vec<Replacement>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let added: usize = edits.iter().map(|(_, new)| new.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut done = 0;
    for (range, new) in edits {
        if text.get(range.clone()).is_none() {
            continue;
        }
        let Some(kept) = text.get(done..range.start) else { continue };
        out.push_str(kept);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, edits: &[(Range<usize>, &str)], expected: &str) {
        let edits = edits.iter().map(|(range, new)| (range.clone(), (*new).to_owned())).collect();
        assert_eq!(splice(text, edits), expected);
    }

    #[test]
    fn edits_are_made_in_the_order_of_the_text() {
        check("abcdef", &[], "abcdef");
        check("abcdef", &[(4..5, "E"), (0..2, "")], "cdEf");
        check("abc", &[(3..3, "!"), (0..0, "¡")], "¡abc!");
    }

    #[test]
    fn an_edit_that_does_not_fit_is_left_out() {
        check("aäb", &[(2..3, "x"), (0..1, "A")], "Aäb");
        check("abc", &[(0..2, "x"), (1..3, "y")], "xc");
        check("abc", &[(9..12, "x")], "abc");
    }
}
