//! Finds the chapters in the JSON of a book.
//!
//! A chapter is an object under the key `Chapter`, anywhere in the book's lists: below another
//! chapter, or in an item that only a later mdBook knows. Anything of another shape is skipped, and
//! stays unchanged.

use std::borrow::Cow;
use std::ops::Range;

use super::scan::string_length;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The chapters, in reading order.
    pub(super) chapters: Vec<Parts>,
    /// Whether there is any list of items or sections.
    pub(super) has_list: bool,
    /// A key of the book that should have a list, and the range of its value.
    pub(super) no_list: Option<(&'static str, Range<usize>)>,
}

/// The ranges of a chapter's values; none for a missing key.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) name: Option<Range<usize>>,
    pub(super) path: Option<Range<usize>>,
    pub(super) source_path: Option<Range<usize>>,
    pub(super) content: Option<Range<usize>>,
    pub(super) number: Option<Range<usize>>,
    pub(super) sub_items: Option<Range<usize>>,
    pub(super) parent_names: Option<Range<usize>>,
    /// The chapter itself, from brace to brace.
    pub(super) whole: Range<usize>,
}

/// Walks through a book, which is well-formed JSON.
pub(super) fn walk(json: &str) -> Walked {
    let bytes = json.as_bytes();
    let mut walker = Walker { json, open: Vec::new(), found: Walked::default() };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' | b'[' => walker.open(start, byte == b'{'),
            b'}' | b']' => walker.close(at),
            b'"' => {
                at = start + bytes.get(start..).and_then(string_length).unwrap_or(bytes.len());
                walker.text(start..at);
            }
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => {
                let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
                at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| !ends(byte)).count();
                walker.value(&(start..at));
            }
        }
    }
    walker.found
}

/// The text of a JSON string; `None` for any other value. Half a surrogate pair, which JSON allows
/// and Unicode does not, becomes U+FFFD.
pub(super) fn text(json: &str) -> Option<Cow<'_, str>> {
    let read = |json: &str| serde_json::from_str::<String>(json).ok();
    match json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => Some(plain.into()),
        Some(_) => read(json).or_else(|| read(&whole_surrogates(json))).map(Cow::Owned),
        None => None,
    }
}

/// Replaces escapes that are not Unicode.
pub(super) fn whole_surrogates(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let escape = rest.get(before.len()..).unwrap_or_default();
        let length = match (surrogate(escape), escape.get(6..).and_then(surrogate)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(_), _) => {
                out.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            (None, _) => 1 + after.chars().next().map_or(0, char::len_utf8),
        };
        let (kept, left) = escape.split_at_checked(length).unwrap_or((escape, ""));
        out.push_str(kept);
        rest = left;
    }
    out + rest
}

/// The code unit of an escape that is half a surrogate pair.
fn surrogate(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok().filter(|unit| (0xd800..=0xdfff).contains(unit))
}

struct Walker<'a> {
    json: &'a str,
    open: Vec<Open>,
    found: Walked,
}

/// An object or array that has not ended yet.
struct Open {
    start: usize,
    is_object: bool,
    /// The key whose value comes next.
    key: Option<Range<usize>>,
    /// The index of the chapter, if the object is one.
    chapter: Option<usize>,
    /// Whether it is inside a list of the book.
    is_listed: bool,
}

impl Walker<'_> {
    fn open(&mut self, start: usize, is_object: bool) {
        let parent = self.open.last();
        let key = parent.and_then(|parent| parent.key(self.json));
        let in_list = self.open.len() == 1 && matches!(key.as_deref(), Some("items" | "sections"));
        self.found.has_list |= in_list && !is_object;
        let is_listed = parent.is_some_and(|parent| parent.is_listed) || in_list && !is_object;
        let is_chapter = is_listed && is_object && key.as_deref() == Some("Chapter");
        let chapter = is_chapter.then_some(self.found.chapters.len());
        if is_chapter {
            self.found.chapters.push(Parts::default());
        }
        self.open.push(Open { start, is_object, key: None, chapter, is_listed });
    }

    fn close(&mut self, end: usize) {
        if let Some(closed) = self.open.pop() {
            if let Some(chapter) = closed.chapter.and_then(|index| self.found.chapters.get_mut(index)) {
                chapter.whole = closed.start..end;
            }
            self.value(&(closed.start..end));
        }
    }

    fn text(&mut self, range: Range<usize>) {
        match self.open.last_mut() {
            Some(object) if object.is_object && object.key.is_none() => object.key = Some(range),
            _ => self.value(&range),
        }
    }

    /// Records a complete value of the innermost object or array.
    fn value(&mut self, range: &Range<usize>) {
        let Some(parent) = self.open.last() else { return };
        let Some(key) = parent.key(self.json) else { return };
        if let Some(chapter) = parent.chapter.and_then(|index| self.found.chapters.get_mut(index)) {
            let part = match &*key {
                "name" => Some(&mut chapter.name),
                "path" => Some(&mut chapter.path),
                "source_path" => Some(&mut chapter.source_path),
                "content" => Some(&mut chapter.content),
                "number" => Some(&mut chapter.number),
                "sub_items" => Some(&mut chapter.sub_items),
                "parent_names" => Some(&mut chapter.parent_names),
                _ => None,
            };
            if let Some(part) = part {
                *part = Some(range.clone());
            }
        }
        let value = self.json.get(range.clone()).unwrap_or_default();
        let list = ["items", "sections"].into_iter().find(|name| self.open.len() == 1 && *name == key);
        if let Some(name) = list.filter(|_| value != "null" && !value.starts_with('[')) {
            self.found.no_list = Some((name, range.clone()));
        }
        if let Some(parent) = self.open.last_mut() {
            parent.key = None;
        }
    }
}

impl Open {
    fn key<'a>(&self, json: &'a str) -> Option<Cow<'a, str>> {
        json.get(self.key.clone()?).and_then(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_surrogate_pair_does_not_lose_a_name() {
        assert_eq!(text(r#""a\ud800b\udc00""#).as_deref(), Some("a\u{fffd}b\u{fffd}"));
        assert_eq!(text(r#""\ud83d\ude00 \\ud800 \n""#).as_deref(), Some("\u{1f600} \\ud800 \n"));
        assert_eq!(text("7"), None);
        assert_eq!(text("null"), None);
    }

    #[test]
    fn chapters_are_found_anywhere_in_the_lists() {
        let json = r#"{"x":{"Chapter":{"name":"no"}},"items":[null,7,"Separator",{"PartTitle":"P"},{"Chapter":null},
            {"Group":{"items":[{"Chapter":{"sub_items":[{"Chapter":{"name":"B"}}],"name":"A","content":[]}}]}}]}"#;
        let walked = walk(json);
        let names: Vec<_> =
            walked.chapters.iter().map(|chapter| chapter.name.clone().map(|range| &json[range])).collect();
        assert_eq!(names, [Some(r#""A""#), Some(r#""B""#)]);
        assert!(walked.has_list && walked.no_list.is_none());
    }
}
