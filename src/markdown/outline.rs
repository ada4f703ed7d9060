//! Reads a Markdown document as headings and blocks, each with its source.
//!
//! Nothing may be lost: text without a parser event, such as a link reference definition, becomes a
//! paragraph.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::{options, plain_words};

/// A heading and the blocks below it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// The heading; the part before the first one has none.
    pub(crate) heading: Option<Heading>,
    /// The blocks below the heading.
    pub(crate) blocks: Vec<Block>,
}

/// A heading.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// The heading's level, from 1.
    pub(crate) level: u8,
    /// The heading's text, without markup.
    pub(crate) words: String,
    /// The heading's text as written.
    pub(crate) source: String,
    /// The line that the heading is on, from 1.
    pub(crate) line: usize,
}

/// A block.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The kind of the block.
    pub(crate) kind: MarkdownKind,
    /// The block as written, without the indentation of the blocks around it.
    pub(crate) source: String,
    /// The line that the block begins on, from 1; 0 if the block was made by the import.
    pub(crate) line: usize,
}

/// The kind of a block.
#[derive(Clone, Debug)]
pub(crate) enum MarkdownKind {
    /// A paragraph; the source is its text.
    Paragraph,
    /// A list.
    List(Vec<ListItem>),
    /// A code block: its language and its text.
    Code(String, String),
    /// A table: its head and its rows, of cells.
    Table(Vec<String>, Vec<Vec<String>>),
    /// A heading inside a block of the template, such as that of a decision.
    Heading(Heading),
    /// A horizontal rule.
    Rule,
    /// Anything else.
    Other,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(crate) struct ListItem {
    /// The blocks in the item.
    pub(crate) blocks: Vec<Block>,
}

impl ListItem {
    /// The first paragraph.
    pub(crate) fn text(&self) -> &str {
        match self.blocks.first() {
            Some(Block { kind: MarkdownKind::Paragraph, source, .. }) => source,
            _ => "",
        }
    }

    /// The blocks after the first paragraph.
    pub(crate) fn rest(&self) -> &[Block] {
        match self.blocks.split_first() {
            Some((Block { kind: MarkdownKind::Paragraph, .. }, rest)) => rest,
            _ => &self.blocks,
        }
    }

    /// The blocks after the first paragraph, as text.
    pub(crate) fn below(&self) -> String {
        self.rest().iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n")
    }

    /// The line that the item begins on; 0 if there is nothing in it.
    pub(crate) fn line(&self) -> usize {
        self.blocks.first().map_or(0, |block| block.line)
    }

    /// The source of a list of only this item.
    pub(crate) fn source(&self) -> String {
        let sources: Vec<&str> = self.blocks.iter().map(|block| block.source.as_str()).collect();
        let mut lines = String::from("* ");
        lines.push_str(&sources.join("\n\n").replace('\n', "\n  "));
        lines
    }
}

impl Block {
    pub(crate) fn new(kind: MarkdownKind, source: impl Into<String>) -> Self {
        Self { kind, source: source.into(), line: 0 }
    }

    pub(crate) fn paragraph(source: impl Into<String>) -> Self {
        Self::new(MarkdownKind::Paragraph, source)
    }

    /// The items, if the block is a list.
    pub(crate) fn items(&self) -> &[ListItem] {
        match &self.kind {
            MarkdownKind::List(items) => items,
            _ => &[],
        }
    }
}

/// Reads a document.
pub(crate) fn outline(text: &str) -> Vec<Part> {
    let text = &*level(text);
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(text, options()).into_offset_iter().collect();
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
    let mut walk = OutlineWalk { text, events, ends, at: 0, depth: 0 };
    let mut parts = vec![Part::default()];
    for block in walk.blocks(0..text.len(), None) {
        if let MarkdownKind::Heading(heading) = block.kind {
            parts.push(Part { heading: Some(heading), blocks: Vec::new() });
        } else if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    parts
}

/// How deeply nested lists are read. Deeper lists are kept as written.
const DEEPEST: usize = 16;

/// How far lines may be indented. People do not indent further, and a document with ever deeper
/// indentation is as large as the square of its depth.
const INDENT: usize = 128;

/// The text without indentation beyond [`INDENT`].
fn level(text: &str) -> Cow<'_, str> {
    let margin = " ".repeat(INDENT);
    let far = |line: &str| line.starts_with(&margin);
    if !text.lines().any(far) {
        return Cow::Borrowed(text);
    }
    let cut = |line: &'_ str| match line.strip_prefix(&margin) {
        Some(rest) => format!("{margin}{}", rest.trim_start_matches(' ')),
        None => line.to_owned(),
    };
    Cow::Owned(text.split_inclusive('\n').map(cut).collect())
}

