//! Tables, their columns and keys.

use std::collections::{BTreeSet, HashSet};

use super::{Sides, Source};
use crate::compare::types;
use crate::design::{Column, Design, Entity, KeyTarget, SourceKind, Table, TableKind};
use crate::interchange::partial;
use crate::source::Span;

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

fn matched<'a>(
    own: &[&'a Entity<Table>],
    theirs: &[(Source<'a>, &'a partial::Table)],
) -> Vec<(&'a Entity<Table>, usize)> {
    let mut pairs: Vec<(&'a Entity<Table>, usize)> = Vec::new();
    let mut left: Vec<&'a Entity<Table>> = Vec::new();
    let mut free: Vec<usize> = (0..theirs.len()).collect();
    for table in own {
        let is_of = |source: &Source<'_>| {
            source
                .held
                .component
                .as_deref()
                .is_none_or(|id| table.component.as_deref().is_none_or(|own: &str| own == id))
        };
        let is_it =
            |at: &usize| key(&theirs[*at].1.name.value) == key(&table.id.value) && is_of(&theirs[*at].0);
        match free.iter().copied().find(is_it) {
            Some(at) => {
                free.retain(|other| *other != at);
                pairs.push((table, at));
            }
            None => left.push(table),
        }
    }
    for table in left {
        let alike = |at: &usize| likeness(table, theirs[*at].1);
        let best = free.iter().copied().max_by(|one, other| alike(one).total_cmp(&alike(other)));
        let is_sure = table.kind() == TableKind::Table && table.not_in_source.is_none();
        if let Some(at) = best.filter(|at| is_sure && alike(at) >= LIKENESS) {
            free.retain(|other| *other != at);
            pairs.push((table, at));
        }
    }
    pairs
}

/// How many of the columns of two tables have to have the same name for the tables to be one.
const LIKENESS: f64 = 0.6;

fn likeness(own: &Table, theirs: &partial::Table) -> f64 {
    let ours: HashSet<String> = own.columns.value.iter().map(|column| key(&column.name)).collect();
    let other: HashSet<String> = theirs.columns.iter().map(|column| key(&column.name.value)).collect();
    let all = ours.union(&other).count();
    // A single column, such as an id, is in many tables.
    if all < 2 { 0.0 } else { super::share(ours.intersection(&other).count(), all) }
}

type Columns<'a> = Vec<(&'a Column, &'a partial::Column)>;

fn compare<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    tables: &[(String, String)],
    takes: bool,
    found: &mut Vec<ColumnDrift<'a>>,
) {
    let columns = columns(own, theirs);
    for (ours, column) in &columns {
        let (ours, column) = (*ours, *column);
        if key(&ours.name) != key(&column.name.value) {
            found.push(ColumnDrift::Renamed(ours, column));
        }
        if !ours.kind.is_stand_in
            && !column.kind.value.is_empty()
            && types::disagree(&ours.kind, &column.kind.value)
        {
            found.push(ColumnDrift::Type(ours, column));
        }
        let is_key = ours.is_primary() || theirs.is_primary(&column.name.value);
        if !is_key && ours.nullable != (column.nullable.value && !types::fills_itself(&column.kind.value)) {
            found.push(ColumnDrift::Nullable(ours, column));
        }
        let defaults = ours.default.as_ref().zip(column.default.as_ref());
        if defaults.is_some_and(|(ours, theirs)| default(ours) != default(&theirs.value)) {
            found.push(ColumnDrift::Default(ours, column));
        }
    }
    let here =
        own.columns.value.iter().filter(|ours| !columns.iter().any(|(known, _)| known.span == ours.span));
    found.extend(here.filter(|ours| !ours.name.is_stand_in).map(ColumnDrift::OnlyHere));
    let there = theirs
        .columns
        .iter()
        .filter(|column| !takes && !columns.iter().any(|(_, known)| known.name.value == column.name.value));
    found.extend(there.map(ColumnDrift::OnlyThere));
    primary(own, theirs, &columns, found);
    unique(own, theirs, &columns, found);
    references(own, theirs, &columns, tables, found);
}

/// Which column is which: by name; then one that has the type and the place of one that is gone.
fn columns<'a>(own: &'a Table, theirs: &'a partial::Table) -> Columns<'a> {
    let find =
        |ours: &Column| theirs.columns.iter().find(|column| key(&column.name.value) == key(&ours.name));
    let mut pairs: Columns<'a> =
        own.columns.value.iter().filter_map(|ours| Some((ours, find(ours)?))).collect();
    let is_free = |pairs: &Columns<'_>, column: &partial::Column| {
        !pairs.iter().any(|(_, known)| known.name.value == column.name.value)
    };
    let name = |column: Option<&Column>| column.map(|column| key(&column.name));
    let their_name = |column: Option<&partial::Column>| column.map(|column| key(&column.name.value));
    for (at, ours) in own.columns.value.iter().enumerate() {
        if find(ours).is_some() {
            continue;
        }
        let before = name(at.checked_sub(1).and_then(|at| own.columns.value.get(at)));
        let after = name(own.columns.value.get(at + 1));
        let is_it = |(place, column): &(usize, &'a partial::Column)| {
            let their_before = their_name(place.checked_sub(1).and_then(|at| theirs.columns.get(at)));
            let their_after = their_name(theirs.columns.get(place + 1));
            let is_there = before == their_before || (after.is_some() && after == their_after);
            is_there && is_free(&pairs, column) && !types::disagree(&ours.kind, &column.kind.value)
        };
        let found = theirs.columns.iter().enumerate().find(is_it).map(|(_, column)| column);
        pairs.extend(found.map(|column| (ours, column)));
    }
    pairs
}

