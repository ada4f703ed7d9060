//! SD1306: designs that wait for each other in a cycle.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Designs use each other in a cycle, each waiting for the next.
    pub(crate) RULE = "SD1306", "system-cycle", Group::Advice, since "0.1.0", fix none,
        see "https://en.wikipedia.org/wiki/Acyclic_dependencies_principle";
}

/// Of a longer cycle, no more designs than this are named.
const MOST_NAMED: usize = 8;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(between) = subject.between else {
        sink.leave_open(&RULE);
        return;
    };
    for cycle in between.cycles(subject.design.file) {
        let Some((first, others)) = cycle.split_first() else { continue };
        let mut names: Vec<String> =
            cycle.iter().take(MOST_NAMED).map(|wait| format!("`{}`", wait.from)).collect();
        if cycle.len() > MOST_NAMED {
            names.push("…".to_owned());
        }
        names.push(format!("`{}`", first.from));
        let message = format!("designs wait for each other in a cycle: {}", names.join(" → "));
        let finding = Finding::new(&RULE, first.place, message)
            .label(format!("`{}` waits for `{}`", first.from, first.to));
        let finding = others.iter().take(MOST_NAMED).fold(finding, |finding, wait| {
            finding.related(wait.place, format!("`{}` waits for `{}`", wait.from, wait.to))
        });
        sink.push(finding.help(
            "reverse one of the relationships, or set `async = true` on one whose caller does not wait for the answer",
        ));
    }
}
