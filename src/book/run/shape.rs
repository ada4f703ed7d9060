//! Decides how much of a design is printed for a directive, and how.

use crate::book::config::Settings;
use crate::book::config::{Config, Pictures, program};
use crate::book::directive::DesignRequest;
use crate::render::{self, Options};
use crate::source::Spanned;

/// What a renderer makes of chapters, as far as it matters to designs. It is judged by the name of its table
/// and by the program that it runs, because a book can give it any name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::book) enum Medium {
    /// mdBook's HTML, and what checks its links.
    Html,
    /// An EPUB, which keeps SVG, in which a link to `chapter.md` would be dead, and which prints ids in braces
    /// as text.
    Epub,
    /// pandoc, which prints Mermaid as code.
    Pandoc,
    /// Anything else, such as the `markdown` of mdBook, whose readers may print ids in braces as text.
    Other,
}

impl Medium {
    pub(in crate::book) fn of(settings: &Settings, renderer: &str) -> Self {
        let command = settings.get(&["output", renderer]).and_then(program);
        let is = |word: &str| renderer.contains(word) || command.is_some_and(|name| name.contains(word));
        match renderer {
            "html" => Self::Html,
            _ if is("linkcheck") => Self::Html,
            _ if is("epub") => Self::Epub,
            _ if is("pandoc") => Self::Pandoc,
            _ => Self::Other,
        }
    }

    /// Whether headings have anchors, and links lead to them.
    pub(in crate::book) fn has_anchors(self) -> bool {
        self != Self::Other
    }

    /// Whether a link to the file of a chapter leads to the chapter.
    pub(in crate::book) fn links_chapters(self) -> bool {
        self != Self::Epub
    }
}

/// The options that a directive sets.
pub(in crate::book) fn shape(asked: &DesignRequest, above: u8, diagrams: Pictures) -> Options {
    let section = asked.section.as_ref().map(|section| section.value.clone());
    let said = |flag: &Option<Spanned<bool>>| flag.as_ref().map(|flag| flag.value);
    let title = said(&asked.title).unwrap_or(true);
    let level = if title && section.is_none() { above + 1 } else { part_level(above) };
    Options {
        level: asked.level.as_ref().map_or(level, |level| level.value).min(6),
        title,
        number: said(&asked.number).unwrap_or(true),
        footprint: said(&asked.footprint).unwrap_or(true),
        section,
        diagrams: drawn(diagrams),
        ..Options::default()
    }
}

/// Whether notes are drawn: HTML has them unless the book turns them off.
pub(in crate::book) fn draws_notes(medium: Medium, settings: &Settings) -> bool {
    let set = settings.get(&["output", "html", "admonitions"]).and_then(serde_json::Value::as_bool);
    medium == Medium::Html && set.unwrap_or(true)
}

/// The level of a part's first heading. Without a heading above, a part begins at the level that it has in
/// a whole document.
pub(in crate::book) fn part_level(above: u8) -> u8 {
    (above + 1).clamp(2, 6)
}

/// How a document draws its diagrams.
pub(in crate::book) fn drawn(pictures: Pictures) -> render::Diagrams {
    match pictures {
        Pictures::Svg => render::Diagrams::Svg,
        Pictures::Mermaid => render::Diagrams::Mermaid,
        Pictures::None => render::Diagrams::None,
    }
}

/// How diagrams are printed for a renderer: as the book says or, by default, as suits the renderer.
pub(in crate::book) fn pictures(config: &Config, settings: &Settings, renderer: &str) -> Pictures {
    config.diagrams.of(renderer).unwrap_or_else(|| default_pictures(settings, Medium::of(settings, renderer)))
}

/// SVG needs nothing that a page would have to load. Mermaid is what other renderers may support,
/// and what a book with mdbook-mermaid expects.
fn default_pictures(settings: &Settings, medium: Medium) -> Pictures {
    match medium {
        Medium::Html if settings.has_mermaid() => Pictures::Mermaid,
        Medium::Html | Medium::Epub => Pictures::Svg,
        Medium::Pandoc | Medium::Other => Pictures::Mermaid,
    }
}
