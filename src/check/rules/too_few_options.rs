//! SD502: a decision with no options or only one.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A decision considers no options, or only one.
    pub(crate) RULE = "SD502", "too-few-options", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for decision in &subject.design.decisions {
        let options = &decision.options;
        let skipped = options.not_applicable.is_some()
            || options.has_unread()
            || decision.given(|key| key.options).is_unreadable()
            || decision.has_unknown_choice();
        if skipped || options.len() > 1 {
            continue;
        }
        let id = &decision.id.value;
        let finding = match options.iter().next() {
            None => Finding::new(&RULE, decision.id.span, format!("{id} considers no options"))
                .label("chosen from which options?")
                .help(format!("add `[decisions.{id}.options.ID]` for each option, including those that were rejected; if there was no choice, say why: `options = {{ not-applicable = \"why\" }}`")),
            Some(option) => {
                let message = format!("{id} considers only one option, `{}`", option.id.value);
                Finding::new(&RULE, option.id.span, message)
                    .label("the only option")
                    .help(format!("add `[decisions.{id}.options.ID]` for each alternative, even if it was to leave things as they are"))
            }
        };
        sink.push(finding);
    }
}
