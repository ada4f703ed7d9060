//! The coverage: which requirement is cited by what.

use std::collections::HashSet;

use super::super::architecture::{Architecture, Element, views};
use super::super::drawing::Drawing;
use super::super::matrix::{Answers, Matrix, Row};
use super::super::picture::Shape;
use super::{Source, Subject};
use crate::design::{Coverage, Entity, Need, Requirement};

/// The needs of requirements, in the order in which pictures show them.
const NEEDS: [Need; 4] = [Need::Component, Need::Decision, Need::Test, Need::Flow];
/// The heads of the columns of the matrix, by the keys of their labels.
const HEADS: [&str; 5] = ["requirement", "components", "decisions", "tests", "flows"];
/// From so many requirements on, a graph is a tangle.
const FOR_A_MATRIX: usize = 15;

impl Source<'_> {
    /// The coverage as a graph, or as a matrix if that would be too large to read.
    pub fn coverage(&self) -> Drawing {
        let graph = self.coverage_graph();
        let is_small = self.covered().count() < FOR_A_MATRIX && !views::is_large(&graph);
        if is_small { Drawing::Architecture(graph) } else { Drawing::Matrix(self.matrix(graph)) }
    }

    fn covered(&self) -> impl Iterator<Item = &Entity<Requirement>> {
        self.design.requirements.iter().filter(|one| self.selection.has(&one.id.value))
    }

    fn matrix(&self, graph: Architecture) -> Matrix {
        let coverage = Coverage::of(self.design);
        let row = |requirement: &Entity<Requirement>| {
            let id = requirement.id.value.as_str();
            let lacking = coverage.lacking(requirement);
            let cells = NEEDS.into_iter().map(|need| {
                let ids = coverage.get(id).map(|cited| cited.of(need)).unwrap_or_default();
                let names = ids.iter().map(|id| self.citing(need, id).name);
                // A contract that belongs to no component answers, too, although that leaves a gap.
                let contracts = coverage.get(id).filter(|_| need == Need::Component);
                let contracts = contracts.map(|cited| cited.contracts.as_slice()).unwrap_or_default();
                let contract = |id: &&str| {
                    self.design.api.get(id).map_or((*id).to_owned(), |one| one.title().to_owned())
                };
                let names = names.chain(contracts.iter().map(contract)).collect();
                Answers { names, lacks: lacking.contains(&need) }
            });
            Row {
                id: id.to_owned(),
                element: requirement_id(id),
                text: self.words_of(&requirement.text),
                href: self.href(Subject::Requirement, id),
                cells: cells.collect(),
            }
        };
        Matrix {
            title: graph.title.clone(),
            heads: HEADS.iter().map(|head| self.words.label(head).to_owned()).collect(),
            rows: self.covered().map(row).collect(),
            gap: self.words.label("gap").to_owned(),
            graph,
        }
    }

    /// Requirements above, and everything that cites them below. A gap is marked at its requirement.
    fn coverage_graph(&self) -> Architecture {
        let title = self.titled("picture-coverage", &self.design.meta.title);
        let coverage = Coverage::of(self.design);
        let (mut requirements, mut citing, mut citations) = (Vec::new(), Vec::<Element>::new(), Vec::new());
        let mut known = HashSet::new();
        for requirement in self.covered() {
            let id = requirement.id.value.as_str();
            let lacks = !coverage.lacking(requirement).is_empty();
            let cited = coverage.get(id);
            let by = NEEDS.iter().flat_map(|&need| {
                let ids = cited.map(|cited| cited.of(need)).unwrap_or_default();
                ids.iter().map(move |id| self.citing(need, id))
            });
            let requirement = Element {
                id: requirement_id(id),
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
        views::coverage(&title, requirements, citing, &citations)
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
            kind: if kind == "other" { String::new() } else { self.words.label(kind).to_owned() },
            href: self.href(subject, id),
            ..Element::default()
        }
    }
}

/// The id of a requirement in the graph.
fn requirement_id(id: &str) -> String {
    format!("requirement {id}")
}
