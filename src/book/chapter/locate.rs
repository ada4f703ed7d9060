//! Finds the place in the file on disk that a place in a chapter comes from.
//!
//! A preprocessor gets a chapter as earlier preprocessors left it: includes are expanded, and lines
//! have moved. A finding should name a line that the author can go to, so the line is looked up in
//! the source file.

use std::ops::Range;

/// What is known about the line of a place on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Located {
    /// The place, as bytes of the source file.
    Exact(Range<usize>),
    /// The source file has no such line, or several that cannot be told apart: the line comes from
    /// an include or from another preprocessor. Only its number in the chapter, "after includes",
    /// can be reported.
    AfterIncludes,
}

/// How many lines around a place are compared if its line occurs several times.
const CONTEXT: usize = 8;

/// Looks up the text at `range` of `chapter` in `source`, the text of the chapter's file. A range
/// is cut at the end of its first line. Line breaks may differ.
pub(super) fn locate(source: &str, chapter: &str, range: Range<usize>) -> Located {
    let before = chapter.get(..range.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |found| found + 1);
    let line = chapter.get(start..).and_then(|rest| lines(rest).next()).unwrap_or_default();
    // Most lines from an include do not occur in the file at all. This check avoids splitting the
    // file into lines.
    if !source.contains(line) {
        return Located::AfterIncludes;
    }
    let wanted: Vec<&str> = lines(chapter).collect();
    let Some(number) = chapter.get(..start).map(|before| before.matches('\n').count()) else {
        return Located::AfterIncludes;
    };
    let Some(&line) = wanted.get(number) else { return Located::AfterIncludes };
    let there: Vec<&str> = lines(source).collect();

    let same = |all: &[&str]| -> Vec<usize> {
        all.iter().enumerate().filter(|(_, other)| **other == line).map(|(number, _)| number).collect()
    };
    let (in_chapter, in_source) = (same(&wanted), same(&there));
    let found = if in_chapter.len() == in_source.len() {
        in_chapter.iter().position(|&other| other == number).and_then(|index| in_source.get(index).copied())
    } else {
        best(&in_source, |&candidate| likeness((&there, candidate), (&wanted, number)))
    };
    let Some(found) = found else { return Located::AfterIncludes };
    let line_start = offset_of_line(source, found);
    let from = (range.start - start).min(line.len());
    let to = range.end.saturating_sub(start).clamp(from, line.len());
    Located::Exact(line_start + from..line_start + to)
}

/// The lines without their breaks and without a byte order mark.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// The offset of a line counted from 0.
fn offset_of_line(text: &str, number: usize) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match number.checked_sub(1) {
        None => mark,
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(at, _)| at + 1),
    }
}

/// The candidate with the highest score, if no other has the same score and it is above 0.
fn best(candidates: &[usize], score: impl Fn(&usize) -> usize) -> Option<usize> {
    let scores: Vec<usize> = candidates.iter().map(score).collect();
    let highest = scores.iter().copied().max().filter(|&highest| highest > 0)?;
    let mut with_it = candidates.iter().zip(&scores).filter(|(_, score)| **score == highest);
    match (with_it.next(), with_it.next()) {
        (Some((&only, _)), None) => Some(only),
        _ => None,
    }
}

/// How many lines above and below two places are equal, up to the first difference. Empty lines do
/// not count.
fn likeness(a: (&[&str], usize), b: (&[&str], usize)) -> usize {
    same(above(a), above(b)) + same(below(a), below(b))
}

fn same<'a>(a: impl Iterator<Item = &'a str>, b: impl Iterator<Item = &'a str>) -> usize {
    let alike = a.zip(b).take(CONTEXT).take_while(|(a, b)| a == b);
    alike.filter(|(line, _)| !line.trim().is_empty()).count()
}

fn above<'a>((lines, at): (&[&'a str], usize)) -> impl Iterator<Item = &'a str> {
    lines.get(..at).unwrap_or_default().iter().rev().copied()
}

fn below<'a>((lines, at): (&[&'a str], usize)) -> impl Iterator<Item = &'a str> {
    lines.get(at + 1..).unwrap_or_default().iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks up the `nth` occurrence of `needle` in the chapter. Returns the line, from 1, and the
    /// text there.
    #[track_caller]
    fn found<'a>(source: &'a str, chapter: &str, needle: &str, nth: usize) -> Option<(usize, &'a str)> {
        let (start, _) = chapter.match_indices(needle).nth(nth).expect("the needle is there");
        match locate(source, chapter, start..start + needle.len()) {
            Located::Exact(range) => {
                let line = source[..range.start].matches('\n').count() + 1;
                Some((line, &source[range]))
            }
            Located::AfterIncludes => None,
        }
    }

    #[test]
    fn lines_that_moved_are_found() {
        let source = "# A\n\n{{#include x.md}}\n\n<<#d a level=9>>\n";
        let chapter = "# A\n\nmany\nlines\nmore\n\n<<#d a level=9>>\n";
        assert_eq!(found(source, chapter, "9", 0), Some((5, "9")));
    }

    #[test]
    fn what_an_include_brought_is_not() {
        assert_eq!(found("{{#include x.md}}\n", "<<#d a>>\n", "<<#d a>>", 0), None);
    }

    #[test]
    fn identical_lines_keep_their_order() {
        let text = "<<#d>>\n\nx\n\n<<#d>>\n";
        assert_eq!(found(text, text, "<<#d>>", 0), Some((1, "<<#d>>")));
        assert_eq!(found(text, text, "<<#d>>", 1), Some((5, "<<#d>>")));
    }

    #[test]
    fn the_lines_around_tell_an_own_line_from_an_included_one() {
        let source = "# A\n\n{{#include x.md}}\n\nOurs:\n\n<<#d>>\n";
        let chapter = "# A\n\nTheirs:\n\n<<#d>>\n\nOurs:\n\n<<#d>>\n";
        assert_eq!(found(source, chapter, "<<#d>>", 0), None);
        assert_eq!(found(source, chapter, "<<#d>>", 1), Some((7, "<<#d>>")));
    }

    #[test]
    fn line_breaks_and_byte_order_marks_may_differ() {
        assert_eq!(found("\u{feff}<<#d>>\r\n", "<<#d>>\n", "<<#d>>", 0), Some((1, "<<#d>>")));
        assert_eq!(found("\u{feff}a\r\n<<#d>>", "a\r\n<<#d>>", "<<#d>>", 0), Some((2, "<<#d>>")));
    }

    #[test]
    fn a_range_is_cut_at_the_end_of_its_line() {
        assert_eq!(locate("ab\ncd", "ab\ncd", 1..5), Located::Exact(1..2));
        assert_eq!(locate("", "", 4..9), Located::Exact(0..0));
    }
}
