//! SD1102: a footer that is older than the document above it.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// The footprint is dated before the latest decision.
    pub(crate) RULE = "SD1102", "footprint-older-than-decision", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let footprint = subject.design.footprint.as_ref();
    let Some(generated) = footprint.and_then(|footprint| footprint.generated_at.as_ref()) else { return };
    let updated = subject.design.meta.updated.as_ref().map(|updated| updated.value);
    // Another rule reports a decision that is dated after the design itself.
    let dated = subject.design.decisions.iter().filter_map(|decision| {
        let date = decision.date.as_ref()?;
        updated.is_none_or(|updated| date.value <= updated).then_some((decision, date))
    });
    let Some((decision, date)) = dated.max_by_key(|(_, date)| date.value) else { return };
    if date.value <= generated.date {
        return;
    }
    let id = &decision.id.value;
    let message =
        format!("the footprint is dated {}, but {id} is dated {}, after it", generated.date, date.value);
    let finding = Finding::new(&RULE, generated.span, message)
        .label("earlier than the latest decision")
        .related(date.span, format!("{id} is dated here"))
        .help("set `generated-at` to the day the document was generated, or delete it to use `updated`");
    sink.push(finding);
}
