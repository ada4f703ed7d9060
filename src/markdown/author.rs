//! The author's Markdown, made fit to stand inside a document.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::{fences, flat, is_paragraph, options, relocate};

/// How the author's text is taken over.
pub struct Author<'c> {
    /// The level of the heading that the text stands under; its own sink below.
    pub level: u8,
    /// Whether raw HTML is markup, or text as it is written.
    pub allow_html: bool,
    /// Whether headings may keep the ids that the author gave them.
    pub keep_ids: bool,
    /// Leads from the page's folder to the design's, for relative links and images.
    pub prefix: &'c str,
    /// Names the place, so that footnotes of two texts do not meet: asked for only where there
    /// are footnotes.
    pub place: &'c dyn Fn() -> String,
    /// What a shortcut reference such as `[R3]` means.
    pub resolve: &'c dyn Fn(&str) -> Reference,
}

/// What a shortcut reference means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Something that can be linked to.
    Link(String),
    /// Something that has no address: its name alone is printed.
    Plain,
    /// Nothing: the brackets are the author's.
    Unknown,
}

/// A text of the author as events.
#[derive(Debug, Default)]
pub struct Fragment<'a> {
    /// Its blocks.
    pub blocks: Vec<Event<'a>>,
    /// The footnotes it defines, to stand where the page has room for them.
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
        let place = if text.contains("[^") { (self.place)() } else { String::new() };
        let mut reading = Reading { author: self, place, plain_links: Vec::new(), in_html_block: None };
        let mut fragment = Fragment::default();
        let mut in_footnote = false;
        for event in parser {
            let starts = matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
            let ends = matches!(event, Event::End(TagEnd::FootnoteDefinition));
            in_footnote |= starts;
            reading.take(event, if in_footnote { &mut fragment.footnotes } else { &mut fragment.blocks });
            in_footnote &= !ends;
        }
        fragment
    }
}

impl Fragment<'_> {
    /// The inline events, where the text is one paragraph.
    ///
    /// # Errors
    /// The fragment itself, where it is anything else.
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

    /// The inline events of all blocks, one after another, for a place that is one line.
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

/// One text on its way from the parser to a fragment.
struct Reading<'c> {
    author: &'c Author<'c>,
    place: String,
    /// For each open link whether it is printed without its address.
    plain_links: Vec<bool>,
    /// The lines of an HTML block that is printed as text.
    in_html_block: Option<String>,
}

impl Reading<'_> {
    fn take<'a>(&mut self, event: Event<'a>, out: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let level = sink(level, self.author.level);
                let keep = self.author.keep_ids;
                out.push(Event::Start(Tag::Heading {
                    level,
                    id: id.filter(|_| keep),
                    classes: if keep { classes } else { Vec::new() },
                    attrs: if keep { attrs } else { Vec::new() },
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                out.push(Event::End(TagEnd::Heading(sink(level, self.author.level))));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match &kind {
                    CodeBlockKind::Indented => fences::info(""),
                    CodeBlockKind::Fenced(info) => fences::info(info),
                };
                let info = CowStr::from(info.into_owned());
                out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))));
            }
            Event::Start(Tag::Link { link_type: LinkType::ShortcutUnknown, dest_url, .. })
                if dest_url.is_empty() =>
            {
                self.plain_links.push(true);
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.plain_links.push(false);
                let link_type = match link_type {
                    LinkType::Autolink | LinkType::Email => link_type,
                    _ => LinkType::Inline,
                };
                let dest_url = self.destination(dest_url, link_type);
                out.push(Event::Start(Tag::Link { link_type, dest_url, title, id: CowStr::Borrowed("") }));
            }
            Event::End(TagEnd::Link) => {
                if !self.plain_links.pop().unwrap_or_default() {
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let dest_url = self.destination(dest_url, LinkType::Inline);
                let link_type = LinkType::Inline;
                out.push(Event::Start(Tag::Image { link_type, dest_url, title, id: CowStr::Borrowed("") }));
            }
            Event::FootnoteReference(label) => {
                out.push(Event::FootnoteReference(self.footnote(&label)));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                out.push(Event::Start(Tag::FootnoteDefinition(self.footnote(&label))));
            }
            Event::InlineHtml(html) if !self.author.allow_html => lines(&html, out),
            Event::Start(Tag::HtmlBlock) => self.in_html_block = Some(String::new()),
            Event::Html(html) => match &mut self.in_html_block {
                Some(block) => block.push_str(&html),
                None => lines(&html, out),
            },
            Event::End(TagEnd::HtmlBlock) => {
                let html = self.in_html_block.take().unwrap_or_default();
                if self.author.allow_html && ends_by_itself(&html) {
                    out.extend([
                        Event::Start(Tag::HtmlBlock),
                        Event::Html(html.into()),
                        Event::End(TagEnd::HtmlBlock),
                    ]);
                } else {
                    out.push(Event::Start(Tag::Paragraph));
                    lines(&html, out);
                    out.push(Event::End(TagEnd::Paragraph));
                }
            }
            event => out.push(event),
        }
    }

    fn destination<'a>(&self, url: CowStr<'a>, link_type: LinkType) -> CowStr<'a> {
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            return url;
        }
        match relocate(&url, self.author.prefix) {
            Cow::Borrowed(_) => url,
            Cow::Owned(moved) => moved.into(),
        }
    }

    fn footnote<'a>(&self, label: &str) -> CowStr<'a> {
        // A label may be almost anything; in ours only what every reader takes.
        let label: String = label.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        format!("{}-{label}", self.place).into()
    }
}

/// Whether a text is one line that Markdown reads as it stands. Most facts are, and need no
/// parser.
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

fn sink(level: HeadingLevel, below: u8) -> HeadingLevel {
    super::builder::heading_level((level as u8).saturating_add(below))
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

/// Whether an HTML block ends where the author ended it. One that is left open would swallow
/// what follows, the rest of the document even.
fn ends_by_itself(html: &str) -> bool {
    let start = html.trim_start();
    let closing = |open: &str, close: &str| !start.starts_with(open) || start.contains(close);
    let lower = start.to_ascii_lowercase();
    let raw = ["script", "pre", "style", "textarea"]
        .iter()
        .all(|tag| !lower.starts_with(&format!("<{tag}")) || lower.contains(&format!("</{tag}>")));
    raw && closing("<!--", "-->") && closing("<?", "?>") && closing("<![CDATA[", "]]>") && closing("<!", ">")
}

/// The text without characters that Markdown has no place for: control characters, and line
/// breaks of other systems.
fn printable(text: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace(odd, "\u{fffd}"))
}
