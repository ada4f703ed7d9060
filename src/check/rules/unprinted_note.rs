//! SD107: a note or a fact that the design's own template does not print. Another template of the book
//! knows it, so reading does not report it.

use crate::answer;
use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::{nearest, quote_key};
use crate::source::Span;
use crate::template::{BlockKind, Template};

rule! {
    /// A note or a fact is printed nowhere in the design's template.
    pub(crate) RULE = "SD107", "unprinted-note", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let template = subject.template;
    let sections: Vec<&str> = template.sections.iter().map(|section| section.key.as_str()).collect();
    for note in subject.design.notes.iter() {
        let key = note.id.value.as_str();
        // What no template knows was reported as an unknown key.
        let is_reported = sink.findings().iter().any(|found| found.span == note.id.span);
        if sections.contains(&key) || is_reported {
            continue;
        }
        let listed: Vec<String> = sections.iter().map(|section| format!("`{section}`")).collect();
        let help = match nearest(key, sections.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("move it to a section of this template: {}", listed.join(", ")),
        };
        let message = format!("the note `{key}` is not printed: {} has no such section", named(template));
        sink.push(
            Finding::new(&RULE, note.id.span, message).label("not a section of this template").help(help),
        );
    }
    facts(subject, sink);
}

/// Reports facts that no block shows. If none of a table is shown, that is one finding.
fn facts(subject: &Subject<'_>, sink: &mut Sink) {
    let template = subject.template;
    for (path, table) in subject.design.facts.tables() {
        let unshown: Vec<_> = table.iter().filter(|fact| !shows(template, path, &fact.key.value)).collect();
        let is_reason = table.not_applicable.is_some();
        if template.blocks().all(|(_, block)| !touches(&block.kind, path)) {
            if is_reason || !unshown.is_empty() {
                let message = format!("`[{path}]` is not printed: {} has no block for it", named(template));
                sink.push(finding(table.span, message, "no block of this template shows it"));
            }
            continue;
        }
        for fact in unshown {
            let key = quote_key(&fact.key.value);
            let message = format!("`{path}.{key}` is not printed: {} does not ask for it", named(template));
            sink.push(finding(fact.key.span, message, "no block of this template shows it"));
        }
    }
}

fn finding(span: Span, message: String, label: &str) -> Finding {
    Finding::new(&RULE, span, message).label(label).help(
        "write it under `[notes]`, which is printed at the end of a section, or as your own data under `[x]`",
    )
}

fn named(template: &Template) -> String {
    format!("the template `{}`", template.title_line())
}

/// Whether a block of the template shows the fact of a table.
fn shows(template: &Template, table: &str, key: &str) -> bool {
    template.blocks().any(|(_, block)| match &block.kind {
        BlockKind::Facts { from, fields } => from == table && fields.iter().any(|field| field.key == key),
        BlockKind::Entries(entry) => entry.from == table,
        BlockKind::Prose { from, .. } => {
            from.strip_prefix(table).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest == key)
        }
        _ => false,
    })
}

/// Whether a block shows a table, or one that is inside it: the reason of a table counts for those, too.
fn touches(kind: &BlockKind, table: &str) -> bool {
    matches!(kind, BlockKind::Facts { .. } | BlockKind::Entries(_) | BlockKind::Prose { .. })
        && answer::holds(table, answer::table_of(kind))
}
