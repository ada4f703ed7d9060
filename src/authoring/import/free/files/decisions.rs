//! Decisions that are a part of a file.

use super::super::Model;
use super::super::forms::decisions::declare;
use super::super::reader::Reader;
use super::Lines;
use crate::interchange::adr::{self, Record};
use crate::markdown::outline::Block;
use crate::markdown::tree::{Node, Tree};

/// Declares the decisions.
pub(super) fn decisions(reader: &mut Reader<'_, '_>, model: &Model<'_>, files: &mut Lines<'_>) {
    for decision in &model.partial.decisions {
        let line = files.line(reader, decision.title.span);
        let mut record = match &decision.text {
            Some(text) => written(reader, &text.value, &decision.title.value),
            None => Record::default(),
        };
        record.title.clone_from(&decision.title.value);
        let number = decision.id.rsplit('-').next().filter(|part| part.chars().all(|c| c.is_ascii_digit()));
        record.number = number.map(str::to_owned);
        decision.status.value.word().clone_into(&mut record.status);
        if let Some(date) = &decision.date {
            record.date.clone_from(&date.value);
        }
        if let Some(next) = &decision.superseded_by {
            record.superseded.clone_from(&next.value);
        }
        if !decision.has_status {
            reader.passed(line, format!("“{}” has no status: it is proposed", decision.title.value));
        }
        declare(reader, record, line, "a decision of the documentation");
    }
}

/// What a record in Markdown says.
fn written(reader: &Reader<'_, '_>, text: &str, title: &str) -> Record {
    let words = reader.words;
    let tree = Tree::new(text, |heading| words.heading(heading).is_some_and(|named| named.whole));
    let node = adr::document(words, &tree, title).or_else(|| {
        let heading = tree.title.clone()?;
        Some(Node { heading, blocks: tree.preamble.clone(), below: tree.sections.clone() })
    });
    let rest = &mut |blocks: &[Block], below: &[Node]| {
        let blocks = blocks.iter().map(|block| block.source.clone());
        let below = below.iter().map(|node| {
            let inner =
                node.blocks.iter().map(|block| block.source.as_str()).collect::<Vec<_>>().join("\n\n");
            format!("### {}\n\n{inner}", node.heading.source)
        });
        blocks.chain(below).collect::<Vec<_>>().join("\n\n")
    };
    match node {
        Some(node) => adr::record(&node, true, &tree.front, &mut adr::Reading { words, text: rest }),
        // A text without a heading is why.
        None => Record { context: vec![text.trim().to_owned()], ..Record::default() },
    }
}
