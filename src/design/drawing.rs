//! `[diagrams]` and `[layout]`: what the author draws instead of what is generated.

use super::code::Code;
use super::entity::entity;
use super::text::Text;

entity! {
    /// The author's own diagrams.
    pub struct Diagrams {
        /// Instead of the generated architecture diagram.
        "architecture" architecture: optional Diagram,
        /// Instead of the generated sequence diagrams.
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
    /// How the project's files lie.
    pub struct Layout {
        /// The file tree: a root line, box-drawing branches, `# comment` after a name.
        "tree" tree: optional Code,
    }
}
