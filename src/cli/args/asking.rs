//! The arguments of what answers questions about a design.

use std::path::PathBuf;

use clap::Args;

use super::values::{ListFormat, ReportFormat};

#[derive(Args)]
pub(crate) struct Show {
    /// The design: its id in the book around this folder, its file, or the folder of its versions
    pub(crate) design: PathBuf,
    /// The id of the entity; `components.api` where a flow has the same one
    pub(crate) id: String,
    /// The output format
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
}

#[derive(Args)]
pub(crate) struct Next {
    /// The design: its id in the book around this folder, its file, or the folder of its versions; `-` reads it
    /// from stdin
    pub(crate) design: PathBuf,
    /// The file whose text is on stdin; it determines the name, the folder and the book
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
}

#[derive(Args)]
pub(crate) struct Impact {
    /// The design: its id in the book around this folder, its file, or the folder of its versions; after
    /// a colon the part: a contract, a table, a column (`users.id`) or a requirement
    #[arg(value_name = "DESIGN[:PART]")]
    pub(crate) design: PathBuf,
    /// The output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}
