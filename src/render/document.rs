//! A design, section by section.

use super::anchors::{Anchor, Anchors, PageIds};
use super::links::Place;
use super::page::{Page, Printing};
use super::printed::{is_footer, printed, printed_sections};
use super::target::Target;
use super::{Options, Report, blocks, title};
use crate::design::Design;
use crate::markdown::{Brackets, Builder, write};
use crate::template::{Block, Section, Template};

/// The design as Markdown, on a page of its own. The same design, template, options and report give
/// the same bytes.
pub fn document(design: &Design, template: &Template, options: &Options, report: &Report) -> String {
    let ids = PageIds::default();
    let anchors = if options.anchors { printed(design, template, options) } else { Vec::new() };
    let anchors = Anchors::give(design, anchors, 1, &ids);
    document_among(design, template, options, report, &ids, options.anchors.then_some(&anchors))
}

/// The same on a page that has more: `ids` are those of the page, `anchors` what was given of them
/// to this document, where it has any.
pub fn document_among<'a>(
    design: &'a Design,
    template: &'a Template,
    options: &'a Options,
    report: &'a Report,
    ids: &'a PageIds,
    anchors: Option<&'a Anchors<'a>>,
) -> String {
    let own: Vec<Place<'_>> =
        anchors.into_iter().map(|anchors| Place { page: String::new(), anchors }).collect();
    let printing = Printing::document(design, ids, &own);
    let mut page = Page {
        design,
        template,
        options,
        printing: &printing,
        section: "title",
        block: "",
        level: options.level,
        repeats: false,
    };
    let mut out = Builder::new();
    if options.section.is_none() {
        if options.title {
            let anchor = printing.links.anchor(&Anchor::Document);
            out.heading(page.level, anchor, |out| out.text(title::title(design, template)));
            page.level = page.level.saturating_add(1);
        }
        title::meta(&page, &mut out);
    }
    let mut seen = Vec::new();
    for (number, section) in printed_sections(template, options) {
        print(section, number, report, page, &mut seen, &mut out);
    }
    let mut events = out.finish();
    printing.follow(&mut events);
    write(events, Brackets::Escaped)
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
    page: Page<'a>,
    seen: &mut Vec<Target>,
    out: &mut Builder<'a>,
) {
    let page = Page { section: &section.key, ..page };
    let note = page.design.notes.get(&section.key).filter(|note| note.is_given());
    let is_shown = |block: &&Block| blocks::is_shown(page.design, page.template, page.options, block);
    if note.is_none() && !section.blocks.iter().any(|block| is_shown(&block)) {
        return;
    }
    if is_footer(section) && !out.is_empty() {
        out.rule();
    }
    let anchor = page.printing.links.anchor(&Anchor::Section(&section.key));
    out.heading(page.level, anchor, |out| out.text(heading(number, section)));
    for block in section.blocks.iter().filter(is_shown) {
        let targets = blocks::targets(block, page.design, page.template, page.options);
        let repeats = targets.iter().any(|target| seen.contains(target));
        seen.extend(targets);
        let mut page = Page { block: &block.key, repeats, ..page };
        if let Some(heading) = &block.heading {
            page.level = page.level.saturating_add(1).min(LOWEST);
            let anchor = page.printing.links.anchor(&Anchor::Block(&section.key, &block.key));
            out.heading(page.level, anchor, |out| out.text(heading.as_str()));
        }
        blocks::show(&page, block, report, out);
        out.footnotes();
    }
    if let Some(note) = note {
        page.blocks(note, "note", out);
        out.footnotes();
    }
    missing(&page, report, out);
}

const LOWEST: u8 = 6;

/// What the section lacks, where a design is shown in spite of it.
fn missing<'a>(page: &Page<'a>, report: &'a Report, out: &mut Builder<'a>) {
    let Some(section) = report.sections.get(page.section).filter(|section| !section.missing.is_empty())
    else {
        return;
    };
    out.quote(|out| {
        out.paragraph(|out| {
            out.strong(|out| out.text(page.word("missing")));
            out.text(":");
        });
        out.list(|out| {
            for notice in &section.missing {
                out.item(|out| out.text(notice.sentence(&page.template.labels)));
            }
        });
    });
}
