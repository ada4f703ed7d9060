//! Events as they can be written and read back.
//!
//! The serializer writes most events faithfully. What it does not is repaired here: whitespace at
//! the edges of lines and of emphasis, empty emphasis and empty blocks, line breaks where a line
//! cannot break, code without a final line break, pipes in tables.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{directives, filter, is_block_edge, is_mark, lists};

/// Tidies a whole document.
pub(super) fn tidy(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut tidy = Tidy { out: Vec::with_capacity(events.len()), ..Tidy::default() };
    for event in events {
        tidy.take(event);
    }
    tidy.line_end();
    joined(tidy.out)
}

/// Joins texts side by side. Each is copied once, however long their line is.
fn joined(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len());
    // The last text of `out` and those after it.
    let mut several = String::new();
    for event in events {
        if let (Some(Event::Text(last)), Event::Text(next)) = (out.last(), &event) {
            if several.is_empty() {
                several.push_str(last);
            }
            several.push_str(next);
            continue;
        }
        put(&mut several, &mut out);
        out.push(event);
    }
    put(&mut several, &mut out);
    out
}

fn put(several: &mut String, out: &mut [Event<'_>]) {
    if let Some(last) = out.last_mut().filter(|_| !several.is_empty()) {
        *last = Event::Text(std::mem::take(several).into());
    }
}

#[derive(Default)]
struct Tidy<'a> {
    out: Vec<Event<'a>>,
    /// Where the open lists begin.
    lists: Vec<usize>,
    in_code: bool,
    in_table: bool,
    /// Inside a heading or a cell, which are one line.
    one_line: bool,
}

