//! Breaking text into balanced lines of a greatest width.
//!
//! A line breaks at white space, after the joints of long names (`/`, `-`, `_`, `.`, `,`) and, if a single
//! piece is still too wide, between any two characters. The lines of a paragraph are then balanced: of all
//! widths that need no more lines, the smallest is taken, so that no word is left alone on a line.

use super::metrics::{Font, width};

/// Breaks `text` into lines no wider than `limit` units, at most `most` of them; what does not fit
/// ends in an ellipsis. Empty text has no line.
pub fn wrap(text: &str, font: Font, limit: i32, most: usize) -> Vec<String> {
    let pieces = pieces(text, font, limit);
    let lines = fill(&pieces, font, limit);
    let count = lines.len();
    if count > most {
        return shorten(lines, font, limit, most);
    }
    if count < 2 {
        return lines;
    }
    let (mut low, mut high) = (limit / 4, limit);
    while low < high {
        let middle = low + (high - low) / 2;
        if fill(&pieces, font, middle).len() <= count && fits(&pieces, font, middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    fill(&pieces, font, high)
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
struct Piece {
    text: String,
    spaced: bool,
}

fn pieces(text: &str, font: Font, limit: i32) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let breaks = |character: char| character.is_whitespace() && character != NO_BREAK;
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        let mut spaced = true;
        // A word that fits on one line stays whole.
        let parts = if width(word, font) <= limit { vec![word.to_owned()] } else { joints(word) };
        for part in parts {
            for text in slices(&part, font, limit) {
                pieces.push(Piece { text, spaced });
                spaced = false;
            }
        }
    }
    pieces
}

/// Cuts a word after the characters that join its parts, and around wide (CJK) ones.
fn joints(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for character in word.chars() {
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
        if matches!(character, '/' | '-' | '_' | '.' | ',' | ':' | '(') || character as u32 >= 0x2E80 {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Cuts a part that is wider than a line between its characters.
fn slices(part: &str, font: Font, limit: i32) -> Vec<String> {
    let mut slices = vec![String::new()];
    for character in part.chars() {
        let Some(slice) = slices.last_mut() else { break };
        slice.push(character);
        if width(slice, font) > limit && slice.chars().count() > 1 {
            slice.pop();
            slices.push(character.to_string());
        }
    }
    slices
}

fn fits(pieces: &[Piece], font: Font, limit: i32) -> bool {
    pieces.iter().all(|piece| width(&piece.text, font) <= limit)
}

/// Puts as many pieces on each line as fit.
fn fill(pieces: &[Piece], font: Font, limit: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let longer = lines.last().map(|line| {
            let space = if piece.spaced { " " } else { "" };
            format!("{line}{space}{}", piece.text)
        });
        match (lines.last_mut(), longer) {
            (Some(line), Some(longer)) if width(&longer, font) <= limit => *line = longer,
            _ => lines.push(piece.text.clone()),
        }
    }
    lines
}

/// Keeps `most` lines and ends the last one in an ellipsis.
fn shorten(mut lines: Vec<String>, font: Font, limit: i32, most: usize) -> Vec<String> {
    lines.truncate(most);
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
