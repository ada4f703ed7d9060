//! The plain words of Markdown, for places that know no markup: diagrams, attributes.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

use super::author::is_plain_line;
use super::{is_block_edge, options};

/// The words of a text on one line, without its markup.
pub fn plain_words(markdown: &str) -> Cow<'_, str> {
    let markdown = markdown.trim();
    if is_plain_line(markdown) {
        return Cow::Borrowed(markdown);
    }
    let mut words = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            event if is_block_edge(&event) => words.push(' '),
            _ => {}
        }
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::plain_words;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(plain_words("Signs users in"), "Signs users in");
        assert_eq!(plain_words("A **bold** `x`\n[link](u)\n\n- one\n- two"), "A bold x link one two");
    }
}
