//! SD305: a step of a flow between two elements that nothing joins: no relationship in either
//! direction, through one go-between (a gateway, a queue, a cache, a storage), or through parts.

use std::collections::HashSet;

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A flow has a step between two elements that no relationship joins.
    pub(crate) RULE = "SD305", "step-without-relationship", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let (graph, joined) = (subject.graph(), subject.joined());
    // Two elements lack one relationship, however often they speak.
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    for flow in &subject.design.flows {
        for step in &flow.steps {
            let (Some(from), Some(to)) = (graph.find(&step.from), graph.find(&step.to)) else { continue };
            if !seen.insert((from.min(to), from.max(to))) {
                continue;
            }
            let (source, target) = (graph.node(from), graph.node(to));
            // What is in no relationship at all was reported for that.
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
            // A call is a relationship of who calls; an answer alone is one of who is answered.
            let (user, callee) =
                if step.send.is_none() && step.reply.is_some() { (target, source) } else { (source, target) };
            let finding = Finding::new(&RULE, step.to.id.span, message)
                .label(format!("not joined to `{}`", &*step.from))
                .related(user.id.span, format!("its `uses` do not name `{}`", callee.id.value))
                .help(format!(
                    "add `{} = \"label\"` to `[{}.{}.uses]`, or draw the step through what stands between them",
                    callee.id.value,
                    user.kind.table(),
                    user.id.value
                ));
            sink.push(finding);
        }
    }
}
