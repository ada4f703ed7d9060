//! The mechanical part of the help, carried out on texts in memory.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Edit, Finding};
use crate::source::{FileId, Sources};

/// Edits of several findings that do not touch each other.
#[derive(Debug, Default)]
pub struct Patch<'a> {
    /// Sorted by where they begin and end in their file.
    edits: BTreeMap<FileId, BTreeMap<(usize, usize), &'a str>>,
}

impl<'a> Patch<'a> {
    /// Accepts all edits of a finding, or none if one of them touches another or is outside its file.
    /// Returns whether they are accepted.
    pub fn admit(&mut self, finding: &'a Finding, sources: &Sources) -> bool {
        let mut own: Vec<&Edit> = Vec::new();
        for edit in &finding.fix {
            let text = sources.get(edit.span.file).text();
            let apart = own.iter().all(|other| {
                other.span.file != edit.span.file || !touch(&other.span.range(), &edit.span.range())
            });
            if text.get(edit.span.range()).is_none() || !apart || !self.is_free(edit) {
                return false;
            }
            own.push(edit);
        }
        for edit in own {
            let range = edit.span.range();
            let edits = self.edits.entry(edit.span.file).or_default();
            edits.insert((range.start, range.end), &edit.replacement);
        }
        true
    }

    /// The files that have edits.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.edits.keys().copied()
    }

    /// The new text of each file that changes. Bytes outside the edits stay as they are, and new
    /// lines end like the line that they are written into.
    pub fn texts(&self, sources: &Sources) -> BTreeMap<FileId, String> {
        let spliced = |(file, edits)| (file, spliced(sources.get(file).text(), edits));
        let texts = self.edits.iter().map(|(file, edits)| spliced((*file, edits)));
        texts.filter(|(file, text)| **sources.get(*file).text() != **text).collect()
    }

    /// The edits of a file, in order: the bytes, and what takes their place.
    pub fn edits(&self, file: FileId, sources: &Sources) -> Vec<(Range<usize>, String)> {
        let text = sources.get(file).text();
        let edits = self.edits.get(&file).into_iter().flatten();
        edits
            .map(|(&(start, end), replacement)| (start..end, with_breaks(text, start, replacement)))
            .collect()
    }

    /// How the edits of a file move its bytes.
    pub fn moves(&self, file: FileId, sources: &Sources) -> Moves {
        let text = sources.get(file).text();
        let mut places = Vec::new();
        let (mut read, mut written) = (0, 0);
        for (&(start, end), replacement) in self.edits.get(&file).into_iter().flatten() {
            written += start - read;
            let length = with_breaks(text, start, replacement).len();
            places.push((start..end, written..written + length));
            written += length;
            read = end;
        }
        Moves(places)
    }

    /// Only the neighbours are asked: the admitted edits are in order and apart.
    fn is_free(&self, edit: &Edit) -> bool {
        let range = edit.span.range();
        let Some(edits) = self.edits.get(&edit.span.file) else { return true };
        let key = (range.start, range.end);
        let before = edits.range(..=key).next_back();
        let after = edits.range(key..).next();
        before.into_iter().chain(after).all(|(&(start, end), _)| !touch(&(start..end), &range))
    }
}

/// The bytes that each edit of a file replaces, and those that it writes, in order.
#[derive(Debug, Default)]
pub struct Moves(Vec<(Range<usize>, Range<usize>)>);

impl Moves {
    /// Where a byte may be afterwards: one that is replaced, anywhere in what is there now.
    pub fn place_of(&self, offset: usize) -> Range<usize> {
        let behind = self.0.partition_point(|(old, _)| old.end < offset);
        let mut range = match behind.checked_sub(1).and_then(|last| self.0.get(last)) {
            Some((old, new)) => {
                let shifted = new.end + (offset - old.end);
                shifted..shifted
            }
            None => offset..offset,
        };
        let mut is_replaced = false;
        for (old, new) in self.0.iter().skip(behind).take_while(|(old, _)| old.start <= offset) {
            if old.end > offset || old.is_empty() {
                range = if is_replaced { range.start } else { new.start }..new.end;
                is_replaced = true;
            } else {
                range = new.end..new.end;
            }
        }
        range
    }

    /// What the edits wrote.
    pub fn written(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.0.iter().map(|(_, new)| new.clone())
    }
}

/// Two insertions at one place touch: nothing says which of them comes first.
fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a == b || (a.start < b.end && b.start < a.end)
}

