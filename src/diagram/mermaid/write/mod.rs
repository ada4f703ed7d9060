//! The pictures of a design as Mermaid text, one file for each.

mod architecture;
mod escape;
mod flow;
mod marks;
mod script;
mod tables;

pub use architecture::architecture;
pub use flow::flow;
pub use tables::tables;
