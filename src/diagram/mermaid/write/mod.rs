//! The pictures of a design as Mermaid text, one file for each.

mod architecture;
mod escape;
mod files;
mod flow;
mod marks;
mod script;
mod tables;

pub use architecture::architecture;
pub use files::files;
pub use flow::flow;
pub use tables::tables;
