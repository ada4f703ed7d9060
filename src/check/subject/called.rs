//! What is called by a name: the ids that an author means who writes a name, a title or a label.

use std::collections::HashMap;

use super::Subject;
use crate::design::{CitedKind, Entities, Titled};
use crate::markdown::one_line;

/// The ids of one kind by what people call them.
#[derive(Debug, Default)]
pub(crate) struct Called(HashMap<String, Vec<String>>);

impl Called {
    /// The names, titles, categories and labels of a kind.
    pub(crate) fn of(subject: &Subject<'_>, kind: CitedKind) -> Self {
        let design = subject.design;
        let mut called = Self::default();
        match kind {
            CitedKind::Component | CitedKind::Partner => called.titles(&design.components),
            CitedKind::Element => {
                called.titles(&design.components);
                called.titles(&design.integrations);
                called.titles(&design.people);
            }
            CitedKind::Node => called.titles(&design.nodes),
            CitedKind::Flow => called.titles(&design.flows),
            CitedKind::Decision => called.titles(&design.decisions),
            CitedKind::Test => called.titles(&design.tests),
            CitedKind::Table => {
                for table in &design.tables {
                    let described = table.description.iter();
                    described.for_each(|text| called.add(&text.value, &table.id));
                }
            }
            CitedKind::Requirement | CitedKind::AnyRequirement | CitedKind::Verifiable => {
                for requirement in &design.requirements {
                    called.add(&requirement.category.value, &requirement.id);
                    called.add(&requirement.text.value, &requirement.id);
                }
            }
            CitedKind::Concern => {
                called.titles(&design.components);
                called.titles(&design.integrations);
                called.titles(&design.people);
                called.titles(&design.decisions);
            }
            CitedKind::Contract | CitedKind::Design => {}
        }
        if kind == CitedKind::Verifiable {
            subject.fields().for_each(|(path, field)| called.add(&field.label, &path));
        }
        called
    }

    /// The ids of what has a name, in any case.
    pub(crate) fn get(&self, name: &str) -> &[String] {
        self.0.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    fn titles<T: Titled>(&mut self, entities: &Entities<T>) {
        for entity in entities {
            if let Some(name) = entity.name() {
                self.add(name, &entity.id);
            }
        }
    }

    fn add(&mut self, name: &str, id: &str) {
        let name = folded(name);
        if name.is_empty() {
            return;
        }
        let ids = self.0.entry(name).or_default();
        if ids.last().is_none_or(|last| last != id) {
            ids.push(id.to_owned());
        }
    }
}

/// Words without what does not tell names apart: case, blanks, the full stop of a sentence.
fn folded(words: &str) -> String {
    one_line(&words.trim().trim_end_matches('.').to_lowercase())
}
