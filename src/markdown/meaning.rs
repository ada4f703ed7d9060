//! What a text says, without the way it is set.

use pulldown_cmark::{Event, Parser, Tag};

use super::options;

/// The words of a text with single spaces: without emphasis, line breaks, markers of lists or
/// escapes, but with its code, and with the targets of its links and images.
///
/// | text | meaning |
/// |---|---|
/// | `Reads  *all* orders` | `Reads all orders` |
/// | `- one`, `* one` | `one` |
/// | `[the plan](plan.md)` | `the plan plan.md` |
pub fn meaning(text: &str) -> String {
    let mut words = Words::default();
    let mut targets = Vec::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => words.add(&text),
            Event::Code(code) => words.add(&code),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => targets.push(dest_url),
            Event::End(end) => {
                if matches!(end, pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::Image) {
                    if let Some(target) = targets.pop() {
                        words.part();
                        words.add(&target);
                    }
                } else if !super::is_inline(end) {
                    words.part();
                }
            }
            Event::FootnoteReference(name) => words.add(&name),
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.part(),
            Event::TaskListMarker(done) => words.add(if done { "[x] " } else { "[ ] " }),
            _ => {}
        }
    }
    words.0.truncate(words.0.trim_end().len());
    words.0
}

/// Text with single spaces.
#[derive(Default)]
struct Words(String);

impl Words {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.part();
            } else {
                self.0.push(c);
            }
        }
    }

    /// Parts what comes from what was there.
    fn part(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with(' ') {
            self.0.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::meaning;

    #[test]
    fn how_a_text_is_set_is_nothing() {
        for (a, b) in [
            ("Reads **all** orders", "Reads\nall   orders"),
            ("- one\n- two", "* one\n\n* two"),
            ("a \\* b", "a * b"),
            ("one\n\ntwo", "one\ntwo"),
        ] {
            assert_eq!(meaning(a), meaning(b));
        }
        for (a, b) in [("[a](x.md)", "[a](y.md)"), ("`a`", "b"), ("un**der**", "un der")] {
            assert_ne!(meaning(a), meaning(b));
        }
    }
}
