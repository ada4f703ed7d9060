//! Facts: labelled statements and headings that a field of the template takes, and metrics with
//! their targets.

use super::super::super::tidied::tidy;
use super::super::cells::Row;
use super::super::reader::{Place, Reader};
use super::Grid;
use crate::authoring::literal;
use crate::markdown::labels::{normal, statements};
use crate::markdown::named::{called, joined, says};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::markdown::tree::Node;

/// The tables of facts that a topic may state.
fn tables(topic: &str) -> &'static [&'static str] {
    match topic {
        "security" => &["security"],
        "performance" => &["performance"],
        "error-handling" => &["error-handling", "monitoring"],
        "monitoring" => &["monitoring", "error-handling"],
        "testing" | "testing-unit" => &["testing.unit"],
        "testing-integration" => &["testing.integration"],
        "testing-end-to-end" => &["testing.end-to-end"],
        "deployment" | "operations" | "nodes" => &["deployment", "operations"],
        "complexity" => &["complexity"],
        _ => &[],
    }
}

/// The facts of performance that are targets.
const METRICS: [&str; 3] = ["response-time", "throughput", "concurrent-users"];

/// The facts that a section of its own may state.
const ALONE: [&str; 16] = [
    "authentication",
    "authorization",
    "session-management",
    "encryption-at-rest",
    "encryption-in-transit",
    "input-validation",
    "rate-limiting",
    "caching",
    "logging",
    "alerts",
    "tracing",
    "retry-logic",
    "rollback-plan",
    "backup-recovery",
    "disaster-recovery",
    "ci-cd",
];

/// States a fact. Returns `false` if it is stated already, or if the template has no such field.
fn state(reader: &mut Reader<'_, '_>, fact: &(String, String), text: &str, line: usize) -> bool {
    let (table, key) = fact;
    let path: Vec<&str> = table.split('.').collect();
    if !says(text) || reader.draft.has(&path, key) || !declared(reader, table, key) {
        return false;
    }
    // A hint of the template answers nothing.
    if !reader.draft.says(text) {
        return true;
    }
    reader.draft.add(&path, key, &tidy(text), false);
    reader.guess(line, format!("`{table}.{key}` is stated by its label"));
    true
}

fn declared(reader: &Reader<'_, '_>, table: &str, key: &str) -> bool {
    reader.draft.template.blocks().any(|(_, block)| match &block.kind {
        crate::template::BlockKind::Facts { from, fields } => {
            from == table && fields.iter().any(|field| field.key == key)
        }
        _ => false,
    })
}

pub(super) fn list(reader: &mut Reader<'_, '_>, items: &[&ListItem], place: &Place) -> Vec<bool> {
    let tables = tables(&place.topic);
    let mut taken = Vec::new();
    for item in items {
        let called = called(item.text()).filter(|_| !tables.is_empty() && !place.inside);
        let fact = called.as_ref().and_then(|called| reader.words.fact_named(&called.name, tables));
        let done = match (called, fact) {
            // A metric's name is said with its target.
            (Some(called), Some((table, key)))
                if table == "performance" && METRICS.contains(&key.as_str()) && item.rest().is_empty() =>
            {
                reader.guess(item.line(), format!("`{table}.{key}` is stated by its label"));
                target(reader, &called.name, &tidy(&called.text), Vec::new())
            }
            (Some(called), Some(fact)) => {
                let text = joined(&called.text, &item.below());
                state(reader, &fact, &text, item.line())
            }
            (Some(called), None) if is_environments(reader, &called.name, place) => {
                super::terms::environments(reader, &called.text, item)
            }
            (Some(called), None) if place.topic == "performance" && item.rest().is_empty() => {
                target(reader, &called.name, &called.text, Vec::new())
            }
            _ => false,
        };
        taken.push(done);
    }
    taken
}

fn is_environments(reader: &Reader<'_, '_>, label: &str, place: &Place) -> bool {
    let named = reader.words.heading(label);
    matches!(place.topic.as_str(), "deployment" | "operations" | "nodes")
        && named.is_some_and(|named| named.topic == "environments" && named.whole)
}

/// `**Label**: text`, on one or more lines.
pub(super) fn paragraph(reader: &mut Reader<'_, '_>, block: &Block, place: &Place) -> Vec<Block> {
    let tables = tables(&place.topic);
    let said = statements(&block.source);
    if tables.is_empty() || place.inside || said.is_empty() {
        return vec![block.clone()];
    }
    let facts: Vec<_> = said.iter().map(|label| reader.words.fact_named(&label.label, tables)).collect();
    let free = facts.iter().flatten().all(|(table, key)| {
        let path: Vec<&str> = table.split('.').collect();
        !reader.draft.has(&path, key) && declared(reader, table, key)
    });
    if facts.iter().any(Option::is_none) || !free || said.iter().any(|label| !says(&label.rest)) {
        return vec![block.clone()];
    }
    let mut left = Vec::new();
    for (label, fact) in said.into_iter().zip(facts.into_iter().flatten()) {
        if !state(reader, &fact, &label.rest, block.line) {
            let source = format!("**{}**: {}", label.label, label.rest);
            left.push(Block { line: block.line, ..Block::paragraph(source) });
        }
    }
    left
}

