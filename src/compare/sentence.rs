//! The sentence of a change, in parts: each who prints it marks what was quoted in his own way.

use super::change::Change;
use super::coverage::CoverageChange;

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words of this program.
    Words(&'a str),
    /// What a design says, or a key of its file. It is not Markdown.
    Code(&'a str),
}

impl Change {
    /// The sentence: what changed, and if they are short enough, the old and the new text.
    pub fn sentence(&self) -> Vec<Piece<'_>> {
        let mut pieces = vec![Piece::Code(&self.entity), Piece::Words(": ")];
        // The words of a kind name keys and words of the format in backticks.
        let words = self.what.split('`').enumerate().filter(|(_, words)| !words.is_empty());
        pieces.extend(
            words.map(|(at, words)| if at % 2 == 0 { Piece::Words(words) } else { Piece::Code(words) }),
        );
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => {
                let said = [Piece::Words(": "), Piece::Code(old), Piece::Words(" → "), Piece::Code(new)];
                pieces.extend(said);
            }
            (Some(one), None) | (None, Some(one)) if *one != self.entity => {
                pieces.extend([Piece::Words(": "), Piece::Code(one)]);
            }
            _ => {}
        }
        pieces
    }
}

impl CoverageChange {
    /// The sentence: what cites the requirement now, or no longer does.
    pub fn sentence(&self) -> Vec<Piece<'_>> {
        let verb = if self.gained { " is now cited by the " } else { " is no longer cited by the " };
        vec![
            Piece::Code(&self.requirement),
            Piece::Words(verb),
            Piece::Words(self.by.word()),
            Piece::Words(" "),
            Piece::Code(&self.citer),
        ]
    }
}

/// A sentence as one text, with what is quoted in backticks.
pub fn spelled(sentence: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in sentence {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Code(code) => {
                text.push('`');
                text.push_str(code);
                text.push('`');
            }
        }
    }
    text
}
