//! How a text ends.

use pulldown_cmark::{Event, Parser, TagEnd};

use super::options;

/// Whether the last block of a text would go on in what follows an empty line: a list, a footnote
/// or a definition. For an empty text this is unknown.
pub fn may_go_on(text: &str) -> bool {
    let last = Parser::new_ext(text, options()).last();
    let goes_on = |tag| matches!(tag, TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList);
    match last {
        None => true,
        Some(Event::End(tag)) => goes_on(tag),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::may_go_on;

    #[test]
    fn lists_and_footnotes_go_on() {
        for text in ["* a", "1. a\n   * b", "a[^1]\n\n[^1]: b", "a\n: b", "", "\n"] {
            assert!(may_go_on(text), "{text}");
        }
        for text in ["a", "* a\n\nb", "# a", "> * a", "```\na\n```", "* a\n\n---", "| a |\n|---|", "<b>"] {
            assert!(!may_go_on(text), "{text}");
        }
    }
}
