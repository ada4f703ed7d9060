//! Who offers the contract that a relationship or a step names.

use std::collections::HashMap;

use super::api::Contract;
use super::component::ComponentKind;
use super::element::Integration;
use super::entries::Entity;
use super::file::Design;
use super::reference::{Ref, cited};

/// A contract that a relationship or a step names.
#[derive(Clone, Copy, Debug)]
pub struct NamedContract<'d> {
    /// The element where it begins.
    pub from: &'d str,
    /// The element where it ends.
    pub to: &'d str,
    /// The contract.
    pub contract: &'d Ref<cited::Contract>,
    /// Whether the element where it begins may offer the contract, too: it gives data, or an answer
    /// later.
    pub is_answer: bool,
}

/// Who offers a contract.
#[derive(Clone, Debug)]
pub enum Offer<'d> {
    /// The design itself, and what is called offers it.
    Own(&'d Entity<Contract>),
    /// One of these designs, if it has such a contract.
    Foreign(Vec<&'d Entity<Integration>>),
    /// The design itself, but what is called does not offer it.
    Another(&'d Entity<Contract>),
    /// Nothing: there is no such contract.
    Unknown,
    /// It cannot be said, because something could not be read (already reported).
    Undecided,
}

/// What is asked when the contracts of a design are looked up.
#[derive(Debug)]
pub struct Offers<'d> {
    design: &'d Design,
    /// The elements that work with each queue.
    works_with: HashMap<&'d str, Vec<&'d str>>,
}

/// Components that are nested deeper than this are not followed.
const MOST_NESTED: usize = 8;

/// No more elements than this are asked for one queue.
const MOST_ASKED: usize = 64;

impl<'d> Offers<'d> {
    /// Gathers who works with which queue, in one pass over the design.
    pub fn of(design: &'d Design) -> Self {
        let mut works_with: HashMap<&'d str, Vec<&'d str>> = HashMap::new();
        for element in design.elements() {
            for usage in element.uses().iter() {
                let ends = [(element.id(), &*usage.target), (&*usage.target, element.id())];
                for (queue, other) in ends.into_iter().filter(|(queue, _)| is_queue(design, queue)) {
                    let there = works_with.entry(queue).or_default();
                    if there.len() < MOST_ASKED && !there.contains(&other) {
                        there.push(other);
                    }
                }
            }
        }
        Self { design, works_with }
    }

    /// Who offers a contract that is named between two elements: the one that is called, a part of it or, where
    /// either end is a queue, an element that works with that queue.
    pub fn find(&self, named: &NamedContract<'d>) -> Offer<'d> {
        let design = self.design;
        let id = &**named.contract;
        let mut asked = vec![named.to];
        asked.extend(named.is_answer.then_some(named.from));
        for end in [named.from, named.to] {
            asked.extend(self.works_with.get(end).into_iter().flatten());
        }
        let own = design.api.get(id);
        if let Some(own) = own {
            let place = own.component.as_deref();
            if place.is_none_or(|place| asked.iter().any(|one| is_part(design, place, one))) {
                return Offer::Own(own);
            }
        }
        let is_unread = |one: &&str| match design.integrations.get(one) {
            Some(integration) => integration.given(|key| key.design).is_unreadable(),
            None => design.element(one).is_none(),
        };
        let foreign: Vec<_> = asked.iter().filter_map(|one| design.alias(one)).collect();
        match own {
            _ if !foreign.is_empty() => Offer::Foreign(foreign),
            _ if asked.iter().any(is_unread) => Offer::Undecided,
            Some(own) => Offer::Another(own),
            None if design.api.declares(id) || design.stray_ids.contains(id) => Offer::Undecided,
            None => Offer::Unknown,
        }
    }
}

impl Design {
    /// Every contract that a relationship or a step names, in the author's order.
    pub fn named_contracts(&self) -> impl Iterator<Item = NamedContract<'_>> {
        let relationships = self.elements().flat_map(|element| {
            element.uses().iter().filter_map(move |usage| {
                let contract = usage.contract.as_ref()?;
                let is_answer = !usage.is_call();
                Some(NamedContract { from: element.id(), to: &usage.target, contract, is_answer })
            })
        });
        let steps = self.flows.iter().flat_map(|flow| &flow.steps).filter_map(|step| {
            let is_answer = step.send.is_none() && step.reply.is_some();
            Some(NamedContract {
                from: &step.from,
                to: &step.to,
                contract: step.contract.as_ref()?,
                is_answer,
            })
        });
        relationships.chain(steps).filter(|named| !named.contract.is_stand_in)
    }
}

fn is_queue(design: &Design, id: &str) -> bool {
    design.components.get(id).is_some_and(|component| component.kind.value == ComponentKind::Queue)
}

/// Whether an element is another one, or a part of it.
fn is_part(design: &Design, part: &str, whole: &str) -> bool {
    let above = |id: &&str| design.components.get(id)?.part_of.as_deref();
    std::iter::successors(Some(part), above).take(MOST_NESTED).any(|here| here == whole)
}
