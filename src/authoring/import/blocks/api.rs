//! Reads API contracts: an endpoint in bold, a request, and responses.

use super::super::draft::{Draft, Pending, worth_keeping};
use super::super::tidied::tidy;
use super::super::words::USED_BY;
use super::lists::of_last;
use super::named::{NamedGroup, groups};
use super::not_applicable;
use crate::authoring::literal;
use crate::design::ApiDirection;
use crate::markdown::labels::{after_separator, code_span, labelled, normal, statements};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};
use crate::template::Words;

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["api"], &content, draft) {
        return rest;
    }
    let own = ["request", "message", "responses", "parameters", "operations"];
    let mut labels: Vec<&str> = own.iter().chain(&LINE).map(|key| words.label(key)).collect();
    labels.extend(["Request", "Request body", "Message", "Response", "Responses", "Response body"]);
    let (groups, mut rest) = groups(content, &labels);
    let last = groups.len().saturating_sub(1);
    for (at, group) in groups.into_iter().enumerate() {
        if !group.is_blank(draft) {
            rest.extend(contract(group, at == last, words, draft));
        }
    }
    rest
}

/// What the line below an endpoint may say. Who relies on it is in the designs of those.
const LINE: [&str; 7] =
    ["component", "offered-by", "direction", "authentication", "satisfies", "not-in-source", USED_BY];

/// What the next code block contains.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Request,
    Message,
    Responses,
    Parameters,
    Operations,
    Nothing,
}

fn contract(group: NamedGroup, last: bool, words: &Words, draft: &mut Draft<'_>) -> Vec<Block> {
    let written = group.written(last);
    let id = draft.id(&["api"], &group.name, "endpoint");
    let path = ["api", id.as_str()];
    draft.set(&path, "endpoint", literal::string(&group.name));
    let (mut description, mut left) = (Vec::new(), Vec::new());
    let mut next = Next::Request;
    let mut begun = false;
    let mut status = None;
    for block in group.blocks {
        match &block.kind {
            MarkdownKind::Paragraph => {
                let label = labelled(&block.source).filter(|label| label.rest.is_empty());
                let said = label.as_ref().and_then(|label| expected(&label.label, words));
                if let Some(said) = said {
                    next = said;
                    status = label.and_then(|label| status_in(&label.label));
                    begun = true;
                } else if !line(&path, &block.source, words, draft) {
                    if begun { left.push(block) } else { description.push(block.source) }
                }
            }
            MarkdownKind::Code(language, code) if worth_keeping(&block, &draft.hints) => {
                begun = true;
                let key = match next {
                    Next::Request => "request",
                    Next::Message => "message",
                    Next::Responses => {
                        let answers = ["api", id.as_str(), "responses"];
                        let said = status.take();
                        if said.is_none() {
                            draft.guesses.push(format!("a response of “{}” has the status 200", group.name));
                        }
                        let status = said.unwrap_or_else(|| "200".to_owned());
                        if draft.has(&answers, &status) {
                            left.push(block);
                        } else {
                            draft.set(&answers, &status, sample(None, language, code));
                        }
                        continue;
                    }
                    Next::Parameters | Next::Operations | Next::Nothing => {
                        left.push(block);
                        continue;
                    }
                };
                if draft.has(&path, key) {
                    left.push(block);
                    continue;
                }
                draft.set(&path, key, sample(None, language, code));
                next = Next::Nothing;
            }
            MarkdownKind::List(items) if matches!(next, Next::Parameters | Next::Operations) => {
                for item in items {
                    let is_read = match next {
                        Next::Parameters => parameter(&id, item, draft),
                        _ => operation(&id, item, words, draft),
                    };
                    if !is_read {
                        left.push(Block::new(MarkdownKind::List(vec![item.clone()]), item.source()));
                    }
                }
            }
            MarkdownKind::List(items) if next == Next::Responses => {
                for item in items {
                    if !response(&["api", id.as_str(), "responses"], item, draft) {
                        left.push(Block::new(MarkdownKind::List(vec![item.clone()]), item.source()));
                    }
                }
            }
            _ => left.push(block),
        }
    }
    draft.set_text(&path, "description", &description.join("\n\n"));
    of_last(&group.name, left, &written, draft)
}

fn expected(label: &str, words: &Words) -> Option<Next> {
    let label = normal(label);
    let is = |key: &str| normal(words.label(key)) == label;
    if is("parameters") {
        Some(Next::Parameters)
    } else if is("operations") {
        Some(Next::Operations)
    } else if is("responses") || label.starts_with("response") {
        Some(Next::Responses)
    } else if is("message") || label == "message" {
        Some(Next::Message)
    } else if is("request") || label.starts_with("request") {
        Some(Next::Request)
    } else {
        None
    }
}

