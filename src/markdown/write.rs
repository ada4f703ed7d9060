//! From events to Markdown.

use pulldown_cmark::Event;
use pulldown_cmark_to_cmark::{Error, Options, cmark_with_source_range_and_options};

use super::spelling::{Brackets, Spellings};
use super::tidy::tidy;
use super::{is_mark, options};

/// Writes a document. It ends with one line break, and there is always one: where a block's
/// emphasis cannot be written, that block is written without.
pub fn write(events: Vec<Event<'_>>, brackets: Brackets) -> String {
    let events = tidy(events);
    let mut markdown = serialize(&events, brackets)
        .or_else(|_| serialize(&writable(events, brackets), brackets))
        .unwrap_or_default();
    markdown.truncate(markdown.trim_end_matches('\n').len());
    if !markdown.is_empty() {
        markdown.push('\n');
    }
    markdown
}

const LAYOUT: Options<'_> = Options {
    newlines_after_headline: 2,
    newlines_after_paragraph: 2,
    newlines_after_codeblock: 2,
    newlines_after_htmlblock: 2,
    newlines_after_table: 2,
    newlines_after_rule: 2,
    newlines_after_list: 2,
    newlines_after_blockquote: 2,
    newlines_after_rest: 1,
    newlines_after_metadata: 1,
    code_block_token_count: 3,
    code_block_token: '`',
    list_token: '*',
    ordered_list_token: '.',
    increment_ordered_list_bullets: true,
    emphasis_token: '*',
    strong_token: "**",
    use_html_for_super_sub_script: false,
};

fn serialize(events: &[Event<'_>], brackets: Brackets) -> Result<String, Error> {
    let Spellings { source, ranges } = Spellings::of(events, brackets);
    let mut markdown = String::with_capacity(events.len() * 16);
    let events = events.iter().zip(ranges);
    cmark_with_source_range_and_options(events, &source, &mut markdown, options(), LAYOUT)?;
    Ok(markdown)
}

/// The same events, without the emphasis of blocks that cannot be written with it.
fn writable(events: Vec<Event<'_>>, brackets: Brackets) -> Vec<Event<'_>> {
    let mut whole = Vec::with_capacity(events.len());
    let mut block = Vec::new();
    let mut depth = 0_usize;
    for event in events {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        block.push(event);
        if depth > 0 {
            continue;
        }
        let block = std::mem::take(&mut block);
        match serialize(&block, brackets) {
            Ok(_) => whole.extend(block),
            Err(_) => whole.extend(tidy(block.into_iter().filter(|event| !is_emphasis(event)).collect())),
        }
    }
    whole
}

fn is_emphasis(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_mark(tag.to_end()),
        Event::End(tag) => is_mark(*tag),
        _ => false,
    }
}
