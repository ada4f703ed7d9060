//! Finds the links of mdBook's `links` preprocessor as its pattern does:
//! `\{\{\s*#([a-zA-Z0-9_]+)\s+([^}]+)\}\}`, and `\{{#…}}`, which stays text.

use std::ops::Range;

/// A link in mdBook's syntax.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::book) enum Link<'t> {
    /// `{{#include FILE}}`
    Include(&'t str, Part),
    /// `{{#rustdoc_include FILE}}`: all lines, those outside the part hidden from readers.
    Rustdoc(&'t str, Part),
    /// `{{#playground FILE ATTRIBUTES}}`: a block of code.
    Playground(&'t str, String),
    /// `{{#title …}}` is removed.
    Title,
    /// `\{{#…}}` loses its backslash.
    Escaped,
}

/// The part of a file that a link names.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::book) enum Part {
    /// Lines, counted from 0.
    Lines(Range<usize>),
    /// The lines between the marks of an anchor.
    Anchor(String),
}

impl Part {
    /// The whole file.
    pub(in crate::book) const WHOLE: Self = Self::Lines(0..usize::MAX);

    /// Parses what follows the file's name: `10`, `10:`, `:40`, `10:40`, `ANCHOR`.
    fn parse(text: Option<&str>) -> Self {
        let mut words = text.unwrap_or_default().splitn(3, ':');
        let first = words.next().unwrap_or_default();
        let start = match first.parse::<usize>() {
            Ok(number) => Some(number.saturating_sub(1)),
            Err(_) if first.is_empty() => None,
            Err(_) => return Self::Anchor(first.to_owned()),
        };
        let end = words.next().map(|word| word.parse::<usize>().unwrap_or(usize::MAX));
        match (start, end) {
            (Some(start), None) => Self::Lines(start..start.saturating_add(1)),
            (start, end) => Self::Lines(start.unwrap_or(0)..end.unwrap_or(usize::MAX)),
        }
    }
}

/// The links of a text, in order, with their places.
pub(in crate::book) fn links(text: &str) -> impl Iterator<Item = (Range<usize>, Link<'_>)> {
    let mut from = 0;
    let mut closes = Closes { text, next: 0, line: 0..0, last: None };
    std::iter::from_fn(move || {
        while let Some(found) = text.get(from..)?.find("{{") {
            let start = from + found;
            if let Some(range) = escaped(text, start, from, &mut closes) {
                from = range.end;
                return Some((range, Link::Escaped));
            }
            match link(text, start, &mut closes) {
                Some((end, link)) => {
                    from = end;
                    if let Some(link) = link {
                        return Some((start..end, link));
                    }
                }
                None => from = start + 1,
            }
        }
        None
    })
}

/// Where braces close. Each closing brace is searched for once, however many open before it.
struct Closes<'t> {
    text: &'t str,
    next: usize,
    line: Range<usize>,
    last: Option<usize>,
}

impl Closes<'_> {
    /// The first `}` at or after a place.
    fn next(&mut self, from: usize) -> Option<usize> {
        if self.next < from || self.next == 0 {
            let found = self.text.get(from..).and_then(|rest| rest.find('}'));
            self.next = found.map_or(self.text.len(), |found| from + found);
        }
        (self.next < self.text.len()).then_some(self.next)
    }

    /// The last `}}` on the line of a place, if it follows the place.
    fn last(&mut self, at: usize) -> Option<usize> {
        if !self.line.contains(&at) {
            let end = self.text.get(at..).and_then(|rest| rest.find('\n'));
            self.line = at..end.map_or(self.text.len(), |end| at + end);
            self.last =
                self.text.get(self.line.clone()).and_then(|line| line.rfind("}}")).map(|last| at + last);
        }
        self.last.filter(|last| *last > at)
    }
}

/// `\{{#` up to the last `}}` of its line.
fn escaped(text: &str, start: usize, from: usize, closes: &mut Closes<'_>) -> Option<Range<usize>> {
    let backslash =
        start.checked_sub(1).filter(|at| *at >= from && text.as_bytes().get(*at) == Some(&b'\\'))?;
    text.get(start..)?.strip_prefix("{{#")?;
    Some(backslash..closes.last(start)? + 2)
}

/// The end of what mdBook takes for a link, and the link itself if mdBook knows its name.
fn link<'t>(text: &'t str, start: usize, closes: &mut Closes<'_>) -> Option<(usize, Option<Link<'t>>)> {
    let rest = text.get(start + 2..)?.trim_start().strip_prefix('#')?;
    let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|end| *end > 0)?;
    let (name, inside) = rest.split_at(word);
    let close = closes.next(text.len() - inside.len())?;
    let after = text.get(close..)?.strip_prefix("}}")?;
    let inside = text.get(text.len() - inside.len()..close)?;
    if !inside.starts_with(char::is_whitespace) || inside.chars().nth(1).is_none() {
        return None;
    }
    let end = text.len() - after.len();
    if name == "title" {
        return Some((end, Some(Link::Title)));
    }
    let mut words = inside.split_whitespace();
    let Some(path) = words.next() else { return Some((end, None)) };
    let (file, part) = path.split_once(':').map_or((path, None), |(file, part)| (file, Some(part)));
    let link = match name {
        "include" => Link::Include(file, Part::parse(part)),
        "rustdoc_include" => Link::Rustdoc(file, Part::parse(part)),
        "playground" | "playpen" => Link::Playground(path, words.collect::<Vec<_>>().join(",")),
        _ => return Some((end, None)),
    };
    Some((end, Some(link)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Link<'_>> {
        links(text).map(|(_, link)| link).collect()
    }

    #[test]
    fn every_spelling_of_mdbook_is_seen() {
        for text in
            ["{{#include a.md}}", "{{ #include a.md }}", "{{\n#include\na.md more}}", "{{{#include a.md}}"]
        {
            assert_eq!(found(text), [Link::Include("a.md", Part::WHOLE)], "{text}");
        }
        assert_eq!(found("{{#rustdoc_include a.rs:x}}"), [Link::Rustdoc("a.rs", Part::Anchor("x".into()))]);
        assert_eq!(
            found("{{#playground a.rs editable hidden}}"),
            [Link::Playground("a.rs", "editable,hidden".into())]
        );
        assert_eq!(found("{{#title A page}}"), [Link::Title]);
        assert_eq!(found(r"\{{#include a}} {{#include b}} x"), [Link::Escaped]);
        for text in
            ["{{#include}}", "{{include a}}", "{{#include a}", "{{#other a}}", "{{# include a}}", "{{", ""]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn braces_that_open_only_cost_little() {
        for piece in ["{{#a ", r"\{{#a ", "{{#a }", "{{ "] {
            assert_eq!(found(&piece.repeat(200_000)), []);
        }
    }

    #[test]
    fn parts_are_read_as_mdbook_reads_them() {
        let lines = |text: &str| match Part::parse(Some(text)) {
            Part::Lines(lines) => Some((lines.start, lines.end)),
            Part::Anchor(_) => None,
        };
        let max = usize::MAX;
        for (text, expected) in [
            ("3", (2, 3)),
            ("3:", (2, max)),
            (":3", (0, 3)),
            ("2:4", (1, 4)),
            ("", (0, max)),
            (":", (0, max)),
            ("2:x", (1, max)),
        ] {
            assert_eq!(lines(text), Some(expected), "{text}");
        }
        assert_eq!(lines("x:3"), None);
    }
}
