//! Whatever is drawn, for those who do not care which diagram it is.
//!
//! To add a diagram: a variant, and its arm in each `match` here; the compiler asks for the others.

use super::architecture::{self, Scene, views};
use super::entities::{self, Schema};
use super::mermaid;
use super::picture::Picture;
use super::sequence::{self, Flow};

/// What is to be drawn.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Drawing {
    /// Elements and their relationships.
    Scene(Scene),
    /// A flow.
    Flow(Flow),
    /// Tables.
    Schema(Schema),
}

impl Drawing {
    /// What it shows.
    pub fn title(&self) -> &str {
        match self {
            Self::Scene(scene) => &scene.title,
            Self::Flow(flow) => &flow.title,
            Self::Schema(schema) => &schema.title,
        }
    }

    /// Whether there is nothing to be seen.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Scene(scene) => scene.elements.is_empty(),
            Self::Flow(flow) => flow.events.is_empty(),
            Self::Schema(schema) => schema.tables.is_empty(),
        }
    }

    /// Whether it is more than one picture should hold.
    pub fn is_large(&self) -> bool {
        match self {
            Self::Scene(scene) => views::is_large(scene),
            Self::Flow(flow) => flow.is_large(),
            Self::Schema(schema) => schema.is_large(),
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
            Self::Scene(scene) => all(views::pieces(scene), Self::Scene),
            Self::Flow(flow) => all(sequence::pieces(flow), Self::Flow),
            Self::Schema(schema) => all(entities::pieces(schema), Self::Schema),
        }
    }

    /// Lays it out.
    pub fn picture(&self) -> Picture {
        self.picture_among(1)
    }

    /// Lays it out as one of a number of pictures in the place of a large one.
    pub fn picture_among(&self, share: usize) -> Picture {
        match self {
            Self::Scene(scene) => architecture::picture_among(scene, share),
            Self::Flow(flow) => sequence::picture(flow),
            Self::Schema(schema) => entities::picture_among(schema, share),
        }
    }

    /// As Mermaid; nothing where there is nothing to be seen.
    pub fn mermaid(&self) -> Option<String> {
        match self {
            Self::Scene(scene) => mermaid::write::architecture(scene),
            Self::Flow(flow) => mermaid::write::sequence(flow),
            Self::Schema(schema) => mermaid::write::entities(schema),
        }
    }
}
