//! How much of what a template requires is answered: n of m.

use super::{Answer, asks, blocks, placeholder};
use crate::design::Design;
use crate::template::{Block, BlockKind, Section, Template};

/// The completeness of a design, by section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// The sections that require something, in the template's order.
    pub sections: Vec<SectionCompleteness>,
    /// How many values are placeholders or contain one, required or not.
    pub placeholders: usize,
}

/// The completeness of one section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionCompleteness {
    /// The section's key.
    pub key: String,
    /// The section's heading.
    pub heading: String,
    /// The number of required answers.
    pub required: usize,
    /// The number of answers of any kind.
    pub answered: usize,
    /// The answers that are reasons why there is nothing to say.
    pub justified: usize,
    /// The answers that are the template's defaults.
    pub defaulted: usize,
}

impl Completeness {
    /// Counts each required fact of the template, and each required block that is not made of
    /// facts; the footer asks for nothing.
    pub fn of(design: &Design, template: &Template) -> Self {
        let mut placeholders = 0;
        placeholder::each(design, template, &mut |_| placeholders += 1);
        Self::with(design, template, placeholders)
    }

    /// The same where the placeholders were counted already.
    pub fn with(design: &Design, template: &Template, placeholders: usize) -> Self {
        let sections = template.sections.iter().map(|section| of_section(design, template, section));
        Self { sections: sections.filter(|section| section.required > 0).collect(), placeholders }
    }

    /// The total number of required answers.
    pub fn required(&self) -> usize {
        self.sections.iter().map(|section| section.required).sum()
    }

    /// The total number of answers.
    pub fn answered(&self) -> usize {
        self.sections.iter().map(|section| section.answered).sum()
    }

    /// The total number of answers that are reasons.
    pub fn justified(&self) -> usize {
        self.sections.iter().map(|section| section.justified).sum()
    }

    /// The total number of answers that are defaults.
    pub fn defaulted(&self) -> usize {
        self.sections.iter().map(|section| section.defaulted).sum()
    }

    /// Whether nothing required is missing, and nothing that is there is a placeholder.
    pub fn is_whole(&self) -> bool {
        self.answered() == self.required() && self.placeholders == 0
    }
}

/// How each fact and block that a block requires is answered.
fn answers(design: &Design, template: &Template, block: &Block) -> Vec<Answer> {
    match &block.kind {
        BlockKind::Facts { from, fields } if block.required => fields
            .iter()
            .filter(|field| field.required)
            .map(|field| blocks::fact(design, template, from, field))
            .collect(),
        _ if asks(block) => vec![blocks::of(design, template, block).how],
        _ => Vec::new(),
    }
}

fn of_section(design: &Design, template: &Template, section: &Section) -> SectionCompleteness {
    let mut count = SectionCompleteness {
        key: section.key.clone(),
        heading: section.heading.clone(),
        ..Default::default()
    };
    for answer in section.blocks.iter().flat_map(|block| answers(design, template, block)) {
        count.required += 1;
        count.answered += usize::from(!answer.is_missing());
        count.justified += usize::from(answer == Answer::Justified);
        count.defaulted += usize::from(answer == Answer::Default);
    }
    count
}
