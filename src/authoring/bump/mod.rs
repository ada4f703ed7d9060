//! The next version of a design: a copy as a draft, beside the version that is copied.
//!
//! A design that is a single file becomes a series first: its file moves into a separate folder, under
//! its version, and everything that names it is edited. [`plan`] only says what would change.

use std::path::{Path, PathBuf};

use semver::{BuildMetadata, Version};

mod draft;
mod error;
mod freeze;
mod into;
mod relocate;
mod removal;
mod source;
mod step;

pub use error::BumpError;
pub use into::{Join, Joined, plan_join};
pub use step::Step;

use super::change::Plan;
use crate::book::splice::{Replacement, splice};
use crate::book::{Renamed, Renaming, Surroundings, renaming};
use crate::design::Status;
use crate::diagnostic::{Edit, known};
use crate::source::FileId;
use relocate::Way;
use source::Copied;

/// A version to make.
#[derive(Clone, Copy, Debug)]
pub struct Bump<'b> {
    /// The design: its file, or its series, perhaps with `@REQ`.
    pub design: &'b Path,
    /// How the new version follows; a minor version if nothing is said.
    pub step: Option<&'b Step>,
    /// Whether what older versions cite from outside their series is copied.
    pub freeze: bool,
}

/// What a plan is about.
#[derive(Clone, Debug)]
pub struct Bumped {
    /// The file of the new version; `None` if there is none because only citations are copied.
    pub file: Option<PathBuf>,
    /// The version that is copied.
    pub from: Version,
    /// The new version.
    pub version: Version,
    /// Directives that still name the old file, in words.
    pub left: Vec<String>,
}

/// Plans the next version of a design.
///
/// # Errors
/// When the design cannot be read, the version exists, or something is in the way.
pub fn plan(book: &mut Surroundings, bump: &Bump<'_>) -> Result<(Plan, Bumped), BumpError> {
    let copied = Copied::open(book, bump.design)?;
    let version = bump.step.unwrap_or(&Step::Minor).after(&copied.version);
    let taken = copied.taken(&version);
    // A version that nobody named need not be made for the sake of the citations.
    if let Some(path) = taken.clone().filter(|_| !bump.freeze || bump.step.is_some()) {
        return Err(BumpError::Exists { version, path });
    }
    let mut plan = Plan::within(book.settings.chapters(&book.session.root));
    let mut left = Vec::new();
    let (text, frozen) = if copied.is_single() {
        let text = become_series(book, &copied, bump.freeze, &mut plan, &mut left)?;
        (text, Vec::new())
    } else {
        let frozen = if bump.freeze { copied.frozen() } else { Vec::new() };
        (copied.text.clone(), frozen)
    };
    for (file, name) in frozen {
        let location = book.session.sources.get(file).location().to_path_buf();
        let before = source::text(book, &location)?;
        let frozen = freeze::freeze(&before, &copied.series, &name, &book.session.root)?;
        frozen.copies.into_iter().for_each(|(path, text)| plan.make(path, text));
        plan.add(location, Some(before), frozen.text);
    }
    let file = taken.is_none().then(|| copied.series.join(format!("{}.toml", named(&version))));
    if let Some(file) = &file {
        plan.make(file.clone(), draft::draft(&text, &version));
    }
    Ok((plan, Bumped { file, from: copied.version, version, left }))
}

/// Moves a single file into a folder, and gives its text there.
fn become_series(
    book: &mut Surroundings,
    copied: &Copied,
    freeze: bool,
    plan: &mut Plan,
    left: &mut Vec<String>,
) -> Result<String, BumpError> {
    let stem = named(&copied.version);
    let to = copied.series.join(format!("{stem}.toml"));
    let moves = [(copied.file.as_path(), to.as_path())];
    let way = Way { from: &copied.file, to: &to, all: &moves };
    let sources = &book.session.sources;
    let links = copied.design.as_ref().map(|design| relocate::links(design, sources, way));
    let mut edits = links.unwrap_or_default();
    let root = &book.session.root;
    if book.is_book() {
        let [from, to, series] = [&copied.file, &to, &copied.series].map(|path| root.shown(path));
        let Renaming { edits: others, left: unedited, .. } =
            renaming(book, &[Renamed { from, to, series, version: None, id: None }])?;
        edits.extend(others);
        left.extend(unedited);
    }
    let own = relocate::in_file(&edits, copied.id);
    edits.retain(|edit| edit.span.file != copied.id);
    let (mark, bare) = source::marked(&copied.text);
    let names = relocate::names(bare, way);
    let text = format!("{mark}{}", splice(bare, [own, names].concat()));
    let mut moved = text.clone();
    if freeze {
        let frozen = freeze::freeze(&text, &copied.series, &stem, &book.session.root)?;
        frozen.copies.into_iter().for_each(|(path, text)| plan.make(path, text));
        moved = frozen.text;
    }
    plan.move_file(copied.file.clone(), to.clone(), copied.text.clone(), moved);
    known_findings(book, &copied.file, &to, plan);
    edited(book, &edits, plan);
    Ok(text)
}

/// Names the new file in the list of known findings.
fn known_findings(book: &Surroundings, from: &Path, to: &Path, plan: &mut Plan) {
    let Some(baseline) = &book.session.baseline else { return };
    let Some(file) = baseline.file else { return };
    let before = book.session.sources.get(file).text().to_string();
    let after = known::renamed(&before, &baseline.name_of(from), &baseline.name_of(to));
    plan.add(baseline.path.clone(), Some(before), after);
}

/// Adds the edits of files that stay where they are.
fn edited(book: &Surroundings, edits: &[Edit], plan: &mut Plan) {
    let mut files: Vec<FileId> = edits.iter().map(|edit| edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    // book.toml changes last: until then, the book works as before.
    files.sort_by_key(|file| Some(*file) == book.settings.file);
    for file in files {
        let source = book.session.sources.get(file);
        let edits: Vec<Replacement> = relocate::in_file(edits, file);
        let after = splice(source.text(), edits);
        plan.add(source.location().to_path_buf(), Some(source.text().to_string()), after);
    }
}

/// The name of a version's file: builds of one version have the same.
fn named(version: &Version) -> String {
    Version { build: BuildMetadata::EMPTY, ..version.clone() }.to_string()
}

/// Whether a version claims to hold, or held.
fn is_settled(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Accepted | Status::Implemented | Status::Deprecated | Status::Superseded))
}
