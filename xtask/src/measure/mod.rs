//! What several measurements need: inputs, counted instructions, and the size of a program.

pub(crate) mod books;
pub(crate) mod count;
pub(crate) mod elf;
pub(crate) mod time;
