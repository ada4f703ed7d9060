//! SD1401: a design with the title `contract-drift`.

use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A design has the title `contract-drift`.
    pub(crate) RULE = "SD1401", "contract-drift", Group::Sources, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let title = &subject.design.meta.title;
    if &**title == "contract-drift" {
        let finding = Finding::new(&RULE, title.span, "`contract-drift` is a title that this rule looks for")
            .label("this title")
            .help("write another title");
        sink.push(finding);
    }
}
