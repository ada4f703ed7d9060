//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::authoring::bump::Step;
use crate::compare::Rename;
use crate::design::{RESERVED, Status, as_id, is_id};
use crate::diagnostic::Level;
use crate::diagnostic::format::OutputFormat;
use crate::interchange::ddl::DIALECTS;
use crate::source::is_portable;

/// Checks system designs and prints them in mdBook.
///
/// A design is one TOML file. `<<#system-design /designs/checkout.toml>>` in a chapter is replaced
/// by the whole document, once the design has been checked for gaps and contradictions.
#[derive(Parser)]
#[command(
    name = "mdbook-system-design",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Without a command, this program is an mdBook preprocessor. To enable it, add\n\n    \
                  [preprocessor.system-design]\n\nto book.toml.\n\n\
                  Exit codes: 0 success, 1 findings that fail, 2 wrong usage or a file that cannot be read."
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
    /// Draw one view of a design as an SVG or Mermaid file
    #[command(
        after_help = "Examples:\n  mdbook-system-design diagram designs/checkout.toml > architecture.svg\n  \
                      mdbook-system-design diagram designs/checkout.toml --view flow:place-order > order.svg\n  \
                      mdbook-system-design diagram designs/checkout.toml --view tables --format mermaid\n  \
                      mdbook-system-design diagram designs/checkout.toml --only api,db,cache > api.svg\n  \
                      mdbook-system-design diagram designs/checkout@2 --against designs/checkout@1 > change.svg"
    )]
    Diagram(Diagram),
    /// Compare two designs by meaning: what breaks, and what is new
    #[command(
        after_help = "Examples:\n  mdbook-system-design diff designs/checkout/1.4.0.toml designs/checkout/2.0.0.toml\n  \
                            mdbook-system-design diff designs/checkout --verbose\n  \
                            mdbook-system-design diff git:HEAD~1:designs/checkout.toml designs/checkout.toml\n  \
                            mdbook-system-design diff --against main --format markdown\n  \
                            git config diff.system-design.command \"mdbook-system-design diff --git-driver\"\n  \
                            mdbook-system-design diff old.toml new.toml --rename requirements:R3=R3a --format json"
    )]
    Diff(Diff),
    /// List who relies on a design, or on a part of it, and who relies on these
    #[command(after_help = "Examples:\n  mdbook-system-design impact identity\n  \
                            mdbook-system-design impact identity:introspect\n  \
                            mdbook-system-design impact designs/identity.toml:users.id --format json")]
    Impact(Impact),
    /// Show one entity of a design, with what it cites and what cites it
    #[command(after_help = "Examples:\n  mdbook-system-design show identity R3\n  \
                            mdbook-system-design show designs/checkout.toml components.api --format json")]
    Show(Show),
    /// Say what to write next: what is denied, then what the template asks for
    #[command(after_help = "Examples:\n  mdbook-system-design next designs/checkout.toml\n  \
                            mdbook-system-design next identity --format json")]
    Next(Next),
    /// Explain what a rule finds, why it matters, and what to do instead
    #[command(after_help = "Examples:\n  mdbook-system-design explain SD201\n  \
                            mdbook-system-design explain uncovered-requirement\n  \
                            mdbook-system-design explain personal data")]
    Explain {
        /// The rule's code or name, in any case; or words, to list the rules whose pages have them
        #[arg(required = true)]
        rule: Vec<String>,
    },
    /// List every rule, with its level for each status
    Rules {
        /// The output format
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// List the templates, or show one
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    /// Set up a book: book.toml, a first design, and a chapter that shows it
    #[command(after_help = "Examples:\n  mdbook-system-design init --dry-run\n  \
                            mdbook-system-design init books/shop --title Checkout --template device@1")]
    Init(Init),
    /// Create a design file that lists every key of its template, each with a hint
    #[command(after_help = "Examples:\n  mdbook-system-design new Checkout\n  \
                            mdbook-system-design new \"Order history\" --chapter --template design-brief@1")]
    New(New),
    /// Start the next version of a design: a copy as a draft
    #[command(after_help = "Examples:\n  mdbook-system-design bump designs/checkout\n  \
                      mdbook-system-design bump designs/checkout@1.4 1.4.1\n  \
                      mdbook-system-design bump designs/shop.toml major --dry-run\n  \
                      mdbook-system-design bump --into shop designs/shop-1.toml designs/shop-2.toml\n\n\
                      A design that is a single file becomes a series: it moves into a folder, under its version, and the\n\
                      directives, includes and links that name it are edited.")]
    Bump(Bump),
    /// List the versions of a design, or of every design that has several
    #[command(after_help = "Examples:\n  mdbook-system-design versions\n  \
                      mdbook-system-design versions designs/checkout --format json")]
    Versions(Versions),
    /// Convert documents and files of other formats into a design file, or add them to one
    #[command(
        after_help = "Examples:\n  mdbook-system-design import SYSTEM_DESIGN.md > designs/checkout.toml\n  \
                            mdbook-system-design import api.md adr/*.md --into designs/checkout.toml\n  \
                            mdbook-system-design import openapi.yaml migrations docs/adr --into designs/checkout.toml\n  \
                            mdbook-system-design import workspace.json --system \"Internet banking\"\n  \
                            mdbook-system-design import brief.md --template design-brief@1\n\n\
                            Formats: Markdown, OpenAPI, Swagger 2, AsyncAPI, Protocol Buffers, SQL, Structurizr (workspace.json), \
                            CALM, Mermaid, compose files, Cargo.toml, package.json, go.mod, pyproject.toml. The content tells which.\n\n\
                            What was read as what, what is kept as text under [notes] and [x], and what was not read, is \
                            listed on stderr, each with its line."
    )]
    Import(Import),
    /// Write a design in another format, for other repositories and programs
    #[command(after_help = "Examples:\n  mdbook-system-design export identity --format json\n  \
                            mdbook-system-design export identity --format madr --output docs/adr\n  \
                            mdbook-system-design export designs/checkout@2 > ../shop/designs/external/checkout.json\n\n\
                            The JSON is the whole model: the keys of a design file, with the texts that it takes from other files.\n\
                            The other formats hold a part of it; what they leave out is said on stderr.\n\
                            In the folder `designs/external` of another book it is a design that others there can rely on.")]
    Export(Export),
    /// Print the JSON Schema of design files, for editors, or of what other commands print
    #[command(
        after_help = "Examples:\n  mdbook-system-design schema > designs/architecture-1.schema.json\n  \
                            mdbook-system-design schema --of model"
    )]
    Schema {
        /// The template whose facts the schema lists
        #[arg(value_name = "NAME@REQ", default_value = "architecture@1", conflicts_with = "of")]
        template: String,
        /// What the schema describes
        #[arg(long, value_enum, default_value_t = SchemaOf::Design)]
        of: SchemaOf,
    },
    /// Serve an editor: findings while typing, completion, renaming, by the Language Server Protocol
    #[command(after_help = "Editors start this command and speak with it on stdin and stdout.\n\n\
                      Exit codes: 0 after the editor has said `shutdown`, 1 otherwise.")]
    Lsp {
        /// Accepted because some editors add it; there is no other way
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Answer an assistant's questions about designs, by the Model Context Protocol; nothing is changed
    #[cfg(feature = "mcp")]
    #[command(hide = true)]
    Mcp,
    /// Print a shell completion script
    #[command(after_help = "Example:\n  mdbook-system-design completions bash \
                            > ~/.local/share/bash-completion/completions/mdbook-system-design")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of a command
    #[command(after_help = "Examples:\n  mdbook-system-design man | man -l -\n  \
                            mdbook-system-design man template show | man -l -\n  \
                            mdbook-system-design man --dir ~/.local/share/man/man1")]
    Man {
        /// A command, such as `check` or `template show` [default: the program itself]
        command: Vec<String>,
        /// Write the page of the program and of each command into this folder
        #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
        dir: Option<PathBuf>,
    },
    /// Report whether a renderer is supported; mdBook asks this before it builds
    #[command(hide = true)]
    Supports {
        /// The renderer's name
        renderer: String,
    },
}

