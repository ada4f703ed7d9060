//! Gives the entities of a partial design the ids that they have in the design.

use std::collections::{HashMap, HashSet};

use super::{Addition, Into};
use crate::compare;
use crate::design::{Design, Leaf, Walk as _};
use crate::markdown::labels::normal;
use crate::reading::quote_key;

/// New ids by table and old id.
type Renames = HashMap<(String, String), String>;

/// Tables whose ids are numbers: the same one may be something else.
const NUMBERED: [&str; 5] = ["requirements", "decisions", "risks", "flows", "nodes"];

/// The tables and ids that entities had, by those that they have.
type Former = HashMap<(String, String), (String, String)>;

/// The text of the addition with the ids of the design, and which entities had others. `is_known` says that the
/// design has something from its file: then an id is what it was.
pub(super) fn settle(
    into: &Into<'_>,
    old: &Design,
    addition: &Addition<'_>,
    is_known: bool,
) -> Result<(String, Former), String> {
    let no_design = || "what is added is not a design".to_owned();
    let new = into.design(addition.text).ok_or_else(no_design)?;
    let apart = if is_known { Renames::new() } else { apart(old, &new, addition) };
    let text = renamed(&new, addition.text, &apart);
    let new = into.design(&text).ok_or_else(no_design)?;
    let same = same(old, &new);
    let text = renamed(&new, &text, &same);
    let mut former = Former::new();
    for ((table, id), next) in apart.into_iter().chain(same) {
        let first = former.remove(&(table.clone(), id.clone())).unwrap_or_else(|| (table.clone(), id));
        former.insert((table, next), first);
    }
    Ok((text, former))
}

/// New ids for what has the id of something else.
fn apart(old: &Design, new: &Design, addition: &Addition<'_>) -> Renames {
    let mut renames = Renames::new();
    for table in NUMBERED {
        let (known, ids) = (ids_of(old, table), ids_of(new, table));
        let mut taken: HashSet<String> = known.iter().chain(&ids).cloned().collect();
        for id in ids.into_iter().filter(|id| known.contains(id)) {
            if compare::is_one(table, &id, old, new) {
                continue;
            }
            let entry = (table.to_owned(), id.clone());
            let next = if addition.numbered.contains(&entry) {
                counted(&id, &taken)
            } else {
                (2..=taken.len() + 2).map(|number| format!("{id}-{number}")).find(|id| !taken.contains(id))
            };
            let Some(next) = next else { continue };
            taken.insert(next.clone());
            renames.insert(entry, next);
        }
    }
    renames
}

/// The next id with the beginning of this one: `R4` for `R1`.
fn counted(id: &str, taken: &HashSet<String>) -> Option<String> {
    let start = id.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=taken.len() + 1).map(|number| format!("{start}{number}")).find(|id| !taken.contains(id))
}

/// The ids that the design has for the same things.
fn same(old: &Design, new: &Design) -> Renames {
    let mut renames = Renames::new();
    let known = ids_by_name(old);
    for element in new.elements() {
        if let Some(id) = known.get(&normal(element.title())).filter(|id| *id != element.id()) {
            renames.insert((element.table().to_owned(), element.id().to_owned()), id.clone());
        }
    }
    let taken: HashSet<String> = new.elements().map(|element| element.id().to_owned()).collect();
    renames.retain(|_, id| !taken.contains(id));
    for (table, old, new) in compare::renamed(old, new) {
        let is_element = ["people", "integrations", "components"].contains(&table);
        if !is_element {
            renames.entry((table.to_owned(), new)).or_insert(old);
        }
    }
    renames
}

fn ids_by_name(design: &Design) -> HashMap<String, String> {
    design.elements().map(|element| (normal(element.title()), element.id().to_owned())).collect()
}

fn ids_of(design: &Design, table: &str) -> Vec<String> {
    macro_rules! ids {
        ($list:ident) => {
            design.$list.ids().map(str::to_owned).collect()
        };
    }
    match table {
        "requirements" => ids!(requirements),
        "decisions" => ids!(decisions),
        "risks" => ids!(risks),
        "flows" => ids!(flows),
        "nodes" => ids!(nodes),
        _ => Vec::new(),
    }
}

/// A text with other ids, in headers and wherever they are cited.
fn renamed(design: &Design, text: &str, renames: &Renames) -> String {
    if renames.is_empty() {
        return text.to_owned();
    }
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    design.walk(&mut |leaf| {
        let Leaf::Reference(kind, id) = leaf else { return };
        let new =
            kind.tables().iter().find_map(|table| renames.get(&((*table).to_owned(), id.value.clone())));
        let range = id.span.range();
        let (Some(new), Some(written)) = (new, text.get(range.clone())) else { return };
        let is_string = written.starts_with(['"', '\'']);
        let new = if is_string { format!("\"{new}\"") } else { quote_key(new) };
        edits.push((range.start, range.end, new));
    });
    edits.sort();
    edits.dedup();
    let mut result = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        result.replace_range(start..end, &new);
    }
    let lines = result.lines().map(|line| header(line, renames).unwrap_or_else(|| line.to_owned()));
    lines.fold(String::new(), |text, line| text + &line + "\n")
}

/// The line of a header, with the new id in it.
fn header(line: &str, renames: &Renames) -> Option<String> {
    let path = line.strip_prefix('[')?;
    renames.iter().find_map(|((table, old), new)| {
        let rest = path.strip_prefix(&format!("{table}.{}", quote_key(old)))?;
        rest.starts_with(['.', ']']).then(|| format!("[{table}.{}{rest}", quote_key(new)))
    })
}
