//! The author's Markdown, made fit for a place inside a document.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::fences::Fence;
use super::filter::{self, Attributes, Schemes, Use};
use super::headings::{self, Heading};
use super::shallow::Shallow;
use super::spelling::Brackets;
use super::write::write;
use super::{flat, is_paragraph, options};

/// How the author's text is read.
pub struct Author<'c> {
    /// The level of the heading above the text. Headings of the text become deeper than that.
    pub level: u8,
    /// Whether raw HTML is markup or plain text.
    pub allow_html: bool,
    /// Whether headings may keep the ids that the author gave them.
    pub keep_ids: bool,
    /// Leads from the page's folder to the design's, for relative links and images.
    pub prefix: &'c str,
    /// The schemes that links may have.
    pub schemes: &'c Schemes,
    /// Gives a footnote of this text a label that is unique on the page. It is called once for each footnote.
    pub footnote: &'c dyn Fn(&str) -> String,
    /// The meaning of a shortcut reference such as `[R3]`.
    pub resolve: &'c dyn Fn(&str) -> Reference,
}

/// The meaning of a shortcut reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A link to this address.
    Link(String),
    /// A name without an address, which is printed as it is.
    Plain,
    /// No reference: the brackets are the author's.
    Unknown,
}

/// A text of the author as events.
#[derive(Debug, Default)]
pub struct Fragment<'a> {
    /// The blocks of the text.
    pub blocks: Vec<Event<'a>>,
    /// The footnotes that the text defines, to be printed where the page has room for them.
    pub footnotes: Vec<Event<'a>>,
}

impl Author<'_> {
    /// Reads a text.
    pub fn read<'a>(&self, text: &'a str) -> Fragment<'a> {
        let text = text.trim_end();
        let line = text.trim_start();
        if is_plain_line(line) {
            let line = Event::Text(CowStr::Borrowed(line));
            let blocks = vec![Event::Start(Tag::Paragraph), line, Event::End(TagEnd::Paragraph)];
            return Fragment { blocks, footnotes: Vec::new() };
        }
        match printable(text) {
            Cow::Borrowed(text) => self.parse(text),
            Cow::Owned(text) => {
                let Fragment { blocks, footnotes } = self.parse(&text);
                let own = |events: Vec<Event<'_>>| events.into_iter().map(Event::into_static).collect();
                Fragment { blocks: own(blocks), footnotes: own(footnotes) }
            }
        }
    }

    fn parse<'a>(&self, text: &'a str) -> Fragment<'a> {
        let callback = |link: BrokenLink<'a>| match link.link_type {
            LinkType::Shortcut | LinkType::ShortcutUnknown => match (self.resolve)(&link.reference) {
                Reference::Link(target) => Some((target.into(), CowStr::Borrowed(""))),
                Reference::Plain => Some((CowStr::Borrowed(""), CowStr::Borrowed(""))),
                Reference::Unknown => None,
            },
            _ => None,
        };
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(callback));
        let mut reading = Reading::new(self);
        let mut shallow = Shallow::default();
        for event in parser {
            shallow.take(event, &mut |event| reading.take(event));
        }
        reading.finish()
    }
}

impl Fragment<'_> {
    /// Gives each heading the id that `name` returns for it.
    pub fn name_headings(&mut self, mut name: impl FnMut(&Heading<'_>) -> Option<String>) {
        headings::name(&mut self.blocks, &mut name);
        headings::name(&mut self.footnotes, &mut name);
    }

    /// The inline events, if the text is one paragraph.
    ///
    /// # Errors
    /// The fragment itself, if it is anything else.
    pub fn into_inline(mut self) -> Result<Self, Self> {
        let is_one = self.blocks.first().is_some_and(is_paragraph)
            && self.blocks.iter().filter(|event| is_paragraph(event)).count() == 1
            && matches!(self.blocks.last(), Some(Event::End(TagEnd::Paragraph)));
        if !is_one {
            return Err(self);
        }
        self.blocks.pop();
        self.blocks.remove(0);
        Ok(self)
    }

    /// The inline events of all blocks, one after another, for a place of one line.
    #[must_use]
    pub fn flatten(self) -> Self {
        match self.into_inline() {
            Ok(inline) => inline,
            Err(fragment) => Fragment { blocks: flat::flatten(fragment.blocks), ..fragment },
        }
    }

    /// The same without emphasis, for a place that is bold as a whole.
    #[must_use]
    pub fn unmark(self) -> Self {
        Fragment { blocks: flat::unmark(self.blocks), ..self }
    }
}

