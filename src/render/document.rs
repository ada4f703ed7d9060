//! A design, section by section.

use super::links::Links;
use super::page::Page;
use super::{Options, Report, blocks, title};
use crate::design::Design;
use crate::markdown::{Brackets, Builder, write};
use crate::template::{Kind, Section, Template};

/// The design as Markdown. The same design, template, options and report give the same bytes.
pub fn document(design: &Design, template: &Template, options: &Options, report: &Report) -> String {
    let sections = printed_sections(template, options);
    let shown = sections.iter().flat_map(|(_, section)| &section.blocks);
    let shown = shown.flat_map(|block| blocks::targets(block, design, options)).copied().collect();
    let links = Links::new(design, options.anchors, shown, "");
    let mut page =
        Page { design, template, options, links: &links, section: "title", block: "", level: options.level };
    let mut out = Builder::new();
    if options.section.is_none() {
        if options.title {
            out.heading(page.level, links.document(), |out| out.text(title::title(design, template)));
            page.level = page.level.saturating_add(1);
        }
        title::meta(&page, &mut out);
    }
    for (number, section) in sections {
        print(section, number, report, page, &mut out);
    }
    write(out.finish(), Brackets::Escaped)
}

/// The sections that are printed, with the numbers of those that have one. A number is a
/// section's place in the template, whatever else is printed.
fn printed_sections<'t>(template: &'t Template, options: &Options) -> Vec<(Option<usize>, &'t Section)> {
    let mut count = 0;
    let numbered = template.sections.iter().map(|section| {
        count += usize::from(section.numbered);
        (section.numbered.then_some(count), section)
    });
    let wanted = |section: &Section| match &options.section {
        Some(only) => section.key == *only,
        None => options.footprint || !is_footer(section),
    };
    numbered.filter(|(_, section)| wanted(section)).collect()
}

pub(super) fn is_footer(section: &Section) -> bool {
    section.blocks.iter().any(|block| matches!(block.kind, Kind::Footprint(_)))
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
    out: &mut Builder<'a>,
) {
    let page = Page { section: &section.key, ..page };
    let note = page.design.notes.get(&section.key).filter(|note| note.is_given());
    let is_shown = |block| blocks::is_shown(&page, block);
    if note.is_none() && !section.blocks.iter().any(is_shown) {
        return;
    }
    if is_footer(section) && !out.is_empty() {
        out.rule();
    }
    out.heading(page.level, page.links.section(&section.key), |out| out.text(heading(number, section)));
    for block in section.blocks.iter().filter(|block| blocks::is_shown(&page, block)) {
        let mut page = Page { block: &block.key, ..page };
        if let Some(heading) = &block.heading {
            page.level = page.level.saturating_add(1).min(LOWEST);
            let anchor = page.links.block(&section.key, &block.key);
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
            for (index, sentence) in section.missing.iter().enumerate() {
                out.item(|out| out.splice(page.read(sentence, &format!("missing-{index}")).flatten()));
            }
        });
    });
}
