//! SD401: a component of our own with code that does not say where the code is.

use crate::answer::{self, Answer};
use crate::check::{NodeKind, Subject};
use crate::design::{Component, Entity, Status};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::template::BlockKind;

rule! {
    /// A component of an accepted or implemented design names neither files nor a directory.
    pub(crate) RULE = "SD401", "component-without-files", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let is_decided = matches!(subject.design.status(), Status::Accepted | Status::Implemented);
    if !is_decided || is_covered_by_tree(subject) {
        return;
    }
    let graph = subject.graph();
    let has_place = with_parts_placed(subject);
    for (index, node) in graph.nodes().iter().enumerate() {
        let NodeKind::Component(kind) = node.kind else { continue };
        // A part is where its whole is.
        let inside = graph.enclosing(index).any(|whole| component(subject, whole).is_some_and(is_placed));
        if !kind.has_code() || has_place[index] || inside || graph.is_third_party(index) {
            continue;
        }
        let id = &node.id.value;
        let message = format!("the component {} does not say where its code is", node.title());
        let finding = Finding::new(&RULE, node.id.span, message)
            .label("has neither `files` nor `directory`")
            .help(format!(
                "add `directory = \"…\"` or `files = {{ \"path\" = \"purpose\" }}` to `[components.{id}]`; or say why it has no files: `files = {{ not-applicable = \"why\" }}`"
            ));
        sink.push(finding);
    }
}

/// A missing file tree is one mistake of the whole design, which another rule reports. A tree that is
/// not applicable says that there are no files worth mentioning.
fn is_covered_by_tree(subject: &Subject<'_>) -> bool {
    let tree = subject.template.blocks().find(|(_, block)| matches!(block.kind, BlockKind::Tree(_)));
    tree.is_some_and(|(_, block)| match answer::of(subject.design, subject.template, block).how {
        Answer::Missing(_) => block.required,
        Answer::Justified => subject.design.layout.as_ref().is_some_and(|layout| layout.tree.is_some()),
        _ => false,
    })
}

/// For each element, whether it or a part of it, at any depth, says where its code is.
fn with_parts_placed(subject: &Subject<'_>) -> Vec<bool> {
    let graph = subject.graph();
    let mut placed = vec![false; graph.nodes().len()];
    for index in 0..placed.len() {
        if component(subject, index).is_some_and(is_placed) {
            placed[index] = true;
            graph.enclosing(index).for_each(|whole| placed[whole] = true);
        }
    }
    placed
}

fn component<'a>(subject: &Subject<'a>, index: usize) -> Option<&'a Entity<Component>> {
    subject.design.components.get(&subject.graph().node(index).id.value)
}

fn is_placed(component: &Entity<Component>) -> bool {
    component.directory.is_some()
        || component.files.span.is_some()
        || component.given(|key| key.directory).is_unreadable()
        || component.given(|key| key.files).is_unreadable()
}
