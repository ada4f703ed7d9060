//! Sets up a book: book.toml, a first design, and a chapter that shows it. Also adds a design later.
//!
//! [`plan`] and [`plan_design`] read the book and return what would change; nothing is written before
//! [`Plan::apply`]. The user's text is kept: book.toml with its comments and order, SUMMARY.md with
//! one more line. The plan for a book that is already set up is empty.

mod config;
mod design;
mod summary;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use design::{Added, Addition};

use super::change::Plan;
use super::schema;
use crate::book::{BOOK, Settings, Surroundings, folder};
use crate::design::Status;
use crate::diagnostic::Sink;
use crate::source::{ReadError, Refused, Root, Sources};
use crate::template::{Template, Templates};
use design::Place;

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
    /// The id that is asked for is taken.
    #[error("`{file}` already has the id `{id}`; choose another id")]
    TakenId {
        /// The id.
        id: String,
        /// The file of the design that has it.
        file: String,
    },
    /// The file that is asked for exists.
    #[error("`{0}` already exists; choose another file")]
    TakenFile(PathBuf),
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
    let book = folder.join(BOOK);
    let before = read(&book, &Root::new(folder, false))?;
    if before.is_none() && !setup.make_book {
        return Err(InitError::NoBook(folder.to_path_buf()));
    }
    let text = before.clone().unwrap_or_else(|| config::new_book(&title_of(folder)));
    let settings = settings(&text, folder);
    let root = Root::new(folder, settings.config.allow_outside_root);
    let name = settings.config.designs.as_str();
    let watch = Some(name).filter(|name| !settings.watches(name, &root));
    let edited =
        config::edit(&text, watch).map_err(|message| InitError::Config { path: book.clone(), message })?;

    // Chapters may be outside the book's folder.
    let chapters = root.and(&settings.src.to_string_lossy());
    let mut plan = Plan::within(chapters.clone());
    if folder::designs(&settings.config, &root).is_empty() {
        let place = place(&chapters, folder.join(name), folder.join(&settings.src), BTreeMap::new())?;
        let first = Addition {
            title: setup.title,
            template: setup.template,
            templates: setup.templates,
            status: Status::Draft,
            id: None,
            file: None,
            chapter: true,
            schema: true,
        };
        design::add(&place, &first, &mut plan)?;
    } else {
        let schema = folder.join(name).join(schema::file_name(setup.template));
        let known = read(&schema, &root)?;
        plan.add(schema, known, schema::text(setup.template, setup.templates));
    }
    // book.toml changes last: until then, the book works as before.
    plan.add(book, before, edited);
    Ok(plan)
}

/// Plans a new design in a book, or in a folder without one.
///
/// # Errors
/// When the id or the file that is asked for is taken, there is no book for the chapter, or one of
/// the files cannot be read or edited.
pub fn plan_design(surroundings: &mut Surroundings, new: &Addition<'_>) -> Result<(Plan, Added), InitError> {
    let folder = surroundings.session.root.folder().to_path_buf();
    if new.chapter && !surroundings.is_book() {
        return Err(InitError::NoBook(folder));
    }
    let designs = surroundings.designs().map_err(|(path, source)| InitError::Refused { path, source })?;
    let settings = &surroundings.settings;
    let root = settings.chapters(&surroundings.session.root);
    let src = root.resolve(root.folder(), &settings.src.to_string_lossy());
    let src = src.map_err(|source| InitError::Refused { path: folder.join(&settings.src), source })?;
    let src = src.path().to_path_buf();
    let ids = if surroundings.is_book() { surroundings.ids() } else { BTreeMap::new() };
    let mut plan = Plan::within(root.clone());
    let added = design::add(&place(&root, designs, src, ids)?, new, &mut plan)?;
    Ok((plan, added))
}

fn place(
    root: &Root,
    designs: PathBuf,
    src: PathBuf,
    ids: BTreeMap<String, String>,
) -> Result<Place<'_>, InitError> {
    let listed = read(&src.join("SUMMARY.md"), root)?.map(|text| summary::listed(&text)).unwrap_or_default();
    Ok(Place { root, designs, src, ids, listed })
}

/// The settings in book.toml. `check` reports mistakes in them.
fn settings(text: &str, folder: &Path) -> Settings {
    let whole = toml::from_str(text).unwrap_or(serde_json::Value::Null);
    Settings::sent(folder, whole, &mut Sources::new(), &mut Sink::default())
}

/// The template that the text of a design asks for.
pub fn template_asked_for(design: &str) -> Option<String> {
    let design: toml::Table = design.parse().ok()?;
    Some(design.get("template")?.as_str()?.to_owned())
}

fn title_of(folder: &Path) -> String {
    Root::new(folder, false)
        .real()
        .file_name()
        .map_or_else(|| "Book".to_owned(), |name| name.to_string_lossy().into_owned())
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
