//! SD1308: an integration names a design by an id that it no longer has.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Level, Sink, rule};

rule! {
    /// An integration names a design by an id that it had before.
    pub(crate) RULE = "SD1308", "former-name",
        Group::Versions { level: Level::Note, undecided: Level::Note }, since "0.1.0", fix safe;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(landscape) = subject.landscape else {
        sink.leave_open(&RULE);
        return;
    };
    for integration in &subject.design.integrations {
        let (Some(name), Some(found)) = (&integration.design, landscape.found(integration)) else { continue };
        let Some(today) = found.system.id.filter(|_| found.is_former) else { continue };
        let was =
            found.system.designs().flat_map(|design| design.meta.was.iter()).find(|was| was.value == name.id);
        let place = was.map_or(found.design.meta.title.span, |was| was.span);
        let written = format!("\"{}\"", name.text.replacen(&name.id, today, 1));
        let finding = Finding::new(&RULE, name.span, format!("`{}` is a former name of `{today}`", name.id))
            .label("not its id today")
            .related(place, "it was called so before")
            .help(format!("write `{written}`"))
            .fix(name.span, written);
        sink.push(finding);
    }
}
