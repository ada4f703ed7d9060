//! What a document says of one decision.

use crate::design::DecisionStatus;
use crate::markdown::named::{self, says};
use crate::markdown::outline::Block;
use crate::markdown::plain_words;

/// The words in front of the number of a decision.
const NUMBERED: [&str; 6] = ["ADR", "Decision", "DEC", "Entscheidung", "Décision", "DR"];

/// What a document says of a decision, part by part.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) title: String,
    pub(crate) number: Option<String>,
    pub(crate) context: Vec<String>,
    pub(crate) drivers: Vec<Block>,
    pub(crate) rationale: Vec<String>,
    pub(crate) options: Vec<Choice>,
    pub(crate) chosen: Option<String>,
    pub(crate) good: Vec<String>,
    pub(crate) bad: Vec<String>,
    pub(crate) status: String,
    pub(crate) date: String,
    pub(crate) makers: String,
    pub(crate) superseded: String,
    /// What else a row says.
    pub(crate) more: Vec<String>,
}

/// What a record says once.
#[derive(Clone, Copy)]
pub(super) enum Once {
    Status,
    Date,
    Makers,
    Superseded,
}

impl Record {
    /// Takes what is said once. What is said again, and differently, stays with the context, under its label.
    pub(super) fn say(&mut self, what: Once, label: &str, text: &str) {
        let text = text.trim();
        let known = match what {
            Once::Status => &mut self.status,
            Once::Date => &mut self.date,
            Once::Makers => &mut self.makers,
            Once::Superseded => &mut self.superseded,
        };
        if known.is_empty() {
            text.clone_into(known);
        } else if known != text && says(text) {
            self.context.push(format!("{label}: {text}"));
        }
    }
}

/// An option, and the arguments for and against it.
#[derive(Default)]
pub(crate) struct Choice {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) pros: Vec<String>,
    pub(crate) cons: Vec<String>,
}

impl Choice {
    pub(crate) fn named(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// Whether a heading begins with `ADR-7` or the like, so that it is a decision wherever it is.
pub(crate) fn is_numbered(heading: &str) -> bool {
    let begins =
        |word: &&str| heading.trim().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    NUMBERED.iter().any(begins) && number(heading).is_some_and(|(_, title)| says(&title))
}

/// The number in `ADR-7: title`, `ADR 0007 - title`, `Decision 3: title`, and the title.
pub(crate) fn number(heading: &str) -> Option<(String, String)> {
    let text = heading.trim();
    for word in NUMBERED {
        let Some(rest) = text
            .get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word))
            .and_then(|_| text.get(word.len()..))
        else {
            continue;
        };
        let rest = rest.trim_start_matches([' ', '-', '#', '_', '.']);
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(..digits).filter(|number| !number.is_empty())?;
        let title =
            named::tail(rest.get(digits..).unwrap_or_default().trim_start_matches(['.', ')', ']', ' ']));
        return Some((number.to_owned(), title));
    }
    // `D1: title`
    let (id, title) = named::id(text)?;
    let letters: String = id.chars().take_while(char::is_ascii_uppercase).collect();
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    (matches!(letters.as_str(), "D" | "AD" | "DD") && says(&title)).then_some((digits, title))
}

/// The word for a status, and what is said after it.
pub(crate) fn status(text: &str) -> Option<(&'static str, String)> {
    let plain = plain_words(text).into_owned();
    let plain = plain.trim().trim_end_matches('.');
    let words: [(&str, &str); 18] = [
        ("superseded by", "superseded"),
        ("superseded", "superseded"),
        ("replaced by", "superseded"),
        ("ersetzt durch", "superseded"),
        ("accepted", "accepted"),
        ("approved", "accepted"),
        ("decided", "accepted"),
        ("angenommen", "accepted"),
        ("akzeptiert", "accepted"),
        ("proposed", "proposed"),
        ("vorgeschlagen", "proposed"),
        ("rejected", "rejected"),
        ("abgelehnt", "rejected"),
        ("deprecated", "deprecated"),
        ("veraltet", "deprecated"),
        ("accepté", "accepted"),
        ("aceptada", "accepted"),
        ("implemented", "accepted"),
    ];
    let lower = plain.to_lowercase();
    let (word, status) = words.into_iter().find(|(word, _)| lower.starts_with(word))?;
    let rest = plain
        .get(word.len()..)
        .unwrap_or_default()
        .trim()
        .trim_matches(['(', ')', ',', ':', '–', '-'])
        .trim();
    // Another word than the design's own stays in the text.
    let known = DecisionStatus::WORDS.contains(&word) || word.ends_with(" by") || word.ends_with(" durch");
    let rest = if known || says(rest) { rest.to_owned() } else { word.to_owned() };
    Some((status, rest))
}
