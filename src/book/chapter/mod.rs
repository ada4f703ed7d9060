//! The chapters of a book, and the places on disk of what they name.

pub(in crate::book) mod disk;
pub(crate) mod folder;
mod includes;
pub(in crate::book) mod link;
mod locate;
pub(in crate::book) mod outside;
pub(in crate::book) mod page;
#[cfg(feature = "cli")]
pub(crate) mod site;
