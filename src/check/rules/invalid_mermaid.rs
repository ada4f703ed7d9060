//! SD308: an author's own diagram that is not valid Mermaid.

use crate::check::Subject;
use crate::design::Diagram;
use crate::diagnostic::{Group, Sink, rule};
use crate::diagram::mermaid::{self, Verdict};

rule! {
    /// Mermaid cannot draw a diagram.
    pub(crate) RULE = "SD308", "invalid-mermaid", Group::Contradiction, since "0.1.0", fix none,
        see "https://mermaid.js.org/intro/syntax-reference.html";
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(diagrams) = &subject.design.diagrams else { return };
    let all = [("architecture", &diagrams.architecture), ("data-flow", &diagrams.data_flow)];
    for (name, diagram) in all {
        if let Some(diagram) = diagram {
            judge(subject, name, diagram, sink);
        }
    }
}

fn judge(subject: &Subject<'_>, name: &str, diagram: &Diagram, sink: &mut Sink) {
    let code = &diagram.mermaid;
    let is_drawn = code.is_given() && !code.not_applicable;
    if !is_drawn {
        return;
    }
    let Verdict::Invalid(faults) = mermaid::check(&code.value) else { return };
    for fault in faults {
        let line = fault.line;
        let message = format!("line {line} of the {name} diagram is not Mermaid: {}", fault.message);
        let finding = subject.in_text(&RULE, code, fault.range, message).label("Mermaid stops here");
        sink.push(match fault.help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
}
