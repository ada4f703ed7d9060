//! C4 relationships between elements that are not declared: Mermaid's grammar accepts them, and then the
//! drawing fails without saying where.

use std::collections::HashSet;
use std::ops::Range;

use super::fault::Fault;
use super::header::Family;

/// One fault for each end of a relationship that no element of a C4 diagram declares.
pub(super) fn faults(text: &str, family: Family) -> Vec<Fault> {
    if !family.is_c4() {
        return Vec::new();
    }
    let calls: Vec<Call<'_>> = calls(text);
    let declared: HashSet<&str> =
        calls.iter().filter(|call| call.declares()).filter_map(|call| call.alias(0)).collect();
    let mut faults = Vec::new();
    for call in &calls {
        for &argument in call.ends() {
            let Some(alias) = call.alias(argument).filter(|alias| !declared.contains(alias)) else {
                continue;
            };
            let Some(range) = call.arguments.get(argument).cloned() else {
                continue;
            };
            faults.push(
                Fault::new(text, range, format!("nothing declares `{alias}`"))
                    .with_help(format!("declare it, for example `System({alias}, \"…\")`")),
            );
        }
    }
    faults
}

/// One statement such as `Rel(a, b, "calls")`.
struct Call<'a> {
    text: &'a str,
    name: &'a str,
    /// The range of each argument in the text, without the spaces around it.
    arguments: Vec<Range<usize>>,
}

impl<'a> Call<'a> {
    fn alias(&self, argument: usize) -> Option<&'a str> {
        let range = self.arguments.get(argument)?.clone();
        self.text.get(range).filter(|alias| !alias.is_empty())
    }

    /// Whether a relationship may end at the alias that this statement introduces: an element, or
    /// a boundary, which Mermaid accepts too.
    fn declares(&self) -> bool {
        let name = self.name.strip_suffix("_Ext").unwrap_or(self.name);
        let name = name.strip_suffix("Db").or_else(|| name.strip_suffix("Queue")).unwrap_or(name);
        matches!(
            name,
            "Person"
                | "System"
                | "Container"
                | "Component"
                | "Node"
                | "Node_L"
                | "Node_R"
                | "Deployment_Node"
        ) || name.ends_with("Boundary")
    }

    /// Which arguments are the ends, if this is a relationship.
    fn ends(&self) -> &'static [usize] {
        match self.name {
            "RelIndex" => &[1, 2],
            "Rel" | "BiRel" => &[0, 1],
            name if name.starts_with("Rel_") => &[0, 1],
            _ => &[],
        }
    }
}

fn calls(text: &str) -> Vec<Call<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let statement = line.trim();
        let indent = line.len() - line.trim_start().len();
        if let Some((name, _)) = statement.split_once('(').filter(|_| !statement.starts_with("%%")) {
            let open = start + indent + name.len() + 1;
            found.push(Call {
                text,
                name: name.trim(),
                arguments: arguments(text, open, start + line.trim_end().len()),
            });
        }
        start += line.len();
    }
    found
}

/// The arguments between an opening bracket and its closing one, split at commas outside quotes.
fn arguments(text: &str, open: usize, end: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = open;
    let mut quoted = false;
    for (at, c) in text.get(open..end).unwrap_or_default().char_indices() {
        let at = open + at;
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                found.push(trimmed(text, from..at));
                from = at + 1;
            }
            ')' if !quoted => {
                found.push(trimmed(text, from..at));
                break;
            }
            _ => {}
        }
    }
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}
