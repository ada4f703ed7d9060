//! The models as other programs need them: `cargo xtask scores --peers` has these lay them out, too.

use std::path::Path;

use mdbook_system_design::diagram::architecture::{Relation, Role};
use mdbook_system_design::diagram::audit::audit;
use mdbook_system_design::diagram::mermaid::write;
use mdbook_system_design::diagram::metrics::{Font, width};
use mdbook_system_design::diagram::wrapping::{widest, wrap};
use serde_json::{Value, json};

use crate::models::{self, Model};

const LABEL: Font = Font::regular(12);
const PROTOCOL: Font = Font::regular(11);
const TITLE: Font = Font::bold(13);
/// The width at which labels are broken.
const LABEL_WIDTH: i32 = 116;

/// The room that a relationship's label needs.
fn label(relation: &Relation) -> Value {
    let words = wrap(&relation.label, LABEL, LABEL_WIDTH, 5);
    let how = relation.how();
    let how = if how.is_empty() { Vec::new() } else { wrap(&format!("[{how}]"), PROTOCOL, LABEL_WIDTH, 3) };
    let lines = |texts: usize| i32::try_from(texts).expect("a few");
    let height = LABEL.line_height() * lines(words.len()) + PROTOCOL.line_height() * lines(how.len());
    if height == 0 { Value::Null } else { json!([widest(&words, LABEL).max(widest(&how, PROTOCOL)), height]) }
}

/// A model with the sizes of its boxes and what our picture of it measures. The group without a name is the
/// system.
fn graph(model: &Model) -> Value {
    let architecture = &model.architecture;
    let picture = model.picture();
    let audit = audit(&picture);
    let is_whole = |id: &str| architecture.elements.iter().any(|one| one.part_of.as_deref() == Some(id));
    let system =
        json!({ "id": "", "parent": null, "title": [width(&architecture.name, TITLE), TITLE.line_height()] });
    let wholes = architecture.elements.iter().filter(|element| is_whole(&element.id)).map(|element| {
        let title = [width(&element.name, TITLE), TITLE.line_height()];
        json!({ "id": element.id, "parent": element.part_of.as_deref().unwrap_or_default(), "title": title })
    });
    let boxes = picture.boxes.iter().map(|drawn| {
        let id = drawn.href.as_deref().unwrap_or_default();
        let element = architecture.elements.iter().find(|element| element.id == id).unwrap();
        let group = match element.role {
            Role::Component if is_whole(id) => Some(id),
            Role::Component => Some(element.part_of.as_deref().unwrap_or_default()),
            Role::Person | Role::External => None,
        };
        json!({ "id": id, "width": drawn.rect.width, "height": drawn.rect.height, "group": group })
    });
    let lines = architecture.relations.iter().filter(|one| one.from != one.to);
    let lines = lines.map(|one| json!({ "from": one.from, "to": one.to, "label": label(one) }));
    json!({
        "name": model.name,
        "ours": {
            "crossings": audit.crossings,
            "bends": audit.bends,
            "px": f64::from(audit.smallest_text) / 10.0,
        },
        "groups": std::iter::once(system).chain(wholes).collect::<Vec<_>>(),
        "boxes": boxes.collect::<Vec<_>>(),
        "lines": lines.collect::<Vec<_>>(),
        "mermaid": write::architecture(architecture),
    })
}

/// `PEER_GRAPHS=file` writes them there.
#[test]
fn the_models_can_be_given_to_other_programs() {
    let graphs: Vec<Value> = models::all().iter().map(graph).collect();
    for graph in &graphs {
        let ids: Vec<&Value> = graph["boxes"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
        for line in graph["lines"].as_array().unwrap() {
            assert!(ids.contains(&&line["from"]) && ids.contains(&&line["to"]), "{}: {line}", graph["name"]);
        }
        assert!(graph["mermaid"].is_string(), "{}", graph["name"]);
    }
    if let Some(path) = std::env::var_os("PEER_GRAPHS") {
        std::fs::write(Path::new(&path), serde_json::to_vec(&graphs).unwrap()).unwrap();
    }
}
