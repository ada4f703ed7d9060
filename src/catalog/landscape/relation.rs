//! Which design works with which.

use std::collections::HashMap;

use super::{Landscape, SystemId};
use crate::design::{Design, Element, Entity, Integration, Relationship};
use crate::source::FileId;

/// One design relies on another: an integration of its version that holds names it.
#[derive(Clone, Debug)]
pub struct Relation<'d> {
    /// The design that has the integration.
    pub from: SystemId,
    /// The design that it names.
    pub to: SystemId,
    /// The version that has the integration.
    pub consumer: FileId,
    /// The version that it names.
    pub provider: FileId,
    /// The integration.
    pub alias: &'d Entity<Integration>,
    /// The relationships with it, in both directions; there may be none.
    pub calls: Vec<Call<'d>>,
}

/// A relationship between an element of a design and an integration that names another design.
#[derive(Clone, Debug)]
pub struct Call<'d> {
    /// What the author wrote.
    pub relationship: &'d Relationship,
    /// The element of this design at the other end.
    pub element: &'d str,
    /// Whether the other design calls this one.
    pub is_inward: bool,
}

impl Relation<'_> {
    /// Whether this design waits for the other one.
    pub fn waits(&self) -> bool {
        self.calls.iter().any(|call| !call.is_inward && call.relationship.is_waited_for())
    }

    /// Whether the other design waits for this one.
    pub fn is_waited_for(&self) -> bool {
        self.calls.iter().any(|call| call.is_inward && call.relationship.is_waited_for())
    }
}

impl<'d> Landscape<'d> {
    /// The relations of the versions that hold, by the path of the consumer and in its order.
    pub fn relations(&self) -> Vec<Relation<'d>> {
        let holding = self.systems().iter().filter_map(|system| Some((system.at, system.holding_design()?)));
        holding.flat_map(|(from, design)| self.relations_from(from, design)).collect()
    }

    /// The relations of one version of a design.
    pub fn relations_of(&self, file: FileId) -> Vec<Relation<'d>> {
        let system = self.of_file(file);
        let design = system.and_then(|system| Some((system.at, system.design(file)?)));
        design.map(|(from, design)| self.relations_from(from, design)).unwrap_or_default()
    }

    fn relations_from(&self, from: SystemId, design: &'d Design) -> Vec<Relation<'d>> {
        let found: Vec<_> = design
            .integrations
            .iter()
            .filter_map(|alias| self.found(alias).map(|found| (alias, found.system.at, found.member.file)))
            .collect();
        if found.is_empty() {
            return Vec::new();
        }
        let mut calls = calls(design);
        let relation = |(alias, to, provider): (&'d Entity<Integration>, SystemId, FileId)| Relation {
            from,
            to,
            consumer: design.file,
            provider,
            alias,
            calls: calls.remove(alias.id.value.as_str()).unwrap_or_default(),
        };
        found.into_iter().map(relation).collect()
    }
}

/// The relationships with each integration that names a design.
fn calls(design: &Design) -> HashMap<&str, Vec<Call<'_>>> {
    let mut calls: HashMap<&str, Vec<Call<'_>>> = HashMap::new();
    for element in design.elements() {
        let is_alias = matches!(element, Element::Integration(it) if it.design.is_some());
        for relationship in element.uses().iter() {
            let (source, target) = (element.id(), &*relationship.target);
            if design.alias(target).is_some() {
                let call = Call { relationship, element: source, is_inward: false };
                calls.entry(target).or_default().push(call);
            } else if is_alias {
                let call = Call { relationship, element: target, is_inward: true };
                calls.entry(source).or_default().push(call);
            }
        }
    }
    calls
}
