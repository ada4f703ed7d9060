//! Relationships and flows.

use std::rc::Rc;

use super::super::partial::{Course, Message, Relationship, Unread};
use super::Reading;
use crate::reading::Datum;

impl Reading {
    /// Reads a relationship.
    pub(super) fn relationship(&mut self, datum: &Rc<Datum>) {
        let key = datum.word("unique-id");
        let Some(kind) = datum.get("relationship-type").filter(|kind| kind.is_object()) else {
            let what = format!("relationship {key}");
            return self.partial.cannot_read(datum.span, what.trim(), "it has no `relationship-type`");
        };
        let pairs: Vec<(String, String)> = if let Some(connects) = kind.get("connects") {
            let end = |key: &str| connects.get(key).map(|end| end.word("node")).unwrap_or_default();
            vec![(end("source"), end("destination"))]
        } else if let Some(interacts) = kind.get("interacts") {
            let nodes = interacts.get("nodes").map(|nodes| nodes.items()).unwrap_or_default();
            let actor = interacts.word("actor");
            nodes.iter().filter_map(|node| Some((actor.clone(), node.text()?.to_owned()))).collect()
        } else if kind.get("composed-of").is_some() || kind.get("deployed-in").is_some() {
            return self.unplaced(datum, kind);
        } else {
            let what = format!("relationship {key}");
            let word = kind.entries().first().map(|(name, _)| name.value.clone()).unwrap_or_default();
            let why = format!("`{word}` says neither who uses whom nor what is inside what");
            return self.partial.cannot_read(datum.span, what.trim(), why);
        };
        if let Some(first) = pairs.first() {
            self.ends.insert(key, first.clone());
        }
        for (from, to) in pairs {
            if [&from, &to].into_iter().any(|end| self.system.as_ref() == Some(end)) {
                self.partial.leave("relationships of the system as a whole");
                continue;
            }
            if let Some(lost) = [&from, &to].into_iter().find(|end| !self.known.contains(*end)) {
                let what = format!("a relationship with {lost}");
                let why = "there is no such node among people, systems and parts".to_owned();
                let names = Vec::new();
                self.partial.unread.push(Unread { span: datum.span, what, why, may_hold: true, names });
                continue;
            }
            self.partial.relationships.push(Relationship {
                from,
                to,
                label: datum.said("description").map(|text| text.value),
                protocol: datum.said("protocol").map(|text| text.value),
                is_async: false,
                span: datum.span,
            });
        }
    }

    /// Says what is deployed in something that is no place of its own here.
    fn unplaced(&mut self, datum: &Rc<Datum>, kind: &Datum) {
        let Some(deployed) = kind.get("deployed-in") else { return };
        let container = deployed.word("container");
        if !self.places.contains(&container) {
            let what = format!("what is deployed in {container}");
            self.partial.cannot_read(
                datum.span,
                what,
                "it is an element that others talk to, and no place where parts run",
            );
        }
    }

    /// Reads a flow.
    pub(super) fn flow(&mut self, datum: &Rc<Datum>) {
        let id = datum.said("unique-id").map(|id| id.value);
        let Some(title) = datum.said("name").or_else(|| datum.said("unique-id")) else {
            return self.partial.cannot_read(datum.span, "a flow", "it has no `name`");
        };
        let mut steps = self.partial.objects(datum, "transitions");
        steps.sort_by_cached_key(|step| step.word("sequence-number").parse::<u64>().unwrap_or(u64::MAX));
        let mut messages = Vec::new();
        for step in steps {
            let key = step.word("relationship-unique-id");
            let ends =
                self.ends.get(&key).filter(|(from, to)| self.known.contains(from) && self.known.contains(to));
            let Some((from, to)) = ends.cloned() else {
                let what = format!("step {} of {}", step.word("sequence-number"), title.value);
                let why = format!("`{key}` is not a relationship between two elements of this design");
                let names = Vec::new();
                self.partial.unread.push(Unread { span: step.span, what, why, may_hold: true, names });
                continue;
            };
            let is_back = step.word("direction") == "destination-to-source";
            let (from, to) = if is_back { (to, from) } else { (from, to) };
            let text = step.said("description").or_else(|| step.said("summary"));
            let text = text.map(|text| text.value).unwrap_or_default();
            messages.push(Message { from, to, text, is_reply: is_back });
        }
        if !messages.is_empty() {
            self.partial.courses.push(Course { id, title, messages });
        }
    }
}
