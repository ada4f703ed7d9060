//! SD210: something changed, and what cites it did not.

use std::collections::{HashMap, HashSet};

use crate::check::Subject;
use crate::compare::{Change, Changes, Class};
use crate::design::Need;
use crate::diagnostic::{Finding, Group, Sink, listed, rule};
use crate::reading::quote_key;
use crate::source::{Span, Spanned};

rule! {
    /// A requirement or a target differs from that of the earlier version, and what cites it is as it was.
    pub(crate) RULE = "SD210", "unmoved-citer", Group::Advice, since "0.1.0", fix none, at most Note;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    if subject.member().is_none() {
        return;
    }
    let Some(changes) = subject.changes().filter(|changes| changes.entries.iter().any(is_about_content))
    else {
        return;
    };
    let moved = Moved::of(&changes);
    for change in changes.entries.iter().filter(|change| is_about_content(change)) {
        let unmoved: Vec<Citer<'_>> =
            citers(subject, change).into_iter().filter(|citer| !moved.has(citer, change)).collect();
        if !unmoved.is_empty() {
            sink.push(finding(subject, change, &unmoved));
        }
    }
}

/// Whether a change is about what a requirement or a fact says, and not only about its words.
fn is_about_content(change: &Change) -> bool {
    let is_of_both = change.old_span.is_some() && change.new_span.is_some();
    let is_said = match change.entity_kind {
        "requirement" => change.path.rsplit('.').next() == Some("text"),
        "target" | "fact" => true,
        _ => false,
    };
    is_of_both && is_said && change.class != Class::Editorial
}

/// Something that cites a requirement or a fact.
struct Citer<'a> {
    kind: Need,
    id: &'a str,
    /// Its dotted path, and those of the contracts by which a component cites a requirement.
    paths: Vec<String>,
    place: Span,
}

fn citers<'a>(subject: &Subject<'a>, change: &Change) -> Vec<Citer<'a>> {
    let design = subject.design;
    if change.entity_kind != "requirement" {
        let tests = design.tests.iter().filter(|test| test.verifies.iter().any(|it| **it == *change.path));
        return tests.map(|test| Citer::of(Need::Test, "tests", &test.id)).collect();
    }
    let Some(citations) = subject.coverage().get(&change.entity) else { return Vec::new() };
    let mut contracts: HashMap<&str, Vec<String>> = HashMap::new();
    for contract in citations.contracts.iter().filter_map(|id| design.api.get(id)) {
        if let Some(component) = contract.component.as_deref() {
            contracts.entry(component).or_default().push(entity_path("api", &contract.id.value));
        }
    }
    let components = citations.components.iter().filter_map(|id| design.components.get(id));
    let components = components.map(|component| {
        let mut citer = Citer::of(Need::Component, "components", &component.id);
        citer.paths.extend(contracts.remove(component.id.as_str()).unwrap_or_default());
        citer
    });
    let components: Vec<Citer<'a>> = components.collect();
    let decisions = citations.decisions.iter().filter_map(|id| design.decisions.get(id));
    let tests = citations.tests.iter().filter_map(|id| design.tests.get(id));
    let flows = citations.flows.iter().filter_map(|id| design.flows.get(id));
    let others = decisions
        .map(|it| Citer::of(Need::Decision, "decisions", &it.id))
        .chain(tests.map(|it| Citer::of(Need::Test, "tests", &it.id)))
        .chain(flows.map(|it| Citer::of(Need::Flow, "flows", &it.id)));
    components.into_iter().chain(others).collect()
}

impl<'a> Citer<'a> {
    fn of(kind: Need, table: &str, id: &'a Spanned<String>) -> Self {
        Self { kind, id: &id.value, paths: vec![entity_path(table, &id.value)], place: id.span }
    }
}

fn entity_path(table: &str, id: &str) -> String {
    format!("{table}.{}", quote_key(id))
}

/// What changed in any way.
struct Moved<'c> {
    /// The dotted paths of the changes, and of all that they are in.
    paths: HashSet<&'c str>,
    /// What cites a requirement only now: the kind, its id and the requirement.
    cited: HashSet<(Need, &'c str, &'c str)>,
}

impl<'c> Moved<'c> {
    fn of(changes: &'c Changes) -> Self {
        let changed = changes.entries.iter().flat_map(|entry| entry.claims.iter().chain([&entry.path]));
        let mut paths = HashSet::new();
        for path in changed {
            paths.insert(path.as_str());
            paths.extend(path.match_indices('.').map(|(at, _)| &path[..at]));
        }
        let cited = changes.coverage.iter().filter(|coverage| coverage.gained);
        let cited = cited.map(|it| (it.by, it.citer.as_str(), it.requirement.as_str())).collect();
        Self { paths, cited }
    }

    fn has(&self, citer: &Citer<'_>, change: &Change) -> bool {
        self.cited.contains(&(citer.kind, citer.id, change.entity.as_str()))
            || citer.paths.iter().any(|path| self.paths.contains(path.as_str()))
    }
}

fn finding(subject: &Subject<'_>, change: &Change, unmoved: &[Citer<'_>]) -> Finding {
    let names: Vec<String> =
        unmoved.iter().map(|citer| format!("{} `{}`", citer.kind.word(), citer.id)).collect();
    let (cite, they) = if names.len() == 1 { ("cites", "it still does") } else { ("cite", "they still do") };
    let place = change.new_span.unwrap_or(subject.design.meta.version.span);
    let message = format!("`{}` changed; {}, which {cite} it, did not", change.entity, listed(&names));
    let mut finding = Finding::new(&RULE, place, message).label("changed");
    if let Some(old) = change.old_span {
        finding = finding.related(old, "it was this");
    }
    for citer in unmoved {
        finding = finding.related(citer.place, "this is as it was");
    }
    finding.path.clone_from(&change.path);
    finding.help(format!("see whether {they} what `{}` asks for now", change.entity))
}
