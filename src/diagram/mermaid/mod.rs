//! Mermaid: the pictures of a design as Mermaid text, and the checker for the Mermaid that authors
//! write themselves.
//!
//! To add a picture: a `write_…` file over the input of the picture (the same from which
//! the SVG is drawn) that names things by their place
//! (`n0`, `n1`, …) and puts every word of the author through `escape`, and hostile names for it in
//! `tests/mermaid_names.rs`, which real Mermaid then draws.

mod c4;
mod check;
mod escape;
mod hard_space;
mod header;
#[cfg(feature = "mermaid")]
mod parser;
mod script;
mod write_architecture;
mod write_entities;
mod write_sequence;

pub use check::{Fault, Verdict, check};
pub use write_architecture::write_architecture;
pub use write_entities::write_entities;
pub use write_sequence::write_sequence;
