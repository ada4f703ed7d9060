//! SD103: a value that is present but says nothing.

use crate::check::Subject;
use crate::design::{FactValue, Leaf, Text, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::source::Span;

rule! {
    /// A value is empty.
    pub(crate) RULE = "SD103", "empty-value", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| match leaf {
        Leaf::Text(text) if !text.is_stand_in && !text.not_applicable => {
            if !text.value.trim().is_empty() && !text.is_given() {
                unprinted(text, subject, sink);
            } else {
                report(text.value.trim().is_empty(), text.span, subject, sink);
            }
        }
        Leaf::Code(code) if !code.is_stand_in && !code.not_applicable => {
            report(code.value.trim().is_empty(), code.span, subject, sink);
        }
        Leaf::Plain(plain) if !plain.is_stand_in => report(plain.is_empty(), plain.span, subject, sink),
        _ => {}
    });
    for empty in subject.design.nodes.iter().filter_map(|node| node.runs.written_empty) {
        report(true, empty, subject, sink);
    }
    let paths = subject.design.silenced.iter().filter_map(|entry| entry.at.as_ref());
    for path in paths.filter(|path| !path.is_stand_in && path.trim().is_empty()) {
        let finding = Finding::new(&RULE, path.span, format!("`{}` is empty", subject.path_of(path.span)))
            .label("this is empty")
            .help("write the text that `check --format json` has as the `path` of a finding, or delete the key: then the whole design is meant");
        sink.push(finding);
    }
    // An empty list has no texts that the walk could visit.
    for (_, fact) in subject.design.facts.iter() {
        let empty = match &fact.value {
            FactValue::List(_) => {
                let written = subject.sources.get(fact.span.file).slice(fact.span);
                written.trim_matches(['[', ']']).trim().is_empty()
            }
            FactValue::Entries(entries) => {
                entries.is_empty() && entries.not_applicable.is_none() && !entries.has_unread()
            }
            FactValue::Text(_) | FactValue::Number(_) | FactValue::Date(_) => false,
        };
        report(empty, fact.span, subject, sink);
    }
}

/// Reports a text that is nothing but Markdown syntax, such as `200.`.
fn unprinted(text: &Text, subject: &Subject<'_>, sink: &mut Sink) {
    let message = format!("`{}` prints nothing", subject.path_of(text.span));
    let finding = subject
        .in_text(&RULE, text, 0..text.value.len(), message)
        .label("in Markdown, this is syntax without text")
        .help("add words, or put a backslash before the mark, in single quotes: `'200\\.'`, `'\\-'`");
    sink.push(finding);
}

fn report(empty: bool, span: Span, subject: &Subject<'_>, sink: &mut Sink) {
    if empty {
        let finding = Finding::new(&RULE, span, format!("`{}` is empty", subject.path_of(span)))
            .label("this is empty")
            .help("write the text, delete the key, or say why it does not apply: `{ not-applicable = \"why\" }`");
        sink.push(finding);
    }
}