impl<'a> Tidy<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Text(text) if self.in_code => self.code_line(text),
            Event::Text(text) => self.text(text),
            Event::Code(code) if code.is_empty() => {}
            // Cells cannot contain a backslash before a pipe in code: as text they can.
            Event::Code(code) if self.in_table && code.contains("\\|") => self.text(code),
            Event::Code(code) => self.out.push(Event::Code(directives::apart(code))),
            Event::SoftBreak | Event::HardBreak if self.one_line => self.text(CowStr::Borrowed(" ")),
            Event::SoftBreak | Event::HardBreak => {
                self.trim_text();
                if !self.at_line_start() {
                    self.out.push(event);
                }
            }
            Event::InlineHtml(html) if self.one_line => {
                let line = html.replace('\n', " ");
                let line = if self.in_table { line.replace('|', "&#124;") } else { line };
                self.out.push(Event::InlineHtml(line.into()));
            }
            // A heading has no box to tick.
            Event::TaskListMarker(done) if self.one_line => {
                self.text(CowStr::Borrowed(if done { "[x] " } else { "[ ] " }));
            }
            Event::Html(html) if !html.ends_with('\n') => {
                self.out.push(Event::Html(format!("{html}\n").into()));
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            event => {
                if is_block_edge(&event) {
                    self.line_end();
                }
                self.out.push(event);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        if is_block_edge(&Event::Start(tag.clone())) {
            self.line_end();
        }
        match &tag {
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::Table(_) => self.in_table = true,
            Tag::Heading { .. } | Tag::TableCell => self.one_line = true,
            Tag::List(_) => self.lists.push(self.out.len()),
            _ => {}
        }
        self.out.push(Event::Start(match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: address(dest_url), title: self.title(title), id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: address(dest_url), title: self.title(title), id }
            }
            tag => tag,
        }));
    }

    fn end(&mut self, tag: TagEnd) {
        if is_mark(tag) {
            self.end_of_mark(tag);
            return;
        }
        if matches!(tag, TagEnd::Link | TagEnd::Image) {
            self.out.push(Event::End(tag));
            return;
        }
        if self.in_code {
            self.in_code = false;
            if matches!(self.out.last(), Some(Event::Text(code)) if !code.ends_with('\n')) {
                self.out.push(Event::Text(CowStr::Borrowed("\n")));
            }
        } else {
            self.line_end();
        }
        match tag {
            TagEnd::Table => self.in_table = false,
            TagEnd::Heading(_) | TagEnd::TableCell => self.one_line = false,
            _ => {}
        }
        let can_go = matches!(
            tag,
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_)
        );
        // A box to tick without a text is nothing either.
        if matches!(tag, TagEnd::Item | TagEnd::Paragraph)
            && matches!(self.out.last(), Some(Event::TaskListMarker(_)))
        {
            self.out.pop();
        }
        // An empty term would not be a term, so it gets an invisible character.
        if matches!(self.out.last(), Some(Event::Start(Tag::DefinitionListTitle))) {
            self.out.push(Event::Text(CowStr::Borrowed("\u{2060}")));
        }
        // An empty note would swallow the next block.
        if matches!(self.out.last(), Some(Event::Start(Tag::FootnoteDefinition(_)))) {
            let unseen = Event::Text(CowStr::Borrowed("\u{2060}"));
            self.out.extend([Event::Start(Tag::Paragraph), unseen, Event::End(TagEnd::Paragraph)]);
        }
        let list = if matches!(tag, TagEnd::List(_)) { self.lists.pop() } else { None };
        if can_go && matches!(self.out.last(), Some(Event::Start(start)) if start.to_end() == tag) {
            self.out.pop();
            return;
        }
        self.out.push(Event::End(tag));
        if let Some(start) = list {
            lists::settle(&mut self.out, start);
        }
    }

    /// Adds text. White space at the beginning of a line means
    /// nothing, and emphasis cannot begin with it.
    fn text(&mut self, text: CowStr<'a>) {
        let mut marks = self.out.len();
        while marks > 0 && matches!(&self.out[marks - 1], Event::Start(tag) if is_mark(tag.to_end())) {
            marks -= 1;
        }
        let has_marks = marks < self.out.len();
        let trimmed = if has_marks { text.trim_start() } else { &text };
        let space = text.len() - trimmed.len();
        if has_marks && space > 0 {
            let rest = part(&text, space..text.len());
            let open = self.out.split_off(marks);
            self.text(part(&text, 0..space));
            self.out.extend(open);
            if !rest.is_empty() {
                self.out.push(Event::Text(rest));
            }
            return;
        }
        let text = if self.at_line_start() {
            let start = text.len() - text.trim_start_matches([' ', '\t']).len();
            part(&text, start..text.len())
        } else {
            text
        };
        if text.is_empty() {
            return;
        }
        self.out.push(Event::Text(text));
    }

    fn code_line(&mut self, text: CowStr<'a>) {
        let text = if text.contains('\r') || text.contains('\0') {
            text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}").into()
        } else {
            text
        };
        if !text.is_empty() {
            self.out.push(Event::Text(directives::apart(text)));
        }
    }

    /// Empty emphasis is left out, and white space at its end moves after it.
    fn end_of_mark(&mut self, tag: TagEnd) {
        let mut behind = Vec::new();
        loop {
            match self.out.last() {
                Some(Event::Text(text)) => {
                    let kept = text.trim_end().len();
                    if kept == text.len() {
                        break;
                    }
                    behind.push(Event::Text(part(text, kept..text.len())));
                    let text = part(text, 0..kept);
                    self.out.pop();
                    if !text.is_empty() {
                        self.out.push(Event::Text(text));
                        break;
                    }
                }
                Some(Event::SoftBreak | Event::HardBreak) => behind.extend(self.out.pop()),
                _ => break,
            }
        }
        if matches!(self.out.last(), Some(Event::Start(start)) if start.to_end() == tag) {
            self.out.pop();
        } else {
            self.out.push(Event::End(tag));
        }
        for event in behind.into_iter().rev() {
            self.take(event);
        }
    }

    fn at_line_start(&self) -> bool {
        let begins =
            |last: &Event<'_>| matches!(last, Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_));
        self.out.last().is_none_or(|last| is_block_edge(last) || begins(last))
    }

    /// Takes away white space and breaks before a block begins or ends.
    fn line_end(&mut self) {
        loop {
            self.trim_text();
            if !matches!(self.out.last(), Some(Event::SoftBreak | Event::HardBreak)) {
                return;
            }
            self.out.pop();
        }
    }

    fn trim_text(&mut self) {
        while let Some(Event::Text(text)) = self.out.last() {
            let kept = text.trim_end_matches([' ', '\t']).len();
            if kept == text.len() {
                return;
            }
            let text = part(text, 0..kept);
            self.out.pop();
            if !text.is_empty() {
                self.out.push(Event::Text(text));
                return;
            }
        }
    }

    fn title(&self, title: CowStr<'a>) -> CowStr<'a> {
        if self.in_table && title.contains('|') {
            return CowStr::Borrowed("");
        }
        let title = if title.contains('\n') { title.replace('\n', " ").into() } else { title };
        directives::apart(title)
    }
}

fn address(url: CowStr<'_>) -> CowStr<'_> {
    match filter::encode(&url) {
        std::borrow::Cow::Borrowed(_) => url,
        std::borrow::Cow::Owned(encoded) => encoded.into(),
    }
}

/// A part of a text, copied only if the text itself is a copy.
fn part<'a>(text: &CowStr<'a>, range: std::ops::Range<usize>) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.get(range).unwrap_or_default()),
        text => text.get(range).unwrap_or_default().to_owned().into(),
    }
}
