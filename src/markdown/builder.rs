//! Building blocks: a document as a list of events.

use std::borrow::Cow;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag};

use super::{Fragment, filter};

/// A document as it is built. Its texts may borrow from the design and the template.
#[derive(Debug, Default)]
pub struct Builder<'a> {
    events: Vec<Event<'a>>,
    footnotes: Vec<Event<'a>>,
}

impl<'a> Builder<'a> {
    /// An empty document.
    pub fn new() -> Self {
        Self::default()
    }

    /// The events, footnotes at the end.
    pub fn finish(mut self) -> Vec<Event<'a>> {
        self.footnotes();
        self.events
    }

    /// The number of events: if it is equal at two times, nothing was added.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Places the footnotes of the texts so far. To be called between blocks.
    pub fn footnotes(&mut self) {
        self.events.append(&mut self.footnotes);
    }

    /// A heading; levels outside 1 to 6 are clamped.
    pub fn heading(&mut self, level: u8, id: Option<String>, inner: impl FnOnce(&mut Self)) {
        let level = heading_level(level);
        let id = id.map(CowStr::from);
        self.within(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }, inner);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::Paragraph, inner);
    }

    /// A list with bullets; nothing if it has no items.
    pub fn list(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::List(None), inner);
    }

    /// A numbered list, from 1.
    pub fn numbered(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::List(Some(1)), inner);
    }

    /// An item of a list.
    pub fn item(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::Item, inner);
    }

    /// A block quote.
    pub fn quote(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::BlockQuote(None), inner);
    }

    /// A note: one that mdBook draws, or a block quote.
    pub fn note(&mut self, is_drawn: bool, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::BlockQuote(is_drawn.then_some(BlockQuoteKind::Note)), inner);
    }

    /// Bold text.
    pub fn strong(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::Strong, inner);
    }

    /// Emphasised text.
    pub fn emphasis(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::Emphasis, inner);
    }

    /// A link; without a destination the text alone.
    pub fn link(&mut self, destination: Option<String>, inner: impl FnOnce(&mut Self)) {
        match destination {
            Some(destination) => {
                let (link_type, title, id) = (LinkType::Inline, CowStr::Borrowed(""), CowStr::Borrowed(""));
                self.within(Tag::Link { link_type, dest_url: destination.into(), title, id }, inner);
            }
            None => inner(self),
        }
    }

    /// Plain text, on one line. It is not Markdown.
    pub fn text(&mut self, text: impl Into<CowStr<'a>>) {
        self.events.push(Event::Text(one_line(text.into())));
    }

    /// A code span.
    pub fn code(&mut self, code: impl Into<CowStr<'a>>) {
        self.events.push(Event::Code(one_line(code.into())));
    }

    /// A place inside a line that links can lead to. The id is letters, digits, `-` and `_`.
    pub fn anchor(&mut self, id: &str) {
        self.events.push(Event::InlineHtml(format!("<a id=\"{id}\">").into()));
        self.events.push(Event::InlineHtml(CowStr::Borrowed("</a>")));
    }

    /// Places between blocks that links can lead to.
    pub fn places(&mut self, ids: &[String]) {
        if !ids.is_empty() {
            self.html(ids.iter().fold(String::new(), |html, id| html + "<div id=\"" + id + "\"></div>\n"));
        }
    }

    /// A code block of a language.
    pub fn fence(&mut self, language: impl Into<CowStr<'a>>, code: impl Into<CowStr<'a>>) {
        let language = language.into();
        let info = match filter::language(&language) {
            Cow::Borrowed(same) if same.len() == language.len() => None,
            other => Some(other.into_owned()),
        };
        let info = info.map_or(language, CowStr::from);
        self.within(Tag::CodeBlock(CodeBlockKind::Fenced(info)), |out| {
            out.events.push(Event::Text(code.into()));
        });
    }

    /// A block of HTML: it begins with a tag that Markdown knows as a block's, and has no blank line.
    pub fn html(&mut self, html: String) {
        self.within(Tag::HtmlBlock, |out| out.events.push(Event::Html(html.into())));
    }

    /// A horizontal rule.
    pub fn rule(&mut self) {
        self.events.push(Event::Rule);
    }

    /// A table: its head is cells, its body rows of as many.
    pub fn table(&mut self, columns: usize, head: impl FnOnce(&mut Self), body: impl FnOnce(&mut Self)) {
        self.within(Tag::Table(vec![Alignment::None; columns]), |out| {
            out.within(Tag::TableHead, head);
            body(out);
        });
    }

    /// A row of a table.
    pub fn row(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::TableRow, inner);
    }

    /// A cell of a table.
    pub fn cell(&mut self, inner: impl FnOnce(&mut Self)) {
        self.within(Tag::TableCell, inner);
    }

    /// The author's text: its blocks here, its footnotes at the next place that allows them.
    pub fn splice(&mut self, fragment: Fragment<'a>) {
        self.events.extend(fragment.blocks);
        self.footnotes.extend(fragment.footnotes);
    }

    fn within(&mut self, tag: Tag<'a>, inner: impl FnOnce(&mut Self)) {
        let end = tag.to_end();
        self.events.push(Event::Start(tag));
        inner(self);
        self.events.push(Event::End(end));
    }
}

/// The level of a heading: 1 to 6.
pub(super) fn heading_level(level: u8) -> HeadingLevel {
    match level {
        0 | 1 => HeadingLevel::H1,
        2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

fn one_line(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(|c: char| c.is_control()) {
        return text
            .split(|c: char| c.is_control())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .into();
    }
    text
}
