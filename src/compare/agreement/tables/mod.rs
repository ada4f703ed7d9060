//! Tables, their columns and keys.

mod columns;
mod defaults;
mod keys;
mod matching;
mod pairs;
mod references;

use std::collections::HashSet;

use super::{Sides, Source};
use crate::design::{Column, Design, Entity, SourceKind, Table, TableKind};
use crate::interchange::partial;
use crate::source::Span;
use columns::compare;
use matching::matched;

/// A difference between the tables of a design and those of its files.
pub enum TableDrift<'a> {
    /// No file has it.
    OnlyHere {
        /// The table of the design.
        own: &'a Entity<Table>,
        /// The files that could have it.
        source: Source<'a>,
    },
    /// The design does not have it.
    OnlyThere {
        /// The table of the files.
        theirs: &'a partial::Table,
        /// The files.
        source: Source<'a>,
    },
    /// The design has it from the files.
    Taken {
        /// The table of the design; none if it has only what the files say.
        own: Option<&'a Entity<Table>>,
        /// The table of the files.
        theirs: &'a partial::Table,
        /// The component that the files belong to.
        owner: Option<&'a str>,
    },
    /// It has another name.
    Renamed {
        /// The table of the design.
        own: &'a Entity<Table>,
        /// The table of the files.
        theirs: &'a partial::Table,
    },
    /// Something about its columns.
    Column {
        /// The table of the design.
        own: &'a Entity<Table>,
        /// The table of the files.
        theirs: &'a partial::Table,
        /// What.
        drift: ColumnDrift<'a>,
    },
}

/// A difference between columns, or between keys of them.
pub enum ColumnDrift<'a> {
    /// The files do not have it.
    OnlyHere(&'a Column),
    /// The design does not have it.
    OnlyThere(&'a partial::Column),
    /// It has another name.
    Renamed(&'a Column, &'a partial::Column),
    /// It has another type.
    Type(&'a Column, &'a partial::Column),
    /// It may be empty on one side only.
    Nullable(&'a Column, &'a partial::Column),
    /// It has another default.
    Default(&'a Column, &'a partial::Column),
    /// The primary key is another one.
    Primary {
        /// A column that is a part of one of them only, if the design has it.
        column: Option<&'a Column>,
        /// The columns of the key in the files.
        theirs: Vec<String>,
        /// Where it is said there.
        span: Span,
    },
    /// These values occur once on one side only.
    Unique {
        /// The columns.
        columns: Vec<String>,
        /// The first of them.
        column: Option<&'a Column>,
        /// Where the design says it, if it is the one that does.
        here: Option<Span>,
        /// Where the files say it, or where they have the column.
        there: Span,
    },
    /// A foreign key leads elsewhere, or is on one side only.
    Reference {
        /// The columns.
        columns: Vec<String>,
        /// The first of them.
        column: Option<&'a Column>,
        /// Where the design says it.
        here: Option<Span>,
        /// What the files say: `table.column`.
        theirs: Option<String>,
        /// Where, or where they have the column.
        there: Span,
    },
}

/// What differs between the tables of a design and those of its files.
pub fn tables<'a>(sides: &Sides<'a>) -> Vec<TableDrift<'a>> {
    let mut drifts = Vec::new();
    let design = sides.design;
    let theirs: Vec<(Source<'a>, &'a partial::Table)> = sides
        .sources(SourceKind::Tables)
        .flat_map(|source| source.partial().tables.iter().map(move |table| (source, table)))
        .filter(|(source, table)| source.held.choice.takes(&[&table.name.value]))
        .collect();
    let own: Vec<&'a Entity<Table>> = design.tables.iter().collect();
    let pairs = matched(&own, &theirs);
    let names: Vec<(String, String)> =
        pairs.iter().map(|(own, at)| (key(&own.id.value), key(&theirs[*at].1.name.value))).collect();
    for (own, at) in &pairs {
        let (source, table) = theirs[*at];
        if source.held.take {
            let owner = source.held.component.as_deref();
            drifts.push(TableDrift::Taken { own: Some(own), theirs: table, owner });
        }
        let is_asked =
            own.not_in_source.is_none() && !own.is_taken && own.kind() == TableKind::Table && !table.is_view;
        if !is_asked || source.partial().is_unknown(&table.name.value) {
            continue;
        }
        if key(&own.id.value) != key(&table.name.value) {
            drifts.push(TableDrift::Renamed { own, theirs: table });
        }
        let mut found = Vec::new();
        compare(own, table, &names, source.held.take, &mut found);
        drifts.extend(found.into_iter().map(|drift| TableDrift::Column { own, theirs: table, drift }));
    }
    let paired: HashSet<&str> = pairs.iter().map(|(own, _)| own.id.value.as_str()).collect();
    if sides.agreement.held.iter().filter(|held| held.kind == SourceKind::Tables).all(is_known) {
        let is_asked = |own: &&&Entity<Table>| {
            !paired.contains(own.id.value.as_str())
                && own.kind() == TableKind::Table
                && own.not_in_source.is_none()
                && !own.is_taken
        };
        for own in own.iter().filter(is_asked) {
            let could = |source: &Source<'a>| {
                let is_of = source
                    .held
                    .component
                    .as_deref()
                    .is_none_or(|id| own.component.as_deref().is_some_and(|own: &str| own == id));
                is_of && source.held.choice.takes(&[&own.id.value])
            };
            let is_unknown =
                sides.sources(SourceKind::Tables).any(|source| source.partial().is_unknown(&own.id.value));
            let source = sides.sources(SourceKind::Tables).find(could).filter(|_| !is_unknown);
            drifts.extend(source.map(|source| TableDrift::OnlyHere { own, source }));
        }
    }
    let found: HashSet<usize> = pairs.iter().map(|(_, at)| *at).collect();
    for (_, (source, table)) in theirs.iter().enumerate().filter(|(at, _)| !found.contains(at)) {
        let has =
            |other: &Design| other.tables.iter().any(|own| key(&own.id.value) == key(&table.name.value));
        if source.held.take && !table.is_view {
            let owner = source.held.component.as_deref();
            drifts.push(TableDrift::Taken { own: None, theirs: table, owner });
        } else if !table.is_view && sides.is_asked(*source, has) {
            drifts.push(TableDrift::OnlyThere { theirs: table, source: *source });
        }
    }
    drifts
}

/// Whether files were found at all: a part that could not be read says by itself what it names.
fn is_known(held: &crate::interchange::repository::Held) -> bool {
    use crate::interchange::repository::Trouble;
    held.troubles.iter().all(|trouble| matches!(trouble, Trouble::Part(part) if !part.names.is_empty()))
}

/// Names without what authors and databases are free in.
fn key(name: &str) -> String {
    name.replace('-', "_").to_lowercase()
}
