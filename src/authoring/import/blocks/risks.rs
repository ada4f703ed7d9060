//! Reads risks: an item each, with its rating and what is done about it below.

use super::super::draft::{Draft, Pending};
use super::super::words::{LabelledText, read_statements};
use super::lists::of_entity;
use super::not_applicable;
use crate::authoring::literal;
use crate::design::{Rating, RiskStatus, is_id};
use crate::markdown::labels::{after_separator, code_span, normal};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::template::Words;

/// The keys of a risk but its text.
const KEYS: [&str; 6] = ["likelihood", "impact", "status", "mitigation", "owner", "concerns"];

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["risks"], &content, draft) {
        return rest;
    }
    let mut rest = Vec::new();
    for block in content {
        match &block.kind {
            MarkdownKind::List(items) => {
                for item in items {
                    rest.extend(risk(item, words, draft));
                }
            }
            _ => rest.push(block),
        }
    }
    rest
}

/// Reads one risk. Returns what fits no key.
fn risk(item: &ListItem, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let (id, said) = match code_span(item.text()).filter(|(id, _)| is_id(id)) {
        Some((id, after)) => (Some(id), after_separator(&after)),
        None => (None, item.text().to_owned()),
    };
    // What is rated below belongs to the risk; any other list is a part of its text.
    let mut texts = vec![said];
    let mut parts: Vec<LabelledText> = Vec::new();
    for block in item.rest() {
        let (known, others) = read_statements(vec![block.clone()]);
        if others.is_empty() && !known.is_empty() && known.iter().all(|part| key_of(part, words).is_some()) {
            parts.extend(known);
        } else {
            texts.push(block.source.clone());
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| draft.says(text)).collect();
    if texts.is_empty() {
        return Vec::new();
    }
    let next = format!("K{}", draft.count("risks") + 1);
    let id = id.filter(|id| !draft.has_table(&["risks", id]));
    let id = id.unwrap_or_else(|| draft.id(&["risks"], &next, "k"));
    let path = ["risks", id.as_str()];
    draft.set_text(&path, "text", &texts.join("\n\n"));
    let mut left = Vec::new();
    for part in parts {
        let Some(key) = key_of(&part, words).filter(|key| !draft.has(&path, key)) else {
            left.push(part.whole);
            continue;
        };
        if !set(&path, key, &part, words, draft) {
            left.push(part.whole);
        }
    }
    of_entity(&id, &left, draft)
}

fn key_of(part: &LabelledText, words: &Words) -> Option<&'static str> {
    let label = normal(&part.head.label);
    KEYS.into_iter().find(|key| normal(words.label(key)) == label || *key == label)
}

/// Sets a key of a risk. Returns `false` if the statement cannot be its value.
fn set(path: &[&str], key: &str, part: &LabelledText, words: &Words, draft: &mut Draft<'_>) -> bool {
    let said = &part.head.rest;
    let word = |known: &'static [&'static str]| {
        known.iter().find(|word| normal(words.label(word)) == normal(said) || **word == normal(said))
    };
    let known = match key {
        "likelihood" | "impact" => Rating::WORDS,
        "status" => RiskStatus::WORDS,
        "concerns" => {
            let table = path.iter().map(|part| (*part).to_owned()).collect();
            draft.pending.push(Pending::Concerned { table, names: said.clone() });
            return part.below.is_empty();
        }
        _ => {
            let below = part.below.iter().map(|block| block.source.as_str());
            let text: Vec<&str> = std::iter::once(said.as_str()).chain(below).collect();
            draft.set_text(path, key, text.join("\n\n").trim());
            return true;
        }
    };
    let Some(word) = word(known).filter(|_| part.below.is_empty()) else { return false };
    draft.set(path, key, literal::string(word));
    true
}
