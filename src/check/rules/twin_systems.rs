//! SD1307: two designs seem to mean one external system, and call it by two names.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Integrations of two designs look like one system under two names.
    pub(crate) RULE = "SD1307", "twin-systems", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(between) = subject.between else {
        sink.leave_open(&RULE);
        return;
    };
    for twin in between.twins(subject.design.file) {
        let message = if twin.shares_id {
            format!("`{}` is “{}” here and “{}” in `{}`", twin.id, twin.name, twin.other_name, twin.other)
        } else {
            format!("“{}” here and “{}” in `{}` look like one system", twin.name, twin.other_name, twin.other)
        };
        let finding = Finding::new(&RULE, twin.place, message)
            .label(if twin.shares_id {
                format!("`{}` has the same id and another name for it", twin.other)
            } else {
                format!("almost the name that `{}` has for it", twin.other)
            })
            .related(twin.other_place, format!("“{}” in `{}`", twin.other_name, twin.other));
        sink.push(finding.help(match twin.design {
            Some(design) => format!("name its design in both, `design = \"{design}\"`; if they are two systems, give them different ids and names"),
            None => "use the same name in both; if they are two systems, give them different ids and names".to_owned(),
        }));
    }
}
