//! Splits blocks into statements: labels, each with its text.

use super::hints::Hints;
use super::tidied::tidy;
use crate::authoring::literal;
use crate::markdown::labels::{Labelled, labelled, statements};
use crate::markdown::outline::{Block, ListItem, MarkdownKind};

/// The label of the designs that rely on something. They say so themselves, so it is not read.
pub(super) const USED_BY: &str = "used-by";

/// A list item, a table row of two cells or a paragraph, read as a label and its statement.
#[derive(Clone, Debug)]
pub(super) struct LabelledText {
    /// The label, and the beginning of the statement.
    pub(super) head: Labelled,
    /// The rest of the statement.
    pub(super) below: Vec<Block>,
    /// The whole block, to be kept if it fits no key.
    pub(super) whole: Block,
}

/// An array of the texts in `one; two`, or in a list below the label.
pub(super) fn list_of_texts(statement: &LabelledText) -> Option<String> {
    if statement.below.is_empty() {
        let said: Vec<String> =
            statement.head.rest.split("; ").map(tidy).filter(|text| !text.is_empty()).collect();
        return (!said.is_empty()).then(|| literal::list(said.iter().map(String::as_str)));
    }
    let [Block { kind: MarkdownKind::List(items), .. }] = statement.below.as_slice() else { return None };
    let plain = items.iter().all(|item| item.rest().is_empty() && !item.text().is_empty());
    if !plain || !statement.head.rest.is_empty() {
        return None;
    }
    let said: Vec<String> = items.iter().map(|item| tidy(item.text())).collect();
    Some(literal::list(said.iter().map(String::as_str)))
}

/// Splits blocks into statements with names and other blocks. If the statements are in a list,
/// paragraphs are never statements, even with bold text in them.
pub(super) fn read_named(blocks: Vec<Block>) -> (Vec<LabelledText>, Vec<Block>) {
    let bold = |item: &ListItem| labelled(item.text()).is_some_and(|head| head.bold);
    let listed = blocks.first().is_some_and(|first| first.items().iter().any(bold));
    if !listed {
        return read_statements(blocks);
    }
    let (lists, others): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| block.items().iter().any(bold));
    let (statements, mut rest) = read_statements(lists);
    rest.extend(others);
    (statements, rest)
}

/// Splits blocks into statements and other blocks. A table without any `known` label is a table
/// that the author added.
pub(super) fn read_known(
    blocks: Vec<Block>,
    known: impl Fn(&str) -> bool,
) -> (Vec<LabelledText>, Vec<Block>) {
    let is_own = |block: &Block| match &block.kind {
        MarkdownKind::Table(_, rows) => !rows.iter().filter_map(|row| row.first()).any(|cell| known(cell)),
        _ => false,
    };
    let (own, blocks): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(is_own);
    let (statements, mut others) = read_statements(blocks);
    others.extend(own);
    (statements, others)
}

/// Splits blocks into statements and other blocks.
pub(super) fn read_statements(blocks: Vec<Block>) -> (Vec<LabelledText>, Vec<Block>) {
    let mut found: Vec<LabelledText> = Vec::new();
    let mut others = Vec::new();
    // Whether the last label was alone in its paragraph, so that the statement follows.
    let mut open = false;
    for block in blocks {
        let heads = if matches!(block.kind, MarkdownKind::Paragraph) {
            statements(&block.source)
        } else {
            Vec::new()
        };
        if let (true, true, Some(last)) = (open, heads.is_empty(), found.last_mut()) {
            last.whole.source = format!("{}\n\n{}", last.whole.source, block.source);
            last.below.push(block);
            open = false;
            continue;
        }
        open = heads.last().is_some_and(|head| head.rest.is_empty());
        match &block.kind {
            MarkdownKind::List(items) if items.iter().any(|item| labelled(item.text()).is_some()) => {
                for item in items {
                    let whole = Block::new(MarkdownKind::List(vec![item.clone()]), item.source());
                    match labelled(item.text()) {
                        Some(head) => found.push(LabelledText { head, below: item.rest().to_vec(), whole }),
                        None => others.push(whole),
                    }
                }
            }
            MarkdownKind::Table(head, rows) if head.len() == 2 => {
                for row in rows {
                    let [label, rest] = row.as_slice() else {
                        others.push(Block::paragraph(row.join(" · ")));
                        continue;
                    };
                    let bold = labelled(label).filter(|labelled| labelled.bold && labelled.rest.is_empty());
                    let label = bold.map_or_else(|| label.clone(), |labelled| labelled.label);
                    let whole = Block::paragraph(format!("**{label}**: {rest}"));
                    let head = Labelled { label, rest: rest.clone(), bold: true };
                    found.push(LabelledText { head, below: Vec::new(), whole });
                }
            }
            _ if !heads.is_empty() => {
                for head in heads {
                    let whole = Block::paragraph(format!("**{}**: {}", head.label, head.rest));
                    found.push(LabelledText { head, below: Vec::new(), whole });
                }
            }
            _ => others.push(block),
        }
    }
    (found, others)
}

/// A table row as a paragraph, with the column heads as labels.
pub(super) fn row_text(head: &[String], row: &[String], hints: &Hints) -> String {
    let cells = row.iter().enumerate().filter(|(_, cell)| !hints.is_blank(cell));
    let named = cells.map(|(at, cell)| match head.get(at).filter(|head| !head.is_empty()) {
        Some(head) => format!("**{head}**: {cell}"),
        None => cell.clone(),
    });
    named.collect::<Vec<_>>().join(" · ")
}
