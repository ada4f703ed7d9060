//! What a document says of its own findings, where a build goes on in spite of them.

use crate::answer::{Completeness, table_of};
use crate::diagnostic::{Finding, Level, Report};
use crate::render::{self, SectionReport};
use crate::template::Template;

/// The figures of a design and, by section, what is wrong in it.
pub(in crate::book) fn report(
    completeness: &Completeness,
    found: &Report,
    template: &Template,
) -> render::Report {
    let denied = found.count(Level::Deny);
    let mut report = render::Report {
        complete: completeness.is_whole() && denied == 0,
        denied,
        completeness: render::Completeness {
            answered: completeness.answered(),
            required: completeness.required(),
            justified: completeness.justified(),
        },
        ..render::Report::default()
    };
    for section in &completeness.sections {
        let figures = render::Completeness {
            answered: section.answered,
            required: section.required,
            justified: section.justified,
        };
        report
            .sections
            .insert(section.key.clone(), SectionReport { completeness: figures, missing: Vec::new() });
    }
    for finding in &found.findings {
        if let Some(section) = section_of(finding, template) {
            report.sections.entry(section.to_owned()).or_default().missing.push(sentence(finding));
        }
    }
    report
}

/// The section that shows the table which a finding is about.
fn section_of<'t>(finding: &Finding, template: &'t Template) -> Option<&'t str> {
    let path = finding.path.as_str();
    let holds = |table: &str| {
        path.strip_prefix(table).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let blocks = template.blocks();
    let shown = blocks.filter(|(_, block)| holds(table_of(&block.kind)));
    // The longest path wins: `performance.optimizations` before `performance`.
    let (section, _) = shown.max_by_key(|(_, block)| table_of(&block.kind).len())?;
    Some(&section.key)
}

fn sentence(finding: &Finding) -> String {
    let mut sentence = finding.message.clone();
    if let Some(first) = sentence.chars().next() {
        sentence.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    format!("{sentence}.")
}
