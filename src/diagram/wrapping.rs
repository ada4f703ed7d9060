//! Breaking text into balanced lines of a greatest width.
//!
//! A line breaks at white space, after the joints of long identifiers and addresses (`/`, `-`, `_`, `.`, `?`, `&`
//! and others) and, if a single piece is still too wide, within it (`slices`). The lines of a paragraph are then
//! balanced: of all widths that need no more lines, the smallest is taken, so that no word is left alone on a line.

use unicode_segmentation::UnicodeSegmentation;

use super::metrics::{Font, Measure, width};
use super::slices::{HYPHEN, share, slices};

/// Breaks `text` into lines no wider than `limit` units, at most `most` of them; what does not fit
/// ends in an ellipsis. Empty text has no line.
pub fn wrap(text: &str, font: Font, limit: i32, most: usize) -> Vec<String> {
    directed(text, broken(text, font, limit, most))
}

fn broken(text: &str, font: Font, limit: i32, most: usize) -> Vec<String> {
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

/// Lines with the direction of the whole text: one that would be read otherwise begins with a mark without width.
fn directed(text: &str, mut lines: Vec<String>) -> Vec<String> {
    if let Some(to_the_left) = is_to_the_left(text) {
        for line in &mut lines {
            if is_to_the_left(line).unwrap_or(false) != to_the_left {
                line.insert(0, if to_the_left { '\u{200F}' } else { '\u{200E}' });
            }
        }
    }
    lines
}

/// Whether a text is written from right to left, which its first letter says; `None` without letters.
fn is_to_the_left(text: &str) -> Option<bool> {
    let first = text.chars().find(|one| one.is_alphabetic())?;
    Some(
        matches!(first as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF),
    )
}

/// The width of the widest line.
pub fn widest(lines: &[String], font: Font) -> i32 {
    lines.iter().map(|line| width(line, font)).max().unwrap_or(0)
}

/// The width of the widest word, up to `limit` units. No narrower line can contain it. A word that is wider is
/// broken, into few pieces that are about equally wide.
pub fn widest_word(text: &str, font: Font, limit: i32) -> i32 {
    let piece = |width: i32| {
        let pieces = share(width, (limit * 2 / 3).max(1));
        share(width, pieces) + self::width(HYPHEN, font)
    };
    let words = text.split_whitespace().filter_map(|word| {
        let width = width(word, font);
        if width <= limit { Some(width) } else { (!is_identifier(word)).then(|| piece(width)) }
    });
    words.max().unwrap_or(0)
}

/// Whether a word is a name in a program or an address: a hyphen in it would be taken for a part of it.
fn is_identifier(word: &str) -> bool {
    let inner = word.trim_matches(|one: char| !one.is_alphanumeric());
    let mut letters = inner.chars().zip(inner.chars().skip(1));
    letters.any(|(one, next)| {
        let is_joined = one.is_ascii() && !one.is_ascii_alphabetic() && !matches!(one, '-' | '\'' | '/');
        is_joined || one.is_lowercase() && next.is_uppercase()
    })
}

/// White space that keeps two words on a line.
pub(super) const NO_BREAK: char = '\u{A0}';

/// A part of a text that is never broken.
struct Piece<'t> {
    text: &'t str,
    /// Whether a space precedes it.
    spaced: bool,
    /// Whether it ends in a hyphen at the end of a line.
    hyphen: bool,
    /// Its width, with the hyphen.
    measure: Measure,
}

fn pieces(text: &str, font: Font, limit: i32) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let breaks = |character: char| character.is_whitespace() && character != NO_BREAK;
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        let mut spaced = true;
        let mut add = |text, hyphen| {
            let measure = Measure::of(text, font);
            let measure = if hyphen { measure + Measure::of(HYPHEN, font) } else { measure };
            pieces.push(Piece { text, spaced, hyphen, measure });
            spaced = false;
        };
        // A word that fits on one line stays whole.
        if width(word, font) <= limit {
            add(word, false);
            continue;
        }
        let hyphens = !is_identifier(word);
        for part in word.split_inclusive(is_joint) {
            slices(part, font, limit, hyphens, &mut add);
        }
    }
    pieces
}