/// A heading that is the label of a fact, with its text.
pub(super) fn heading(reader: &mut Reader<'_, '_>, node: &Node, words: &str, parent: &Place) -> bool {
    let here = tables(&parent.topic);
    let all = ["security", "performance", "error-handling", "monitoring", "deployment", "operations"];
    let fact = if here.is_empty() {
        let open = matches!(parent.topic.as_str(), "" | "prose-below" | "architecture");
        reader.words.fact_named(words, &all).filter(|(_, key)| open && ALONE.contains(&key.as_str()))
    } else {
        reader.words.fact_named(words, here)
    };
    let plain = node.blocks.iter().all(|block| {
        matches!(block.kind, MarkdownKind::Paragraph | MarkdownKind::List(_) | MarkdownKind::Other)
    });
    let Some(fact) = fact.filter(|_| plain && node.is_leaf() && !node.blocks.is_empty()) else {
        return false;
    };
    let text = node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
    state(reader, &fact, &text, node.heading.line)
}

/// Metrics with targets; labels of facts with their statements.
pub(super) fn table(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    let heads = table.heads;
    let column = |key: &str| reader.words.column(heads, key);
    let is_metric = heads.first().is_some_and(|head| reader.words.means(head, "metric"))
        && column("target").is_some_and(|at| at > 0);
    if place.inside || place.topic == "prose" || !(is_metric || place.topic == "performance") {
        return labels(reader, table, place);
    }
    table.each(|_, cells| {
        let mut row = Row::new(heads, cells);
        let name = plain_words(&row.first()).trim().to_owned();
        let value = row.take(reader.words, "target");
        let value = if says(&value) { value } else { row.first() };
        target(reader, &name, &value, row.rest())
    })
}

fn labels(reader: &mut Reader<'_, '_>, table: &Grid<'_>, place: &Place) -> Option<Vec<usize>> {
    let tables = tables(&place.topic);
    if tables.is_empty() || table.heads.len() != 2 || place.inside {
        return None;
    }
    table.each(|at, cells| {
        let [label, text] = cells else { return false };
        let fact = reader.words.fact_named(&plain_words(label), tables);
        fact.is_some_and(|fact| state(reader, &fact, text, table.line(at)))
    })
}

/// Collects a target. Returns `false` if no key takes it.
fn target(reader: &mut Reader<'_, '_>, name: &str, value: &str, more: Vec<String>) -> bool {
    let words = normal(name);
    let has = |known: &[&str]| known.iter().any(|word| words.split(' ').any(|own| own == *word));
    let quantity = value.contains(|c: char| c.is_ascii_digit());
    let lower = value.to_lowercase();
    let is_time = [" ms", " s", "ms", "sec", " min"].iter().any(|unit| {
        lower.match_indices(unit).any(|(at, _)| {
            let end = lower.get(at + unit.len()..).and_then(|rest| rest.chars().next());
            let start = lower.get(..at).and_then(|rest| rest.chars().last());
            start.is_some_and(|c| c.is_ascii_digit())
                && end.is_none_or(|c| !c.is_alphabetic() || unit.trim().len() > 2)
        })
    });
    let fact = reader.words.fact_named(name, &["performance"]).map(|(_, key)| key);
    let is_rate = lower.contains("per second")
        || lower.contains("/s")
        || lower.contains("per minute")
        || lower.contains(" rps")
        || lower.contains("/min");
    let key = match fact.as_deref() {
        Some("response-time") => "response-time",
        Some("throughput") => "throughput",
        Some("concurrent-users") => "concurrent-users",
        None if !quantity => return false,
        None if has(&["latency", "time", "response", "delay", "duration", "antwortzeit", "latenz"])
            && is_time =>
        {
            "response-time"
        }
        None if has(&["throughput", "rate", "load", "durchsatz"]) && is_rate => "throughput",
        None if has(&["users", "sessions", "connections"])
            && has(&["concurrent", "simultaneous", "parallel", "active"]) =>
        {
            "concurrent-users"
        }
        None if super::known(reader, "performance.budgets") => "budgets",
        _ => return false,
    };
    reader
        .state
        .targets
        .entry(key)
        .or_default()
        .push((name.to_owned(), std::iter::once(value.to_owned()).chain(more).collect()));
    true
}

/// Writes the targets: one as a text, several with their names.
pub(super) fn finish(reader: &mut Reader<'_, '_>) {
    for (key, targets) in std::mem::take(&mut reader.state.targets) {
        if let ([(name, value)], true) = (targets.as_slice(), key != "budgets") {
            let field = reader.draft.template.field(&format!("performance.{key}"));
            let own = field.is_some_and(|field| normal(&field.label) == normal(name));
            let mut value = value.clone();
            if let Some(text) = value.first_mut().filter(|_| !own) {
                *text = format!("{text} ({name})");
            }
            if !reader.draft.has(&["performance"], key) {
                reader.draft.set(&["performance"], key, literal::texts(&value));
                continue;
            }
        }
        let mut path = vec!["performance", key];
        if reader.draft.has(&["performance"], key) {
            // Stated before: the others go beside it.
            for (name, value) in targets {
                let text = format!("{name}: {}", value.join("; "));
                reader.draft.add(&["performance"], key, &text, true);
            }
            continue;
        }
        path.truncate(2);
        for (name, value) in targets {
            reader.draft.set(&path, &name, literal::texts(&value));
        }
    }
}
