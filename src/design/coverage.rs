//! What cites each requirement.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{Design, Entity, Need, Priority, Requirement, RequirementKind};

/// What cites each requirement, in the design's order.
#[derive(Debug)]
pub struct Coverage<'a> {
    citations: IndexMap<&'a str, Citations<'a>>,
}

/// The list of one kind in the citations of a requirement.
type List = for<'c, 'a> fn(&'c mut Citations<'a>) -> &'c mut Vec<&'a str>;

/// What cites one requirement: unique ids in the design's order.
#[derive(Debug, Default)]
pub struct Citations<'a> {
    /// Components that satisfy it, themselves or through a contract.
    pub components: Vec<&'a str>,
    /// Contracts that satisfy it.
    pub contracts: Vec<&'a str>,
    /// Decisions that address it.
    pub decisions: Vec<&'a str>,
    /// Tests that verify it.
    pub tests: Vec<&'a str>,
    /// Flows that cover it.
    pub flows: Vec<&'a str>,
}

impl<'a> Coverage<'a> {
    /// Collects the citations in one pass over the design.
    pub fn of(design: &'a Design) -> Self {
        let ids = design.requirements.ids();
        let mut coverage = Self { citations: ids.map(|id| (id, Citations::default())).collect() };
        // A component may be found again through its contracts.
        let mut by_component = HashSet::new();
        for component in &design.components {
            for requirement in &component.satisfies {
                by_component.insert((&**requirement, component.id.as_str()));
            }
            coverage.cite(component.satisfies.iter().map(|id| &**id), &component.id, |c| &mut c.components);
        }
        for contract in &design.api {
            let satisfied = || contract.satisfies.iter().map(|id| &**id);
            coverage.cite(satisfied(), &contract.id, |c| &mut c.contracts);
            let component =
                contract.component.as_ref().and_then(|component| design.components.get(component));
            if let Some(component) = component {
                let new = satisfied().filter(|id| by_component.insert((*id, component.id.as_str())));
                coverage.cite(new, &component.id, |c| &mut c.components);
            }
        }
        for decision in &design.decisions {
            coverage.cite(decision.addresses.iter().map(|id| &**id), &decision.id, |c| &mut c.decisions);
        }
        for test in &design.tests {
            coverage.cite(test.verifies.iter().map(|id| &**id), &test.id, |c| &mut c.tests);
        }
        for flow in &design.flows {
            coverage.cite(flow.covers.iter().map(|id| &**id), &flow.id, |c| &mut c.flows);
        }
        coverage
    }

    /// What cites a requirement.
    pub fn get(&self, id: &str) -> Option<&Citations<'a>> {
        self.citations.get(id)
    }

    /// The needs of a requirement that nothing meets. Empty if it needs nothing more.
    pub fn lacking(&self, requirement: &Entity<Requirement>) -> Vec<Need> {
        if requirement.priority() == Priority::Wont {
            return Vec::new();
        }
        let Some(citations) = self.get(&requirement.id) else { return Vec::new() };
        let needs: Vec<Need> = match &requirement.needs {
            Some(needs) => needs.iter().map(|need| need.value).collect(),
            None if requirement.kind() == RequirementKind::Constraint => {
                return if citations.is_empty() {
                    vec![Need::Component, Need::Decision, Need::Test, Need::Flow]
                } else {
                    Vec::new()
                };
            }
            None => vec![Need::Component, Need::Test],
        };
        needs.into_iter().filter(|need| citations.of(*need).is_empty()).collect()
    }

    /// Which kinds of citation a requirement has: a component or a test, or else a decision or a flow.
    pub fn cited(&self, requirement: &Entity<Requirement>) -> Vec<Need> {
        let Some(citations) = self.get(&requirement.id) else { return Vec::new() };
        let of = |needs: [Need; 2]| needs.into_iter().filter(|need| !citations.of(*need).is_empty());
        let usual: Vec<Need> = of([Need::Component, Need::Test]).collect();
        if usual.is_empty() { of([Need::Decision, Need::Flow]).collect() } else { usual }
    }

    fn cite<'r>(&mut self, requirements: impl Iterator<Item = &'r str>, by: &'a str, list: List) {
        for requirement in requirements {
            if let Some(citations) = self.citations.get_mut(requirement) {
                let list = list(citations);
                // All citations by one entity come in a row.
                if list.last() != Some(&by) {
                    list.push(by);
                }
            }
        }
    }
}

impl<'a> Citations<'a> {
    /// The ids that meet a need.
    pub fn of(&self, need: Need) -> &[&'a str] {
        match need {
            Need::Component => &self.components,
            Need::Decision => &self.decisions,
            Need::Test => &self.tests,
            Need::Flow => &self.flows,
        }
    }

    /// Whether nothing cites the requirement.
    pub fn is_empty(&self) -> bool {
        self.components.is_empty()
            && self.contracts.is_empty()
            && self.decisions.is_empty()
            && self.tests.is_empty()
            && self.flows.is_empty()
    }
}
