//! The pictures of a design as Mermaid text, one file a picture.

mod architecture;
mod entities;
mod escape;
mod script;
mod sequence;

pub use architecture::architecture;
pub use entities::entities;
pub use sequence::sequence;
