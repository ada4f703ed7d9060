//! Requirements and what covers them as `needs.json` of sphinx-needs.

use serde_json::{Map, Value, json};

use super::structure::Unique;
use super::{Exported, said};
use crate::design::{Cited, Design, Ref, Text};

/// The needs of one version of a design. No time is written, so that the same design gives the same bytes.
pub fn write(design: &Design) -> Exported {
    let mut needs = Needs::default();
    let status = design.status().word();
    for one in &design.requirements {
        let mut tags = vec![one.priority().word().to_owned(), one.kind().word().to_owned()];
        tags.extend(said(Some(&one.category)).map(str::to_owned));
        let title = said(Some(&one.text)).unwrap_or(&one.id.value);
        let title = title.lines().next().unwrap_or_default().to_owned();
        needs.add(&one.id.value, "req", &title, Some(&one.text), status, &[]);
        needs.tag(&tags);
    }
    for one in &design.components {
        let links = cited(&one.satisfies);
        needs.add(&one.id.value, "comp", &one.name, one.description.as_ref(), status, &links);
        needs.tag(&[one.kind.value.word().to_owned()]);
    }
    for one in &design.decisions {
        let text = one.rationale.as_ref().or(one.context.as_ref());
        needs.add(&one.id.value, "dec", &one.title, text, one.status().word(), &cited(&one.addresses));
    }
    for one in &design.flows {
        needs.add(&one.id.value, "flow", &one.title, None, status, &cited(&one.covers));
    }
    for one in &design.tests {
        needs.add(&one.id.value, "test", &one.title, one.tool.as_ref(), status, &cited(&one.verifies));
        needs.tag(&[one.level.value.word().to_owned()]);
    }
    let requirements: Vec<&str> = design.requirements.ids().collect();
    let version = design.meta.version.text.as_str();
    let document = json!({
        "project": design.meta.title.value,
        "current_version": version,
        "versions": { version: { "needs_amount": needs.all.len(), "needs": needs.finished(&requirements) } },
    });
    Exported::json("needs.json", &document)
}

/// The needs by their ids.
#[derive(Default)]
struct Needs {
    ids: Unique,
    all: Map<String, Value>,
}

impl Needs {
    /// Adds a need. An id that another kind has gets a number: here all kinds share one list.
    fn add(&mut self, id: &str, kind: &str, title: &str, text: Option<&Text>, status: &str, links: &[&str]) {
        let id = self.ids.name(id.to_owned());
        let need = json!({
            "id": id,
            "type": kind,
            "title": title,
            "content": said(text).unwrap_or_default(),
            "status": status,
            "tags": [],
            "links": links,
        });
        self.all.insert(id, need);
    }

    /// Tags the need that was added last.
    fn tag(&mut self, tags: &[String]) {
        if let Some((_, need)) = self.all.iter_mut().next_back() {
            need["tags"] = tags.into();
        }
    }

    /// The needs with links to requirements that are among them.
    fn finished(mut self, requirements: &[&str]) -> Value {
        for need in self.all.values_mut() {
            if let Some(links) = need["links"].as_array_mut() {
                links.retain(|link| link.as_str().is_some_and(|link| requirements.contains(&link)));
            }
        }
        Value::Object(self.all)
    }
}

fn cited<K: Cited>(refs: &[Ref<K>]) -> Vec<&str> {
    refs.iter().map(|id| &**id).collect()
}
