//! The contracts of one component, held against its files.

use std::collections::HashSet;

use super::super::families::family;
use super::super::payloads::Misfit;
use super::super::{Sides, schemes};
use super::answers::{samples, statuses};
use super::matching::{Pair, matched};
use super::theirs::{Key, Theirs};
use super::{ContractDrift, Group};
use crate::design::{Contract, Design, Entity, SourceKind};
use crate::interchange::partial::Partial;
use crate::source::Span;

impl<'a> Group<'a> {
    /// Holds the contracts of a component's files against those of the design.
    pub(super) fn compare(
        &self,
        sides: &Sides<'a>,
        owners: &HashSet<&str>,
        taken: &mut HashSet<&'a str>,
        drifts: &mut Vec<ContractDrift<'a>>,
    ) {
        let design = sides.design;
        let family = self.owner.map(|owner| family(design, owner, owners));
        let is_own = |contract: &Contract| match (&family, contract.component.as_deref()) {
            (Some(family), Some(component)) => family.contains(component as &str),
            (Some(_), None) => false,
            (None, component) => component.is_none_or(|component: &str| !owners.contains(component)),
        };
        let theirs: Vec<Theirs<'a>> = self
            .sources
            .iter()
            .flat_map(|source| {
                source.partial().contracts.iter().map(|contract| Theirs::of(contract, *source))
            })
            .filter(|theirs| theirs.source.held.choice.takes(&theirs.names()))
            .collect();
        let free: Vec<&'a Entity<Contract>> = design
            .api
            .iter()
            .filter(|own| {
                !own.is_consumed() && self.reach.holds(own) && !taken.contains(own.id.value.as_str())
            })
            .collect();
        let (asked, may_be): (Vec<_>, Vec<_>) = free.into_iter().partition(|own| is_own(own));
        // A contract of a component without files may be here, though nobody asks for it.
        let may_be = may_be
            .into_iter()
            .filter(|own| own.component.as_deref().is_none_or(|component: &str| !owners.contains(component)));
        let candidates: Vec<&'a Entity<Contract>> = asked.iter().copied().chain(may_be).collect();
        let pairs = matched(&candidates, &asked, &theirs);
        let paired: HashSet<&str> = pairs.iter().map(|(own, _)| own.id.value.as_str()).collect();
        taken.extend(pairs.iter().map(|(own, _)| own.id.value.as_str()));
        self.differences(&pairs, &theirs, drifts);
        if sides.is_read(SourceKind::Api) {
            for own in asked.iter().filter(|own| !own.is_taken && !paired.contains(own.id.value.as_str())) {
                drifts.extend(self.only_here(own));
            }
        }
        let found: HashSet<usize> = pairs.iter().map(|(_, at)| *at).collect();
        for (_, theirs) in theirs.iter().enumerate().filter(|(at, _)| !found.contains(at)) {
            let is_there = |other: &Design| {
                other.api.iter().any(|own| !own.is_consumed() && theirs.keys.contains(&Key::of(own)))
            };
            let (contract, source) = (theirs.contract, theirs.source);
            if source.held.take {
                let endpoint = theirs.shown.clone();
                drifts.push(ContractDrift::Taken {
                    own: None,
                    theirs: contract,
                    endpoint,
                    owner: self.owner,
                });
            } else if sides.is_asked(source, is_there) {
                drifts.push(ContractDrift::OnlyThere { theirs: contract, source, owner: self.owner });
            }
        }
    }

    fn only_here(&self, own: &'a Entity<Contract>) -> Option<ContractDrift<'a>> {
        if own.not_in_source.is_some() {
            return None;
        }
        let endpoint = own.endpoint.value.as_str();
        let path = endpoint.split_once(' ').map_or(endpoint, |(_, path)| path.trim());
        let names = [endpoint, path, &own.id.value];
        let mut could = self.sources.iter().filter(|source| source.held.choice.takes(&names));
        let is_unknown = self.sources.iter().any(|source| is_unknown(source.partial(), endpoint, path));
        let source = *could.next().filter(|_| !is_unknown)?;
        Some(ContractDrift::OnlyHere { own, source })
    }

    fn differences(&self, pairs: &[Pair<'a>], theirs: &[Theirs<'a>], drifts: &mut Vec<ContractDrift<'a>>) {
        let mut told: Vec<(Misfit, usize)> = Vec::new();
        for (own, at) in pairs {
            let own = *own;
            let Theirs { contract, source, keys, shown } = &theirs[*at];
            let (contract, source) = (*contract, *source);
            if source.held.take {
                let (endpoint, owner) = (shown.clone(), self.owner);
                drifts.push(ContractDrift::Taken { own: Some(own), theirs: contract, endpoint, owner });
            }
            if own.not_in_source.is_some() || own.is_taken {
                continue;
            }
            if !keys.contains(&Key::of(own)) {
                drifts.push(ContractDrift::Moved { own, theirs: contract, source, endpoint: shown.clone() });
            }
            let known: Vec<_> =
                source.partial().contracts.iter().flat_map(|contract| contract.auth.schemes()).collect();
            let words = own.auth.as_ref().filter(|auth| auth.is_given() && !auth.not_applicable);
            if words.is_some_and(|words| schemes::disagree(&words.value, &contract.auth, &known)) {
                drifts.push(ContractDrift::Auth { own, theirs: contract, source });
            }
            for at in statuses(own, contract, source.partial()) {
                drifts.push(ContractDrift::Status { own, theirs: contract, source, at });
            }
            for (path, place, found) in samples(own, contract, source.partial()) {
                let mut news = Vec::new();
                for misfit in found {
                    match told.iter().find(|(known, _)| known.is_same(&misfit)) {
                        Some((_, first)) => also(&mut drifts[*first], place),
                        None => news.push(misfit),
                    }
                }
                if !news.is_empty() {
                    told.extend(news.iter().map(|misfit| (misfit.clone(), drifts.len())));
                    let sample =
                        ContractDrift::Sample { own, source, place, path, misfits: news, also: Vec::new() };
                    drifts.push(sample);
                }
            }
        }
    }
}

/// Adds a sample for which the file says the same.
fn also(drift: &mut ContractDrift<'_>, place: Span) {
    if let ContractDrift::Sample { also, place: first, .. } = drift
        && place != *first
        && !also.contains(&place)
    {
        also.push(place);
    }
}

fn is_unknown(partial: &Partial, endpoint: &str, path: &str) -> bool {
    partial.is_unknown(endpoint) || partial.is_unknown(path)
}
