//! Code: diagrams in Mermaid, SQL, lines of endpoints, and trees of files.

use super::super::reader::{Place, Reader};
use super::super::state::{Drawn, Relation};
use super::elements::{self, Written};
use super::names;
use super::{endpoints, tables};
use crate::authoring::literal;
use crate::interchange::mermaid::{self, Boxes, Sequence, Shape, ShapeKind};
use crate::markdown::labels::normal;
use crate::markdown::named::says;
use crate::markdown::outline::Block;
use crate::markdown::plain_words;

pub(super) fn code(
    reader: &mut Reader<'_, '_>,
    block: &Block,
    language: &str,
    code: &str,
    place: &Place,
) -> Vec<Block> {
    if language == "mermaid" {
        let whole = mermaid(reader, block, code, place);
        return if whole { Vec::new() } else { vec![block.clone()] };
    }
    let sql =
        matches!(language, "sql" | "postgresql" | "postgres" | "mysql" | "sqlite" | "ddl" | "plsql" | "tsql");
    let creates = code.to_lowercase().contains("create table");
    if (sql || language.is_empty()) && creates {
        let read = tables::code(reader, block, code, place);
        let whole = read && is_whole(reader, code);
        return if whole { Vec::new() } else { vec![block.clone()] };
    }
    if endpoints::code(reader, block, language, code, place) || tree(reader, block, language, code, place) {
        return Vec::new();
    }
    vec![block.clone()]
}

/// Whether all that SQL says is in the design: if not, it is kept beside the tables.
fn is_whole(reader: &Reader<'_, '_>, code: &str) -> bool {
    const SYNTAX: [&str; 18] = [
        "create",
        "table",
        "if",
        "not",
        "exists",
        "primary",
        "key",
        "references",
        "null",
        "unique",
        "default",
        "foreign",
        "constraint",
        "index",
        "on",
        "using",
        "check",
        "add",
    ];
    let said: String = reader
        .state
        .columns
        .iter()
        .flat_map(|(id, columns)| {
            let columns = columns.iter().map(|column| {
                [
                    &column.name,
                    &column.data_type,
                    &column.default,
                    &column.check,
                    &column.references,
                    &column.description,
                ]
                .map(String::as_str)
                .join(" ")
            });
            std::iter::once(id.clone()).chain(columns)
        })
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let said: std::collections::HashSet<&str> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let lower = code.to_lowercase();
    let indexes = lower.contains("index");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut left = words.filter(|word| !SYNTAX.contains(word) && !said.contains(word));
    !indexes && !lower.contains("on delete") && left.next().is_none()
}

/// A drawing of directories and files.
fn tree(reader: &mut Reader<'_, '_>, block: &Block, language: &str, code: &str, place: &Place) -> bool {
    let drawn = code.lines().filter(|line| line.contains("├──") || line.contains("└──")).count();
    let is_tree = drawn > 0 && drawn + 2 >= code.lines().filter(|line| !line.trim().is_empty()).count();
    if !matches!(language, "" | "text")
        || !is_tree
        || place.topic == "prose"
        || reader.draft.has(&["layout"], "tree")
    {
        return false;
    }
    reader.draft.set(&["layout"], "tree", literal::text(code));
    reader.guess(block.line, "the drawn tree is `layout.tree`".to_owned());
    true
}

/// Reads a diagram. Returns whether everything was read.
fn mermaid(reader: &mut Reader<'_, '_>, block: &Block, code: &str, place: &Place) -> bool {
    if place.topic == "prose" {
        return false;
    }
    if let Some(entities) = mermaid::entities(code) {
        for mut table in entities.tables {
            table.line += block.line;
            tables::declare(reader, table, "drawn in an entity relationship diagram");
        }
        return false;
    }
    if let Some(boxes) = mermaid::c4(code) {
        c4(reader, block, &boxes);
        return false;
    }
    if let Some(boxes) = mermaid::boxes(code) {
        let fits = matches!(
            place.topic.as_str(),
            "architecture" | "components" | "context" | "summary" | "integrations" | ""
        );
        if fits && !boxes.is_process {
            flowchart(reader, block, &boxes);
        }
        return false;
    }
    if let Some(sequence) = mermaid::sequence(code) {
        participants(reader, block, &sequence);
        let title = [sequence.title.clone(), place.heading.clone(), "Flow".to_owned()];
        let title = title.into_iter().find(|title| says(title)).unwrap_or_default();
        reader.state.flows.push(Drawn { title, line: block.line, sequence });
        return false;
    }
    false
}

