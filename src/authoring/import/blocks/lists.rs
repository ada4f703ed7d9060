//! Reads lists of items with a name in bold: requirements, technologies, integrations.

use super::super::draft::{Draft, Pending};
use super::super::tidied::tidy;
use super::super::words::{list_of_texts, read_named, read_statements};
use super::not_applicable;
use crate::authoring::literal;
use crate::design::{Priority, RequirementKind, is_id};
use crate::markdown::labels::{Labelled, after_separator, code_span, labelled, normal, parenthesis};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

/// The category of requirements without one.
const GENERAL: &str = "General";

pub(super) fn requirements(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["requirements"], &content, draft) {
        return rest;
    }
    let mut rest = Vec::new();
    for block in content {
        match block.kind {
            MarkdownKind::List(items) => {
                for item in items {
                    requirement_item(&item, words, draft);
                }
            }
            MarkdownKind::Table(head, rows) => {
                for row in rows {
                    requirement_row(&head, &row, words, draft);
                }
            }
            _ => rest.push(block),
        }
    }
    rest
}

fn requirement_item(item: &ListItem, words: &Words, draft: &mut Draft<'_>) {
    let text = item.text();
    let Some(labelled) = labelled(text).filter(|labelled| labelled.bold) else {
        return requirement(GENERAL, text, item.rest(), words, draft);
    };
    match (labelled.rest.is_empty(), item.rest()) {
        (true, [Block { kind: MarkdownKind::List(items), .. }]) => {
            for item in items {
                requirement(&labelled.label, item.text(), item.rest(), words, draft);
            }
        }
        (true, []) => requirement(GENERAL, &labelled.label, &[], words, draft),
        (_, below) => requirement(&labelled.label, &labelled.rest, below, words, draft),
    }
}

fn requirement(category: &str, text: &str, below: &[Block], words: &Words, draft: &mut Draft<'_>) {
    // What shows that it is met, and where it comes from, are a list of their own at the end.
    let key = |label: &str| {
        ["acceptance", "source"].into_iter().find(|key| normal(words.label(key)) == normal(label))
    };
    let is_own = |block: &Block| {
        let items = block.items();
        let own = |item: &ListItem| labelled(item.text()).is_some_and(|head| key(&head.label).is_some());
        !items.is_empty() && items.iter().all(own)
    };
    let (details, below) = match below.split_last() {
        Some((last, before)) if is_own(last) => (read_statements(vec![last.clone()]).0, before),
        _ => (Vec::new(), below),
    };
    // An id without a text is a text itself.
    let with_text = |(id, after): &(String, String)| {
        let after = parenthesis(after).map_or_else(|| after.clone(), |(_, after)| after);
        is_id(id) && (draft.says(&after_separator(&after)) || !below.is_empty())
    };
    let (id, after) = match code_span(text).filter(with_text) {
        Some((id, after)) => (Some(id), after),
        None => (None, text.to_owned()),
    };
    let marks = id
        .as_ref()
        .and_then(|_| parenthesis(&after))
        .map(|(marks, after)| (read_marks(&marks, words), after));
    let (marks, said) = match marks {
        Some((Some(marks), after)) => (marks, after_separator(&after)),
        _ if id.is_some() => (Vec::new(), after_separator(&after)),
        _ => (Vec::new(), after),
    };
    let texts: Vec<&str> =
        std::iter::once(said.as_str()).chain(below.iter().map(|block| block.source.as_str())).collect();
    let texts: Vec<&str> = texts.into_iter().filter(|text| draft.says(text)).collect();
    if texts.is_empty() {
        return;
    }
    // A category that is an id (`FR-1`) is the requirement's id.
    let numbered = |word: &str| is_id(word) && word.contains(|c: char| c.is_ascii_digit()) && word.len() < 12;
    let id = id.or_else(|| numbered(category).then(|| category.to_owned()));
    let next = format!("R{}", draft.count("requirements") + 1);
    let id = id.filter(|id| !draft.has_table(&["requirements", id]));
    let id = id.unwrap_or_else(|| {
        if draft.has_table(&["requirements", &next]) { draft.id(&["requirements"], &next, "r") } else { next }
    });
    let path = ["requirements", id.as_str()];
    let category = if draft.says(category) { category } else { GENERAL };
    draft.set_text(&path, "category", category);
    draft.set_text(&path, "text", &texts.join("\n\n"));
    for (key, word) in marks {
        draft.set(&path, key, literal::string(word));
    }
    for detail in details {
        match (key(&detail.head.label), list_of_texts(&detail)) {
            (Some(key @ "acceptance"), Some(literal)) => draft.set(&path, key, literal),
            (Some(key), _) => {
                let below = detail.below.iter().map(|block| block.source.as_str());
                let text: Vec<&str> = std::iter::once(detail.head.rest.as_str()).chain(below).collect();
                draft.set_text(&path, key, text.join("\n\n").trim());
            }
            (None, _) => {}
        }
    }
}

