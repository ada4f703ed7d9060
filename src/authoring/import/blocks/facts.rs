//! Reads labelled statements, and single texts.

use super::super::draft::Draft;
use super::super::matching;
use super::super::tidied::tidy;
use super::super::words::{LabelledText, read_known, read_named};
use super::{not_applicable, reason, reason_first};
use crate::authoring::literal;
use crate::markdown::labels::{code_span, labelled, normal};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::reading::quote_key;
use crate::template::{Dimension, FactField};

/// Reads facts that the template names.
pub(super) fn facts(
    from: &str,
    fields: &[FactField],
    content: Vec<Block>,
    draft: &mut Draft<'_>,
) -> Vec<Block> {
    let path: Vec<&str> = from.split('.').collect();
    if let Some(rest) = not_applicable(&path, &content, draft) {
        return rest;
    }
    let all: Vec<&FactField> = fields.iter().collect();
    let (statements, mut rest) = read_known(content, |label| field(label, &all).is_some());
    for statement in statements {
        let unset: Vec<&FactField> = fields.iter().filter(|field| !draft.has(&path, &field.key)).collect();
        match field(&statement.head.label, &unset) {
            // The template's default says the same.
            Some(field) if is_default(field, &statement) => {}
            Some(field) if set(&path, &field.key, field.quantity, &statement, draft) => {}
            _ => rest.push(statement.whole),
        }
    }
    rest
}

/// Reads facts that the author names.
pub(super) fn entries(from: &str, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    let path: Vec<&str> = from.split('.').collect();
    if let Some(rest) = not_applicable(&path, &content, draft) {
        return rest;
    }
    let (statements, mut rest) = read_named(content);
    for statement in statements {
        let name = plain_words(&statement.head.label).into_owned();
        let says_something = draft.says(&statement.head.rest) || !statement.below.is_empty();
        let named = statement.head.bold && draft.says(&statement.head.label) && !draft.has(&path, &name);
        if !says_something || !named || !set(&path, &name, None, &statement, draft) {
            rest.push(statement.whole);
        }
    }
    rest
}

/// Reads a single text.
pub(super) fn prose(from: &str, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    let Some((table, key)) = from.rsplit_once('.') else { return content };
    let path: Vec<&str> = table.split('.').collect();
    if let Some((reason, rest)) = reason_first(&content, draft) {
        draft.set(&path, key, reason_literal(&reason));
        return rest;
    }
    let said: Vec<&str> =
        content.iter().map(|block| block.source.as_str()).filter(|source| draft.says(source)).collect();
    draft.set_text(&path, key, &said.join("\n\n"));
    Vec::new()
}

/// Whether a statement is the template's default.
fn is_default(field: &FactField, statement: &LabelledText) -> bool {
    let said = &statement.head.rest;
    statement.below.is_empty() && field.default.as_ref().is_some_and(|own| normal(own) == normal(said))
}

/// The field that a label names, in the same or in similar words.
fn field<'f>(label: &str, fields: &[&'f FactField]) -> Option<&'f FactField> {
    let wanted = normal(label);
    let exact = fields.iter().find(|field| normal(&field.label) == wanted || normal(&field.key) == wanted);
    let scored = fields.iter().map(|field| (field, matching::score(label, &field.label, &field.key)));
    let like = scored.filter(|(_, score)| *score >= 0.75).max_by(|(_, a), (_, b)| a.total_cmp(b));
    exact.or(like.map(|(field, _)| field)).copied()
}

/// Sets a fact. Returns `false` if the statement cannot be one.
fn set(
    path: &[&str],
    key: &str,
    quantity: Option<Dimension>,
    statement: &LabelledText,
    draft: &mut Draft<'_>,
) -> bool {
    let said = &statement.head.rest;
    let mut below: Vec<&Block> = statement.below.iter().collect();
    if (path, key) == (&["security"], "pii-handling") {
        below.retain(|block| !lists_columns(block, draft));
    }
    if below.is_empty() && !draft.says(said) {
        return true;
    }
    if let Some(reason) = reason(said, draft).filter(|_| below.is_empty()) {
        draft.set(path, key, reason_literal(&reason));
        return true;
    }
    let listed = match below.as_slice() {
        [Block { kind: MarkdownKind::List(items), .. }] if said.is_empty() => {
            named(items).or_else(|| list(items))
        }
        _ => None,
    };
    if let Some(literal) = listed {
        draft.set(path, key, literal);
        return true;
    }
    let count =
        quantity == Some(Dimension::Count) && said.chars().all(|c| c.is_ascii_digit()) && said.len() < 18;
    if count && below.is_empty() && (said == "0" || !said.starts_with('0')) {
        draft.set(path, key, said.clone());
        return true;
    }
    let sources = std::iter::once(said.as_str()).chain(below.iter().map(|block| block.source.as_str()));
    let text: Vec<&str> = sources.filter(|source| draft.says(source)).collect();
    draft.set_text(path, key, &text.join("\n\n"));
    true
}

fn reason_literal(reason: &str) -> String {
    format!("{{ not-applicable = {} }}", literal::string(&tidy(reason)))
}

/// A table of named entries, if all items are `**name**: text`.
fn named(items: &[ListItem]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let mut entries = Vec::new();
    for item in items {
        let labelled = labelled(item.text()).filter(|labelled| labelled.bold && !labelled.rest.is_empty())?;
        let name = plain_words(&labelled.label).into_owned();
        let special = ["not-applicable", "file"].contains(&name.as_str());
        if !item.rest().is_empty() || names.contains(&name) || special {
            return None;
        }
        entries.push(format!("{} = {}", quote_key(&name), literal::string(&tidy(&labelled.rest))));
        names.push(name);
    }
    Some(format!("{{ {} }}", entries.join(", ")))
}

/// An array, if all items are single paragraphs.
fn list(items: &[ListItem]) -> Option<String> {
    let texts: Option<Vec<String>> =
        items.iter().map(|item| item.rest().is_empty().then(|| tidy(item.text()))).collect();
    let texts = texts?;
    texts.iter().all(|text| !text.is_empty()).then(|| literal::list(texts.iter().map(String::as_str)))
}

/// Whether a list contains columns with personal data, which are printed below PII handling. The
/// tables already have this information.
fn lists_columns(block: &Block, draft: &Draft<'_>) -> bool {
    let MarkdownKind::List(items) = &block.kind else { return false };
    items.iter().all(|item| {
        let name = code_span(item.text()).map(|(name, _)| name).unwrap_or_default();
        let Some((table, column)) = name.split_once('.') else { return false };
        let columns = draft.get(&["tables", table], "columns").unwrap_or_default();
        columns.contains(&format!("name = {}", literal::string(column)))
    })
}