/// The names that the diagrams of a document draw as persons, so that other diagrams agree.
pub(in super::super) fn persons(document: &str) -> std::collections::HashSet<String> {
    let fences = document.split("```mermaid\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let names = fences.flat_map(|script| {
        let actors = mermaid::sequence(script).into_iter().flat_map(|sequence| sequence.participants);
        let actors = actors.filter(|participant| participant.is_person).map(|participant| participant.name);
        let shapes = mermaid::c4(script).into_iter().flat_map(|boxes| boxes.shapes);
        let shapes = shapes.filter(|shape| shape.what == ShapeKind::Person).map(|shape| shape.name);
        actors.chain(shapes).map(|name| normal(&name)).collect::<Vec<_>>()
    });
    names.collect()
}

fn c4(reader: &mut Reader<'_, '_>, block: &Block, boxes: &Boxes) {
    let mut ids: Vec<(String, String)> = Vec::new();
    for shape in &boxes.shapes {
        let root = match shape.what {
            ShapeKind::Person => "people",
            ShapeKind::External => "integrations",
            // The system is what the design is about.
            ShapeKind::Boundary | ShapeKind::System => continue,
            _ => "components",
        };
        ids.push((shape.id.clone(), shape_element(reader, root, shape, block, boxes, "a C4 diagram")));
    }
    relate(reader, boxes, &ids);
}

fn shape_element(
    reader: &mut Reader<'_, '_>,
    root: &'static str,
    shape: &Shape,
    block: &Block,
    boxes: &Boxes,
    what: &str,
) -> String {
    let kind = match shape.what {
        ShapeKind::Database => "database",
        ShapeKind::Queue => "queue",
        _ => "",
    };
    let technology: Vec<String> = elements::split_names(&shape.technology);
    let name = if says(&shape.name) { shape.name.clone() } else { shape.id.clone() };
    let within = shape
        .within
        .as_ref()
        .and_then(|id| boxes.shape(id))
        .filter(|shape| shape.what != ShapeKind::Boundary)
        .map(|shape| shape.name.clone());
    let within = within.and_then(|name| reader.draft.element_named(&name));
    let text = shape.description.clone();
    let written = Written { name, text, kind: kind.to_owned(), technology, within, ..Written::default() };
    elements::declare(reader, root, &written, block.line + shape.line, &format!("drawn in {what}"))
}

fn flowchart(reader: &mut Reader<'_, '_>, block: &Block, boxes: &Boxes) {
    let mut ids: Vec<(String, String)> = Vec::new();
    for shape in boxes.shapes.iter().filter(|shape| shape.what != ShapeKind::Boundary) {
        let name = if says(&shape.name) { shape.name.clone() } else { shape.id.clone() };
        let outside = shape.within.as_ref().and_then(|id| boxes.shape(id)).is_some_and(|group| {
            let name = normal(&group.name);
            name.contains("external") || name.contains("third part") || name.contains("extern")
        });
        let root = if outside {
            "integrations"
        } else if names::is_person(&name) || reader.state.persons.contains(&normal(&name)) {
            "people"
        } else {
            "components"
        };
        ids.push((shape.id.clone(), shape_element(reader, root, shape, block, boxes, "a flowchart")));
    }
    relate(reader, boxes, &ids);
}

