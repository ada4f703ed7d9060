//! What is said to people: findings, their levels, and the formats they are printed in.
//!
//! A place that sees a mistake makes a [`Finding`] and knows nothing of levels. The [`Sink`]
//! gives each its level (the rule's default for the design's status, then the book's
//! configuration, then the design's own `[[allow]]`), and a format prints what is left.

mod finding;
mod fix;
pub mod format;
mod level;
mod rule;
mod sink;

pub use finding::{Applicability, Edit, Finding, Related};
pub use fix::{Moves, Patch};
pub use level::{Level, Levels, Stage};
pub use rule::{Group, Rule};
pub use sink::{Allow, Report, Sink, Suppressed, UNUSED_ALLOW};
