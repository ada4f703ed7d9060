//! SD304: an integration that does not say how it works or what data it exchanges.

use crate::check::Subject;
use crate::design::{Entity, Integration};
use crate::diagnostic::{Finding, Group, Sink, either, rule};

rule! {
    /// An integration has no mechanism or no data.
    pub(crate) RULE = "SD304", "incomplete-integration", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // The contracts that an integration relies on say both.
    let lists_none = |system: &&Entity<Integration>| system.given(|key| key.contracts).is_absent();
    for system in subject.design.integrations.iter().filter(lists_none) {
        let wanted = [
            (
                "mechanism",
                "how it works",
                "API, webhook, file transfer, …",
                system.given(|key| key.mechanism),
            ),
            (
                "data",
                "what data is exchanged",
                "what is sent and what comes back",
                system.given(|key| key.data),
            ),
        ];
        let lacking: Vec<_> = wanted.iter().filter(|(.., given)| given.is_absent()).collect();
        let Some((key, _, hint, _)) = lacking.first() else { continue };
        let says: Vec<&str> = lacking.iter().map(|(_, says, ..)| *says).collect();
        let keys: Vec<String> = lacking.iter().map(|(key, ..)| format!("`{key}`")).collect();
        let title = system.quoted();
        let verb = if says.len() > 1 { "says neither" } else { "does not say" };
        let message = format!("the integration {title} {verb} {}", says.join(" nor "));
        let more = if lacking.len() > 1 { ", and also `data`" } else { "" };
        let finding = Finding::new(&RULE, system.id.span, message)
            .label(format!("has no {}", either(&keys)))
            .help(format!("add `{key} = \"…\"` ({hint}){more}"));
        sink.push(finding);
    }
}
