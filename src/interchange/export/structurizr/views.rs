//! The views of a workspace, each laid out by Structurizr.

use serde_json::{Value, json};

use super::deployment::Deployed;
use super::model::{Model, SYSTEM};
use crate::design::{Entity, Flow};
use crate::interchange::export::structure::{Unique, inside};

impl<'d> Model<'d> {
    /// The views, and how many steps of flows they leave out.
    pub(super) fn views(&self, deployed: &Deployed) -> (Value, usize) {
        let design = self.design;
        let mut keys = Unique::default();
        let around_system: Vec<&str> = self.outside().collect();
        let context = self.view(&keys.name("context".to_owned()), &[&[SYSTEM], &around_system[..]].concat());
        let mut views =
            json!({ "systemContextViews": [with(context, "softwareSystemId", &self.id(SYSTEM))] });
        let outermost: Vec<&str> =
            inside(design, &self.around, None).iter().map(|one| one.id.value.as_str()).collect();
        if !outermost.is_empty() {
            let shown = [&outermost[..], &around_system[..]].concat();
            let view = self.view(&keys.name("containers".to_owned()), &shown);
            views["containerViews"] = json!([with(view, "softwareSystemId", &self.id(SYSTEM))]);
        }
        let components: Vec<Value> = outermost
            .iter()
            .filter_map(|outer| {
                let parts = design.components.ids().filter(|id| id != outer && self.container(id) == *outer);
                let parts: Vec<&str> = parts.collect();
                (!parts.is_empty()).then(|| {
                    let others = outermost.iter().copied().filter(|other| other != outer);
                    let shown: Vec<&str> = parts.into_iter().chain(others).chain(self.outside()).collect();
                    let view = self.view(&keys.name(format!("components-{outer}")), &self.joined(&shown));
                    with(view, "containerId", &self.id(outer))
                })
            })
            .collect();
        if !components.is_empty() {
            views["componentViews"] = components.into();
        }
        let mut left = 0;
        let flows: Vec<Value> =
            design.flows.iter().filter_map(|flow| self.flow(flow, &mut keys, &mut left)).collect();
        if !flows.is_empty() {
            views["dynamicViews"] = flows.into();
        }
        let deployments: Vec<Value> = deployed
            .environments
            .iter()
            .map(|(environment, elements)| {
                let key = crate::design::as_id(environment);
                let elements: Vec<Value> = elements.iter().map(|id| json!({ "id": id })).collect();
                json!({
                    "key": keys.name(format!("deployment-{key}")),
                    "softwareSystemId": self.id(SYSTEM),
                    "environment": environment,
                    "elements": elements,
                    "relationships": [],
                    "automaticLayout": layout(),
                })
            })
            .collect();
        if !deployments.is_empty() {
            views["deploymentViews"] = deployments.into();
        }
        (views, left)
    }

    /// People and other systems.
    fn outside(&self) -> impl Iterator<Item = &'d str> {
        self.design.people.ids().chain(self.design.integrations.ids())
    }

    /// Those elements that have a relationship with another one of them.
    fn joined<'s>(&self, shown: &[&'s str]) -> Vec<&'s str> {
        let is_joined = |id: &&str| {
            self.relationships.iter().any(|one| {
                let other = if one.from == *id { one.to } else { one.from };
                (one.from == *id || one.to == *id) && other != *id && shown.contains(&other)
            })
        };
        shown.iter().copied().filter(is_joined).collect()
    }

    /// A view of elements with the relationships between them.
    fn view(&self, key: &str, shown: &[&str]) -> Value {
        let elements: Vec<Value> = shown.iter().map(|id| json!({ "id": self.id(id) })).collect();
        let between =
            self.relationships.iter().filter(|it| shown.contains(&it.from) && shown.contains(&it.to));
        let relationships: Vec<Value> = between.map(|it| json!({ "id": it.id.to_string() })).collect();
        json!({
            "key": key,
            "elements": elements,
            "relationships": relationships,
            "automaticLayout": layout(),
        })
    }

    fn flow(&self, flow: &'d Entity<Flow>, keys: &mut Unique, left: &mut usize) -> Option<Value> {
        let between = |from: &str, to: &str| {
            self.relationships.iter().find(|it| it.from == from && it.to == to && from != to)
        };
        let (mut shown, mut steps): (Vec<&str>, Vec<Value>) = (Vec::new(), Vec::new());
        for step in &flow.steps {
            // A view of the system shows its containers.
            let (from, to) = (self.container(&step.from), self.container(&step.to));
            let there =
                between(from, to).map(|it| (it, false)).or_else(|| between(to, from).map(|it| (it, true)));
            let messages = step.send.iter().map(|send| (send, false));
            let is_answered = step.send.is_some();
            let messages = messages.chain(step.reply.iter().map(|reply| (reply, is_answered)));
            for (words, is_answer) in messages {
                let Some((relationship, is_turned)) = there else {
                    *left += 1;
                    continue;
                };
                for end in [relationship.from, relationship.to] {
                    if !shown.contains(&end) {
                        shown.push(end);
                    }
                }
                steps.push(json!({
                    "id": relationship.id.to_string(),
                    "description": words.value,
                    "order": (steps.len() + 1).to_string(),
                    "response": is_turned != is_answer,
                }));
            }
        }
        (!steps.is_empty()).then(|| {
            let elements: Vec<Value> = shown.iter().map(|id| json!({ "id": self.id(id) })).collect();
            json!({
                "key": keys.name(format!("flow-{}", flow.id.value)),
                "title": flow.title.value,
                "elementId": self.id(SYSTEM),
                "elements": elements,
                "relationships": steps,
                "automaticLayout": layout(),
            })
        })
    }
}

fn with(mut view: Value, key: &str, value: &str) -> Value {
    view[key] = value.into();
    view
}

fn layout() -> Value {
    json!({
        "implementation": "Graphviz",
        "rankDirection": "TopBottom",
        "rankSeparation": 300,
        "nodeSeparation": 300,
        "edgeSeparation": 0,
        "vertices": false,
    })
}
