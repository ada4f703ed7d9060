//! Rendering: a design as the Markdown of its template.
//!
//! [`document`] prints a design, [`blank`] a template without one: every heading, label and hint. Both walk
//! the template's sections and blocks; each kind of block has a file in `blocks`, which prints that block of
//! a design and of the blank document. All text of a document comes from its template; the program contains
//! none.

mod anchors;
mod blank;
mod blocks;
mod canvas;
mod changes;
mod cite;
mod coverage;
mod document;
mod figure;
mod files;
mod index;
mod landscape;
mod links;
mod moved;
mod options;
mod others;
mod paper;
mod picture;
mod place;
mod printed;
mod report;
mod scope;
mod sentence;
mod standing;
mod target;
mod title;
mod users;
mod view;

pub use anchors::{Anchor, Anchors, PageIds, Wanted};
pub use blank::blank;
pub use changes::{Reached, Relying, ShownVersion, VersionChanges, changes};
pub use document::{document, document_among};
pub use figure::{FIGURE, PICTURE_HEADS};
pub use index::{IndexEntry, IndexSection, IndexView, index};
pub use landscape::landscape;
pub use moved::moved_anchors;
pub use options::{Diagrams, Options};
pub use others::{Other, Others, User};
pub use place::Place;
pub use printed::printed;
pub use report::{Completeness, Notice, NoticeKind, Report, SectionReport};
pub use sentence::sentence;
pub use standing::{Shown, Standing, reference, standing};
pub use target::Target;
pub use view::{change, view};
