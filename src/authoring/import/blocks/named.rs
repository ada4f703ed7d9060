//! Reads entities under a name, in bold or as a heading, and data models, which have this form.

use super::super::draft::{Draft, Pending, worth_keeping};
use super::lists::{of_entity, of_last};
use super::not_applicable;
use crate::authoring::literal;
use crate::design::is_id;
use crate::markdown::labels::{labelled, normal, statements};
use crate::markdown::outline::{Block, MarkdownKind};
use crate::markdown::plain_words;
use crate::template::Words;

/// A name and the blocks below it.
pub(super) struct NamedGroup {
    pub(super) name: String,
    pub(super) blocks: Vec<Block>,
}

/// Splits blocks at names. `labels`, which belong to an entity, are not names. The blocks before
/// the first name are returned separately.
pub(super) fn groups(content: Vec<Block>, labels: &[&str]) -> (Vec<NamedGroup>, Vec<Block>) {
    let mut groups: Vec<NamedGroup> = Vec::new();
    let mut before = Vec::new();
    for block in content {
        match (name_of(&block, labels), groups.last_mut()) {
            (Some(name), _) => groups.push(NamedGroup { name, blocks: Vec::new() }),
            (None, Some(group)) => group.blocks.push(block),
            (None, None) => before.push(block),
        }
    }
    (groups, before)
}

fn name_of(block: &Block, labels: &[&str]) -> Option<String> {
    match &block.kind {
        MarkdownKind::Heading(heading) => Some(heading.words.clone()),
        MarkdownKind::Paragraph => {
            let head = labelled(&block.source).filter(|head| head.bold && head.rest.is_empty())?;
            let name = normal(&head.label);
            // `Response (201)` is also a label.
            let begins = |label: &str| {
                name.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            let known = labels.iter().any(|label| begins(&normal(label)));
            (!known).then(|| plain_words(&head.label).into_owned())
        }
        _ => None,
    }
}

impl NamedGroup {
    /// Whether the group contains only hints.
    pub(super) fn is_blank(&self, draft: &Draft<'_>) -> bool {
        draft.hints.is_hint(&self.name) && !self.blocks.iter().any(|block| worth_keeping(block, &draft.hints))
    }

    /// The sources of the blocks, if the group is the last one.
    pub(super) fn written(&self, last: bool) -> Vec<String> {
        if last { self.blocks.iter().map(|block| block.source.clone()).collect() } else { Vec::new() }
    }

    /// The whole group, to be kept.
    pub(super) fn whole(self, draft: &Draft<'_>) -> Vec<Block> {
        let kept = of_entity(&self.name, &self.blocks, draft);
        if kept.is_empty() { vec![Block::paragraph(format!("**{}**", self.name))] } else { kept }
    }
}

/// An id for a name: the name itself if it is an id.
pub(super) fn id(root: &str, name: &str, draft: &Draft<'_>) -> String {
    let is_unused =
        is_id(name) && !draft.has_table(&[root, name]) && !crate::design::RESERVED.contains(&name);
    if is_unused { name.to_owned() } else { draft.id(&[root], name, root) }
}

pub(super) fn models(words: &Words, content: Vec<Block>, draft: &mut Draft<'_>) -> Vec<Block> {
    if let Some(rest) = not_applicable(&["models"], &content, draft) {
        return rest;
    }
    let (groups, mut rest) = groups(content, &[words.label("table")]);
    let last = groups.len().saturating_sub(1);
    for (at, group) in groups.into_iter().enumerate() {
        if group.is_blank(draft) {
            continue;
        }
        let written = group.written(at == last);
        let code = group.blocks.iter().position(|block| {
            matches!(block.kind, MarkdownKind::Code(..)) && worth_keeping(block, &draft.hints)
        });
        let Some(code) = code else {
            rest.extend(group.whole(draft));
            continue;
        };
        let id = id("models", &group.name, draft);
        let path = ["models", id.as_str()];
        let (mut description, mut left) = (Vec::new(), Vec::new());
        for (at, block) in group.blocks.into_iter().enumerate() {
            let said = statements(&block.source);
            match &block.kind {
                MarkdownKind::Code(language, text) if at == code => {
                    draft.set(
                        &path,
                        "language",
                        literal::string(if language.is_empty() { "text" } else { language }),
                    );
                    draft.set(&path, "code", literal::text(text));
                }
                MarkdownKind::Paragraph
                    if said.iter().any(|said| normal(&said.label) == normal(words.label("table"))) =>
                {
                    for said in said {
                        let table = path.iter().map(|part| (*part).to_owned()).collect();
                        draft.pending.push(Pending::Table { table, key: "table", id: said.rest });
                    }
                }
                _ if at < code => description.push(block.source),
                _ => left.push(block),
            }
        }
        if id != group.name {
            draft.set(&path, "name", literal::string(&group.name));
        }
        draft.set_text(&path, "description", &description.join("\n\n"));
        rest.extend(of_last(&group.name, left, &written, draft));
    }
    rest
}
