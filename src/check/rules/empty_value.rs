//! SD103: a value that is there and says nothing.

use crate::check::Subject;
use crate::design::{Leaf, Walk};
use crate::diagnostic::{Finding, Group, Rule, Sink};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    code: "SD103",
    name: "empty-value",
    summary: "A value is there, but it is empty.",
    group: Group::Missing,
};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| match leaf {
        Leaf::Text(text) if !text.missing && !text.not_applicable => {
            report(text.value.trim().is_empty(), text.span, subject, sink);
        }
        Leaf::Code(code) if !code.missing && !code.not_applicable => {
            report(code.value.trim().is_empty(), code.span, subject, sink);
        }
        Leaf::Plain(plain) if !plain.missing => report(plain.is_empty(), plain.span, subject, sink),
        _ => {}
    });
}

fn report(empty: bool, span: Span, subject: &Subject<'_>, sink: &mut Sink) {
    if empty {
        let finding = Finding::new(&RULE, span, format!("`{}` is empty", subject.path_of(span)))
            .label("nothing stands here")
            .help("write what belongs here, delete the key, or say why there is nothing: `{ not-applicable = \"why\" }`");
        sink.push(finding);
    }
}
