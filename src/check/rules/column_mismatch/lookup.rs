//! The tables and columns of a design by name, and what is said of a name that is not among them.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::design::{Column, Design, Entity, Table};
use crate::diagnostic::{Finding, Rule, listed};
use crate::reading::{Names, Plain, nearest};
use crate::source::Span;

/// More columns than this are not listed.
const MOST_NAMED: usize = 12;

/// Where the rule looks names up.
pub(super) struct Lookup<'a> {
    rule: &'static Rule,
    pub(super) design: &'a Design,
    columns: HashMap<&'a str, Columns<'a>>,
    tables: RefCell<Option<Names>>,
}

/// The columns of a table by name.
pub(super) struct Columns<'a>(HashMap<&'a str, &'a Column>);

impl<'a> Lookup<'a> {
    pub(super) fn new(rule: &'static Rule, design: &'a Design) -> Self {
        let columns = design.tables.iter().filter_map(|table| {
            let columns = Columns::of(table)?;
            Some((table.id.value.as_str(), columns))
        });
        Self { rule, design, columns: columns.collect(), tables: RefCell::default() }
    }

    pub(super) fn finding(&self, span: Span, message: String) -> Finding {
        Finding::new(self.rule, span, message)
    }

    /// The columns of a table; `None` if it has none, or if the one in question may be among them.
    pub(super) fn columns(&self, table: &str) -> Option<&Columns<'a>> {
        self.columns.get(table)
    }

    /// Whether a table is known to have a column.
    pub(super) fn has(&self, table: &str, column: &str) -> bool {
        self.columns(table).is_some_and(|columns| columns.find(column).is_some())
    }

    /// The table whose id is almost this one.
    pub(super) fn nearest_table(&self, id: &str) -> Option<String> {
        let mut tables = self.tables.borrow_mut();
        let tables = tables.get_or_insert_with(|| Names::new(self.design.tables.ids()));
        tables.nearest(id).map(str::to_owned)
    }
}

impl<'a> Columns<'a> {
    /// A column without a name is reported already, and may be any.
    fn of(table: &'a Entity<Table>) -> Option<Self> {
        let columns = &table.columns.value;
        let is_known = !columns.is_empty()
            && columns.iter().all(|column| !column.name.is_stand_in && !column.name.trim().is_empty());
        let by_name = || columns.iter().rev().map(|column| (&*column.name, column)).collect();
        is_known.then(|| Self(by_name()))
    }

    /// Databases ignore the case of names.
    pub(super) fn find(&self, name: &str) -> Option<&'a Column> {
        let exact = self.0.get(name).copied();
        exact.or_else(|| {
            self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, column)| *column)
        })
    }

    /// The name that is almost this one.
    pub(super) fn nearest(&self, name: &str) -> Option<&'a str> {
        nearest(name, self.names())
    }

    /// A finding about a name that is not among these, with the one that was meant, or with all. `before` is
    /// what is written before the name.
    pub(super) fn suggest(&self, finding: Finding, written: &Plain, name: &str, before: &str) -> Finding {
        if let Some(near) = self.nearest(name) {
            let corrected = format!("{before}{}", written.trim_start_matches(before).replacen(name, near, 1));
            return finding
                .help(format!("did you mean `{near}`?"))
                .suggest(written.span, format!("\"{corrected}\""));
        }
        let names = self.names();
        let mut known: Vec<String> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
        if names.len() > MOST_NAMED {
            known.push("others".to_owned());
        }
        let are = if names.len() == 1 { "only column is" } else { "columns are" };
        finding.help(format!("the table's {are} {}", listed(&known)))
    }

    fn names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = self.0.keys().copied().collect();
        names.sort_unstable();
        names
    }
}
