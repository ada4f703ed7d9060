//! Finds the line that says otherwise.

use std::collections::HashSet;

/// The line of a text, from 1, that says what `before` does not: at or after a line, or before it.
pub(in super::super) fn line_of(text: &str, after: usize, said: &str, before: &str) -> usize {
    let (said_words, known) = (words(said), words(before));
    let new: HashSet<&String> = said_words.difference(&known).collect();
    let telling: HashSet<&String> = if new.is_empty() { said_words.iter().collect() } else { new };
    let score = |line: &str| {
        let words = words(line);
        let new = telling.iter().filter(|word| words.contains(**word)).count();
        // Of lines with the same news, the one with more of the rest.
        (new, words.intersection(&said_words).count())
    };
    let lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(at, line)| (at + 1, line)).collect();
    let best = |lines: &[(usize, &str)]| {
        let scored = lines.iter().map(|(at, line)| (score(line), *at)).filter(|((new, _), _)| *new > 0);
        scored.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at))).map(|(_, at)| at)
    };
    let (above, below) = lines.split_at(after.saturating_sub(1).min(lines.len()));
    best(below).or_else(|| best(above)).unwrap_or(after.max(1))
}

/// The words of a text, in lower case.
pub(super) fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How alike two texts are: their common words among all.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let all = one.union(&other).count();
    // There are few words, so no precision is lost.
    #[allow(clippy::cast_precision_loss)]
    let share = one.intersection(&other).count() as f64 / all.max(1) as f64;
    share
}