/// The name that a column of the design has in the files.
fn there(columns: &Columns<'_>, name: &str) -> String {
    let pair = columns.iter().find(|(ours, _)| key(&ours.name) == key(name));
    pair.map_or_else(|| key(name), |(_, column)| key(&column.name.value))
}

/// The column of the design that has a name in the files.
fn here<'a>(columns: &Columns<'a>, name: &str) -> Option<&'a Column> {
    columns.iter().find(|(_, column)| key(&column.name.value) == key(name)).map(|(ours, _)| *ours)
}

/// Where the files have the first of some columns, or the table.
fn place(theirs: &partial::Table, names: &[String]) -> Span {
    let column =
        names.first().and_then(|name| theirs.columns.iter().find(|column| key(&column.name.value) == *name));
    column.map_or(theirs.name.span, |column| column.span)
}

fn primary<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    columns: &Columns<'a>,
    found: &mut Vec<ColumnDrift<'a>>,
) {
    let ours: BTreeSet<String> = own
        .columns
        .value
        .iter()
        .filter(|column| column.is_primary())
        .map(|column| there(columns, &column.name))
        .collect();
    let written: Vec<String> = theirs.primary.iter().flat_map(|primary| &primary.value).cloned().collect();
    let other: BTreeSet<String> = written.iter().map(|name| key(name)).collect();
    // A column that one side lacks has a finding already.
    let is_known = |name: &&String| here(columns, name).is_some();
    let differing: Vec<&String> = ours.symmetric_difference(&other).filter(is_known).collect();
    if differing.is_empty() {
        return;
    }
    let column = differing.first().and_then(|name| here(columns, name));
    let names: Vec<String> = differing.into_iter().cloned().collect();
    let span = theirs.primary.as_ref().map_or_else(|| place(theirs, &names), |primary| primary.span);
    found.push(ColumnDrift::Primary { column, theirs: written, span });
}

fn unique<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    columns: &Columns<'a>,
    found: &mut Vec<ColumnDrift<'a>>,
) {
    type Sets = Vec<(BTreeSet<String>, Span)>;
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'));
    let mut ours: Sets = Vec::new();
    for column in own.columns.value.iter().filter(|column| column.unique) {
        ours.push((BTreeSet::from([there(columns, &column.name)]), column.span));
    }
    for index in own.indexes.iter().filter(|index| index.unique) {
        if index.columns.iter().all(|name| is_name(name)) {
            ours.push((index.columns.iter().map(|name| there(columns, name)).collect(), index.span));
        }
    }
    let mut other: Sets = Vec::new();
    for column in &theirs.columns {
        other.extend(column.unique.map(|span| (BTreeSet::from([key(&column.name.value)]), span)));
    }
    for set in &theirs.unique {
        other.push((set.value.iter().map(|name| key(name)).collect(), set.span));
    }
    for index in theirs.indexes.iter().filter(|index| index.is_unique) {
        if index.columns.iter().all(|name| is_name(name)) {
            other.push((index.columns.iter().map(|name| key(name)).collect(), index.span));
        }
    }
    let partial: Vec<BTreeSet<String>> = theirs
        .indexes
        .iter()
        .filter(|index| index.is_partial)
        .map(|index| index.columns.iter().map(|name| key(name)).collect())
        .collect();
    let keys: [BTreeSet<String>; 2] = [
        own.columns
            .value
            .iter()
            .filter(|column| column.is_primary())
            .map(|column| there(columns, &column.name))
            .collect(),
        theirs.primary.iter().flat_map(|primary| &primary.value).map(|name| key(name)).collect(),
    ];
    let is_told = |set: &BTreeSet<String>| {
        keys.contains(set) || partial.contains(set) || set.iter().any(|name| here(columns, name).is_none())
    };
    let mut told: HashSet<BTreeSet<String>> = HashSet::new();
    let mut add = |set: &BTreeSet<String>, ours: Option<Span>, other: Option<Span>| {
        if is_told(set) || !told.insert(set.clone()) {
            return;
        }
        let names: Vec<String> = set.iter().cloned().collect();
        let column = names.first().and_then(|name| here(columns, name));
        let there = other.unwrap_or_else(|| place(theirs, &names));
        found.push(ColumnDrift::Unique { columns: names, column, here: ours, there });
    };
    for (set, span) in ours.iter().filter(|(set, _)| !other.iter().any(|(known, _)| known == set)) {
        add(set, Some(*span), None);
    }
    for (set, span) in other.iter().filter(|(set, _)| !ours.iter().any(|(known, _)| known == set)) {
        add(set, None, Some(*span));
    }
}

