//! Writes simple blocks without the serializer.
//!
//! Nearly all blocks of a document are headings, paragraphs, tight lists, tables, fences and HTML whose texts need no
//! escape. They are written here; whatever is not certain is left to the serializer, whose output this has to equal byte
//! for byte. The property tests compare the two.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::marks;
use super::spelling::Brackets;

/// Whether each block of a document can be written without regard to the others.
pub(super) fn is_divisible(events: &[Event<'_>]) -> bool {
    let mut open: Vec<TagEnd> = Vec::new();
    let are_apart = events.iter().all(|event| {
        let is_outside = open.is_empty();
        match event {
            Event::Start(tag) => open.push(tag.to_end()),
            Event::End(tag) if open.pop() != Some(*tag) => return false,
            _ => {}
        }
        match event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email) && !is_outside
            }
            Event::Html(html) => !is_outside && html.ends_with('\n') && !html.trim_matches('\n').is_empty(),
            Event::Start(_) | Event::End(_) | Event::Rule => true,
            _ => !is_outside,
        }
    });
    are_apart && open.is_empty()
}

/// Writes a block without the line breaks after it; `None` if that is not certain to be right.
pub(super) fn block(block: &[Event<'_>], brackets: Brackets) -> Option<String> {
    let marks = marks::of_block(block)?;
    let mut out = String::with_capacity(block.len() * 24);
    let mut writer = Writer { block, marks, brackets, out: &mut out };
    match block {
        [Event::Rule] => out.push_str("---"),
        [Event::Start(Tag::Paragraph), .., Event::End(TagEnd::Paragraph)] => {
            writer.inlines(1..block.len() - 1, Place::Paragraph)?;
        }
        [Event::Start(Tag::Heading { level, id, classes, attrs }), .., Event::End(_)] => {
            if !classes.is_empty() || !attrs.is_empty() {
                return None;
            }
            writer.heading(*level, id.as_deref())?;
        }
        [Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), texts @ .., Event::End(_)] => {
            out.push('\n');
            fence(info, texts, 0, &mut out)?;
        }
        [Event::Start(Tag::HtmlBlock), lines @ .., Event::End(_)] => html(lines, &mut out)?,
        [Event::Start(Tag::Table(alignments)), rows @ .., Event::End(_)] => {
            let range = 1..rows.len() + 1;
            writer.table(alignments, range)?;
        }
        [Event::Start(Tag::List(first)), .., Event::End(_)] => {
            writer.list(*first, 1..block.len() - 1, 0)?;
        }
        _ => return None,
    }
    Some(out)
}

