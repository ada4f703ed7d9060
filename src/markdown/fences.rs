//! Code blocks in an author's text: Mermaid loses its unsafe links, and a box of mdbook-admonish is
//! read as Markdown again.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::filter::{self, Schemes};

/// The code block that is being read.
#[derive(Default)]
pub(super) enum Fence {
    /// None, or one whose text is taken over unchanged.
    #[default]
    Plain,
    /// A Mermaid script.
    Mermaid,
    /// A box of mdbook-admonish: its info string, and its text so far. Nothing of it is printed before
    /// it ends.
    Admonition { info: String, text: String },
}

impl Fence {
    /// Opens a code block. Returns the event that begins it, which a box gives only at its end.
    pub(super) fn open<'a>(&mut self, kind: &CodeBlockKind<'_>) -> Option<Event<'a>> {
        let info = match kind {
            CodeBlockKind::Indented => "",
            CodeBlockKind::Fenced(info) => info,
        };
        if filter::may_be_admonition(info) {
            *self = Self::Admonition { info: info.to_owned(), text: String::new() };
            return None;
        }
        let language = filter::language(info).into_owned();
        *self = if language == "mermaid" { Self::Mermaid } else { Self::Plain };
        Some(start(language))
    }

    /// Takes text, of a code block or of anything else, and returns the event to print for it.
    pub(super) fn text<'a>(&mut self, text: CowStr<'a>, schemes: &Schemes) -> Option<Event<'a>> {
        match self {
            Self::Plain => Some(Event::Text(text)),
            Self::Mermaid => {
                let safe = match filter::safe_mermaid(&text, schemes) {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(safe) => Some(safe),
                };
                Some(Event::Text(safe.map_or(text, CowStr::from)))
            }
            Self::Admonition { text: so_far, .. } => {
                so_far.push_str(&text);
                None
            }
        }
    }

    /// Closes the code block. `reread` makes the text of a box safe, which is Markdown of the author,
    /// too.
    pub(super) fn close<'a>(&mut self, reread: impl FnOnce(&str) -> String) -> Vec<Event<'a>> {
        let end = Event::End(TagEnd::CodeBlock);
        let Self::Admonition { info, text } = std::mem::take(self) else { return vec![end] };
        let (info, text) = match filter::admonition(&info, &text) {
            Some(info) => (info, reread(&text)),
            None => (filter::language(&info).into_owned(), text),
        };
        vec![start(info), Event::Text(text.into()), end]
    }
}

fn start<'a>(info: String) -> Event<'a> {
    Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info.into())))
}
