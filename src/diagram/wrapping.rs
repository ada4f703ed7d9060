//! Breaking text into balanced lines of a greatest width.
//!
//! A line breaks at white space, after the joints of long names (`/`, `-`, `_`, `.`, `,`) and, if a single
//! piece is still too wide, between any two characters. The lines of a paragraph are then balanced: of all
//! widths that need no more lines, the smallest is taken, so that no word is left alone on a line.

use super::metrics::{Font, Measure, width};

/// Breaks `text` into lines no wider than `limit` units, at most `most` of them; what does not fit
/// ends in an ellipsis. Empty text has no line.
pub fn wrap(text: &str, font: Font, limit: i32, most: usize) -> Vec<String> {
    let pieces = pieces(text, font, limit);
    let count = lines(&pieces, font, limit).count();
    if count > most {
        return shorten(written(lines(&pieces, font, limit).take(most)), font, limit);
    }
    if count < 2 {
        return written(lines(&pieces, font, limit));
    }
    let widest = pieces.iter().map(|piece| piece.measure.width(font.size)).max().unwrap_or(0);
    let (mut low, mut high) = (limit / 4, limit);
    while low < high {
        let middle = low + (high - low) / 2;
        if widest <= middle && lines(&pieces, font, middle).count() <= count {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    written(lines(&pieces, font, high))
}

/// The width of the widest line.
pub fn widest(lines: &[String], font: Font) -> i32 {
    lines.iter().map(|line| width(line, font)).max().unwrap_or(0)
}

/// The width of the widest word, up to `limit` units. No narrower line can contain it.
pub fn widest_word(text: &str, font: Font, limit: i32) -> i32 {
    let words = text.split_whitespace().map(|word| width(word, font));
    words.filter(|width| *width <= limit).max().unwrap_or(0)
}

/// White space that keeps two words on a line.
pub(super) const NO_BREAK: char = '\u{A0}';

/// A part of a text that is never broken, and whether a space precedes it.
struct Piece<'t> {
    text: &'t str,
    spaced: bool,
    measure: Measure,
}

fn pieces(text: &str, font: Font, limit: i32) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let breaks = |character: char| character.is_whitespace() && character != NO_BREAK;
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        let mut spaced = true;
        let mut add = |text| {
            pieces.push(Piece { text, spaced, measure: Measure::of(text, font) });
            spaced = false;
        };
        // A word that fits on one line stays whole.
        if width(word, font) <= limit {
            add(word);
            continue;
        }
        for part in word.split_inclusive(is_joint) {
            slices(part, font, limit, &mut add);
        }
    }
    pieces
}

/// Whether a long word breaks after a character: one that joins its parts, or a wide (CJK) one.
fn is_joint(character: char) -> bool {
    matches!(character, '/' | '-' | '_' | '.' | ',' | ':' | '(') || character as u32 >= 0x2E80
}

/// Cuts a part that is wider than a line between its characters.
fn slices<'t>(part: &'t str, font: Font, limit: i32, add: &mut impl FnMut(&'t str)) {
    let (mut start, mut measure) = (0, Measure::default());
    for (at, character) in part.char_indices() {
        let one = Measure::of_character(character, font);
        if at > start && (measure + one).width(font.size) > limit {
            add(&part[start..at]);
            (start, measure) = (at, Measure::default());
        }
        measure = measure + one;
    }
    add(&part[start..]);
}

/// The pieces of each line: as many as fit.
fn lines<'p, 't>(pieces: &'p [Piece<'t>], font: Font, limit: i32) -> impl Iterator<Item = &'p [Piece<'t>]> {
    let space = Measure::of_character(' ', font);
    let mut rest = pieces;
    std::iter::from_fn(move || {
        let (first, others) = rest.split_first()?;
        let mut measure = first.measure;
        let mut count = 1;
        for piece in others {
            let before = if piece.spaced { measure + space } else { measure };
            measure = before + piece.measure;
            if measure.width(font.size) > limit {
                break;
            }
            count += 1;
        }
        let (line, after) = rest.split_at(count);
        rest = after;
        Some(line)
    })
}

fn written<'p, 't: 'p>(lines: impl Iterator<Item = &'p [Piece<'t>]>) -> Vec<String> {
    let line = |pieces: &[Piece<'t>]| {
        let mut line = String::new();
        for piece in pieces {
            if piece.spaced && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(piece.text);
        }
        line
    };
    lines.map(line).collect()
}

/// Ends the last line in an ellipsis.
fn shorten(mut lines: Vec<String>, font: Font, limit: i32) -> Vec<String> {
    if let Some(last) = lines.last_mut() {
        while width(&format!("{last}…"), font) > limit && last.pop().is_some() {}
        let kept = last.trim_end().len();
        last.truncate(kept);
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Font, widest, wrap};

    const FONT: Font = Font::regular(12);

    #[test]
    fn lines_are_balanced() {
        let lines = wrap("Routes, authenticates, limits rates", FONT, 200, 4);
        assert_eq!(lines, ["Routes, authenticates,", "limits rates"]);
        let lines = wrap("one two three four", FONT, 100, 4);
        assert_eq!(lines, ["one two", "three four"]);
    }

    #[test]
    fn long_names_break_at_their_joints() {
        let lines = wrap("warehouse_reservation_idempotency_key", FONT, 160, 4);
        assert!(lines.len() > 1 && lines.iter().all(|line| !line.is_empty()), "{lines:?}");
        assert_eq!(lines.concat(), "warehouse_reservation_idempotency_key");
    }

    #[test]
    fn no_line_is_wider_than_the_limit() {
        for text in ["Donaudampfschifffahrtsgesellschaft", "漢字仮名交じり文の折り返し", "a b c", ""]
        {
            let lines = wrap(text, FONT, 60, 9);
            assert!(widest(&lines, FONT) <= 60, "{lines:?}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("one two three four five six seven", FONT, 60, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
    }
}