/// The state while one text is turned into a fragment.
struct Reading<'c, 'a> {
    author: &'c Author<'c>,
    /// The labels of footnotes, by those that the author wrote: their case makes no difference.
    labels: HashMap<String, String>,
    fragment: Fragment<'a>,
    /// The open definitions of footnotes, the innermost last. Each is printed separately, wherever the author
    /// put it.
    open_footnotes: Vec<Vec<Event<'a>>>,
    /// For each open link and image, whether only its words are printed.
    words_alone: Vec<bool>,
    /// The lines of an HTML block that is printed as text.
    in_html_block: Option<String>,
    fence: Fence,
    /// The text that the open heading's attributes become at its end.
    after_heading: Option<String>,
}

impl<'c, 'a> Reading<'c, 'a> {
    fn new(author: &'c Author<'c>) -> Self {
        Self {
            author,
            labels: HashMap::new(),
            fragment: Fragment::default(),
            open_footnotes: Vec::new(),
            words_alone: Vec::new(),
            in_html_block: None,
            fence: Fence::default(),
            after_heading: None,
        }
    }

    fn finish(mut self) -> Fragment<'a> {
        for footnote in self.open_footnotes {
            self.fragment.footnotes.extend(footnote);
        }
        headings::sink(&mut self.fragment.blocks, self.author.level);
        headings::sink(&mut self.fragment.footnotes, self.author.level);
        self.fragment
    }

    fn out(&mut self) -> &mut Vec<Event<'a>> {
        self.open_footnotes.last_mut().unwrap_or(&mut self.fragment.blocks)
    }

    fn push(&mut self, event: Event<'a>) {
        self.out().push(event);
    }

    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                let text = self.fence.text(text, self.author.schemes);
                self.out().extend(text);
            }
            Event::FootnoteReference(label) => {
                let label = self.footnote(&label);
                self.push(Event::FootnoteReference(label));
            }
            Event::InlineHtml(html) if !self.author.allow_html => lines(&html, self.out()),
            Event::Html(html) => match &mut self.in_html_block {
                Some(block) => block.push_str(&html),
                None => lines(&html, self.out()),
            },
            // No option enables formulas: they are words.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(Event::Text(text)),
            event @ (Event::Code(_)
            | Event::InlineHtml(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_)) => self.push(event),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                let (id, rest) = filter::attributes(Attributes { id, classes, others: attrs });
                self.after_heading = rest;
                let id = id.filter(|_| self.author.keep_ids).map(CowStr::from);
                self.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
            }
            Tag::CodeBlock(kind) => {
                let start = self.fence.open(&kind);
                self.out().extend(start);
            }
            Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, title, .. } => {
                let own = (!dest_url.is_empty()).then_some(dest_url);
                let link_type = LinkType::Inline;
                self.words_alone.push(own.is_none());
                if let Some(dest_url) = own {
                    // Only a reference has a label, so with one the serializer does not find what it wrote.
                    let id = CowStr::Borrowed("");
                    self.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let link_type = match link_type {
                    LinkType::Autolink | LinkType::Email => link_type,
                    _ => LinkType::Inline,
                };
                let dest_url = self.destination(dest_url, link_type, Use::Link);
                self.words_alone.push(dest_url.is_none());
                if let Some(dest_url) = dest_url {
                    let id = CowStr::Borrowed("");
                    self.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Tag::Image { dest_url, title, .. } => {
                let link_type = LinkType::Inline;
                let dest_url = self.destination(dest_url, link_type, Use::Image);
                self.words_alone.push(dest_url.is_none());
                if let Some(dest_url) = dest_url {
                    let id = CowStr::Borrowed("");
                    self.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
            }
            Tag::FootnoteDefinition(label) => {
                let label = self.footnote(&label);
                self.open_footnotes.push(vec![Event::Start(Tag::FootnoteDefinition(label))]);
            }
            Tag::HtmlBlock => self.in_html_block = Some(String::new()),
            // No option enables it: its content is a paragraph.
            Tag::MetadataBlock(_) => self.push(Event::Start(Tag::Paragraph)),
            tag @ (Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript) => self.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                if let Some(rest) = self.after_heading.take() {
                    self.push(Event::Text(format!(" {rest}").into()));
                }
                self.push(Event::End(TagEnd::Heading(level)));
            }
            TagEnd::Link | TagEnd::Image => {
                if !self.words_alone.pop().unwrap_or_default() {
                    self.push(Event::End(tag));
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.in_html_block.take().unwrap_or_default();
                self.html_block(html);
            }
            TagEnd::FootnoteDefinition => {
                if let Some(mut footnote) = self.open_footnotes.pop() {
                    footnote.push(Event::End(tag));
                    self.fragment.footnotes.extend(footnote);
                }
            }
            TagEnd::MetadataBlock(_) => self.push(Event::End(TagEnd::Paragraph)),
            TagEnd::CodeBlock => {
                let author = self.author;
                let events = self.fence.close(|text| {
                    let inner = author.read(text);
                    write(inner.blocks.into_iter().chain(inner.footnotes).collect(), Brackets::Escaped)
                });
                self.out().extend(events);
            }
            tag => self.push(Event::End(tag)),
        }
    }

    fn html_block(&mut self, html: String) {
        if self.author.allow_html && ends_by_itself(&html) {
            self.push(Event::Start(Tag::HtmlBlock));
            self.push(Event::Html(html.into()));
            self.push(Event::End(TagEnd::HtmlBlock));
        } else {
            self.push(Event::Start(Tag::Paragraph));
            lines(&html, self.out());
            self.push(Event::End(TagEnd::Paragraph));
        }
    }

    fn destination(&self, url: CowStr<'a>, link_type: LinkType, used: Use) -> Option<CowStr<'a>> {
        if link_type == LinkType::Email {
            return Some(url);
        }
        match self.author.schemes.address(&url, self.author.prefix, used)? {
            Cow::Borrowed(_) => Some(url),
            Cow::Owned(moved) => Some(moved.into()),
        }
    }

    fn footnote(&mut self, label: &str) -> CowStr<'a> {
        let own = self.labels.entry(label.to_lowercase()).or_insert_with(|| (self.author.footnote)(label));
        own.clone().into()
    }
}

/// Whether a text is one line without any markup. Most facts are, and need no parser.
pub(super) fn is_plain_line(line: &str) -> bool {
    let harmless = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | ',' | ';' | '.' | '(' | ')' | '/' | '\'' | '"' | '%' | '?' | '-' | ':')
    };
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(char::is_alphanumeric)
        && line.chars().all(harmless)
        && (number.len() == line.len() || !number.starts_with(['.', ')']))
        && !line.contains("  ")
}

/// Raw HTML as text, line by line.
fn lines(html: &str, out: &mut Vec<Event<'_>>) {
    for (index, line) in html.lines().enumerate() {
        if index > 0 {
            out.push(Event::SoftBreak);
        }
        if !line.is_empty() {
            out.push(Event::Text(line.to_owned().into()));
        }
    }
}

/// Whether an HTML block ends where the author ended it. One that is left open would swallow the text after
/// it, even the rest of the document.
fn ends_by_itself(html: &str) -> bool {
    let start = html.trim_start();
    let closing = |open: &str, close: &str| !start.starts_with(open) || start.contains(close);
    let lower = start.to_ascii_lowercase();
    let raw = ["script", "pre", "style", "textarea"]
        .iter()
        .all(|tag| !lower.starts_with(&format!("<{tag}")) || lower.contains(&format!("</{tag}>")));
    raw && closing("<!--", "-->") && closing("<?", "?>") && closing("<![CDATA[", "]]>") && closing("<!", ">")
}

/// The text without characters that Markdown does not allow: control characters, and line breaks of other
/// systems.
fn printable(text: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace(odd, "\u{fffd}"))
}
