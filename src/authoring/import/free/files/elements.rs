//! People, systems outside and parts, and what they use of each other.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::super::Model;
use super::super::forms::elements::{Root, Written, declare, split_names};
use super::super::forms::names::is_person;
use super::super::notes::Shown;
use super::super::reader::{Place, Reader};
use super::super::state::Relation;
use super::Lines;
use crate::compare::agreement::contract_id;
use crate::interchange::partial::{Element, Role};
use crate::interchange::told::Format;
use crate::markdown::labels::normal;

/// Declares the elements. Returns their ids by their keys in the file.
pub(super) fn elements(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    files: &mut Lines<'_>,
) -> HashMap<String, String> {
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut names: HashMap<String, String> = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
    for element in &model.partial.elements {
        let around = element.within.as_ref().and_then(|key| names.get(key));
        let name = distinct(&element.name.value, around, &mut taken);
        names.insert(element.key.clone(), name.clone());
        let root = root(element, &name);
        let technology = element.technology.as_ref().map(|text| split_names(&text.value));
        let written = Written {
            id: element.id.as_deref().map(contract_id),
            text: element.description.as_ref().map(|text| text.value.trim().to_owned()).unwrap_or_default(),
            kind: element.kind.map(|kind| kind.word().to_owned()).unwrap_or_default(),
            technology: technology.unwrap_or_default(),
            within: element.within.as_ref().and_then(|key| ids.get(key)).cloned(),
            more: Vec::new(),
            name,
        };
        let line = files.line(reader, element.name.span);
        let id = declare(reader, root, &written, line, what(model.format));
        if let Some(group) = &element.group {
            groups.entry(group.clone()).or_default().push(written.name);
        }
        ids.insert(element.key.clone(), id);
    }
    keep_groups(reader, &groups);
    ids
}

/// A name that no other element of the file has: two may have one in different places.
fn distinct(name: &str, around: Option<&String>, taken: &mut HashSet<String>) -> String {
    let own = name.trim().to_owned();
    let placed = around.map(|around| format!("{own} ({around})"));
    let numbered = (2..).map(|number| format!("{own} {number}"));
    let mut names = std::iter::once(own.clone()).chain(placed).chain(numbered);
    names.find(|name| taken.insert(normal(name))).unwrap_or(own)
}

fn root(element: &Element, name: &str) -> Root {
    match element.role {
        Role::Person => "people",
        Role::Outside => "integrations",
        Role::Unsaid if is_person(name) => "people",
        Role::Part | Role::Unsaid => "components",
    }
}

fn what(format: Format) -> &'static str {
    match format {
        Format::Structurizr => "in the model of the workspace",
        Format::Calm => "a node of the architecture",
        _ => "drawn in the diagram",
    }
}

/// Groups have no key of their own: they are said in a note.
fn keep_groups(reader: &mut Reader<'_, '_>, groups: &IndexMap<String, Vec<String>>) {
    let section = reader.known_section("low-level");
    for (group, names) in groups {
        let head = reader.notes.head("", None, Shown::Between);
        let place = Place {
            topic: "components".to_owned(),
            section: section.clone(),
            head,
            heading: group.clone(),
            line: 1,
            within: None,
            category: None,
            inside: false,
        };
        reader.keep(&place, &format!("**{group}**: {}", names.join(", ")));
    }
}

/// Says who uses whom; of several ways from one element to another what each is for.
pub(super) fn relationships(reader: &mut Reader<'_, '_>, model: &Model<'_>, ids: &HashMap<String, String>) {
    let mut all: IndexMap<(String, String), Relation> = IndexMap::new();
    for one in &model.partial.relationships {
        let (Some(from), Some(to)) = (ids.get(&one.from), ids.get(&one.to)) else { continue };
        let relation = all.entry((from.clone(), to.clone())).or_insert_with(|| Relation {
            from: from.clone(),
            to: to.clone(),
            is_async: true,
            ..Relation::default()
        });
        join(&mut relation.label, one.label.as_deref(), "; ");
        join(&mut relation.protocol, one.protocol.as_deref(), ", ");
        // One way that waits for an answer makes the whole wait.
        relation.is_async &= one.is_async;
    }
    reader.state.relations.extend(all.into_values());
}

fn join(text: &mut String, more: Option<&str>, between: &str) {
    let Some(more) = more.map(str::trim).filter(|more| !more.is_empty() && !text.contains(*more)) else {
        return;
    };
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(more);
}
