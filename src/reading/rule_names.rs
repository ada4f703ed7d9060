//! Which rule a word means, in a configuration, in an `[[allow]]` and on the command line.

use std::fmt;

use super::nearest;
use crate::diagnostic::{Finding, Rule};
use crate::source::Span;

/// The rule with this name or code, in any case.
///
/// # Errors
/// When none of the rules has this name or code.
pub fn find_rule(word: &str, rules: &[&'static Rule]) -> Result<&'static Rule, UnknownRule> {
    let names = |rule: &&&Rule| rule.names().iter().any(|name| name.eq_ignore_ascii_case(word));
    rules.iter().find(names).copied().ok_or_else(|| UnknownRule {
        word: word.to_owned(),
        near: nearest(word, rules.iter().flat_map(|rule| rule.names())).map(str::to_owned),
    })
}

/// A word that is not the name of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    word: String,
    near: Option<String>,
}

impl UnknownRule {
    /// A finding of `rule` about the word; `write` spells a name as it must be written there.
    pub(crate) fn finding(&self, rule: &'static Rule, span: Span, write: fn(&str) -> String) -> Finding {
        let finding = Finding::new(rule, span, self.message()).label("unknown rule").help(self.help(write));
        match &self.near {
            Some(near) => finding.suggest(span, write(near)),
            None => finding,
        }
    }

    fn message(&self) -> String {
        format!("there is no rule `{}`", self.word)
    }

    fn help(&self, write: fn(&str) -> String) -> String {
        match &self.near {
            Some(near) => format!("did you mean `{}`?", write(near)),
            None => "`mdbook-system-design rules` lists them".to_owned(),
        }
    }
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), self.help(str::to_owned))
    }
}
