//! Reads diagrams and the file tree. Those that are drawn from the model are removed at the end
//! (`derived`).

use super::super::draft::{Draft, Pending, worth_keeping};
use super::super::own::flow;
use super::super::tidied::tidy;
use super::{nodes, reason_first};
use crate::authoring::literal;
use crate::markdown::labels::{labelled, normal};
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::{DrawingKind, Words};

pub(super) fn read(of: DrawingKind, words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    match of {
        DrawingKind::Architecture => drawing("architecture", content, draft),
        DrawingKind::DataFlow => flows(words, content, draft),
        // This diagram is always drawn from the tables.
        DrawingKind::Tables => content,
        DrawingKind::Deployment => nodes::read(words, content, draft),
    }
}

pub(super) fn tree(content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    let mut rest = Vec::new();
    for block in content {
        match &block.kind {
            MarkdownKind::Code(_, code) if !draft.has(&["layout"], "tree") => {
                if worth_keeping(&block, &draft.hints) {
                    draft.set(&["layout"], "tree", literal::text(code));
                }
            }
            _ => rest.push(block),
        }
    }
    rest
}

/// A fence of Mermaid: the author's own diagram. The paragraph below it says what it shows.
fn drawing(key: &str, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some((reason, rest)) = reason_first(&content, draft) {
        draft.set(&["diagrams"], key, format!("{{ not-applicable = {} }}", literal::string(&reason)));
        return rest;
    }
    let mut rest = Vec::new();
    let mut content = content.into_iter().peekable();
    while let Some(block) = content.next() {
        match mermaid(&block) {
            Some(code) if worth_keeping(&block, &draft.hints) && !draft.has(&["diagrams"], key) => {
                let caption = content.next_if(|next| matches!(next.kind, MarkdownKind::Paragraph));
                draft.set(&["diagrams"], key, own(code, caption.as_ref()));
            }
            _ => rest.push(block),
        }
    }
    rest
}

fn own(code: &str, caption: Option<&Block>) -> String {
    match caption {
        Some(caption) => {
            let caption = literal::text(&tidy(&caption.source));
            format!("{{ mermaid = {}, caption = {caption} }}", literal::text(code))
        }
        None => literal::text(code),
    }
}

/// A title, what it covers, and a sequence diagram or a table of the steps, as often as there are
/// flows; or one diagram of the author's own.
fn flows(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    let mut rest = Vec::new();
    let mut title: Option<Block> = None;
    let mut covers: Option<(String, Block)> = None;
    for block in content {
        let block = drawn(block, draft);
        if let Some(code) = mermaid(&block).filter(|code| code.trim_start().starts_with("sequenceDiagram")) {
            let name = title.take().and_then(|block| labelled(&block.source)).map(|label| label.label);
            let title = plain_words(name.as_deref().unwrap_or_default()).into_owned();
            let covers = covers.take().map(|(ids, _)| ids).unwrap_or_default();
            draft.pending.push(Pending::Flow { title, covers, mermaid: code.to_owned() });
            continue;
        }
        let label = labelled(&block.source)
            .filter(|label| label.bold && matches!(block.kind, MarkdownKind::Paragraph));
        match label {
            Some(label) if label.rest.is_empty() && title.is_none() => title = Some(block),
            Some(label) if normal(&label.label) == normal(words.label("covers")) && covers.is_none() => {
                covers = Some((label.rest, block));
            }
            _ => rest.push(block),
        }
    }
    rest.extend(title);
    rest.extend(covers.map(|(_, block)| block));
    drawing("data-flow", rest, draft)
}

/// A table of steps as the diagram that shows the same.
fn drawn(block: Block, draft: &Draft<'_>) -> Block {
    match &block.kind {
        MarkdownKind::Table(head, rows) => flow(head, rows, &draft.template.labels).unwrap_or(block),
        _ => block,
    }
}

fn mermaid(block: &Block) -> Option<&str> {
    match &block.kind {
        MarkdownKind::Code(language, code) if language == "mermaid" => Some(code),
        _ => None,
    }
}
