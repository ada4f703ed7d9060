//! The arguments of what prints designs and draws them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct Render {
    /// The design file, or a version of a series: `designs/checkout`, `designs/checkout@1.2`; `-` reads
    /// it from stdin
    pub(crate) file: PathBuf,
    /// The file whose text is on stdin; it determines the name, the folder and the book
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Print only the section with this key
    #[arg(long, value_name = "KEY")]
    pub(crate) section: Option<String>,
    /// The heading level of the title
    #[arg(long, value_name = "1-6", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=6))]
    pub(crate) level: u8,
    /// Use this template instead of the one that the design names
    #[arg(long, value_name = "NAME@REQ")]
    pub(crate) template: Option<String>,
    /// Give headings and ids explicit anchors, as in mdBook's HTML
    #[arg(long)]
    pub(crate) anchors: bool,
}

#[derive(Args)]
pub(crate) struct Diagram {
    /// The design file, or a version of a series: `designs/checkout`, `designs/checkout@1.2`; `-` reads
    /// it from stdin
    #[arg(required_unless_present = "landscape")]
    pub(crate) file: Option<PathBuf>,
    /// The file whose text is on stdin; it determines the name, the folder and the book
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Draw all designs of a book, the external systems around them, and how they use each other
    #[arg(long, value_name = "BOOK", conflicts_with_all = ["file", "stdin_filename", "view", "against"])]
    pub(crate) landscape: Option<PathBuf>,
    /// With --landscape, only the designs of these owners, and what they work with: "Team A, Team B"
    #[arg(long, value_name = "NAMES", requires = "landscape")]
    pub(crate) owners: Option<String>,
    /// What to draw: architecture (the default), context, component:ID (an element and its neighbours),
    /// flow:ID, tables, tables:COMPONENT, deployment:ENVIRONMENT, coverage (requirements and what cites them), changes (two
    /// architectures in one, the default with --against), or neighbours (the design and those it works with)
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<String>,
    /// Draw only these: elements of an architecture, nodes or components of a deployment, tables,
    /// requirements; "api,db". With --landscape, systems by their names: "Web shop,Mail relay"
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Draw these components with parts, or these nodes, as one box each; with --landscape, the designs of
    /// these owners
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub(crate) collapse: Vec<String>,
    /// The columns that tables are drawn with
    #[arg(long, value_enum, default_value_t = PictureColumns::All)]
    pub(crate) columns: PictureColumns,
    /// Draw what changed since an older design: a file, or a version of a series. Without it, the view
    /// `changes` compares a version with its predecessor
    #[arg(long, value_name = "OLD")]
    pub(crate) against: Option<PathBuf>,
    /// A standalone SVG, for light and dark pages, or Mermaid
    #[arg(long, value_enum, default_value_t = PictureFormat::Svg)]
    pub(crate) format: PictureFormat,
    /// If the view is too large for one picture in a page, draw the part with this number; by
    /// default, a file holds a whole architecture of up to 100 boxes, and the overview of any other
    /// view; stderr lists the parts
    #[arg(long, value_name = "N", conflicts_with = "whole")]
    pub(crate) part: Option<usize>,
    /// Draw the whole view in one picture, however large
    #[arg(long)]
    pub(crate) whole: bool,
}

/// The columns that tables are drawn with.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureColumns {
    /// Every column
    All,
    /// Primary and foreign keys, and what these refer to
    Keys,
}

/// The file format of a picture.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum PictureFormat {
    /// Static SVG, drawn by this program
    Svg,
    /// Text for Mermaid to draw
    Mermaid,
}
