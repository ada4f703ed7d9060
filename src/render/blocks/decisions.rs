//! Decisions: why they were needed, the options, which was chosen, and why.

use super::{blank_item, bracketed, two_samples};
use crate::design::{Decision, DecisionOption, Entity};
use crate::markdown::Builder;
use crate::render::anchors::Anchor;
use crate::render::cite::FactLine;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let decisions = &scope.design.decisions;
    let scope = Scope { level: scope.level.saturating_add(1), ..*scope };
    for (index, decision) in decisions.iter().enumerate() {
        show_decision(&scope, index + 1, decision, words, out);
    }
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "title", "context")
}

pub(super) fn blank<'a>(words: &'a Words, level: u8, out: &mut Builder<'a>) {
    let title = format!("{} 1: {}", words.label("decision"), bracketed(words, "title"));
    out.heading(level.saturating_add(1), None, |out| out.text(title));
    out.list(|out| {
        blank_item(words, "context", out);
        out.item(|out| {
            out.strong(|out| out.text(words.label("options")));
            out.text(":");
            out.numbered(|out| {
                out.item(|out| {
                    out.text(bracketed(words, "option"));
                    out.text(": ");
                    out.text(bracketed(words, "summary"));
                });
            });
        });
        blank_item(words, "chosen", out);
        blank_item(words, "rationale", out);
    });
}

fn show_decision<'a>(
    scope: &Scope<'a>,
    number: usize,
    decision: &'a Entity<Decision>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = decision.id.value.as_str();
    let title = decision.title();
    let heading = format!("{} {number}: {title}", words.label("decision"));
    scope.heading(&Anchor::Entity(Target::Decision, id), out, |out| out.text(heading));
    out.paragraph(|out| show_line(scope, decision, words, out));
    let at = |key: &str| format!("{id}-{key}");
    out.list(|out| {
        scope.labelled(words.label("context"), decision.context.as_ref(), &at("context"), out);
        scope.labelled_list(words.label("drivers"), &decision.drivers, &at("drivers"), out);
        show_options(scope, decision, words, out);
        if let Some(chosen) = decision.chosen.as_ref().filter(|chosen| !chosen.is_empty()) {
            out.item(|out| {
                out.strong(|out| out.text(words.label("chosen")));
                out.text(": ");
                let option = decision.options.get(chosen).filter(|option| !option.title.is_empty());
                out.text(option.map_or(chosen.value.as_str(), |option| option.title.value.as_str()));
            });
        }
        scope.labelled(words.label("rationale"), decision.rationale.as_ref(), &at("rationale"), out);
        let why = decision.not_in_source.as_ref();
        scope.labelled(words.label("not-in-source"), why, &at("not-in-source"), out);
        if let Some(consequences) = &decision.consequences {
            out.item(|out| {
                out.strong(|out| out.text(words.label("consequences")));
                out.text(":");
                out.list(|out| {
                    scope.labelled_list(words.label("good"), &consequences.good, &at("good"), out);
                    scope.labelled_list(words.label("bad"), &consequences.bad, &at("bad"), out);
                });
            });
        }
    });
}

/// The line under the heading: the id that others cite, and the decision's status.
fn show_line<'a>(scope: &Scope<'a>, decision: &'a Entity<Decision>, words: &'a Words, out: &mut Builder<'a>) {
    let mut line = FactLine::new();
    line.dot(out);
    out.code(decision.id.value.as_str());
    if let Some(status) = &decision.status {
        line.label(words.label("status"), out);
        out.text(words.label(status.value.word()));
    }
    if let Some(date) = &decision.date {
        line.label(words.label("date"), out);
        out.text(date.value.to_string());
    }
    if !decision.decision_makers.is_empty() {
        line.label(words.label("decision-makers"), out);
        for (index, maker) in decision.decision_makers.iter().enumerate() {
            if index > 0 {
                out.text(", ");
            }
            scope.line(maker, &format!("{}-maker-{index}", decision.id.value), out);
        }
    }
    if !decision.addresses.is_empty() {
        line.label(words.label("addresses"), out);
        scope.cite_all(Target::Requirement, &decision.addresses, out);
    }
    if let Some(successor) = &decision.superseded_by {
        line.label(words.label("superseded-by"), out);
        scope.cite(Target::Decision, successor, out);
    }
}

fn show_options<'a>(
    scope: &Scope<'a>,
    decision: &'a Entity<Decision>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let options = &decision.options;
    let at = format!("{}-options", decision.id.value);
    if options.is_empty() && options.not_applicable.is_none() {
        return;
    }
    out.item(|out| {
        out.strong(|out| out.text(words.label("options")));
        if let Some(reason) = &options.not_applicable {
            return scope.after(reason, &at, out);
        }
        out.text(":");
        out.numbered(|out| {
            for option in options {
                out.item(|out| show_option(scope, &at, option, words, out));
            }
        });
    });
}

fn show_option<'a>(
    scope: &Scope<'a>,
    at: &str,
    option: &'a Entity<DecisionOption>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = option.id.value.as_str();
    out.strong(|out| out.text(option.title()));
    if let Some(summary) = option.summary.as_ref().filter(|text| text.is_given()) {
        scope.after(summary, &format!("{at}-{id}"), out);
    }
    out.list(|out| {
        for (key, texts) in [("pros", &option.pros), ("cons", &option.cons)] {
            if texts.is_given() {
                out.item(|out| {
                    out.strong(|out| out.text(words.label(key)));
                    out.text(": ");
                    scope.joined(texts, &format!("{at}-{id}-{key}"), out);
                });
            }
        }
    });
}
