//! What a document says about its findings, if they do not fail the build.

use crate::answer::{self, Completeness, holds, table_of};
use crate::design::Design;
use crate::diagnostic::{Finding, Group, Report};
use crate::render::{self, Diagrams, Notice, NoticeKind, Options, SectionReport};
use crate::template::{Block, BlockKind, Section, Template};

/// The completeness of a design and, by section, what is missing in it. Advice is for authors, so a page does
/// not show it, and what prints a hint is shown already.
pub(in crate::book) fn report(
    design: &Design,
    template: &Template,
    options: &Options,
    completeness: &Completeness,
    found: &Report,
) -> render::Report {
    let denied = found.denied();
    let mut report = render::Report {
        complete: completeness.is_whole() && denied == 0,
        denied,
        completeness: render::Completeness {
            answered: completeness.answered(),
            required: completeness.required(),
            justified: completeness.justified(),
        },
        placeholders: completeness.placeholders,
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
    let missing = found.findings.iter().filter(|finding| finding.rule.group == Group::Missing);
    for finding in missing.filter(|finding| !is_hint(finding, design, template, options)) {
        if let Some((_, section)) = answer::section_of(&finding.path, template) {
            report.sections.entry(section.key.clone()).or_default().missing.push(notice(finding, template));
        }
    }
    report
}

/// Whether the document prints a hint in place of what a finding is about.
fn is_hint(finding: &Finding, design: &Design, template: &Template, options: &Options) -> bool {
    let path = finding.path.as_str();
    let is_missing = |block: &Block| answer::of(design, template, block).how.is_missing();
    template.blocks().any(|(_, block)| match &block.kind {
        BlockKind::Facts { from, fields } => path.strip_prefix(from.as_str()).is_some_and(|rest| {
            fields.iter().any(|field| {
                // The missing facts of a table are one finding.
                let is_it =
                    rest.is_empty() || rest.strip_prefix('.').is_some_and(|rest| holds(&field.key, rest));
                is_it && answer::fact(design, template, from, field).is_missing()
            })
        }),
        BlockKind::Diagram { .. } if options.diagrams == Diagrams::None => false,
        BlockKind::Prose { from, .. } => {
            (path == table_of(&block.kind) || holds(from, path)) && is_missing(block)
        }
        kind => path == table_of(kind) && is_missing(block),
    })
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
        BlockKind::Prose { from, .. } if from == path => {
            Some(block.heading.as_ref().unwrap_or(&section.heading).clone())
        }
        _ => None,
    };
    let label = template.field(path).map(|field| field.label.clone());
    label.or_else(|| template.blocks().find_map(heading)).unwrap_or_else(|| path.to_owned())
}
