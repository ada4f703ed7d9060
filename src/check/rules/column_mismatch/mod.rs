//! SD411: a foreign key to a table or column that does not exist or has another type, an index on a
//! column that does not exist, or two columns with the same name.

mod lookup;
mod one_column;
mod own_columns;
mod several_columns;

use indexmap::IndexMap;

use crate::check::Subject;
use crate::design::{KeyTarget, Target};
use crate::diagnostic::{Finding, Group, Sink, rule};
use lookup::Lookup;

rule! {
    /// A foreign key or an index does not match the tables, or a column is declared twice.
    pub(crate) RULE = "SD411", "column-mismatch", Group::Contradiction, since "0.1.0", fix safe;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let lookup = Lookup::new(&RULE, subject.design);
    let is_absent = |table: &str| subject.design.tables.get(table).is_none();
    // A table or a column that does not exist is one mistake, however many columns reference it.
    let mut missing: IndexMap<(&str, &str), Vec<Finding>> = IndexMap::new();
    for table in &subject.design.tables {
        sink.extend(own_columns::repeated(&lookup, table));
        for column in &table.columns.value {
            let (Some(references), Some(target)) = (&column.references, column.target()) else { continue };
            let found = one_column::wrong(&lookup, column, references, target);
            match target {
                Target::Column { table, .. } if is_absent(table) => {
                    missing.entry((table, "")).or_default().extend(found);
                }
                Target::Column { table, column }
                    if lookup.columns(table).is_none_or(|own| own.find(column).is_none()) =>
                {
                    missing.entry((table, column)).or_default().extend(found);
                }
                _ => sink.extend(found),
            }
        }
        for key in &table.foreign_keys {
            match key.target() {
                KeyTarget::Columns { table: target, .. } if is_absent(target) => {
                    let found = several_columns::unknown_table(&lookup, table, target, &key.references);
                    missing.entry((target, "")).or_default().extend(found);
                }
                target => sink.extend(several_columns::wrong(&lookup, table, key, &target)),
            }
        }
        sink.extend(own_columns::indexed(&lookup, table));
    }
    sink.extend(missing.into_values().filter_map(joined));
}

/// One finding about the table or the column that several columns reference.
fn joined(findings: Vec<Finding>) -> Option<Finding> {
    let mut findings = findings.into_iter();
    let first = findings.next()?;
    let applicability = first.applicability;
    let all = findings.fold(first, |all, more| {
        let all = all.related(more.span, "referenced here, too");
        more.fix.into_iter().fold(all, |all, edit| all.fix(edit.span, edit.replacement))
    });
    Some(Finding { applicability, ..all })
}
