//! `[diagrams]` and `[layout]`: the author's own drawings instead of generated ones.

use super::code::Code;
use super::entity::entity;
use super::text::Text;

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
    /// The project's file tree.
    pub struct Layout {
        /// The file tree: a root line, branches in box-drawing characters, `# comment` after a name.
        "tree" tree: optional Code,
    }
}
