//! The title of a document as the title of a design.

use crate::markdown::labels::normal;

/// The title without the words that say only that it is a design.
pub(super) fn own_title(title: &str) -> String {
    let title = title.trim();
    let says_design = |words: &str| {
        let words = normal(words);
        !words.is_empty()
            && words.split(' ').all(|word| {
                [
                    "system",
                    "design",
                    "document",
                    "technical",
                    "architecture",
                    "md",
                    "high",
                    "low",
                    "level",
                    "hld",
                    "lld",
                    "overview",
                    "detailed",
                    "architectural",
                    "the",
                    "of",
                ]
                .contains(&word)
            })
    };
    for mark in [": ", " – ", " — ", " - ", " | "] {
        if let Some((start, rest)) = title.split_once(mark) {
            if says_design(start) && !rest.trim().is_empty() {
                return own_title(rest);
            }
            if says_design(rest) && !start.trim().is_empty() {
                return own_title(start);
            }
        }
    }
    let words: Vec<&str> = title.split(' ').collect();
    let mut end = words.len();
    while end > 1 && words.get(end - 1).is_some_and(|word| says_design(word)) {
        end -= 1;
    }
    let has_design = words.get(end..).is_some_and(|words| {
        words.iter().any(|word| matches!(normal(word).as_str(), "design" | "architecture" | "hld" | "lld"))
    });
    if end < words.len()
        && has_design
        && end > 0
        && !says_design(&words.get(..end).unwrap_or_default().join(" "))
    {
        return words
            .get(..end)
            .unwrap_or_default()
            .join(" ")
            .trim_end_matches(['-', '–', '—', ':', ' '])
            .to_owned();
    }
    title.to_owned()
}
