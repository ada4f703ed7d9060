//! Which entities of two designs are the same, by their ids: for what adds one design to another.

use super::identity::{Matches, alike_enough};
use crate::design::Design;
use crate::design::value::Recorded as _;
use crate::markdown::one_line;

/// The table and both ids of what is the same in two designs though its id differs.
pub fn renamed(old: &Design, new: &Design) -> Vec<(&'static str, String, String)> {
    let matches = Matches::of(old, new, &[]);
    let mut found: Vec<(&'static str, String, String)> = Vec::new();
    macro_rules! each {
        ($($table:literal $list:ident),*) => {
            $(for pair in &matches.$list {
                if let (Some(old), Some(new)) = (pair.old, pair.new) {
                    found.push(($table, old.id.value.clone(), new.id.value.clone()));
                }
            })*
        };
    }
    each!(
        "requirements" requirements, "flows" flows, "api" api, "models" models, "tables" tables,
        "decisions" decisions, "risks" risks, "nodes" nodes, "tests" tests
    );
    for (old, new) in &matches.elements {
        if let (Some(old), Some(new)) = (old, new) {
            found.push((new.table(), old.id().to_owned(), new.id().to_owned()));
        }
    }
    found.retain(|(_, old, new)| old != new);
    found
}

/// Whether what both designs have at an id is alike enough to be one thing. Tests are never compared.
pub fn is_one(table: &str, id: &str, old: &Design, new: &Design) -> bool {
    macro_rules! both {
        ($($name:literal $list:ident),*) => {
            match table {
                $($name => match (old.$list.get(id), new.$list.get(id)) {
                    (Some(old), Some(new)) => alike_enough(table, old.body().record(), new.body().record()),
                    _ => true,
                },)*
                _ => true,
            }
        };
    }
    if table == "decisions" {
        let title =
            |design: &Design| design.decisions.get(id).map(|it| one_line(&it.title.value).to_lowercase());
        if title(old).is_some_and(|own| Some(own) == title(new)) {
            return true;
        }
    }
    both!("requirements" requirements, "flows" flows, "decisions" decisions, "risks" risks, "nodes" nodes)
}
