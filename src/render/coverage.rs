//! The coverage matrix: which requirement is answered where.

use super::links::{Links, Target};
use super::page::Page;
use super::{Options, blocks};
use crate::design::{Design, Entity, Need, Priority, Requirement, RequirementKind};
use crate::markdown::{Brackets, Builder, write};
use crate::template::Template;

/// Requirements by what cites them: components and their contracts, decisions, tests, flows. A
/// gap is marked where a requirement needs what it lacks. Empty where there are no requirements.
///
/// `document` is the page that shows the design as a whole, relative to this one (`""` for this
/// one): where it is given and the options have anchors, every citation is a link.
pub fn coverage(design: &Design, template: &Template, options: &Options, document: Option<&str>) -> String {
    if design.requirements.is_empty() {
        return String::new();
    }
    let shown = template.blocks().flat_map(|(_, block)| blocks::targets(block, design, options)).copied();
    let anchors = options.anchors && document.is_some();
    let links = Links::new(design, anchors, shown.collect(), document.unwrap_or_default());
    let page = Page {
        design,
        template,
        options,
        links: &links,
        section: "coverage",
        block: "",
        level: options.level,
    };
    let mut out = Builder::new();
    let heads = ["requirement", "components", "decisions", "tests", "flows"];
    out.table(
        heads.len(),
        |out| heads.iter().for_each(|head| out.cell(|out| out.text(page.word(head)))),
        |out| design.requirements.iter().for_each(|requirement| out.row(|out| row(&page, requirement, out))),
    );
    write(out.finish(), Brackets::Escaped)
}

fn row<'a>(page: &Page<'a>, requirement: &'a Entity<Requirement>, out: &mut Builder<'a>) {
    let id = requirement.id.value.as_str();
    out.cell(|out| {
        page.cite(Target::Requirement, id, out);
        if requirement.text.is_given() {
            out.text(": ");
            page.line(&requirement.text, id, out);
        }
    });
    let columns = [Need::Component, Need::Decision, Need::Test, Need::Flow];
    let citations = columns.map(|need| citations(page.design, id, need));
    let is_cited = citations.iter().any(|citations| !citations.is_empty());
    for (need, citations) in columns.into_iter().zip(citations) {
        out.cell(|out| {
            if citations.is_empty() && is_needed(requirement, need, is_cited) {
                out.text(page.word("gap"));
            }
            for (index, (target, id, name)) in citations.into_iter().enumerate() {
                if index > 0 {
                    out.text(", ");
                }
                out.link(page.links.to(target, id), |out| out.text(name));
            }
        });
    }
}

/// What cites a requirement: the kind, its id, and what it is called.
fn citations<'a>(design: &'a Design, id: &str, need: Need) -> Vec<(Target, &'a str, &'a str)> {
    match need {
        Need::Component => {
            let components = design.components.iter().filter(|component| has(&component.satisfies, id));
            let components = components.map(|component| {
                let id = component.id.value.as_str();
                (Target::Component, id, if component.name.is_empty() { id } else { &component.name })
            });
            let contracts = design.api.iter().filter(|contract| has(&contract.satisfies, id));
            let contracts = contracts.map(|contract| {
                let id = contract.id.value.as_str();
                (Target::Contract, id, if contract.endpoint.is_empty() { id } else { &contract.endpoint })
            });
            components.chain(contracts).collect()
        }
        Need::Decision => {
            let decisions = design.decisions.iter().filter(|decision| has(&decision.addresses, id));
            decisions.map(|decision| (Target::Decision, &*decision.id.value, &*decision.id.value)).collect()
        }
        Need::Test => {
            let tests = design.tests.iter().filter(|test| has(&test.verifies, id));
            tests.map(|test| (Target::Test, &*test.id.value, &*test.id.value)).collect()
        }
        Need::Flow => {
            let flows = design.flows.iter().filter(|flow| has(&flow.covers, id));
            let name = |id: &'a str, title: &'a str| if title.is_empty() { id } else { title };
            flows.map(|flow| (Target::Flow, &*flow.id.value, name(&flow.id.value, &flow.title))).collect()
        }
    }
}

fn has<K>(references: &[crate::design::Ref<K>], id: &str) -> bool {
    references.iter().any(|reference| **reference == *id)
}

/// Whether the lack of a citation is a gap. What will not be done needs nothing, and a constraint
/// any one citation.
fn is_needed(requirement: &Requirement, need: Need, is_cited: bool) -> bool {
    if requirement.priority() == Priority::Wont {
        return false;
    }
    match &requirement.needs {
        Some(needs) => needs.value.iter().any(|own| own.value == need),
        None if requirement.kind() == RequirementKind::Constraint => !is_cited,
        None => matches!(need, Need::Component | Need::Test),
    }
}
