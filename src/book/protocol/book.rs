//! The book: finds its chapters, replaces their contents, and adds chapters below them.

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::ProtocolError;
use super::below;
use super::walk::{self, Parts};
use crate::book::chapter::page::Added;
use crate::book::directive::marker;

/// A book as received, with the places of its chapters.
#[derive(Debug)]
pub struct Book<'a> {
    json: &'a str,
    chapters: Vec<RawChapter<'a>>,
}

/// A chapter. Its content is decoded only on request.
#[derive(Debug)]
pub struct RawChapter<'a> {
    /// The chapter's title in `SUMMARY.md`.
    pub name: String,
    /// The chapter's path in the book, relative to the book's sources; none for a draft.
    pub path: Option<String>,
    /// The file it was read from, relative to the book's sources: `sub/README.md` where `path` is
    /// `sub/index.md`; none for a draft, and for a chapter that another preprocessor made.
    pub source_path: Option<String>,
    content: &'a str,
    at: Range<usize>,
    parts: Parts,
}

impl<'a> Book<'a> {
    /// Finds the chapters.
    ///
    /// # Errors
    /// When the text is not UTF-8, not JSON, or not a book of mdBook 0.4 or 0.5.
    pub fn parse(json: &'a [u8]) -> Result<Self, ProtocolError> {
        let json = std::str::from_utf8(json)
            .map_err(|error| ProtocolError::NotUtf8 { offset: error.valid_up_to() })?;
        // Splicing cannot repair damaged JSON.
        serde_json::from_str::<IgnoredAny>(json).map_err(ProtocolError::Book)?;
        let walked = walk::walk(json);
        if let Some((key, value)) = walked.no_list {
            let found = json_type(json.get(value).unwrap_or_default());
            return Err(ProtocolError::NoList { key, found });
        }
        if !walked.has_list {
            return Err(ProtocolError::NoChapters { keys: keys(json) });
        }
        let chapters = walked.chapters.iter().filter_map(|parts| RawChapter::of(json, parts)).collect();
        Ok(Self { json, chapters })
    }

    /// All chapters with content, in reading order, including nested chapters and drafts (mdBook
    /// sends empty content for a draft).
    pub fn chapters(&self) -> &[RawChapter<'a>] {
        &self.chapters
    }

    /// The book with new contents: one entry per chapter of [`chapters`](Self::chapters), in that
    /// order. `None` leaves a chapter unchanged. Every other byte stays the same.
    ///
    /// # Errors
    /// Writing text as JSON does not fail, but the writer's signature allows for it.
    pub fn with_contents(&self, contents: Vec<Option<String>>) -> Result<Vec<u8>, ProtocolError> {
        self.with_changes(contents, &[])
    }

    /// The same with chapters added below others, after those that are there. They are numbered on, if the
    /// chapter above has a number.
    ///
    /// # Errors
    /// Writing text as JSON does not fail, but the writer's signature allows for it.
    pub fn with_changes(
        &self,
        contents: Vec<Option<String>>,
        added: &[Added],
    ) -> Result<Vec<u8>, ProtocolError> {
        let changed = self.chapters.iter().zip(contents);
        let changed = changed.filter_map(|(chapter, content)| Some((chapter.at.clone(), content?)));
        let mut edits: Vec<(Range<usize>, New)> =
            changed.map(|(at, content)| (at, New::Content(content))).collect();
        for (index, above) in self.chapters.iter().enumerate() {
            let below: Vec<&Added> = added.iter().filter(|added| added.under == index).collect();
            if !below.is_empty() {
                let all = self.chapters.iter().map(|chapter| &chapter.parts);
                let insertion = below::insertion(self.json, (&above.name, &above.parts), all, &below)?;
                edits.extend(insertion.map(|(at, json)| (at, New::Json(json))));
            }
        }
        edits.sort_by_key(|(at, _)| (at.start, at.end));

        let added: usize = edits.iter().map(|(_, new)| new.length()).sum();
        let mut out = Vec::with_capacity(self.json.len() + added);
        let mut done = 0;
        // Each text is freed once it is written: together they are as large as the book.
        for (at, new) in edits {
            out.extend_from_slice(self.json.get(done..at.start).unwrap_or_default().as_bytes());
            match new {
                New::Content(text) => serde_json::to_writer(&mut out, &text).map_err(ProtocolError::Book)?,
                New::Json(json) => out.extend_from_slice(&json),
            }
            done = at.end;
        }
        out.extend_from_slice(self.json.get(done..).unwrap_or_default().as_bytes());
        Ok(out)
    }
}

/// What takes the place of a part of the book.
enum New {
    Content(String),
    Json(Vec<u8>),
}

impl New {
    /// About how many bytes it has as JSON.
    fn length(&self) -> usize {
        match self {
            Self::Content(text) => text.len() + text.len() / 8,
            Self::Json(json) => json.len(),
        }
    }
}

impl<'a> RawChapter<'a> {
    fn of(json: &'a str, parts: &Parts) -> Option<Self> {
        let raw = |range: &Option<Range<usize>>| range.clone().and_then(|range| json.get(range));
        let text = |range: &Option<Range<usize>>| raw(range).and_then(walk::text).map(String::from);
        let (path, source_path) = (text(&parts.path), text(&parts.source_path));
        let name = text(&parts.name).or_else(|| path.clone()).unwrap_or_default();
        let at = parts.content.clone()?;
        Some(Self { name, path, source_path, content: json.get(at.clone())?, at, parts: parts.clone() })
    }

    /// Whether the content may contain a directive or an attempt at one, judged without decoding
    /// it.
    pub fn may_hold_directives(&self) -> bool {
        marker::may_stand_in(self.content.as_bytes())
    }

    /// The chapter's Markdown, as earlier preprocessors left it.
    ///
    /// # Errors
    /// When the content is not text, or has an escape that is not Unicode.
    pub fn content(&self) -> Result<String, ProtocolError> {
        let chapter = || self.name.clone();
        if !self.content.starts_with('"') {
            return Err(ProtocolError::Content {
                chapter: chapter(),
                found: json_type(self.content).to_owned(),
            });
        }
        serde_json::from_str(self.content).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
            ProtocolError::Content {
                chapter: chapter(),
                found: format!("text that cannot be read: {reason}"),
            }
        })
    }
}

/// The type of a JSON value, in words.
fn json_type(json: &str) -> &'static str {
    match json.as_bytes().first() {
        Some(b'"') => "text",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

/// The keys of an object that is not a book, for a message.
fn keys(json: &str) -> String {
    let book: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    let names: Vec<_> = book.keys().map(|key| format!("`{key}`")).collect();
    if names.is_empty() { "no keys".to_owned() } else { names.join(", ") }
}
