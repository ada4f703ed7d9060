//! What a document says about its findings, if they do not fail the build.

use crate::answer::{self, Completeness};
use crate::diagnostic::{Finding, Level, Report};
use crate::render::{self, Notice, NoticeKind, SectionReport};
use crate::template::{Block, Kind, Section, Template};

/// The completeness of a design and, by section, what is wrong in it.
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
        if let Some((_, section)) = answer::section_of(&finding.path, template) {
            report.sections.entry(section.key.clone()).or_default().missing.push(notice(finding, template));
        }
    }
    report
}

/// A finding as a page shows it, in the words and with the names of the template.
fn notice(finding: &Finding, template: &Template) -> Notice {
    let what = match finding.rule.name {
        "missing-fact" => NoticeKind::Missing,
        "empty-value" => NoticeKind::Empty,
        "placeholder-text" => NoticeKind::Placeholder,
        rule => NoticeKind::Found { rule },
    };
    let names = match finding.names.as_slice() {
        [] => vec![name(&finding.path, template)],
        names => names.to_vec(),
    };
    Notice { what, names }
}

/// The template's name for the text at a path, or the path if there is no name.
fn name(path: &str, template: &Template) -> String {
    let heading = |(section, block): (&Section, &Block)| match &block.kind {
        Kind::Prose { from, .. } if from == path => {
            Some(block.heading.as_ref().unwrap_or(&section.heading).clone())
        }
        _ => None,
    };
    let label = template.field(path).map(|field| field.label.clone());
    label.or_else(|| template.blocks().find_map(heading)).unwrap_or_else(|| path.to_owned())
}
