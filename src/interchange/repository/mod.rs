//! The files of the repository that a design names in `[sources]`, read.
//!
//! Patterns are looked up below the project's root, which nothing leaves; each file is read once a run, however
//! many designs name it. What cannot be read becomes a [`Trouble`], and nothing is said of what it may hold.

mod choice;
mod find;
mod natural;
mod pattern;
mod read;

use std::sync::Arc;

pub use choice::Choice;
use find::{Found, Wanted, find};
pub use read::Memory;

use super::partial::{Partial, Unread};
use crate::design::{ContractFormat, RepositoryFiles, SourceFiles, SourceKind};
use crate::source::{FileId, Granted, Refused, Root, Sources, Span};
use crate::template::Template;

/// What the files of a design say.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// What each pattern names, in the order of the design's.
    pub held: Vec<Held>,
    /// Whether the folder of the project is not there, so that nothing could be looked for.
    pub lacks_root: bool,
}

/// What one pattern names.
#[derive(Clone, Debug)]
pub struct Held {
    /// What the files hold.
    pub kind: SourceKind,
    /// The path in the design: `sources.api`.
    pub path: String,
    /// Where it is written.
    pub span: Span,
    /// The pattern.
    pub pattern: String,
    /// Where the pattern is written.
    pub pattern_at: Span,
    /// The path that comes before those in the files.
    pub base: Option<String>,
    /// The component that the files belong to, if the design names it.
    pub component: Option<String>,
    /// Whether the design has what is in the files alone.
    pub take: bool,
    /// Whether the files may be missing.
    pub optional: bool,
    /// What of the files is compared.
    pub choice: Choice,
    /// The files, those together that are read as one.
    pub parts: Vec<Part>,
    /// The folders, with `/` between their names.
    pub folders: Vec<String>,
    /// What went wrong.
    pub troubles: Vec<Trouble>,
}

/// Files that are read as one.
#[derive(Clone, Debug)]
pub struct Part {
    /// The folder that they are in, relative to the project's root.
    pub folder: String,
    /// The path of the first of them, or of their folder if there are several.
    pub name: String,
    /// The format of contracts.
    pub format: Option<ContractFormat>,
    /// What they say.
    pub partial: Arc<Partial>,
}

/// What could not be read.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// The pattern names nothing.
    Nothing,
    /// It names something outside the project, or by a path that not every system understands.
    Refused(Refused),
    /// A file is there and cannot be read.
    Unreadable {
        /// Its path.
        path: String,
        /// Why.
        why: String,
    },
    /// A file is in another format than the key holds.
    Foreign {
        /// Its path.
        path: String,
        /// What a file there has to be.
        wanted: &'static str,
        /// Where it begins.
        span: Span,
    },
    /// A part of a file.
    Part(Unread),
}

impl Held {
    /// Whether all that its files hold is known.
    pub fn is_whole(&self) -> bool {
        self.troubles.is_empty()
    }

    /// Whether a path would be one of those that the pattern names.
    pub fn covers(&self, path: &str) -> bool {
        pattern::Pattern::all(&self.pattern).iter().any(|pattern| pattern.fits(path))
    }

    /// The files that were read.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.parts.iter().flat_map(|part| part.partial.files.iter().copied())
    }
}

/// The files below a folder, in the order in which people count, without those that `**` passes over.
pub fn files_below(folder: &Root) -> Vec<Granted> {
    find("**", Wanted::Files, folder).paths
}

/// Reads the files that a design names. The words of a template name the parts of decision records.
pub fn consult(
    named: &RepositoryFiles,
    project: &Root,
    sources: &mut Sources,
    memory: &mut Memory,
    template: Option<&Template>,
) -> Agreement {
    if !sources.files().is_folder(project.folder()) {
        return Agreement { held: Vec::new(), lacks_root: true };
    }
    let held = named.each().iter().map(|files| hold(files, project, sources, memory, template)).collect();
    Agreement { held, lacks_root: false }
}

fn hold(
    files: &SourceFiles<'_>,
    project: &Root,
    sources: &mut Sources,
    memory: &mut Memory,
    template: Option<&Template>,
) -> Held {
    let mut held = Held {
        kind: files.kind,
        path: files.path.clone(),
        span: files.span,
        pattern: files.pattern.value.clone(),
        pattern_at: files.pattern.span,
        base: files.base.map(|base| base.value.clone()),
        component: files.component.map(str::to_owned),
        take: files.take,
        optional: files.optional,
        choice: Choice::of(files.only, files.except),
        parts: Vec::new(),
        folders: Vec::new(),
        troubles: Vec::new(),
    };
    let wanted = if files.kind == SourceKind::Components { Wanted::Folders } else { Wanted::Files };
    let Found { paths, refused } = find(&held.pattern, wanted, project);
    if let Some(refused) = refused {
        held.troubles.push(Trouble::Refused(refused));
    } else if paths.is_empty() {
        held.troubles.push(Trouble::Nothing);
    }
    if wanted == Wanted::Folders {
        // Git keeps no folder without a file.
        let filled = paths.iter().filter(|folder| !project.list(folder).is_empty());
        held.folders = filled.map(|folder| folder.shown().to_owned()).collect();
        return held;
    }
    for group in groups(files.kind, paths) {
        let (parts, troubles) = memory.read(files, &group, project, sources, template);
        let unread = parts.iter().flat_map(|part| &part.partial.unread).filter(|part| part.may_hold);
        held.troubles.extend(unread.cloned().map(Trouble::Part));
        held.troubles.extend(troubles);
        held.parts.extend(parts);
    }
    held
}

/// The files that are read as one: folders of migrations and of decisions apart, packages all together, and
/// others each by itself.
fn groups(kind: SourceKind, paths: Vec<Granted>) -> Vec<Vec<Granted>> {
    let key = |file: &Granted| -> String {
        match kind {
            SourceKind::Tables => migrations(file.shown()).to_owned(),
            SourceKind::Decisions => folder(file.shown()).to_owned(),
            SourceKind::Dependencies => String::new(),
            _ => file.shown().to_owned(),
        }
    };
    let mut groups: Vec<(String, Vec<Granted>)> = Vec::new();
    for path in paths {
        let key = key(&path);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(path),
            None => groups.push((key, vec![path])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The folder of a file.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder of migrations that a file is in: with Prisma each migration is in a folder by itself.
pub fn migrations(path: &str) -> &str {
    let own = folder(path);
    if path.ends_with("/migration.sql") || path.ends_with("/up.sql") { folder(own) } else { own }
}
