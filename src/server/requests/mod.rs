//! What requests are answered with, a file for each.

pub(super) mod actions;
mod allow;
pub(super) mod definition;
pub(super) mod folding;
pub(super) mod hints;
pub(super) mod hover;
pub(super) mod lenses;
pub(super) mod links;
mod missing;
pub(super) mod page;
pub(super) mod symbols;
mod under;
