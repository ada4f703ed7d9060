//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

mod asking;
mod check;
mod comparing;
mod printing;
mod values;
mod writing;

pub(crate) use asking::{Impact, Next, Show};
pub(crate) use check::Check;
pub(crate) use comparing::{Bump, Diff, DiffFormat, Versions};
pub(crate) use printing::{Diagram, PictureColumns, PictureFormat, Render};
pub(crate) use values::{ListFormat, ReportFormat};
pub(crate) use writing::{
    Export, ExportFormat, Import, Init, New, SchemaOf, TemplateCommand, TemplateFormat,
};

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
