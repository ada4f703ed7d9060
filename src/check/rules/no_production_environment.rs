//! SD1001: environments that do not include production.

use crate::answer::placeholder::is_unwritten;
use crate::check::{Node, NodeKind, Subject};
use crate::design::{Fact, FactValue};
use crate::diagnostic::{Finding, Group, Sink, either, listed, rule};
use crate::markdown::prose::words;
use crate::template::FactField;

rule! {
    /// Something is deployed, but none of the environments is the production environment.
    pub(crate) RULE = "SD1001", "no-production-environment", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // What is installed by its users, or built into a machine, has no production environment.
    let graph = subject.graph();
    let is_deployed = |(index, node): (usize, &Node<'_>)| match node.kind {
        NodeKind::Component(kind) => kind.is_deployed() && !graph.is_third_party(index),
        NodeKind::Person | NodeKind::Integration => false,
    };
    if !graph.nodes().iter().enumerate().any(is_deployed) {
        return;
    }
    for (path, field) in subject.fields().filter(|(_, field)| !field.expects.is_empty()) {
        let Some(fact) = subject.fact(&path) else { continue };
        let Some(names) = names(fact) else { continue };
        if names.iter().any(|name| is_unwritten(name, subject.design, subject.template)) {
            continue;
        }
        // Names in other scripts cannot be compared with these words.
        let is_foreign = names.iter().any(|name| name.contains(|c: char| c.is_alphabetic() && !c.is_ascii()));
        if !is_foreign && !mentions_expected(fact, &names, &field.expects) {
            sink.push(finding(&path, fact, &names, field));
        }
    }
}

/// The names of a table's entries, or of a list that contains only names. Prose has none.
fn names(fact: &Fact) -> Option<Vec<&str>> {
    let names: Vec<&str> = match &fact.value {
        FactValue::Entries(entries) => entries.ids().collect(),
        FactValue::List(texts) => texts.items.iter().map(|text| text.value.trim()).collect(),
        FactValue::Text(_) | FactValue::Number(_) | FactValue::Date(_) => return None,
    };
    let is_name = |name: &&str| (1..=2).contains(&words(name).count());
    let only_names = matches!(fact.value, FactValue::Entries(_)) || names.iter().all(is_name);
    (only_names && !names.is_empty()).then_some(names)
}

/// Whether a name, or the text of an entry, has a word that begins with an expected one: `prod-eu`,
/// `Produktion`, `store = "App Store, production"`.
fn mentions_expected(fact: &Fact, names: &[&str], expected: &[String]) -> bool {
    let texts = fact.texts();
    let all = names.iter().copied().chain(texts.iter().map(|text| text.value.as_str()));
    all.flat_map(words).any(|(_, word)| {
        let word = word.to_lowercase();
        expected.iter().any(|expected| word.starts_with(&expected.to_lowercase()))
    })
}

fn finding(path: &str, fact: &Fact, names: &[&str], field: &FactField) -> Finding {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let wanted = field.expects.first().map_or("production", String::as_str);
    let message = format!("“{}” names {}, but not {wanted}", field.label, listed(&names));
    let help = match &fact.value {
        FactValue::Entries(_) => format!("add `{wanted} = \"…\"` to `{path}`"),
        _ => format!("add `\"{wanted}\"` to `{path}`"),
    };
    Finding::new(&RULE, fact.span, message)
        .label(format!("does not mention {}", either(&field.expects)))
        .help(help)
}
