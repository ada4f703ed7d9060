//! Which section or block of a template a heading means, in whatever words.

use super::words::normal;
use crate::template::{Block, Section, Template};

/// A heading that means this surely enough, where it is to be expected.
pub(super) const LIKELY: f64 = 0.6;
/// A heading that means this wherever it stands.
pub(super) const SURE: f64 = 0.95;

/// Words that headings have in common and that tell nothing apart.
const COMMON: [&str; 15] = [
    "the",
    "of",
    "and",
    "a",
    "for",
    "to",
    "overview",
    "detail",
    "strategy",
    "design",
    "plan",
    "section",
    "consideration",
    "approach",
    "technical",
];

/// The section that a heading means most, and how much.
pub(super) fn section(heading: &str, template: &Template) -> Option<(usize, f64)> {
    best(template.sections.iter().map(|section| score(heading, &section.heading, &section.key)))
}

/// The block of a section that a heading means most, and how much.
pub(super) fn block(heading: &str, section: &Section) -> Option<(usize, f64)> {
    best(section.blocks.iter().map(|block| of_block(heading, block)))
}

/// The block of any section that a heading means most, and how much.
pub(super) fn anywhere(heading: &str, template: &Template) -> Option<(usize, usize, f64)> {
    let each = template.sections.iter().enumerate();
    let found =
        each.filter_map(|(at, section)| block(heading, section).map(|(block, score)| (at, block, score)));
    found.max_by(|(.., a), (.., b)| a.total_cmp(b))
}

/// Whether a heading says more than the one that it is taken for.
pub(super) fn says_more(heading: &str, own: &str, key: &str) -> bool {
    let known: Vec<String> = [normal(own), normal(key)]
        .iter()
        .flat_map(|words| words.split(' ').map(stem).collect::<Vec<_>>())
        .collect();
    normal(heading).split(' ').any(|word| !word.is_empty() && !known.contains(&stem(word)))
}

fn of_block(heading: &str, block: &Block) -> f64 {
    block.heading.as_ref().map_or(0.0, |own| score(heading, own, &block.key))
}

/// The first of the best: a later one has to be better.
fn best(scores: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, score) in scores.enumerate() {
        if best.is_none_or(|(_, known)| score > known) {
            best = Some((at, score));
        }
    }
    best.filter(|(_, score)| *score > 0.0)
}

/// How much words mean the same as a heading or a label, or as its key: from 0 to 1.
pub(super) fn score(heading: &str, own: &str, key: &str) -> f64 {
    let (words, own_words) = (normal(heading), normal(own));
    if words == own_words {
        return 1.0;
    }
    let (words, own_words, key) = (tokens(&words), tokens(&own_words), tokens(&normal(key)));
    let common = words.iter().filter(|word| own_words.contains(word)).count();
    // Few words: the loss of precision is none.
    #[allow(clippy::cast_precision_loss)]
    let alike = 2.0 * common as f64 / (words.len() + own_words.len()).max(1) as f64;
    let named = if key == words {
        0.9
    } else if !key.is_empty() && key.iter().all(|word| words.contains(word)) {
        0.65
    } else {
        0.0
    };
    // Only the same words in the same order are sure.
    alike.min(0.94).max(named)
}

fn tokens(words: &str) -> Vec<String> {
    let all: Vec<String> = words.split(' ').map(stem).collect();
    let telling: Vec<String> = all.iter().filter(|word| !COMMON.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

fn stem(word: &str) -> String {
    let word = word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word);
    word.strip_suffix("ing").filter(|stem| stem.len() > 3).unwrap_or(word).to_owned()
}
