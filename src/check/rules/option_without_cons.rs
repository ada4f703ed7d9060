//! SD503: an option without drawbacks.

use crate::check::Subject;
use crate::design::{Decision, DecisionOption, Entity};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// An option of a decision has no drawbacks.
    pub(crate) RULE = "SD503", "option-without-cons", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for decision in subject.design.decisions.iter().filter(|decision| !decision.has_unknown_choice()) {
        for option in decision.options.iter().filter(|option| lacks_cons(option)) {
            sink.push(finding(decision, option));
        }
    }
}

fn lacks_cons(option: &DecisionOption) -> bool {
    // Another rule reports empty texts in the list. A summary without lists may weigh both sides.
    let listed = option.cons.not_applicable.is_some() || !option.cons.items.is_empty();
    let summarized = option.summary.is_some() && option.pros.items.is_empty();
    !listed && !summarized && !option.given(|key| key.cons).is_unreadable()
}

fn finding(decision: &Decision, option: &Entity<DecisionOption>) -> Finding {
    let id = &option.id.value;
    let title = &option.title.value;
    let chosen = decision.chosen_option().is_some_and(|chosen| chosen.id.value == *id);
    let message = if chosen {
        format!("the chosen option “{title}” has no cons, which is suspicious")
    } else {
        format!("the option “{title}” has no cons")
    };
    let label = if chosen { "chosen, and it has no drawbacks?" } else { "it has no drawbacks?" };
    let help = if chosen {
        format!("add the drawbacks to `{id}`: `cons = [\"…\"]`")
    } else {
        format!("add to `{id}` why it was not chosen: `cons = [\"…\"]`")
    };
    let finding = Finding::new(&RULE, option.id.span, message).label(label).help(help);
    match &decision.chosen {
        Some(place) if chosen => finding.related(place.span, "chosen here"),
        _ => finding,
    }
}
