//! What a design takes from files of its repository (`take = true`), as a part of its model.

use serde_json::{Map, Value as Json};

use crate::design::value::Valued;
use crate::design::{Design, Entities, RepositoryFiles, SourceKind};
use crate::reading::TomlTable;
use crate::source::Sources;

/// The key that says which entries are taken, each with its file.
pub const TAKEN_KEY: &str = "taken";

/// The tables that hold taken entries, as the design has them now, and the files of these entries.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) tables: Vec<(&'static str, Json)>,
    pub(super) files: Option<Json>,
}

impl Taken {
    /// What a design takes. A table from which it takes something is written from the model: files complete the
    /// design's own entries, too.
    pub(super) fn of(design: &Design, sources: &Sources) -> Self {
        let Some(named) = &design.repository else { return Self::default() };
        let mut taken = Self::default();
        let mut files = Map::new();
        let mut add = |kind, entries: (Json, Map<String, Json>)| {
            if takes(named, kind) {
                let (table, of) = entries;
                if table.as_object().is_some_and(|table| !table.is_empty()) {
                    taken.tables.push((kind.key(), table));
                }
                if !of.is_empty() {
                    files.insert(kind.key().to_owned(), of.into());
                }
            }
        };
        add(SourceKind::Api, entries(&design.api, sources));
        add(SourceKind::Tables, entries(&design.tables, sources));
        add(SourceKind::Decisions, entries(&design.decisions, sources));
        taken.files = (!files.is_empty()).then(|| files.into());
        taken
    }

    /// Whether a table is written from the model.
    pub(super) fn has(&self, key: &str) -> bool {
        self.tables.iter().any(|(table, _)| *table == key)
    }
}

fn takes(named: &RepositoryFiles, kind: SourceKind) -> bool {
    named.each().iter().any(|files| files.take && files.kind == kind)
}

/// The entries of a table, and the file of each that is taken.
fn entries<T: Valued>(of: &Entities<T>, sources: &Sources) -> (Json, Map<String, Json>) {
    let taken = of.iter().filter(|entry| entry.is_taken);
    let files = taken.map(|entry| (entry.id.value.clone(), sources.get(entry.id.span.file).path().into()));
    (of.as_value().to_json(), files.collect())
}

/// Marks the entries of a model that it says are taken.
pub(super) fn mark(design: &mut Design, taken: Option<&TomlTable<'_>>) {
    let ids = |kind: SourceKind| -> Vec<String> {
        let table =
            taken.and_then(|taken| taken.get(kind.key())).and_then(|entries| entries.get_ref().as_table());
        table.into_iter().flat_map(|table| table.keys()).map(|id| id.get_ref().to_string()).collect()
    };
    for id in ids(SourceKind::Api) {
        design.api.mark_taken(&id);
    }
    for id in ids(SourceKind::Tables) {
        design.tables.mark_taken(&id);
    }
    for id in ids(SourceKind::Decisions) {
        design.decisions.mark_taken(&id);
    }
}