struct OutlineWalk<'t> {
    text: &'t str,
    events: Vec<(Event<'t>, Range<usize>)>,
    /// Where the lines end.
    ends: Vec<usize>,
    at: usize,
    /// How many lists are open.
    depth: usize,
}

impl<'t> OutlineWalk<'t> {
    /// The blocks of a container, up to its end.
    fn blocks(&mut self, container: Range<usize>, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut cursor = container.start;
        let mut inline: Option<Range<usize>> = None;
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            if matches!(&event, Event::End(tag) if Some(*tag) == end) {
                break;
            }
            if is_block(&event) {
                self.flush(&mut inline, &mut cursor, &mut blocks);
                self.gap(cursor..range.start, &mut blocks);
                let block = self.block(event, range.clone());
                cursor = cursor.max(range.end);
                blocks.push(block);
                continue;
            }
            let start = inline.as_ref().map_or(range.start, |inline| inline.start.min(range.start));
            let stop = inline.as_ref().map_or(range.end, |inline| inline.end.max(range.end));
            inline = Some(start..stop);
            self.at += 1;
        }
        self.flush(&mut inline, &mut cursor, &mut blocks);
        self.gap(cursor..container.end, &mut blocks);
        blocks
    }

    /// Ends the text of a tight list item, which also becomes a paragraph.
    fn flush(&self, inline: &mut Option<Range<usize>>, cursor: &mut usize, blocks: &mut Vec<Block>) {
        if let Some(range) = inline.take() {
            self.gap(*cursor..range.start, blocks);
            *cursor = (*cursor).max(range.end);
            let line = self.line(range.start);
            let source = self.source(range).trim().to_owned();
            blocks.push(Block { line, ..Block::paragraph(source) });
        }
    }

    /// Keeps text that is in no event, as a paragraph.
    fn gap(&self, range: Range<usize>, blocks: &mut Vec<Block>) {
        let start = range.start;
        let Some(text) = self.text.get(range) else { return };
        // An item begins with its marker.
        let words = text.trim_start_matches(|c: char| c.is_whitespace() || "*+->".contains(c));
        let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let words = if digits.len() < words.len() { digits.trim_start_matches(['.', ')']) } else { words };
        let words = words.trim();
        if words.chars().any(char::is_alphanumeric) {
            let at = start + text.find(words).unwrap_or_default();
            let source = self.source(at..at + words.len()).trim().to_owned();
            blocks.push(Block { line: self.line(at), ..Block::paragraph(source) });
        }
    }

    /// Keeps text of a list that is in none of its items as part of the last one.
    fn below(&self, range: Range<usize>, items: &mut [ListItem]) {
        if let Some(last) = items.last_mut() {
            self.gap(range, &mut last.blocks);
        }
    }

    fn block(&mut self, event: Event<'t>, range: Range<usize>) -> Block {
        let line = self.line(range.start);
        Block { line, ..self.block_at(event, range, line) }
    }

    /// The line of an offset, from 1.
    fn line(&self, offset: usize) -> usize {
        self.ends.partition_point(|end| *end < offset) + 1
    }

    fn block_at(&mut self, event: Event<'t>, range: Range<usize>, line: usize) -> Block {
        let source = self.source(range.clone());
        self.at += 1;
        let Event::Start(tag) = event else {
            let kind = if matches!(event, Event::Rule) { MarkdownKind::Rule } else { MarkdownKind::Other };
            return Block::new(kind, source.trim_end());
        };
        let end = tag.to_end();
        let kind = match tag {
            Tag::Heading { level, .. } => {
                let inner = self.inline(end);
                let mut written = inner.map(|inner| self.source(inner)).unwrap_or_default();
                let mut words = plain_words(&written).into_owned();
                written.push_str(braces(&source));
                words.push_str(braces(&source));
                return Block::new(
                    MarkdownKind::Heading(Heading { level: level as u8, words, source: written, line }),
                    source.trim_end(),
                );
            }
            Tag::Paragraph => {
                self.skip(end);
                MarkdownKind::Paragraph
            }
            Tag::List(_) if self.depth >= DEEPEST => {
                self.skip(end);
                MarkdownKind::Other
            }
            Tag::List(_) => {
                self.depth += 1;
                let mut items: Vec<ListItem> = Vec::new();
                let mut cursor = range.start;
                while let Some((Event::Start(Tag::Item), item)) = self.events.get(self.at).cloned() {
                    self.at += 1;
                    self.below(cursor..item.start, &mut items);
                    cursor = item.end;
                    items.push(ListItem { blocks: self.blocks(item, Some(TagEnd::Item)) });
                    self.at += 1;
                }
                self.below(cursor..range.end, &mut items);
                self.at += 1;
                self.depth -= 1;
                MarkdownKind::List(items)
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([',', ' ']).next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                let mut code = String::new();
                while let Some((event, _)) = self.events.get(self.at).cloned() {
                    self.at += 1;
                    match event {
                        Event::Text(text) => code.push_str(&text),
                        _ => break,
                    }
                }
                MarkdownKind::Code(info, code.trim_end_matches(['\n', '\r']).to_owned())
            }
            Tag::Table(_) => self.table(end),
            Tag::BlockQuote(_) => {
                self.skip(end);
                // Documents of this program begin quotes with an empty line.
                let rest = source.split_once('\n').filter(|(first, _)| first.trim() == ">");
                let quote = rest.map_or(source.as_str(), |(_, rest)| rest).trim_end();
                return Block::new(MarkdownKind::Other, quote);
            }
            _ => {
                self.skip(end);
                MarkdownKind::Other
            }
        };
        Block::new(kind, source.trim_end())
    }

    fn table(&mut self, end: TagEnd) -> MarkdownKind {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut row_end, mut cell_end) = (0, 0);
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    rows.push(Vec::new());
                    (row_end, cell_end) = (range.end, range.start);
                }
                // There are no events for cells beyond the columns of the head.
                Event::End(TagEnd::TableRow) => {
                    let more = self.text.get(cell_end..row_end).unwrap_or_default();
                    let more = more.trim().trim_matches('|').trim();
                    if let Some(row) = rows.last_mut().filter(|_| more.chars().any(char::is_alphanumeric)) {
                        row.push(more.to_owned());
                    }
                }
                Event::Start(Tag::TableCell) => {
                    cell_end = range.end;
                    let cell = self.source(range).trim().trim_matches('|').trim().replace("\\|", "|");
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        MarkdownKind::Table(head, rows)
    }

    /// The range of the inline content, up to its end.
    fn inline(&mut self, end: TagEnd) -> Option<Range<usize>> {
        let mut whole: Option<Range<usize>> = None;
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            self.at += 1;
            if matches!(event, Event::End(tag) if tag == end) {
                break;
            }
            whole = Some(
                whole.map_or(range.clone(), |whole| whole.start.min(range.start)..whole.end.max(range.end)),
            );
        }
        whole
    }

    fn skip(&mut self, end: TagEnd) {
        let mut depth = 0_usize;
        while let Some((event, _)) = self.events.get(self.at) {
            let (starts, ends) = (
                matches!(event, Event::Start(tag) if tag.to_end() == end),
                matches!(event, Event::End(tag) if *tag == end),
            );
            self.at += 1;
            if ends && depth == 0 {
                break;
            }
            depth = if starts { depth + 1 } else { depth.saturating_sub(usize::from(ends)) };
        }
    }

    /// The source of a range, without the indentation of all lines but the first.
    fn source(&self, range: Range<usize>) -> String {
        let Some(text) = self.text.get(range.clone()) else { return String::new() };
        if !text.contains(['\n', '\r']) {
            return text.to_owned();
        }
        let line = self.text.get(..range.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
        let indent = self.text.get(line..range.start).map_or(0, |before| before.chars().count());
        let mut lines = text.lines();
        let mut source = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            source.push('\n');
            let spaces = line.chars().take_while(|c| *c == ' ').count().min(indent);
            source.push_str(line.get(spaces..).unwrap_or_default());
        }
        source
    }
}

/// `{id}` at the end of a heading, which the parser removes as attributes although it is part of an
/// endpoint.
fn braces(heading: &str) -> &str {
    let line = heading.lines().next().unwrap_or_default().trim_end().trim_end_matches('#').trim_end();
    let found = line.strip_suffix('}').and_then(|inner| inner.rfind('{')).and_then(|at| line.get(at..));
    found.filter(|braces| !braces.starts_with("{#") && !braces.starts_with("{ #")).unwrap_or_default()
}

fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}
