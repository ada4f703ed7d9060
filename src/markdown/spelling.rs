//! How a text is spelt if the serializer's spelling is wrong or hard to read.
//!
//! The serializer takes a spelling for a text and uses it if it reads back as the text, so a
//! spelling from here can never change what is meant.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::is_block_edge;

/// How brackets of texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// Escaped: whatever the page defines, they never become a link.
    Escaped,
    /// As they are, if they mean nothing: the hints of a blank document.
    Bare,
}

/// The spellings of some texts, one after another, and the range of each event's.
pub(super) struct Spellings {
    pub(super) source: String,
    pub(super) ranges: Vec<Option<Range<usize>>>,
}

impl Spellings {
    /// The spellings of tidy events.
    pub(super) fn of(events: &[Event<'_>], brackets: Brackets) -> Self {
        let mut spellings = Self { source: String::new(), ranges: Vec::with_capacity(events.len()) };
        let mut place = TextContext { raw: false, heading: false, table: false, line_start: true };
        let mut own_footnote = None;
        let is_footnote = |event: Option<&Event<'_>>| matches!(event, Some(Event::FootnoteReference(_)));
        for (index, event) in events.iter().enumerate() {
            let start = spellings.source.len();
            // Texts side by side are spelt both or not at all, and a reference is written as text.
            let beside_footnote =
                || is_footnote(events.get(index + 1)) || index > 0 && is_footnote(events.get(index - 1));
            let spelt = match event {
                // Inside its own footnote a reference can be read back.
                Event::FootnoteReference(label) if own_footnote != Some(label) => {
                    spellings.source.push_str(&reference(label));
                    true
                }
                Event::Text(text) if place.needs_spelling(text, brackets) || beside_footnote() => {
                    place.spell(text, brackets, &mut spellings.source);
                    true
                }
                _ => false,
            };
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                own_footnote = Some(label);
            } else if let Event::End(TagEnd::FootnoteDefinition) = event {
                own_footnote = None;
            }
            spellings.ranges.push(spelt.then_some(start..spellings.source.len()));
            place.pass(event);
        }
        spellings
    }
}

/// A reference to a footnote, as it is written.
pub(super) fn reference(label: &str) -> String {
    format!("[^{label}]")
}

#[allow(clippy::struct_excessive_bools, reason = "four independent facts about a place")]
struct TextContext {
    raw: bool,
    heading: bool,
    table: bool,
    line_start: bool,
}

impl TextContext {
    fn pass(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.raw = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.raw = false,
            Event::Start(Tag::Heading { .. }) => self.heading = true,
            Event::End(TagEnd::Heading(_)) => self.heading = false,
            Event::Start(Tag::Table(_)) => self.table = true,
            Event::End(TagEnd::Table) => self.table = false,
            _ => {}
        }
        self.line_start = is_block_edge(event) || matches!(event, Event::SoftBreak | Event::HardBreak);
    }

    fn needs_spelling(&self, text: &str, brackets: Brackets) -> bool {
        // All of these are ASCII, so bytes will do.
        let special = |byte: u8| match byte {
            // The serializer writes `&amp;` and `\<` everywhere.
            b'&' | b'<' => true,
            // It leaves a brace at the end of a heading, which is then read as attributes.
            b'}' => self.heading,
            // It ends a cell with a backslash, which then escapes the cell's end.
            b'\\' => self.table,
            b'[' | b']' => brackets == Brackets::Bare,
            _ => false,
        };
        // It takes a colon for harmless before anything but a space.
        let defines = self.line_start && text.starts_with(':');
        // It takes a number for one of a list wherever a text begins.
        let numbers = if self.heading {
            text.starts_with(|c: char| c.is_ascii_digit())
        } else {
            let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
            !self.begins_list() && after.len() < text.len() && after.starts_with(['.', ')'])
        };
        !self.raw && (defines || numbers || text.contains("{{") || text.bytes().any(special))
    }

    /// Whether a number here could begin a list.
    fn begins_list(&self) -> bool {
        self.line_start && !self.heading && !self.table
    }

    fn spell(&self, text: &str, brackets: Brackets, out: &mut String) {
        let mut before = None;
        let mut rest = text.chars().peekable();
        // At the beginning of a line this would define a link, and vanish.
        let defines_link = self.line_start && text.starts_with('[') && text.contains("]:");
        let mut only_digits = self.begins_list();
        while let Some(c) = rest.next() {
            let first = before.is_none();
            let after = rest.peek().copied();
            let in_word =
                before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
            let escaped = match c {
                '*' | '`' | '~' | '|' => true,
                '<' => after.is_none_or(|c| !c.is_whitespace() && !c.is_ascii_digit() && c != '='),
                '[' | ']' => brackets == Brackets::Escaped || first && defines_link,
                '_' => !in_word,
                '#' => self.heading || first,
                '{' => self.heading,
                '>' | '-' | '+' | '=' | ':' => first && self.line_start,
                '.' | ')' => only_digits && !first,
                '!' => after.is_none(),
                '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
                _ => false,
            };
            match c {
                '&' if after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') => out.push_str("&amp;"),
                // mdBook takes two braces for the beginning of a directive.
                '{' if after == Some('{') => out.push_str("&#123;"),
                '}' if self.heading && after.is_none() => out.push_str("&#125;"),
                '\\' if self.table && after.is_none_or(|c| c == '|') => out.push_str("&#92;"),
                c => {
                    if escaped {
                        out.push('\\');
                    }
                    out.push(c);
                }
            }
            only_digits &= c.is_ascii_digit();
            before = Some(c);
        }
    }
}
