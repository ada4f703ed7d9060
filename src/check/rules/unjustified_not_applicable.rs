//! SD105: something is marked as not applicable, but the reason says nothing.

use crate::answer::placeholder::{bare, is_no_answer, is_no_reason};
use crate::check::Subject;
use crate::design::{AllowEntry, Code, Leaf, Text, Walk};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// Something is marked as not applicable without a reason.
    pub(crate) RULE = "SD105", "unjustified-not-applicable", Group::Missing, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| {
        if let Leaf::Text(text) | Leaf::Code(Code(text)) = leaf {
            sink.extend(look(subject, text));
        }
    });
    // A reason that is missing or has another type is reported already.
    let unwritten = |entry: &&AllowEntry| !entry.reason.is_stand_in && is_no_reason(&entry.reason);
    for entry in subject.design.silenced.iter().filter(unwritten) {
        let message = format!("this entry allows `{}` without a reason", &*entry.rule);
        let finding = Finding::new(&RULE, entry.span, message)
            .label("why is this allowed?")
            .help("write the reason, which `check --verbose` prints: `reason = \"…\"`");
        sink.push(finding);
    }
}

fn look(subject: &Subject<'_>, text: &Text) -> Option<Finding> {
    let words = bare(&text.value);
    let is_reason = if text.not_applicable { !is_no_reason(words) } else { !is_no_answer(words) };
    if text.is_stand_in || is_reason {
        return None;
    }
    let path = subject.path_of(text.span);
    let path = path.trim_end_matches(".not-applicable");
    let message = match words {
        "" => format!("the reason why `{path}` is not applicable is empty"),
        _ if text.not_applicable => format!("“{words}” is not a reason why `{path}` is not applicable"),
        _ => format!("“{words}” does not say why `{path}` is not applicable"),
    };
    let help = if text.not_applicable {
        "write the reason, which is printed: `not-applicable = \"Bearer tokens, no cookies\"`"
    } else {
        "give the reason, which is printed: `{ not-applicable = \"why\" }`"
    };
    Some(Finding::new(&RULE, text.span, message).label("why?").help(help))
}
