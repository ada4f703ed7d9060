//! SD102: a text that is still to be written.

use crate::answer::placeholder::{self, Form};
use crate::check::Subject;
use crate::design::{Code, Leaf, Text, Trail, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A text is a placeholder, or contains one.
    pub(crate) RULE = "SD102", "placeholder-text", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk_at(&Trail::TOP, &mut |leaf, at| match leaf {
        Leaf::Text(text) => look(subject, text, sink),
        // Code is not searched, but the reason why there is none is a text.
        Leaf::Code(Code(text)) if text.not_applicable => look(subject, text, sink),
        Leaf::Plain(plain) if is_name(at) && placeholder::is_unnamed(plain) => {
            let message = format!("`{}` is a placeholder", plain.value.trim());
            let finding = Finding::new(&RULE, plain.span, message).label("still to be written");
            sink.push(finding.help("write the text that should be printed here"));
        }
        _ => {}
    });
}

/// Whether the value at a path is what people call something. Other plain values, such as types and
/// defaults, may contain brackets: `[context, book]` is a list.
fn is_name(at: &Trail<'_>) -> bool {
    const NAMES: &[&str] = &["name", "title", "label", "ticket"];
    let path = at.to_string();
    NAMES.contains(&path.rsplit('.').next().unwrap_or(&path))
}

fn is_unfinished(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    ["todo", "fixme", "wip", "to be done"].iter().any(|word| words.starts_with(word))
}

fn look(subject: &Subject<'_>, text: &Text, sink: &mut Sink) {
    let Some(found) = placeholder::find(&text.value, subject.design, subject.template) else { return };
    let words = text.value.get(found.range.clone()).unwrap_or_default();
    let (message, label) = match found.form {
        Form::Hint => (format!("this is still the template's hint `{words}`"), "a hint, not an answer"),
        Form::Brackets => (format!("`{words}` is a placeholder"), "nothing in this design has this name"),
        Form::Mark if is_unfinished(words) => {
            (format!("`{words}` means that this text is not finished"), "still to be written")
        }
        Form::Mark => (format!("`{words}` means that this is still open"), "still to be decided"),
        Form::Filler => (format!("“{words}” is filler text"), "says nothing"),
    };
    let help = match found.form {
        Form::Brackets => "write the text itself, without brackets",
        _ => {
            "write what is known so far; if it does not apply, give the reason: `{ not-applicable = \"why\" }`"
        }
    };
    sink.push(subject.in_text(&RULE, text, found.range, message).label(label).help(help));
}
