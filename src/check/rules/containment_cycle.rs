//! SD310: a component that is a part of itself, directly or through others.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, listed, rule};

rule! {
    /// A component is a part of itself, directly or through others.
    pub(crate) RULE = "SD310", "containment-cycle", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    // Every element is inside at most one other, so a walk can stop where an earlier one has been.
    let mut walk_of = vec![0; graph.nodes().len()];
    for start in 0..walk_of.len() {
        let walk = start + 1;
        let mut path = Vec::new();
        let mut here = Some(start);
        while let Some(index) = here.filter(|&index| walk_of[index] == 0) {
            walk_of[index] = walk;
            path.push(index);
            here = graph.node(index).part_of;
        }
        let cycle = here.filter(|&index| walk_of[index] == walk);
        let Some(from) = cycle.and_then(|index| path.iter().position(|&other| other == index)) else {
            continue;
        };
        report(subject, &path[from..], sink);
    }
}

fn report(subject: &Subject<'_>, cycle: &[usize], sink: &mut Sink) {
    let graph = subject.graph();
    let component = |index: usize| subject.design.components.get(&graph.node(index).id.value);
    let whole = |index: usize| component(index).and_then(|component| component.part_of.as_ref());
    let [first, rest @ ..] = cycle else { return };
    let Some(place) = whole(*first) else { return };
    let title = graph.node(*first).title();
    let message = if rest.is_empty() {
        format!("the component {title} is a part of itself")
    } else {
        let names: Vec<String> = rest.iter().map(|&index| graph.node(index).title()).collect();
        format!("the component {title} is a part of itself, through {}", listed(&names))
    };
    let mut finding = Finding::new(&RULE, place.id.span, message).label(if rest.is_empty() {
        "this is the component itself"
    } else {
        "these contain each other"
    });
    for &index in rest {
        if let Some(place) = whole(index) {
            let what = format!("{} is a part of `{}`", graph.node(index).title(), &**place);
            finding = finding.related(place.id.span, what);
        }
    }
    sink.push(finding.help("delete the `part-of` of the outermost one"));
}
