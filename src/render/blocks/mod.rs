//! The kinds of blocks, one file each: what a block prints of a design, and what stands in the
//! blank document.
//!
//! To add a kind: its file, and its arm in each `match` here; the compiler asks for all of them.

mod api;
mod components;
mod decisions;
mod diagram;
mod entries;
mod facts;
mod footprint;
mod integrations;
mod models;
mod prose;
mod requirements;
mod tables;
mod technologies;
mod test_cases;
mod tree;

use super::page::Page;
use super::target::Target;
use super::{Options, Report};
use crate::design::{Design, Entities};
use crate::markdown::Builder;
use crate::template::{Block, DrawingKind, Kind, Words};

/// Prints a block of a design.
pub(super) fn show<'a>(page: &Page<'a>, block: &'a Block, report: &Report, out: &mut Builder<'a>) {
    match &block.kind {
        Kind::Prose { from, hint } => prose::show(page, from, hint, out),
        Kind::Facts { from, fields } => facts::show(page, from, fields, out),
        Kind::Entries(entry) => entries::show(page, entry, out),
        Kind::Diagram { of, words } => diagram::show(page, *of, words, out),
        Kind::Requirements(words) => requirements::show(page, words, out),
        Kind::Technologies(words) => technologies::show(page, words, out),
        Kind::Integrations(words) => integrations::show(page, words, out),
        Kind::Components(words) => components::show(page, words, out),
        Kind::Tree(words) => tree::show(page, words, out),
        Kind::Api(words) => api::show(page, words, out),
        Kind::Models(words) => models::show(page, words, out),
        Kind::Tables(words) => tables::show(page, words, out),
        Kind::Decisions(words) => decisions::show(page, words, out),
        Kind::Tests(words) => test_cases::show(page, words, out),
        Kind::Footprint(words) => footprint::show(page, words, report, out),
    }
}

/// Prints what the document shows of a diagram: the author's own, or the one of the model.
pub(super) fn show_drawing<'a>(page: &Page<'a>, of: DrawingKind, words: &'a Words, out: &mut Builder<'a>) {
    diagram::show(page, of, words, out);
}

/// Whether a diagram is drawn at all.
pub(super) fn is_drawn(page: &Page<'_>, of: DrawingKind) -> bool {
    diagram::is_wanted(page.design, page.options, of)
}

/// Prints a block of the blank document, below a heading of a level.
pub(super) fn blank<'a>(block: &'a Block, level: u8, out: &mut Builder<'a>) {
    match &block.kind {
        Kind::Prose { hint, .. } => prose::blank(hint, out),
        Kind::Facts { fields, .. } => facts::blank(fields, out),
        Kind::Entries(entry) => entries::blank(&entry.words, out),
        Kind::Diagram { words, .. } => diagram::blank(words, out),
        Kind::Requirements(words) => requirements::blank(words, out),
        Kind::Technologies(words) => technologies::blank(words, out),
        Kind::Integrations(words) => integrations::blank(words, out),
        Kind::Components(words) => components::blank(words, out),
        Kind::Tree(words) => tree::blank(words, out),
        Kind::Api(words) => api::blank(words, out),
        Kind::Models(words) => models::blank(words, out),
        Kind::Tables(words) => tables::blank(words, out),
        Kind::Decisions(words) => decisions::blank(words, level, out),
        Kind::Tests(words) => test_cases::blank(words, out),
        Kind::Footprint(words) => footprint::blank(words, out),
    }
}

/// Whether a block stands in the document: it is required, or there is something to print.
/// Diagrams that are not drawn leave no heading behind.
pub(super) fn is_shown(design: &Design, options: &Options, block: &Block) -> bool {
    if let Kind::Diagram { of, .. } = &block.kind
        && !diagram::is_wanted(design, options, *of)
    {
        return false;
    }
    block.required || is_given(design, block)
}

fn is_given(design: &Design, block: &Block) -> bool {
    match &block.kind {
        Kind::Prose { from, .. } => prose::is_given(design, from),
        Kind::Facts { from, fields } => facts::is_given(design, from, fields),
        Kind::Entries(entry) => entries::is_given(design, &entry.from),
        Kind::Diagram { of, .. } => diagram::is_given(design, *of),
        Kind::Requirements(_) => is_answered(&design.requirements),
        Kind::Technologies(_) => is_answered(&design.technologies),
        Kind::Integrations(_) => is_answered(&design.integrations),
        Kind::Components(_) => is_answered(&design.components) || !design.people.is_empty(),
        Kind::Tree(_) => tree::is_given(design),
        Kind::Api(_) => is_answered(&design.api),
        Kind::Models(_) => is_answered(&design.models),
        Kind::Tables(_) => is_answered(&design.tables),
        Kind::Decisions(_) => is_answered(&design.decisions),
        Kind::Tests(_) => is_answered(&design.tests),
        Kind::Footprint(_) => true,
    }
}

/// What gets anchors in a block.
pub(super) fn targets(block: &Block, design: &Design, options: &Options) -> &'static [Target] {
    match &block.kind {
        Kind::Requirements(_) => &[Target::Requirement],
        Kind::Integrations(_) => &[Target::Integration],
        Kind::Components(_) => &[Target::Person, Target::Component],
        Kind::Diagram { of: DrawingKind::DataFlow, .. } if diagram::shows_flows(design, options) => {
            &[Target::Flow]
        }
        Kind::Api(_) => &[Target::Contract],
        Kind::Models(_) => &[Target::Model],
        Kind::Tables(_) => &[Target::Table],
        Kind::Decisions(_) => &[Target::Decision],
        Kind::Tests(_) => &[Target::Test],
        Kind::Prose { .. }
        | Kind::Facts { .. }
        | Kind::Entries(_)
        | Kind::Diagram { .. }
        | Kind::Technologies(_)
        | Kind::Tree(_)
        | Kind::Footprint(_) => &[],
    }
}

fn is_answered<T>(entities: &Entities<T>) -> bool {
    !entities.is_empty() || entities.not_applicable.is_some()
}

/// Prints entities; where there are none the reason, and where there is none the hint.
fn entities<'a, T>(
    page: &Page<'a>,
    entities: &'a Entities<T>,
    hint: impl FnOnce() -> String,
    out: &mut Builder<'a>,
    print: impl FnOnce(&mut Builder<'a>),
) {
    if let Some(reason) = &entities.not_applicable {
        page.nothing(reason, out);
    } else if entities.is_empty() {
        hint_only(hint(), out);
    } else {
        print(out);
    }
}

/// A hint where something should stand.
fn hint_only<'a>(hint: impl Into<pulldown_cmark::CowStr<'a>>, out: &mut Builder<'a>) {
    out.paragraph(|out| out.emphasis(|out| out.text(hint)));
}

/// A hint of the blank document, in brackets.
fn bracketed(words: &Words, key: &str) -> String {
    format!("[{}]", sample(words, key))
}

/// A hint as it is.
fn sample<'w>(words: &'w Words, key: &str) -> &'w str {
    words.sample(key).unwrap_or_default()
}

/// Two hints, the second one said of the first.
fn two_samples(words: &Words, first: &str, second: &str) -> String {
    format!("{}: {}", sample(words, first), sample(words, second))
}

/// An item of the blank document: a label and a hint.
fn blank_item<'a>(words: &'a Words, key: &'static str, out: &mut Builder<'a>) {
    out.item(|out| {
        out.strong(|out| out.text(words.label(key)));
        out.text(": ");
        out.text(bracketed(words, key));
    });
}
