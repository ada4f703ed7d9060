//! Requirements, grouped by category.

use indexmap::IndexMap;

use super::{bracketed, two_samples};
use crate::design::{Entity, Priority, Requirement, RequirementKind, Text};
use crate::markdown::Builder;
use crate::render::scope::Scope;
use crate::render::target::Target;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let requirements = &scope.design.requirements;
    let mut categories: IndexMap<&str, Vec<&Entity<Requirement>>> = IndexMap::new();
    for requirement in requirements {
        categories.entry(requirement.category.value.trim()).or_default().push(requirement);
    }
    out.list(|out| {
        for (category, requirements) in categories {
            out.item(|out| {
                let place = requirements.first().map_or("", |first| first.id.value.as_str());
                let name = scope.read(category, &format!("{place}-category")).flatten().unmark();
                out.strong(|out| out.splice(name));
                match requirements.as_slice() {
                    [only] => {
                        out.text(": ");
                        show_one(scope, only, words, out);
                    }
                    several => {
                        out.text(":");
                        out.list(|out| {
                            for requirement in several {
                                out.item(|out| show_one(scope, requirement, words, out));
                            }
                        });
                    }
                }
            });
        }
    });
}

pub(super) fn hint(words: &Words) -> String {
    two_samples(words, "category", "text")
}

pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.list(|out| {
        out.item(|out| {
            out.strong(|out| out.text(bracketed(words, "category")));
            out.text(": ");
            out.text(bracketed(words, "text"));
        });
    });
}

/// The id, the kind and the priority unless they are the defaults, and the requirement itself.
fn show_one<'a>(
    scope: &Scope<'a>,
    requirement: &'a Entity<Requirement>,
    words: &'a Words,
    out: &mut Builder<'a>,
) {
    let id = requirement.id.value.as_str();
    scope.anchor(Target::Requirement, id, out);
    out.code(id);
    let (kind, priority) = (requirement.kind(), requirement.priority());
    let kind = (kind != RequirementKind::Functional).then(|| words.label(kind.word()));
    let priority = (priority != Priority::Must).then(|| words.label(priority.word()));
    let marks: Vec<&str> = [kind, priority].into_iter().flatten().collect();
    if !marks.is_empty() {
        out.text(format!(" ({})", marks.join(", ")));
    }
    if requirement.text.is_given() {
        scope.after(&requirement.text, id, out);
    }
    if !requirement.acceptance.is_given() && !requirement.source.as_ref().is_some_and(Text::is_given) {
        return;
    }
    out.list(|out| {
        let acceptance = &requirement.acceptance;
        scope.labelled_list(words.label("acceptance"), acceptance, &format!("{id}-acceptance"), out);
        let source = requirement.source.as_ref();
        scope.labelled(words.label("source"), source, &format!("{id}-source"), out);
    });
}
