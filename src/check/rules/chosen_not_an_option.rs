//! SD501: a decision chose something that is not one of its options.

use crate::check::Subject;
use crate::design::{Decision, DecisionOption, Entity};
use crate::diagnostic::{Finding, Group, Sink, either, rule};
use crate::reading::{Plain, nearest};

rule! {
    /// A decision chose something that is not one of its options.
    pub(crate) RULE = "SD501", "chosen-not-an-option", Group::Contradiction, since "0.1.0", fix safe;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for decision in subject.design.decisions.iter().filter(|decision| decision.has_unknown_choice()) {
        if let Some(chosen) = &decision.chosen {
            sink.push(finding(decision, chosen));
        }
    }
}

fn finding(decision: &Entity<Decision>, chosen: &Plain) -> Finding {
    let options = &decision.options;
    let message = format!("{} chose `{}`, which is not one of its options", decision.id.value, chosen.value);
    let finding = Finding::new(&RULE, chosen.span, message).label("no option has this id");
    let is_titled = |option: &&Entity<DecisionOption>| option.title.eq_ignore_ascii_case(chosen);
    if let Some(option) = options.iter().find(is_titled) {
        let sure = options.iter().filter(is_titled).count() == 1;
        let id = &option.id.value;
        return finding
            .related(option.title.span, format!("this is the title of `{id}`"))
            .help(format!("write the option's id: `\"{id}\"`"))
            .fix_if(sure, chosen.span, format!("\"{id}\""));
    }
    if let Some(near) = nearest(chosen, options.ids()) {
        return finding
            .help(format!("did you mean `\"{near}\"`?"))
            .suggest(chosen.span, format!("\"{near}\""));
    }
    let ids: Vec<String> = options.ids().map(|id| format!("`\"{id}\"`")).collect();
    let add = format!("[decisions.{}.options.{}]", decision.id.value, chosen.value);
    finding.help(format!("write the id of an option, {}, or add `{add}`", either(&ids)))
}
