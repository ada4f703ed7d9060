//! A design, section by section.

use super::anchors::{Anchor, Anchors, PageIds};
use super::others::Others;
use super::place::Place;
use super::printed::{is_footer, printed, printed_sections};
use super::scope::{Printing, Scope};
use super::target::Target;
use super::{Options, Report, blocks, title};
use crate::design::Design;
use crate::markdown::Builder;
use crate::template::{Block, Section, Template};

/// The design as Markdown, for a page that contains nothing else. The same design, template, options and
/// report give the same bytes.
pub fn document(design: &Design, template: &Template, options: &Options, report: &Report) -> String {
    let ids = PageIds::default();
    let anchors = if options.anchors { printed(design, template, options) } else { Vec::new() };
    let mut anchors = Anchors::give(design, anchors, 1, &ids);
    anchors.keep_former(&ids);
    document_among(design, template, options, report, &ids, options.anchors.then_some(&anchors), None)
}

/// The same on a page with other content: `ids` are those of the page, `anchors` those of them that were
/// given to this document, if any. `others` are the designs around it, where these are known.
pub fn document_among<'a>(
    design: &'a Design,
    template: &'a Template,
    options: &'a Options,
    report: &'a Report,
    ids: &'a PageIds,
    anchors: Option<&'a Anchors<'a>>,
    others: Option<&'a Others<'a>>,
) -> String {
    let own: Vec<Place<'_>> =
        anchors.into_iter().map(|anchors| Place { page: String::new(), anchors }).collect();
    let printing = Printing::document(design, ids, &own, others);
    let mut scope = Scope::new(design, template, options, &printing, "title");
    let mut out = Builder::new();
    if options.section.is_none() {
        if options.title {
            scope.heading(&Anchor::Document, &mut out, |out| out.text(title::title(design, template)));
            scope.level = scope.level.saturating_add(1);
        }
        title::meta(&scope, &mut out);
    }
    let mut seen = Vec::new();
    for (number, section) in printed_sections(template, options) {
        print(section, number, report, scope, &mut seen, &mut out);
    }
    let mut events = out.finish();
    printing.follow(&mut events);
    options.write(events)
}

/// A section's heading as it is printed.
pub(super) fn heading(number: Option<usize>, section: &Section) -> String {
    match number {
        Some(number) => format!("{number}. {}", section.heading),
        None => section.heading.clone(),
    }
}

fn print<'a>(
    section: &'a Section,
    number: Option<usize>,
    report: &'a Report,
    scope: Scope<'a>,
    seen: &mut Vec<Target>,
    out: &mut Builder<'a>,
) {
    let mut scope = Scope { section: &section.key, ..scope };
    let note = scope.design.notes.get(&section.key).filter(|note| note.is_given());
    let is_shown = |block: &&Block| blocks::is_shown(scope.design, scope.template, scope.options, block);
    if note.is_none() && !section.blocks.iter().any(|block| is_shown(&block)) {
        return;
    }
    if is_footer(section) && !out.is_empty() {
        out.rule();
    }
    if scope.options.has_heading() {
        scope.heading(&Anchor::Section(&section.key), out, |out| out.text(heading(number, section)));
    } else {
        scope.level = scope.level.saturating_sub(1);
    }
    for block in section.blocks.iter().filter(is_shown) {
        let targets = blocks::targets(block, scope.design, scope.template);
        let repeats = targets.iter().any(|target| seen.contains(target));
        seen.extend(targets);
        let mut scope = Scope { block: &block.key, repeats, ..scope };
        if let Some(heading) = &block.heading {
            scope.level = scope.level.saturating_add(1).min(LOWEST);
            let anchor = Anchor::Block(&section.key, &block.key);
            Scope { repeats: false, ..scope }.heading(&anchor, out, |out| out.text(heading.as_str()));
        }
        blocks::show(&scope, block, report, out);
        out.footnotes();
    }
    if let Some(note) = note {
        scope.labelled_blocks(scope.word("note"), note, "note", out);
        out.footnotes();
    }
    missing(&scope, report, out);
}

const LOWEST: u8 = 6;

/// What the section is missing, for designs that are rendered anyway.
fn missing<'a>(scope: &Scope<'a>, report: &'a Report, out: &mut Builder<'a>) {
    let Some(section) = report.sections.get(scope.section).filter(|section| !section.missing.is_empty())
    else {
        return;
    };
    out.quote(|out| {
        out.paragraph(|out| {
            out.strong(|out| out.text(scope.word("missing")));
            out.text(":");
        });
        out.list(|out| {
            for notice in &section.missing {
                out.item(|out| out.text(notice.sentence(&scope.template.labels)));
            }
        });
    });
}
