//! Blocks without any markup, as a last resort.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{is_inline, one_line};

/// A block as its words: headings stay headings, everything else is a paragraph for each block of
/// text, or code where it was code.
pub(super) fn as_words(block: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::new();
    let mut line = String::new();
    let mut head = None;
    let mut in_code = false;
    for event in block {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                paragraph(&mut line, &mut out);
                in_code = true;
                out.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                out.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Text(text) if in_code => out.push(Event::Text(text)),
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                paragraph(&mut line, &mut out);
                head = Some((level, Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, tag)) = head.take() {
                    let text = CowStr::from(one_line(&std::mem::take(&mut line)));
                    out.extend([Event::Start(tag), Event::Text(text), Event::End(TagEnd::Heading(level))]);
                }
            }
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                line.push_str(&text);
            }
            Event::FootnoteReference(label) => line.extend(["[^", &label, "]"]),
            Event::SoftBreak | Event::HardBreak => line.push(' '),
            Event::Start(tag) if !is_inline(tag.to_end()) => paragraph(&mut line, &mut out),
            Event::End(tag) if !is_inline(tag) => paragraph(&mut line, &mut out),
            _ => {}
        }
    }
    paragraph(&mut line, &mut out);
    out
}

/// A block as a line of text in which nothing can be taken for markup.
pub(super) fn written(block: &[Event<'_>]) -> String {
    let mut line = String::new();
    for event in block {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                line.push_str(text);
            }
            _ => line.push(' '),
        }
    }
    let mut written = String::with_capacity(line.len() * 2);
    for c in one_line(&line).chars() {
        if c.is_ascii_punctuation() {
            written.push('\\');
        }
        written.push(c);
    }
    match block.first() {
        Some(Event::Start(Tag::Heading { level, id, .. })) => {
            let id = id.as_ref().map(|id| format!(" {{ #{id} }}")).unwrap_or_default();
            format!("{} {written}{id}", "#".repeat(*level as usize))
        }
        _ => written,
    }
}

fn paragraph(line: &mut String, out: &mut Vec<Event<'_>>) {
    let text = one_line(&std::mem::take(line));
    if !text.is_empty() {
        let text = Event::Text(text.into());
        out.extend([Event::Start(Tag::Paragraph), text, Event::End(TagEnd::Paragraph)]);
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag, TagEnd};

    use super::super::{Brackets, Builder, write};

    /// Something that no serializer accepts: a mark that is never closed.
    fn broken(text: &'static str) -> Vec<Event<'static>> {
        vec![Event::Start(Tag::Paragraph), Event::Start(Tag::Strong), Event::Text(text.into())]
    }

    #[test]
    fn a_refused_block_keeps_its_words_and_all_the_others() {
        let mut before = Builder::new();
        before.heading(2, Some("a".to_owned()), |out| out.text("Before"));
        let mut events = before.finish();
        events.extend(broken("# half *of* it"));
        events.extend([Event::End(TagEnd::Paragraph)]);
        let mut behind = Builder::new();
        behind.heading(2, None, |out| out.text("Behind"));
        behind.list(|out| out.item(|out| out.text("The end")));
        events.extend(behind.finish());
        let markdown = write(events, Brackets::Escaped);
        for part in ["## Before { #a }", "half", "of", "Behind", "The end"] {
            assert!(markdown.contains(part), "{part} is missing in\n{markdown}");
        }
    }
}
