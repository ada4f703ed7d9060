//! Packages and what they need of each other: `Cargo.toml`, `package.json`, `go.mod`, `pyproject.toml`.

mod cargo;
mod go;
mod npm;
mod python;

use super::files::Files;
use super::partial::{Dependency, Package, Partial, Unread};
use crate::source::{FileId, Span, Spanned};

/// Whether a file of this name says what a package needs.
pub fn is_package(path: &str) -> bool {
    reader_of(path).is_some()
}

/// Reads several files as one: what they need of each other is known only together.
pub fn read(files: &mut Files<'_>, of: &[FileId]) -> Partial {
    let mut partial = Partial { files: of.to_vec(), ..Partial::default() };
    let mut all = Vec::new();
    for &file in of {
        let path = files.path(file).to_owned();
        let Some(reader) = reader_of(&path) else {
            let why = "it is not a `Cargo.toml`, `package.json`, `go.mod` or `pyproject.toml`";
            partial.cannot_read(Span::new(file, 0..0), path, why);
            continue;
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        match reader(files, file) {
            Ok(Some(manifest)) => all.push((folder, manifest)),
            // A file for a workspace alone has no package.
            Ok(None) => partial.leave("workspace"),
            Err((span, why)) => {
                let names = vec![folder];
                partial.unread.push(Unread { span, what: path, why, may_hold: true, names });
            }
        }
    }
    partial.packages = all
        .iter()
        .map(|(folder, manifest)| {
            let last = folder.rsplit('/').next().unwrap_or_default().to_owned();
            let name = manifest.name.clone().unwrap_or_else(|| Spanned::new(last, manifest.start));
            Package { name, folder: folder.clone() }
        })
        .collect();
    for (from, (folder, manifest)) in all.iter().enumerate() {
        for need in &manifest.needs {
            let Some(to) = found(&all, folder, need).filter(|to| *to != from) else { continue };
            let same = |there: &&mut Dependency| there.from == from && there.to == to;
            match partial.dependencies.iter_mut().find(same) {
                Some(there) => there.is_dev &= need.is_dev,
                None => {
                    partial.dependencies.push(Dependency { from, to, span: need.span, is_dev: need.is_dev });
                }
            }
        }
    }
    partial
}

/// What a file says.
struct Manifest {
    name: Option<Spanned<String>>,
    start: Span,
    needs: Vec<Need>,
}

/// A package that is needed.
struct Need {
    /// Its name, as the file of that package gives it.
    name: String,
    /// Its folder, relative to the file.
    path: Option<String>,
    span: Span,
    is_dev: bool,
}

type Found = Result<Option<Manifest>, (Span, String)>;

fn reader_of(path: &str) -> Option<fn(&mut Files<'_>, FileId) -> Found> {
    Some(match path.rsplit('/').next()? {
        "Cargo.toml" => cargo::read,
        "package.json" => npm::read,
        "go.mod" => go::read,
        "pyproject.toml" => python::read,
        _ => return None,
    })
}

/// Which of the packages is needed: the one in that folder, else the one with that name.
fn found(all: &[(String, Manifest)], folder: &str, need: &Need) -> Option<usize> {
    let in_folder = need.path.as_ref().and_then(|path| {
        let target = joined(folder, path)?;
        all.iter().position(|(folder, _)| *folder == target)
    });
    in_folder.or_else(|| {
        let names = |manifest: &Manifest| manifest.name.as_ref().is_some_and(|name| name.value == need.name);
        all.iter().position(|(_, manifest)| names(manifest))
    })
}

/// A path relative to a folder, both relative to the root; none if it leads out of it.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The tree of a file of TOML.
fn toml(files: &Files<'_>, file: FileId) -> Result<std::rc::Rc<crate::reading::Datum>, (Span, String)> {
    let text = files.text(file);
    let mut sink = crate::diagnostic::Sink::default();
    match crate::reading::parse(&text, file, &mut sink) {
        Some(table) => Ok(crate::reading::Datum::of_toml(&table, file)),
        None => {
            let first = sink.findings().first();
            let why = first.map_or_else(|| "it is not TOML".to_owned(), |first| first.message.clone());
            Err((first.map_or(Span::new(file, 0..0), |first| first.span), why))
        }
    }
}
