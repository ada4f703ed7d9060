//! What one design says that it and the systems beside it use of each other.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{Maker, Systems};
use crate::design::{Design, Element, Entity, Integration, KeyTarget, Relationship, is_unencrypted};
use crate::diagram::model::landscape::SystemUse;
use crate::reading::Plain;
use crate::source::FileId;

/// A design that uses others.
pub(super) struct Consumer<'d> {
    design: &'d Design,
    number: usize,
    /// By the id of the integration, in the order of the design.
    known: IndexMap<&'d str, Known<'d>>,
}

/// A system that a design works with.
struct Known<'d> {
    integration: &'d Entity<Integration>,
    number: usize,
    /// Its design, if it has one.
    design: Option<&'d Design>,
}

/// What is said of one system.
#[derive(Default)]
struct Said<'d> {
    uses: Vec<SystemUse>,
    /// The contracts that relationships name.
    named: HashSet<&'d str>,
    /// Those that the integration or steps name.
    relied_on: Vec<&'d str>,
}

impl<'d> Consumer<'d> {
    pub(super) fn of(file: FileId, design: &'d Design, maker: &'d Maker<'_>, systems: &mut Systems) -> Self {
        let number = systems.numbers.get(&file).copied().unwrap_or_default();
        let mut known = IndexMap::new();
        for integration in &design.integrations {
            let id = integration.id.value.as_str();
            let found = maker
                .session
                .relied_on(file, id)
                .and_then(|found| Some((found, *systems.numbers.get(&found)?, maker.session.design(found)?)));
            known.insert(
                id,
                match found {
                    // Another version is drawn than the one that is relied on.
                    Some((found, ..)) if maker.is_another(found) => continue,
                    Some((_, number, design)) => Known { integration, number, design: Some(design) },
                    None => Known { integration, number: systems.other(integration.title()), design: None },
                },
            );
        }
        Self { design, number, known }
    }

    /// Relationships with these systems, contracts that are relied on without one, and foreign keys. A system
    /// that is only declared counts, too.
    pub(super) fn uses(&self) -> Vec<SystemUse> {
        let mut said: Vec<Said<'d>> = self.known.iter().map(|_| Said::default()).collect();
        self.relationships(&mut said);
        self.steps(&mut said);
        for (known, said) in self.known.values().zip(&mut said) {
            said.relied_on.extend(known.integration.contracts.iter().map(|contract| &**contract));
            self.contracts(known, said);
        }
        self.foreign_keys(&mut said);
        for (known, said) in self.known.values().zip(&mut said) {
            if said.uses.is_empty() {
                said.uses.push(self.to(known));
            }
        }
        said.into_iter().flat_map(|said| said.uses).collect()
    }

    /// Every relationship with a system at one of its ends; one between two systems is listed with the one that
    /// is used.
    fn relationships(&self, said: &mut [Said<'d>]) {
        for element in self.design.elements() {
            let source = match element {
                Element::Integration(it) => self.known.get_index_of(it.id.value.as_str()),
                Element::Person(_) | Element::Component(_) => None,
            };
            for relationship in element.uses().iter() {
                let target: &str = &relationship.target;
                let is_own = !matches!(self.design.element(target), Some(Element::Integration(_)));
                let target = if is_own { None } else { self.known.get_index_of(target) };
                // An end that is not in the picture is neither one of ours nor a system that is known.
                let is_lost = matches!(element, Element::Integration(_)) && source.is_none()
                    || !is_own && target.is_none();
                if let (Some(of), false) = (target.or(source), is_lost) {
                    said[of].uses.extend(self.related((source, target), relationship));
                    if target.is_some() {
                        said[of].named.extend(relationship.contract.as_deref());
                    }
                }
            }
        }
    }

    fn related(
        &self,
        ends: (Option<usize>, Option<usize>),
        relationship: &Relationship,
    ) -> Option<SystemUse> {
        let known = |end: Option<usize>| end.and_then(|at| self.known.get_index(at)).map(|(_, known)| known);
        let (source, target) = (known(ends.0), known(ends.1));
        let number = |end: Option<&Known<'d>>| end.map_or(self.number, |known| known.number);
        let (from, to) = (number(source), number(target));
        let provider = target.map_or(Some(self.design), |known| known.design);
        let text = |plain: &Option<Plain>| plain.as_ref().map(|plain| plain.value.clone());
        let speaks = || target.and_then(|known| known.integration.speaks()).map(|plain| plain.value.clone());
        let what = relationship.contract.as_ref().map(|contract| endpoint(provider, contract));
        let (label, protocol) =
            (text(&relationship.label).unwrap_or_default(), text(&relationship.protocol).or_else(speaks));
        (from != to).then(|| SystemUse {
            from,
            to,
            is_unencrypted: protocol.as_deref().is_some_and(|protocol| is_unencrypted(protocol, &label)),
            label,
            what: what.unwrap_or_default(),
            protocol,
            asynchronous: relationship.is_async,
            kind: relationship.kind().label(),
            both_ways: relationship.is_both_ways,
        })
    }

    fn steps(&self, said: &mut [Said<'d>]) {
        for step in self.design.flows.iter().flat_map(|flow| &flow.steps) {
            if let (Some(at), Some(contract)) = (self.known.get_index_of(&*step.to), &step.contract) {
                said[at].relied_on.push(contract);
            }
        }
    }

    /// The contracts that no relationship names. They are what the first relationship is about that names none;
    /// without one, each is listed separately.
    fn contracts(&self, known: &Known<'d>, said: &mut Said<'d>) {
        let named = &mut said.named;
        let left = said.relied_on.iter().filter(|contract| named.insert(contract));
        let left: Vec<String> = left.map(|contract| endpoint(known.design, contract)).collect();
        if left.is_empty() {
            return;
        }
        let mut open = said.uses.iter_mut().filter(|one| one.to == known.number && one.what.is_empty());
        match open.next() {
            Some(open) => open.what = left.join(", "),
            None => said.uses.extend(left.into_iter().map(|what| SystemUse { what, ..self.to(known) })),
        }
    }

    fn foreign_keys(&self, said: &mut [Said<'d>]) {
        for table in &self.design.tables {
            for key in table.keys() {
                let KeyTarget::Elsewhere { alias, .. } = key.target else { continue };
                let Some((at, _, known)) = self.known.get_full(alias) else { continue };
                let columns: Vec<&str> = key.columns.iter().map(|column| &***column).collect();
                let label = format!("{}.{}", table.id.value, columns.join(", "));
                let what = key.references.split_once(':').map_or("", |(_, what)| what.trim());
                said[at].uses.push(SystemUse { label, what: what.to_owned(), ..self.to(known) });
            }
        }
    }

    /// That the design uses a system.
    fn to(&self, known: &Known<'d>) -> SystemUse {
        SystemUse { from: self.number, to: known.number, ..SystemUse::default() }
    }
}

/// A contract as its design calls it.
fn endpoint(provider: Option<&Design>, contract: &str) -> String {
    let known = provider.and_then(|provider| provider.api.get(contract));
    let endpoint = known.map(|known| known.endpoint.value.clone()).filter(|endpoint| !endpoint.is_empty());
    endpoint.unwrap_or_else(|| contract.to_owned())
}
