//! Foreign keys: what they reference, in one column or in several.

use super::design_name::Foreign;
use super::entity::entity;
use crate::reading::Plain;

entity! {
    /// A foreign key, of one column or of several.
    pub struct ForeignKey {
        /// The table's columns that form the key, in order.
        "columns" columns: required Vec<Plain>,
        /// The columns that it references, in the same order: `table(a, b)`, or `other:table(a, b)` in another
        /// system, which is checked if `other` is an integration with a `design`.
        "references" references: required Plain,
        /// What happens to a row whose target is deleted: `cascade`, `restrict`, `set null`.
        "on-delete" on_delete: optional Plain,
        /// What happens to a row whose target gets another key.
        "on-update" on_update: optional Plain,
    }
}

/// What a column references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A column of a table of this design.
    Column {
        /// The table's id.
        table: &'a str,
        /// The column's name.
        column: &'a str,
    },
    /// A column of another system: `other:table.column`.
    Elsewhere(Foreign<'a>),
    /// It is not written as `table.column`.
    Malformed,
}

impl<'a> Target<'a> {
    /// What `table.column` names.
    pub(super) fn of(references: &'a str) -> Self {
        if let Some((alias, id)) = references.split_once(':') {
            return Target::Elsewhere(Foreign { alias: alias.trim(), id: id.trim() });
        }
        match references.split_once('.') {
            Some((table, column)) if !table.is_empty() && !column.is_empty() => {
                Target::Column { table, column }
            }
            _ => Target::Malformed,
        }
    }
}

/// What a foreign key references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyTarget<'a> {
    /// Columns of a table of this design.
    Columns {
        /// The table's id.
        table: &'a str,
        /// The names of the columns.
        columns: Vec<&'a str>,
    },
    /// Columns of another system: `other:table(a, b)`.
    Elsewhere {
        /// The id of the integration that names the system.
        alias: &'a str,
        /// The table's id there.
        table: &'a str,
        /// The names of the columns; none if a column's `references` names none.
        columns: Vec<&'a str>,
    },
    /// It is not written as `table(a, b)`.
    Malformed,
}

impl<'a> From<Target<'a>> for KeyTarget<'a> {
    fn from(target: Target<'a>) -> Self {
        match target {
            Target::Column { table, column } => Self::Columns { table, columns: vec![column] },
            Target::Elsewhere(Foreign { alias, id }) => match Target::of(id) {
                Target::Column { table, column } => Self::Elsewhere { alias, table, columns: vec![column] },
                Target::Elsewhere(_) | Target::Malformed => {
                    Self::Elsewhere { alias, table: id, columns: Vec::new() }
                }
            },
            Target::Malformed => Self::Malformed,
        }
    }
}

impl ForeignKey {
    /// What the key references. One column may be written as `table.column`, too.
    pub fn target(&self) -> KeyTarget<'_> {
        let written: &str = &self.references;
        let Some((table, rest)) = written.split_once('(') else {
            return match KeyTarget::from(Target::of(written)) {
                KeyTarget::Columns { columns, .. } | KeyTarget::Elsewhere { columns, .. }
                    if columns.len() != 1 || self.columns.len() != 1 =>
                {
                    KeyTarget::Malformed
                }
                target => target,
            };
        };
        let columns: Vec<&str> =
            rest.trim_end().strip_suffix(')').unwrap_or_default().split(',').map(str::trim).collect();
        let (alias, table) = match table.split_once(':') {
            Some((alias, table)) => (Some(alias.trim()), table.trim()),
            None => (None, table.trim()),
        };
        if table.is_empty() || columns.iter().any(|column| column.is_empty() || column.contains(['(', ')'])) {
            return KeyTarget::Malformed;
        }
        match alias {
            Some(alias) => KeyTarget::Elsewhere { alias, table, columns },
            None => KeyTarget::Columns { table, columns },
        }
    }

    /// The key's columns by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| &**column)
    }
}

#[cfg(test)]
mod tests {
    use super::{ForeignKey, KeyTarget};
    use crate::reading::{Plain, StandIn};
    use crate::source::Sources;

    fn check(columns: usize, references: &str, expected: &KeyTarget<'_>) {
        let mut sources = Sources::new();
        let span = crate::source::Span::new(sources.add("design.toml", String::new()), 0..0);
        let plain = |value: &str| Plain { value: value.to_owned(), span, is_stand_in: false };
        let key = ForeignKey {
            columns: vec![plain("a"); columns],
            references: plain(references),
            ..ForeignKey::stand_in(span)
        };
        assert_eq!(key.target(), *expected, "{references}");
    }

    #[test]
    fn a_key_names_a_table_and_its_columns() {
        let columns =
            |table, columns: &[&'static str]| KeyTarget::Columns { table, columns: columns.to_vec() };
        check(2, "lockers(street, side)", &columns("lockers", &["street", "side"]));
        check(2, "lockers ( street,side ) ", &columns("lockers", &["street", "side"]));
        check(1, "lockers(street)", &columns("lockers", &["street"]));
        check(1, "lockers.street", &columns("lockers", &["street"]));
        let elsewhere = |columns: &[&'static str]| KeyTarget::Elsewhere {
            alias: "other",
            table: "lockers",
            columns: columns.to_vec(),
        };
        check(2, "other:lockers(street, side)", &elsewhere(&["street", "side"]));
        check(1, "other:lockers.street", &elsewhere(&["street"]));
        for wrong in
            ["lockers", "lockers(", "lockers()", "lockers(a,)", "(a, b)", "lockers(a))", "", "lockers.street"]
        {
            check(2, wrong, &KeyTarget::Malformed);
        }
    }
}
