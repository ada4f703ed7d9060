//! Between the bytes of a text and the lines and columns of the protocol.

use std::ops::Range;

use gen_lsp_types as lsp;

use crate::source::floor_char_boundary;

/// The unit in which columns are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client understands.
    #[default]
    Utf16,
}

impl Encoding {
    /// The name in the protocol.
    pub(super) fn kind(self) -> lsp::PositionEncodingKind {
        match self {
            Self::Utf8 => lsp::PositionEncodingKind::UTF8,
            Self::Utf16 => lsp::PositionEncodingKind::UTF16,
        }
    }

    fn length(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// The lines of a text. As in the protocol, a line ends with `\n`, `\r\n` or `\r`.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub(super) fn of(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { text, starts, encoding }
    }

    /// The text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The number of lines; a text that ends with a line break has an empty last one.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The position of a byte. One inside a character or a line break counts as its beginning, one after the
    /// end as the end.
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        let line = self.line(offset.min(self.text.len()));
        let within = self.within(line);
        let offset = floor_char_boundary(self.text, offset).clamp(within.start, within.end);
        let before = self.text.get(within.start..offset).unwrap_or_default();
        lsp::Position::new(line as u32, self.encoding.length(before) as u32)
    }

    /// The byte at a position. A column after the line's end is its end, one inside a character the
    /// character's beginning, and a line after the last one the end of the text.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        let line = position.line as usize;
        if line >= self.starts.len() {
            return self.text.len();
        }
        let within = self.within(line);
        let text = self.text.get(within.clone()).unwrap_or_default();
        let mut left = position.character as usize;
        for (at, character) in text.char_indices() {
            let length = self.encoding.length(character.encode_utf8(&mut [0; 4]));
            if left < length {
                return within.start + at;
            }
            left -= length;
        }
        within.end
    }

    /// The range of some bytes.
    pub(super) fn range(&self, bytes: Range<usize>) -> lsp::Range {
        lsp::Range::new(self.position(bytes.start), self.position(bytes.end.max(bytes.start)))
    }

    /// The bytes of a range. One that ends before it begins is empty.
    pub(super) fn bytes(&self, range: lsp::Range) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The line of a byte, counted from 0.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a line without its line break.
    pub(super) fn within(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let next = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..next).unwrap_or_default();
        let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
        let text = if start + text.len() == next { text.strip_suffix('\r').unwrap_or(text) } else { text };
        start..start + text.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_counted_in_the_unit_that_was_agreed() {
        let text = "a🦀b漢c\r\nä\rx\n";
        let c = text.find('c').expect("it is there");
        let [utf8, utf16] = [Encoding::Utf8, Encoding::Utf16].map(|encoding| Lines::of(text, encoding));
        assert_eq!(utf8.position(c), lsp::Position::new(0, 9));
        assert_eq!(utf16.position(c), lsp::Position::new(0, 5));
        assert_eq!(utf16.offset(lsp::Position::new(0, 2)), 1, "inside a pair of surrogates");
        assert_eq!(utf16.offset(lsp::Position::new(0, 99)), c + 1, "the end of the line, before its break");
        assert_eq!(utf16.position(text.len()), lsp::Position::new(3, 0));
        assert_eq!(utf16.position(text.find('x').expect("it is there")), lsp::Position::new(2, 0));
        assert_eq!(utf16.offset(lsp::Position::new(9, 0)), text.len());
    }

    proptest! {
        #[test]
        fn a_position_leads_back_to_its_byte(text in "[a\u{e4}\u{6f22}\u{1f980}\r\n]{0,30}", utf8: bool) {
            let lines = Lines::of(&text, if utf8 { Encoding::Utf8 } else { Encoding::Utf16 });
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let inside_break = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                prop_assert_eq!(lines.offset(lines.position(at)), at - usize::from(inside_break));
            }
        }
    }
}
