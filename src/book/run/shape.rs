//! Decides how much of a design is printed for a directive, and how.

use crate::book::config::Settings;
use crate::book::config::{Config, Pictures, program};
use crate::book::directive::DesignRequest;
use crate::render::{self, Options};
use crate::source::Spanned;

/// Whether headings get anchors in braces. mdBook's HTML reads them, and so does what checks its
/// links; other renderers would show them.
pub(in crate::book) fn has_anchors(settings: &Settings, renderer: &str) -> bool {
    renderer == "html" || checks_links(settings, renderer)
}

/// Whether a renderer is mdbook-linkcheck or one of its successors, whatever its table is called.
fn checks_links(settings: &Settings, renderer: &str) -> bool {
    let table = settings.get(&["output", renderer]);
    let name = table.and_then(program).unwrap_or(renderer);
    name.strip_prefix("mdbook-").unwrap_or(name).starts_with("linkcheck")
}

/// The options that a directive sets.
pub(in crate::book) fn shape(asked: &DesignRequest, above: u8, diagrams: Pictures) -> Options {
    let section = asked.section.as_ref().map(|section| section.value.clone());
    let said = |flag: &Option<Spanned<bool>>| flag.as_ref().map(|flag| flag.value);
    let title = said(&asked.title).unwrap_or(true);
    // Without a heading above, a part begins at the level that it has in a whole document.
    let below = above + 1;
    let level = if title && section.is_none() { below } else { below.max(2) };
    Options {
        level: asked.level.as_ref().map_or(level, |level| level.value).min(6),
        title,
        number: said(&asked.number).unwrap_or(true),
        footprint: said(&asked.footprint).unwrap_or(true),
        section,
        diagrams: match diagrams {
            Pictures::Svg => render::Diagrams::Svg,
            Pictures::Mermaid => render::Diagrams::Mermaid,
            Pictures::None => render::Diagrams::None,
        },
        ..Options::default()
    }
}

/// How diagrams are printed for a renderer: as the book says or, by default, as suits the renderer.
pub(in crate::book) fn pictures(config: &Config, settings: &Settings, renderer: &str) -> Pictures {
    config.diagrams.of(renderer).unwrap_or_else(|| default_pictures(settings, renderer))
}

/// SVG needs nothing that a page would have to load. Mermaid is what other renderers may support,
/// and what a book with mdbook-mermaid expects.
fn default_pictures(settings: &Settings, renderer: &str) -> Pictures {
    let svg =
        if has_anchors(settings, renderer) { !settings.has_mermaid() } else { renderer.contains("epub") };
    if svg { Pictures::Svg } else { Pictures::Mermaid }
}