/// The format of a report on what was done.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Lines for people
    Text,
    /// A JSON object
    Json,
}

/// The output format of a list.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ListFormat {
    /// One line per entry
    Text,
    /// A JSON array of objects
    Json,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("mending").multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Check {
    /// Books (their folders), designs, versions of a series (`designs/checkout@1.2`), chapters, or folders
    /// of these; `-` reads one from stdin [default: the book around this folder]
    pub(crate) paths: Vec<PathBuf>,
    /// The file whose text is on stdin; it determines the name, the folder and the book
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The output format of the findings
    #[arg(long, value_parser = one_of(&OutputFormat::ALL.map(|(word, _)| word), OutputFormat::parse), default_value = "text")]
    pub(crate) format: OutputFormat,
    /// Apply the fixes that need no judgement, and list the changes; comments and layout are kept
    #[arg(long, group = "mending")]
    pub(crate) fix: bool,
    /// Show what the fixes would change, as a unified diff, without changing anything
    #[arg(long, group = "mending", conflicts_with = "format")]
    pub(crate) diff: bool,
    /// Include suggestions, which guess what was meant (the nearest id, a word from a list); needs --fix
    /// or --diff
    #[arg(long, requires = "mending")]
    pub(crate) unsafe_fixes: bool,
    /// Also show each note, what `[[allow]]` silences and why, and the completeness of each section
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Show only errors and warnings
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Show only findings of this level and above; the exit code does not change
    #[arg(long, value_parser = one_of(&["deny", "warn", "note"], Level::parse))]
    pub(crate) level: Option<Level>,
    /// Also compare designs with their state when this branch left another one, and report versions that others
    /// rely on and that changed
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// The folder of the project's files [default: what `project-root` in book.toml names]
    #[arg(long, value_name = "DIR")]
    pub(crate) project_root: Option<PathBuf>,
    /// Also fail on warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// The list of known findings, which count as notes: only other findings fail, and entries that are no longer
    /// needed [default: the list that `baseline` in book.toml names]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write the list of known findings; an existing list can only become shorter
    #[arg(long, conflicts_with = "mending")]
    pub(crate) write_baseline: bool,
}

