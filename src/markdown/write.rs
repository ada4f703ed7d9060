//! From events to Markdown.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};
use pulldown_cmark_to_cmark::{Error, Options, cmark_with_source_range_and_options};

use super::marks::{self, plain_marks};
use super::spelling::{Brackets, Spellings, reference};
use super::tidy::tidy;
use super::{direct, escaped, is_mark, options};

/// Writes a document. It ends with one line break, unless it is empty. What the serializer refuses
/// loses marks, not words: the document is then written block by block, and a refused block without
/// its emphasis, or else as its words.
pub fn write(events: Vec<Event<'_>>, brackets: Brackets) -> String {
    let events = tidy(events);
    let mut markdown = match in_blocks(&events, brackets) {
        Ok(markdown) => markdown,
        Err(_) => write_blocks(events, brackets),
    };
    markdown.truncate(markdown.trim_end_matches('\n').len());
    if !markdown.is_empty() {
        markdown.push('\n');
    }
    markdown
}

/// Writes a document as the serializer writes it, which is asked only for blocks that are not simple.
pub(super) fn in_blocks(events: &[Event<'_>], brackets: Brackets) -> Result<String, Error> {
    if !direct::is_divisible(events) {
        return serialize(events, brackets);
    }
    let blocks = ranges(events);
    let start = |at: usize| blocks.get(at).and_then(|block: &Range<usize>| events.get(block.start));
    let is_list = |at: usize| matches!(start(at), Some(Event::Start(Tag::List(_))));
    let is_indented =
        |at: usize| matches!(start(at), Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))));
    let mut markdown = String::with_capacity(events.len() * 16);
    let mut put = |text: &str| {
        let text = text.trim_end_matches('\n');
        if markdown.is_empty() {
            markdown.push_str(text);
        } else if !text.is_empty() {
            markdown.push_str("\n\n");
            // Some blocks begin with a line break where nothing is before them.
            markdown.push_str(text.trim_start_matches('\n'));
        }
    };
    // The events that are left to the serializer, up to the next simple block.
    let mut left = 0..0;
    let serialized = |left: &mut Range<usize>, put: &mut dyn FnMut(&str)| {
        let range = std::mem::replace(left, 0..0);
        let text = serialize(events.get(range).unwrap_or_default(), brackets)?;
        put(&text);
        Ok::<bool, Error>(text.contains(PLACEHOLDER))
    };
    for (at, block) in blocks.iter().enumerate() {
        // Two lists side by side get different markers, and one before indented code other ones.
        let is_beside_list =
            is_list(at) && (is_list(at + 1) || is_indented(at + 1) || at > 0 && is_list(at - 1));
        let written = events
            .get(block.clone())
            .filter(|_| !is_beside_list)
            .and_then(|block| direct::block(block, brackets));
        let Some(text) = written else {
            left = if left.is_empty() { block.clone() } else { left.start..block.end };
            continue;
        };
        if !left.is_empty() && serialized(&mut left, &mut put)? {
            return serialize(events, brackets);
        }
        put(&text);
    }
    if !left.is_empty() && serialized(&mut left, &mut put)? {
        return serialize(events, brackets);
    }
    Ok(markdown)
}

/// What the serializer puts into some lists, numbered in the document.
const PLACEHOLDER: &str = "cmark-loose";

/// The events of each block.
fn ranges(events: &[Event<'_>]) -> Vec<Range<usize>> {
    let (mut ranges, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            ranges.push(start..at + 1);
            start = at + 1;
        }
    }
    ranges
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

pub(super) fn serialize(events: &[Event<'_>], brackets: Brackets) -> Result<String, Error> {
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
