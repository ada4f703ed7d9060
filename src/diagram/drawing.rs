//! Any kind of diagram, for callers to whom the kind does not matter.
//!
//! To add a diagram: a variant, and its arm in each `match`; the compiler names all of them.

use super::architecture::{self, Architecture, views};
use super::flow::{self, Flow};
use super::matrix::{self, Matrix};
use super::mermaid;
use super::picture::Picture;
use super::tables::{self, Tables};

/// The input of a picture.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Drawing {
    /// Elements and their relationships: an architecture, or the coverage graph.
    Architecture(Architecture),
    /// The coverage of many requirements.
    Matrix(Matrix),
    /// A flow.
    Flow(Flow),
    /// Tables.
    Tables(Tables),
}

impl Drawing {
    /// The title of the picture.
    pub fn title(&self) -> &str {
        match self {
            Self::Architecture(architecture) => &architecture.title,
            Self::Matrix(matrix) => &matrix.title,
            Self::Flow(flow) => &flow.title,
            Self::Tables(tables) => &tables.title,
        }
    }

    /// The caption: the title and, for a picture of changes, what the signs in it mean.
    pub fn caption(&self) -> String {
        match self {
            Self::Architecture(architecture) => architecture.caption(),
            Self::Matrix(_) | Self::Flow(_) | Self::Tables(_) => self.title().to_owned(),
        }
    }

    /// Whether signs in it say what is new, gone and changed.
    pub fn is_of_change(&self) -> bool {
        matches!(self, Self::Architecture(architecture) if architecture.legend.is_some())
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Architecture(architecture) => architecture.elements.is_empty(),
            Self::Matrix(matrix) => matrix.rows.is_empty(),
            Self::Flow(flow) => flow.events.is_empty(),
            Self::Tables(tables) => tables.tables.is_empty(),
        }
    }

    /// Whether it is too large for one picture.
    pub fn is_large(&self) -> bool {
        match self {
            Self::Architecture(architecture) => views::is_large(architecture),
            Self::Matrix(matrix) => matrix.is_large(),
            Self::Flow(flow) => flow.is_large(),
            Self::Tables(tables) => tables.is_large(),
        }
    }

    /// Whether its text would be too small in a page's column, as far as that can be said before it is laid out.
    /// The columns of a matrix have a fixed width.
    pub fn is_wide(&self) -> bool {
        match self {
            Self::Architecture(architecture) => views::is_wide(architecture),
            Self::Flow(flow) => flow.is_wide(),
            Self::Tables(tables) => tables.is_wide(),
            Self::Matrix(_) => false,
        }
    }

    /// The same of one that already replaces a larger one.
    pub(super) fn is_wide_part(&self) -> bool {
        match self {
            Self::Architecture(architecture) => views::is_wide_part(architecture),
            other => other.is_wide(),
        }
    }

    /// Whether it is too large even for a file that holds nothing else.
    pub fn is_vast(&self) -> bool {
        match self {
            Self::Architecture(architecture) => views::is_vast(architecture),
            Self::Matrix(_) | Self::Flow(_) | Self::Tables(_) => self.is_large(),
        }
    }

    /// The same in several drawings, each within the limit and, if that can be, narrow enough for a page; and
    /// the names of everything they leave out.
    pub(super) fn pieces(&self) -> (Vec<Self>, Vec<String>) {
        fn all<T>(
            (pieces, left_out): (Vec<T>, Vec<String>),
            into: fn(T) -> Drawing,
        ) -> (Vec<Drawing>, Vec<String>) {
            (pieces.into_iter().map(into).collect(), left_out)
        }
        match self {
            Self::Architecture(architecture) => all(views::narrow_pieces(architecture), Self::Architecture),
            Self::Matrix(matrix) => all(matrix::pieces(matrix), Self::Matrix),
            Self::Flow(flow) => all(flow::pieces(flow), Self::Flow),
            Self::Tables(tables) => all(tables::pieces(tables), Self::Tables),
        }
    }

    /// Lays the drawing out.
    pub fn picture(&self) -> Picture {
        self.picture_among(1)
    }

    /// Lays the drawing out as one of `share` pictures that replace a large one.
    pub fn picture_among(&self, share: usize) -> Picture {
        match self {
            Self::Architecture(architecture) => architecture::picture_among(architecture, share),
            Self::Matrix(matrix) => matrix::picture(matrix),
            Self::Flow(flow) => flow::picture(flow),
            Self::Tables(tables) => tables::picture_among(tables, share),
        }
    }

    /// The drawing as Mermaid; `None` if there is nothing to draw.
    pub fn mermaid(&self) -> Option<String> {
        match self {
            Self::Architecture(architecture) => mermaid::write::architecture(architecture),
            Self::Matrix(matrix) => mermaid::write::architecture(&matrix.graph),
            Self::Flow(flow) => mermaid::write::flow(flow),
            Self::Tables(tables) => mermaid::write::tables(tables),
        }
    }
}
