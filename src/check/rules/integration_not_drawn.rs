//! SD303: an integration that the architecture diagram does not show, because it has no relationships
//! or because the author's own Mermaid does not name it.

use crate::check::subject::own_diagrams::DrawnWords;
use crate::check::{NodeKind, Subject};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::diagram::mermaid::{self, Verdict};

rule! {
    /// An integration has no relationships, or is not in the author's own diagram.
    pub(crate) RULE = "SD303", "integration-not-drawn", Group::Coverage, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let own = subject.own_architecture();
    // A diagram that Mermaid cannot draw is reported as that, whatever it names.
    if own.is_some_and(|mermaid| matches!(mermaid::check(&mermaid.value), Verdict::Invalid(_))) {
        return;
    }
    let names = own.map(|mermaid| DrawnWords::of(&mermaid.value));
    let systems = subject.graph().nodes().iter().filter(|node| node.kind == NodeKind::Integration);
    for system in systems {
        let (id, title) = (&system.id.value, system.title());
        let finding = match (&names, own) {
            (Some(names), Some(own)) if !names.has(id, system.name) => {
                let message = format!("the integration {title} is not in the architecture diagram");
                Finding::new(&RULE, system.id.span, message)
                    .label("declared here")
                    .related(
                        subject.first_line(own),
                        format!("no node of this diagram is called `{id}` or {title}"),
                    )
                    .help(format!("draw it, for example as `{id}[\"{}\"]`", system.name))
            }
            (None, _) if !system.is_related() => {
                let message = format!("the integration {title} has no relationships");
                Finding::new(&RULE, system.id.span, message)
                    .label("uses nothing, and nothing uses it")
                    .help(format!(
                        "add `{id} = \"label\"` to the `uses` of the component that calls it; if nothing calls it at run time, say so: `{id} = {{ label = \"…\", kind = \"data\" }}` for data that is copied, `\"build\"` for what is needed to build"
                    ))
            }
            _ => continue,
        };
        sink.push(finding);
    }
}
