//! What is to be imported: documents, and files of other formats, of which some are read as one.

use std::path::{Path, PathBuf};

use super::super::Failure;
use super::super::args::Import as Arguments;
use crate::authoring::import::{Document, Input, Model};
use crate::interchange::files::Files;
use crate::interchange::partial::Partial;
use crate::interchange::told::{Format, told};
use crate::interchange::{
    adr, calm, compose, ddl, mermaid, openapi, packages, protobuf, repository, structurizr,
};
use crate::source::{FileId, Granted, Root, Source, Sources};

/// The size of the largest document that is read, in bytes. Their lists and quotes may be in each other at any depth,
/// which takes a while to read.
const LARGEST: usize = 8 << 20;

/// Files that are read as one.
pub(super) struct Group {
    /// What it is called: by the file, or by the folder of several.
    name: String,
    /// None of a document.
    format: Option<Format>,
    files: Vec<FileId>,
}

/// The files that a person named, and those in the folders that they named.
pub(super) fn given(paths: &[PathBuf], sources: &mut Sources) -> Result<Vec<Group>, Failure> {
    // Folders that files name, such as those of packages, are below the working directory.
    let root = &sources.root(Path::new("."), true);
    let mut groups: Vec<Group> = Vec::new();
    for path in paths {
        let named = root.named(path);
        let named =
            named.map_err(|error| Failure::new(format!("`{}` is not read: {error}", path.display())))?;
        let before = groups.len();
        if named.has_folder() {
            for file in repository::files_below(&sources.root(named.path(), false)) {
                let is_direct = !file.shown().contains('/');
                below(&file, is_direct, &mut groups, root, sources)?;
            }
            if groups.len() == before {
                let message = format!("`{}` has no file of a format that is read here", path.display());
                return Err(Failure::new(message));
            }
        } else {
            let file = load(&named, path, sources)?;
            let format = told(&mut Files::new(sources, root), file)
                .map_err(|why| Failure::new(format!("`{}` is not read: {why}", path.display())))?;
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            let is_data = matches!(ending.as_deref(), Some("json" | "yaml" | "yml" | "toml" | "xml"));
            if format.is_none() && is_data {
                let message = format!(
                    "`{}` is not in a format that `import` reads; its help lists them",
                    path.display()
                );
                return Err(Failure::new(message));
            }
            add(file, format, &mut groups, sources)?;
        }
    }
    Ok(groups)
}

/// A file in a folder that a person named: of documents those that are directly in it, and introduce nothing.
fn below(
    file: &Granted,
    is_direct: bool,
    groups: &mut Vec<Group>,
    root: &Root,
    sources: &mut Sources,
) -> Result<(), Failure> {
    let path = file.path();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_known = match ending.as_deref() {
        Some("md") => is_direct && adr::is_record_file(&stem),
        Some("sql" | "proto" | "json" | "yaml" | "yml" | "mmd" | "mermaid") => true,
        _ => packages::is_package(file.shown()),
    };
    if !is_known {
        return Ok(());
    }
    let named = root
        .named(path)
        .map_err(|error| Failure::new(format!("`{}` is not read: {error}", path.display())))?;
    let id = load(&named, path, sources)?;
    let format = told(&mut Files::new(sources, root), id).ok().flatten();
    if format.is_some() || ending.as_deref() == Some("md") {
        add(id, format, groups, sources)?;
    }
    Ok(())
}

fn load(file: &Granted, path: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    sources.load(file).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))
}

/// Adds a file: to others that it is read with, such as those of a folder of migrations.
fn add(
    file: FileId,
    format: Option<Format>,
    groups: &mut Vec<Group>,
    sources: &Sources,
) -> Result<(), Failure> {
    let path = sources.get(file).path();
    if format.is_none() && sources.get(file).text().len() > LARGEST {
        let message = format!(
            "`{path}` is not read: it is larger than {} MiB, and no document of one design is; import its parts",
            LARGEST >> 20
        );
        return Err(Failure::new(message));
    }
    let folder = match format {
        Some(Format::Sql) => repository::migrations(path),
        Some(Format::Package) => "",
        _ => {
            let name = path.rsplit('/').next().unwrap_or(path).trim_matches(['<', '>']).to_owned();
            groups.push(Group { name, format, files: vec![file] });
            return Ok(());
        }
    };
    let same = |group: &&mut Group| {
        let first = group.files.first().map_or("", |first| sources.get(*first).path());
        group.format == format && (format == Some(Format::Package) || repository::migrations(first) == folder)
    };
    match groups.iter_mut().find(same) {
        Some(group) => {
            group.files.push(file);
            folder.clone_into(&mut group.name);
        }
        None => {
            let name = path.rsplit('/').next().unwrap_or(path).trim_matches(['<', '>']).to_owned();
            groups.push(Group { name, format, files: vec![file] });
        }
    }
    Ok(())
}

