//! `[[allow]]`: findings that the author silences, with a reason.

use crate::diagnostic::{Allow, Rule};
use crate::reading::rules::UNKNOWN_VALUE;
use crate::reading::{Plain, Reader, find_rule, record};

record! {
    /// A rule that is silenced, and why.
    pub struct AllowEntry {
        /// The rule, by its name or its code.
        "rule" rule: required Plain,
        /// Why the rule may be silenced here.
        "reason" reason: required Plain,
        /// The dotted path, as findings print it. Defaults to the whole file.
        "at" at: optional Plain,
    }
}

impl AllowEntry {
    /// Finds the rule that is meant; an unknown one is reported.
    pub fn resolve(&self, rules: &[&'static Rule], reader: &mut Reader<'_>) -> Option<Allow> {
        if self.rule.is_stand_in {
            return None;
        }
        let rule = match find_rule(&self.rule, rules) {
            Ok(rule) => rule,
            Err(unknown) => {
                let quoted = |name: &str| format!("\"{name}\"");
                reader.report(unknown.finding(&UNKNOWN_VALUE, self.rule.span, quoted));
                return None;
            }
        };
        // An empty path is reported as such, and is no path.
        let at = self.at.as_ref().map(|at| at.value.clone()).filter(|at| !at.trim().is_empty());
        Some(Allow { rule, at, reason: self.reason.value.clone(), span: self.span })
    }
}
