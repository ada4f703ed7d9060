//! SD506: a decision that is younger than the design that holds it.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A decision is dated later than the design's last change.
    pub(crate) RULE = "SD506", "decision-after-design", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(updated) = &subject.design.meta.updated else { return };
    for decision in &subject.design.decisions {
        let Some(date) = decision.date.as_ref().filter(|date| date.value > updated.value) else { continue };
        let id = &decision.id.value;
        let message =
            format!("{id} was taken on {}, after the design's last change on {}", **date, **updated);
        let finding = Finding::new(&RULE, date.span, message)
            .label("later than the design")
            .related(updated.span, "the design was last changed on this day")
            .help(format!("set `updated` of `[design]` to the day that {id} came into it, or mend the date"));
        sink.push(finding);
    }
}
