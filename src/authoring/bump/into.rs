//! Several designs become the versions of one.

use std::path::{Path, PathBuf};

use super::relocate::{self, Way};
use super::source::{self, Copied};
use super::{BumpError, Step, draft, edited, known_findings, named};
use crate::authoring::change::Plan;
use crate::book::splice::splice;
use crate::book::{Renamed, Renaming, Shown, Surroundings, folder, load_named, redirect, renaming};
use crate::catalog::{Member, Series};
use crate::design::{Design, RESERVED, as_id, is_id, version_in_name};
use crate::diagnostic::Edit;
use crate::reading::Editor;
use crate::render::{self, Options};
use crate::source::{FileId, is_portable};

/// Designs to make versions of one.
#[derive(Clone, Copy, Debug)]
pub struct Join<'b> {
    /// The name of the series: of its folder, beside the first file.
    pub name: &'b str,
    /// The files.
    pub files: &'b [PathBuf],
    /// How a new version follows on the highest of them; none is made if nothing is said.
    pub step: Option<&'b Step>,
}

/// What becomes of them.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// Lines for `[output.html.redirect]`: from the anchors under former ids to those of today.
    pub redirects: Vec<String>,
    /// Directives that still name an old file, in words.
    pub left: Vec<String>,
}

/// A file that becomes a version.
struct Joining {
    copied: Copied,
    to: PathBuf,
    shown: Renamed,
    design: Design,
}

/// Plans to make several designs the versions of one.
///
/// # Errors
/// When one of them cannot be read, two have one version, or something is in the way.
pub fn plan_join(book: &mut Surroundings, join: &Join<'_>) -> Result<(Plan, Joined), BumpError> {
    let mut copied: Vec<Copied> = Vec::new();
    for file in join.files {
        let next = Copied::of_file(book, file)?;
        if copied.iter().all(|known| known.id != next.id) {
            copied.push(next);
        }
    }
    let Some(series) = copied.first().map(|first| first.folder.join(join.name)) else {
        return Ok((Plan::within(book.session.root.clone()), Joined::default()));
    };
    check_name(join.name, &series, book)?;
    let (known, all) = members(book, &series, &copied)?;
    let holding = all.holding().map(|member| member.file);
    let id = known.map_or_else(|| as_id(join.name), |(id, _)| id);
    let joining: Vec<Joining> =
        copied.into_iter().filter_map(|copied| joining(copied, &series, &id, holding, book)).collect();

    let mut plan = Plan::within(book.settings.chapters(&book.session.root));
    let renamed: Vec<Renamed> = joining.iter().map(|joining| joining.shown.clone()).collect();
    let Renaming { mut edits, left, shown } =
        if book.is_book() { renaming(book, &renamed)? } else { Renaming::default() };
    let moves: Vec<(&Path, &Path)> =
        joining.iter().map(|joining| (joining.copied.file.as_path(), joining.to.as_path())).collect();
    for joining in &joining {
        let way = Way { from: &joining.copied.file, to: &joining.to, all: &moves };
        let links = relocate::links(&joining.design, &book.session.sources, way);
        edits.extend(links.into_iter().filter(|link| !edits.contains(link)).collect::<Vec<Edit>>());
    }
    let mut highest: Option<(&Joining, String)> = None;
    for joining in &joining {
        let text = text(joining, &edits, &moves, &renamed)?;
        let Copied { file, text: before, version, .. } = &joining.copied;
        plan.move_file(file.clone(), joining.to.clone(), before.clone(), text.clone());
        if highest.as_ref().is_none_or(|(other, _)| other.copied.version < *version) {
            highest = Some((joining, text));
        }
    }
    for (from, to) in &moves {
        known_findings(book, from, to, &mut plan);
    }
    edits.retain(|edit| joining.iter().all(|joining| joining.copied.id != edit.span.file));
    edited(book, &edits, &mut plan);
    if let (Some(step), Some((highest, text))) = (join.step, highest) {
        let version = step.after(&highest.copied.version);
        if let Some(taken) =
            all.members().iter().find(|member| member.number.cmp_precedence(&version).is_eq())
        {
            let path = book.session.sources.get(taken.file).path().to_owned();
            return Err(BumpError::Exists { version, path });
        }
        let file = series.join(format!("{}.toml", named(&version)));
        plan.make(file, draft::draft(&text, &version));
    }
    let redirects = redirects(book, &joining, &shown);
    Ok((plan, Joined { redirects, left }))
}

