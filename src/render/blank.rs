//! A template without a design: every heading, label and hint, in the order of a document.

use super::blocks;
use super::document::heading;
use super::printed::is_footer;
use crate::markdown::{Brackets, Builder, write};
use crate::template::{Block, BlockKind, Template, fill};

/// The blank document of a template: hints are in brackets, and a block that is not required is
/// left out, unless it is the footer.
pub fn blank(template: &Template) -> String {
    let mut out = Builder::new();
    let hint = format!("[{}]", template.title_hint);
    let status = template.labels.label("draft");
    let title = fill(&template.title, &[("title", &hint), ("version", "[1.0.0]"), ("status", status)]);
    out.heading(1, None, |out| out.text(title));
    let mut number = 0;
    for section in &template.sections {
        number += usize::from(section.numbered);
        if !section.blocks.iter().any(is_shown) {
            continue;
        }
        if is_footer(section) {
            out.rule();
        }
        out.heading(2, None, |out| out.text(heading(section.numbered.then_some(number), section)));
        for block in section.blocks.iter().filter(|block| is_shown(block)) {
            let mut level = 2;
            if let Some(heading) = &block.heading {
                level = 3;
                out.heading(level, None, |out| out.text(heading.as_str()));
            }
            blocks::blank(template, block, level, &mut out);
        }
    }
    write(out.finish(), Brackets::Bare)
}

fn is_shown(block: &Block) -> bool {
    block.required || matches!(block.kind, BlockKind::Footprint(_))
}
