//! Sets up a book: book.toml, a first design, and a chapter that shows it.
//!
//! [`plan`] reads the book and returns what would change; nothing is written before
//! [`Plan::apply`]. The user's text is kept: book.toml with its comments and order, SUMMARY.md with
//! one more line. The plan for a book that is already set up is empty.

mod change;
mod config;
mod summary;

use std::path::{Path, PathBuf};

pub use change::{Change, Plan};

use super::scaffold::NewDesign;
use super::schema;
use crate::book::{Settings, folder};
use crate::design::{Status, as_id};
use crate::diagnostic::Sink;
use crate::source::{ReadError, Refused, Root, Sources, relative};
use crate::template::{Template, Templates};

/// How to set up a book.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'t> {
    /// The title of the first design.
    pub title: &'t str,
    /// The template of the first design.
    pub template: &'t Template,
    /// The templates of the book.
    pub templates: &'t Templates,
    /// Whether to create a book in a folder without a book.toml.
    pub make_book: bool,
}

/// Why a book cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InitError {
    /// There is no book.toml.
    #[error("there is no book in `{0}`: it has no book.toml")]
    NoBook(PathBuf),
    /// A file of the book cannot be read.
    #[error("`{path}` cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// A file of the book leads out of it.
    #[error("`{path}` is not read: {source}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Refused,
    },
    /// book.toml cannot be edited.
    #[error("`{path}` cannot be edited: {message}")]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// SUMMARY.md cannot be edited.
    #[error("`{path}` cannot be edited: {message}")]
    Summary {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

/// Plans the setup of the book in a folder.
///
/// # Errors
/// When there is no book and none should be created, or when one of its files cannot be read or
/// edited.
pub fn plan(folder: &Path, setup: &Setup<'_>) -> Result<Plan, InitError> {
    let book = folder.join("book.toml");
    let before = read(&book, &Root::new(folder, false))?;
    if before.is_none() && !setup.make_book {
        return Err(InitError::NoBook(folder.to_path_buf()));
    }
    let text = before.clone().unwrap_or_else(|| config::new_book(&title_of(folder)));
    let settings = settings(&text, folder);
    let root = Root::new(folder, settings.config.allow_outside_root);
    // Chapters may be outside the book's folder.
    let mut plan = Plan::new(root.and(&settings.src.to_string_lossy()));
    let name = settings.config.designs.as_str();
    let watch = Some(name).filter(|name| !settings.watches(name, &root));
    let edited =
        config::edit(&text, watch).map_err(|message| InitError::Config { path: book.clone(), message })?;

    let designs = folder.join(name);
    let schema = designs.join(schema::file_name(setup.template));
    let shape = schema::text(setup.template, setup.templates);
    let known = read(&schema, &root)?;
    plan.add(schema, known, shape);
    if folder::designs(name, &root).is_empty() {
        first_design(&root, &settings.src, &designs, setup, &mut plan)?;
    }
    // book.toml changes last: until then, the book works as before.
    plan.add(book, before, edited);
    Ok(plan)
}

/// Adds a design, a chapter and a line in SUMMARY.md.
fn first_design(
    root: &Root,
    src: &Path,
    designs: &Path,
    setup: &Setup<'_>,
    plan: &mut Plan,
) -> Result<(), InitError> {
    let folder = root.folder();
    let stem = free_stem(&as_id(setup.title), designs, &folder.join(src), root);
    let design = designs.join(format!("{stem}.toml"));
    let chapter = folder.join(src).join(format!("{stem}.md"));
    let summary = folder.join(src).join("SUMMARY.md");

    let schema = schema::file_name(setup.template);
    let new = NewDesign {
        title: setup.title,
        template: setup.template,
        status: Status::Draft,
        schema: Some(&schema),
    };
    plan.add(design.clone(), None, new.text());
    // With a leading slash, the path starts at the book's folder, so the chapter can be moved.
    let path = relative(folder, &design);
    plan.add(chapter, None, format!("<<#system-design {}>>\n", quoted(&format!("/{path}"))));

    let before = read(&summary, root)?;
    let new_chapter = summary::NewChapter { title: setup.title, path: &format!("{stem}.md") };
    let edited = summary::add(before.as_deref().unwrap_or("# Summary\n"), &new_chapter)
        .map_err(|message| InitError::Summary { path: summary.clone(), message })?;
    plan.add(summary, before, edited);
    Ok(())
}

/// A file name that neither a design nor a chapter has.
fn free_stem(wanted: &str, designs: &Path, src: &Path, root: &Root) -> String {
    let wanted = if wanted.is_empty() { "design" } else { wanted };
    // A link that leads out of the root also takes the name.
    let is_there = |path: PathBuf| root.named(&path).map_or(true, |file| file.has_anything());
    let taken = |stem: &str| {
        is_there(designs.join(format!("{stem}.toml"))) || is_there(src.join(format!("{stem}.md")))
    };
    let numbered = (2..).map(|number: u64| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|stem| !taken(stem)).unwrap_or_default()
}

/// The settings in book.toml. `check` reports mistakes in them.
fn settings(text: &str, folder: &Path) -> Settings {
    let whole = toml::from_str(text).unwrap_or(serde_json::Value::Null);
    Settings::sent(folder, whole, &mut Sources::new(), &mut Sink::default())
}

fn title_of(folder: &Path) -> String {
    Root::new(folder, false)
        .real()
        .file_name()
        .map_or_else(|| "Book".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn quoted(path: &str) -> String {
    if path.contains(' ') { format!("\"{path}\"") } else { path.to_owned() }
}

fn read(path: &Path, root: &Root) -> Result<Option<String>, InitError> {
    let granted = root.named(path);
    let granted = granted.map_err(|source| InitError::Refused { path: path.to_path_buf(), source })?;
    match granted.text() {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(source) => Err(InitError::Unreadable { path: path.to_path_buf(), source }),
    }
}
