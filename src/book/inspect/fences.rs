//! Code blocks in the texts of a design.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::design::{Design, Leaf, Walk};
use crate::markdown;
use crate::source::{Sources, Span};

/// The first code block of a language that `is_meant` accepts.
pub(super) fn first_fence(
    design: &Design,
    sources: &Sources,
    is_meant: &dyn Fn(&str) -> bool,
) -> Option<Span> {
    let mut first = None;
    design.walk(&mut |leaf| {
        if let Leaf::Text(text) = leaf
            && first.is_none()
            && (text.value.contains("```") || text.value.contains("~~~"))
        {
            let mut events = Parser::new_ext(&text.value, markdown::options()).into_offset_iter();
            let fence = events.find(|(event, _)| language(event).is_some_and(is_meant));
            first = fence.map(|(_, range)| text.locate(sources, range));
        }
    });
    first
}

fn language<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.split([' ', ',']).next(),
        _ => None,
    }
}
