//! Mermaid: the pictures of a design as Mermaid text, and the checker for the Mermaid that authors
//! write themselves.

mod c4;
mod check;
mod hard_space;
mod header;
#[cfg(feature = "mermaid")]
mod parser;

pub use check::{Fault, Verdict, check};
