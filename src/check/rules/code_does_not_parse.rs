//! SD405: a sample of code that is not in the language it is said to be in.

use crate::check::{Subject, code};
use crate::design::Code;
use crate::diagnostic::{Group, Sink, rule};
use crate::reading::Plain;

rule! {
    /// A sample of code is not in its language.
    pub(crate) RULE = "SD405", "code-does-not-parse", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (language, sample) in subject.samples() {
        let Some(code) = sample.filter(|code| code.is_given() && !code.not_applicable) else { continue };
        judge(subject, language, code, sink);
    }
}

fn judge(subject: &Subject<'_>, language: &Plain, code: &Code, sink: &mut Sink) {
    let Some(fault) = code::fault(language, &code.value) else { return };
    if is_elided(&code.value) || is_template(&code.value) || is_excerpt(subject, code) {
        return;
    }
    let title = code::title(language);
    let begins = code.value.get(fault.range.start..).unwrap_or_default();
    let help = if title == "JSON" && begins.starts_with(['/', '#']) {
        "JSON has no comments: name the language `jsonc` where they are meant"
    } else {
        "mend the sample; where something is left out on purpose, write `…`"
    };
    let message = format!("this sample is not {title}: {}", fault.message);
    let finding = subject
        .in_text(&RULE, code, fault.range, message)
        .label(format!("no {title} from here on"))
        .related(language.span, "the language is named here")
        .help(help);
    sink.push(finding);
}

/// Something is left out: what is left need not be in the language.
fn is_elided(text: &str) -> bool {
    text.contains("...") || text.contains('…')
}

/// Something is filled in before it is read: `{{ .Values.replicas }}`, `{% if %}`.
fn is_template(text: &str) -> bool {
    let fills = |rest: &str| !rest.trim_start().starts_with(['"', '\'', '}']);
    text.contains("{%") || (text.contains("}}") && text.split("{{").skip(1).any(fills))
}

/// A part of a file need not be whole.
fn is_excerpt(subject: &Subject<'_>, code: &Code) -> bool {
    code.file().is_some_and(|file| subject.sources.get(file).text().len() != code.value.len())
}
