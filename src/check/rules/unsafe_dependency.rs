//! SD1304: a design that holds relies on one that does not.

use crate::catalog::landscape::Found;
use crate::check::Subject;
use crate::design::{DesignName, Status};
use crate::diagnostic::{Finding, Group, Level, Sink, rule};

rule! {
    /// An accepted or implemented design relies on one that is not, or is no longer.
    pub(crate) RULE = "SD1304", "unsafe-dependency", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(landscape) = subject.landscape else {
        sink.leave_open(&RULE);
        return;
    };
    for integration in &subject.design.integrations {
        let (Some(name), Some(found)) = (&integration.design, landscape.found(integration)) else { continue };
        if found.is_unsafe_for(subject.design) {
            sink.push(finding(name, found));
        }
    }
}

fn finding(name: &DesignName, found: Found<'_, '_>) -> Finding {
    let status = &found.design.meta.status;
    let (id, number) = (&found.design.id, &found.member.number);
    let message = format!("this design relies on `{id}` {number}, which is {}", status.value.word());
    let label = match status.value {
        Status::Draft | Status::Proposed => "not agreed on yet",
        Status::Rejected => "rejected",
        _ => "no longer to be used",
    };
    let finding = Finding::new(&RULE, name.span, message)
        .label(label)
        .related(status.span, format!("`{id}` {number} is {}", status.value.word()));
    let finding = if status.value == Status::Rejected { finding } else { finding.at_most(Level::Warn) };
    finding.help(help(found))
}

fn help(found: Found<'_, '_>) -> String {
    let holds = found.system.holding().filter(|holding| {
        holding.file != found.member.file
            && holding.status.is_some_and(|status| matches!(status, Status::Accepted | Status::Implemented))
    });
    if let Some(holding) = holds {
        return format!("rely on `{}@^{}`, the version that holds", found.design.id, holding.number);
    }
    if let Some(successor) = &found.design.meta.superseded_by {
        return format!("rely on `{}`, which replaces it", &**successor);
    }
    match found.design.meta.status.value {
        Status::Draft | Status::Proposed => {
            "wait until it is accepted, or say in an `[[allow]]` why this design does not".to_owned()
        }
        _ => "rely on another design, or say in an `[[allow]]` how long this one is acceptable".to_owned(),
    }
}