fn relate(reader: &mut Reader<'_, '_>, boxes: &Boxes, ids: &[(String, String)]) {
    let id = |name: &str| ids.iter().find(|(known, _)| known == name).map(|(_, id)| id.clone());
    for line in &boxes.lines {
        let (Some(from), Some(to)) = (id(&line.from), id(&line.to)) else { continue };
        reader.state.relations.push(Relation {
            from,
            to,
            label: line.label.clone(),
            protocol: line.protocol.clone(),
            is_async: line.dotted,
            is_build: false,
        });
    }
}

fn participants(reader: &mut Reader<'_, '_>, block: &Block, sequence: &Sequence) {
    for participant in &sequence.participants {
        let root = if participant.is_person
            || names::is_person(&participant.name)
            || reader.state.persons.contains(&normal(&participant.name))
        {
            "people"
        } else {
            "components"
        };
        let known = reader.draft.element_named(&participant.name).is_some();
        if known {
            continue;
        }
        let written = Written { name: participant.name.clone(), ..Written::default() };
        elements::declare(
            reader,
            root,
            &written,
            block.line + participant.line,
            "drawn in a sequence diagram",
        );
    }
}

/// Writes the relationships and the flows between elements that there are.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    for relation in std::mem::take(&mut reader.state.relations) {
        let names: Vec<String> = if reader.draft.has_element(&relation.to) {
            vec![relation.to.clone()]
        } else {
            elements::split_names(&relation.to)
        };
        for name in names {
            let to = if reader.draft.has_element(&name) {
                Some(name.clone())
            } else {
                reader.draft.element_named(&name)
            };
            match to {
                Some(to) if to != relation.from => uses(reader, &relation, &to),
                Some(_) => {}
                None => {
                    // What it uses is no element: it is said in its description.
                    let root = reader.draft.root_of(&relation.from);
                    let path = [root, relation.from.as_str()];
                    reader.draft.add(&path, "description", &format!("Uses: {name}"), true);
                }
            }
        }
    }
    for drawn in std::mem::take(&mut reader.state.flows) {
        flow(reader, &drawn);
    }
}

fn uses(reader: &mut Reader<'_, '_>, relation: &Relation, to: &str) {
    let root = reader.draft.root_of(&relation.from);
    let path = [root, relation.from.as_str(), "uses"];
    if reader.draft.has(&path, to) || to == "not-applicable" {
        return;
    }
    let label = if says(&relation.label) { relation.label.clone() } else { "uses".to_owned() };
    let mut parts = vec![format!("label = {}", literal::string(&label))];
    if says(&relation.protocol) {
        parts.push(format!("protocol = {}", literal::string(&relation.protocol)));
    }
    if relation.is_async {
        parts.push("async = true".to_owned());
    }
    if relation.is_build {
        parts.push("kind = \"build\"".to_owned());
    }
    let value =
        if parts.len() == 1 { literal::string(&label) } else { format!("{{ {} }}", parts.join(", ")) };
    reader.draft.set(&path, to, value);
}

fn flow(reader: &mut Reader<'_, '_>, drawn: &Drawn) {
    let mut steps: Vec<String> = Vec::new();
    let named = |id: &str| {
        let participant = drawn.sequence.participants.iter().find(|participant| participant.id == id);
        participant.and_then(|participant| reader.draft.element_named(&participant.name))
    };
    for message in &drawn.sequence.messages {
        let (Some(from), Some(to)) = (named(&message.from), named(&message.to)) else { continue };
        let text = if says(&message.text) { message.text.clone() } else { "…".to_owned() };
        let key = if message.is_reply { "reply" } else { "send" };
        steps.push(format!(
            "  {{ from = {}, to = {}, {key} = {} }},\n",
            literal::string(&from),
            literal::string(&to),
            literal::string(plain_words(&text).trim())
        ));
    }
    if steps.is_empty() {
        return;
    }
    let id = reader.draft.id(&["flows"], &drawn.title, "flow");
    let path = ["flows", id.as_str()];
    reader.draft.set(&path, "title", literal::string(&drawn.title));
    reader.draft.set(&path, "steps", format!("[\n{}]", steps.concat()));
    reader.mark(&path, drawn.line, format!("“{}” is a flow: it is drawn in a sequence diagram", drawn.title));
}
