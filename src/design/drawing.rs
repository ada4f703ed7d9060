//! `[diagrams]` and `[layout]`: the author's own drawings instead of generated ones, and hints for those.

use super::code::Code;
use super::entity::entity;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::reading::words;
use crate::source::Spanned;

entity! {
    /// The author's own diagrams.
    pub struct Diagrams {
        /// Replaces the generated architecture diagram.
        "architecture" architecture: optional Diagram,
        /// Replaces the generated sequence diagrams.
        "data-flow" data_flow: optional Diagram,
    }
}

entity! {
    /// A diagram in Mermaid.
    pub struct Diagram or mermaid {
        /// The diagram.
        "mermaid" mermaid: required Code,
        /// What it shows.
        "caption" caption: optional Text,
    }
}

entity! {
    /// Hints for the picture of the architecture, and the project's file tree.
    pub struct Layout {
        /// Hints for the picture of the architecture.
        "architecture" architecture: optional Placing,
        /// The file tree: a root line, branches in box-drawing characters, `# comment` after a name.
        "tree" tree: optional Code,
    }
}

words! {
    /// Where the lines of a picture lead.
    pub enum Direction {
        /// From the top to the bottom.
        Down = "down" or [
            "tb", "td", "top-bottom", "top-down", "top-to-bottom", "topbottom", "vertical", "south", "bottom",
        ],
        /// From the left to the right.
        Right = "right" or [
            "lr", "left-right", "left-to-right", "leftright", "horizontal", "east", "sideways",
        ],
    }
}

no_leaves!(Direction);

entity! {
    /// Hints for the places of boxes in a picture: ids, never coordinates. They are followed as far as relationships
    /// and boundaries allow it.
    pub struct Placing {
        /// Where the lines lead: `down` (the default) or `right`.
        "direction" direction: optional Spanned<Direction>,
        /// Elements that share a row, from the left to the right, and the rows from the top to the bottom; with
        /// `direction = "right"`, columns from the left to the right. The other elements are placed as usual.
        "rows" rows: default Vec<Vec<Ref<cited::Element>>>,
        /// Elements that should be near each other: one array for each group of neighbours.
        "near" near: default Vec<Vec<Ref<cited::Element>>>,
    }
}
