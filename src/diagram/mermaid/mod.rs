//! Mermaid: the pictures of a design as Mermaid text, and the checker for the Mermaid that authors
//! write themselves.
//!
//! To add a picture: a file in `write/` over the input of the picture (the same from which the SVG is drawn)
//! that names things by their place (`n0`, `n1`, …) and passes every word of the author through `escape`, and
//! hostile names for it in `tests/mermaid_names.rs`, which real Mermaid then draws.

pub mod check;
pub mod write;

pub use check::{Fault, Verdict, check};
