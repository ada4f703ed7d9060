//! SD405: a code sample that does not parse in the language it names.

use crate::check::{Subject, code};
use crate::design::Code;
use crate::diagnostic::{Group, Sink, rule};
use crate::reading::Plain;

rule! {
    /// A code sample does not parse in the language it names.
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
        "JSON has no comments: delete them, or name the language `jsonc`"
    } else {
        "fix the sample; if something is left out on purpose, write `…` in its place"
    };
    let message = format!("this sample is not valid {title}: {}", fault.message);
    let finding = subject
        .in_text(&RULE, code, fault.range, message)
        .label(format!("not {title} from here on"))
        .related(language.span, "the language is named here")
        .help(help);
    sink.push(finding);
}

/// Whether something is left out: then the rest need not parse.
fn is_elided(text: &str) -> bool {
    text.contains("...") || text.contains('…')
}

/// Whether a template engine fills something in first: `{{ .Values.replicas }}`, `{% if %}`.
fn is_template(text: &str) -> bool {
    let fills = |rest: &str| !rest.trim_start().starts_with(['"', '\'', '}']);
    text.contains("{%") || (text.contains("}}") && text.split("{{").skip(1).any(fills))
}

/// Whether the sample is cut out of a file: a part need not parse.
fn is_excerpt(subject: &Subject<'_>, code: &Code) -> bool {
    code.file().is_some_and(|file| subject.sources.get(file).text().len() != code.value.len())
}
