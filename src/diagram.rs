//! Pictures from the model, as static SVG.
//!
//! Each diagram has input types of its own, of plain text, so it can be read and tested without the
//! rest of the program: [`architecture::Scene`]. Drawing goes in two steps: `picture` lays out, and
//! [`svg::write`] writes.
pub mod architecture;
pub mod audit;
pub mod entities;
pub mod geometry;
pub mod metrics;
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
