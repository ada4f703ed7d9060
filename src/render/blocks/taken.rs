//! What a design only takes from files of its repository, in short: a row for each contract and each table.

use crate::design::{Contract, Entity, Table};
use crate::markdown::Builder;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

const CONTRACT: [&str; 4] = ["endpoint", "meaning", "authentication", "responses"];
const TABLE: [&str; 3] = ["table", "columns", "keys"];

/// The contracts that are only taken, as one table.
pub(super) fn contracts<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let taken: Vec<&Entity<Contract>> = scope.design.api.iter().filter(|one| one.is_taken).collect();
    if !taken.is_empty() {
        out.table(
            CONTRACT.len(),
            |out| head(&CONTRACT, words, out),
            |out| taken.into_iter().for_each(|one| out.row(|out| contract(scope, one, out))),
        );
    }
}

/// The tables that are only taken, as one table.
pub(super) fn tables<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let taken: Vec<&Entity<Table>> = scope.design.tables.iter().filter(|one| one.is_taken).collect();
    if !taken.is_empty() {
        out.table(
            TABLE.len(),
            |out| head(&TABLE, words, out),
            |out| taken.into_iter().for_each(|one| out.row(|out| table(scope, one, words, out))),
        );
    }
}

fn head<'a>(keys: &[&'static str], words: &'a Words, out: &mut Builder<'a>) {
    for key in keys {
        out.cell(|out| out.text(words.label(key)));
    }
}

fn contract<'a>(scope: &Scope<'a>, contract: &'a Entity<Contract>, out: &mut Builder<'a>) {
    let id = contract.id.value.as_str();
    out.cell(|out| {
        scope.anchor(Target::Contract, id, out);
        out.code(contract.endpoint.value.as_str());
    });
    let said = contract.description.as_ref().filter(|text| text.is_given());
    out.cell(|out| {
        if let Some(said) = said {
            scope.line(said, id, out);
        }
    });
    out.cell(|out| {
        if let Some(auth) = contract.auth.as_ref().filter(|text| text.is_given()) {
            scope.line(auth, &format!("{id}-auth"), out);
        }
    });
    out.cell(|out| listed(contract.responses.ids(), out));
}

fn table<'a>(scope: &Scope<'a>, table: &'a Entity<Table>, words: &'a Words, out: &mut Builder<'a>) {
    let id = table.id.value.as_str();
    out.cell(|out| {
        scope.anchor(Target::Table, id, out);
        out.code(id);
    });
    out.cell(|out| listed(table.columns.value.iter().map(|column| column.name.value.as_str()), out));
    out.cell(|out| {
        let primary = table.columns.value.iter().filter(|column| column.is_primary());
        let primary: Vec<&str> = primary.map(|column| column.name.value.as_str()).collect();
        let mut is_first = primary.is_empty();
        if !primary.is_empty() {
            out.text(words.label("primary-key"));
            out.text(" ");
            listed(primary, out);
        }
        for key in table.keys() {
            if !std::mem::take(&mut is_first) {
                out.text(", ");
            }
            listed(key.columns.iter().map(|column| column.value.as_str()), out);
            out.text(" ");
            out.text(words.label("references"));
            out.text(" ");
            out.code(key.references.value.as_str());
        }
    });
}

fn listed<'a>(names: impl IntoIterator<Item = &'a str>, out: &mut Builder<'a>) {
    for (number, name) in names.into_iter().enumerate() {
        if number > 0 {
            out.text(", ");
        }
        out.code(name);
    }
}