fn check_name(name: &str, series: &Path, book: &Surroundings) -> Result<(), BumpError> {
    let is_admitted = is_id(name) && !RESERVED.contains(&name) && is_portable(name);
    if !is_admitted || version_in_name(name).is_some() {
        return Err(BumpError::BadName(name.to_owned()));
    }
    let refused = |source| BumpError::Refused { path: series.to_path_buf(), source };
    let granted = book.session.root.named(series).map_err(refused)?;
    if granted.has_file() {
        let folder = granted.shown().to_owned();
        return Err(BumpError::NotAFolder { path: folder.clone(), folder });
    }
    Ok(())
}

/// The id of the versions that are in the folder already, and those versions with the ones that join them.
fn members(
    book: &mut Surroundings,
    series: &Path,
    copied: &[Copied],
) -> Result<(Option<(String, FileId)>, Series), BumpError> {
    let refused = |source| BumpError::Refused { path: series.to_path_buf(), source };
    let folder = book.session.root.named(series).map_err(refused)?;
    let there = book.session.root.list(&folder).into_iter().filter(|entry| folder::is_version(&entry.name));
    let mut members: Vec<Member> = Vec::new();
    for path in there.filter_map(|entry| entry.path.ok()) {
        if let Some(id) = load_named(path.path(), &mut book.session)? {
            let stem = book.session.sources.get(id).stem();
            members.extend(Member::new(id, stem, book.session.design(id)));
        }
    }
    let known = members.first().and_then(|member| Some((member.id.clone()?.0, member.file)));
    for copied in copied {
        let is_it = |member: &&Member| member.number.cmp_precedence(&copied.version).is_eq();
        if let Some(taken) = members.iter().find(is_it) {
            let path = book.session.sources.get(taken.file).path().to_owned();
            return Err(BumpError::Exists { version: copied.version.clone(), path });
        }
        members.extend(Member::new(copied.id, &named(&copied.version), copied.design.as_ref()));
    }
    Ok((known, Series::new(members)))
}

fn joining(
    copied: Copied,
    series: &Path,
    id: &str,
    holding: Option<FileId>,
    book: &Surroundings,
) -> Option<Joining> {
    let design = copied.design.clone()?;
    let stem = named(&copied.version);
    let to = series.join(format!("{stem}.toml"));
    let root = &book.session.root;
    let shown = Renamed {
        from: root.shown(&copied.file),
        to: root.shown(&to),
        series: root.shown(series),
        version: (holding != Some(copied.id)).then_some(stem),
        id: Some((design.id.clone(), id.to_owned())).filter(|(old, new)| old != new),
    };
    Some(Joining { copied, to, shown, design })
}

/// The text of a design as a version of the series: under its id, and following on nothing else in it.
fn text(
    joining: &Joining,
    edits: &[Edit],
    moves: &[(&Path, &Path)],
    group: &[Renamed],
) -> Result<String, BumpError> {
    let Joining { copied, to, shown, design } = joining;
    let way = Way { from: &copied.file, to, all: moves };
    let (mark, bare) = source::marked(&copied.text);
    let own = [relocate::in_file(edits, copied.id), relocate::names(bare, way)].concat();
    let mut text = splice(bare, own);
    if let Some((old, _)) = &shown.id {
        let unedited = |why| BumpError::Unedited { path: shown.from.clone(), why };
        let mut editor = Editor::open(&text).map_err(unedited)?;
        editor.extend(&["design", "was"], &[old]).map_err(unedited)?;
        text = editor.finish();
    }
    let ids: Vec<&str> = group
        .iter()
        .filter_map(|renamed| Some(renamed.id.as_ref()?.0.as_str()))
        .chain([design.id.as_str()])
        .collect();
    let goes = |key: &str, value: &str| match key {
        "id" => shown.id.is_some(),
        "supersedes" | "superseded-by" => ids.contains(&value),
        _ => false,
    };
    Ok(format!("{mark}{}", draft::without(&text, goes)))
}

/// From each anchor under a former id to the one of today, on each page that shows the design.
fn redirects(book: &Surroundings, joining: &[Joining], shown: &[Shown]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for Joining { shown: renamed, design, .. } in joining {
        let Some((old, new)) = &renamed.id else { continue };
        let Ok(template) = book.session.templates.resolve(&design.template) else { continue };
        let pages = shown.iter().filter(|shown| shown.from == renamed.from);
        for page in pages.map(|shown| shown.page.as_str()) {
            for anchor in render::printed(design, template, &Options::default()) {
                let [old, new] = [old, new].map(|id| anchor.under(id));
                lines.push(redirect(page, &old, &new));
            }
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}
