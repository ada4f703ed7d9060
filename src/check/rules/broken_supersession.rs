//! SD505: something superseded has no successor, or its successors lead back to it.

use std::collections::HashSet;

use crate::check::Subject;
use crate::design::{Decision, DecisionStatus, Entity, Status};
use crate::diagnostic::{Finding, Group, Sink, listed, rule};
use crate::source::Span;

rule! {
    /// Something superseded does not name its successor, or its successors lead back to it.
    pub(crate) RULE = "SD505", "broken-supersession", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for decision in &subject.design.decisions {
        let Some(status) = decision.status.as_ref() else { continue };
        let leads_on =
            decision.superseded_by.is_some() || decision.given(|key| key.superseded_by).is_unreadable();
        if status.value == DecisionStatus::Superseded && !leads_on {
            let message = format!("{} is superseded, but does not name its successor", decision.id.value);
            let finding = Finding::new(&RULE, status.span, message)
                .label("has no `superseded-by`")
                .help("add `superseded-by = \"ID\"` with the id of the decision that replaces it");
            sink.push(finding);
        }
    }
    cycles(subject, sink);
    design(subject, sink);
}

/// Reports each cycle once, at its first decision in the author's order.
fn cycles(subject: &Subject<'_>, sink: &mut Sink) {
    let decisions = &subject.design.decisions;
    let mut seen: HashSet<&str> = HashSet::new();
    for decision in decisions {
        let mut path: Vec<&Entity<Decision>> = Vec::new();
        let mut on_path: HashSet<&str> = HashSet::new();
        let mut next = Some(decision);
        while let Some(here) = next.filter(|here| !seen.contains(here.id.value.as_str())) {
            seen.insert(&here.id.value);
            on_path.insert(&here.id.value);
            path.push(here);
            next = here.superseded_by.as_ref().and_then(|id| decisions.get(id));
        }
        let closed = next.filter(|here| on_path.contains(here.id.value.as_str()));
        if let Some(entry) =
            closed.and_then(|entry| path.iter().position(|here| here.id.value == entry.id.value))
        {
            sink.extend(cycle(&path[entry..]));
        }
    }
}

fn cycle(members: &[&Entity<Decision>]) -> Option<Finding> {
    let first = members.first()?;
    let place = first.superseded_by.as_ref()?.id.span;
    let id = &first.id.value;
    let help = "delete the `superseded-by` of the decision that is in force";
    if members.len() == 1 {
        let message = format!("{id} is superseded by itself");
        return Some(Finding::new(&RULE, place, message).label("its own id").help(help));
    }
    let names: Vec<&str> = members.iter().chain([first]).map(|decision| decision.id.value.as_str()).collect();
    let message = format!("these decisions supersede each other in a cycle: {}", names.join(" → "));
    let finding = Finding::new(&RULE, place, message).label(format!("{id} is superseded here"));
    let others =
        members[1..].iter().filter_map(|other| Some((&other.id.value, other.superseded_by.as_ref()?)));
    let finding =
        others.fold(finding, |finding, (id, by)| finding.related(by.id.span, format!("and {id} here")));
    Some(finding.help(help))
}

fn design(subject: &Subject<'_>, sink: &mut Sink) {
    let meta = &subject.design.meta;
    let Some(successor) = &meta.superseded_by else {
        // The next version of a series is its successor, and names nothing.
        let file = subject.design.file;
        let is_followed = subject.series.is_some_and(|series| series.has_successor(file));
        if meta.status.value == Status::Superseded
            && !is_followed
            && !meta.given(|key| key.superseded_by).is_unreadable()
        {
            let finding = Finding::new(
                &RULE,
                meta.status.span,
                "the design is superseded, but does not name its successor",
            )
            .label("has no `superseded-by`")
            .help("add `superseded-by = \"ID\"` to `[design]`, with the id of the design that replaces it");
            sink.push(finding);
        }
        return;
    };
    let predecessor = meta.supersedes.as_ref().filter(|supersedes| supersedes.id.value == successor.id.value);
    if **successor == *subject.design.id {
        let finding = Finding::new(&RULE, successor.id.span, "the design is superseded by itself")
            .label("its own id")
            .help("write the id of the design that replaces it, or delete the key");
        sink.push(finding);
    } else if let Some(predecessor) = predecessor {
        let message =
            format!("`{}` cannot both replace this design and be replaced by it", successor.id.value);
        let finding = Finding::new(&RULE, successor.id.span, message)
            .label("the successor")
            .related(predecessor.id.span, "the predecessor")
            .help("delete one of the two");
        sink.push(finding);
    } else {
        sink.extend(book_cycle(subject, successor.id.span));
    }
}

/// A cycle of designs is reported at the first of them in the book's order.
fn book_cycle(subject: &Subject<'_>, place: Span) -> Option<Finding> {
    let book = subject.book?;
    let own = subject.design.id.as_str();
    let mut next: &str = subject.design.meta.superseded_by.as_ref()?;
    let mut others = Vec::new();
    while next != own {
        let known = book.iter().find(|known| known.id == next)?;
        if others.len() > book.len() {
            return None; // the successors lead into a cycle that this design is not part of
        }
        others.push(known);
        next = known.superseded_by.as_deref()?;
    }
    let place_of = |id: &str| book.iter().position(|known| known.id == id);
    if others.iter().any(|other| place_of(&other.id) < place_of(own)) {
        return None;
    }
    let names: Vec<String> = others.iter().map(|other| format!("`{}`", other.id)).collect();
    let message = format!("the successors of this design lead back to it, through {}", listed(&names));
    let finding = Finding::new(&RULE, place, message).label("this design's successor");
    let finding = others.iter().fold(finding, |finding, other| {
        finding.related(other.span, format!("`{}` is this design", other.id))
    });
    Some(finding.help("delete the `superseded-by` of the design that is in force"))
}