/// What the files of other formats say.
pub(super) fn read(
    groups: &[Group],
    root: &Root,
    sources: &mut Sources,
    arguments: &Arguments,
) -> Result<Vec<Option<Partial>>, Failure> {
    let around = arguments.files.iter().fold(root.clone(), |root, path| root.and_around(path));
    let mut partials = Vec::new();
    for group in groups {
        let partial = group.format.map(|format| partial(format, group, &around, sources, arguments));
        partials.push(partial);
    }
    // A file of which nothing could be read is not imported as an empty design.
    let has_read = |partial: &Option<Partial>| partial.as_ref().is_none_or(|partial| !is_empty(partial));
    let lost = groups.iter().zip(&partials).find_map(|(group, partial)| {
        let part = partial.as_ref()?.unread.first()?;
        Some((group, part))
    });
    match lost {
        Some((group, part)) if !partials.iter().any(has_read) => {
            let line = sources.get(part.span.file).line(part.span.range().start);
            let message = format!("`{}` is not read: line {line}: {}: {}", group.name, part.what, part.why);
            Err(Failure::new(message))
        }
        _ => Ok(partials),
    }
}

fn partial(
    format: Format,
    group: &Group,
    root: &Root,
    sources: &mut Sources,
    arguments: &Arguments,
) -> Partial {
    let system = arguments.system.as_deref();
    let mut files = Files::new(sources, root);
    let Some(&first) = group.files.first() else { return Partial::default() };
    match format {
        Format::OpenApi => openapi::read(&mut files, first),
        Format::AsyncApi => openapi::channels::read(&mut files, first),
        Format::Protobuf => protobuf::read(&files, first),
        Format::Sql => {
            let dialect = arguments.dialect.as_deref().and_then(ddl::Dialect::named);
            ddl::read(&files, &group.files, dialect.unwrap_or_default())
        }
        Format::Structurizr => structurizr::read(&mut files, first, system),
        Format::Calm => calm::read(&mut files, first, system),
        Format::Mermaid => mermaid::file::read(&files, first, system),
        Format::Compose => compose::read(&mut files, first),
        Format::Package => packages::read(&mut files, &group.files),
    }
}

fn is_empty(partial: &Partial) -> bool {
    partial.elements.is_empty()
        && partial.contracts.is_empty()
        && partial.tables.is_empty()
        && partial.decisions.is_empty()
        && partial.packages.is_empty()
        && partial.services.is_empty()
}

/// The documents among the files, with their names.
pub(super) fn documents<'d>(
    groups: &'d [Group],
    sources: &'d Sources,
) -> impl Iterator<Item = (&'d str, &'d Source)> {
    let documents = groups.iter().filter(|group| group.format.is_none());
    documents.filter_map(|group| Some((group.name.as_str(), sources.get(*group.files.first()?))))
}

/// What is imported; `texts` are those of the documents.
pub(super) fn inputs<'d>(
    groups: &'d [Group],
    partials: &'d [Option<Partial>],
    texts: &'d [String],
    sources: &'d Sources,
) -> Vec<Input<'d>> {
    let mut texts = texts.iter();
    let all = groups.iter().zip(partials);
    let inputs = all.filter_map(|(group, partial)| match (group.format, partial) {
        (Some(format), Some(partial)) => {
            Some(Input::Model(Model { name: &group.name, format, partial, sources }))
        }
        _ => Some(Input::Document(Document { name: &group.name, text: texts.next()? })),
    });
    inputs.collect()
}
