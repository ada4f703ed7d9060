//! The coverage matrix: which requirement is answered by what.

use super::scope::Scope;
use super::target::Target;
use crate::design::{Citations, Coverage, Design, Entity, Need, Requirement};
use crate::diagram::selection::Selection;
use crate::markdown::Builder;

/// Requirements and everything that cites them: components and their contracts, decisions, tests, flows. A
/// gap is marked if a requirement lacks something it needs. Prints nothing if there are no requirements.
pub(super) fn matrix<'a>(scope: &Scope<'a>, selection: &Selection, out: &mut Builder<'a>) {
    let is_shown = |id: &str| selection.only.is_empty() || selection.only.iter().any(|one| one == id);
    let requirements = || scope.design.requirements.iter().filter(|one| is_shown(&one.id.value));
    if requirements().next().is_none() {
        return;
    }
    let coverage = Coverage::of(scope.design);
    let heads = ["requirement", "components", "decisions", "tests", "flows"];
    out.table(
        heads.len(),
        |out| heads.iter().for_each(|head| out.cell(|out| out.text(scope.word(head)))),
        |out| {
            for requirement in requirements() {
                out.row(|out| row(scope, &coverage, requirement, out));
            }
        },
    );
}

fn row<'a>(
    scope: &Scope<'a>,
    coverage: &Coverage<'a>,
    requirement: &'a Entity<Requirement>,
    out: &mut Builder<'a>,
) {
    let id = requirement.id.value.as_str();
    out.cell(|out| {
        scope.cite(Target::Requirement, id, out);
        if requirement.text.is_given() {
            out.text(": ");
            scope.line(&requirement.text, id, out);
        }
    });
    let lacking = coverage.lacking(requirement);
    for need in [Need::Component, Need::Decision, Need::Test, Need::Flow] {
        out.cell(|out| {
            let lacks = lacking.contains(&need);
            if lacks {
                out.text(scope.word("gap"));
            }
            let cited =
                coverage.get(id).map(|citations| named(scope.design, citations, need)).unwrap_or_default();
            for (index, (target, id, name)) in cited.into_iter().enumerate() {
                if index > 0 || lacks {
                    out.text(", ");
                }
                out.link(scope.printing.links.to(target, id), |out| out.text(name));
            }
        });
    }
}

/// Everything that cites a requirement in answer to a need: its kind, its id and its name.
fn named<'a>(design: &'a Design, citations: &Citations<'a>, need: Need) -> Vec<(Target, &'a str, &'a str)> {
    match need {
        Need::Component => {
            let component = |id: &'a str| design.components.get(id).map_or(id, Entity::title);
            let contract = |id: &'a str| design.api.get(id).map_or(id, Entity::title);
            let components = citations.components.iter().map(|&id| (Target::Component, id, component(id)));
            let contracts = citations.contracts.iter().map(|&id| (Target::Contract, id, contract(id)));
            components.chain(contracts).collect()
        }
        Need::Decision => citations.decisions.iter().map(|&id| (Target::Decision, id, id)).collect(),
        Need::Test => citations.tests.iter().map(|&id| (Target::Test, id, id)).collect(),
        Need::Flow => {
            let title = |id: &'a str| design.flows.get(id).map_or(id, Entity::title);
            citations.flows.iter().map(|&id| (Target::Flow, id, title(id))).collect()
        }
    }
}