/// Reads `quality, should` in the template's words; `None` for anything else.
fn read_marks(marks: &str, words: &Words) -> Option<Vec<(&'static str, &'static str)>> {
    let one = |mark: &str| {
        let find = |known: &'static [&'static str]| {
            known
                .iter()
                .copied()
                .find(|word| normal(words.label(word)) == normal(mark) || *word == mark.trim())
        };
        let kind = find(RequirementKind::WORDS).map(|word| ("kind", word));
        kind.or_else(|| find(Priority::WORDS).map(|word| ("priority", word)))
    };
    marks.split(',').map(one).collect()
}

/// Reads a row of a table. The head of the table determines what the cells mean.
fn requirement_row(head: &[String], row: &[String], words: &Words, draft: &mut Draft<'_>) {
    let cell = |names: &[&str]| {
        let at = head
            .iter()
            .position(|head| names.iter().any(|name| normal(head).split(' ').any(|word| word == *name)))?;
        row.get(at).map(String::as_str)
    };
    let id = cell(&["id", "no", "nr"]).map(|id| id.trim_matches('`')).filter(|id| is_id(id));
    let category = cell(&["category", "area", "type", "group"]).unwrap_or(GENERAL);
    let used = [cell(&["id", "no", "nr"]).filter(|_| id.is_some()), Some(category)];
    let others: Vec<&str> = row
        .iter()
        .map(String::as_str)
        .filter(|cell| !used.contains(&Some(cell)) && !cell.is_empty())
        .collect();
    let text = others.join("; ");
    let text = id.map_or_else(|| text.clone(), |id| format!("`{id}`: {text}"));
    requirement(category, &text, &[], words, draft);
}

pub(super) fn technologies(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    let table = ["technologies"];
    if let Some(rest) = not_applicable(&table, &content, draft) {
        return rest;
    }
    let (statements, mut rest) = read_named(content);
    for statement in statements {
        let mut name = plain_words(&statement.head.label).into_owned();
        let (mut version, purpose) = match parenthesis(&statement.head.rest) {
            Some((marks, after)) if !after_separator(&after).is_empty() => {
                let label = words.label("version");
                let bare = marks.strip_prefix(label).map(str::trim);
                let number = marks.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
                let version = bare.map(str::to_owned).or_else(|| number.then(|| marks.clone()));
                match version {
                    Some(version) => (Some(version), after_separator(&after)),
                    None => (None, statement.head.rest.clone()),
                }
            }
            _ => (None, statement.head.rest.clone()),
        };
        // In `Postgres (15)`, the version is part of the name.
        let numbered = name.split_once(" (").and_then(|(before, marks)| {
            let number = marks.strip_suffix(')')?;
            let is_number = number.starts_with(|c: char| c.is_ascii_digit());
            is_number.then(|| (before.to_owned(), number.to_owned()))
        });
        if let (None, Some((before, number))) = (&version, numbered) {
            (name, version) = (before, Some(number));
        }
        let below = statement.below.iter().map(|block| block.source.as_str());
        let purpose: Vec<&str> =
            std::iter::once(purpose.as_str()).chain(below).filter(|text| draft.says(text)).collect();
        let said = draft.says(&statement.head.label) && !purpose.is_empty();
        if !said || draft.has(&table, &name) {
            rest.push(statement.whole);
            continue;
        }
        let purpose = tidy(&purpose.join("\n\n"));
        let url = statement.head.label.split_once("](").and_then(|(_, rest)| rest.strip_suffix(')'));
        if version.is_none() && url.is_none() {
            draft.set(&table, &name, literal::text(&purpose));
            continue;
        }
        let mut entries = vec![format!("purpose = {}", literal::string(&purpose))];
        entries.extend(version.map(|version| format!("version = {}", literal::string(&version))));
        entries.extend(url.map(|url| format!("url = {}", literal::string(url))));
        draft.set(&table, &name, format!("{{ {} }}", entries.join(", ")));
    }
    rest
}

