//! From events to Markdown.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Tag};
use pulldown_cmark_to_cmark::{Error, Options, cmark_with_source_range_and_options};

use super::marks::{self, plain_marks};
use super::spelling::{Brackets, Spellings, reference};
use super::tidy::tidy;
use super::{escaped, is_mark, options};

/// Writes a document. It ends with one line break, unless it is empty. What the serializer refuses
/// loses marks, not words: the document is then written block by block, and a refused block without
/// its emphasis, or else as its words.
pub fn write(events: Vec<Event<'_>>, brackets: Brackets) -> String {
    let events = tidy(events);
    let mut markdown = match serialize(&events, brackets) {
        Ok(markdown) => markdown,
        Err(_) => write_blocks(events, brackets),
    };
    markdown.truncate(markdown.trim_end_matches('\n').len());
    if !markdown.is_empty() {
        markdown.push('\n');
    }
    markdown
}

/// Writes a document that is refused as a whole, block by block.
fn write_blocks(events: Vec<Event<'_>>, brackets: Brackets) -> String {
    let blocks: Vec<Vec<Event<'_>>> = split(events.into_iter())
        .into_iter()
        .map(|block| {
            let block = writable_block(block, brackets);
            if serialize(&block, brackets).is_ok() { block } else { escaped::as_words(block) }
        })
        .collect();
    if let Ok(markdown) = serialize(&blocks.concat(), brackets) {
        return markdown;
    }
    let written = blocks.iter().map(|block| {
        serialize(block, brackets).unwrap_or_else(|_| escaped::written(block)).trim_matches('\n').to_owned()
    });
    // Two lists side by side would be one.
    written.collect::<Vec<_>>().join("\n\n<!-- -->\n\n")
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
    let plain = plain_marks(events, &ranges);
    let events = events.iter().zip(plain).zip(ranges);
    let events =
        events.map(|((event, is_plain), range)| (as_written(event, is_plain, range.is_some()), range));
    cmark_with_source_range_and_options(events, &source, &mut markdown, options(), LAYOUT)?;
    Ok(markdown)
}

/// The serializer reads each block back separately. A footnote is elsewhere, so its reference is
/// text there, with a spelling; otherwise the block would be refused. Plain marks are written as
/// raw pieces, so that their block need not be read back at all.
fn as_written<'e, 'a>(event: &'e Event<'a>, is_plain: bool, is_spelt: bool) -> Cow<'e, Event<'a>> {
    match event {
        Event::FootnoteReference(label) if is_spelt => Cow::Owned(Event::Text(reference(label).into())),
        event => match marks::written(event).filter(|_| is_plain) {
            Some(mark) => Cow::Owned(Event::InlineHtml(CowStr::Borrowed(mark))),
            None => Cow::Borrowed(event),
        },
    }
}

/// In a list, only the items that cannot keep their emphasis lose it.
fn writable_block(block: Vec<Event<'_>>, brackets: Brackets) -> Vec<Event<'_>> {
    if serialize(&block, brackets).is_ok() {
        return block;
    }
    let [start @ Event::Start(Tag::List(_)), items @ .., end] = block.as_slice() else {
        return lighter(block, |lighter| serialize(lighter, brackets).is_ok());
    };
    let is_writable = |item: &[Event<'_>]| {
        let list = [start].into_iter().chain(item).chain([end]).cloned().map(Event::into_static);
        serialize(&list.collect::<Vec<_>>(), brackets).is_ok()
    };
    let mut list = vec![start.clone()];
    for item in split(items.iter().cloned()) {
        list.extend(if is_writable(&item) { item } else { lighter(item, is_writable) });
    }
    list.push(end.clone());
    if serialize(&list, brackets).is_ok() { list } else { without_marks(list, false) }
}

/// With no emphasis but the first, which is the label; or with none at all.
fn lighter(events: Vec<Event<'_>>, is_writable: impl Fn(&[Event<'_>]) -> bool) -> Vec<Event<'_>> {
    let labelled = without_marks(events.clone(), true);
    if is_writable(&labelled) { labelled } else { without_marks(events, false) }
}

fn without_marks(events: Vec<Event<'_>>, keep_first: bool) -> Vec<Event<'_>> {
    let mut depth = 0_usize;
    let mut keeps = keep_first;
    let events = events.into_iter().filter(|event| match event {
        Event::Start(tag) if is_mark(tag.to_end()) => {
            depth += 1;
            keeps && depth == 1
        }
        Event::End(tag) if is_mark(*tag) => {
            depth = depth.saturating_sub(1);
            let kept = keeps && depth == 0;
            keeps &= depth > 0;
            kept
        }
        _ => true,
    });
    tidy(events.collect())
}

/// The blocks of a document, or the items of a list.
fn split<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Vec<Event<'a>>> {
    let mut blocks = vec![Vec::new()];
    let mut depth = 0_usize;
    for event in events {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(block) = blocks.last_mut() {
            block.push(event);
        }
        if depth == 0 {
            blocks.push(Vec::new());
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}
