//! Reads decisions: a heading for each, with labelled statements below it.

use super::super::draft::{Draft, Pending, worth_keeping};
use super::super::head::date;
use super::super::tidied::tidy;
use super::super::words::{LabelledText, list_of_texts, read_known, read_statements};
use super::lists::{of_entity, of_last};
use super::named::{NamedGroup, groups};
use super::not_applicable;
use crate::authoring::literal;
use crate::design::{DecisionStatus, is_id};
use crate::markdown::labels::{code_span, labelled, normal, statements};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["decisions"], &content, draft) {
        return rest;
    }
    let keys = ["status", "date", "context", "drivers", "options", "chosen", "rationale", "consequences"];
    let labels: Vec<&str> = keys.into_iter().map(|key| words.label(key)).collect();
    let (groups, mut rest) = groups(content, &labels);
    let last = groups.len().saturating_sub(1);
    for (at, group) in groups.into_iter().enumerate() {
        rest.extend(decision(group, at == last, words, draft));
    }
    rest
}

fn decision(group: NamedGroup, last: bool, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let as_written = group.written(last);
    let (written, title) = title_of(&group.name, words);
    let blank = !draft.says(&title) || title.is_empty();
    if blank && !group.blocks.iter().any(|block| worth_keeping(block, &draft.hints)) {
        return Vec::new();
    }
    let line = group.blocks.iter().position(|block| {
        matches!(block.kind, MarkdownKind::Paragraph)
            && code_span(&block.source).is_some_and(|(id, _)| is_id(&id))
    });
    let said = line.and_then(|at| group.blocks.get(at)).and_then(|block| code_span(&block.source));
    let next = format!("ADR-{}", draft.count("decisions") + 1);
    let id = said.as_ref().map(|(id, _)| id.clone()).or(written).unwrap_or(next);
    let id = if draft.has_table(&["decisions", &id]) { draft.id(&["decisions"], &id, "adr") } else { id };
    let path = ["decisions", id.as_str()];
    draft.set(&path, "title", literal::string(if title.is_empty() { &id } else { &title }));

    let mut left = Vec::new();
    let mut blocks = group.blocks;
    if let (Some(at), Some((_, after))) = (line, said) {
        let block = blocks.remove(at);
        let after = after.trim().trim_start_matches('·').trim();
        let marks = statements(after);
        if marks.is_empty() && !after.is_empty() {
            left.push(block);
        }
        for mark in marks {
            let whole = Block::paragraph(format!("**{}**: {}", mark.label, mark.rest));
            let statement = LabelledText { head: mark, below: Vec::new(), whole };
            left.extend(field(&path, statement, words, draft));
        }
    }
    let known = |label: &str| {
        let label = normal(label);
        words.labels.iter().any(|(key, own)| normal(own) == label || normal(key) == label)
    };
    let (statements, others) = read_known(blocks, known);
    let mut chosen = None;
    for statement in statements {
        let label = normal(&statement.head.label);
        let is = |key: &str| normal(words.label(key)) == label;
        if is("chosen") || ["decision", "chosen", "choice"].contains(&label.as_str()) {
            if draft.says(&statement.head.rest) && chosen.is_none() {
                chosen = Some(statement);
            } else {
                left.push(statement.whole);
            }
        } else if is("options") || label == "options" || label == "alternatives" {
            left.extend(options(&id, &statement, words, draft));
        } else if is("consequences") {
            left.extend(consequences(&path, statement, words, draft));
        } else {
            left.extend(field(&path, statement, words, draft));
        }
    }
    if let Some(chosen) = chosen {
        choose(&id, &chosen, draft);
    }
    left.extend(others);
    of_last(if title.is_empty() { &id } else { &title }, left, &as_written, draft)
}

/// The title in a heading such as `Decision 1: Keep links in PostgreSQL`, and the id in front of it
/// (`ADR-7: …`).
fn title_of(heading: &str, words: &Words) -> (Option<String>, String) {
    let mut title = heading.trim();
    let label = words.label("decision");
    if let Some(after) = title
        .get(..label.len())
        .filter(|start| start.eq_ignore_ascii_case(label))
        .and_then(|_| title.get(label.len()..))
    {
        let after = after.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        title = after.trim_start().trim_start_matches([':', '–', '—', '-']).trim();
    }
    let numbered =
        |word: &str| is_id(word) && word.contains(|c: char| c.is_ascii_digit()) && word.contains('-');
    match title.split_once(':') {
        Some((id, rest)) if numbered(id.trim()) => (Some(id.trim().to_owned()), rest.trim().to_owned()),
        _ => (None, title.to_owned()),
    }
}

