//! The words of a text, without markup and code.
//!
//! Rules that read prose look at [`Prose::plain`] (or its sentences and words) and point back
//! into the author's text with [`Prose::locate`]. Code, in a span or a block, is never read: a
//! span leaves one [`CODE`] in its place.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{is_inline, options};

/// Takes the place of a code span in [`Prose::plain`], so that the words around it stay apart.
pub const CODE: char = '\u{fffc}';

/// The words of a Markdown text.
#[derive(Debug, Default)]
pub struct Prose {
    plain: String,
    runs: Vec<Run>,
}

/// Bytes of the plain words and where the author wrote them.
#[derive(Debug)]
struct Run {
    plain: Range<usize>,
    source: Range<usize>,
}

impl Prose {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let mut prose = Self::default();
        if is_plain(text) {
            prose.push(text, 0..text.len());
            return prose;
        }
        let mut in_code = false;
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => {
                    in_code = false;
                    prose.end_block();
                }
                Event::Text(words) if !in_code => prose.push(&words, range),
                // Raw HTML is escaped: the reader sees it as it is written.
                Event::Html(words) | Event::InlineHtml(words) => prose.push(&words, range),
                Event::Code(_) => prose.push(CODE.encode_utf8(&mut [0; 4]), range),
                Event::SoftBreak => prose.plain.push(' '),
                Event::HardBreak | Event::Rule => prose.end_block(),
                Event::Start(tag) if !is_inline(tag.to_end()) => prose.end_block(),
                Event::End(tag) if !is_inline(tag) => prose.end_block(),
                _ => {}
            }
        }
        while prose.plain.ends_with(char::is_whitespace) {
            prose.plain.pop();
        }
        prose
    }

    /// The words: a line break ends a block (a paragraph, a list item, a cell), code spans are
    /// [`CODE`], and code blocks are left out.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The bytes of the author's text that a range of the plain words was read from.
    pub fn locate(&self, plain: Range<usize>) -> Range<usize> {
        let last = plain.end.saturating_sub(1).max(plain.start);
        let start = self.run(plain.start).map_or(0, |run| run.source_of(plain.start, run.source.start));
        let end = self.run(last).map_or(0, |run| run.source_of(plain.end, run.source.end));
        start..end.max(start)
    }

    /// The sentences, in ranges of the plain words, their closing marks included.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.plain)
    }

    /// The words and their places in the plain words.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        words(&self.plain)
    }

    /// Where some words follow each other, in any case and with anything between them: `end to end`
    /// is found in `End-to-end`.
    pub fn find(&self, phrase: &str) -> Option<Range<usize>> {
        find(&self.plain, phrase)
    }

    /// How many words a reader counts: parts between white space with a letter or a digit. A code
    /// span is one.
    pub fn count(&self) -> usize {
        let counts = |word: &&str| word.contains(|c: char| c.is_alphanumeric() || c == CODE);
        self.plain.split_whitespace().filter(counts).count()
    }

    fn run(&self, at: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.plain.start <= at);
        after.checked_sub(1).and_then(|index| self.runs.get(index))
    }

    fn push(&mut self, words: &str, source: Range<usize>) {
        let start = self.plain.len();
        self.plain.push_str(words);
        self.runs.push(Run { plain: start..self.plain.len(), source });
    }

    fn end_block(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }
}

impl Run {
    /// The place in the text of a place in the plain words. If the two differ (an entity, a code
    /// span), and between two runs, it is an edge of the run.
    fn source_of(&self, plain: usize, edge: usize) -> usize {
        if self.plain.len() != self.source.len() {
            return edge;
        }
        self.source.start + (plain - self.plain.start).min(self.source.len())
    }
}

/// The words of a line and where they begin: letters, digits and `_`.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(is_part)?;
        let tail = text.get(start..)?;
        let end = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
        rest = start + end;
        Some((start, &tail[..end]))
    })
}

/// Where some words follow each other in a text without markup, in any case.
pub fn find(text: &str, phrase: &str) -> Option<Range<usize>> {
    let wanted: Vec<String> = words(phrase).map(|(_, word)| word.to_lowercase()).collect();
    let there: Vec<(usize, &str)> = words(text).collect();
    there.windows(wanted.len().max(1)).find_map(|row| {
        let same = row.iter().zip(&wanted).all(|((_, word), wanted)| word.to_lowercase() == *wanted);
        let ((start, _), (last, word)) = (row.first()?, row.last()?);
        (same && !wanted.is_empty()).then_some(*start..last + word.len())
    })
}

