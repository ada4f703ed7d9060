//! What a page asks of a document.

use pulldown_cmark::Event;

use crate::markdown::{self, Brackets, Html, Schemes};

/// How a design is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is an independent choice")]
pub struct Options {
    /// The level of the first heading that is printed, 1 to 6; all other headings follow it, down to 6 at
    /// most.
    pub level: u8,
    /// Whether the title is printed or, of a single section, its heading. Without it, what is below takes its
    /// level.
    pub title: bool,
    /// Whether the numbers of sections are printed.
    pub number: bool,
    /// Whether the footer is printed.
    pub footprint: bool,
    /// The key of the only section to print.
    pub section: Option<String>,
    /// Whether headings and ids get anchors, and references link to them.
    pub anchors: bool,
    /// Whether the anchor of a heading is an element in it, for readers that print `{ #id }` as text.
    pub anchor_elements: bool,
    /// Whether the page is read in a browser: boxes of pictures are links, and a picture's words are folded
    /// away below it.
    pub browser: bool,
    /// Whether raw HTML in the author's text is markup.
    pub allow_html: bool,
    /// The schemes that links may have.
    pub schemes: Schemes,
    /// The path from the page's folder to the design's, for relative links and images: `../designs`; empty if
    /// they are the same.
    pub link_prefix: String,
    /// How the diagrams of the model are drawn.
    pub diagrams: Diagrams,
    /// Whether nothing draws Mermaid, so that a diagram is followed by the same in words.
    pub undrawn: bool,
}

/// How the diagrams of the model are drawn. The author's own Mermaid is always a fence.
///
/// To add a way: a variant, and its arm in `picture.rs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Diagrams {
    /// As `mermaid` fences.
    #[default]
    Mermaid,
    /// As static SVG, followed by the same in words.
    Svg,
    /// Not at all.
    None,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            level: 1,
            title: true,
            number: true,
            footprint: true,
            section: None,
            anchors: false,
            anchor_elements: false,
            browser: false,
            allow_html: false,
            schemes: Schemes::default(),
            link_prefix: String::new(),
            diagrams: Diagrams::default(),
            undrawn: false,
        }
    }
}

impl Options {
    /// Whether sections have their headings.
    pub(super) fn has_heading(&self) -> bool {
        self.title || self.section.is_none()
    }

    /// What a page is made of, as Markdown.
    pub(super) fn write(&self, mut events: Vec<Event<'_>>) -> String {
        if self.anchor_elements {
            markdown::ids_as_elements(&mut events);
        }
        markdown::write(events, Brackets::Escaped)
    }

    /// How raw HTML is treated by code that prints only words.
    pub(super) fn html(&self) -> Html {
        if self.allow_html { Html::Markup } else { Html::Words }
    }
}