/// A foreign key: its columns, its target as it is compared, and as it is written; none leads into another system.
struct Reference {
    columns: Vec<String>,
    target: Option<(String, Vec<String>)>,
    written: String,
    span: Span,
}

fn references<'a>(
    own: &'a Table,
    theirs: &'a partial::Table,
    columns: &Columns<'a>,
    tables: &[(String, String)],
    found: &mut Vec<ColumnDrift<'a>>,
) {
    let now = |table: &str| {
        let table = key(table);
        tables.iter().find(|(own, _)| *own == table).map_or(table, |(_, theirs)| theirs.clone())
    };
    let mut ours: Vec<Reference> = Vec::new();
    for own in own.keys() {
        let target = match &own.target {
            KeyTarget::Columns { table, columns } => {
                Some((now(table), columns.iter().map(|name| key(name)).collect()))
            }
            KeyTarget::Elsewhere { .. } => None,
            KeyTarget::Malformed => continue,
        };
        ours.push(Reference {
            columns: own.columns.iter().map(|name| there(columns, name)).collect(),
            target,
            written: own.references.value.clone(),
            span: own.references.span,
        });
    }
    let other: Vec<Reference> = theirs
        .foreign_keys
        .iter()
        .map(|foreign| Reference {
            columns: foreign.columns.iter().map(|name| key(name)).collect(),
            target: Some((key(&foreign.table), foreign.targets.iter().map(|name| key(name)).collect())),
            written: match &foreign.targets[..] {
                [] => foreign.table.clone(),
                [column] => format!("{}.{column}", foreign.table),
                columns => format!("{}({})", foreign.table, columns.join(", ")),
            },
            span: foreign.span,
        })
        .collect();
    let is_known = |names: &[String]| names.iter().all(|name| here(columns, name).is_some());
    for own in &ours {
        let Some((table, targets)) = &own.target else { continue };
        let same = other.iter().filter(|other| other.columns == own.columns);
        let is_it = |other: &&Reference| {
            other.target.as_ref().is_some_and(|(known, columns)| {
                known == table && (columns.is_empty() || same_columns(columns, targets))
            })
        };
        let mut same = same.peekable();
        let first = same.peek().copied();
        if same.any(|other| is_it(&other)) || !is_known(&own.columns) {
            continue;
        }
        found.push(ColumnDrift::Reference {
            columns: own.columns.clone(),
            column: own.columns.first().and_then(|name| here(columns, name)),
            here: Some(own.span),
            theirs: first.map(|other| other.written.clone()),
            there: first.map_or_else(|| place(theirs, &own.columns), |other| other.span),
        });
    }
    for other in &other {
        if !ours.iter().any(|own| own.columns == other.columns) && is_known(&other.columns) {
            found.push(ColumnDrift::Reference {
                columns: other.columns.clone(),
                column: other.columns.first().and_then(|name| here(columns, name)),
                here: None,
                theirs: Some(other.written.clone()),
                there: other.span,
            });
        }
    }
}

/// Whether two targets are the same columns: a name of the design may have been changed since, which is a finding at
/// the column that is referenced.
fn same_columns(theirs: &[String], ours: &[String]) -> bool {
    theirs == ours || theirs.len() != ours.len()
}

/// Whether each parenthesis that is closed was opened before.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    let mut closes_what_is_open = |letter: char| {
        open = match letter {
            '(' => open + 1,
            ')' => open.checked_sub(1)?,
            _ => open,
        };
        Some(())
    };
    text.chars().all(|letter| closes_what_is_open(letter).is_some())
}

/// A default without quotes, casts and parentheses around it, and the time by one name.
fn default(written: &str) -> String {
    let mut text = written.trim();
    loop {
        let before = text;
        if let Some((value, cast)) = text.rsplit_once("::")
            && !cast.contains(['\'', ')'])
        {
            text = value.trim();
        }
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        text = inner.filter(|inner| is_balanced(inner)).unwrap_or(text).trim();
        if text == before {
            break;
        }
    }
    let quoted = ["'", "\"", "`"].iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    if let Some(inner) = quoted {
        return inner.to_owned();
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches("()");
    match bare {
        "now" | "current_timestamp" | "localtimestamp" | "transaction_timestamp" | "getdate" | "sysdate" => {
            "now".to_owned()
        }
        "t" | "true" => "true".to_owned(),
        "f" | "false" => "false".to_owned(),
        _ => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::default;

    #[test]
    fn defaults_are_one_however_they_are_written() {
        for (one, other) in [
            ("1", "'1'"),
            ("open", "'open'::text"),
            ("now()", "CURRENT_TIMESTAMP"),
            ("0", "(0)"),
            ("((0))", "0"),
            ("TRUE", "true"),
            ("'a'::character varying", "a"),
            ("gen_random_uuid()", "GEN_RANDOM_UUID()"),
        ] {
            assert_eq!(default(one), default(other), "{one} {other}");
        }
        for (one, other) in [("1", "2"), ("'Open'", "'open'"), ("now()", "0"), ("true", "false")] {
            assert_ne!(default(one), default(other), "{one} {other}");
        }
    }
}
