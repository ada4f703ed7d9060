//! The documents that are open in the editor, over what is on the disk.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types as lsp;
use indexmap::IndexMap;

use super::positions::{Encoding, Lines};
use crate::source::Overlay;

/// The open documents, by path.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    by_path: IndexMap<PathBuf, Buffer>,
}

/// An open document.
#[derive(Clone, Debug)]
pub(super) struct Buffer {
    /// Its URI, as the client writes it.
    pub(super) uri: lsp::Uri,
    /// Its version.
    pub(super) version: i32,
    /// Its text.
    pub(super) text: Arc<str>,
}

/// Some bytes of a text that were replaced, and how many took their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replaced {
    /// The bytes before.
    pub(super) range: Range<usize>,
    /// The number of bytes now.
    pub(super) length: usize,
}

impl Buffers {
    /// A document is open from now on.
    pub(super) fn open(&mut self, path: PathBuf, buffer: Buffer) {
        self.by_path.insert(path, buffer);
    }

    /// A document is as on the disk again.
    pub(super) fn close(&mut self, path: &Path) -> Option<Buffer> {
        self.by_path.shift_remove(path)
    }

    /// An open document.
    pub(super) fn get(&self, path: &Path) -> Option<&Buffer> {
        self.by_path.get(path)
    }

    /// An open document, to be changed.
    pub(super) fn get_mut(&mut self, path: &Path) -> Option<&mut Buffer> {
        self.by_path.get_mut(path)
    }

    /// Every open document, in the order in which they were opened.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &Buffer)> {
        self.by_path.iter().map(|(path, buffer)| (path.as_path(), buffer))
    }

    /// The texts that are not on the disk.
    pub(super) fn overlay(&self) -> Overlay {
        let mut overlay = Overlay::default();
        for (path, buffer) in self.iter() {
            overlay.set(path, Arc::clone(&buffer.text));
        }
        overlay
    }
}

impl Buffer {
    /// Makes the changes of a notification, one after the other, and says what they replaced.
    pub(super) fn change(
        &mut self,
        version: i32,
        changes: Vec<lsp::TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Vec<Replaced> {
        self.version = version;
        let mut replaced = Vec::with_capacity(changes.len());
        for change in changes {
            let (range, new) = match change {
                lsp::TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    (Lines::of(&self.text, encoding).bytes(part.range), part.text)
                }
                lsp::TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    (0..self.text.len(), whole.text)
                }
            };
            let mut text = String::with_capacity(self.text.len() + new.len());
            text.push_str(self.text.get(..range.start).unwrap_or_default());
            text.push_str(&new);
            text.push_str(self.text.get(range.end..).unwrap_or_default());
            self.text = text.into();
            replaced.push(Replaced { range, length: new.len() });
        }
        replaced
    }
}

impl Replaced {
    /// Where some bytes are afterwards; `None` if they were changed.
    pub(super) fn moved(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        let shift = |offset: usize| offset - self.range.len() + self.length;
        if bytes.end <= self.range.start {
            Some(bytes)
        } else if bytes.start >= self.range.end {
            Some(shift(bytes.start)..shift(bytes.end))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_one_after_the_other() {
        let mut buffer = Buffer { uri: "file:///a".into(), version: 1, text: "a🦀b\nc\n".into() };
        let range = |from: (u32, u32), to: (u32, u32)| {
            lsp::Range::new(lsp::Position::new(from.0, from.1), lsp::Position::new(to.0, to.1))
        };
        let part = |range, text: &str| {
            lsp::TextDocumentContentChangePartial::new(range, None, text.to_owned()).into()
        };
        let changes = vec![part(range((0, 1), (0, 3)), "漢字"), part(range((0, 3), (1, 0)), "")];
        let replaced = buffer.change(2, changes, Encoding::Utf16);
        assert_eq!((&*buffer.text, buffer.version), ("a漢字c\n", 2));
        assert_eq!(replaced, [Replaced { range: 1..5, length: 6 }, Replaced { range: 7..9, length: 0 }]);
        assert_eq!(replaced[0].moved(5..6), Some(7..8));
        assert_eq!(replaced[0].moved(0..1), Some(0..1));
        assert_eq!(replaced[0].moved(0..2), None);

        let whole = lsp::TextDocumentContentChangeWholeDocument::new("x".to_owned()).into();
        buffer.change(3, vec![whole, part(range((0, 1), (9, 9)), "y")], Encoding::Utf8);
        assert_eq!(&*buffer.text, "xy");
    }
}
