//! Findings, their levels, and the formats they are printed in.
//!
//! A place that sees a mistake makes a [`Finding`] and knows nothing of levels. The [`Sink`]
//! gives each its level (the rule's default for the design's status, then the book's
//! configuration, then the design's own `[[allow]]`), and a format prints what is left.

mod finding;
mod fix;
mod fnv;
pub mod format;
pub mod known;
mod level;
mod printable;
mod report;
mod rule;
mod sink;
mod threshold;
mod words;

pub use finding::{Applicability, Edit, Finding, InSection, Related};
pub use fix::{Moves, Patch};
pub(crate) use fnv::Fnv;
pub use known::Known;
pub use level::{Level, Levels, Stage};
pub use printable::{guarded, guarded_json, printable};
pub use report::{Report, Suppressed};
pub use rule::{FixKind, Group, Rule};
pub(crate) use rule::{rule, rules};
pub use sink::{Allow, Sink, UNUSED_ALLOW};
pub use threshold::{Cause, Threshold};
pub use words::{counted, either, listed};
