//! Which section of a document shows a place in the design.

use super::table_of;
use crate::template::{Section, Template};

/// The section that shows the table which a dotted path leads into, and its number from 0.
pub fn section_of<'t>(path: &str, template: &'t Template) -> Option<(usize, &'t Section)> {
    let all = template.sections.iter().enumerate();
    let blocks = all.flat_map(|section| section.1.blocks.iter().map(move |block| (section, block)));
    let shown = blocks.filter(|(_, block)| holds(table_of(&block.kind), path));
    // The longest path wins: `performance.optimizations` before `performance`.
    shown.max_by_key(|(_, block)| table_of(&block.kind).len()).map(|(section, _)| section)
}

/// The section that contains a block, by the block's number in the template.
pub fn section_of_block(number: usize, template: &Template) -> Option<(usize, &Section)> {
    let all = template.sections.iter().enumerate();
    all.flat_map(|section| section.1.blocks.iter().map(move |_| section)).nth(number)
}

/// Whether a dotted path is that of a value or leads into it.
pub fn holds(value: &str, path: &str) -> bool {
    path.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
