//! Shortcut references of a text that it does not define itself: `[R3]`, `[identity:keys]`.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, LinkType, Parser};

use super::options;

/// The words in the brackets of each shortcut reference, with their places.
pub fn mentions(text: &str) -> Vec<(Range<usize>, &str)> {
    if !text.contains('[') {
        return Vec::new();
    }
    let found: RefCell<Vec<Range<usize>>> = RefCell::default();
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Shortcut | LinkType::ShortcutUnknown) {
            found.borrow_mut().push(link.span);
        }
        None
    };
    Parser::new_with_broken_link_callback(text, options(), Some(callback)).for_each(drop);
    let mut found = found.into_inner();
    found.sort_by_key(|span| span.start);
    found.dedup();
    let inner = |span: Range<usize>| {
        let written = text.get(span.clone())?;
        // The span of an image begins before its brackets.
        let words = written.strip_prefix('!').unwrap_or(written).strip_prefix('[')?.strip_suffix(']')?;
        let end = span.end - 1;
        Some((end - words.len()..end, words))
    };
    found.into_iter().filter_map(inner).collect()
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = mentions(text);
        assert_eq!(found.iter().map(|(_, words)| *words).collect::<Vec<_>>(), expected, "{text}");
        for (range, words) in found {
            assert_eq!(text.get(range), Some(words));
        }
    }

    #[test]
    fn a_reference_that_nothing_defines_is_a_mention() {
        check("Asks [identity:keys], then [R3].", &["identity:keys", "R3"]);
        check("- a [b:c]\n- ![d:e]", &["b:c", "d:e"]);
    }

    #[test]
    fn code_links_and_definitions_are_none() {
        check("`[a:b]` \\[a:b] [a:b](c.md) [a:b][c]\n\n[c]: d.md", &[]);
        check("[a:b]\n\n[a:b]: c.md", &[]);
        check("```\n[a:b]\n```", &[]);
    }
}
