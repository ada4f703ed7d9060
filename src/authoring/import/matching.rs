//! Matches a heading, in whatever words, to a section or block of a template.

use crate::markdown::labels::normal;
use crate::template::{Block, Section, Template};

/// The score that is enough where a heading is expected.
pub(super) const LIKELY: f64 = 0.6;
/// The score that is enough anywhere.
pub(super) const SURE: f64 = 0.95;

/// Words that occur in many headings, so they do not distinguish them.
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

/// The headings of a template, each split into words once.
pub(super) struct Headings {
    sections: Vec<(TemplateWords, Vec<Option<TemplateWords>>)>,
}

impl Headings {
    pub(super) fn of(template: &Template) -> Self {
        let block = |block: &Block| Some(TemplateWords::new(block.heading.as_ref()?, &block.key));
        let section = |section: &Section| {
            (TemplateWords::new(&section.heading, &section.key), section.blocks.iter().map(block).collect())
        };
        Self { sections: template.sections.iter().map(section).collect() }
    }

    /// The section that matches a heading best, with its score.
    pub(super) fn section(&self, heading: &str) -> Option<(usize, f64)> {
        let written = ComparedWords::new(heading);
        best(self.sections.iter().map(|(known, _)| known.score(&written)))
    }

    /// The block of a section that matches a heading best, with its score.
    pub(super) fn block(&self, heading: &str, section: usize) -> Option<(usize, f64)> {
        self.block_of(&ComparedWords::new(heading), section)
    }

    /// The block of any section that matches a heading best, with its score.
    pub(super) fn anywhere(&self, heading: &str) -> Option<(usize, usize, f64)> {
        let written = ComparedWords::new(heading);
        let each = 0..self.sections.len();
        let found =
            each.filter_map(|at| self.block_of(&written, at).map(|(block, score)| (at, block, score)));
        found.max_by(|(.., a), (.., b)| a.total_cmp(b))
    }

    fn block_of(&self, written: &ComparedWords, section: usize) -> Option<(usize, f64)> {
        let (_, blocks) = self.sections.get(section)?;
        best(blocks.iter().map(|known| known.as_ref().map_or(0.0, |known| known.score(written))))
    }
}

/// Whether a heading has words that are not in the template's heading or key.
pub(super) fn says_more(heading: &str, own: &str, key: &str) -> bool {
    let known: Vec<String> = [normal(own), normal(key)]
        .iter()
        .flat_map(|words| words.split(' ').map(stem).collect::<Vec<_>>())
        .collect();
    normal(heading).split(' ').any(|word| !word.is_empty() && !known.contains(&stem(word)))
}

/// The best score; the first, if several are equal.
fn best(scores: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, score) in scores.enumerate() {
        if best.is_none_or(|(_, known)| score > known) {
            best = Some((at, score));
        }
    }
    best.filter(|(_, score)| *score > 0.0)
}

/// How similar words are to a label or its key, from 0 to 1.
pub(super) fn score(words: &str, own: &str, key: &str) -> f64 {
    TemplateWords::new(own, key).score(&ComparedWords::new(words))
}

/// Words of a document, ready for comparison.
struct ComparedWords {
    words: String,
    tokens: Vec<String>,
}

impl ComparedWords {
    fn new(text: &str) -> Self {
        let words = normal(text);
        Self { tokens: tokens(&words), words }
    }
}

/// A heading or a label of a template, ready for comparison, with its key.
struct TemplateWords {
    own: ComparedWords,
    key: Vec<String>,
}

impl TemplateWords {
    fn new(own: &str, key: &str) -> Self {
        Self { own: ComparedWords::new(own), key: tokens(&normal(key)) }
    }

    fn score(&self, written: &ComparedWords) -> f64 {
        if written.words == self.own.words {
            return 1.0;
        }
        let (words, own, key) = (&written.tokens, &self.own.tokens, &self.key);
        let common = words.iter().filter(|word| own.contains(word)).count();
        // There are few words, so no precision is lost.
        #[allow(clippy::cast_precision_loss)]
        let alike = 2.0 * common as f64 / (words.len() + own.len()).max(1) as f64;
        let named = if key == words {
            0.9
        } else if !key.is_empty() && key.iter().all(|word| words.contains(word)) {
            0.65
        } else {
            0.0
        };
        // Only equal words in the same order are certain.
        alike.min(0.94).max(named)
    }
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