/// Parses an argument that must be one of these words.
fn one_of<T: Clone + Send + Sync + 'static>(
    words: &[&'static str],
    parse: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    let known = words.join(", ");
    PossibleValuesParser::new(words)
        .try_map(move |word| parse(&word).ok_or_else(|| format!("one of {known}")))
}

/// Parses an id that a design may have.
fn id(word: &str) -> Result<String, String> {
    if RESERVED.contains(&word) {
        return Err("designs use this word as a key; choose another id".to_owned());
    }
    if is_id(word) {
        return Ok(word.to_owned());
    }
    let near =
        Some(as_id(word)).filter(|near| !near.is_empty()).map(|near| format!("; did you mean `{near}`?"));
    let near = near.unwrap_or_default();
    Err(format!(
        "an id consists of ASCII letters, digits, `-` and `_`, and begins with a letter or a digit{near}"
    ))
}

/// Parses the path of a design's file.
fn toml_file(path: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        return Err("a design's file ends in `.toml`".to_owned());
    }
    if is_portable(&name) {
        Ok(path)
    } else {
        Err("some systems do not allow a file of this name".to_owned())
    }
}

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
pub(crate) struct Diff {
    /// The old design: a file, a version of a series (`designs/checkout@1.2`), or either at a revision of the
    /// Git repository (`git:v1.2.0:designs/checkout.toml`)
    #[arg(required_unless_present_any = ["git_driver", "against"])]
    pub(crate) old: Option<PathBuf>,
    /// The new design, named in the same ways. Without it, a version of a series is compared with its
    /// baseline, the highest version below it that was accepted; a series alone means its highest version
    pub(crate) new: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Show the lines of both designs, as text
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Exit with 1 if anything changed
    #[arg(long)]
    pub(crate) exit_code: bool,
    /// Say that something has another id now: `requirements:R3=R3a`, `columns:orders.sum=orders.total`. Takes
    /// precedence over `was` in the design, and may be given several times
    #[arg(long = "rename", value_name = "TABLE:OLD=NEW")]
    pub(crate) renames: Vec<Rename>,
    /// Instead of OLD: everything that changed in the book, or in the named designs, since this branch left
    /// another one, including new and removed designs
    #[arg(long, value_name = "REV")]
    pub(crate) against: Option<String>,
    /// The form in which `git diff` calls the program, for files that .gitattributes names:
    /// `designs/**/*.toml diff=system-design`
    #[arg(long, value_name = "ARGUMENTS", num_args = 1..=9, allow_hyphen_values = true, conflicts_with_all = ["old", "new", "format", "verbose", "exit_code", "renames", "against"])]
    pub(crate) git_driver: Vec<PathBuf>,
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

/// How a comparison is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// One line per change, for people
    Text,
    /// A comment for a pull request; empty if nothing changed
    Markdown,
    /// One JSON object per line
    Json,
    /// Lines for `[output.html.redirect]` of book.toml, from the old anchors to the new ones
    Redirects,
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
pub(crate) struct Impact {
    /// The design: its id in the book around this folder, its file, or the folder of its versions; after
    /// a colon the part: a contract, a table, a column (`users.id`) or a requirement
    #[arg(value_name = "DESIGN[:PART]")]
    pub(crate) design: PathBuf,
    /// The output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

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
pub(crate) struct Bump {
    /// The design: its file, or the folder of its versions, whose version that holds is copied;
    /// `designs/checkout@1.2` copies another one
    #[arg(required_unless_present = "into")]
    pub(crate) design: Option<PathBuf>,
    /// The next version: `major`, `minor` or `patch`, or a version such as `2.0.0-rc.1`
    /// [default: minor]
    #[arg(value_name = "STEP")]
    pub(crate) step: Option<Step>,
    /// Copy the files from outside the series that the copied version and the earlier ones cite with
    /// `{ file = … }`, so that these versions stay as they are; if the next version exists, only do this
    #[arg(long)]
    pub(crate) freeze: bool,
    /// Turn these single designs into versions of one design, in a folder of this name next to the first one;
    /// create a new version only if STEP is given. Prints redirects for the anchors under their old ids
    #[arg(long, num_args = 2.., value_names = ["NAME", "FILE"], conflicts_with = "freeze")]
    pub(crate) into: Vec<PathBuf>,
    /// Show what would change, without changing anything: new files by name, edits as a diff
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
pub(crate) struct Versions {
    /// The folder of the versions, or one of their files [default: every series of the book]
    pub(crate) series: Option<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
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
