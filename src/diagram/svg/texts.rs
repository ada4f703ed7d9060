//! Lines of text. What all texts of a group have in common is said once, at the group, and what is usual is
//! said at the picture.

use std::fmt::Write as _;

use super::super::mark::Mark;
use super::super::picture::{Anchor, Caption, Card, Label};
use super::super::style;
use super::elements::{Escaped, opacity};
use super::{line, pale};

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    pub size: i32,
    pub anchor: Anchor,
    pub bold: bool,
    pub muted: bool,
}

/// How texts are set unless they say otherwise.
pub(super) const USUAL: Setting = Setting { size: 12, anchor: Anchor::Middle, bold: false, muted: false };

impl Setting {
    fn of(text: &Caption) -> Self {
        Self { size: text.font.size, anchor: text.anchor, bold: text.font.bold, muted: text.muted }
    }

    /// What all texts have in common; what they have not is as usual.
    fn common(texts: &[Caption]) -> Self {
        let mut settings = texts.iter().map(Self::of);
        let Some(first) = settings.next() else { return USUAL };
        let mut common = first;
        for other in settings {
            if other.size != common.size {
                common.size = USUAL.size;
            }
            if other.anchor != common.anchor {
                common.anchor = USUAL.anchor;
            }
            common.muted &= other.muted;
        }
        // Bold is the name, which is one of several texts.
        Setting { bold: false, ..common }
    }

    /// The attributes that tell it from another setting.
    fn attributes(self, other: Self) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        if self.size != other.size {
            let _ = write!(out, " font-size=\"{}\"", self.size);
        }
        if self.anchor != other.anchor {
            let _ = write!(out, " text-anchor=\"{}\"", self.anchor.name());
        }
        if self.bold != other.bold {
            out.push_str(" font-weight=\"700\"");
        }
        if self.muted != other.muted {
            let _ = write!(out, " fill-opacity=\"{}\"", opacity(style::MUTED));
        }
        out
    }
}

/// Writes the texts of one thing, with what a reader sees who points at them.
pub(super) fn write_group(
    out: &mut String,
    texts: &[Caption],
    (mark, class): (Mark, &str),
    tip: Option<&str>,
) {
    if texts.is_empty() {
        return;
    }
    let pale = pale(style::strength(mark).ink);
    let mut common = Setting::common(texts);
    // What is pale needs no second opacity.
    common.muted &= pale.is_empty();
    line(out, format_args!("<g{class}{}{pale}>{}", common.attributes(USUAL), self::tip(tip)));
    for text in texts {
        let setting = Setting::of(text);
        let setting = Setting { muted: setting.muted && pale.is_empty(), ..setting };
        // The text itself determines its direction, since the page may be written from right to left.
        line(
            out,
            format_args!(
                "<text x=\"{}\" y=\"{}\" unicode-bidi=\"plaintext\"{}>{}</text>",
                text.x,
                text.baseline,
                setting.attributes(common),
                Escaped(&text.content)
            ),
        );
    }
    line(out, format_args!("</g>"));
}

/// What a reader sees who points at something, if there is anything to say.
pub(super) fn tip(words: Option<&str>) -> String {
    words.map(|words| format!("<title>{}</title>", Escaped(words))).unwrap_or_default()
}

/// The words of a label that were cut.
pub(super) fn cut(label: &Label) -> Option<String> {
    cut_words(&label.words, &label.texts)
}

/// The words of a box that were cut.
pub(super) fn cut_in_box(card: &Card) -> Option<String> {
    cut_words(&card.words, &card.texts)
}

/// The words that the texts do not say completely.
fn cut_words(words: &[String], texts: &[Caption]) -> Option<String> {
    if !texts.iter().any(|text| text.content.ends_with('…')) {
        return None;
    }
    let squeezed = |text: &str| text.chars().filter(|one| one.is_alphanumeric()).collect::<String>();
    let said: String = texts.iter().map(|text| squeezed(&text.content)).collect();
    let missing = |word: &&String| !said.contains(&squeezed(word));
    let missing: Vec<&str> = words.iter().filter(missing).map(String::as_str).collect();
    (!missing.is_empty()).then(|| missing.join(" · "))
}
