//! Whatever is drawn, for those who do not care which diagram it is.
//!
//! To add a diagram: a variant, and its arm in each `match` here; the compiler asks for the others.

use super::architecture::{self, Architecture, views};
use super::flow::{self, Flow};
use super::mermaid;
use super::picture::Picture;
use super::tables::{self, Tables};

/// What is to be drawn.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Drawing {
    /// Elements and their relationships.
    Architecture(Architecture),
    /// A flow.
    Flow(Flow),
    /// Tables.
    Tables(Tables),
}

impl Drawing {
    /// What it shows.
    pub fn title(&self) -> &str {
        match self {
            Self::Architecture(architecture) => &architecture.title,
            Self::Flow(flow) => &flow.title,
            Self::Tables(tables) => &tables.title,
        }
    }

    /// Whether there is nothing to be seen.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Architecture(architecture) => architecture.elements.is_empty(),
            Self::Flow(flow) => flow.events.is_empty(),
            Self::Tables(tables) => tables.tables.is_empty(),
        }
    }

    /// Whether it is more than one picture should hold.
    pub fn is_large(&self) -> bool {
        match self {
            Self::Architecture(architecture) => views::is_large(architecture),
            Self::Flow(flow) => flow.is_large(),
            Self::Tables(tables) => tables.is_large(),
        }
    }

    /// The same in several, each within the limit, and the names of what they leave out.
    pub(super) fn pieces(&self) -> (Vec<Self>, Vec<String>) {
        fn all<T>(
            (pieces, left_out): (Vec<T>, Vec<String>),
            into: fn(T) -> Drawing,
        ) -> (Vec<Drawing>, Vec<String>) {
            (pieces.into_iter().map(into).collect(), left_out)
        }
        match self {
            Self::Architecture(architecture) => all(views::pieces(architecture), Self::Architecture),
            Self::Flow(flow) => all(flow::pieces(flow), Self::Flow),
            Self::Tables(tables) => all(tables::pieces(tables), Self::Tables),
        }
    }

    /// Lays it out.
    pub fn picture(&self) -> Picture {
        self.picture_among(1)
    }

    /// Lays it out as one of a number of pictures in the place of a large one.
    pub fn picture_among(&self, share: usize) -> Picture {
        match self {
            Self::Architecture(architecture) => architecture::picture_among(architecture, share),
            Self::Flow(flow) => flow::picture(flow),
            Self::Tables(tables) => tables::picture_among(tables, share),
        }
    }

    /// As Mermaid; nothing where there is nothing to be seen.
    pub fn mermaid(&self) -> Option<String> {
        match self {
            Self::Architecture(architecture) => mermaid::write::architecture(architecture),
            Self::Flow(flow) => mermaid::write::flow(flow),
            Self::Tables(tables) => mermaid::write::tables(tables),
        }
    }
}
