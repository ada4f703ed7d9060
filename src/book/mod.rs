//! mdBook's side: its protocol, the directives in its chapters, and what becomes of them.
//!
//! [`expand`](expand::expand) is the recipe of a run; [`preprocess`] wraps it in the protocol,
//! [`SystemDesign`] in mdBook's trait, and [`inspect`] does the same work without printing.

mod config;
pub mod directive;
mod disk;
mod embed;
mod expand;
mod folders;
mod includes;
pub mod inspect;
mod link;
pub mod locate;
mod marker;
pub mod mend;
mod notices;
mod page;
mod places;
mod preprocess;
mod print;
pub mod protocol;
mod resolve;
pub mod rules;
mod session;
mod settings;
mod shape;
mod single;
pub mod splice;
mod surroundings;
mod templates;
pub mod version;
mod wanted;

pub use config::{Config, Diagrams, FailOn, Pictures};
pub use disk::SummaryError;
pub use embed::SystemDesign;
pub use expand::{Expansion, Input, expand};
pub use inspect::{InspectError, Inspection};
pub use page::{Chapter, Page};
pub use preprocess::{Outcome, preprocess};
pub use session::{Checked, Session};
pub use settings::Settings;
pub use single::{Drawn, PrintError, Printed, Single, draw_file, print_file};
pub use surroundings::Surroundings;
