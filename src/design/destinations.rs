//! Where the links and images of a design lead.

use super::walk::{Leaf, Walk as _};
use super::{Design, Trail};
use crate::markdown;
use crate::source::{Sources, Span, Spanned};

impl Design {
    /// The destination of each link and image in its texts, in `[design.links]` and of technologies, as it
    /// is written, with its place. In a text that is taken from a file the place is in that file. One
    /// that is written with escapes is left out: its place cannot be replaced.
    pub fn destinations(&self, sources: &Sources) -> Vec<Spanned<String>> {
        let mut found = Vec::new();
        self.walk_at(&Trail::TOP, &mut |leaf, at| match leaf {
            Leaf::Text(text) => {
                for (range, destination) in markdown::destinations(&text.value) {
                    found.push(Spanned::new(destination, text.locate(sources, range)));
                }
            }
            Leaf::Plain(plain) if is_address(at) => {
                let (start, end) = (plain.span.start + 1, plain.span.end.saturating_sub(1));
                let span = Span { start, end: end.max(start), ..plain.span };
                found.push(Spanned::new(plain.value.clone(), span));
            }
            _ => {}
        });
        found.retain(|found| sources.get(found.span.file).slice(found.span) == found.value);
        found
    }
}

/// Whether a value is an address and not a text.
fn is_address(at: &Trail<'_>) -> bool {
    match at.root() {
        "design" => at.to_string().starts_with("design.links."),
        "technologies" => at.last_key() == Some("url"),
        _ => false,
    }
}
