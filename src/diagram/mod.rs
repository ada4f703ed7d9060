//! Diagrams: from the model, and the checks of those that authors write themselves.

pub mod mermaid;
pub mod model;
