//! SD506: a decision that is dated after the last change of its design.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A decision is dated after the design's last change.
    pub(crate) RULE = "SD506", "decision-after-design", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(updated) = &subject.design.meta.updated else { return };
    for decision in &subject.design.decisions {
        let Some(date) = decision.date.as_ref().filter(|date| date.value > updated.value) else { continue };
        let id = &decision.id.value;
        let message = format!("{id} is dated {}, after the design's last change on {}", **date, **updated);
        let finding = Finding::new(&RULE, date.span, message)
            .label("later than `updated`")
            .related(updated.span, "the design's last change")
            .help(format!(
                "set `updated` of `[design]` to the day on which {id} was added, or correct the date"
            ));
        sink.push(finding);
    }
}
