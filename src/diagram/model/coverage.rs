//! The coverage graph: which requirement is cited by what.

use std::collections::HashSet;

use super::super::architecture::{Architecture, Element, views};
use super::super::drawing::Drawing;
use super::super::parts::Part;
use super::super::picture::Shape;
use super::{Source, Subject};
use crate::design::{Coverage, Need};

/// The needs of requirements, in the order in which the graph shows them.
const NEEDS: [Need; 4] = [Need::Component, Need::Decision, Need::Test, Need::Flow];

impl Source<'_> {
    /// Requirements above, and everything that cites them below. A gap is marked at its requirement.
    pub fn coverage(&self) -> Architecture {
        self.coverage_by(&NEEDS, &self.titled("picture-coverage", &self.design.meta.title))
    }

    /// The same in several drawings, one for each need.
    pub fn coverage_parts(&self) -> Vec<Part> {
        let heads = ["components", "decisions", "tests", "flows"];
        let whole = self.titled("picture-coverage", &self.design.meta.title);
        let parts = NEEDS
            .into_iter()
            .zip(heads)
            .map(|(need, head)| self.coverage_by(&[need], &format!("{whole}: {}", self.words.label(head))));
        let drawn = parts.filter(|architecture| !architecture.relations.is_empty());
        drawn.map(|architecture| Part::of(Drawing::Architecture(architecture))).collect()
    }

    fn coverage_by(&self, needs: &[Need], title: &str) -> Architecture {
        let coverage = Coverage::of(self.design);
        let (mut requirements, mut citing, mut citations) = (Vec::new(), Vec::<Element>::new(), Vec::new());
        let mut known = HashSet::new();
        let is_shown = |id: &str| self.selection.has(id);
        for requirement in self.design.requirements.iter().filter(|one| is_shown(&one.id.value)) {
            let id = requirement.id.value.as_str();
            let lacks = coverage.lacking(requirement).iter().any(|need| needs.contains(need));
            let cited = coverage.get(id);
            let by: Vec<Element> = needs
                .iter()
                .flat_map(|&need| {
                    let ids = cited.map(|cited| cited.of(need)).unwrap_or_default();
                    ids.iter().map(move |id| self.citing(need, id))
                })
                .collect();
            if needs.len() < NEEDS.len() && by.is_empty() && !lacks {
                continue;
            }
            let requirement = Element {
                id: format!("requirement {id}"),
                shape: Shape::Note,
                name: id.to_owned(),
                kind: if lacks { self.words.label("gap").to_owned() } else { String::new() },
                description: self.words_of(&requirement.text),
                href: self.href(Subject::Requirement, id),
                ..Element::default()
            };
            for element in by {
                citations.push((requirement.id.clone(), element.id.clone()));
                if known.insert(element.id.clone()) {
                    citing.push(element);
                }
            }
            requirements.push(requirement);
        }
        views::coverage(title, requirements, citing, &citations)
    }

    /// The element for something that cites a requirement. Entities of different kinds may have the same id.
    fn citing(&self, need: Need, id: &str) -> Element {
        let design = self.design;
        let (subject, shape, kind, title) = match need {
            Need::Component => {
                let known = self.element(id);
                let shape = known.as_ref().map_or(Shape::Service, |known| known.shape);
                let kind = design.components.get(id).map_or("other", |component| component.kind.value.word());
                (Subject::Component, shape, kind, known.map_or_else(|| id.to_owned(), |known| known.name))
            }
            Need::Decision => {
                let title = design.decisions.get(id).map(|decision| decision.title().to_owned());
                (Subject::Decision, Shape::Service, "decision", title.unwrap_or_else(|| id.to_owned()))
            }
            Need::Test => {
                let title = design.tests.get(id).map(|test| test.title().to_owned());
                (Subject::Test, Shape::Service, "test", title.unwrap_or_else(|| id.to_owned()))
            }
            Need::Flow => {
                let title = design.flows.get(id).map(|flow| flow.title().to_owned());
                (Subject::Flow, Shape::Service, "flow", title.unwrap_or_else(|| id.to_owned()))
            }
        };
        Element {
            id: format!("{} {id}", need.word()),
            shape,
            name: title,
            kind: self.words.label(kind).to_owned(),
            href: self.href(subject, id),
            ..Element::default()
        }
    }
}
