//! The plain words of Markdown, for places without markup: diagrams, attributes.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::author::is_plain_line;
use super::filter::is_unseen;
use super::{is_block_edge, one_line, options};

/// What raw HTML is in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Html {
    /// Words, as they are written.
    #[default]
    Words,
    /// Markup, which has no words.
    Markup,
}

/// The words of a text on one line, without markup and raw HTML.
pub fn plain_words(markdown: &str) -> Cow<'_, str> {
    shown_words(markdown, Html::Markup)
}

/// The words of a text on one line, as the document shows them. Items of a list are separated by semicolons, as
/// in the cells of tables.
pub fn shown_words(markdown: &str, html: Html) -> Cow<'_, str> {
    let markdown = markdown.trim();
    if is_plain_line(markdown) {
        return Cow::Borrowed(markdown);
    }
    let mut words = String::with_capacity(markdown.len());
    let mut gap = None;
    let mut push = |text: &str, gap: &mut Option<&str>| {
        if let Some(gap) = gap.take().filter(|_| !words.trim_end().is_empty()) {
            words.push_str(gap);
        }
        words.push_str(text);
    };
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => push(&text, &mut gap),
            Event::InlineHtml(text) if html == Html::Words => push(&text, &mut gap),
            Event::Html(text) if html == Html::Words => push(&format!(" {text} "), &mut gap),
            Event::SoftBreak | Event::HardBreak => push(" ", &mut gap),
            Event::End(TagEnd::Item) => gap = Some("; "),
            event if is_block_edge(&event) => _ = gap.get_or_insert(" "),
            _ => {}
        }
    }
    Cow::Owned(one_line(&words))
}

/// Whether a text shows a reader anything: a word, code, a picture. `200.` does not, for that is a
/// list without items, nor does `[a]: b`, which only defines a link.
pub fn prints(markdown: &str) -> bool {
    let markdown = markdown.trim();
    if markdown.starts_with(char::is_alphabetic) || is_plain_line(markdown) {
        return true;
    }
    let seen = |text: &str| text.contains(|c: char| !is_unseen(c));
    Parser::new_ext(markdown, options()).any(|event| match event {
        Event::Text(text)
        | Event::Code(text)
        | Event::Html(text)
        | Event::InlineHtml(text)
        | Event::InlineMath(text)
        | Event::DisplayMath(text) => seen(&text),
        Event::Start(Tag::Image { .. }) => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{Html, plain_words, prints, shown_words};

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(plain_words("Signs users in"), "Signs users in");
        let marked = "A **bold** `x`\n[link](u)\n\n- one\n- two";
        assert_eq!(plain_words(marked), "A bold x link one; two");
        assert_eq!(plain_words("1. one\n   - two\n2. three\n\nFour"), "one two; three; Four");
        assert_eq!(plain_words("- one\n-\n- *two*"), "one; two");
    }

    #[test]
    fn raw_html_is_words_unless_it_is_markup() {
        for (text, words, markup) in [
            ("<!-- later --> Signs users in", "<!-- later --> Signs users in", ""),
            ("Reads Vec<T> for it", "Reads Vec<T> for it", "Reads Vec for it"),
            ("<div>\na\n</div>", "<div> a </div>", ""),
        ] {
            assert_eq!(shown_words(text, Html::Words), words);
            assert_eq!(shown_words(text, Html::Markup), markup);
        }
    }

    #[test]
    fn marks_alone_print_nothing() {
        for mark in [
            "200.", "1)", "-", "*", "+", ">", "> >", "#", "######", "---", "***", "* * *", "- -", "[a]: b",
            "[^a]:", "```\n```", "` `", "\u{200b}", "&nbsp;", "\u{feff}", "[](x)", "~~~",
        ] {
            assert!(!prints(mark), "{mark:?}");
        }
        for text in
            ["200", "200 ms", "200. x", "a.", "`x`", "![](x.png)", "<b>", "\\-", "**", "?", "…", "-1", "😀"]
        {
            assert!(prints(text), "{text:?}");
        }
    }
}