/// The status in a label such as `Response (201)`.
fn status_in(label: &str) -> Option<String> {
    let numbers = label.split(|c: char| !c.is_ascii_digit());
    numbers.into_iter().find(|number| number.len() == 3).map(str::to_owned)
}

/// Reads `**Component**: Link API · **Authentication**: bearer · **Satisfies**: R2`. Returns
/// `false` for anything else.
fn line(path: &[&str; 2], text: &str, words: &Words, draft: &mut Draft<'_>) -> bool {
    let said = statements(text);
    let is = |word: &str, said: &str| normal(words.label(word)) == normal(said);
    let key = |label: &str| LINE.into_iter().find(|key| normal(words.label(key)) == normal(label));
    if said.is_empty() || !said.iter().all(|said| key(&said.label).is_some()) {
        return false;
    }
    for said in said {
        let table = path.iter().map(|part| (*part).to_owned()).collect();
        match key(&said.label) {
            Some("direction") => match ApiDirection::WORDS.iter().find(|word| is(word, &said.rest)) {
                Some(word) => draft.set(path, "direction", literal::string(word)),
                None => draft.set_plain(path, "direction", &said.rest),
            },
            Some("component" | "offered-by") => {
                draft.pending.push(Pending::Component { table, key: "component", name: said.rest });
            }
            Some("satisfies") => {
                draft.pending.push(Pending::Requirements { table, key: "satisfies", ids: said.rest });
            }
            Some(key @ "not-in-source") => draft.set_text(path, key, &said.rest),
            Some(USED_BY) => {}
            _ => draft.set_text(path, "auth", &said.rest),
        }
    }
    true
}

/// Reads an item `` `404`: Unknown code``, with an optional sample below it.
fn response(path: &[&str], item: &ListItem, draft: &mut Draft<'_>) -> bool {
    let plain = || {
        let digits: String = item.text().chars().take_while(char::is_ascii_digit).collect();
        let after = item.text().get(digits.len()..).unwrap_or_default().to_owned();
        (digits.len() == 3).then_some((digits, after))
    };
    let bold = || labelled(item.text()).filter(|label| label.bold).map(|label| (label.label, label.rest));
    let Some((status, after)) = code_span(item.text()).or_else(plain).or_else(bold) else { return false };
    if status.trim().is_empty() || draft.has(path, &status) {
        return false;
    }
    let meaning = after_separator(&after);
    let literal = match item.rest() {
        [] => literal::text(&tidy(&meaning)),
        [Block { kind: MarkdownKind::Code(language, code), .. }] => sample(Some(&meaning), language, code),
        _ => return false,
    };
    draft.set(path, &status, literal);
    true
}

/// Reads an item `` `bay`: Its number``.
fn parameter(id: &str, item: &ListItem, draft: &mut Draft<'_>) -> bool {
    let Some((name, after)) = code_span(item.text()) else { return false };
    if !item.rest().is_empty() {
        return false;
    }
    draft.set_text(&["api", id, "parameters"], &name, &after_separator(&after));
    true
}

/// Reads an item `` `Unlock`: Frees the bolt``, with a request and responses below it.
fn operation(id: &str, item: &ListItem, words: &Words, draft: &mut Draft<'_>) -> bool {
    let Some((name, after)) = code_span(item.text()) else { return false };
    let meaning = after_separator(&after);
    if item.rest().is_empty() {
        draft.set_text(&["api", id, "operations"], &name, &meaning);
        return true;
    }
    let path = ["api", id, "operations", name.as_str()];
    let answers = ["api", id, "operations", name.as_str(), "responses"];
    draft.set_text(&path, "description", &meaning);
    let mut next = Next::Nothing;
    item.rest().iter().all(|block| match &block.kind {
        MarkdownKind::Paragraph => {
            let label = labelled(&block.source).filter(|label| label.rest.is_empty());
            next = label.and_then(|label| expected(&label.label, words)).unwrap_or(Next::Nothing);
            next != Next::Nothing
        }
        MarkdownKind::Code(language, code) if next == Next::Request => {
            draft.set(&path, "request", sample(None, language, code));
            true
        }
        MarkdownKind::List(items) if next == Next::Responses => {
            items.iter().all(|item| response(&answers, item, draft))
        }
        _ => false,
    })
}

pub(super) fn sample(description: Option<&str>, language: &str, code: &str) -> String {
    let mut entries = Vec::new();
    if let Some(description) = description.filter(|text| !text.is_empty()) {
        entries.push(format!("description = {}", literal::string(&tidy(description))));
    }
    if !language.is_empty() {
        entries.push(format!("language = {}", literal::string(language)));
    }
    entries.push(format!("code = {}", literal::text(code)));
    format!("{{ {} }}", entries.join(", "))
}
