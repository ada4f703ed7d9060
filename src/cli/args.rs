//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::design::Status;
use crate::diagnostic::format::OutputFormat;

/// Checks system designs and prints them in mdBook.
///
/// A design is one TOML file. `<<#system-design /designs/checkout.toml>>` in a chapter becomes the
/// whole document, after the design was checked for gaps and contradictions.
#[derive(Parser)]
#[command(
    name = "mdbook-system-design",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Without a command it is a preprocessor, which mdBook runs: add\n\n    \
                  [preprocessor.system-design]\n\nto book.toml. \
                  Exit codes: 0 all is well, 1 findings that fail, 2 wrong usage or a file that cannot be read."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check a book, or single designs, without building anything
    #[command(after_help = "Examples:\n  mdbook-system-design check\n  \
                            mdbook-system-design check designs/checkout.toml --verbose\n  \
                            mdbook-system-design check --format sarif > findings.sarif\n  \
                            mdbook-system-design check --diff\n  \
                            mdbook-system-design check --fix")]
    Check(Check),
    /// Print a design as Markdown
    #[command(after_help = "Examples:\n  mdbook-system-design render designs/checkout.toml\n  \
                            mdbook-system-design render designs/checkout.toml --section security --level 2")]
    Render(Render),
    /// Draw a picture of a design, as an SVG or Mermaid file of its own
    #[command(
        after_help = "Examples:\n  mdbook-system-design diagram designs/checkout.toml > architecture.svg\n  \
                      mdbook-system-design diagram designs/checkout.toml --view flow:place-order > order.svg\n  \
                      mdbook-system-design diagram designs/checkout.toml --view tables --format mermaid"
    )]
    Diagram(Diagram),
    /// Say what a rule finds, why it matters, and what to do instead
    #[command(after_help = "Examples:\n  mdbook-system-design explain SD201\n  \
                            mdbook-system-design explain uncovered-requirement")]
    Explain {
        /// Its code or its name
        rule: String,
    },
    /// List every rule, with its level by status
    Rules {
        /// How to print it
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// List templates, or show one
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    /// Set a book up: book.toml, a first design, and a chapter that shows it
    #[command(after_help = "Examples:\n  mdbook-system-design init --dry-run\n  \
                            mdbook-system-design init books/shop --title Checkout")]
    Init(Init),
    /// Write a new design: every key of its template, with what belongs there
    #[command(after_help = "Examples:\n  mdbook-system-design new Checkout\n  \
                            mdbook-system-design new \"Order history\" --template design-brief@1")]
    New(New),
    /// Make a design file of a document that was written from a template
    #[command(
        after_help = "Examples:\n  mdbook-system-design import SYSTEM_DESIGN.md > designs/checkout.toml\n  \
                            mdbook-system-design import brief.md --template design-brief@1\n\n\
                            What finds no place is kept under [notes] and [x], and named on stderr."
    )]
    Import(Import),
    /// Print the JSON Schema of design files, for editors
    #[command(after_help = "Example:\n  mdbook-system-design schema > designs/system-design-1.schema.json")]
    Schema {
        /// The template whose facts it names
        #[arg(value_name = "NAME@REQ", default_value = "system-design@1")]
        template: String,
    },
    /// Print a script that completes commands in a shell
    #[command(after_help = "Example:\n  mdbook-system-design completions bash \
                            > ~/.local/share/bash-completion/completions/mdbook-system-design")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  mdbook-system-design man | man -l -")]
    Man,
    /// Say whether a renderer is supported; mdBook asks this before it builds
    #[command(hide = true)]
    Supports {
        /// The renderer's name
        renderer: String,
    },
}

/// How a list is printed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ListFormat {
    /// A line each
    Text,
    /// An array of objects
    Json,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("mending").multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Check {
    /// A book's folder, or design files; the book of this folder where nothing is named
    pub(crate) paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_parser = one_of(&OutputFormat::ALL.map(|(word, _)| word), OutputFormat::parse), default_value = "text")]
    pub(crate) format: OutputFormat,
    /// Apply the fixes that need no judgement, and list what was changed; comments and layout stay
    #[arg(long, group = "mending")]
    pub(crate) fix: bool,
    /// Show what the fixes would change as a unified diff, and change nothing
    #[arg(long, group = "mending", conflicts_with = "format")]
    pub(crate) diff: bool,
    /// With --fix or --diff: suggestions, too, which guess what was meant (the nearest id, a word of
    /// a list)
    #[arg(long, requires = "mending")]
    pub(crate) unsafe_fixes: bool,
    /// Show what `[[allow]]` silences and why, and completeness by section
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Fail on warnings, too
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

