//! Whether a text mentions something. Case does not matter.

use std::ops::Range;

/// Whether a text has a word that begins with one of these stems. A stem in a script without spaces
/// between words counts anywhere.
pub(crate) fn mentions(text: &str, stems: &[&str]) -> bool {
    let lower = text.to_lowercase();
    stems.iter().any(|stem| places(&lower, stem).next().is_some())
}

/// Whether a text contains one of these as a whole word.
pub(crate) fn has_word(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let ends = |range: &Range<usize>| !lower[range.end..].starts_with(char::is_alphanumeric);
    words.iter().any(|word| places(&lower, word).any(|range| ends(&range)))
}

/// The first place in a text where one of these stems occurs. `None` also if lower case changes the
/// length of a letter before it, which is too rare to matter.
pub(crate) fn find(text: &str, stems: &[&str]) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    let first = stems.iter().flat_map(|stem| places(&lower, stem)).min_by_key(|range| range.start)?;
    let same = |part: &str| part.to_lowercase() == lower[first.clone()];
    text.get(first.clone()).is_some_and(same).then_some(first)
}

/// The places in a lower-case text where a word begins with a stem.
fn places<'t>(lower: &'t str, stem: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let spaced = stem.is_ascii();
    lower
        .match_indices(stem)
        .map(|(at, found)| at..at + found.len())
        .filter(move |range| !spaced || !lower[..range.start].ends_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_begin_words() {
        assert!(mentions("Only inside the service mesh", &["mesh"]));
        assert!(mentions("Terminated at the edge", &["terminat"]));
        assert!(mentions("HTTP (mTLS)", &["tls", "mtls"]));
        assert!(!mentions("a smesh", &["mesh"]));
        assert!(mentions("認証はクッキーで行う", &["クッキー"]));
        assert!(has_word("No cookies", &["no"]) && !has_word("Notes", &["no"]));
        assert_eq!(find("A Cookie", &["cookie"]), Some(2..8));
    }
}
