//! Which reader a file has, and what it said.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Part, Trouble, folder};
use crate::design::{ContractFormat, SourceFiles, SourceKind, SqlDialect};
use crate::interchange::partial::Partial;
use crate::source::{FileId, Granted, Root, Sources, Span};

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
        let Some((first, id)) = group.first().zip(ids.first().copied()) else { return (Vec::new(), troubles) };
        let key = (files.kind, files.format, files.dialect, ids.clone());
        let read = self.0.entry(key).or_insert_with(|| read(files, &ids, project, sources));
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

fn read(files: &SourceFiles<'_>, ids: &[FileId], project: &Root, sources: &mut Sources) -> Read {
    let _ = (files, ids, project, sources);
    Err("a file")
}
