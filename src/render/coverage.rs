//! The coverage matrix: which requirement is answered where.

use super::links::{Links, Target};
use super::page::Page;
use super::{Options, blocks};
use crate::design::{Citations, Coverage, Design, Entity, Need, Priority, Requirement};
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
    let coverage = Coverage::of(design);
    let mut out = Builder::new();
    let heads = ["requirement", "components", "decisions", "tests", "flows"];
    out.table(
        heads.len(),
        |out| heads.iter().for_each(|head| out.cell(|out| out.text(page.word(head)))),
        |out| {
            for requirement in &design.requirements {
                out.row(|out| row(&page, requirement, &coverage, out));
            }
        },
    );
    write(out.finish(), Brackets::Escaped)
}

fn row<'a>(
    page: &Page<'a>,
    requirement: &'a Entity<Requirement>,
    coverage: &Coverage<'a>,
    out: &mut Builder<'a>,
) {
    let id = requirement.id.value.as_str();
    out.cell(|out| {
        page.cite(Target::Requirement, id, out);
        if requirement.text.is_given() {
            out.text(": ");
            page.line(&requirement.text, id, out);
        }
    });
    let Some(citations) = coverage.get(id) else { return };
    // What will not be done lacks nothing.
    let will_be = requirement.priority() != Priority::Wont;
    let lacking = if will_be { coverage.lacking(requirement) } else { Vec::new() };
    for need in [Need::Component, Need::Decision, Need::Test, Need::Flow] {
        out.cell(|out| {
            if lacking.contains(&need) {
                out.text(page.word("gap"));
            }
            cite(page, citations, need, out);
        });
    }
}

/// What answers a need, each by the name that a reader knows it by.
fn cite<'a>(page: &Page<'a>, citations: &Citations<'a>, need: Need, out: &mut Builder<'a>) {
    let design = page.design;
    let target = match need {
        Need::Component => Target::Component,
        Need::Decision => Target::Decision,
        Need::Test => Target::Test,
        Need::Flow => Target::Flow,
    };
    let contracts: &[&str] = if need == Need::Component { &citations.contracts } else { &[] };
    let all = citations.of(need).iter().map(|id| (target, *id));
    let all = all.chain(contracts.iter().map(|id| (Target::Contract, *id)));
    for (index, (target, id)) in all.enumerate() {
        if index > 0 {
            out.text(", ");
        }
        let name = match target {
            Target::Component => design.components.get(id).map(|component| &component.name),
            Target::Contract => design.api.get(id).map(|contract| &contract.endpoint),
            Target::Flow => design.flows.get(id).map(|flow| &flow.title),
            _ => None,
        };
        let name = name.filter(|name| !name.is_empty()).map_or(id, |name| name.value.as_str());
        out.link(page.links.to(target, id), |out| out.text(name));
    }
}
