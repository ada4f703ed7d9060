//! Whatever is drawn, for those who do not care which diagram it is.
//!
//! To add a diagram: a variant, and its arm in each `match` here; the compiler asks for the others.

use super::architecture::{self, Scene};
use super::entities::{self, Schema};
use super::mermaid;
use super::picture::Picture;
use super::sequence::{self, Flow};

/// What is to be drawn.
#[derive(Debug, Clone)]
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

    /// Lays it out.
    pub fn picture(&self) -> Picture {
        match self {
            Self::Scene(scene) => architecture::picture(scene),
            Self::Flow(flow) => sequence::picture(flow),
            Self::Schema(schema) => entities::picture(schema),
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