/// Reads a statement that is a key of a decision. Returns any other block.
fn field(path: &[&str; 2], statement: LabelledText, words: &Words, draft: &mut Draft<'_>) -> Option<Block> {
    let label = normal(&statement.head.label);
    let keys = [
        "status",
        "date",
        "decision-makers",
        "addresses",
        "superseded-by",
        "context",
        "drivers",
        "rationale",
        "not-in-source",
    ];
    let key = keys.into_iter().find(|key| normal(words.label(key)) == label || normal(key) == label);
    let Some(key) = key.filter(|key| !draft.has(path, key)) else { return Some(statement.whole) };
    let rest = statement.head.rest.as_str();
    let table = || path.iter().map(|part| (*part).to_owned()).collect::<Vec<String>>();
    match key {
        "status" => {
            let said = DecisionStatus::WORDS.iter().find(|word| normal(words.label(word)) == normal(rest));
            let Some(word) = said else { return draft.says(rest).then_some(statement.whole) };
            draft.set(path, key, literal::string(word));
        }
        "date" => match date(rest) {
            Some(date) => draft.set(path, key, date),
            None => return draft.says(rest).then_some(statement.whole),
        },
        "decision-makers" => {
            draft.set(path, key, literal::list(rest.split(',').map(str::trim)));
        }
        "addresses" => {
            draft.pending.push(Pending::Requirements { table: table(), key, ids: rest.to_owned() });
        }
        "superseded-by" => draft.set_plain(path, key, rest),
        "drivers" => match list_of_texts(&statement) {
            Some(literal) => draft.set(path, key, literal),
            None => return Some(statement.whole),
        },
        _ => {
            let below = statement.below.iter().map(|block| block.source.as_str());
            let text: Vec<&str> = std::iter::once(rest).chain(below).collect();
            draft.set_text(path, key, text.join("\n\n").trim());
        }
    }
    None
}

/// Reads the options, numbered or not.
fn options(decision: &str, statement: &LabelledText, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let path = ["decisions", decision];
    if let Some(reason) = super::reason(&statement.head.rest, draft) {
        draft.set(&path, "options", format!("{{ not-applicable = {} }}", literal::string(&tidy(&reason))));
        return Vec::new();
    }
    let mut left = Vec::new();
    if draft.says(&statement.head.rest) {
        left.push(Block::paragraph(format!("**{}**: {}", statement.head.label, statement.head.rest)));
    }
    for block in &statement.below {
        let items = block.items();
        if items.is_empty() {
            left.push(block.clone());
        }
        for item in items {
            left.extend(option(decision, item, words, draft));
        }
    }
    left
}

fn option(decision: &str, item: &ListItem, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let bold = labelled(item.text()).is_some_and(|head| head.bold && !draft.hints.is_hint(&head.label));
    if !bold && !item.blocks.iter().any(|block| worth_keeping(block, &draft.hints)) {
        return Vec::new();
    }
    let (title, summary) = match labelled(item.text()) {
        Some(head) => (plain_words(&head.label).into_owned(), head.rest),
        None => (plain_words(item.text()).into_owned(), String::new()),
    };
    let root = ["decisions", decision, "options"];
    let id = draft.id(&root, &title, "option");
    let path = ["decisions", decision, "options", id.as_str()];
    draft.set(&path, "title", literal::string(&title));
    draft.set_text(&path, "summary", &summary);
    let (parts, mut left) = read_statements(item.rest().to_vec());
    for part in parts {
        let label = normal(&part.head.label);
        let key = ["pros", "cons"].into_iter().find(|key| normal(words.label(key)) == label || *key == label);
        match (key, list_of_texts(&part)) {
            (Some(key), Some(literal)) if !draft.has(&path, key) => draft.set(&path, key, literal),
            _ => left.push(part.whole),
        }
    }
    of_entity(&title, &left, draft)
}

fn consequences(
    path: &[&str; 2],
    statement: LabelledText,
    words: &Words,
    draft: &mut Draft<'_>,
) -> Vec<Block> {
    let [root, id] = *path;
    let path = [root, id, "consequences"];
    let (parts, mut left) = read_statements(statement.below);
    if draft.says(&statement.head.rest) {
        left.push(Block::paragraph(format!("**{}**: {}", statement.head.label, statement.head.rest)));
    }
    for part in parts {
        let label = normal(&part.head.label);
        let others = [("good", "positive"), ("bad", "negative")];
        let key =
            others.into_iter().find(|(key, other)| normal(words.label(key)) == label || *other == label);
        match (key, list_of_texts(&part)) {
            (Some((key, _)), Some(literal)) if !draft.has(&path, key) => draft.set(&path, key, literal),
            _ => left.push(part.whole),
        }
    }
    left
}

/// Finds the chosen option. Text besides the option's title is added before the rationale.
fn choose(decision: &str, statement: &LabelledText, draft: &mut Draft<'_>) {
    let root = ["decisions", decision];
    let below = statement.below.iter().map(|block| block.source.as_str());
    let text = std::iter::once(statement.head.rest.as_str()).chain(below).collect::<Vec<_>>().join("\n\n");
    let said = normal(&text);
    let options: Vec<(String, String)> = draft
        .options(decision)
        .into_iter()
        .map(|(id, title)| (id, normal(&title)))
        .filter(|(_, title)| !title.is_empty() && format!(" {said} ").contains(&format!(" {title} ")))
        .collect();
    let found = options.into_iter().max_by_key(|(_, title)| title.len());
    let (id, whole) = if let Some((id, title)) = found {
        (id, title == said)
    } else {
        let title = plain_words(&statement.head.rest).into_owned();
        let id = draft.id(&["decisions", decision, "options"], &title, "chosen");
        draft.set(&["decisions", decision, "options", &id], "title", literal::string(&title));
        draft.guesses.push(format!("“{title}” is an option, since it was chosen"));
        (id, statement.below.is_empty())
    };
    draft.set(&root, "chosen", literal::string(&id));
    if !whole {
        let before = draft.string(&root, "rationale");
        let text = [text.as_str(), before.as_deref().unwrap_or_default()].join("\n\n");
        draft.replace(&root, "rationale", literal::text(&tidy(&text)));
    }
}
