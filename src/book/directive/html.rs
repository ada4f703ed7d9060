//! Which parts of a block of HTML show or hide text on purpose.

use std::ops::Range;

/// The elements whose content is not part of the page's text, or is shown as it is written.
const RAW: [&str; 4] = ["pre", "script", "style", "textarea"];

/// The ranges of a block of HTML in which a directive is meant as text: tags, comments, and the elements that
/// show or hide what is in them. What is not closed goes on to the block's end.
pub(super) fn kept_as_written(html: &str) -> Vec<Range<usize>> {
    // No letter changes its length, so offsets are the same.
    let html = html.to_ascii_lowercase();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = html.get(start..).unwrap_or_default();
        match length(rest) {
            Some(length) => {
                kept.push(start..start + length);
                at = start + length;
            }
            None => at = start + 1,
        }
    }
    kept
}

/// The length of what begins with a `<`; `None` if that is only a sign.
fn length(rest: &str) -> Option<usize> {
    let through = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    let inside = rest.get(1..).unwrap_or_default();
    if inside.starts_with("!--") {
        return Some(through("-->"));
    }
    if inside.starts_with("![cdata[") {
        return Some(through("]]>"));
    }
    if inside.starts_with('?') {
        return Some(through("?>"));
    }
    if inside.starts_with('!') {
        return Some(through(">"));
    }
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    if RAW.contains(&name) && !inside.starts_with('/') {
        return Some(through(&format!("</{name}")));
    }
    Some(tag(rest))
}

/// The length of a tag, whose attributes may contain `>` in quotes.
fn tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::kept_as_written;

    #[test]
    fn what_shows_or_hides_text_is_kept() {
        for (html, kept) in [
            ("<div>\nX\n</div>", "<div>|</div>"),
            ("<!-- X\n-->\nY", "<!-- X\n-->"),
            ("<PRE class=a>\nX\n</pre>Y", "<PRE class=a>\nX\n</pre"),
            ("<a title=\"> X\"\nY>Z", "<a title=\"> X\"\nY>"),
            ("<p <<#x>>", "<p <<#x>"),
            ("<<#x>> <1 < a", ""),
            ("<?php X ?>Y<!DOCTYPE X>Z", "<?php X ?>|<!DOCTYPE X>"),
            ("<div><script>X", "<div>|<script>X"),
            ("<prefix>X", "<prefix>"),
        ] {
            let found: Vec<&str> = kept_as_written(html).into_iter().map(|range| &html[range]).collect();
            assert_eq!(found.join("|"), kept, "{html}");
        }
    }
}
