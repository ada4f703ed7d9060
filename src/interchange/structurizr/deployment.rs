//! Deployment nodes, and the containers that run on them.

use std::rc::Rc;

use super::super::partial::Place;
use super::{Reading, styles};
use crate::reading::Datum;

impl Reading {
    /// Reads the deployment nodes of all environments.
    pub(super) fn deployment(&mut self, model: &Rc<Datum>) {
        for node in self.partial.objects(model, "deploymentNodes") {
            self.node(&node, None, false);
        }
    }

    fn node(&mut self, datum: &Rc<Datum>, within: Option<&str>, is_infrastructure: bool) {
        let Some(name) = datum.said("name") else {
            self.partial.cannot_read(datum.span, "a deployment node", "it has no `name`");
            return;
        };
        let key = datum.word("id");
        let instances = datum.said("instances").map(|count| count.value).filter(|count| count != "1");
        let mut runs = Vec::new();
        for instance in self.partial.objects(datum, "containerInstances") {
            let container = instance.word("containerId");
            if self.known.contains(&container) {
                runs.push(container);
            } else {
                self.partial.leave("instances of other systems");
            }
        }
        for _ in self.partial.objects(datum, "softwareSystemInstances") {
            self.partial.leave("instances of whole systems");
        }
        let technology = datum.said("technology").map(|text| text.value);
        let tags = styles::tags(datum).join(" ");
        self.partial.places.push(Place {
            kind: format!("{tags} {}", technology.as_deref().unwrap_or_default()).trim().to_owned(),
            id: None,
            name,
            technology,
            description: datum.said("description").map(|text| text.value),
            environment: datum
                .said("environment")
                .map(|text| text.value)
                .filter(|name| name != "Default" && within.is_none()),
            instances,
            within: within.map(str::to_owned),
            runs,
            key: key.clone(),
        });
        if is_infrastructure {
            return;
        }
        for child in self.partial.objects(datum, "children") {
            self.node(&child, Some(&key), false);
        }
        for child in self.partial.objects(datum, "infrastructureNodes") {
            self.node(&child, Some(&key), true);
        }
    }
}
