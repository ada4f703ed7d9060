//! The designs of a run by id and version: which files are the versions of one design, and which of them
//! holds.
//!
//! A design is one file, or a series: a folder with one file for each version, such as
//! `designs/checkout/1.0.0.toml`. [`Series`] lists the versions of a folder, and [`Selector`] is what
//! follows the `@` where one of them is asked for. Each version is compared with its [baseline](Series::baseline).
//!
//! [`landscape`] knows what the designs use of each other.

mod baseline;
mod choose;
pub mod landscape;
mod selector;
mod series;
mod standing;

pub use choose::{Choice, choose};
pub use selector::Selector;
pub use series::{Member, Series};
pub use standing::Standing;
