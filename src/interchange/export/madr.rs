//! Decisions as records in the form of MADR 4, a file each.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Exported, ExportedFile, said};
use crate::design::{Decision, DecisionOption, DecisionStatus, Design, Entity, Text, Texts, as_id};
use crate::markdown::plain_words;

/// A record for each decision, numbered by its id (`ADR-7`) or by its place.
pub fn write(design: &Design) -> Exported {
    let numbers = numbers(design);
    let files = design.decisions.iter().map(|decision| {
        let number = numbers.get(decision.id.value.as_str()).copied().unwrap_or_default();
        let title = as_id(&decision.title);
        let name =
            if title.is_empty() { format!("{number:04}.md") } else { format!("{number:04}-{title}.md") };
        ExportedFile { name, text: record(decision, &numbers) }
    });
    Exported { files: files.collect(), notes: Vec::new() }
}

/// The number of each decision. An id such as `ADR-7` has one; the others get those that are left, in order.
fn numbers(design: &Design) -> HashMap<&str, usize> {
    let own = |id: &str| {
        let digits =
            id.get(..4).filter(|word| word.eq_ignore_ascii_case("adr-")).and_then(|_| id.get(4..))?;
        digits.parse().ok().filter(|number| *number < 10_000)
    };
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for id in design.decisions.ids() {
        if let Some(number) = own(id).filter(|number| !numbers.values().any(|known| known == number)) {
            numbers.insert(id, number);
        }
    }
    let mut next = 1;
    for id in design.decisions.ids() {
        if !numbers.contains_key(id) {
            while numbers.values().any(|known| *known == next) {
                next += 1;
            }
            numbers.insert(id, next);
        }
    }
    numbers
}

fn record(decision: &Entity<Decision>, numbers: &HashMap<&str, usize>) -> String {
    let mut out = head(decision, numbers);
    section("## Context and Problem Statement", said(decision.context.as_ref()), &mut out);
    list("## Decision Drivers", &decision.drivers, "", &mut out);
    if !decision.options.is_empty() {
        let titles = decision.options.iter().map(|option| format!("* {}\n", line(title(option))));
        out.push_str(&format!("\n## Considered Options\n\n{}", titles.collect::<String>()));
    }
    outcome(decision, &mut out);
    let with_arguments = |option: &&Entity<DecisionOption>| {
        said(option.summary.as_ref()).is_some()
            || !option.pros.items.is_empty()
            || !option.cons.items.is_empty()
    };
    let explained: Vec<_> = decision.options.iter().filter(with_arguments).collect();
    if !explained.is_empty() {
        out.push_str("\n## Pros and Cons of the Options\n");
    }
    for option in explained {
        section(
            &format!("### {}", line(title(option))),
            Some(said(option.summary.as_ref()).unwrap_or("")),
            &mut out,
        );
        arguments(&[("Good", &option.pros), ("Bad", &option.cons)], &mut out);
    }
    out
}

/// The front matter and the title.
fn head(decision: &Entity<Decision>, numbers: &HashMap<&str, usize>) -> String {
    let mut out = String::from("---\n");
    let successor = decision.superseded_by.as_ref().and_then(|by| numbers.get(&**by));
    let status = match (decision.status(), successor) {
        (DecisionStatus::Superseded, Some(number)) => format!("superseded by ADR-{number:04}"),
        (status, _) => status.word().to_owned(),
    };
    // Writing to a string cannot fail.
    _ = writeln!(out, "status: {status}");
    if let Some(date) = &decision.date {
        _ = writeln!(out, "date: {}", date.value);
    }
    let makers: Vec<_> = decision.decision_makers.iter().filter_map(|text| said(Some(text))).collect();
    if !makers.is_empty() {
        let quoted: Vec<String> = makers
            .iter()
            .map(|maker| serde_json::Value::from(plain_words(maker).trim()).to_string())
            .collect();
        _ = writeln!(out, "decision-makers: [{}]", quoted.join(", "));
    }
    let title = if decision.title.is_empty() { &decision.id.value } else { &decision.title.value };
    _ = writeln!(out, "---\n\n# {}", line(title));
    out
}

fn outcome(decision: &Decision, out: &mut String) {
    let chosen = decision.chosen_option().map(|option| format!("Chosen option: \"{}\"", line(title(option))));
    let rationale = said(decision.rationale.as_ref());
    let consequences = decision.consequences.as_ref();
    if chosen.is_none() && rationale.is_none() && consequences.is_none() {
        return;
    }
    section("## Decision Outcome", chosen.as_deref(), out);
    if chosen.is_none() {
        out.push_str("\n## Decision Outcome\n");
    }
    if let Some(rationale) = rationale {
        _ = writeln!(out, "\n{rationale}");
    }
    if let Some(consequences) = consequences {
        out.push_str("\n### Consequences\n");
        arguments(&[("Good", &consequences.good), ("Bad", &consequences.bad)], out);
    }
}

/// A heading and the text below it, if there is one.
fn section(heading: &str, text: Option<&str>, out: &mut String) {
    match text {
        Some("") => _ = writeln!(out, "\n{heading}"),
        Some(text) => _ = writeln!(out, "\n{heading}\n\n{text}"),
        None => {}
    }
}

fn list(heading: &str, texts: &Texts, before: &str, out: &mut String) {
    let items: Vec<String> = texts.items.iter().filter_map(|text| item(text, before)).collect();
    if !items.is_empty() {
        _ = write!(out, "\n{heading}\n\n{}", items.concat());
    }
}

/// What speaks for something and against it, as one list.
fn arguments(sides: &[(&str, &Texts)], out: &mut String) {
    let items = sides.iter().flat_map(|(side, texts)| {
        texts.items.iter().filter_map(move |text| item(text, &format!("{side}, because ")))
    });
    let items: String = items.collect();
    if !items.is_empty() {
        _ = write!(out, "\n{items}");
    }
}

/// An item of a list. Further lines belong to it.
fn item(text: &Text, before: &str) -> Option<String> {
    let text = said(Some(text))?;
    let mut lines = text.lines();
    let mut out = format!("* {before}{}\n", lines.next().unwrap_or_default());
    for line in lines {
        out.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") });
    }
    Some(out)
}

fn title(option: &Entity<DecisionOption>) -> &str {
    if option.title.is_empty() { &option.id.value } else { &option.title.value }
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
