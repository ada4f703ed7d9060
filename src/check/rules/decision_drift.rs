//! SD1403: a decision of the design and its record in the repository disagree.

use crate::check::Subject;
use crate::check::follow::{Follow, literal};
use crate::compare::agreement::{DecisionDrift, Source, decisions};
use crate::design::is_id;
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::interchange::partial;
use crate::markdown::one_line;
use crate::reading::quote_key;

rule! {
    /// A decision of the design and its record in the repository disagree.
    pub(crate) RULE = "SD1403", "decision-drift", Group::Sources, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    let follow = Follow { sources: subject.sources, design: subject.design };
    for drift in decisions(&sides) {
        let finding = match drift {
            DecisionDrift::Taken(..) => continue,
            DecisionDrift::OnlyHere { own, source } => {
                let message = format!(
                    "the decision `{}` has no record in `{}`: “{}”",
                    own.id.value,
                    source.name(),
                    one_line(&own.title)
                );
                Finding::new(&RULE, own.id.span, message).label("only the design has it").help(
                    "write its record, or delete it here; if it has none, say why: `not-in-source = \"…\"`",
                )
            }
            DecisionDrift::OnlyThere { theirs, source } => only_there(theirs, source, follow),
            DecisionDrift::Title(own, theirs) => {
                let title = one_line(&theirs.title.value);
                let message =
                    format!("the decision `{}` has another title in its record: “{title}”", own.id.value);
                let finding = Finding::new(&RULE, own.title.span, message)
                    .label("another title than in the record")
                    .related(theirs.title.span, "the title in the record")
                    .help(format!("write `title = {}`, or change the record", literal(&title)));
                follow.string(finding, own.title.span, &title)
            }
            DecisionDrift::Status(own, theirs) => {
                let (ours, there) = (own.status().word(), theirs.status.value.word());
                let message =
                    format!("the decision `{}` is {ours} here and {there} in its record", own.id.value);
                let old = own.status.as_ref().map(|status| status.span);
                let finding = Finding::new(&RULE, old.unwrap_or(own.id.span), message)
                    .label("another status than in the record")
                    .related(theirs.status.span, "the status in the record")
                    .help(format!("write `status = \"{there}\"`, or change the record"));
                follow.key(finding, own.span, old, "status", &literal(there))
            }
            DecisionDrift::Chosen { own, theirs, option } => {
                let (span, chosen) =
                    theirs.chosen.as_ref().map_or((theirs.title.span, ""), |it| (it.span, it.value.as_str()));
                let place = own.chosen.as_ref().map_or(own.id.span, |chosen| chosen.span);
                let message = format!(
                    "the decision `{}` chooses another option in its record: “{}”",
                    own.id.value,
                    one_line(chosen)
                );
                let finding = Finding::new(&RULE, place, message)
                    .label("another option than in the record")
                    .related(span, "the option in the record");
                match option {
                    Some(option) => {
                        let finding = finding
                            .help(format!("write `chosen = {}`, or change the record", literal(option)));
                        follow.string(finding, place, option)
                    }
                    None => finding.help("add the option of the record and choose it, or change the record"),
                }
            }
        };
        sink.push(subject.drifted(finding));
    }
}

fn only_there(theirs: &partial::Decision, source: Source<'_>, follow: Follow<'_>) -> Finding {
    let title = one_line(&theirs.title.value);
    let message = format!("the decision “{title}” of `{}` is not in the design", source.name());
    let finding = Finding::new(&RULE, source.held.span, message)
        .label("the design agrees with these records")
        .related(theirs.title.span, "only the records have it")
        .at_path(format!("{}.{}", source.held.path, quote_key(&theirs.id)))
        .help(format!(
            "add `[decisions.{}]` with its `title` and `status`, or leave it out with `except`",
            theirs.id
        ));
    if !is_id(&theirs.id) || follow.design.decisions.contains(&theirs.id) {
        return finding;
    }
    let date = theirs.date.as_ref().filter(|date| is_day(&date.value));
    let date = date.map(|date| format!("date = {}\n", date.value)).unwrap_or_default();
    let table = format!(
        "[decisions.{}]\ntitle = {}\nstatus = \"{}\"\n{date}",
        theirs.id,
        literal(&title),
        theirs.status.value.word()
    );
    follow.table(finding, &table)
}

/// Whether a text is a day as TOML writes it.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| part.len() == digits && part.chars().all(|c| c.is_ascii_digit());
    matches!(parts[..], [year, month, day] if number(year, 4) && number(month, 2) && number(day, 2))
}
