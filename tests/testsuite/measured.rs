//! How much of documents that people write the import finds: the documents of `tests/import/documents`, each
//! with the list of what is in it, which was made by hand before the import read it.
//!
//! Precision, recall, words lost and lines out of order of each are in `measured.txt` beside them. A list has
//! names by kind; ` | ` is between readings that are as good, `may` has what is neither asked for nor wrong,
//! `structure` and `vanish` have words that need not come back.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use mdbook_system_design::authoring::import::Import;
use mdbook_system_design::source::Sources;
use mdbook_system_design::template::Templates;
use serde_json::Value;
use snapbox::assert_data_eq;

use crate::harness::{read, repository};

/// The least that all documents together have to reach.
const PRECISION: f64 = 0.95;
const RECALL: f64 = 0.9;

#[derive(Default)]
struct Score {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
    lost: BTreeSet<String>,
    disorder: usize,
}

#[test]
fn what_people_write_is_found() {
    let folder = repository("tests/import/documents");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(|entry| {
            entry.ok()?.file_name().into_string().ok()?.strip_suffix(".md").map(str::to_owned)
        })
        .collect();
    names.sort();
    assert!(names.len() >= 20, "{names:?}");
    let mut table = format!("{:32}{:>6}{:>6}{:>6}{:>6}\n", "document", "prec", "rec", "lost", "order");
    let mut details = String::new();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for name in &names {
        let document = read(&format!("tests/import/documents/{name}.md"));
        let list = read(&format!("tests/import/documents/{name}.expected.json"));
        let list: Value = serde_json::from_str(&list).expect("JSON");
        let score = measure(&document, &list);
        let (precision, recall) = rates(score.right, score.wrong.len(), score.missed.len());
        _ = writeln!(table, "{name:32}{precision:6.2}{recall:6.2}{:6}{:6}", score.lost.len(), score.disorder);
        let said = [("wrong", &score.wrong), ("missed", &score.missed)];
        for (what, texts) in said {
            for text in texts {
                _ = writeln!(details, "{name}: {what}: {text}");
            }
        }
        if !score.lost.is_empty() {
            _ = writeln!(details, "{name}: lost: {:?}", score.lost);
        }
        right += score.right;
        wrong += score.wrong.len();
        missed += score.missed.len();
        assert!(score.lost.is_empty() && score.disorder == 0, "{table}\n{details}");
    }
    let (precision, recall) = rates(right, wrong, missed);
    _ = writeln!(table, "{:32}{precision:6.2}{recall:6.2}", "all");
    assert!(precision >= PRECISION && recall >= RECALL, "{table}\n{details}");
    assert_data_eq!(table, snapbox::file!["../import/documents/measured.txt": Text].raw());
}

/// Shares of what was found and of what there is.
#[expect(clippy::cast_precision_loss, reason = "there are few entities")]
fn rates(right: usize, wrong: usize, missed: usize) -> (f64, f64) {
    let share = |all: usize| if all == 0 { 1.0 } else { right as f64 / all as f64 };
    (share(right + wrong), share(right + missed))
}

fn measure(document: &str, list: &Value) -> Score {
    let templates = Templates::embedded(&mut Sources::new());
    let template = templates.find("architecture@1").ok().flatten().expect("a template");
    let import = Import { template, templates: &templates, title: "Untitled", schema: None, synonyms: None };
    let design: toml::Table = import.read(document).text.parse().expect("TOML");
    let mut score = Score::default();
    let found = entities(&design);
    for (kind, names) in &found {
        compare(kind, names, list, &mut score);
    }
    facts(&design, list, &mut score);
    decisions(&design, list, &mut score);
    score.lost = lost(document, &design, list);
    score.disorder = disorder(document, &design);
    score
}