/// The sentences of a text without markup.
pub fn sentences(plain: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in plain.char_indices() {
        let next = at + c.len_utf8();
        if at < start {
            continue; // a closing mark of the sentence before
        }
        let (before, after) = (&plain[start..at], &plain[next..]);
        if c == '\n' || ends_sentence(c, before, after) {
            let closing =
                after.find(|c| !matches!(c, '"' | '\'' | ')' | '”' | '’' | '»' | '」')).unwrap_or(0);
            let end = if c == '\n' { at } else { next + closing };
            add(plain, start..end, &mut sentences);
            start = end;
        }
    }
    add(plain, start..plain.len(), &mut sentences);
    sentences
}

fn add(plain: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let Some(text) = plain.get(range.clone()) else { return };
    let trimmed = text.trim();
    if trimmed.contains(char::is_alphanumeric) {
        let start = range.start + (text.len() - text.trim_start().len());
        sentences.push(start..start + trimmed.len());
    }
}

fn ends_sentence(mark: char, before: &str, after: &str) -> bool {
    match mark {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' | '…' => {
            let after = after.trim_start_matches(['"', '\'', ')', '”', '’', '»']);
            let next = after.trim_start().chars().next();
            let apart = after.is_empty() || after.starts_with(char::is_whitespace);
            let goes_on = next.is_some_and(char::is_lowercase);
            apart && !goes_on && !(mark == '.' && is_abbreviation(before))
        }
        _ => false,
    }
}

/// Whether a full stop after these words belongs to the last of them.
fn is_abbreviation(before: &str) -> bool {
    const KNOWN: [&str; 14] =
        ["e.g", "i.e", "z.b", "d.h", "u.a", "p.ex", "bzw", "ca", "vs", "nr", "cf", "approx", "incl", "evtl"];
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or(before);
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    letter || KNOWN.contains(&word.to_lowercase().as_str())
}

/// Whether a text is one line without any markup, so that it need not be parsed. Most texts of a
/// design are.
fn is_plain(text: &str) -> bool {
    let markup = |c: char| matches!(c, '`' | '*' | '_' | '<' | '&' | '\\' | '~' | '|' | '\n' | '\r' | '!');
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(char::is_whitespace)
        && !text.contains(markup)
        && !text.contains("](")
        && !text.contains("][")
        && !text.contains("]:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_read() {
        let prose = Prose::of("Reads `TODO`, then *waits*.\n\n```sh\necho TODO\n```\n\n- one\n- two");
        assert_eq!(prose.plain(), "Reads \u{fffc}, then waits.\none\ntwo");
        assert_eq!(prose.count(), 6);
    }

    #[test]
    fn a_place_leads_back_into_the_authors_text() {
        for (text, needle, source) in [
            ("plain words", "words", "words"),
            ("a **bold** word", "bold", "bold"),
            ("a **bold** word", "bold word", "bold** word"),
            ("`x` and [a link](https://example.org) there", "a link", "a link"),
            ("x &amp; y", "&", "&amp;"),
            ("*one*\n\nzwei – drei", "drei", "drei"),
        ] {
            let prose = Prose::of(text);
            let start = prose.plain().find(needle).unwrap_or_else(|| panic!("{prose:?}"));
            assert_eq!(&text[prose.locate(start..start + needle.len())], source, "{text}");
        }
    }

    #[track_caller]
    fn assert_sentences(text: &str, expected: &[&str]) {
        let prose = Prose::of(text);
        let found: Vec<&str> = prose.sentences().into_iter().map(|range| &prose.plain()[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_readers_stop() {
        assert_sentences("RTO 30 min. RPO 1 min.", &["RTO 30 min.", "RPO 1 min."]);
        assert_sentences(
            "Uses e.g. Redis, i.e. a cache. 1.5 s at most",
            &["Uses e.g. Redis, i.e. a cache.", "1.5 s at most"],
        );
        assert_sentences(
            "Läuft z. B. nachts. Dann (erst dann.) Ende",
            &["Läuft z. B. nachts.", "Dann (erst dann.)", "Ende"],
        );
        assert_sentences("毎晩実行する。失敗したら通知する。", &["毎晩実行する。", "失敗したら通知する。"]);
        assert_sentences("one\n\ntwo v1.2 of it? Yes!", &["one", "two v1.2 of it?", "Yes!"]);
        assert_sentences("…", &[]);
    }

    #[test]
    fn phrases_are_found_by_their_words() {
        let prose = Prose::of("An **End-to-end** test; Größe `end to end`");
        assert_eq!(prose.find("end to end"), Some(3..13));
        assert_eq!(prose.find("GRÖSSE"), None);
        assert_eq!(prose.find("größe"), Some(20..27));
        assert_eq!(prose.find("end end"), None);
        assert_eq!(prose.find(""), None);
    }
}
