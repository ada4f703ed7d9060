//! The kinds of blocks, one file each: how a block prints a design, and how it prints the blank document.
//!
//! To add a kind: its file, and its arm in each `match` here; the compiler asks for all of them.

mod api;
mod components;
mod decisions;
mod deployment;
mod diagram;
mod entries;
mod facts;
mod footprint;
mod integrations;
mod models;
mod prose;
mod requirements;
mod risks;
mod tables;
mod taken;
mod technologies;
mod test_cases;
mod tree;

use super::scope::Scope;
use super::target::Target;
use super::{Options, Report};
use crate::answer::{self, Answer, Lack, Reason};
use crate::design::Design;
use crate::markdown::Builder;
use crate::template::{Block, BlockKind, DrawingKind, Template, Words};

/// Prints a block of a design: its answer, the reasons why it does not apply, or its hint.
pub(super) fn show<'a>(scope: &Scope<'a>, block: &'a Block, report: &Report, out: &mut Builder<'a>) {
    if let BlockKind::Components(words) = &block.kind {
        components::show_people(scope, words, out);
    }
    let answered = answer::of(scope.design, scope.template, block);
    match (&block.kind, answered.how) {
        (_, Answer::Justified) => nothing(scope, &answered.reasons, out),
        // Each statement prints its hint itself.
        (BlockKind::Facts { from, fields }, _) => facts::show(scope, from, fields, out),
        // The footer has something to say whether or not the design does.
        (kind @ BlockKind::Footprint(_), _) => show_answer(scope, kind, report, out),
        (kind, Answer::Missing(_)) => hint_only(hint(kind), out),
        (kind, _) => show_answer(scope, kind, report, out),
    }
}

/// Prints the design's answer.
fn show_answer<'a>(scope: &Scope<'a>, kind: &'a BlockKind, report: &Report, out: &mut Builder<'a>) {
    match kind {
        BlockKind::Prose { from, .. } => prose::show(scope, from, out),
        BlockKind::Facts { from, fields } => facts::show(scope, from, fields, out),
        BlockKind::Entries(entry) => entries::show(scope, entry, out),
        BlockKind::Diagram { of, words } => diagram::show(scope, *of, words, out),
        BlockKind::Requirements(words) => requirements::show(scope, words, out),
        BlockKind::Technologies(words) => technologies::show(scope, words, out),
        BlockKind::Integrations(words) => integrations::show(scope, words, out),
        BlockKind::Components(words) => components::show(scope, words, out),
        BlockKind::Tree(_) => tree::show(scope, out),
        BlockKind::Api(words) => api::show(scope, words, out),
        BlockKind::Models(words) => models::show(scope, words, out),
        BlockKind::Tables(words) => tables::show(scope, words, out),
        BlockKind::Decisions(words) => decisions::show(scope, words, out),
        BlockKind::Risks(words) => risks::show(scope, words, out),
        BlockKind::Tests(words) => test_cases::show(scope, words, out),
        BlockKind::Footprint(words) => footprint::show(scope, words, report, out),
    }
}

/// Prints a block that is not answered.
fn hint(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Prose { hint, .. } => hint.clone(),
        BlockKind::Entries(entry) => two_samples(&entry.words, "name", "text"),
        BlockKind::Diagram { words, .. } => sample(words, "mermaid").to_owned(),
        BlockKind::Requirements(words) => requirements::hint(words),
        BlockKind::Technologies(words) => technologies::hint(words),
        BlockKind::Integrations(words) => integrations::hint(words),
        BlockKind::Components(words) => components::hint(words),
        BlockKind::Tree(words) => sample(words, "hint").to_owned(),
        BlockKind::Api(words) => api::hint(words),
        BlockKind::Models(words) => models::hint(words),
        BlockKind::Tables(words) => tables::hint(words),
        BlockKind::Decisions(words) => decisions::hint(words),
        BlockKind::Risks(words) => risks::hint(words),
        BlockKind::Tests(words) => test_cases::hint(words),
        // Statements print their hints themselves, and a footer is never missing.
        BlockKind::Facts { .. } | BlockKind::Footprint(_) => String::new(),
    }
}

/// The reasons why a block does not apply; if there are several, a list with the subject of each.
fn nothing<'a>(scope: &Scope<'a>, reasons: &[Reason<'a>], out: &mut Builder<'a>) {
    if let [only] = reasons {
        return scope.nothing(only.text, out);
    }
    out.list(|out| {
        for (index, reason) in reasons.iter().enumerate() {
            let at = format!("not-applicable-{index}");
            scope.labelled(reason.about.unwrap_or_default(), Some(reason.text), &at, out);
        }
    });
}

