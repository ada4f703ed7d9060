//! The footer: how the document was made, and how complete it is.

use super::{bracketed, sample};
use crate::markdown::Builder;
use crate::render::Report;
use crate::render::scope::Scope;
use crate::template::{Words, fill};

/// The producer of a document whose author names none.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

pub(super) fn show<'a>(scope: &Scope<'a>, words: &'a Words, report: &Report, out: &mut Builder<'a>) {
    let footprint = scope.design.footprint.as_ref();
    let made_by = footprint.and_then(|footprint| footprint.generated_by.as_ref());
    let framework = footprint.and_then(|footprint| footprint.framework.as_ref());
    let written = footprint.and_then(|footprint| footprint.framework_version.as_ref());
    let version = match written {
        Some(version) => version.text.trim_start_matches('v').to_owned(),
        None => scope.template.version.to_string(),
    };
    let made_at = footprint.and_then(|footprint| footprint.generated_at.as_ref());
    let made_at = made_at.map(|moment| moment.text.clone());
    let made_at = made_at.or_else(|| scope.design.meta.updated.as_ref().map(|day| day.value.to_string()));
    if words.labels.contains_key("version") {
        statement(words, "version", scope.design.meta.version.text.clone(), out);
    }
    if words.labels.contains_key("document-status") {
        let status = scope.template.labels.label(scope.design.status().word());
        statement(words, "document-status", status.to_owned(), out);
    }
    if made_by.is_some() || has_sample(words, "generated-by") {
        statement(words, "generated-by", made_by.map_or(PROGRAM, |made_by| made_by).to_owned(), out);
    }
    if written.is_some() || has_sample(words, "framework-version") {
        statement(words, "framework-version", format!("v{version}"), out);
    }
    if let Some(made_at) = made_at {
        statement(words, "generated-at", made_at, out);
    }
    statement(words, "status", status(words, report), out);
    if let (Some(made_by), Some(framework)) = (made_by, framework) {
        co_authored(words, made_by, framework, &version, out);
    }
}

pub(super) fn blank<'a>(words: &'a Words, status: &str, out: &mut Builder<'a>) {
    let (made_by, version) = (sample(words, "generated-by"), sample(words, "framework-version"));
    if words.labels.contains_key("version") {
        statement(words, "version", "[1.0.0]".to_owned(), out);
    }
    if words.labels.contains_key("document-status") {
        statement(words, "document-status", status.to_owned(), out);
    }
    if has_sample(words, "generated-by") {
        statement(words, "generated-by", made_by.to_owned(), out);
    }
    if has_sample(words, "framework-version") {
        statement(words, "framework-version", format!("v{version}"), out);
    }
    statement(words, "generated-at", bracketed(words, "generated-at"), out);
    statement(words, "status", words.label("incomplete").to_owned(), out);
    if has_sample(words, "generated-by") && has_sample(words, "framework") {
        co_authored(words, made_by, sample(words, "framework"), version, out);
    }
}

/// Whether a template speaks of something even where the design does not: it has a sample of it.
fn has_sample(words: &Words, key: &str) -> bool {
    !sample(words, key).is_empty()
}

fn statement<'a>(words: &'a Words, key: &'static str, value: String, out: &mut Builder<'a>) {
    out.paragraph(|out| {
        out.strong(|out| out.text(words.label(key)));
        out.text(": ");
        out.text(value);
    });
}

fn co_authored<'a>(words: &'a Words, made_by: &str, framework: &str, version: &str, out: &mut Builder<'a>) {
    let values = [("generated-by", made_by), ("framework-version", version), ("framework", framework)];
    let line = fill(words.label("co-authored"), &values);
    out.rule();
    out.paragraph(|out| out.text(line));
}

/// `⚠️ INCOMPLETE (31 of 46 answered, 2 not applicable, 1 placeholder; 1 error)`, in the template's words.
fn status(words: &Words, report: &Report) -> String {
    if report.complete {
        return words.label("complete").to_owned();
    }
    let word = |key: &'static str| words.label(key);
    let count = report.completeness;
    let justified = match count.justified {
        0 => String::new(),
        justified => format!(", {justified} {}", word("not-applicable")),
    };
    let placeholders = match report.placeholders {
        0 => String::new(),
        1 => format!(", 1 {}", word("placeholder")),
        count => format!(", {count} {}", word("placeholders")),
    };
    let denied = match report.denied {
        0 => String::new(),
        1 => format!("; 1 {}", word("error")),
        denied => format!("; {denied} {}", word("errors")),
    };
    let (incomplete, of, answered) = (word("incomplete"), word("of"), word("answered"));
    format!(
        "{incomplete} ({} {of} {} {answered}{justified}{placeholders}{denied})",
        count.answered, count.required
    )
}
