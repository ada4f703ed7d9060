//! SD1303: a design says something else about how two designs work together than the other one.

use std::collections::HashSet;

use crate::catalog::landscape::{Found, Landscape, Spoken, Used};
use crate::check::Subject;
use crate::design::auth::{is_none as says_none, schemes_disagree};
use crate::design::{Contract, Design, Entity, Integration, KeyTarget, Table, TableKey, Text, column_type};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::one_line;
use crate::reading::Plain;

rule! {
    /// Two designs that work together name different schemes, protocols or types.
    pub(crate) RULE = "SD1303", "sides-disagree", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(landscape) = subject.landscape else {
        sink.leave_open(&RULE);
        return;
    };
    let design = subject.design;
    for integration in &design.integrations {
        let Some(found) = landscape.found(integration) else { continue };
        let relied = Relied::of(landscape, design, integration, found);
        sink.extend(relied.schemes());
        relied.disagreeing_protocols(landscape, sink);
    }
    for table in &design.tables {
        for key in table.keys() {
            disagreeing_types(landscape, design, table, &key, sink);
        }
    }
}

/// The columns of a foreign key that have another type than the columns of the other design.
fn disagreeing_types(
    landscape: &Landscape<'_>,
    design: &Design,
    own: &Table,
    key: &TableKey<'_>,
    sink: &mut Sink,
) {
    let KeyTarget::Elsewhere { alias, table, columns } = &key.target else { return };
    let Some(found) = landscape.behind(design, alias) else { return };
    let Some(theirs) = found.design.tables.get(table) else { return };
    for (name, column) in key.columns.iter().zip(columns) {
        let (Some(ours), Some(theirs)) = (own.column(name), theirs.column(column)) else { continue };
        if !column_type::differ(&ours.kind, &theirs.kind) {
            continue;
        }
        let message = format!(
            "`{}` has the type `{}`, but references `{table}.{column}` of `{}` {}, which has the type `{}`",
            &*ours.name, &*ours.kind, found.design.id, found.member.number, &*theirs.kind
        );
        let finding = Finding::new(&RULE, ours.kind.span, message)
            .label("not the type of the column it references")
            .related(theirs.kind.span, format!("the type of `{table}.{column}`"))
            .help(format!("give both columns the same type, such as `type = \"{}\"`", &*theirs.kind));
        sink.push(finding);
    }
}

/// What an integration relies on.
struct Relied<'s> {
    integration: &'s Entity<Integration>,
    found: Found<'s, 's>,
    /// The contracts that it relies on, whether it lists them or a relationship or a step names them.
    contracts: Vec<&'s Entity<Contract>>,
    /// The protocols that this design names, with the contract that each is for, if it is for one.
    protocols: Vec<(&'s Plain, Option<&'s Entity<Contract>>)>,
}

impl<'s> Relied<'s> {
    fn of(
        landscape: &'s Landscape<'s>,
        design: &'s Design,
        integration: &'s Entity<Integration>,
        found: Found<'s, 's>,
    ) -> Self {
        let own = integration.id.value.as_str();
        let theirs = &found.design.api;
        let mut seen = HashSet::new();
        let used = landscape.uses_by(design.file).filter(|used| used.alias.id.value == own);
        let named =
            used.filter_map(|used| if let Used::Contract(id) = used.what { theirs.get(id) } else { None });
        let contracts: Vec<_> = named.filter(|contract| seen.insert(contract.id.value.as_str())).collect();
        let mut protocols: Vec<_> = integration.protocol.iter().map(|protocol| (protocol, None)).collect();
        for usage in
            design.elements().flat_map(|element| element.uses().iter()).filter(|usage| *usage.target == *own)
        {
            let contract = usage.contract.as_deref();
            // Whose contract it is when it is not theirs is a question for another rule.
            if contract.is_none_or(|id| theirs.contains(id)) {
                protocols
                    .extend(usage.protocol.as_ref().map(|it| (it, contract.and_then(|id| theirs.get(id)))));
            }
        }
        Self { integration, found, contracts, protocols }
    }

