//! Where parts run.

use std::collections::HashMap;

use super::super::Model;
use super::super::forms::elements::split_names;
use super::super::forms::nodes::{are_printed, kind};
use super::super::reader::Reader;
use super::{Lines, set};
use crate::authoring::literal;
use crate::compare::agreement::contract_id;

/// Declares the places as nodes.
pub(super) fn places(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    files: &mut Lines<'_>,
    ids: &HashMap<String, String>,
) {
    if !are_printed(reader) {
        return;
    }
    let mut nodes: HashMap<&str, String> = HashMap::new();
    for place in &model.partial.places {
        let line = files.line(reader, place.name.span);
        let name = place.name.value.trim();
        let id = place.id.as_deref().map_or_else(|| name.to_owned(), contract_id);
        let id = reader.draft.id(&["nodes"], &id, "node");
        let path = ["nodes", id.as_str()];
        reader.draft.set(&path, "name", literal::string(name));
        let kind = kind(&format!("{name} {}", place.kind)).word();
        reader.draft.set(&path, "kind", literal::string(kind));
        if let Some(around) = place.within.as_ref().and_then(|key| nodes.get(key.as_str())) {
            reader.draft.set(&path, "part-of", literal::string(around.as_str()));
        }
        set(reader, &path, "environment", place.environment.as_deref());
        let technology = place.technology.as_deref().map(split_names).unwrap_or_default();
        if !technology.is_empty() {
            reader.draft.set(&path, "technology", literal::list(technology.iter().map(String::as_str)));
            for technology in technology {
                if !reader.state.used.contains_key(&technology) {
                    reader.draft.replace(&["technologies"], &technology, literal::string(name));
                }
            }
        }
        set(reader, &path, "instances", place.instances.as_deref());
        let runs: Vec<&str> = place.runs.iter().filter_map(|key| ids.get(key)).map(String::as_str).collect();
        let runs: Vec<&str> =
            runs.into_iter().filter(|id| reader.draft.root_of(id) == "components").collect();
        if !runs.is_empty() {
            reader.draft.set(&path, "runs", literal::list(runs));
        }
        set(reader, &path, "description", place.description.as_deref());
        reader.mark(&path, line, format!("“{name}” is a node"));
        nodes.insert(&place.key, id);
    }
}
