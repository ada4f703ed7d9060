//! A comparison of two designs, for people and for programs.

pub(crate) mod comparison;
pub(crate) mod json;
