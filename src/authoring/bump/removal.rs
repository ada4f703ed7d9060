//! Takes entries out of a TOML text. All other bytes stay, including comments on separate lines.

use std::ops::Range;

/// Where an entry of a table or an array is written.
pub(super) struct Entry {
    /// Its key or, of an item of an array, where it begins.
    pub(super) key: Range<usize>,
    /// Its value.
    pub(super) value: Range<usize>,
}

/// The bytes to delete so that those of the entries are gone that `goes` says. The entries are all that
/// their table or array has, in the order of the text.
pub(super) fn removed(text: &str, entries: &[Entry], goes: &[bool]) -> Vec<Range<usize>> {
    let going = |index: &usize| goes.get(*index).copied().unwrap_or_default();
    let wanted = (0..entries.len()).filter(going);
    wanted
        .map(|index| {
            let entry = &entries[index];
            if !is_within_line(text, entry) {
                return lines(text, entry);
            }
            let stays_before = (0..index).any(|before| !going(&before));
            inline(text, entry, stays_before)
        })
        .collect()
}

/// Whether something else is on the lines of an entry, as in braces.
fn is_within_line(text: &str, entry: &Entry) -> bool {
    let before = text.get(line_start(text, entry.key.start)..entry.key.start).unwrap_or_default();
    let after = text.get(entry.value.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
    before.contains(['{', '[', ',']) || after.starts_with([',', '}', ']'])
}

/// An entry in braces, with the comma after it, or before it if it is the last one that is left.
fn inline(text: &str, entry: &Entry, stays_before: bool) -> Range<usize> {
    let after = text.get(entry.value.end..).unwrap_or_default();
    let comma = after.find(|c: char| !c.is_whitespace()).filter(|&at| after[at..].starts_with(','));
    let before = text.get(..entry.key.start).unwrap_or_default().trim_end();
    if let (true, Some(head)) = (stays_before, before.strip_suffix(',')) {
        return head.len()..entry.value.end;
    }
    match comma {
        Some(at) => {
            let rest = &after[at + 1..];
            entry.key.start..text.len() - rest.trim_start().len()
        }
        None => entry.key.start..entry.value.end,
    }
}

/// The whole lines of an entry, and an empty line that would be left twice.
fn lines(text: &str, entry: &Entry) -> Range<usize> {
    let start = line_start(text, entry.key.start);
    let end = line_end(text, entry.value.end);
    let is_empty = |line: &str| line.trim().is_empty();
    let above = text.get(..start).unwrap_or_default();
    let last = above.lines().next_back();
    let next = text.get(end..).and_then(|rest| rest.split_inclusive('\n').next()).unwrap_or_default();
    match last {
        // At the end of the file the line above is the one that is left over.
        Some(last) if is_empty(last) && end == text.len() => line_start(text, start - 1)..end,
        None if !next.is_empty() && is_empty(next) => start..end + next.len(),
        Some(last) if is_empty(last) && !next.is_empty() && is_empty(next) => start..end + next.len(),
        _ => start..end,
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |found| at + found + 1)
}
