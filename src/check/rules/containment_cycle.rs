//! SD310: a component or a node that is a part of itself, directly or through others.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, listed, rule};
use crate::source::Spanned;

rule! {
    /// A component or a node is a part of itself, directly or through others.
    pub(crate) RULE = "SD310", "containment-cycle", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let graph = subject.graph();
    let parts: Vec<Part<'_>> = graph
        .nodes()
        .iter()
        .map(|node| {
            let component = subject.design.components.get(&node.id.value);
            let place = component.and_then(|component| component.part_of.as_ref());
            Part { title: node.title(), inside: node.part_of, place: place.map(|place| &place.id) }
        })
        .collect();
    cycles("component", &parts, sink);
    let nodes = &subject.design.nodes;
    let parts: Vec<Part<'_>> = nodes
        .iter()
        .map(|node| Part {
            title: node.quoted(),
            inside: node.part_of.as_ref().and_then(|outer| nodes.index_of(outer)),
            place: node.part_of.as_ref().map(|outer| &outer.id),
        })
        .collect();
    cycles("node", &parts, sink);
}

/// What may be inside another.
struct Part<'a> {
    title: String,
    /// The place of the other.
    inside: Option<usize>,
    /// The id of the other, where it is written.
    place: Option<&'a Spanned<String>>,
}

fn cycles(what: &str, parts: &[Part<'_>], sink: &mut Sink) {
    // Everything is inside at most one other, so a walk can stop where an earlier one has been.
    let mut walk_of = vec![0; parts.len()];
    for start in 0..walk_of.len() {
        let walk = start + 1;
        let mut path = Vec::new();
        let mut here = Some(start);
        while let Some(index) = here.filter(|&index| walk_of[index] == 0) {
            walk_of[index] = walk;
            path.push(index);
            here = parts[index].inside;
        }
        let cycle = here.filter(|&index| walk_of[index] == walk);
        let Some(from) = cycle.and_then(|index| path.iter().position(|&other| other == index)) else {
            continue;
        };
        let cycle: Vec<&Part<'_>> = path[from..].iter().map(|&index| &parts[index]).collect();
        report(what, &cycle, sink);
    }
}

fn report(what: &str, cycle: &[&Part<'_>], sink: &mut Sink) {
    let [first, rest @ ..] = cycle else { return };
    let Some(place) = first.place else { return };
    let title = &first.title;
    let message = if rest.is_empty() {
        format!("the {what} {title} is a part of itself")
    } else {
        let names: Vec<String> = rest.iter().map(|part| part.title.clone()).collect();
        format!("the {what} {title} is a part of itself, through {}", listed(&names))
    };
    let mut finding = Finding::new(&RULE, place.span, message).label(if rest.is_empty() {
        format!("this is the {what} itself")
    } else {
        "these contain each other".to_owned()
    });
    for part in rest {
        if let Some(place) = part.place {
            finding = finding.related(place.span, format!("{} is a part of `{}`", part.title, place.value));
        }
    }
    sink.push(finding.help("delete the `part-of` of the outermost one"));
}
