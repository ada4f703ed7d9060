//! SD403: two components that claim the same file.

use std::collections::HashMap;

use crate::check::Subject;
use crate::design::{Claim, ClaimedPath};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A file is claimed by two components, or twice by one.
    pub(crate) RULE = "SD403", "file-claimed-twice", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let mut seen: HashMap<&[String], &Claim<'_>> = HashMap::new();
    for claim in subject.claims() {
        let ClaimedPath::Inside(path) = &claim.path else { continue };
        let Some(first) = seen.get(path.names()) else {
            seen.insert(path.names(), claim);
            continue;
        };
        if is_inside(subject, claim, first) || is_inside(subject, first, claim) {
            continue;
        }
        let (one, two) = (&first.component.id.value, &claim.component.id.value);
        let message = if one == two {
            format!("the component `{one}` claims the file `{path}` twice")
        } else {
            format!("the components `{one}` and `{two}` both claim the file `{path}`")
        };
        let finding = Finding::new(&RULE, claim.file.id.span, message)
            .label("claimed again")
            .related(first.file.id.span, "the first claim is here")
            .help("leave it with the component that is responsible for it");
        sink.push(finding);
    }
}

/// Whether `part` is a claim by a part of the component that makes the claim `whole`. A file of a part
/// also belongs to the whole.
fn is_inside(subject: &Subject<'_>, part: &Claim<'_>, whole: &Claim<'_>) -> bool {
    let graph = subject.graph();
    let (part, whole) = (graph.find(&part.component.id.value), graph.find(&whole.component.id.value));
    part.is_some_and(|part| graph.enclosing(part).any(|over| Some(over) == whole))
}
