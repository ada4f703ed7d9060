//! The lines of a record, for the places of what was read.

use crate::markdown::named::{called, unnumbered};
use crate::markdown::plain_words;
use crate::source::{FileId, Span};
use crate::template::Vocabulary;

/// The lines of a file, for the places of what was read.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    pub(super) words: &'t Vocabulary,
}

impl<'t> Lines<'t> {
    /// The lines with their places, without blanks around them.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'t str, Span)> {
        let (text, file) = (self.text, self.file);
        let mut at = 0;
        text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            let trimmed = line.trim();
            let start = start + (line.len() - line.trim_start().len()).min(line.len());
            (trimmed, Span::new(file, start..start + trimmed.len()))
        })
    }

    pub(super) fn line(&self, number: usize) -> Span {
        self.all().nth(number.saturating_sub(1)).map_or(Span::new(self.file, 0..0), |(_, span)| span)
    }

    /// The line that says a part: with a label in front, or the first one below a heading.
    pub(super) fn labelled(&self, key: &str) -> Option<Span> {
        let mut below = false;
        for (line, span) in self.all() {
            if below && !line.is_empty() {
                return Some(span);
            }
            let item = line.trim_start_matches(['*', '-', '+', '>', ' ']);
            if line.starts_with('#') {
                below = self.words.means(unnumbered(line.trim_matches(['#', ' '])), key);
            } else {
                let marked = called(item).map(|called| called.name);
                let plain = line
                    .split_once(':')
                    .map(|(label, _)| label.trim_matches(['*', '-', '_', ' ']).to_owned());
                if [marked, plain].iter().flatten().any(|label| self.words.means(label, key)) {
                    return Some(span);
                }
            }
        }
        None
    }

    /// The first line with this text after the beginning of a part, or of the file.
    pub(super) fn below(&self, key: &str, text: &str) -> Option<Span> {
        let start = self.labelled(key).map_or(0, |span| span.start);
        let mut after = self.all().filter(|(_, span)| span.start >= start);
        after.find(|(line, _)| plain_words(line).contains(text)).map(|(_, span)| span)
    }

    /// The last line with these words.
    pub(super) fn saying(&self, words: &str) -> Option<Span> {
        self.all().filter(|(line, _)| line.to_lowercase().contains(words)).last().map(|(_, span)| span)
    }
}
