//! Nodes: where things run, in a table, a list or headings below the deployment view.

use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::Grid;
use super::elements::split_names;
use crate::authoring::literal;
use crate::design::NodeKind;
use crate::markdown::labels::normal;
use crate::markdown::named::{self, called, is_name, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;
use crate::template::{BlockKind, DrawingKind};

/// Declares a node. Returns `false` if there is one of this name, or the template prints none.
fn declare(
    reader: &mut Reader<'_, '_>,
    name: &str,
    text: &[String],
    runs: &str,
    (line, what): (usize, &str),
) -> bool {
    if !are_printed(reader) || !says(name) || reader.draft.node_named(name).is_some() {
        return false;
    }
    let id = reader.draft.id(&["nodes"], name, "node");
    let path = ["nodes", id.as_str()];
    reader.draft.set(&path, "name", literal::string(name));
    let first = text.first().map_or("", |text| text.split(['.', ',', ';', '\n']).next().unwrap_or_default());
    reader.draft.set(&path, "kind", literal::string(kind(&format!("{name} {first}")).word()));
    for text in text {
        reader.draft.add(&path, "description", text, true);
    }
    reader.mark(&path, line, format!("“{name}” is a node: it is {what}"));
    if says(runs) {
        reader.state.runs.push((id, runs.to_owned()));
    }
    true
}

/// Whether the template prints nodes.
pub(in super::super) fn are_printed(reader: &Reader<'_, '_>) -> bool {
    let is_printed =
        |kind: &BlockKind| matches!(kind, BlockKind::Diagram { of: DrawingKind::Deployment, .. });
    reader.draft.template.blocks().any(|(_, block)| is_printed(&block.kind))
}

/// The kind that the words leave no doubt about; a host otherwise.
pub(in super::super) fn kind(text: &str) -> NodeKind {
    let words = normal(text);
    words.split(' ').find_map(NodeKind::parse).unwrap_or(NodeKind::Host)
}

pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    let heads = table.heads;
    let is_node = heads.first().is_some_and(|head| reader.words.means(head, "node"));
    let here = matches!(place.topic.as_str(), "nodes" | "deployment" | "operations");
    if place.inside || !here || !is_node || heads.len() < 2 {
        return None;
    }
    table.each(|at, cells| {
        let mut row = Row::new(heads, cells);
        let name = plain_words(&row.first()).trim().to_owned();
        let runs = row.take(reader.words, "runs");
        let text = row.take(reader.words, "description");
        let text = row.with_rest(&text);
        is_name(&name) && declare(reader, &name, &text, &runs, (table.line(at), "a row of a table of nodes"))
    })
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let mut taken = Vec::new();
    for item in items {
        let named = called(item.text()).filter(|called| {
            let here = place.topic == "nodes" && !place.inside;
            here && called.marked && is_name(&called.name) && !reader.words.is_generic(&called.name)
        });
        taken.push(named.is_some_and(|called| {
            let text = joined(&called.text, &item.below());
            says(&text) && declare(reader, &called.name, &[text], "", (item.line(), "an item below nodes"))
        }));
    }
    taken
}

/// A heading below the deployment view, with what is there.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, words: &str, parent: &Place) -> bool {
    let plain = node.blocks.iter().all(|block| !matches!(block.kind, MarkdownKind::Code(..)));
    let fits = parent.topic == "nodes"
        && plain
        && node.is_leaf()
        && !node.blocks.is_empty()
        && is_name(words)
        && !reader.words.is_generic(words)
        && reader.draft.node_named(words).is_none();
    if !fits {
        return false;
    }
    let name = named::unnumbered(words).to_owned();
    let line = node.heading.line;
    let text: Vec<String> = node.blocks.iter().map(|block: &Block| block.source.clone()).collect();
    declare(reader, &name, &[text.join("\n\n")], "", (line, "a heading below the deployment view"))
}

/// What runs on the nodes, once every component is known; other names stay in words.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    for (id, runs) in std::mem::take(&mut reader.state.runs) {
        let path = ["nodes", id.as_str()];
        let mut found = Vec::new();
        for name in split_names(&runs) {
            let component = reader.draft.element_named(&name);
            match component.filter(|id| reader.draft.root_of(id) == "components") {
                Some(component) => found.push(component),
                None => reader.draft.add(&path, "description", &format!("Runs: {name}"), true),
            }
        }
        if !found.is_empty() {
            reader.draft.set(&path, "runs", literal::list(found.iter().map(String::as_str)));
        }
    }
}
