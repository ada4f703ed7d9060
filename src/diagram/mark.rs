//! How a picture marks what is not as usual, never by colour alone. In the picture of a change, that is what
//! is new, gone or changed: it has a sign before its words and lines of another strength. Among the designs of
//! a book, it is what nobody may rely on yet, or any more: its box says so in words, and its lines are dashed
//! or pale.

use super::wrapping::NO_BREAK;

/// How something differs between two designs that are drawn as one, or how far a design has come that is drawn
/// among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// It does not differ, or there is only one design.
    #[default]
    Same,
    /// Only the new design has it.
    New,
    /// Only the old design has it.
    Gone,
    /// Both have it, and it differs.
    Changed,
    /// A design that is still being written or reviewed.
    Coming,
    /// A design that is not to be used any more.
    Retired,
}

/// The words for the marks of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legend {
    /// For what is new.
    pub new: String,
    /// For what is gone.
    pub gone: String,
    /// For what has changed.
    pub changed: String,
}

impl Mark {
    /// The marks that a legend explains, in its order.
    pub const ALL: [Self; 3] = [Self::New, Self::Gone, Self::Changed];

    /// The sign before the words; empty outside the picture of a change, and for what does not differ.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Same | Self::Coming | Self::Retired => "",
            Self::New => "+",
            Self::Gone => "−",
            Self::Changed => "~",
        }
    }

    /// Words after the sign, which stays on their line.
    pub fn signed(self, words: &str) -> String {
        match self {
            Self::Same | Self::Coming | Self::Retired => words.to_owned(),
            _ if words.trim().is_empty() => self.sign().to_owned(),
            _ => format!("{}{NO_BREAK}{}", self.sign(), words.trim_start()),
        }
    }
}

impl Legend {
    /// The word for a mark; empty for what does not differ.
    pub fn word(&self, mark: Mark) -> &str {
        match mark {
            Mark::Same | Mark::Coming | Mark::Retired => "",
            Mark::New => &self.new,
            Mark::Gone => &self.gone,
            Mark::Changed => &self.changed,
        }
    }

    /// The signs and words of the marks that occur: `+ new, − gone`.
    pub fn of(&self, occurs: impl Fn(Mark) -> bool) -> String {
        let marks = Mark::ALL.into_iter().filter(|mark| occurs(*mark));
        marks.map(|mark| mark.signed(self.word(mark))).collect::<Vec<_>>().join(", ")
    }
}