/// The keys of an integration, by those of the template's labels.
const INTEGRATION: [(&str, &str); 6] = [
    ("mechanism", "mechanism"),
    ("data", "data"),
    ("protocol", "protocol"),
    ("authentication", "auth"),
    ("failure", "failure"),
    ("uses", "uses"),
];

/// Declares what a statement begins with the name of, and describes it: its id and name; `None` if there is no
/// name. A name may be any word, including one of the template's, but not a hint in brackets.
pub(super) fn declared(
    kind: &str,
    nameless: &str,
    head: &Labelled,
    draft: &mut Draft<'_>,
) -> Option<(String, String)> {
    if !head.bold || draft.hints.is_hint(&head.label) {
        return None;
    }
    let name = plain_words(&head.label).into_owned();
    let id = draft.id(&[kind], &name, nameless);
    let path = [kind, id.as_str()];
    draft.set(&path, "name", literal::string(&name));
    draft.set_text(&path, "description", &head.rest);
    Some((id, name))
}

pub(super) fn integrations(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["integrations"], &content, draft) {
        return rest;
    }
    let (statements, mut rest) = read_named(content);
    for statement in statements {
        let Some((id, name)) = declared("integrations", "external-system", &statement.head, draft) else {
            rest.push(statement.whole);
            continue;
        };
        let path = ["integrations", id.as_str()];
        draft.element(&id, &name);
        let (parts, others) = read_statements(statement.below);
        let mut left: Vec<Block> = others;
        for part in parts {
            let label = normal(&part.head.label);
            if label == normal(draft.template.labels.label("description"))
                && part.below.is_empty()
                && !draft.has(&path, "description")
            {
                draft.set_text(&path, "description", &part.head.rest);
                continue;
            }
            if part.below.is_empty() && reliance(&path, &label, &part.head.rest, draft) {
                continue;
            }
            let key = INTEGRATION.iter().find(|(key, _)| normal(words.label(key)) == label || *key == label);
            match key {
                Some((_, "uses")) if part.below.is_empty() => {
                    let table = path.iter().map(|part| (*part).to_owned()).collect();
                    draft.pending.push(Pending::Uses { table, text: part.head.rest });
                }
                Some((_, "protocol")) if part.below.is_empty() => {
                    draft.set_plain(&path, "protocol", &part.head.rest);
                }
                Some((_, key)) if !draft.has(&path, key) => {
                    let below = part.below.iter().map(|block| block.source.as_str());
                    let text: Vec<&str> = std::iter::once(part.head.rest.as_str()).chain(below).collect();
                    draft.set_text(&path, key, text.join("\n\n").trim());
                }
                _ => left.push(part.whole),
            }
        }
        rest.extend(of_entity(&name, &left, draft));
    }
    rest
}

/// Reads the design that a system has, or the contracts of it that are relied on.
fn reliance(path: &[&str; 2], label: &str, said: &str, draft: &mut Draft<'_>) -> bool {
    let is = |key: &str| normal(draft.template.labels.label(key)) == label;
    let plain = plain_words(said).trim().to_owned();
    let name = plain.split('@').next().unwrap_or_default();
    if is("design") && is_id(name) && !draft.has(path, "design") {
        draft.set(path, "design", literal::string(&plain));
        return true;
    }
    let ids = || plain.split(',').map(|id| id.trim().trim_matches('`'));
    let is_read = is("contracts") && ids().all(is_id) && !draft.has(path, "contracts");
    if is_read {
        draft.set(path, "contracts", literal::list(ids()));
    }
    is_read
}

/// The blocks of an entity that fit no key, under the entity's name. Unread blocks at the end of
/// `written` do not belong to the entity, so they stay separate.
pub(super) fn of_last(name: &str, mut left: Vec<Block>, written: &[String], draft: &Draft<'_>) -> Vec<Block> {
    let tail = super::super::tail(written, &left);
    let tail = left.split_off(left.len() - tail);
    of_entity(name, &left, draft).into_iter().chain(tail).collect()
}

/// The blocks of an entity that fit no key, under the entity's name.
pub(super) fn of_entity(name: &str, left: &[Block], draft: &Draft<'_>) -> Vec<Block> {
    let worth = |block: &Block| super::super::draft::worth_keeping(block, &draft.hints);
    let sources: Vec<String> =
        left.iter().filter(|block| worth(block)).map(|block| block.source.clone()).collect();
    if sources.is_empty() {
        return Vec::new();
    }
    vec![Block::new(MarkdownKind::Other, format!("**{name}**:\n\n{}", sources.join("\n\n")))]
}
