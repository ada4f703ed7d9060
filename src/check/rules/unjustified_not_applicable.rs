//! SD105: a gap whose reason is none.

use crate::check::Subject;
use crate::design::{Code, Leaf, Text, Walk};
use crate::diagnostic::{Finding, Group, Rule, Sink};

pub(crate) const RULE: Rule = Rule {
    code: "SD105",
    name: "unjustified-not-applicable",
    summary: "Something is said not to be applicable, without a reason.",
    group: Group::Missing,
};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| {
        if let Leaf::Text(text) | Leaf::Code(Code(text)) = leaf {
            sink.extend(look(text));
        }
    });
    for allow in subject.design.allows.iter().filter(|allow| is_no_reason(said(&allow.reason))) {
        let message = format!("this entry allows `{}` without a reason", allow.rule.name);
        let finding = Finding::new(&RULE, allow.span, message)
            .label("why is this right here?")
            .help("write the reason, which `check --verbose` prints: `reason = \"…\"`");
        sink.push(finding);
    }
}

fn look(text: &Text) -> Option<Finding> {
    let words = said(&text.value);
    if text.missing || (!text.not_applicable && !words.eq_ignore_ascii_case("n/a")) {
        return None;
    }
    if !text.not_applicable {
        let finding = Finding::new(&RULE, text.span, format!("“{words}” gives no reason"))
            .label("why is this not applicable?")
            .help("give the reason, which is printed: `{ not-applicable = \"why\" }`");
        return Some(finding);
    }
    if !is_no_reason(words) {
        return None;
    }
    let message = if words.is_empty() {
        "the reason is empty".to_owned()
    } else {
        format!("“{words}” is no reason")
    };
    let finding = Finding::new(&RULE, text.span, message)
        .label("why is nothing needed here?")
        .help("write the reason, which is printed: `not-applicable = \"Bearer tokens, no cookies\"`");
    Some(finding)
}

fn said(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '!']).trim_end()
}

fn is_no_reason(words: &str) -> bool {
    words.is_empty() || NO_REASONS.iter().any(|none| words.eq_ignore_ascii_case(none))
}

/// What says no more than that there is nothing.
const NO_REASONS: [&str; 4] = ["n/a", "none", "not needed", "not applicable"];
