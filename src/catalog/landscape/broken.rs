//! What of a design a change breaks, as others use it.

use std::collections::HashMap;

use super::{Use, Used};
use crate::compare::{Area, Change, Changes, LostId};
use crate::reading::first_key;

/// What breaks.
#[derive(Debug)]
pub(super) struct Broken<'c> {
    /// The paths that are concerned, with the ids that were in them before.
    paths: Vec<String>,
    change: &'c Change,
}

impl<'c> Broken<'c> {
    pub(super) fn of(change: &'c Change, former: &HashMap<&str, &str>) -> Self {
        let paths = change.claims.iter().chain([&change.path]).map(|path| before(path, former)).collect();
        Self { paths, change }
    }

    /// Whether a design relies on it here.
    pub(super) fn is_used_by(&self, one: &Use<'_>) -> bool {
        if let Some(lost) = self.change.lost_id().filter(|_| self.change.area == Area::Identity) {
            return cites(one, lost);
        }
        self.paths.iter().any(|path| is_of(one, path, self.change))
    }
}

/// Whether something is cited here by an id that it no longer has.
pub(super) fn cites(one: &Use<'_>, lost: LostId<'_>) -> bool {
    match one.what {
        Used::Design => {
            lost.kind == "design" && one.alias.design.as_ref().is_some_and(|name| name.id == lost.id)
        }
        Used::Contract(id) => lost.kind == "contract" && id == lost.id,
        Used::Requirement(id) => lost.kind == "requirement" && id == lost.id,
        Used::Mention(id) => lost.kind != "design" && id == lost.id,
        Used::Table(_) | Used::Column { .. } | Used::Malformed(_) => false,
    }
}

fn is_of(one: &Use<'_>, path: &str, change: &Change) -> bool {
    let (table, rest) = first_key(path);
    let (id, column) = halves(path);
    let wanted = match &*table {
        "api" => Used::Contract(&id),
        "tables" if column.is_empty() => Used::Table(&id),
        "tables" => Used::Column { table: &id, column: &column },
        "requirements" => Used::Requirement(&id),
        "design" if change.kind.name == "DESIGN_ID_CHANGED" => Used::Design,
        "design" | "people" | "integrations" | "components" | "flows" | "models" | "decisions" | "tests"
        | "risks" => return false,
        _ if rest.is_empty() => return false,
        _ => Used::Requirement(path),
    };
    one.is_of(wanted)
}

/// The former path of each entity that has another id now.
pub(super) fn former(changes: &Changes) -> HashMap<&str, &str> {
    let renamed = changes.entries.iter().filter(|change| change.kind.name.ends_with("_RENAMED"));
    // A column is renamed by its key `name`.
    renamed
        .filter_map(|change| {
            let path = change.path.strip_suffix(".name").unwrap_or(&change.path);
            Some((path, change.old.as_deref()?))
        })
        .collect()
}

/// A path with the ids that its entities had before.
fn before(path: &str, former: &HashMap<&str, &str>) -> String {
    let mut longest: Option<(&str, &str)> = None;
    for (&now, &old) in former {
        let is_in = path.strip_prefix(now).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        if is_in && longest.is_none_or(|(known, _)| now.len() > known.len()) {
            longest = Some((now, old));
        }
    }
    let Some((now, old)) = longest else { return path.to_owned() };
    let (above, _) = now.rsplit_once('.').unwrap_or(("", now));
    let rest = path.strip_prefix(now).unwrap_or_default();
    // The table of a renamed column may be renamed as well.
    let above = before(above, former);
    format!("{above}.{}{rest}", crate::reading::quote_key(old))
}

/// The id of a path's entity and, of a column, its name.
fn halves(path: &str) -> (String, String) {
    let (_, rest) = first_key(path);
    let (id, rest) = first_key(rest);
    let column = rest.strip_prefix("columns.").map(|rest| first_key(rest).0.into_owned());
    (id.into_owned(), column.unwrap_or_default())
}
