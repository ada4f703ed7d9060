//! Which parts of a design are printed.

use super::anchors::Anchor;
use super::{Options, blocks};
use crate::design::Design;
use crate::template::{BlockKind, Section, Template};

/// Everything that has an anchor in a printed design, in the order of printing.
pub fn printed<'a>(design: &'a Design, template: &'a Template, options: &Options) -> Vec<Anchor<'a>> {
    let mut all = Vec::new();
    if options.title && options.section.is_none() {
        all.push(Anchor::Document);
    }
    for (_, section) in printed_sections(template, options) {
        let shown =
            || section.blocks.iter().filter(|block| blocks::is_shown(design, template, options, block));
        let has_note = design.notes.get(&section.key).is_some_and(|note| note.is_given());
        if !has_note && shown().next().is_none() {
            continue;
        }
        if options.has_heading() {
            all.push(Anchor::Section(&section.key));
        }
        for block in shown() {
            if block.heading.is_some() {
                all.push(Anchor::Block(&section.key, &block.key));
            }
            for target in blocks::targets(block, design, template) {
                all.extend(target.ids(design).map(|id| Anchor::Entity(*target, id)));
            }
        }
    }
    all
}

/// The sections that are printed, with the numbers of numbered ones. The numbers do not depend on which other
/// sections are printed.
pub(super) fn printed_sections<'t>(
    template: &'t Template,
    options: &Options,
) -> Vec<(Option<usize>, &'t Section)> {
    let mut count = 0;
    let numbered = template.sections.iter().map(|section| {
        count += usize::from(section.numbered);
        ((section.numbered && options.number).then_some(count), section)
    });
    let wanted = |section: &Section| match &options.section {
        Some(only) => section.key == *only,
        None => options.footprint || !is_footer(section),
    };
    numbered.filter(|(_, section)| wanted(section)).collect()
}

pub(super) fn is_footer(section: &Section) -> bool {
    section.blocks.iter().any(|block| matches!(block.kind, BlockKind::Footprint(_)))
}