/// Prints a diagram: the author's own, or the one drawn from the model.
pub(super) fn show_drawing<'a>(scope: &Scope<'a>, of: DrawingKind, words: &'a Words, out: &mut Builder<'a>) {
    let answered = answer::drawing(scope.design, scope.template, of);
    match answered.how {
        Answer::Justified => nothing(scope, &answered.reasons, out),
        Answer::Missing(_) => hint_only(sample(words, "mermaid"), out),
        Answer::Given | Answer::Default => diagram::show(scope, of, words, out),
    }
}

/// Whether a diagram is printed at all.
pub(super) fn is_drawn(scope: &Scope<'_>, of: DrawingKind) -> bool {
    diagram::is_wanted(scope.design, scope.template, scope.options, of)
}

/// Prints a block of the blank document, below a heading of a level.
pub(super) fn blank<'a>(template: &'a Template, block: &'a Block, level: u8, out: &mut Builder<'a>) {
    match &block.kind {
        BlockKind::Prose { hint, .. } => prose::blank(hint, out),
        BlockKind::Facts { fields, .. } => facts::blank(fields, out),
        BlockKind::Entries(entry) => entries::blank(&entry.words, out),
        BlockKind::Diagram { words, .. } => diagram::blank(words, out),
        BlockKind::Requirements(words) => requirements::blank(words, out),
        BlockKind::Technologies(words) => technologies::blank(words, out),
        BlockKind::Integrations(words) => integrations::blank(words, out),
        BlockKind::Components(words) => components::blank(words, out),
        BlockKind::Tree(words) => tree::blank(words, out),
        BlockKind::Api(words) => api::blank(words, out),
        BlockKind::Models(words) => models::blank(words, out),
        BlockKind::Tables(words) => tables::blank(words, out),
        BlockKind::Decisions(words) => decisions::blank(words, level, out),
        BlockKind::Risks(words) => risks::blank(words, out),
        BlockKind::Tests(words) => test_cases::blank(words, out),
        BlockKind::Footprint(words) => footprint::blank(words, template.labels.label("draft"), out),
    }
}

/// Whether a block is printed: it is required, or it has content. The heading of a diagram that is not drawn
/// is not printed either.
pub(super) fn is_shown(design: &Design, template: &Template, options: &Options, block: &Block) -> bool {
    if let BlockKind::Diagram { of, .. } = &block.kind
        && !diagram::is_wanted(design, template, options, *of)
    {
        return false;
    }
    // Its section was asked for by name.
    let is_asked = matches!(block.kind, BlockKind::Footprint(_)) && options.section.is_some();
    let has_people = matches!(block.kind, BlockKind::Components(_)) && !design.people.is_empty();
    let is_written = || match answer::of(design, template, block).how {
        Answer::Missing(lack) => lack == Lack::Placeholder,
        Answer::Given | Answer::Default | Answer::Justified => true,
    };
    block.required || is_asked || has_people || is_written()
}

/// The kinds of entities that get anchors in a block.
pub(super) fn targets(block: &Block, design: &Design, template: &Template) -> &'static [Target] {
    match &block.kind {
        BlockKind::Requirements(_) => &[Target::Requirement],
        BlockKind::Integrations(_) => &[Target::Integration],
        BlockKind::Components(_) => &[Target::Person, Target::Component],
        BlockKind::Diagram { of: DrawingKind::DataFlow, .. } if diagram::shows_flows(design, template) => {
            &[Target::Flow]
        }
        BlockKind::Diagram { of: DrawingKind::Deployment, .. } => &[Target::Node],
        BlockKind::Api(_) => &[Target::Contract],
        BlockKind::Models(_) => &[Target::Model],
        BlockKind::Tables(_) => &[Target::Table],
        BlockKind::Decisions(_) => &[Target::Decision],
        BlockKind::Risks(_) => &[Target::Risk],
        BlockKind::Tests(_) => &[Target::Test],
        BlockKind::Prose { .. }
        | BlockKind::Facts { .. }
        | BlockKind::Entries(_)
        | BlockKind::Diagram { .. }
        | BlockKind::Technologies(_)
        | BlockKind::Tree(_)
        | BlockKind::Footprint(_) => &[],
    }
}

/// A hint in place of a missing answer.
fn hint_only<'a>(hint: impl Into<pulldown_cmark::CowStr<'a>>, out: &mut Builder<'a>) {
    out.paragraph(|out| out.emphasis(|out| out.text(hint)));
}

/// A hint of the blank document, in brackets.
fn bracketed(words: &Words, key: &str) -> String {
    format!("[{}]", sample(words, key))
}

/// A hint without brackets.
fn sample<'w>(words: &'w Words, key: &str) -> &'w str {
    words.sample(key).unwrap_or_default()
}

/// Two hints, the second describing the first.
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