    /// What they say of how callers authenticate, if it names no scheme that this design names.
    fn schemes(&self) -> Option<Finding> {
        let ours = self.integration.auth.as_ref().filter(|auth| auth.is_given() && !auth.not_applicable)?;
        let said = |contract: &&'s Entity<Contract>| {
            let auth = contract.auth.as_ref().filter(|auth| auth.is_given() && !auth.not_applicable)?;
            Some((contract.id.value.as_str(), auth))
        };
        let theirs: Vec<(&str, &Text)> = self.contracts.iter().filter_map(said).collect();
        let disagree = |(_, auth): &&(&str, &Text)| schemes_disagree(&ours.value, &auth.value);
        let mut others: Vec<_> = theirs.iter().filter(disagree).collect();
        // One contract may be public beside others that are not.
        if others.len() < theirs.len() {
            others.retain(|(_, auth)| !says_none(&ours.value) && !says_none(&auth.value));
        }
        let (first, auth) = others.first()?;
        let message = format!(
            "`{}` authenticates with “{}”, but {} says “{}” for `{first}`",
            self.integration.id.value,
            one_line(&ours.value),
            self.called(),
            one_line(&auth.value)
        );
        let finding = Finding::new(&RULE, ours.span, message).label("another scheme than theirs");
        let finding = others
            .iter()
            .fold(finding, |finding, (id, auth)| finding.related(auth.span, format!("what `{id}` asks for")));
        Some(finding.help(format!(
            "name the scheme of both: “{}” here, or “{}” there",
            one_line(&auth.value),
            one_line(&ours.value)
        )))
    }

    /// The protocols of this design that none of the contracts speaks.
    fn disagreeing_protocols(&self, landscape: &Landscape<'s>, sink: &mut Sink) {
        let mut findings: Vec<(String, Finding)> = Vec::new();
        for (protocol, contract) in &self.protocols {
            let asked: Vec<&Entity<Contract>> =
                contract.map_or_else(|| self.contracts.clone(), |contract| vec![contract]);
            let disagrees = |contract: &&&Entity<Contract>| {
                !speaks(protocol, &landscape.spoken(self.found.design, &contract.id.value))
            };
            let others: Vec<_> = asked.iter().filter(disagrees).collect();
            // What is not said of one contract may be meant of any.
            let Some(first) = others.first().filter(|_| others.len() == asked.len()) else { continue };
            let said = protocol.to_lowercase();
            if let Some((_, known)) = findings.iter_mut().find(|(known, _)| *known == said) {
                *known = known.clone().related(protocol.span, "here, too");
                continue;
            }
            findings.push((said, self.protocol(landscape, protocol, first)));
        }
        sink.extend(findings.into_iter().map(|(_, finding)| finding));
    }

    fn protocol(&self, landscape: &Landscape<'s>, protocol: &Plain, contract: &Entity<Contract>) -> Finding {
        let id = &contract.id.value;
        let (spoken, place) = match landscape.spoken(self.found.design, id) {
            Spoken::Http => ("HTTP or HTTPS".to_owned(), contract.endpoint.span),
            Spoken::Named(named) => {
                let place =
                    landscape.protocols_of(self.found.design.file, id).first().map(|protocol| protocol.span);
                (named.join(", "), place.unwrap_or(contract.id.span))
            }
        };
        let message = format!(
            "`{}` is called by {}, but `{id}` of {} uses {spoken}",
            self.integration.id.value,
            &**protocol,
            self.called()
        );
        Finding::new(&RULE, protocol.span, message)
            .label("another protocol than theirs")
            .related(place, format!("`{id}` uses {spoken}"))
            .help(format!("write the protocol of both: {spoken} here, or {} there", &**protocol))
    }

    fn called(&self) -> String {
        format!("`{}` {}", self.found.design.id, self.found.member.number)
    }
}

/// Whether a protocol may be what a contract speaks. Words that only say how it is transported or protected
/// name none.
fn speaks(protocol: &str, spoken: &Spoken<'_>) -> bool {
    const HTTP: [&str; 14] = [
        "http", "https", "http1", "http2", "http3", "h2", "h2c", "h3", "rest", "restful", "soap", "graphql",
        "webhook", "webhooks",
    ];
    const BELOW: [&str; 12] =
        ["tls", "mtls", "ssl", "tcp", "ip", "quic", "over", "with", "json", "xml", "internal", "private"];
    let names = |protocol: &str| -> Vec<String> {
        let lower = protocol.to_lowercase();
        let words =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.contains(char::is_alphabetic));
        words.filter(|word| !BELOW.contains(word)).map(str::to_owned).collect()
    };
    let ours = names(protocol);
    if ours.is_empty() {
        return true;
    }
    match spoken {
        Spoken::Http => ours.iter().any(|word| HTTP.contains(&word.as_str())),
        Spoken::Named(named) => {
            let secure = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
            let is_same = |theirs: &&str| {
                let theirs = names(theirs);
                theirs.is_empty()
                    || theirs.iter().any(|word| ours.iter().any(|own| secure(own) == secure(word)))
            };
            named.is_empty() || named.iter().any(is_same)
        }
    }
}
