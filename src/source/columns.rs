//! Columns of a place in its line, in the units that programs count in.

use super::{Source, floor_char_boundary};

/// How a column is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode scalar values, as findings are printed.
    Characters,
    /// Code units of UTF-16, as editors send them.
    Utf16,
}

impl Unit {
    fn length(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::Characters => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

impl Source {
    /// The column of a byte, from 1. An offset inside a character counts as its beginning, one after
    /// the end as the end.
    pub fn column(&self, offset: usize, unit: Unit) -> usize {
        let offset = floor_char_boundary(self.text(), offset);
        let start = self.line_start(self.line(offset));
        unit.length(self.text().get(start..offset).unwrap_or_default()) + 1
    }

    /// The byte at a line and a column, both from 1. A column after the line's end is its end, one
    /// inside a character the character's beginning.
    pub fn offset(&self, line: usize, column: usize, unit: Unit) -> usize {
        let (start, end) = (self.line_start(line), self.line_end(line));
        let text = self.text().get(start..end).unwrap_or_default();
        let mut left = column.saturating_sub(1);
        for (at, character) in text.char_indices() {
            let length = unit.length(character.encode_utf8(&mut [0; 4]));
            if left < length {
                return start + at;
            }
            left -= length;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::Unit::{Bytes, Characters, Utf16};
    use crate::source::Sources;

    #[test]
    fn each_unit_counts_what_it_says() {
        let mut sources = Sources::new();
        let id = sources.add("a", "x\nä\u{1d11e}b\r\n");
        let source = sources.get(id);
        let at_b = "x\nä\u{1d11e}".len();
        assert_eq!([Bytes, Characters, Utf16].map(|unit| source.column(at_b, unit)), [7, 3, 4]);
        for unit in [Bytes, Characters, Utf16] {
            for (at, _) in source.text().char_indices().filter(|(_, c)| !['\r', '\n'].contains(c)) {
                assert_eq!(
                    source.offset(source.line(at), source.column(at, unit), unit),
                    at,
                    "{unit:?} {at}"
                );
            }
            assert_eq!(source.offset(2, 99, unit), at_b + 1, "the end of the line, without its break");
        }
        assert_eq!(source.offset(2, 3, Utf16), "x\nä".len(), "inside a pair of surrogates");
    }
}
