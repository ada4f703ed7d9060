//! Who uses whom.

use std::rc::Rc;

use super::super::partial::{Relationship, Unread};
use super::Reading;
use crate::reading::Datum;

impl Reading {
    /// Reads the relationships of all elements, in their order.
    pub(super) fn relationships(&mut self, model: &Rc<Datum>) {
        for key in ["people", "softwareSystems", "customElements"] {
            for element in model.get(key).map(|all| all.items()).unwrap_or_default() {
                self.of(element);
                for container in element.get("containers").map(|all| all.items()).unwrap_or_default() {
                    self.of(container);
                    for component in container.get("components").map(|all| all.items()).unwrap_or_default() {
                        self.of(component);
                    }
                }
            }
        }
    }

    fn of(&mut self, element: &Rc<Datum>) {
        for datum in self.partial.objects(element, "relationships") {
            let (from, to) = (datum.word("sourceId"), datum.word("destinationId"));
            let from = if from.is_empty() { element.word("id") } else { from };
            self.ends.insert(datum.word("id"), (from.clone(), to.clone()));
            // A copy of another one, which follows from it.
            if datum.get("linkedRelationshipId").is_some() {
                continue;
            }
            if [&from, &to].into_iter().any(|end| *end == self.system) {
                self.partial.leave("relationships of the system as a whole");
                continue;
            }
            if [&from, &to].into_iter().any(|end| self.skipped.contains(end)) {
                self.partial.leave("relationships of elements that are left alone");
                continue;
            }
            if let Some(lost) = [&from, &to].into_iter().find(|end| !self.known.contains(*end)) {
                let (what, why) =
                    (format!("a relationship with {lost:?}"), "there is no such element".to_owned());
                let what = what.replace('"', "");
                self.partial.unread.push(Unread {
                    span: datum.span,
                    what,
                    why,
                    may_hold: true,
                    names: Vec::new(),
                });
                continue;
            }
            let is_async = datum.word("interactionStyle") == "Asynchronous"
                || super::styles::tags(&datum).iter().any(|tag| tag == "Asynchronous");
            self.partial.relationships.push(Relationship {
                from,
                to,
                label: datum.said("description").map(|text| text.value),
                protocol: datum.said("technology").map(|text| text.value),
                is_async,
                span: datum.span,
            });
        }
    }
}
