//! Parts of a file, cut as mdBook's `{{#include}}` cuts them.

/// Some lines of a text, and where they come from.
#[derive(Debug, Default)]
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// (offset in the excerpt, offset in the whole) of each run of lines.
    pub runs: Vec<(usize, usize)>,
}

impl Excerpt {
    /// Whether a line that begins at this offset of the whole text is one of these.
    pub fn holds(&self, offset: usize) -> bool {
        let Some(index) = self.runs.partition_point(|(_, from)| *from <= offset).checked_sub(1) else {
            return false;
        };
        let end = self.runs.get(index + 1).map_or(self.text.len(), |(start, _)| *start);
        self.runs.get(index).is_some_and(|(start, from)| offset < from + end - start)
    }
}

/// Everything but the lines that only mark anchors.
pub fn whole(text: &str) -> Excerpt {
    collect(numbered(text).filter(|line| !is_mark(line.text)))
}

/// Lines by their numbers, from 1: `10-40`, `10-`, `-40`, `10`; `:` serves for `-`.
///
/// # Errors
/// A sentence, when the text has no such lines.
pub fn lines(text: &str, range: &str) -> Result<Excerpt, String> {
    let wrong = || format!("has no lines `{range}`: write `10-40`, `10-`, `-40` or `10`");
    let number = |word: &str| word.trim().parse::<usize>().ok().filter(|&n| n > 0).ok_or_else(wrong);
    let (first, last) = match range.split_once(['-', ':']) {
        Some(("", "")) => return Err(wrong()),
        Some((first, "")) => (number(first)?, usize::MAX),
        Some(("", last)) => (1, number(last)?),
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(range)?, number(range)?),
    };
    let count = text.lines().count();
    if first > last {
        return Err(wrong());
    }
    if first > count || (last != usize::MAX && last > count) {
        return Err(format!("has {count} lines, not the lines `{range}`"));
    }
    Ok(collect(numbered(text).filter(|line| (first..=last).contains(&line.number) && !is_mark(line.text))))
}

/// Lines by their numbers, from 0, as far as there are any: the marks of anchors count as lines.
pub fn clamped(text: &str, range: std::ops::Range<usize>) -> Excerpt {
    collect(numbered(text).filter(|line| range.contains(&(line.number - 1))))
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`.
///
/// # Errors
/// A sentence, when the text has no such anchor.
pub fn anchor(text: &str, name: &str) -> Result<Excerpt, String> {
    let mut open = false;
    let mut found = false;
    let inside = numbered(text).filter(|line| {
        if mark(line.text, "ANCHOR:") == Some(name) {
            (open, found) = (true, true);
        } else if mark(line.text, "ANCHOR_END:") == Some(name) {
            open = false;
        }
        open && !is_mark(line.text)
    });
    let excerpt = collect(inside);
    if found {
        Ok(excerpt)
    } else {
        Err(format!("has no anchor `{name}`: no line contains `ANCHOR: {name}`"))
    }
}

#[derive(Clone, Copy)]
struct SourceLine<'t> {
    number: usize,
    start: usize,
    text: &'t str,
}

fn numbered(text: &str) -> impl Iterator<Item = SourceLine<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').enumerate().map(move |(index, line)| {
        let here = start;
        start += line.len();
        SourceLine { number: index + 1, start: here, text: line }
    })
}

fn collect<'t>(lines: impl Iterator<Item = SourceLine<'t>>) -> Excerpt {
    let mut excerpt = Excerpt { text: String::new(), runs: Vec::new() };
    let mut next = None;
    for line in lines {
        if next != Some(line.start) {
            excerpt.runs.push((excerpt.text.len(), line.start));
        }
        excerpt.text.push_str(line.text);
        next = Some(line.start + line.text.len());
    }
    excerpt
}

/// The name after an anchor's word, up to the next character that cannot be in a name.
fn mark<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let (_, rest) = line.split_once(word)?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

fn is_mark(line: &str) -> bool {
    mark(line, "ANCHOR:").is_some() || mark(line, "ANCHOR_END:").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\n// ANCHOR: x\nb\nc\n// ANCHOR_END: x\nd\n";

    #[test]
    fn parts_are_cut_as_mdbook_cuts_them() {
        assert_eq!(whole(TEXT).text, "a\nb\nc\nd\n");
        assert_eq!(
            anchor(TEXT, "x").map(|excerpt| (excerpt.text, excerpt.runs)).ok(),
            Some(("b\nc\n".into(), vec![(0, 15)]))
        );
        assert!(anchor(TEXT, "y").is_err());
        assert_eq!(lines(TEXT, "3-4").map(|excerpt| excerpt.text), Ok("b\nc\n".to_owned()));
        assert_eq!(lines(TEXT, "4-").map(|excerpt| excerpt.text), Ok("c\nd\n".to_owned()));
        assert_eq!(lines(TEXT, "-1").map(|excerpt| excerpt.text), Ok("a\n".to_owned()));
        assert_eq!(clamped(TEXT, 3..99).text, "c\n// ANCHOR_END: x\nd\n");
        assert!(clamped(TEXT, 0..2).holds(2) && !clamped(TEXT, 0..2).holds(15));
        for wrong in ["0", "4-3", "9", "2-9", "-", "x", ""] {
            assert!(lines(TEXT, wrong).is_err(), "{wrong}");
        }
    }
}
