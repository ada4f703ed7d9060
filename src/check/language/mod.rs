//! Words: whether a text mentions something, and which languages code blocks can name.

pub(crate) mod code_languages;
pub(crate) mod mention;
