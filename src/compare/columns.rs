//! Which column of one side is which of the other, in all tables, and what other columns and indexes have
//! to know of that.

use std::collections::{HashMap, HashSet};

use super::class::Weight;
use super::context::Context;
use super::entities::path;
use super::identity::{Pair, former};
use super::types;
use crate::design::column_type::indexed;
use crate::design::value::Recorded;
use crate::design::{Column, Entity, Table, Target};
use crate::reading::quote_key;

/// A column on both sides, or on one only.
pub(super) type ColumnPair<'a> = (Option<&'a Column>, Option<&'a Column>);

/// The columns of a table that both designs have.
pub(super) struct TableColumns<'a> {
    /// In the order of the new side, then what is gone.
    pub(super) pairs: Vec<ColumnPair<'a>>,
    renamed: HashMap<&'a str, &'a str>,
    gone: HashSet<&'a str>,
    added: HashSet<&'a str>,
}

impl<'a> TableColumns<'a> {
    fn of(old: &'a Entity<Table>, new: &'a Entity<Table>, by_hand: &[(String, String)]) -> Self {
        let pairs = pairs(old, new, by_hand);
        let mut columns =
            Self { pairs, renamed: HashMap::new(), gone: HashSet::new(), added: HashSet::new() };
        for pair in &columns.pairs {
            match *pair {
                (Some(old), Some(new)) if old.name.value != new.name.value => {
                    columns.renamed.insert(&old.name.value, &new.name.value);
                }
                (Some(old), None) => _ = columns.gone.insert(&old.name.value),
                (None, Some(new)) => _ = columns.added.insert(&new.name.value),
                _ => {}
            }
        }
        columns
    }

    /// An expression over the old columns, with their names as they are now.
    pub(super) fn as_named_now(&self, expression: &str) -> String {
        if self.renamed.is_empty() {
            return expression.to_owned();
        }
        words(expression).map(|word| self.renamed.get(word).copied().unwrap_or(word)).collect()
    }

    /// Whether an entry of an index names a column that only the old side has.
    pub(super) fn is_gone(&self, indexed_column: &str) -> bool {
        names_one_of(indexed_column, &self.gone)
    }

    /// Whether an entry of an index names a column that only the new side has.
    pub(super) fn is_added(&self, indexed_column: &str) -> bool {
        names_one_of(indexed_column, &self.added)
    }
}

/// The columns of all tables.
#[derive(Default)]
pub(super) struct Known<'a> {
    /// Of the tables that both sides have, by their ids in the new design.
    tables: HashMap<&'a str, TableColumns<'a>>,
    /// Columns that are of another type now, by table and name in the new design.
    retyped: HashSet<(&'a str, &'a str)>,
    /// Columns as they are called now, by table and name in the old design.
    now: HashMap<(&'a str, &'a str), (&'a str, &'a str)>,
    /// Columns that only the old design has, and the path of what is gone: the column or its table.
    gone: HashMap<(&'a str, &'a str), String>,
    /// Columns that only the new design has, and the path of what is new.
    added: HashMap<(&'a str, &'a str), String>,
}

impl<'a> Known<'a> {
    pub(super) fn of(tables: &[Pair<'a, Entity<Table>>], by_hand: &[(String, String)]) -> Self {
        let mut known = Self::default();
        for pair in tables {
            match (pair.old, pair.new) {
                (Some(old), Some(new)) => known.add(old, new, TableColumns::of(old, new, by_hand)),
                (Some(table), None) => known.gone.extend(with_table(table)),
                (None, Some(table)) => known.added.extend(with_table(table)),
                (None, None) => {}
            }
        }
        known
    }

    fn add(&mut self, old: &'a Entity<Table>, new: &'a Entity<Table>, columns: TableColumns<'a>) {
        let (old_id, new_id) = (old.id.value.as_str(), new.id.value.as_str());
        for pair in &columns.pairs {
            match *pair {
                (Some(before), Some(after)) => {
                    let now = (new_id, after.name.value.as_str());
                    if types::compare(&before.kind.value, &after.kind.value) != types::Change::Same {
                        self.retyped.insert(now);
                    }
                    self.now.insert((old_id, &before.name.value), now);
                }
                (Some(column), None) => {
                    let name = column.name.value.as_str();
                    self.gone.insert((old_id, name), column_path(old_id, name));
                }
                (None, Some(column)) => {
                    let name = column.name.value.as_str();
                    self.added.insert((new_id, name), column_path(new_id, name));
                }
                (None, None) => {}
            }
        }
        self.tables.insert(new_id, columns);
    }

    /// The columns of a table that both designs have, by its id in the new one.
    pub(super) fn of_table(&self, now: &str) -> Option<&TableColumns<'a>> {
        self.tables.get(now)
    }

    /// Whether a column has another type now, by its names in the new design.
    pub(super) fn is_retyped(&self, table: &str, column: &str) -> bool {
        self.retyped.contains(&(table, column))
    }

    /// What an old column refers to, as it is called now.
    pub(super) fn target_now(&self, old: &Column) -> Option<String> {
        let (table, column) = target(old)?;
        let (table, column) = self.now.get(&(table, column)).copied().unwrap_or((table, column));
        Some(format!("{table}.{column}"))
    }

    /// A column of the old design as it is called now, with its table.
    pub(super) fn column_now<'n>(&self, table: &'n str, column: &'n str) -> Option<(&'n str, &'n str)>
    where
        'a: 'n,
    {
        self.now.get(&(table, column)).copied()
    }

