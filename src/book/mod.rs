//! The interface to mdBook: its protocol, the directives in chapters, and their replacement.
//!
//! The modules, each of which uses only those after it:
//!
//! - [`mend`] applies the fixes of an inspection, `single` shows one design without a book;
//! - [`inspect`] checks a book as a whole, one file per rule;
//! - `run` opens, checks and prints designs: [`expand`] has its steps, [`preprocess`] wraps them in
//!   the protocol, and [`SystemDesign`] in mdBook's trait;
//! - [`protocol`] reads and writes what mdBook sends;
//! - `chapter` reads chapters, and finds their places on disk;
//! - [`directive`] reads `<<#system-design …>>`;
//! - `config` reads book.toml.

mod chapter;
mod config;
pub mod directive;
pub mod inspect;
pub mod mend;
pub mod protocol;
pub mod rules;
mod run;
mod single;

pub use chapter::disk::SummaryError;
pub use chapter::page::{Added, AddedFor, Chapter, Page, Placed};
pub use config::{Config, DiagramSettings, FailOn, Patterns, Pictures, Settings};
pub use inspect::{InspectError, Inspection};
pub use protocol::version;
pub use run::among::NoVersion;
pub use run::baseline::Baseline;
pub use run::embed::SystemDesign;
pub use run::expand::{Expansion, Input, Remains, expand};
pub use run::preprocess::{Preprocessed, preprocess};
pub use run::session::{Checked, Session};
pub use run::splice;
pub use run::surroundings::Surroundings;
pub use single::{
    DrawRequest, LandscapeView, NoChange, Output, PictureForm, PrintError, PrintRequest, draw_file,
    draw_landscape, print_file,
};

#[cfg(feature = "cli")]
pub(crate) use chapter::folder;
#[cfg(feature = "cli")]
pub(crate) use chapter::site::{page_of, redirect};
#[cfg(feature = "cli")]
pub(crate) use config::{BOOK, Order, TABLE, followers};
#[cfg(feature = "cli")]
pub(crate) use inspect::{VersionRow, every_version, load as load_named, versions_of};
#[cfg(feature = "cli")]
pub(crate) use mend::cited::{InBook, ShownView, in_book};
#[cfg(feature = "cli")]
pub(crate) use mend::renaming::{Renamed, Renaming, Shown, renaming};
#[cfg(feature = "cli")]
pub(crate) use run::session::{Since, Then};
#[cfg(feature = "cli")]
pub(crate) use single::{Loaded, chapters_with};