/// Whether a long word breaks after a character: one that joins its parts, or a wide (CJK) one.
fn is_joint(character: char) -> bool {
    matches!(character, '/' | '-' | '_' | '.' | ',' | ':' | '(' | '?' | '&' | '=' | ';' | '#' | '@')
        || is_wide(character)
}

/// Whether a line may break after a character of a script without spaces. What follows may still belong to the same
/// cluster, so emoji and marks are none of these.
fn is_wide(character: char) -> bool {
    matches!(character as u32, 0x2E80..=0x3029 | 0x3030..=0x3098 | 0x309B..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
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
        if pieces.last().is_some_and(|last| last.hyphen) {
            line.push_str(HYPHEN);
        }
        line
    };
    lines.map(line).collect()
}

/// Ends the last line in an ellipsis.
fn shorten(mut lines: Vec<String>, font: Font, limit: i32) -> Vec<String> {
    if let Some(last) = lines.last_mut() {
        if last.ends_with(HYPHEN) {
            last.pop();
        }
        while width(&format!("{last}…"), font) > limit && pop_cluster(last) {}
        let kept = last.trim_end().len();
        last.truncate(kept);
        last.push('…');
    }
    lines
}

/// Takes the last cluster of characters away, and says whether there was one.
fn pop_cluster(text: &mut String) -> bool {
    let at = text.grapheme_indices(true).next_back().map(|(at, _)| at);
    at.map(|at| text.truncate(at)).is_some()
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
    fn a_long_word_is_broken_in_balance_and_with_a_hyphen() {
        let lines = wrap("Grundstücksverkehrsgenehmigungsbescheide", FONT, 160, 4);
        assert_eq!(lines, ["Grundstücksverkehrs-", "genehmigungsbescheide"]);
        let lines = wrap("Bundesausbildungsförderungsangelegenheiten", FONT, 200, 4);
        assert!(lines.len() == 2 && lines[0].ends_with('-'), "{lines:?}");
    }

    #[test]
    fn identifiers_and_addresses_break_at_their_joints_alone() {
        let lines = wrap("GET /offers?city=bergen&nights=3", FONT, 100, 4);
        assert_eq!(lines, ["GET /offers?", "city=bergen&", "nights=3"]);
        let lines = wrap("0123456789abcdef0123456789abcdef", FONT, 100, 4);
        assert_eq!(lines.concat(), "0123456789abcdef0123456789abcdef");
    }

    #[test]
    fn every_line_has_the_direction_of_its_text() {
        assert_eq!(wrap("خدمة الدفع (v2) – API", FONT, 100, 4), ["خدمة الدفع", "\u{200F}(v2) – API"]);
        assert_eq!(wrap("Calls خدمة", FONT, 45, 4), ["Calls", "\u{200E}خدمة"]);
        assert_eq!(wrap("خدمة", FONT, 80, 4), ["خدمة"]);
    }

    #[test]
    fn clusters_stay_whole() {
        use unicode_segmentation::UnicodeSegmentation;
        for text in [
            "ที่ปรึกษากฎหมายผู้เชี่ยวชาญ",
            "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        ] {
            let clusters: Vec<&str> = text.graphemes(true).collect();
            let lines = wrap(text, FONT, 60, 99);
            assert!(lines.len() > 1, "{lines:?}");
            let broken: Vec<String> =
                lines.iter().map(|line| line.trim_end_matches('-').to_owned()).collect();
            let again: Vec<&str> = broken.iter().flat_map(|line| line.graphemes(true)).collect();
            assert_eq!(again, clusters, "{lines:?}");
            let cut = wrap(text, FONT, 60, 1).concat();
            let kept: Vec<&str> = cut.trim_end_matches('…').graphemes(true).collect();
            assert!(clusters.starts_with(&kept), "{cut}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("one two three four five six seven", FONT, 60, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
    }
}