/// An argument that is one of these words.
fn one_of<T: Clone + Send + Sync + 'static>(
    words: &[&'static str],
    parse: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    let known = words.join(", ");
    PossibleValuesParser::new(words)
        .try_map(move |word| parse(&word).ok_or_else(|| format!("one of {known}")))
}

#[derive(Args)]
pub(crate) struct Render {
    /// The design file
    pub(crate) file: PathBuf,
    /// Only the section with this key
    #[arg(long, value_name = "KEY")]
    pub(crate) section: Option<String>,
    /// The level of the title's heading
    #[arg(long, value_name = "1-6", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=6))]
    pub(crate) level: u8,
    /// Another template than the one the design asks for
    #[arg(long, value_name = "NAME@REQ")]
    pub(crate) template: Option<String>,
    /// Give headings and ids explicit anchors, as in mdBook's HTML
    #[arg(long)]
    pub(crate) anchors: bool,
}

#[derive(Args)]
pub(crate) struct Diagram {
    /// The design file
    pub(crate) file: PathBuf,
    /// What to draw: architecture, context, component:ID (what one element works with), flow:ID,
    /// tables, or coverage (requirements and what answers them)
    #[arg(long, value_name = "VIEW", default_value = "architecture")]
    pub(crate) view: String,
    /// As a standalone SVG, for light and dark pages; or as Mermaid
    #[arg(long, value_enum, default_value_t = PictureFormat::Svg)]
    pub(crate) format: PictureFormat,
    /// Of a view that is too large for one picture the part with this number; without it the overview
    /// is drawn, and the others are named on stderr
    #[arg(long, value_name = "N", conflicts_with = "whole")]
    pub(crate) part: Option<usize>,
    /// Draw all of a view in one picture, however large it becomes
    #[arg(long)]
    pub(crate) whole: bool,
}

/// How a picture is written.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum PictureFormat {
    /// Static SVG, drawn by this program
    Svg,
    /// Text for Mermaid to draw
    Mermaid,
}

#[derive(Args)]
pub(crate) struct Init {
    /// The book's folder
    #[arg(default_value = ".")]
    pub(crate) book: PathBuf,
    /// The title of the first design
    #[arg(long, default_value = "My first design")]
    pub(crate) title: String,
    /// The template of the first design
    #[arg(long, value_name = "NAME@REQ", default_value = "system-design@1")]
    pub(crate) template: String,
    /// Make a book where there is none
    #[arg(long)]
    pub(crate) create: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
pub(crate) struct Import {
    /// The document, in Markdown
    pub(crate) file: PathBuf,
    /// The template that it was written from
    #[arg(long, value_name = "NAME@REQ", default_value = "system-design@1")]
    pub(crate) template: String,
}

#[derive(Args)]
pub(crate) struct New {
    /// The design's title; its file is named after it
    pub(crate) title: String,
    /// The template it is written for
    #[arg(long, value_name = "NAME@REQ", default_value = "system-design@1")]
    pub(crate) template: String,
    /// How far it has come
    #[arg(long, default_value = "draft", value_parser = one_of(Status::WORDS, Status::parse))]
    pub(crate) status: Status,
}

#[derive(Subcommand)]
pub(crate) enum TemplateCommand {
    /// List the templates there are: the embedded ones, and those of the book in this folder
    List,
    /// Show a template
    #[command(
        after_help = "Example:\n  mdbook-system-design template show system-design@1 --format markdown"
    )]
    Show {
        /// Its name and the versions that will do
        #[arg(value_name = "NAME@REQ")]
        template: String,
        /// As its file, or as the blank document it makes
        #[arg(long, value_enum, default_value_t = TemplateFormat::Toml)]
        format: TemplateFormat,
    },
}

/// How a template is shown.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum TemplateFormat {
    /// The file
    Toml,
    /// The blank document: every heading, label and hint
    Markdown,
}
