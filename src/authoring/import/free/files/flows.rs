//! What happens in which order.

use std::collections::HashMap;

use super::super::Model;
use super::super::reader::Reader;
use super::Lines;
use crate::authoring::literal;
use crate::compare::agreement::contract_id;
use crate::interchange::partial::Message;

/// Declares the flows.
pub(super) fn flows(
    reader: &mut Reader<'_, '_>,
    model: &Model<'_>,
    files: &mut Lines<'_>,
    ids: &HashMap<String, String>,
) {
    for course in &model.partial.courses {
        let steps: Vec<String> =
            course.messages.iter().filter_map(|message| step(message, model, ids)).collect();
        if steps.is_empty() {
            continue;
        }
        let line = files.line(reader, course.title.span);
        let title = match course.title.value.as_str() {
            "" => reader.file.rsplit_once('.').map_or(reader.file.as_str(), |(stem, _)| stem).to_owned(),
            title => title.to_owned(),
        };
        let id = course.id.as_deref().map_or_else(|| title.clone(), contract_id);
        let id = reader.draft.id(&["flows"], &id, "flow");
        let path = ["flows", id.as_str()];
        reader.draft.set(&path, "title", literal::string(&title));
        reader.draft.set(&path, "steps", format!("[\n{}]", steps.concat()));
        reader.mark(&path, line, format!("“{title}” is a flow"));
    }
}

fn step(message: &Message, model: &Model<'_>, ids: &HashMap<String, String>) -> Option<String> {
    let (from, to) = (ids.get(&message.from)?, ids.get(&message.to)?);
    let mut text = message.text.trim().to_owned();
    if text.is_empty() {
        // What the relationship is for.
        let one =
            model.partial.relationships.iter().find(|one| one.from == message.from && one.to == message.to);
        text = one.and_then(|one| one.label.clone()).unwrap_or_else(|| "…".to_owned());
    }
    let key = if message.is_reply { "reply" } else { "send" };
    Some(format!(
        "  {{ from = {}, to = {}, {key} = {} }},\n",
        literal::string(from),
        literal::string(to),
        literal::string(&text)
    ))
}