/// A fence, at the beginning of a line. Inside a list all of its lines are indented.
fn fence(info: &str, texts: &[Event<'_>], indent: usize, out: &mut String) -> Option<()> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ',' | '.');
    if !info.chars().all(is_plain) {
        return None;
    }
    blanks(indent, out);
    out.push_str("```");
    out.push_str(info);
    out.push('\n');
    for text in texts {
        let Event::Text(text) = text else { return None };
        if text.contains('`') {
            return None;
        }
        if indent == 0 {
            out.push_str(text);
            continue;
        }
        for line in text.split_inclusive('\n') {
            if line == "\n" || !line.ends_with('\n') {
                return None;
            }
            blanks(indent, out);
            out.push_str(line);
        }
    }
    if !out.ends_with('\n') {
        return None;
    }
    blanks(indent, out);
    out.push_str("```");
    Some(())
}

fn blanks(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Only HTML that ends at an empty line: scripts, styles and comments end elsewhere.
fn html(lines: &[Event<'_>], out: &mut String) -> Option<()> {
    for line in lines {
        let Event::Html(line) = line else { return None };
        out.push_str(line);
    }
    let name = out.strip_prefix('<')?.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let ends_elsewhere =
        ["pre", "script", "style", "textarea"].iter().any(|tag| name.eq_ignore_ascii_case(tag));
    if name.is_empty() || ends_elsewhere || out.ends_with("\n\n") {
        return None;
    }
    out.truncate(out.trim_end_matches('\n').len());
    Some(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    /// A line of its heading or cell.
    Heading,
    Cell,
}

struct Writer<'e, 'a, 'o> {
    block: &'e [Event<'a>],
    /// The indexes of the marks, in order.
    marks: Vec<usize>,
    brackets: Brackets,
    out: &'o mut String,
}

impl Writer<'_, '_, '_> {
    fn heading(&mut self, level: HeadingLevel, id: Option<&str>) -> Option<()> {
        for _ in 0..level as usize {
            self.out.push('#');
        }
        self.out.push(' ');
        self.inlines(1..self.block.len() - 1, Place::Heading)?;
        if let Some(id) = id {
            self.out.push_str(" { #");
            self.out.push_str(id);
            self.out.push_str(" }");
        }
        Some(())
    }

    /// The items of a list that is tight: each is a text, and perhaps a list or a fence after it.
    fn list(&mut self, first: Option<u64>, items: std::ops::Range<usize>, indent: usize) -> Option<()> {
        let (mut at, mut number) = (items.start, first);
        while at < items.end {
            let Event::Start(Tag::Item) = self.block.get(at)? else { return None };
            let end = self.end_of(at)?;
            if at > items.start {
                self.line(indent);
            }
            let start = self.out.len();
            match &mut number {
                Some(number) => {
                    self.out.push_str(&format!("{number}. "));
                    *number = number.saturating_add(1).min(999_999_999);
                }
                None => self.out.push_str("* "),
            }
            let inner = indent + self.out.len() - start;
            let inlines = (at + 1..end).take_while(|&at| is_inline(&self.block[at])).last()? + 1;
            if self.block[at + 1..inlines]
                .iter()
                .any(|event| matches!(event, Event::SoftBreak | Event::HardBreak))
            {
                return None;
            }
            self.inlines(at + 1..inlines, Place::Paragraph)?;
            if inlines < end {
                let last = self.end_of(inlines)?;
                if last + 1 != end {
                    return None;
                }
                match self.block.get(inlines)? {
                    Event::Start(Tag::List(first)) => {
                        self.line(inner);
                        self.list(*first, inlines + 1..last, inner)?;
                    }
                    Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                        self.line(0);
                        fence(info, &self.block[inlines + 1..last], inner, self.out)?;
                    }
                    _ => return None,
                }
            }
            at = end + 1;
        }
        (items.end > items.start).then_some(())
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        blanks(indent, self.out);
    }

    fn table(&mut self, alignments: &[Alignment], rows: std::ops::Range<usize>) -> Option<()> {
        if alignments.iter().any(|alignment| *alignment != Alignment::None) {
            return None;
        }
        let mut at = rows.start;
        while at < rows.end {
            let is_head = matches!(self.block.get(at)?, Event::Start(Tag::TableHead));
            if is_head != (at == rows.start) {
                return None;
            }
            let end = self.end_of(at)?;
            if !is_head {
                self.out.push('\n');
            }
            let widths = self.row(at + 1..end)?;
            if is_head {
                if widths.len() != alignments.len() {
                    return None;
                }
                self.out.push('\n');
                for width in widths {
                    self.out.push('|');
                    (0..width.max(1)).for_each(|_| self.out.push('-'));
                }
                self.out.push('|');
            }
            at = end + 1;
        }
        Some(())
    }

    /// Writes a row, and gives how many characters the words of each cell have.
    fn row(&mut self, cells: std::ops::Range<usize>) -> Option<Vec<usize>> {
        let mut widths = Vec::new();
        let mut at = cells.start;
        while at < cells.end {
            let Event::Start(Tag::TableCell) = self.block.get(at)? else { return None };
            let end = self.end_of(at)?;
            self.out.push('|');
            self.inlines(at + 1..end, Place::Cell)?;
            let words = self.block[at + 1..end].iter().map(|event| match event {
                Event::Text(text) => text.chars().count(),
                Event::Code(code) => code.chars().count() + 2,
                _ => 0,
            });
            widths.push(words.sum());
            at = end + 1;
        }
        self.out.push('|');
        Some(widths)
    }

    /// The index of the end of what begins at `start`.
    fn end_of(&self, start: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, event) in self.block.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    fn inlines(&mut self, range: std::ops::Range<usize>, place: Place) -> Option<()> {
        for at in range.clone() {
            let is_first = at == range.start;
            match &self.block[at] {
                Event::Text(text) => {
                    let before = if is_first { None } else { self.block.get(at - 1) };
                    if !begins_plain(text, before, place, range.len() == 1) {
                        return None;
                    }
                    self.text(text, place)?;
                }
                Event::Code(code) => {
                    let is_odd = code.contains(['`', '\n']) || code.starts_with(' ') || code.ends_with(' ');
                    if is_odd || code.is_empty() || place == Place::Cell && code.contains('|') {
                        return None;
                    }
                    self.out.push('`');
                    self.out.push_str(code);
                    self.out.push('`');
                }
                Event::InlineHtml(html) if !html.contains('\n') => self.out.push_str(html),
                Event::SoftBreak if place == Place::Paragraph => self.out.push('\n'),
                Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, .. }) => {
                    if !title.is_empty() || !is_plain_address(dest_url) {
                        return None;
                    }
                    self.out.push('[');
                }
                Event::End(TagEnd::Link) => {
                    let Event::Start(Tag::Link { dest_url, .. }) = self.block.get(self.start_of(at)?)? else {
                        return None;
                    };
                    self.out.push_str("](");
                    self.out.push_str(dest_url);
                    self.out.push(')');
                }
                event if self.marks.binary_search(&at).is_ok() => self.out.push_str(marks::written(event)?),
                _ => return None,
            }
        }
        Some(())
    }

    /// A text whose characters mean themselves, or are escaped wherever they are.
    fn text(&mut self, text: &str, place: Place) -> Option<()> {
        let mut last = ' ';
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let next = rest.peek().copied();
            let is_escaped = match c {
                '*' | '~' | '`' | '|' => true,
                '[' | ']' if self.brackets == Brackets::Escaped => true,
                '_' => !(last.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
                // It is spelt in another way beside what needs a spelling.
                '^' if place == Place::Paragraph && !text.contains(['&', '<']) => !last.is_alphanumeric(),
                c if means_itself(c, next, place) => false,
                _ => return None,
            };
            if is_escaped {
                self.out.push('\\');
            }
            self.out.push(c);
            last = c;
        }
        Some(())
    }

    /// The index of the beginning of what ends at `end`.
    fn start_of(&self, end: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in (0..=end).rev() {
            match self.block.get(at)? {
                Event::End(_) => depth += 1,
                Event::Start(_) => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => super::is_inline(tag.to_end()),
        Event::End(tag) => super::is_inline(*tag),
        event => !super::is_block_edge(event),
    }
}

/// Whether an address is written as it is.
fn is_plain_address(address: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"#/.-_~:?=%+@,;!$*'".contains(&byte);
    !address.is_empty() && address.bytes().all(is_plain)
}

/// Whether a character inside a text means itself.
fn means_itself(c: char, next: Option<char>, place: Place) -> bool {
    match c {
        // It begins no character reference.
        '&' => next == Some(' '),
        // It begins no HTML.
        '<' => next.is_some_and(|c| matches!(c, ' ' | '=') || c.is_ascii_digit()),
        // Two braces are spelt, and those of a heading may be its attributes.
        '{' => place != Place::Heading && next != Some('{'),
        '}' | '#' => place != Place::Heading,
        c if c.is_ascii() => c.is_ascii_alphanumeric() || " ,;:/?%\"'@().-+=!>".contains(c),
        c => c.is_alphanumeric() || !c.is_control() && !c.is_whitespace(),
    }
}

/// Whether the first character of a text and a number that it begins with mean themselves.
fn begins_plain(text: &str, before: Option<&Event<'_>>, place: Place, is_alone: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let continues = matches!(before, Some(Event::Code(_) | Event::InlineHtml(_) | Event::End(_)));
    let begins = match first {
        ' ' => continues,
        '-' | '+' | '=' | ':' | '>' | '#' | '!' => continues && matches!(first, ':' | '-'),
        _ => true,
    };
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    // In a heading or a cell a number begins no list, but beside something else it is escaped there, too.
    let is_escaped = is_number && (place == Place::Paragraph || !is_alone);
    begins && !is_escaped && !text.ends_with('!')
}
