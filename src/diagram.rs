//! Pictures from the model, as static SVG.
//!
//! Each diagram has input types of its own, of plain text, so it can be read and tested without the
//! rest of the program: [`architecture::Scene`]. Drawing goes in two steps: `picture` lays out, and
//! [`svg::write`] writes. [`mermaid`] writes the same scenes as Mermaid text, and checks the Mermaid
//! that authors write.
pub mod architecture;
pub mod audit;
pub mod entities;
pub mod geometry;
pub mod mermaid;
pub mod metrics;
pub mod model;
pub mod picture;
pub mod sequence;
pub mod style;
pub mod svg;
pub mod wrapping;

mod block;
mod layout;
mod lines;
mod loops;
mod shapes;
mod tips;
