//! The decisions in the documentation of a workspace and of its system.

use std::rc::Rc;

use super::super::partial::Decision;
use super::Reading;
use crate::design::DecisionStatus;
use crate::reading::Datum;
use crate::source::Spanned;

impl Reading {
    /// Reads the decisions; texts of other documentation are counted.
    pub(super) fn decisions(&mut self) {
        let tree = Rc::clone(&self.tree);
        let systems = tree.get("model").and_then(|model| model.get("softwareSystems"));
        let systems = systems.map(|all| all.items()).unwrap_or_default();
        let own = systems.iter().find(|system| system.word("id") == self.system && !self.system.is_empty());
        for datum in [Some(&tree), own].into_iter().flatten() {
            let Some(documentation) = datum.get("documentation") else { continue };
            for _ in documentation.get("sections").map(|all| all.items()).unwrap_or_default() {
                self.partial.leave("sections of documentation");
            }
            for decision in self.partial.objects(documentation, "decisions") {
                self.decision(&decision);
            }
        }
    }

    fn decision(&mut self, datum: &Rc<Datum>) {
        let Some(title) = datum.said("title") else {
            self.partial.cannot_read(datum.span, "a decision", "it has no `title`");
            return;
        };
        let written = datum.said("status");
        let status = match &written {
            None => Spanned::new(DecisionStatus::Proposed, title.span),
            Some(text) => match DecisionStatus::meant(text.value.trim()) {
                Some(status) => Spanned::new(status, text.span),
                None => {
                    let (what, why) = (title.value.clone(), format!("`{}` is not a status", text.value));
                    return self.partial.cannot_read(text.span, what, why);
                }
            },
        };
        let key = datum.word("id");
        let links = datum.get("links").map(|links| links.items()).unwrap_or_default();
        let superseded_by = links.iter().find_map(|link| {
            let says = link.word("description").to_lowercase();
            let is_next = says.contains("superseded by") || says.contains("superceded by");
            is_next.then(|| link.said("id")).flatten()
        });
        let superseded_by = superseded_by.map(|next| Spanned::new(id(&next.value), next.span));
        self.partial.decisions.push(Decision {
            id: id(&key),
            has_status: written.is_some(),
            status,
            date: datum
                .said("date")
                .map(|date| Spanned::new(date.value.get(..10).unwrap_or(&date.value).to_owned(), date.span)),
            options: Vec::new(),
            chosen: None,
            superseded_by,
            text: datum.said("content"),
            span: datum.span,
            title,
        });
    }
}

fn id(key: &str) -> String {
    key.parse::<u32>().map_or_else(|_| key.to_owned(), |number| format!("ADR-{number}"))
}
