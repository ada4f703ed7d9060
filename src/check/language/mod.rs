//! Words: whether a text mentions something, what a title is about, and which languages code blocks can name.

pub(crate) mod code_languages;
pub(crate) mod mention;
pub(crate) mod scope;
