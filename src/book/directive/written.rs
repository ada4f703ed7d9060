//! Reads what follows a mark, as typed: a name, words, and an end.

use std::ops::Range;

use super::text::ChapterText;
use super::walk::Mark;

/// A directive as typed.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) mark: Mark,
    /// From the mark to the end of the directive or, if that is missing, of the line.
    pub(super) range: Range<usize>,
    /// The line that contains it, without the line break.
    pub(super) line: Range<usize>,
    pub(super) name: Range<usize>,
    pub(super) words: Vec<Word>,
    /// The brackets at its end, if they are not `>>`: those that close `{{`, `[[`, `{` or `<`.
    pub(super) odd_close: Option<&'static str>,
    /// Whether the brackets are not followed by `#` at once.
    pub(super) loose: bool,
    /// Whether the directive has an end.
    pub(super) closed: bool,
}

/// A word after the name: `value` or `key=value`, where the value may be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) key: Option<Range<usize>>,
    /// The value without quotes.
    pub(super) value: Range<usize>,
    /// Whether the closing quote is missing.
    pub(super) unterminated: bool,
}

/// Reads what follows every mark, in the order of the page.
pub(super) fn read_all(chapter: &ChapterText, marks: Vec<Mark>) -> Vec<Written> {
    let mut all: Vec<Written> = Vec::with_capacity(marks.len());
    let mut line = 0..0;
    for mark in marks {
        // A line is searched for once, however many marks it contains.
        if line.end <= mark.at {
            line = chapter.line(mark.at);
        }
        // A mark may be inside a word of another directive, as in a quoted path.
        if all.last().is_none_or(|before| before.range.end <= mark.at) {
            all.extend(read(chapter, mark, line.clone()));
        }
    }
    all
}

/// The brackets around a directive, and those that people write for them. The longer ones come first.
const BRACKETS: [(&str, &str); 5] = [("<<", ">>"), ("{{", "}}"), ("[[", "]]"), ("<", ">"), ("{", "}")];

/// Reads the directive at a mark on `line`. Without a name, there is none.
fn read(chapter: &ChapterText, mark: Mark, line: Range<usize>) -> Option<Written> {
    let text = chapter.slice(mark.at..line.end);
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| text.starts_with(open))?;
    let odd_close = (close != ">>").then_some(close);
    let hash = mark.at + open.len();
    let mut reader = WordReader { chapter, at: hash, end: line.end, close };
    reader.take(|c| c.is_whitespace() || c == '#');
    let loose = !chapter.slice(hash..line.end).starts_with('#');
    let name = reader.take(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if name.is_empty() {
        return None;
    }
    let mut words = Vec::new();
    loop {
        reader.skip_blanks();
        // The next directive begins before this one ends.
        if reader.rest().is_empty() || reader.rest().starts_with("<<#") {
            break;
        }
        if reader.rest().starts_with(reader.close) {
            let range = mark.at..reader.at + reader.close.len();
            return Some(Written { mark, range, line, name, words, odd_close, loose, closed: true });
        }
        words.push(reader.word());
    }
    leave_half_an_end(chapter, &mut words);
    let end = mark.at + chapter.slice(mark.at..reader.at).trim_end().len();
    Some(Written { range: mark.at..end, mark, line, name, words, odd_close, loose, closed: false })
}

/// `FILE>` at the end of a line lacks the second `>`; the first is not part of the file's name.
fn leave_half_an_end(chapter: &ChapterText, words: &mut Vec<Word>) {
    while let Some(last) = words.last_mut() {
        let half = chapter.slice(last.value.clone()).ends_with('>') && last.value.end == last.range.end;
        if half {
            last.value.end -= 1;
            last.range.end -= 1;
        }
        if !half || !last.range.is_empty() {
            break;
        }
        words.pop();
    }
}

struct WordReader<'p> {
    chapter: &'p ChapterText<'p>,
    at: usize,
    end: usize,
    close: &'static str,
}

impl WordReader<'_> {
    fn rest(&self) -> &str {
        self.chapter.slice(self.at..self.end)
    }

    fn skip_blanks(&mut self) {
        self.take(char::is_whitespace);
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().find(|c| !wanted(c)).unwrap_or(self.rest().len());
        start..self.at
    }

    /// Reads a word. It is not empty, since the caller saw neither a space nor the end.
    fn word(&mut self) -> Word {
        let start = self.at;
        let key = self.key();
        let (value, unterminated) =
            if self.rest().starts_with('"') { self.quoted() } else { (self.bare(), false) };
        Word { range: start..self.at, key, value, unterminated }
    }

    /// Reads a key and its `=`, if there is one.
    fn key(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let key = self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if !key.is_empty() && self.rest().starts_with('=') {
            self.at += 1;
            return Some(key);
        }
        self.at = start;
        None
    }

    fn quoted(&mut self) -> (Range<usize>, bool) {
        self.at += 1;
        let start = self.at;
        if let Some(length) = self.rest().find('"') {
            self.at = start + length + 1;
            return (start..start + length, false);
        }
        self.at = start + self.rest().find(self.close).unwrap_or(self.rest().len());
        (start..self.at, true)
    }

    fn bare(&mut self) -> Range<usize> {
        let rest = self.rest();
        let ends = |at: usize, c: char| {
            c.is_whitespace() || rest.get(at..).is_some_and(|rest| rest.starts_with(self.close))
        };
        let length = rest.char_indices().find(|&(at, c)| ends(at, c)).map_or(rest.len(), |(at, _)| at);
        let start = self.at;
        self.at += length;
        start..self.at
    }
}
