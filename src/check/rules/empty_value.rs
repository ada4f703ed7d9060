//! SD103: a value that is present but says nothing.

use std::collections::HashSet;

use crate::check::Subject;
use crate::design::{FactValue, Leaf, Text, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::source::Span;

rule! {
    /// A value is empty.
    pub(crate) RULE = "SD103", "empty-value", Group::Missing, since "0.1.0", fix none;
}

/// Keys whose empty lists and tables say something, or are reported by what asks for their content.
const ASKED_ELSEWHERE: [&str; 10] = [
    "needs",
    "contracts",
    "satisfies",
    "addresses",
    "verifies",
    "covers",
    "options",
    "cons",
    "responses",
    "files",
];

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // Some are found twice: a text may be a list.
    let mut places: HashSet<Span> = HashSet::new();
    let mut found = |is_empty: bool, span: Span| _ = is_empty && places.insert(span);
    subject.design.walk(&mut |leaf| match leaf {
        Leaf::Text(text) if !text.is_stand_in && !text.not_applicable => {
            if !text.value.trim().is_empty() && !text.is_given() {
                unprinted(text, subject, sink);
            } else {
                found(text.value.trim().is_empty(), text.span);
            }
        }
        Leaf::Code(code) if !code.is_stand_in && !code.not_applicable => {
            found(code.value.trim().is_empty(), code.span);
        }
        Leaf::Plain(plain) if !plain.is_stand_in => found(plain.is_empty(), plain.span),
        _ => {}
    });
    // What has nothing in it has no texts that the walk could visit.
    for empty in &subject.design.written_empty {
        found(!ASKED_ELSEWHERE.contains(&empty.key.as_str()), empty.span);
    }
    let paths = subject.design.silenced.iter().filter_map(|entry| entry.at.as_ref());
    for path in paths.filter(|path| !path.is_stand_in && path.trim().is_empty()) {
        let finding = Finding::new(&RULE, path.span, format!("`{}` is empty", subject.path_of(path.span)))
            .label("this is empty")
            .help("write the text that `check --format json` has as the `path` of a finding, or delete the key: then the whole design is meant");
        sink.push(finding);
    }
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
        found(empty, fact.span);
    }
    let mut places: Vec<Span> = places.into_iter().collect();
    places.sort_by_key(|span| span.start);
    for span in places {
        report(span, subject, sink);
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

fn report(span: Span, subject: &Subject<'_>, sink: &mut Sink) {
    let finding = Finding::new(&RULE, span, format!("`{}` is empty", subject.path_of(span)))
        .label("this is empty")
        .help("write the text, delete the key, or say why it does not apply: `{ not-applicable = \"why\" }`");
    sink.push(finding);
}