    /// Whether the column that is referred to is gone, or is new: then the reference follows from that.
    pub(super) fn follows(&self, old: &Column, new: &Column) -> bool {
        target(old).is_some_and(|target| self.gone.contains_key(&target))
            || target(new).is_some_and(|target| self.added.contains_key(&target))
    }

    /// Adds the references to columns that are gone or new to what is claimed by the entries of those.
    pub(super) fn claim(&self, context: &mut Context<'_>) {
        let (old, new) = (context.old.design, context.new.design);
        for (tables, owners) in [(&old.tables, &self.gone), (&new.tables, &self.added)] {
            for table in tables {
                for column in &table.columns.value {
                    if let Some(owner) = target(column).and_then(|target| owners.get(&target)) {
                        let path = column_path(&table.id.value, &column.name.value);
                        context.claim(owner.clone(), format!("{path}.references"), Weight::Additive);
                    }
                }
            }
        }
    }
}

/// The dotted path of a column.
pub(super) fn column_path(table: &str, column: &str) -> String {
    format!("{}.columns.{}", path("tables", table), quote_key(column))
}

fn target(column: &Column) -> Option<(&str, &str)> {
    match column.target()? {
        Target::Column { table, column } => Some((table, column)),
        Target::Elsewhere(_) | Target::Malformed => None,
    }
}

fn with_table(table: &Entity<Table>) -> impl Iterator<Item = ((&str, &str), String)> {
    let id = table.id.value.as_str();
    table.columns.value.iter().map(move |column| ((id, column.name.value.as_str()), path("tables", id)))
}

/// The columns of both sides: by a rename given by hand or `was`, by name, or at the same place with the
/// same type.
fn pairs<'a>(
    old: &'a Entity<Table>,
    new: &'a Entity<Table>,
    by_hand: &[(String, String)],
) -> Vec<ColumnPair<'a>> {
    let (before, after) = (&old.columns.value, &new.columns.value);
    let (old_places, new_places) = (places(before), places(after));
    let mut of_new: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    let mut join = |from: usize, at: usize| {
        if of_new[at].is_none() && !taken[from] {
            of_new[at] = Some(from);
            taken[from] = true;
        }
    };
    for (from, to) in by_hand {
        let column = |side: &HashMap<&str, usize>, table: &str, path: &str| {
            let name = path.strip_prefix(table).and_then(|rest| rest.strip_prefix('.'))?;
            side.get(name).copied()
        };
        // The new name may be alone.
        let at = column(&new_places, &new.id.value, to).or_else(|| new_places.get(to.as_str()).copied());
        if let (Some(from), Some(at)) = (column(&old_places, &old.id.value, from), at) {
            join(from, at);
        }
    }
    for (at, column) in after.iter().enumerate() {
        if let Some(from) = was_among(column, &old_places, before) {
            join(from, at);
        }
    }
    for (from, column) in before.iter().enumerate() {
        if let Some(at) = was_among(column, &new_places, after) {
            join(from, at);
        }
    }
    for (at, column) in after.iter().enumerate() {
        if let Some(from) = old_places.get(column.name.value.as_str()) {
            join(*from, at);
        }
    }
    for place in 0..before.len().min(after.len()) {
        let (from, at) = (&before[place], &after[place]);
        let is_same_type = types::compare(&from.kind.value, &at.kind.value) == types::Change::Same;
        if of_new[place].is_none() && !taken[place] && is_same_type {
            of_new[place] = Some(place);
            taken[place] = true;
        }
    }
    let matched =
        after.iter().zip(&of_new).map(|(column, from)| (from.map(|from| &before[from]), Some(column)));
    let gone =
        before.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(column, _)| (Some(column), None));
    matched.chain(gone).collect()
}

fn places(columns: &[Column]) -> HashMap<&str, usize> {
    columns.iter().enumerate().map(|(place, column)| (column.name.value.as_str(), place)).collect()
}

/// The column of the other side that the former names of a column name, but for those that it is known to
/// have had on that side already.
fn was_among(column: &Column, places: &HashMap<&str, usize>, other: &[Column]) -> Option<usize> {
    let names = former(column.record().get("was"));
    let known = places.get(column.name.value.as_str()).map(|place| former(other[*place].record().get("was")));
    let mut news = names.iter().rev().filter(|name| known.as_ref().is_none_or(|known| !known.contains(name)));
    news.find_map(|name| places.get(name.as_str()).copied())
}

/// Whether an entry of an index is one of the columns, or an expression over one.
fn names_one_of(entry: &str, columns: &HashSet<&str>) -> bool {
    !columns.is_empty()
        && match indexed(entry) {
            Some(name) => columns.contains(name),
            None => words(entry).any(|word| columns.contains(word)),
        }
}

/// The words of an expression and what is between them; what is in quotes is between.
fn words(expression: &str) -> impl Iterator<Item = &str> {
    let mut rest = expression;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = if first == '\'' {
            rest[1..].find('\'').map_or(rest.len(), |end| end + 2)
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            rest.find(|c| is_word(c) || c == '\'').unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_expression_is_words_and_what_is_between() {
        let parts: Vec<&str> = words("qty > 0 AND state = 'qty is'").collect();
        assert_eq!(parts, ["qty", " > ", "0", " ", "AND", " ", "state", " = ", "'qty is'"]);
        assert_eq!(words("'open").collect::<Vec<_>>(), ["'open"]);
        assert_eq!(words("").count(), 0);
    }
}
