//! SD204: a `must` requirement that depends on an open decision.

use std::collections::BTreeMap;

use crate::check::Subject;
use crate::design::{DecisionStatus, Entity, Priority, Requirement, Status};
use crate::diagnostic::{Finding, Group, Sink, listed, rule};

rule! {
    /// A `must` requirement is addressed only by proposed decisions.
    pub(crate) RULE = "SD204", "requirement-on-proposed-decision", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    if design.status() != Status::Proposed {
        return;
    }
    // An open decision is one finding, however many requirements depend on it.
    let mut waiting: BTreeMap<usize, Vec<&Entity<Requirement>>> = BTreeMap::new();
    for requirement in design.requirements.iter().filter(|one| one.priority() == Priority::Must) {
        let Some(citations) = subject.coverage().get(&requirement.id) else { continue };
        let open = |id: &&str| {
            design.decisions.get(id).is_some_and(|decision| decision.status() == DecisionStatus::Proposed)
        };
        let Some(first) = citations.decisions.first().filter(|_| citations.decisions.iter().all(open)) else {
            continue;
        };
        let index = design.decisions.index_of(first).unwrap_or_default();
        waiting.entry(index).or_default().push(requirement);
    }
    for (index, requirements) in waiting {
        sink.extend(finding(subject, index, &requirements));
    }
}

fn finding(subject: &Subject<'_>, index: usize, requirements: &[&Entity<Requirement>]) -> Option<Finding> {
    let decision = subject.design.decisions.iter().nth(index)?;
    let id = &decision.id.value;
    let ids: Vec<&str> = requirements.iter().map(|requirement| requirement.id.value.as_str()).collect();
    let (names, verb) = match ids.as_slice() {
        [one] => ((*one).to_owned(), "has the priority `must` and depends"),
        [] => return None,
        several => (listed(several), "have the priority `must` and depend"),
    };
    let span = decision.status.as_ref().map_or(decision.id.span, |status| status.span);
    let mut finding = Finding::new(&RULE, span, format!("{names} {verb} on {id}, which is only proposed"))
        .label("still to be decided")
        .help(format!("decide {id} (`status = \"accepted\"`) before the design is accepted"));
    for requirement in requirements {
        finding = subject.declared(finding, &requirement.id);
    }
    Some(finding)
}
