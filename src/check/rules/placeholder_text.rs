//! SD102: a text that is still to be written.

use crate::answer::placeholder::{Form, Found, Placeholder};
use crate::check::Subject;
use crate::design::Text;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A text is a placeholder, or contains one.
    pub(crate) RULE = "SD102", "placeholder-text", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for found in subject.placeholders() {
        match found {
            Found::Text(text, found) => look(subject, text, found, sink),
            Found::Plain(words, span, form) => {
                let message = match form {
                    Form::Hint => format!("`{words}` is still the example of a new design"),
                    _ => format!("`{words}` is a placeholder"),
                };
                let finding = Finding::new(&RULE, *span, message).label("still to be written");
                sink.push(finding.help("write the text that should be printed here"));
            }
        }
    }
}

fn is_unfinished(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    ["todo", "fixme", "wip", "to be done"].iter().any(|word| words.starts_with(word))
}

fn look(subject: &Subject<'_>, text: &Text, found: &Placeholder, sink: &mut Sink) {
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
    sink.push(subject.in_text(&RULE, text, found.range.clone(), message).label(label).help(help));
}
