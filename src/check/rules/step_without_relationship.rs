//! SD305: a step of a flow between two elements that are not joined by a relationship: in either
//! direction, through one gateway, queue, cache or storage, or through parts.

use std::collections::HashSet;

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A flow has a step between two elements that no relationship joins.
    pub(crate) RULE = "SD305", "step-without-relationship", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let (graph, joined) = (subject.graph(), subject.joined());
    // Two elements are reported once, however many steps they share.
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    for flow in &subject.design.flows {
        for step in &flow.steps {
            let (Some(from), Some(to)) = (graph.find(&step.from), graph.find(&step.to)) else { continue };
            if !seen.insert((from.min(to), from.max(to))) {
                continue;
            }
            let (source, target) = (graph.node(from), graph.node(to));
            // Other rules report elements without any relationship.
            let alone = !source.is_related() && source.parts.is_empty()
                || !target.is_related() && target.parts.is_empty();
            let inside = source.part_of.is_some() || target.part_of.is_some();
            if alone && !inside || joined.joins(from, to) || !joined.between(from, to).is_empty() {
                continue;
            }
            let message = format!(
                "the flow “{}” goes from {} to {}, but no relationship joins them",
                &*flow.title,
                source.title(),
                target.title()
            );
            // The relationship belongs to the caller; a step with only a reply goes back to the caller.
            let (user, callee) =
                if step.send.is_none() && step.reply.is_some() { (target, source) } else { (source, target) };
            let finding = Finding::new(&RULE, step.to.id.span, message)
                .label(format!("not joined to `{}`", &*step.from))
                .related(user.id.span, format!("the `uses` of `{}` do not name `{}`", user.id.value, callee.id.value))
                .help(format!(
                    "add `{} = \"label\"` to the `uses` of `[{}.{}]`, or route the step through an element between them",
                    callee.id.value,
                    user.kind.table(),
                    user.id.value
                ));
            sink.push(finding);
        }
    }
}
