//! SD1302: what is used of another design is not there, or the contract that a relationship or a step names is
//! not one of what it calls.

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::catalog::landscape::{Missing, Use, Used, What};
use crate::check::Subject;
use crate::design::{
    Contract, Design, Entity, Integration, KeyTarget, NamedContract, Offer, Offers, TableKey, is_id,
};
use crate::diagnostic::{Finding, Group, Sink, listed, rule};
use crate::reading::nearest;
use crate::source::{FileId, Span};

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
    // What is not there is one mistake, however often it is used.
    let mut missing: IndexMap<(FileId, String), Finding> = IndexMap::new();
    for used in landscape.uses_by(subject.design.file) {
        let Some(absent) = landscape.missing(used) else { continue };
        let here = Here { used, absent: &absent };
        match missing.entry(here.key()) {
            Entry::Vacant(new) => {
                new.insert(here.finding());
            }
            Entry::Occupied(mut known) => {
                let finding = known.get().clone().related(used.span, "used here, too");
                known.insert(here.suggested(finding));
            }
        }
    }
    sink.extend(missing.into_values());
}

/// Contracts of the design itself, and what names a design that no integration names.
fn own(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    sink.extend(design.integrations.iter().filter_map(without_design));
    sink.extend(design.tables.iter().flat_map(|table| table.keys()).filter_map(|key| mistyped(design, &key)));
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

/// Contracts of an integration that names no design.
fn without_design(integration: &Entity<Integration>) -> Option<Finding> {
    let contract = integration.contracts.first().filter(|contract| !contract.is_stand_in)?;
    if !integration.given(|key| key.design).is_absent() {
        return None;
    }
    let id = &integration.id;
    let message = format!("`{}` names no design, so it has no contract `{}`", id.value, &**contract);
    let finding = Finding::new(&RULE, contract.id.span, message).label("a contract of nothing");
    let finding = finding.related(id.span, "the integration");
    Some(finding.help("name the design with `design = \"…\"`, or delete `contracts`"))
}

/// A foreign key whose alias is almost one. Any other may be a system that nothing here describes.
fn mistyped(design: &Design, key: &TableKey<'_>) -> Option<Finding> {
    let KeyTarget::Elsewhere { alias, .. } = key.target else { return None };
    if design.declares_element(alias) {
        return None;
    }
    let aliases = design.integrations.iter().filter(|known| known.design.is_some());
    let near = nearest(alias, aliases.map(|known| known.id.value.as_str()))?;
    let finding = Finding::new(&RULE, key.references.span, format!("there is no integration `{alias}`"))
        .label("so nothing says which design is meant");
    let known = design.integrations.get(near)?;
    let written = key.references.value.replacen(alias, near, 1);
    Some(
        finding
            .related(known.id.span, "this one names a design")
            .help(format!("did you mean `{near}`?"))
            .suggest(key.references.span, format!("\"{written}\"")),
    )
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

/// A use of another design, and what that does not have.
struct Here<'u> {
    used: &'u Use<'u>,
    absent: &'u Missing<'u, 'u>,
}

impl Here<'_> {
    /// What is missing, whichever place uses it.
    fn key(&self) -> (FileId, String) {
        let id = match self.absent.what {
            What::Column(table) => format!("{}.{}", table.id.value, self.absent.id),
            _ => self.absent.id.to_owned(),
        };
        (self.absent.found.design.file, id)
    }

    fn finding(&self) -> Finding {
        let Missing { found, what, id, names } = self.absent;
        let design = format!("`{}` {}", found.design.id, found.member.number);
        let alias = &self.used.alias.id.value;
        let message = match what {
            What::Contract => format!("{design} has no contract `{id}`"),
            What::Table => format!("{design} has no table `{id}`"),
            What::Column(table) => format!("the table `{}` of {design} has no column `{id}`", table.id.value),
            What::NoColumn(_) => format!("`{alias}:{id}` does not say which column is referenced"),
            What::Requirement => format!("{design} has no requirement `{id}`"),
            What::Anything => format!("{design} has no contract, requirement or other part `{id}`"),
        };
        let finding = Finding::new(&RULE, self.used.span, message).label("not in the other design");
        let finding = self.used.anchor.into_iter().fold(finding, Finding::anchor);
        let (place, why) = self.place();
        let finding = finding.related(place, why);
        if self.near().is_some() { self.suggested(finding) } else { finding.help(help(*what, alias, names)) }
    }

    /// The place in the other design that helps.
    fn place(&self) -> (Span, &'static str) {
        let Missing { found, what, names, .. } = self.absent;
        match what {
            What::Column(table) | What::NoColumn(Some(table)) => {
                (table.id.span, "the table is declared here")
            }
            _ => match self.near().or(names.first()) {
                Some((_, place)) if self.near().is_some() => (*place, "this one is there"),
                Some((_, place)) => (*place, "what it has begins here"),
                None => (found.design.meta.title.span, "the other design"),
            },
        }
    }

    /// What was probably meant.
    fn near(&self) -> Option<&(&str, Span)> {
        let Missing { id, names, .. } = self.absent;
        let near = nearest(id, names.iter().map(|(name, _)| *name))?;
        names.iter().find(|(name, _)| *name == near)
    }

    /// Suggests an id in place of the one that is written, whatever is around it.
    fn suggested(&self, finding: Finding) -> Finding {
        let Some((near, _)) = self.near() else { return finding };
        let alias = &self.used.alias.id.value;
        let is_table = matches!(self.absent.what, What::Table);
        let written = match (self.used.what, self.absent.what) {
            (Used::Contract(_), _) => format!("\"{near}\""),
            (Used::Mention(_), What::Column(table)) => format!("{alias}:{}.{near}", table.id.value),
            (Used::Mention(_), _) => format!("{alias}:{near}"),
            _ => match self.used.references {
                Some(key) => format!("\"{}\"", respelt(key, is_table, self.absent.id, near)),
                None => format!("\"{alias}:{near}\""),
            },
        };
        finding.help(format!("did you mean `{near}`?")).suggest(self.used.span, written)
    }
}

/// A foreign key `alias:table.column` or `alias:table(a, b)` with another name of the table, or of a column.
fn respelt(key: &str, is_table: bool, wrong: &str, near: &str) -> String {
    let mut respelt = String::new();
    let mut is_first = true;
    for part in key.split_inclusive([':', '.', '(', ',', ')']) {
        let name = part.trim_end_matches([':', '.', '(', ',', ')']).trim();
        let is_alias = part.ends_with(':');
        let is_meant = name == wrong && !is_alias && is_first == is_table;
        respelt.push_str(&if is_meant { part.replacen(wrong, near, 1) } else { part.to_owned() });
        is_first &= is_alias;
    }
    respelt
}

fn help(what: What<'_>, alias: &str, names: &[(&str, Span)]) -> String {
    if let What::NoColumn(_) = what {
        return format!("write `{alias}:table.column`");
    }
    let mut shown = backticked(&names.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    if names.len() > MOST_NAMED {
        shown.push("others".to_owned());
    }
    match (what, shown.as_slice()) {
        (_, []) => "add it to the other design, or delete it here".to_owned(),
        (What::Column(_), shown) => format!("its columns are {}", listed(shown)),
        (_, shown) => format!("it has {}", listed(shown)),
    }
}

fn backticked(names: &[&str]) -> Vec<String> {
    names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect()
}
