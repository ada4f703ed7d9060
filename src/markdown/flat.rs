//! Blocks as one line: for cells of tables, headings and labels.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{is_block_edge, is_mark, one_line};

/// The inline events of some blocks, one after another; items of a list are set apart by
/// semicolons.
pub(super) fn flatten(blocks: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut flat: Vec<Event<'_>> = Vec::with_capacity(blocks.len());
    let mut gap = None;
    let mut code: Option<String> = None;
    for event in blocks {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::Text(text) if code.is_some() => {
                code = code.map(|code| code + &text);
            }
            Event::End(TagEnd::CodeBlock) => {
                let code = code.take().unwrap_or_default();
                let line = one_line(&code);
                if !flat.is_empty() {
                    flat.push(Event::Text(CowStr::Borrowed(gap.take().unwrap_or(" "))));
                }
                flat.push(Event::Code(line.into()));
                gap = Some(" ");
            }
            Event::End(TagEnd::Item) => gap = Some("; "),
            event if is_block_edge(&event) && !matches!(event, Event::Html(_)) => {
                gap.get_or_insert(" ");
            }
            event => {
                if let Some(gap) = gap.take().filter(|_| !flat.is_empty()) {
                    flat.push(Event::Text(CowStr::Borrowed(gap)));
                }
                flat.push(match event {
                    Event::SoftBreak | Event::HardBreak => Event::Text(CowStr::Borrowed(" ")),
                    Event::Html(html) => Event::InlineHtml(one_line(&html).into()),
                    Event::TaskListMarker(done) => {
                        Event::Text(CowStr::Borrowed(if done { "[x] " } else { "[ ] " }))
                    }
                    event => event,
                });
            }
        }
    }
    flat
}

/// Leaves emphasis out: for text that is printed bold as a whole.
pub(super) fn unmark(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let is_emphasis = |event: &Event<'_>| match event {
        Event::Start(tag) => is_mark(tag.to_end()),
        Event::End(tag) => is_mark(*tag),
        _ => false,
    };
    events.into_iter().filter(|event| !is_emphasis(event)).collect()
}
