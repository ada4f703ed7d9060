//! SD507: a component uses a technology that a decision rejected.

use std::collections::{HashMap, HashSet};

use crate::check::Subject;
use crate::check::language::scope::Scope;
use crate::design::{Component, Decision, DecisionOption, DecisionStatus, Entity};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::prose::words;
use crate::reading::Plain;

rule! {
    /// A component uses a technology that an accepted decision rejected for what the component does.
    pub(crate) RULE = "SD507", "rejected-technology-in-use", Group::Advice, since "0.1.0", fix none;
}

/// A component's use of a technology.
struct Use<'a> {
    component: &'a Entity<Component>,
    name: &'a Plain,
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let uses = uses(subject);
    if uses.is_empty() {
        return;
    }
    let accepted: Vec<&Entity<Decision>> = subject
        .design
        .decisions
        .iter()
        .filter(|decision| {
            decision.status() == DecisionStatus::Accepted && decision.chosen_option().is_some()
        })
        .collect();
    let chosen: HashSet<String> = accepted
        .iter()
        .filter_map(|decision| decision.chosen_option())
        .flat_map(|option| lower_words(&option.title))
        .collect();
    let mut reported: HashSet<&str> = HashSet::new();
    for decision in accepted {
        let Some(choice) = decision.chosen_option() else { continue };
        let scope = Scope::of(&decision.title, subject.design.technologies.ids());
        for option in decision.options.iter().filter(|option| option.id.value != choice.id.value) {
            let name = bare(&option.title);
            if let Some((key, uses)) = uses.get_key_value(&name) {
                if scope.sets_apart(key) {
                    continue;
                }
                let limit = option
                    .summary
                    .as_ref()
                    .and_then(|summary| Scope::of_limit(&summary.value, subject.design.technologies.ids()));
                // Another decision may have chosen it for something else.
                let taken = words(key).all(|(_, word)| chosen.contains(word));
                let scopes: Vec<&Scope> = std::iter::once(&scope).chain(&limit).collect();
                let uses: Vec<&Use<'_>> =
                    uses.iter().filter(|used| is_meant(subject, used, &scopes)).collect();
                if !taken && !uses.is_empty() && reported.insert(key) {
                    sink.extend(finding(decision, option, &uses));
                }
            }
        }
    }
}

/// Where components use each technology, by its name as [`bare`] spells it.
fn uses<'a>(subject: &Subject<'a>) -> HashMap<String, Vec<Use<'a>>> {
    let mut uses: HashMap<String, Vec<Use<'_>>> = HashMap::new();
    for component in &subject.design.components {
        for name in component.technology.iter().filter(|name| !name.is_empty()) {
            uses.entry(bare(name)).or_default().push(Use { component, name });
        }
    }
    uses
}

/// Whether the use of a technology is within all that a decision is about.
fn is_meant<'a>(subject: &Subject<'a>, used: &Use<'a>, scopes: &[&Scope]) -> bool {
    let described = descriptions(subject, used);
    scopes.iter().all(|scope| scope.includes(described.iter().copied()))
}

/// What a component that uses a technology is called, and what it is for.
fn descriptions<'a>(subject: &Subject<'a>, used: &Use<'a>) -> Vec<&'a str> {
    let (design, component) = (subject.design, used.component);
    let kind = component.kind.value;
    let mut texts: Vec<&str> = vec![&component.id.value, &component.name, kind.word()];
    texts.extend(kind.synonyms());
    texts.extend(component.description.as_ref().map(|text| text.value.as_str()));
    texts.extend(design.technologies.get(used.name).map(|technology| technology.purpose.value.as_str()));
    let users = design.elements().flat_map(|element| element.uses().iter());
    let labels =
        users.filter(|used| *used.target == *component.id.value).filter_map(|used| used.label.as_deref());
    texts.extend(labels);
    let tables =
        design.tables.iter().filter(|table| table.component.as_deref() == Some(component.id.value.as_str()));
    texts.extend(tables.map(|table| table.id.value.as_str()));
    texts
}

fn finding(
    decision: &Entity<Decision>,
    option: &Entity<DecisionOption>,
    uses: &[&Use<'_>],
) -> Option<Finding> {
    let first = uses.first()?;
    let (id, name) = (&decision.id.value, &first.name.value);
    let message = format!("`{}` is built with {name}, which {id} rejected", first.component.id.value);
    let finding = Finding::new(&RULE, first.name.span, message)
        .label("used here")
        .related(option.title.span, format!("not chosen in {id}"));
    let finding = uses[1..].iter().fold(finding, |finding, other| {
        finding.related(other.name.span, format!("`{}` also uses it", other.component.id.value))
    });
    Some(finding.help(format!(
        "use what {id} chose, or say in the option's title for which purpose {name} was rejected: `\"{name} as …\"`"
    )))
}

fn lower_words(title: &str) -> Vec<String> {
    words(title).map(|(_, word)| word.to_lowercase()).collect()
}

/// A title in lower case, without the words that do not change what it names: `redis` for `Managed Redis
/// cluster 7`. `Redis as a queue` keeps the purpose, because only that use is meant.
fn bare(title: &str) -> String {
    const NEUTRAL: [&str; 17] = [
        "a",
        "an",
        "the",
        "use",
        "using",
        "managed",
        "hosted",
        "self",
        "own",
        "plain",
        "single",
        "cluster",
        "clustered",
        "instance",
        "open",
        "source",
        "database",
    ];
    let is_version =
        |word: &str| word.trim_start_matches('v').chars().all(|c| c.is_ascii_digit() || c == 'x');
    let kept: Vec<String> = words(title)
        .map(|(_, word)| word.to_lowercase())
        .filter(|word| !NEUTRAL.contains(&word.as_str()) && !is_version(word))
        .collect();
    // Signs distinguish names: C, C++ and C#.
    let signs: String = title.chars().filter(|c| matches!(c, '+' | '#')).collect();
    if kept.is_empty() { title.to_lowercase() } else { kept.join(" ") + &signs }
}
