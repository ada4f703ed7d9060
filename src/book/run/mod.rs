//! A run over a book: designs are opened, checked and printed, and replace their directives.

pub(in crate::book) mod among;
mod around;
pub(crate) mod baseline;
mod changes;
pub(in crate::book) mod embed;
pub(in crate::book) mod expand;
mod index;
pub(in crate::book) mod landscape;
pub(in crate::book) mod notices;
pub(in crate::book) mod past;
mod places;
pub(in crate::book) mod preprocess;
mod print;
mod repeated;
pub(in crate::book) mod resolve;
pub(in crate::book) mod session;
pub(in crate::book) mod shape;
pub mod splice;
mod standing;
pub(in crate::book) mod surroundings;
pub(in crate::book) mod versions;
pub(in crate::book) mod wanted;
mod work;
