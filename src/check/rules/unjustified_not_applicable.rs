//! SD105: a gap whose reason is none.

use crate::check::Subject;
use crate::design::{Leaf, Text, Walk};
use crate::diagnostic::{Finding, Group, Rule, Sink};

pub(crate) const RULE: Rule = Rule {
    code: "SD105",
    name: "unjustified-not-applicable",
    summary: "Something is said not to be applicable, without a reason.",
    group: Group::Missing,
};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    subject.design.walk(&mut |leaf| {
        if let Leaf::Text(text) | Leaf::Code(crate::design::Code(text)) = leaf {
            sink.extend(look(text));
        }
    });
}

fn look(text: &Text) -> Option<Finding> {
    if text.missing {
        return None;
    }
    let words = text.value.trim().trim_end_matches(['.', '!']).trim_end();
    let said = words.to_lowercase();
    if text.not_applicable {
        let is_none = said.is_empty() || NO_REASONS.contains(&said.as_str());
        return is_none.then(|| {
            let message = if said.is_empty() {
                "the reason is empty".to_owned()
            } else {
                format!("“{words}” is no reason")
            };
            Finding::new(&RULE, text.span, message)
                .label("why is nothing needed here?")
                .help("write the reason, which is printed: `not-applicable = \"One process: the log tells the whole story\"`")
        });
    }
    (said == "n/a").then(|| {
        Finding::new(&RULE, text.span, format!("“{words}” gives no reason"))
            .label("why is this not applicable?")
            .help("give the reason, which is printed: `{ not-applicable = \"why\" }`")
    })
}

/// What says no more than that there is nothing.
const NO_REASONS: [&str; 9] =
    ["n/a", "none", "not needed", "not applicable", "na", "not required", "nothing", "-", "no"];
