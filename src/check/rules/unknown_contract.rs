//! SD1302: what is used of another design is not there, or the contract that a relationship or a step names is
//! not one of what it calls.

use crate::catalog::landscape::{Found, Use, Used};
use crate::check::Subject;
use crate::design::{Contract, Design, Entity, NamedContract, Offer, Offers, is_id};
use crate::diagnostic::{Finding, Group, Sink, listed, rule};
use crate::reading::nearest;
use crate::source::Span;

rule! {
    /// A contract, a table, a column or a requirement that is used is not one of what it should belong to.
    pub(crate) RULE = "SD1302", "unknown-contract", Group::Shape { fixed: false }, since "0.1.0", fix suggested;
}

/// No more names than this are listed.
const MOST_NAMED: usize = 12;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    own(subject, sink);
    let Some(landscape) = subject.landscape else {
        sink.leave_open(&RULE);
        return;
    };
    // A key of several columns uses each of them, and their table may be one mistake.
    let mut last = None;
    for used in landscape.uses_by(subject.design.file) {
        let Some(finding) = landscape.found(used.alias).and_then(|found| behind(used, found)) else {
            continue;
        };
        let said = (finding.message.clone(), finding.span);
        if last.as_ref() != Some(&said) {
            sink.push(finding);
        }
        last = Some(said);
    }
}

/// Contracts of the design itself.
fn own(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    let mut offers = None;
    for named in design.named_contracts() {
        let offers = offers.get_or_insert_with(|| Offers::of(design));
        match offers.find(&named) {
            Offer::Own(_) | Offer::Foreign(_) | Offer::Undecided => {}
            Offer::Another(contract) => sink.push(another(design, &named, contract)),
            Offer::Unknown => sink.push(unknown(design, &named)),
        }
    }
}

fn another(design: &Design, named: &NamedContract<'_>, contract: &Entity<Contract>) -> Finding {
    let id = &contract.id.value;
    let owner = contract.component.as_ref();
    let whose = owner.map(|owner| quoted(design, owner)).unwrap_or_default();
    let called = quoted(design, named.to);
    let finding = Finding::new(
        &RULE,
        named.contract.id.span,
        format!("`{id}` is a contract of {whose}, not of {called}"),
    )
    .label("not a contract of the element that is called")
    .related(owner.map_or(contract.id.span, |owner| owner.id.span), format!("{whose} offers it"));
    let theirs: Vec<&str> = offered_by(design, named.to);
    finding.help(match theirs.as_slice() {
        [] => format!("use {whose} here, or delete `contract`"),
        names => format!("name a contract of {called}: {}", listed(&backticked(names))),
    })
}

fn unknown(design: &Design, named: &NamedContract<'_>) -> Finding {
    let id = &*named.contract.id.value;
    let finding = Finding::new(&RULE, named.contract.id.span, format!("there is no contract `{id}`"))
        .label("named here but not declared");
    let is_system = design.integrations.contains(named.to);
    if let Some(near) = nearest(id, design.api.ids()) {
        return finding
            .related(
                design.api.get(near).map_or(named.contract.id.span, |contract| contract.id.span),
                "this one is declared",
            )
            .help(format!("did you mean `{near}`?"))
            .suggest(named.contract.id.span, format!("\"{near}\""));
    }
    finding.help(if is_system {
        format!("name the design of `{}` with `design = \"…\"`, or delete `contract`", named.to)
    } else if is_id(id) {
        format!("declare `[api.{id}]` with its `endpoint`, or delete `contract`")
    } else {
        "write the id of a contract, or delete `contract`".to_owned()
    })
}

/// The contracts of an element and its parts.
fn offered_by<'d>(design: &'d Design, element: &str) -> Vec<&'d str> {
    let offers = design.api.iter().filter(|contract| {
        contract.component.as_ref().is_some_and(|owner| {
            **owner == *element
                || design.components.get(owner).and_then(|part| part.part_of.as_deref()) == Some(element)
        })
    });
    offers.map(|contract| contract.id.value.as_str()).collect()
}

fn quoted(design: &Design, element: &str) -> String {
    design.element(element).map_or_else(|| format!("`{element}`"), |element| format!("“{}”", element.title()))
}

/// What is used of another design.
fn behind(used: &Use<'_>, found: Found<'_, '_>) -> Option<Finding> {
    let theirs = found.design;
    let here = Here { used, found };
    match used.what {
        Used::Design => None,
        Used::Contract(id) => (!theirs.api.declares(id)).then(|| {
            here.missing("contract", id, &theirs.api.ids().collect::<Vec<_>>(), &|id| {
                place(theirs, "api", id)
            })
        }),
        Used::Table(id) => (!theirs.tables.declares(id)).then(|| {
            here.missing("table", id, &theirs.tables.ids().collect::<Vec<_>>(), &|id| {
                place(theirs, "tables", id)
            })
        }),
        Used::Column { table, column } => here.column(table, column),
        Used::Malformed(written) => Some(here.malformed(written)),
        Used::Requirement(id) => {
            let is_fact = id.contains('.') && theirs.facts.at(id).is_some();
            (!is_fact && !theirs.requirements.declares(id)).then(|| {
                here.missing("requirement", id, &theirs.requirements.ids().collect::<Vec<_>>(), &|id| {
                    place(theirs, "requirements", id)
                })
            })
        }
        Used::Mention(id) => (!is_there(theirs, id)).then(|| {
            let names = theirs.api.ids().chain(theirs.requirements.ids()).chain(theirs.tables.ids());
            let names =
                names.chain(theirs.components.ids()).chain(theirs.decisions.ids()).chain(theirs.flows.ids());
            here.missing("contract, requirement or other part", id, &names.collect::<Vec<_>>(), &|id| {
                ["api", "requirements", "tables"].into_iter().find_map(|table| place(theirs, table, id))
            })
        }),
    }
}