fn spliced(text: &str, edits: &BTreeMap<(usize, usize), &str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (&(start, end), replacement) in edits {
        out.push_str(text.get(done..start).unwrap_or_default());
        out.push_str(&with_breaks(text, start, replacement));
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// A replacement whose lines end as the one that it is written into; in the last line of a file,
/// as the line above it.
fn with_breaks(text: &str, at: usize, replacement: &str) -> String {
    let lines = replacement.replace("\r\n", "\n");
    let break_at = |found: usize| text[..found].ends_with('\r');
    let below = text.get(at..).and_then(|rest| rest.find('\n')).map(|found| at + found);
    let above = || text.get(..at).and_then(|before| before.rfind('\n'));
    if below.or_else(above).is_some_and(break_at) { lines.replace('\n', "\r\n") } else { lines }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Group, rule};
    use crate::source::Span;

    rule! {
        /// An unknown key.
        RULE = "SD002", "unknown-key", Group::Missing, since "0.1.0", fix safe;
    }

    #[track_caller]
    fn assert_fixed(text: &str, findings: &[&[(Range<usize>, &str)]], expected: &str, applied: usize) {
        let mut sources = Sources::new();
        let file = sources.add("a.toml", text);
        let finding = |edits: &&[(Range<usize>, &str)]| {
            edits.iter().fold(Finding::new(&RULE, Span::new(file, 0..0), ""), |finding, (range, new)| {
                finding.fix(Span::new(file, range.clone()), *new)
            })
        };
        let findings: Vec<Finding> = findings.iter().map(finding).collect();
        let mut patch = Patch::default();
        let admitted = findings.iter().filter(|finding| patch.admit(finding, &sources)).count();
        assert_eq!(admitted, applied);
        assert_eq!(patch.texts(&sources).get(&file).map_or(text, String::as_str), expected);
    }

    #[test]
    fn edits_apply_in_their_places() {
        assert_fixed("abc", &[&[(2..3, "C")], &[(0..1, "A")]], "AbC", 2);
        assert_fixed("abc", &[&[(0..1, "A"), (3..3, "!")]], "Abc!", 1);
        assert_fixed("abc", &[&[(1..1, "-")], &[(1..2, "B")]], "a-Bc", 2);
    }

    #[test]
    fn of_two_that_touch_the_first_wins() {
        assert_fixed("abc", &[&[(0..2, "x")], &[(1..3, "y")]], "xc", 1);
        assert_fixed("abc", &[&[(1..1, "x")], &[(1..1, "y")]], "axbc", 1);
        assert_fixed("abc", &[&[(0..3, "x")], &[(1..1, "y")]], "x", 1);
    }

    #[test]
    fn a_finding_is_mended_whole_or_not_at_all() {
        assert_fixed("abc", &[&[(0..1, "x")], &[(2..3, "y"), (0..1, "z")]], "xbc", 1);
        assert_fixed("abc", &[&[(0..1, "x"), (0..2, "y")]], "abc", 0);
        assert_fixed("ä", &[&[(1..2, "x")]], "ä", 0);
        assert_fixed("a", &[&[(0..9, "x")]], "a", 0);
    }

    #[test]
    fn lines_end_as_in_the_file() {
        assert_fixed("a\r\n", &[&[(3..3, "b\n")]], "a\r\nb\r\n", 1);
    }

    #[test]
    fn in_a_file_with_both_line_ends_the_line_decides() {
        assert_fixed("a\r\nb\n", &[&[(1..1, "x\n")], &[(4..4, "y\n")]], "ax\r\n\r\nby\n\n", 2);
        assert_fixed("a\r\nb", &[&[(4..4, "\nc")]], "a\r\nb\r\nc", 1);
    }

    proptest! {
        /// The result is the old text with each admitted range exchanged, to the byte.
        #[test]
        fn what_no_edit_covers_stays(
            text in "([a-zä]|\n|\r\n){0,40}",
            edits in prop::collection::vec((0_usize..45, 0_usize..8, "[A-Z\n]{0,3}"), 0..8),
        ) {
            let mut sources = Sources::new();
            let file = sources.add("a", text.clone());
            let findings: Vec<Finding> = edits
                .iter()
                .map(|(start, len, new)| {
                    Finding::new(&RULE, Span::new(file, 0..0), "").fix(Span::new(file, *start..start + len), new)
                })
                .collect();
            let mut patch = Patch::default();
            for finding in &findings {
                patch.admit(finding, &sources);
            }
            let new = patch.texts(&sources).remove(&file).unwrap_or_else(|| text.clone());
            let (mut old_at, mut new_at) = (0, 0);
            let moves = patch.moves(file, &sources);
            for (old, written) in &moves.0 {
                prop_assert_eq!(&text[old_at..old.start], &new[new_at..written.start]);
                (old_at, new_at) = (old.end, written.end);
            }
            prop_assert_eq!(&text[old_at..], &new[new_at..]);
            // And everything outside an edit is found again where `Moves` says.
            for (at, c) in text.char_indices() {
                let covered = moves.0.iter().any(|(old, _)| old.contains(&at));
                if !covered {
                    prop_assert!(new[moves.place_of(at).end..].starts_with(c));
                }
            }
        }
    }
}
