//! Markdown as events: the author's text is read, blocks are built, and both are written.
//!
//! Nothing here makes Markdown by joining strings. [`Builder`] builds a document as
//! pulldown-cmark events, [`Author`] reads the author's text into events that may be placed
//! among them, and [`write()`] writes what any Markdown reader reads back as the same text.
//!
//! To add a kind of block: a method of [`Builder`]. A shape that the serializer cannot
//! write is repaired in `tidy`, where every event passes before it is written.

mod author;
mod builder;
mod destinations;
mod direct;
mod directives;
mod endings;
mod escaped;
mod fences;
mod filter;
mod flat;
mod headings;
pub(crate) mod labels;
mod line;
mod lists;
mod marks;
mod meaning;
mod mentions;
pub(crate) mod named;
pub(crate) mod outline;
mod own_ids;
#[cfg(feature = "cli")]
mod page;
pub(crate) mod prepared;
pub mod prose;
mod shallow;
mod spelling;
mod tidy;
pub(crate) mod tree;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use author::{Author, Fragment, Reference};
pub use builder::Builder;
pub use destinations::{Link, destinations, html, images, links};
pub use endings::may_go_on;
pub use filter::{
    DEEPEST, Looked, Schemes, Use, decode_path, encode_path, look, safe_id, safe_mermaid, unsafe_clicks,
};
pub use headings::{Heading, ids_as_elements};
pub use line::one_line;
pub use meaning::meaning;
pub use mentions::mentions;
pub use own_ids::{OwnIds, slugs};
#[cfg(feature = "cli")]
pub use page::{Part, parts, without_pages};
pub use spelling::Brackets;
pub use words::{Html, plain_words, prints, shown_words};
pub use write::write;

use pulldown_cmark::{Event, Options, Tag, TagEnd};

/// mdBook's Markdown options, except smart punctuation: it would bake curly quotes into the
/// author's text, and mdBook makes them later in any case.
pub const fn options() -> Options {
    Options::ENABLE_TABLES
        .union(Options::ENABLE_FOOTNOTES)
        .union(Options::ENABLE_STRIKETHROUGH)
        .union(Options::ENABLE_TASKLISTS)
        .union(Options::ENABLE_HEADING_ATTRIBUTES)
        .union(Options::ENABLE_DEFINITION_LIST)
        .union(Options::ENABLE_GFM)
}

/// Whether it is inline: emphasis of some kind, a link or an image.
pub fn is_inline(tag: TagEnd) -> bool {
    is_mark(tag) || matches!(tag, TagEnd::Link | TagEnd::Image)
}

/// Whether it is emphasis of some kind.
fn is_mark(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript
    )
}

/// Whether an event begins or ends a block, or is one.
fn is_block_edge(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_inline(tag.to_end()),
        Event::End(tag) => !is_inline(*tag),
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}

fn is_paragraph(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Paragraph))
}
