//! SD1001: environments among which the one that counts is not named.

use crate::answer::placeholder::is_unwritten;
use crate::check::Subject;
use crate::design::{Fact, FactValue};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::markdown::prose::words;
use crate::template::FactField;

rule! {
    /// None of the environments is the production environment.
    pub(crate) RULE = "SD1001", "no-production-environment", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (path, field) in subject.fields().filter(|(_, field)| !field.expects.is_empty()) {
        let Some(fact) = subject.fact(&path) else { continue };
        let Some(names) = names(fact) else { continue };
        if names.iter().any(|name| is_unwritten(name, subject.design, subject.template)) {
            continue;
        }
        // What is written in other letters cannot be held against these words.
        let is_foreign = names.iter().any(|name| name.contains(|c: char| c.is_alphabetic() && !c.is_ascii()));
        if !is_foreign && !says(fact, &names, &field.expects) {
            sink.push(finding(&path, fact, &names, field));
        }
    }
}

/// The names of a table's entries, or of a list that holds nothing but names. Prose has none.
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

/// A name that begins with the word holds it: `prod-eu`, `Produktion`. So does what an entry
/// says of itself: `store = "App Store, production"`.
fn says(fact: &Fact, names: &[&str], expected: &[String]) -> bool {
    let texts = fact.texts();
    let said = names.iter().copied().chain(texts.iter().map(|text| text.value.as_str()));
    said.flat_map(words).any(|(_, word)| {
        let word = word.to_lowercase();
        expected.iter().any(|expected| word.starts_with(&expected.to_lowercase()))
    })
}

fn finding(path: &str, fact: &Fact, names: &[&str], field: &FactField) -> Finding {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let wanted = field.expects.first().map_or("production", String::as_str);
    let message = format!("“{}” names {}, but no {wanted}", field.label, names.join(", "));
    let help = match &fact.value {
        FactValue::Entries(_) => format!("add `{wanted} = \"…\"` to `{path}`"),
        _ => format!("add `\"{wanted}\"` to `{path}`"),
    };
    Finding::new(&RULE, fact.span, message)
        .label(format!("holds none of {}", field.expects.join(", ")))
        .help(help)
}
