//! Nodes and the containers that run on them, for each environment.

use serde_json::{Value, json};

use super::model::Model;
use crate::design::{Design, Text};
use crate::interchange::export::said;

/// The nodes of all environments.
#[derive(Default)]
pub(super) struct Deployed {
    pub(super) nodes: Vec<Value>,
    /// The name of each environment, and the numbers of what is in it.
    pub(super) environments: Vec<(String, Vec<String>)>,
}

/// The environment of nodes that name none.
const DEFAULT: &str = "Default";

impl Model<'_> {
    /// The nodes. One without an environment is in each.
    pub(super) fn deployed(&mut self) -> Deployed {
        let mut deployed = Deployed::default();
        if self.design.nodes.is_empty() {
            return deployed;
        }
        let mut environments: Vec<String> =
            self.design.environments().into_iter().map(str::to_owned).collect();
        if environments.is_empty() {
            environments.push(DEFAULT.to_owned());
        }
        for environment in environments {
            let mut writer = Writer { environment: &environment, elements: Vec::new() };
            let nodes = writer.below(self, None);
            deployed.nodes.extend(nodes);
            let elements = writer.elements;
            deployed.environments.push((environment, elements));
        }
        deployed
    }
}

struct Writer<'e> {
    environment: &'e str,
    elements: Vec<String>,
}

impl Writer<'_> {
    fn below(&mut self, model: &mut Model<'_>, outer: Option<usize>) -> Vec<Value> {
        let design = model.design;
        let around = design.outer_nodes();
        let own = design.node_environments();
        let is_here =
            |at: &usize| around[*at] == outer && own[*at].is_none_or(|name| name == self.environment);
        let here: Vec<usize> = (0..design.nodes.len()).filter(is_here).collect();
        here.into_iter().filter_map(|at| self.node(model, design, at)).collect()
    }

    fn node(&mut self, model: &mut Model<'_>, design: &Design, at: usize) -> Option<Value> {
        let node = design.nodes.iter().nth(at)?;
        let id = self.added(model);
        let name = if node.name.is_empty() { &node.id.value } else { &node.name.value };
        let mut written = json!({
            "id": id,
            "name": name,
            "environment": self.environment,
            "tags": "Element,Deployment Node",
            "instances": count(node.instances.as_ref()),
        });
        if let Some(described) = said(node.description.as_ref()) {
            written["description"] = described.into();
        }
        if !node.technology.is_empty() {
            let technology: Vec<&str> = node.technology.iter().map(|it| it.value.as_str()).collect();
            written["technology"] = technology.join(", ").into();
        }
        let mut properties =
            json!({ "structurizr.dsl.identifier": node.id.value, "kind": node.kind.value.word() });
        if let Some(instances) = said(node.instances.as_ref()) {
            properties["instances"] = instances.into();
        }
        written["properties"] = properties;
        let runs = node.runs.iter().filter_map(|run| {
            let component = design.components.get(&run.component)?;
            Some((component.id.value.as_str(), run.words.as_ref()))
        });
        let runs: Vec<_> = runs.collect();
        let mut instances: Vec<Value> = Vec::new();
        for (component, words) in runs {
            let id = self.added(model);
            let container = model.id(container(model, component));
            let mut instance = json!({
                "id": id,
                "containerId": container,
                "instanceId": 1,
                "environment": self.environment,
                "tags": "Container Instance",
            });
            if let Some(words) = words {
                instance["properties"] = json!({ "runs": words.value });
            }
            instances.push(instance);
        }
        if !instances.is_empty() {
            written["containerInstances"] = instances.into();
        }
        let children = self.below(model, Some(at));
        if !children.is_empty() {
            written["children"] = children.into();
        }
        Some(written)
    }

    /// The number of something that is in the environment.
    fn added(&mut self, model: &mut Model<'_>) -> String {
        let id = model.number().to_string();
        self.elements.push(id.clone());
        id
    }
}

/// The container that runs where a component does.
fn container<'m>(model: &'m Model<'_>, component: &'m str) -> &'m str {
    std::iter::successors(Some(component), |id| model.around.get(id).copied()).last().unwrap_or(component)
}

/// The number that the words about instances begin with.
fn count(instances: Option<&Text>) -> String {
    let digits: String =
        said(instances).unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').parse::<u16>().map_or_else(|_| "1".to_owned(), |number| number.to_string())
}
