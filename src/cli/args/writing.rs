//! The arguments of what writes files, and of what other programs read.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};

use super::values::{ReportFormat, id, one_of, toml_file};
use crate::design::Status;
use crate::interchange::ddl::DIALECTS;

#[derive(Args)]
pub(crate) struct Init {
    /// The book's folder
    #[arg(default_value = ".")]
    pub(crate) book: PathBuf,
    /// The title of the first design [default: My first design]
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The template of the first design, one of `template list` [default: asks in a terminal, otherwise
    /// architecture@1]
    #[arg(long, value_name = "NAME@REQ")]
    pub(crate) template: Option<String>,
    /// Create the book if it does not exist
    #[arg(long)]
    pub(crate) create: bool,
    /// Show what would change, without changing anything: new files by name, edits as a diff
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
pub(crate) struct New {
    /// The design's title, which also determines its id and the name of its file
    pub(crate) title: String,
    /// Also add a chapter that shows the design, and its line in SUMMARY.md
    #[arg(long)]
    pub(crate) chapter: bool,
    /// The design's id [default: the file's name]
    #[arg(long, value_parser = id)]
    pub(crate) id: Option<String>,
    /// The design's file [default: the id or the title in kebab-case, in the designs folder]
    #[arg(long, value_name = "PATH", value_parser = toml_file)]
    pub(crate) file: Option<PathBuf>,
    /// The design's template, one of `template list` [default: asks in a terminal, otherwise architecture@1]
    #[arg(long, value_name = "NAME@REQ")]
    pub(crate) template: Option<String>,
    /// The design's status
    #[arg(long, default_value = "draft", value_parser = one_of(Status::WORDS, Status::parse))]
    pub(crate) status: Status,
    /// Write no JSON Schema, and no line that names it: the language server (`lsp`) needs none
    #[arg(long)]
    pub(crate) no_schema: bool,
}

#[derive(Args)]
pub(crate) struct Import {
    /// The documents and files, which are read as one in this order; a folder means what is in it, such as
    /// migrations or decisions; `-` reads one from stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The system that the design is about, where a file describes several
    #[arg(long, value_name = "NAME")]
    pub(crate) system: Option<String>,
    /// The dialect of files in SQL [default: what several databases understand]
    #[arg(long, value_name = "DIALECT", value_parser = PossibleValuesParser::new(DIALECTS))]
    pub(crate) dialect: Option<String>,
    /// The design to add to: what it has stays, comments too; a file that does not exist becomes a draft
    #[arg(long, value_name = "DESIGN")]
    pub(crate) into: Option<PathBuf>,
    /// Write nothing: show the report and, with `--into`, the changes
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The format of the report; as JSON it is on stdout, with the design in it unless that is in a file
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Copy the images beside the documents into this folder of the book, and show them from there
    #[arg(long, value_name = "FOLDER")]
    pub(crate) images: Option<PathBuf>,
    /// The file whose text is on stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The template that the document follows [default: system-design@1 if the document has its headings,
    /// otherwise architecture@1]
    #[arg(long, value_name = "NAME@REQ")]
    pub(crate) template: Option<String>,
}

#[derive(Args)]
pub(crate) struct Export {
    /// The design: its id in the book around this folder, its file, or the folder of its versions, which means
    /// the one that holds (`identity@1.2` means another one); `-` reads a design from stdin
    pub(crate) design: PathBuf,
    /// The file whose text is on stdin; it determines the name, the folder and the book
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub(crate) format: ExportFormat,
    /// Write files into this folder, in place of those with the same names [default: all as one text on stdout]
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

/// A format in which a design can be written.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ExportFormat {
    /// The whole model, as `schema --of model` describes it
    Json,
    /// Decisions as records in the form of MADR 4, a file each
    Madr,
    /// Tables as statements of SQL, in the design's own types
    Sql,
    /// Offered HTTP contracts as OpenAPI 3.1
    Openapi,
    /// A workspace of Structurizr, with its views and decisions
    Structurizr,
    /// Nodes, relationships and flows in CALM 1.2
    Calm,
    /// Entities of Backstage's catalogue
    Backstage,
    /// Requirements and what covers them as `needs.json` of sphinx-needs
    Needs,
    /// The pictures as Mermaid, a file each; on stdout as Markdown
    Mermaid,
    /// A model of `LikeC4` with its views
    Likec4,
}

/// What a JSON Schema describes.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Design files, as JSON
    Design,
    /// A line of `diff --format json`
    Diff,
    /// What `impact --format json` prints
    Impact,
    /// A design as `export --format json` writes it
    Model,
}

#[derive(Subcommand)]
pub(crate) enum TemplateCommand {
    /// List the available templates: the embedded ones, and those of the book in this folder
    List,
    /// Show a template
    #[command(
        after_help = "Example:\n  mdbook-system-design template show system-design@1 --format markdown"
    )]
    Show {
        /// The template's name and version requirement
        #[arg(value_name = "NAME@REQ")]
        template: String,
        /// The template's file, or the blank document that it produces
        #[arg(long, value_enum, default_value_t = TemplateFormat::Toml)]
        format: TemplateFormat,
    },
}

/// The form in which a template is shown.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum TemplateFormat {
    /// The TOML file
    Toml,
    /// The blank document: every heading, label and hint
    Markdown,
}
