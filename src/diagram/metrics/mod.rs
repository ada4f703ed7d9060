//! The width of text without a font: an embedded table of glyph advances and classes of characters.
//!
//! A drawing is laid out before anybody knows which font will show it, so every measure here is an
//! upper bound for the fonts that books use: the table is that of a wide sans-serif, and what a box holds is not
//! taken to be narrower than a monospaced font would set it (`width_beside`). All measures are whole units, rounded up.

mod advances;

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Font {
    /// Height of an em, in units of the drawing.
    pub size: i32,
    /// Whether the font is bold.
    pub bold: bool,
}

impl Font {
    /// A regular font of `size` units.
    pub const fn regular(size: i32) -> Self {
        Self { size, bold: false }
    }

    /// A bold font of `size` units.
    pub const fn bold(size: i32) -> Self {
        Self { size, bold: true }
    }

    /// Distance from one baseline to the next, in units.
    pub const fn line_height(self) -> i32 {
        (self.size * 5 + 3) / 4
    }
}

/// The width of `text` on one line, in units, rounded up.
pub fn width(text: &str, font: Font) -> i32 {
    Measure::of(text, font).width(font.size)
}

/// The width of `text` on one line with `spare` units of free room beside it, which it may use in a monospaced font.
pub(super) fn width_beside(text: &str, font: Font, spare: i32) -> i32 {
    let monospaced: i64 = text.chars().map(|character| monospaced(advance(character, font.bold))).sum();
    width(text, font).max(units(monospaced, font.size) - spare)
}

/// What the width of a text follows from, in thousandths of an em. Those of two texts add up to that of both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Measure {
    advances: i64,
    monospaced: i64,
}

impl Measure {
    pub(super) fn of(text: &str, font: Font) -> Self {
        text.chars().fold(Self::default(), |sum, character| sum + Self::of_character(character, font))
    }

    pub(super) fn of_character(character: char, font: Font) -> Self {
        let advances = i64::from(advance(character, font.bold));
        let monospaced = if advances == 0 { 0 } else { advances.max(MONOSPACED) };
        Self { advances, monospaced }
    }

    /// The width in units, rounded up, in a font of `size` units.
    pub(super) fn width(self, size: i32) -> i32 {
        // Short words of narrow letters are the ones a monospaced fallback makes much wider; for a whole
        // line of mixed letters the wide table is room enough.
        let widest = self.advances.max(self.monospaced.min(self.advances + MONOSPACED));
        units(widest, size)
    }
}

/// Thousandths of an em in units, rounded up.
fn units(thousandths: i64, size: i32) -> i32 {
    i32::try_from((thousandths * i64::from(size) + 999) / 1000).unwrap_or(i32::MAX)
}

impl std::ops::Add for Measure {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { advances: self.advances + other.advances, monospaced: self.monospaced + other.monospaced }
    }
}

impl std::ops::Sub for Measure {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { advances: self.advances - other.advances, monospaced: self.monospaced - other.monospaced }
    }
}

/// The advance of a monospaced font, in thousandths of an em.
const MONOSPACED: i64 = 602;

/// The advance in a monospaced font of a character with this one in the table. Wide characters take two places.
fn monospaced(advance: u16) -> i64 {
    match advance {
        0 => 0,
        1001.. => 2 * MONOSPACED.max(i64::from(advance / 2)),
        _ => MONOSPACED,
    }
}

/// The advance of one character in thousandths of an em.
fn advance(character: char, bold: bool) -> u16 {
    let table = if bold { &advances::BOLD } else { &advances::REGULAR };
    let code = character as u32;
    let place = match code {
        0x20..=0x7E => Some(code - 0x20),
        0xA0..=0xFF => Some(code - 0xA0 + 95),
        _ => None,
    };
    place.and_then(|at| table.get(at as usize).copied()).unwrap_or_else(|| class_advance(code))
}

/// Advances of characters outside the table, by class; each is the widest of its class.
fn class_advance(code: u32) -> u16 {
    match code {
        // Control characters, combining marks, joiners and variation selectors take no room.
        0..=0x1F
        | 0x7F..=0x9F
        | 0x0300..=0x036F
        | 0x0483..=0x0489
        | 0x0591..=0x05BD
        // Vowels and tones of Thai and Lao above and below their letters.
        | 0x0E31
        | 0x0E34..=0x0E3A
        | 0x0E47..=0x0E4E
        | 0x0EB1
        | 0x0EB4..=0x0EBC
        | 0x0EC8..=0x0ECE
        | 0x064B..=0x065F
        | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0x20D0..=0x20FF
        | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F
        | 0xFEFF
        | 0xE0000..=0xE0FFF => 0,
        // Latin with accents, Greek: between a narrow and a wide letter.
        0x0100..=0x02FF | 0x0370..=0x03FF | 0x1E00..=0x1FFF => 860,
        // Hebrew, Arabic: narrow letters.
        0x0590..=0x06FF => 760,
        // Dashes, quotation marks, bullets; an em dash and an ellipsis are a whole em.
        0x2000..=0x206F => 1000,
        // Emoji and pictographs are wider than an em.
        0x2300..=0x23FF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF => 1380,
        // Cyrillic, CJK, Hangul, Kana, arrows and all else: a whole em and a little air.
        _ => 1050,
    }
}

#[cfg(test)]
mod tests {
    use super::{Font, width, width_beside};

    #[test]
    fn wide_letters_are_wider_than_narrow_ones() {
        let font = Font::regular(12);
        assert!(width("WWWW", font) > width("iiii", font));
        assert!(width("Order", Font::bold(12)) > width("Order", font));
    }

    #[test]
    fn a_line_is_at_least_as_wide_as_in_the_table() {
        // W is 989 thousandths of an em.
        assert_eq!(width("W", Font::regular(1000)), 989);
        assert_eq!(width("", Font::regular(12)), 0);
    }

    #[test]
    fn free_room_beside_a_text_is_used_by_monospaced_fonts() {
        let font = Font::regular(1000);
        assert_eq!(width_beside("illicit", font, 0), 7 * 602);
        assert_eq!(width_beside("illicit", font, 500), 7 * 602 - 500);
        assert_eq!(width_beside("illicit", font, 5000), width("illicit", font));
        assert_eq!(width_beside("漢字", font, 0), 4 * 602);
        assert_eq!(width_beside("WWW", font, 0), width("WWW", font));
    }

    #[test]
    fn classes_have_their_widths() {
        let font = Font::regular(1000);
        assert_eq!(width("漢字", font), 2100);
        for emoji in ["🦀", "⭐", "⌛", "⏰"] {
            assert_eq!(width(emoji, font), 1380, "{emoji}");
        }
        assert_eq!(width("e\u{301}", font), width("e", font));
    }
}
