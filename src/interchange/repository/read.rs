//! Which reader a file has, and what it said.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::{Part, Trouble, folder};
use crate::design::{ContractFormat, SourceFiles, SourceKind, SqlDialect};
use crate::interchange::files::Files;
use crate::interchange::partial::Partial;
use crate::interchange::{adr, compose, ddl, openapi, packages, protobuf};
use crate::source::{FileId, Granted, Root, Sources, Span};
use crate::template::Template;

/// What was read in a run, so that each file is read once.
#[derive(Debug, Default)]
pub struct Memory(HashMap<Key, Read>);

/// What files are read as.
type Key = (SourceKind, Option<ContractFormat>, Option<SqlDialect>, Vec<FileId>);

/// What was read, or what a file there would have to be.
type Read = Result<(Option<ContractFormat>, Arc<Partial>), &'static str>;

impl Memory {
    /// Reads files as one.
    pub(super) fn read(
        &mut self,
        files: &SourceFiles<'_>,
        group: &[Granted],
        project: &Root,
        sources: &mut Sources,
        template: Option<&Template>,
    ) -> (Vec<Part>, Vec<Trouble>) {
        let mut troubles = Vec::new();
        let mut ids: Vec<FileId> = Vec::new();
        for file in group {
            match sources.load(file) {
                Ok(id) => ids.push(id),
                Err(error) => {
                    let (path, why) = (file.shown().to_owned(), error.to_string());
                    troubles.push(Trouble::Unreadable { path, why });
                }
            }
        }
        let Some((first, id)) = group.first().zip(ids.first().copied()) else {
            return (Vec::new(), troubles);
        };
        let key = (files.kind, files.format, files.dialect, ids.clone());
        let read = self.0.entry(key).or_insert_with(|| read(files, &ids, project, sources, template));
        let shown = first.shown();
        match read {
            Ok((format, partial)) => {
                let name = if group.len() > 1 { folder(shown) } else { shown };
                let part = Part {
                    folder: folder(shown).to_owned(),
                    name: name.to_owned(),
                    format: *format,
                    partial: Arc::clone(partial),
                };
                (vec![part], troubles)
            }
            Err(wanted) => {
                let span = Span::new(id, 0..0);
                troubles.push(Trouble::Foreign { path: shown.to_owned(), wanted, span });
                (Vec::new(), troubles)
            }
        }
    }
}

fn read(
    files: &SourceFiles<'_>,
    ids: &[FileId],
    project: &Root,
    sources: &mut Sources,
    template: Option<&Template>,
) -> Read {
    let mut reading = Files::new(sources, project);
    let Some(&first) = ids.first() else { return Err("a file") };
    let partial = match files.kind {
        SourceKind::Api => return contracts(files.format, first, &mut reading),
        SourceKind::Tables => {
            let dialect = files.dialect.map_or("generic", |dialect| dialect.word());
            ddl::read(&reading, ids, ddl::Dialect::named(dialect).unwrap_or_default())
        }
        SourceKind::Decisions => match template {
            Some(template) => adr::read(&reading, ids, template),
            None => return Err("read, because no template names the parts of a decision"),
        },
        SourceKind::Dependencies => packages::read(&mut reading, ids),
        SourceKind::Deployment => compose::read(&mut reading, first),
        // Folders are not read.
        SourceKind::Components => Partial::default(),
    };
    Ok((None, Arc::new(partial)))
}

/// Reads contracts. Where the format is not named, the content tells it.
fn contracts(format: Option<ContractFormat>, file: FileId, reading: &mut Files<'_>) -> Read {
    let format = match format {
        Some(format) => format,
        None => told(file, reading).ok_or("an OpenAPI, AsyncAPI or protobuf file")?,
    };
    let partial = match format {
        ContractFormat::OpenApi => openapi::read(reading, file),
        ContractFormat::AsyncApi => openapi::channels::read(reading, file),
        ContractFormat::Protobuf => protobuf::read(reading, file),
    };
    Ok((Some(format), Arc::new(partial)))
}

/// The format that a file is in.
fn told(file: FileId, reading: &mut Files<'_>) -> Option<ContractFormat> {
    if Path::new(reading.path(file)).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("proto")) {
        return Some(ContractFormat::Protobuf);
    }
    match reading.tree(file) {
        Ok(tree) if openapi::is_openapi(&tree) => Some(ContractFormat::OpenApi),
        Ok(tree) if openapi::channels::is_asyncapi(&tree) => Some(ContractFormat::AsyncApi),
        // The reader says what is wrong in it.
        Err(_) => Some(ContractFormat::OpenApi),
        Ok(_) => None,
    }
}
