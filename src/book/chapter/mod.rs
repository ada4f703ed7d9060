//! The chapters of a book, and where the things that they name are on disk.

pub(in crate::book) mod disk;
pub(crate) mod folder;
mod includes;
mod link;
mod locate;
pub(in crate::book) mod outside;
pub(in crate::book) mod page;
