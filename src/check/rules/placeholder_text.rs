//! SD102: a text that still waits to be written.

use crate::check::Subject;
use crate::check::placeholder::{self, Form};
use crate::design::{Leaf, Text, Walk};
use crate::diagnostic::{Group, Sink, rule};

rule! {
    /// A text is a placeholder, or holds one.
    pub(crate) RULE = "SD102", "placeholder-text", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| {
        if let Leaf::Text(text) = leaf {
            look(subject, text, sink);
        }
    });
}

fn look(subject: &Subject<'_>, text: &Text, sink: &mut Sink) {
    let Some(found) = placeholder::find(&text.value, subject.design, subject.template) else { return };
    let words = text.value.get(found.range.clone()).unwrap_or_default();
    let (message, label) = match found.form {
        Form::Hint => (format!("the template's hint `{words}` still stands here"), "a hint, not an answer"),
        Form::Brackets => (format!("`{words}` is a placeholder"), "nothing in this design has this name"),
        Form::Mark if words.starts_with("TODO") || words.starts_with("FIXME") => {
            (format!("`{words}` says that this text is not finished"), "still to be written")
        }
        Form::Mark => (format!("`{words}` says that this is still open"), "still to be decided"),
        Form::Filler => (format!("“{words}” is filler text"), "says nothing"),
    };
    let help = match found.form {
        Form::Brackets => "write the text itself, without brackets",
        _ => {
            "write what is known by now; if there is nothing to say, give the reason: `{ not-applicable = \"why\" }`"
        }
    };
    sink.push(subject.in_text(&RULE, text, found.range, message).label(label).help(help));
}