/// What is in a design, by kind.
fn entities(design: &toml::Table) -> BTreeMap<&'static str, Vec<String>> {
    let table = |key: &str| design.get(key).and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let named = |key: &str, name: &str| -> Vec<String> {
        let each = table(key).into_iter().filter_map(|(id, entity)| {
            Some(entity.as_table()?.get(name).and_then(toml::Value::as_str).map_or(id, str::to_owned))
        });
        each.collect()
    };
    let mut names: HashMap<String, String> = HashMap::new();
    let mut pairs = Vec::new();
    let mut parts = Vec::new();
    for key in ["people", "integrations", "components"] {
        for (id, entity) in table(key) {
            names.insert(id.clone(), entity["name"].as_str().unwrap_or(&id).to_owned());
        }
    }
    for key in ["people", "integrations", "components"] {
        for (id, entity) in table(key) {
            let to = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
            for (target, _) in entity.get("uses").and_then(toml::Value::as_table).into_iter().flatten() {
                pairs.push(format!("{} -> {}", to(&id), to(target)));
            }
            if let Some(whole) = entity.get("part-of").and_then(toml::Value::as_str) {
                parts.push(format!("{} -> {}", to(&id), to(whole)));
            }
        }
    }
    let environments = design.get("deployment").and_then(|it| it.get("environments"));
    let environments = match environments {
        Some(toml::Value::Table(table)) => table.keys().cloned().collect(),
        Some(toml::Value::Array(items)) => {
            items.iter().filter_map(|item| Some(item.as_str()?.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let requirements = table("requirements").into_iter().map(|(id, entity)| {
        let text = said(entity.get("text"));
        format!("{id}: {text}")
    });
    BTreeMap::from([
        ("people", named("people", "name")),
        ("tests", named("tests", "title")),
        ("integrations", named("integrations", "name")),
        ("components", named("components", "name")),
        ("technologies", table("technologies").keys().cloned().collect()),
        ("glossary", table("glossary").keys().cloned().collect()),
        ("environments", environments),
        ("risks", table("risks").values().map(|risk| said(risk.get("text"))).collect()),
        ("requirements", requirements.collect()),
        ("endpoints", named("api", "endpoint")),
        ("tables", table("tables").keys().cloned().collect()),
        ("nodes", named("nodes", "name")),
        ("uses", pairs),
        ("part-of", parts),
        ("decisions", named("decisions", "title")),
    ])
}

/// Kinds that are counted only where they are listed.
const LISTED: [&str; 3] = ["uses", "part-of", "nodes"];

fn compare(kind: &str, found: &[String], list: &Value, score: &mut Score) {
    let asked: Vec<String> = match list.get(kind) {
        Some(Value::Array(names)) => names.iter().filter_map(title).collect(),
        Some(Value::Object(names)) => names.keys().cloned().collect(),
        _ if LISTED.contains(&kind) => return,
        _ => Vec::new(),
    };
    let either: Vec<&Value> = list.get("either").and_then(Value::as_array).into_iter().flatten().collect();
    let may: Vec<&str> =
        list["may"][kind].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut left: Vec<&String> = found.iter().collect();
    for name in asked {
        let at = left.iter().position(|there| readings(&name).any(|reading| is(kind, there, reading)));
        match at {
            Some(at) => {
                left.remove(at);
                score.right += 1;
            }
            None => score.missed.push(format!("{kind}: {name}")),
        }
    }
    for name in left {
        let allowed = may.iter().any(|may| *may == "*" || readings(may).any(|may| is(kind, name, may)));
        let allowed =
            allowed || either.iter().any(|it| it["name"].as_str().is_some_and(|it| is(kind, name, it)));
        if !allowed {
            score.wrong.push(format!("{kind}: {name}"));
        }
    }
}

fn title(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value["title"].as_str()).map(str::to_owned)
}

fn readings(name: &str) -> impl Iterator<Item = &str> {
    name.split(" | ").map(str::trim)
}

/// Whether an entity is the one that a list names: requirements and risks by their first words.
fn is(kind: &str, there: &str, asked: &str) -> bool {
    match kind {
        "requirements" | "risks" => {
            let (there, asked) = (words(there), words(asked));
            let without_id = || there.iter().position(|word| Some(word) == asked.first());
            there.starts_with(&asked)
                || (kind == "requirements"
                    && without_id().is_some_and(|at| at < 4 && there[at..].starts_with(&asked)))
        }
        _ => words(there) == words(asked),
    }
}

fn facts(design: &toml::Table, list: &Value, score: &mut Score) {
    for (path, phrase) in list.get("facts").and_then(Value::as_object).into_iter().flatten() {
        let value = path
            .split('.')
            .try_fold(&toml::Value::Table(design.clone()), |value, key| value.get(key))
            .cloned();
        let holds =
            value.is_some_and(|value| contains(&said(Some(&value)), phrase.as_str().unwrap_or_default()));
        if holds {
            score.right += 1;
        } else {
            score.missed.push(format!("facts: {path}"));
        }
    }
    for (table, columns) in list.get("tables").and_then(Value::as_object).into_iter().flatten() {
        let there = said(design.get("tables").and_then(|tables| tables.get(table)));
        for (column, kind) in columns.as_object().into_iter().flatten() {
            let whole = format!("{column} {}", kind.as_str().unwrap_or_default());
            if contains(&there, &whole) {
                score.right += 1;
            } else {
                score.missed.push(format!("columns: {table}.{column}"));
            }
        }
    }
}

fn decisions(design: &toml::Table, list: &Value, score: &mut Score) {
    let known = design.get("decisions").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    for asked in list.get("decisions").and_then(Value::as_array).into_iter().flatten() {
        let name = asked["title"].as_str().unwrap_or_default();
        let is_it = |it: &&toml::Value| it["title"].as_str().is_some_and(|title| words(title) == words(name));
        let Some(decision) = known.values().find(is_it) else { continue };
        for (key, phrase) in asked.get("text").and_then(Value::as_object).into_iter().flatten() {
            let phrase = phrase.as_str().unwrap_or_default();
            if readings(key).any(|key| contains(&said(decision.get(key)), phrase)) {
                score.right += 1;
            } else {
                score.missed.push(format!("decisions: {name}: {key}"));
            }
        }
        for key in ["status", "date"] {
            let Some(asked) = asked.get(key).and_then(Value::as_str) else { continue };
            let there = decision.get(key).map_or_else(|| "proposed".to_owned(), |value| said(Some(value)));
            if there == asked {
                score.right += 1;
            } else {
                score.wrong.push(format!("decisions: {name}: {key} {there}"));
            }
        }
    }
}

/// The words of a value, with its keys.
fn said(value: Option<&toml::Value>) -> String {
    match value {
        None => String::new(),
        Some(toml::Value::String(text)) => text.clone(),
        Some(toml::Value::Array(items)) => {
            items.iter().map(|item| said(Some(item))).collect::<Vec<_>>().join("\n")
        }
        Some(toml::Value::Table(table)) => {
            let entries = table.iter().map(|(key, value)| match value {
                // What a column is called and what it is of are beside each other.
                toml::Value::String(text) if ["name", "type"].contains(&key.as_str()) => text.clone(),
                value => format!("{key} {}", said(Some(value))),
            });
            entries.collect::<Vec<_>>().join(" ")
        }
        Some(other) => other.to_string(),
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn contains(text: &str, phrase: &str) -> bool {
    let text = format!(" {} ", words(text).join(" "));
    readings(phrase).any(|phrase| text.contains(&format!(" {} ", words(phrase).join(" "))))
}

/// The words of a document that are not in the design, but for those that a key stands for.
fn lost(document: &str, design: &toml::Table, list: &Value) -> BTreeSet<String> {
    let mut known: HashSet<String> =
        words(&said(Some(&toml::Value::Table(design.clone())))).into_iter().collect();
    for path in ["templates/synonyms.toml", "templates/architecture/1.0.0.toml"] {
        known.extend(words(&read(path)));
    }
    for key in ["structure", "vanish"] {
        let texts = list.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        known.extend(texts.flat_map(words));
    }
    // Words of Mermaid, SQL, HTML and of cells that say yes or no.
    known.extend(words(include_str!("../import/documents/syntax.txt")));
    let written = document.lines().map(|line| {
        let comment = line.split("<!--").next().unwrap_or_default();
        // The id of a heading is for links.
        comment.split("{#").next().unwrap_or_default().trim_start_matches('#').to_owned()
    });
    let written: Vec<String> = written.collect();
    let all = words(&written.join("\n")).into_iter();
    all.filter(|word| !known.contains(word) && !word.chars().all(|c| c.is_ascii_digit())).collect()
}

/// How many lines of the strings of a design are in another order than in the document: words that occur
/// once say where a line was.
fn disorder(document: &str, design: &toml::Table) -> usize {
    let mut places: HashMap<String, Option<usize>> = HashMap::new();
    for (at, line) in document.lines().enumerate() {
        for word in words(line) {
            places.entry(word).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }
    strings(&toml::Value::Table(design.clone()))
        .iter()
        .map(|text| {
            let lines: Vec<usize> =
                words(text).iter().filter_map(|word| places.get(word).copied().flatten()).collect();
            lines.len() - longest_rise(&lines)
        })
        .sum()
}

fn strings(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(items) => items.iter().flat_map(strings).collect(),
        toml::Value::Table(table) => table.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// The length of the longest part that does not go down.
fn longest_rise(numbers: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let at = ends.partition_point(|end| end <= number);
        if at == ends.len() {
            ends.push(*number);
        } else {
            ends[at] = *number;
        }
    }
    ends.len()
}
