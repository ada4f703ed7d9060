//! Ids: of headings, and the labels of footnotes.

/// A name as it may be an id, or part of one: letters, digits, `-`, `_` and `.` stay, anything
/// else becomes `-`. Two names may become the same id, and an empty one stays empty: the caller
/// keeps ids unique.
pub fn safe_id(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::safe_id;

    #[test]
    fn nothing_that_ends_an_attribute_or_a_label_is_left() {
        assert_eq!(safe_id("Größe_v1.2"), "Größe_v1.2");
        assert_eq!(safe_id("a\n<b>\"'`[^1]: {c=&}"), "a--b------1----c---");
        assert_eq!(safe_id(""), "");
    }
}
