//! Dynamic views: what happens in which order.

use std::rc::Rc;

use super::super::partial::{Course, Message, Unread};
use super::Reading;
use crate::reading::Datum;

impl Reading {
    /// Reads the dynamic views.
    pub(super) fn flows(&mut self) {
        let tree = Rc::clone(&self.tree);
        let Some(views) = tree.get("views") else { return };
        for view in self.partial.objects(views, "dynamicViews") {
            self.flow(&view);
        }
    }

    fn flow(&mut self, view: &Rc<Datum>) {
        let title = view.said("title").or_else(|| view.said("description")).or_else(|| view.said("key"));
        let Some(title) = title else {
            self.partial.cannot_read(view.span, "a dynamic view", "it has neither `title` nor `key`");
            return;
        };
        let mut steps = self.partial.objects(view, "relationships");
        steps.sort_by_cached_key(|step| order(&step.word("order")));
        let mut messages = Vec::new();
        for step in steps {
            let key = step.word("id");
            let is_reply = step.get("response").is_some_and(|response| response.is_true());
            let ends = self.ends.get(&key).cloned();
            let ends = ends.filter(|(from, to)| self.known.contains(from) && self.known.contains(to));
            let Some((from, to)) = ends else {
                self.partial.unread.push(Unread {
                    span: step.span,
                    what: format!("step {} of {}", step.word("order"), title.value),
                    why: "its ends are not two elements of this design".to_owned(),
                    may_hold: true,
                    names: Vec::new(),
                });
                continue;
            };
            let (from, to) = if is_reply { (to, from) } else { (from, to) };
            messages.push(Message { from, to, text: step.word("description"), is_reply });
        }
        if !messages.is_empty() {
            self.partial.courses.push(Course { id: None, title, messages });
        }
    }
}

/// `1.2` as numbers, so that 10 comes after 9.
fn order(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.trim().parse().unwrap_or(u32::MAX)).collect()
}