/// Whether a design has anything of this id, or a column that is written `table.column`.
fn is_there(design: &Design, id: &str) -> bool {
    let is_column = || {
        id.split_once('.').is_some_and(|(table, name)| {
            design.tables.get(table).is_some_and(|table| table.column(name).is_some())
        })
    };
    design.requirements.declares(id)
        || design.api.declares(id)
        || design.tables.declares(id)
        || design.declares_element(id)
        || design.decisions.declares(id)
        || design.flows.declares(id)
        || design.tests.declares(id)
        || design.models.declares(id)
        || is_column()
}

fn place(design: &Design, table: &str, id: &str) -> Option<Span> {
    match table {
        "api" => design.api.get(id).map(|it| it.id.span),
        "tables" => design.tables.get(id).map(|it| it.id.span),
        _ => design.requirements.get(id).map(|it| it.id.span),
    }
}

/// A use of another design, and the version that it means.
struct Here<'u> {
    used: &'u Use<'u>,
    found: Found<'u, 'u>,
}

impl Here<'_> {
    fn called(&self) -> String {
        format!("`{}` {}", self.found.design.id, self.found.member.number)
    }

    fn finding(&self, message: String) -> Finding {
        let finding = Finding::new(&RULE, self.used.span, message).label("not in the other design");
        match self.used.anchor {
            Some(anchor) => finding.anchor(anchor),
            None => finding,
        }
    }

    fn missing(&self, what: &str, id: &str, names: &[&str], place: &dyn Fn(&str) -> Option<Span>) -> Finding {
        let finding = self.finding(format!("{} has no {what} `{id}`", self.called()));
        let near = nearest(id, names.iter().copied());
        let design = self.found.design;
        let there = near.and_then(place).or_else(|| names.first().and_then(|first| place(first)));
        let finding = finding.related(
            there.unwrap_or(design.meta.title.span),
            if near.is_some() { "this one is there" } else { "the other design" },
        );
        match near {
            Some(near) => self.suggest(finding, id, near),
            None if names.is_empty() => finding.help("add it to the other design, or delete it here"),
            None => {
                let mut shown: Vec<String> =
                    names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
                if names.len() > MOST_NAMED {
                    shown.push("others".to_owned());
                }
                finding.help(format!("it has {}", listed(&shown)))
            }
        }
    }

    /// Suggests an id in place of the one that is written, whatever is around it.
    fn suggest(&self, finding: Finding, id: &str, near: &str) -> Finding {
        let alias = &self.used.alias.id.value;
        let help = format!("did you mean `{near}`?");
        let written = match self.used.what {
            Used::Contract(_) => format!("\"{near}\""),
            Used::Mention(_) => format!("{alias}:{near}"),
            Used::Column { table, column } if id == table => format!("\"{alias}:{near}.{column}\""),
            Used::Column { table, .. } => format!("\"{alias}:{table}.{near}\""),
            _ => format!("\"{alias}:{near}\""),
        };
        finding.help(help).suggest(self.used.span, written)
    }

    fn column(&self, table: &str, column: &str) -> Option<Finding> {
        let design = self.found.design;
        let Some(declared) = design.tables.get(table) else {
            return (!design.tables.declares(table)).then(|| {
                self.missing("table", table, &design.tables.ids().collect::<Vec<_>>(), &|id| {
                    place(design, "tables", id)
                })
            });
        };
        if declared.column(column).is_some()
            || declared.columns.value.iter().any(|column| column.name.is_stand_in)
        {
            return None;
        }
        let message = format!("the table `{table}` of {} has no column `{column}`", self.called());
        let names: Vec<&str> = declared.columns.value.iter().map(|column| &*column.name).collect();
        let finding = self.finding(message).related(declared.id.span, "the table is declared here");
        Some(match nearest(column, names.iter().copied()) {
            Some(near) => self.suggest(finding, column, near),
            None => finding.help(format!("its columns are {}", listed(&backticked(&names)))),
        })
    }

    fn malformed(&self, written: &str) -> Finding {
        let alias = &self.used.alias.id.value;
        let finding = self.finding(format!("`{alias}:{written}` does not say which column is referenced"));
        let design = self.found.design;
        let table = design.tables.get(written.trim_matches('.'));
        let finding =
            finding.related(table.map_or(design.meta.title.span, |table| table.id.span), "the other design");
        finding.help(format!("write `{alias}:table.column`"))
    }
}

fn backticked(names: &[&str]) -> Vec<String> {
    names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect()
}
