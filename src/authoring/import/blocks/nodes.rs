//! Reads nodes: an item each, with what is said of it below. The pictures of them follow from that.

use super::super::draft::{Draft, Pending};
use super::super::words::{LabelledText, read_named, read_statements};
use super::lists::{declared, of_entity};
use super::not_applicable;
use crate::authoring::literal;
use crate::design::NodeKind;
use crate::markdown::labels::normal;
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

/// The keys of a node that are printed below its name.
const KEYS: [&str; 6] = ["kind", "part-of", "environment", "technology", "instances", "runs"];

pub(super) fn read(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["nodes"], &content, draft) {
        return rest;
    }
    let is_picture =
        |block: &Block| matches!(&block.kind, MarkdownKind::Code(language, _) if language == "mermaid");
    let content = content.into_iter().filter(|block| !is_picture(block)).collect();
    let (statements, mut rest) = read_named(content);
    for statement in statements {
        let Some((id, name)) = declared("nodes", "node", &statement.head, draft) else {
            rest.push(statement.whole);
            continue;
        };
        let path = ["nodes", id.as_str()];
        let (parts, mut left) = read_statements(statement.below);
        for part in parts {
            if !set(&path, &part, words, draft) {
                left.push(part.whole);
            }
        }
        if !draft.has(&path, "kind") {
            draft
                .guesses
                .push(format!("`{id}` is a host: the document does not say what kind of node it is"));
            draft.set(&path, "kind", literal::string(NodeKind::Host.word()));
        }
        rest.extend(of_entity(&name, &left, draft));
    }
    rest
}

/// Sets a key of a node. Returns `false` if the statement cannot be its value.
fn set(path: &[&str], part: &LabelledText, words: &Words, draft: &mut Draft<'_>) -> bool {
    let label = normal(&part.head.label);
    if label == normal(draft.template.labels.label("description")) && !draft.has(path, "description") {
        draft.set_text(path, "description", &part.head.rest);
        return part.below.is_empty();
    }
    let Some(key) = KEYS.into_iter().find(|key| normal(words.label(key)) == label || *key == label) else {
        return false;
    };
    if draft.has(path, key) {
        return false;
    }
    let said = part.head.rest.as_str();
    let table = || path.iter().map(|part| (*part).to_owned()).collect();
    match key {
        "instances" => {
            let below = part.below.iter().map(|block| block.source.as_str());
            let text: Vec<&str> = std::iter::once(said).chain(below).collect();
            draft.set_text(path, key, text.join("\n\n").trim());
            return true;
        }
        _ if !part.below.is_empty() => return false,
        "kind" => {
            let labels = &draft.template.labels;
            let is_said = |kind: &&NodeKind| {
                [normal(labels.label(kind.label())), normal(kind.word())].contains(&normal(said))
            };
            let Some(kind) = NodeKind::ALL.iter().find(is_said) else { return false };
            draft.set(path, key, literal::string(kind.word()));
        }
        "part-of" => draft.pending.push(Pending::Node { table: table(), name: said.to_owned() }),
        "runs" => draft.pending.push(Pending::Runs { table: table(), text: said.to_owned() }),
        "technology" => {
            let said = plain_words(said);
            draft.set(
                path,
                key,
                literal::list(said.split(',').map(str::trim).filter(|name| !name.is_empty())),
            );
        }
        _ => draft.set_plain(path, key, said),
    }
    true
}
