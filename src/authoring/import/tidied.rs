//! Removes backslashes that change nothing.

use pulldown_cmark::{Event, Parser, TextMergeStream};

use crate::markdown::options;

/// A text without superfluous backslashes. In a text with very many, some are left, which does no
/// harm.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim();
    let mut escapes = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        escapes.push(at + found);
        at += found + 1;
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    let mut tidied = Tidied { text: text.to_owned(), gone: 0, readings: READINGS };
    tidied.remove(&escapes);
    tidied.text
}

/// How many times a text is parsed to find superfluous backslashes.
const READINGS: usize = 64;

/// A text while backslashes are removed from it, with the number of those removed.
struct Tidied {
    text: String,
    gone: usize,
    readings: usize,
}

impl Tidied {
    /// Removes the backslashes at these offsets of the original text: all at once or, if that
    /// changes the meaning, each half separately.
    fn remove(&mut self, escapes: &[usize]) {
        if escapes.is_empty() || self.readings == 0 {
            return;
        }
        self.readings -= 1;
        let mut without = String::with_capacity(self.text.len());
        let mut from = 0;
        for at in escapes {
            let at = at - self.gone;
            without.push_str(self.text.get(from..at).unwrap_or_default());
            from = at + 1;
        }
        without.push_str(self.text.get(from..).unwrap_or_default());
        if meaning(&without) == meaning(&self.text) {
            self.text = without;
            self.gone += escapes.len();
        } else if escapes.len() > 1 {
            let (first, second) = escapes.split_at(escapes.len() / 2);
            self.remove(first);
            self.remove(second);
        }
    }
}

fn meaning(text: &str) -> Vec<Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, options())).collect()
}
