//! The book: finding its chapters, and putting new contents in their place.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::ProtocolError;
use crate::book::marker;

/// A book as it came, and where its chapters stand in it.
#[derive(Debug)]
pub struct Book<'a> {
    json: &'a str,
    chapters: Vec<Chapter<'a>>,
}

/// One chapter. Its content stays as it came until it is asked for.
#[derive(Debug)]
pub struct Chapter<'a> {
    /// Its title in `SUMMARY.md`.
    pub name: String,
    /// Where it will be shown, relative to the book's sources; none for a draft.
    pub path: Option<String>,
    /// The file it was read from, relative to the book's sources: `sub/README.md` where `path` is
    /// `sub/index.md`; none for a draft, and for a chapter that another preprocessor made.
    pub source_path: Option<String>,
    content: &'a str,
    at: Range<usize>,
}

impl<'a> Book<'a> {
    /// Finds the chapters.
    ///
    /// # Errors
    /// When it is no UTF-8, no JSON, or no book of mdBook 0.4 or 0.5.
    pub fn parse(json: &'a [u8]) -> Result<Self, ProtocolError> {
        let json = std::str::from_utf8(json)
            .map_err(|error| ProtocolError::NotUtf8 { offset: error.valid_up_to() })?;
        let found: Items = serde_json::from_str(json).map_err(ProtocolError::Book)?;
        if found.items.is_none() && found.sections.is_none() {
            return Err(ProtocolError::NoChapters { keys: keys(json) });
        }
        let mut chapters = Vec::new();
        for item in found.items.into_iter().chain(found.sections).flatten() {
            collect(json, item, &mut chapters);
        }
        Ok(Self { json, chapters })
    }

    /// All chapters that have a content, in the order of reading; those below others and drafts
    /// included (mdBook sends an empty content for a draft).
    pub fn chapters(&self) -> &[Chapter<'a>] {
        &self.chapters
    }

    /// The book with new contents: one entry a chapter of [`chapters`](Self::chapters), in that
    /// order; `None` leaves the chapter as it came. Every other byte stays.
    ///
    /// # Errors
    /// Writing text as JSON does not fail; the signature of the writer says that it may.
    pub fn with_contents(&self, contents: &[Option<String>]) -> Result<Vec<u8>, ProtocolError> {
        let mut changed: Vec<_> = self
            .chapters
            .iter()
            .zip(contents)
            .filter_map(|(chapter, content)| Some((&chapter.at, content.as_deref()?)))
            .collect();
        changed.sort_by_key(|(at, _)| at.start);

        let added: usize = changed.iter().map(|(_, content)| content.len() + content.len() / 16).sum();
        let mut out = Vec::with_capacity(self.json.len() + added);
        let mut done = 0;
        for (at, content) in changed {
            out.extend_from_slice(self.json.get(done..at.start).unwrap_or_default().as_bytes());
            serde_json::to_writer(&mut out, content).map_err(ProtocolError::Book)?;
            done = at.end;
        }
        out.extend_from_slice(self.json.get(done..).unwrap_or_default().as_bytes());
        Ok(out)
    }
}

impl Chapter<'_> {
    /// Whether its content may hold a directive, or something that was meant as one; found
    /// without decoding it.
    pub fn may_hold_directives(&self) -> bool {
        marker::may_stand_in(self.content.as_bytes())
    }

    /// Its Markdown, as earlier preprocessors left it.
    ///
    /// # Errors
    /// When it is no text, or has an escape that is no Unicode.
    pub fn content(&self) -> Result<String, ProtocolError> {
        serde_json::from_str::<Text>(self.content)
            .map(|text| text.0.into_owned())
            .map_err(|source| ProtocolError::Content { chapter: self.name.clone(), source })
    }
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
struct Items<'a> {
    #[serde(borrow)]
    items: Option<Vec<Item<'a>>>,
    #[serde(borrow)]
    sections: Option<Vec<Item<'a>>>,
}

/// A chapter; separators, titles of parts and what later versions add are no concern of ours.
struct Item<'a>(Option<Raw<'a>>);

#[derive(Deserialize)]
struct Raw<'a> {
    name: String,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
    path: Option<String>,
    source_path: Option<String>,
    #[serde(borrow, default)]
    sub_items: Vec<Item<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Item<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

#[derive(Deserialize)]
#[serde(field_identifier)]
enum Kind {
    Chapter,
    #[serde(other)]
    Other,
}

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a chapter, a part's title or a separator")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Item(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut item = Item(None);
        while let Some(kind) = map.next_key()? {
            match kind {
                Kind::Chapter => item = Item(Some(map.next_value()?)),
                Kind::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(item)
    }
}

fn collect<'a>(json: &str, item: Item<'a>, chapters: &mut Vec<Chapter<'a>>) {
    let Some(raw) = item.0 else { return };
    if let Some(content) = raw.content {
        // The content is a part of `json`: the distance of their addresses is its place.
        let start = content.get().as_ptr().addr() - json.as_ptr().addr();
        chapters.push(Chapter {
            name: raw.name,
            path: raw.path,
            source_path: raw.source_path,
            content: content.get(),
            at: start..start + content.get().len(),
        });
    }
    for item in raw.sub_items {
        collect(json, item, chapters);
    }
}

/// The keys of an object that is no book, for the message.
fn keys(json: &str) -> String {
    let book: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    let names: Vec<_> = book.keys().map(|key| format!("`{key}`")).collect();
    if names.is_empty() { "no keys".to_owned() } else { names.join(", ") }
}
