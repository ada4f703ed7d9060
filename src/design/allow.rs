//! `[[allow]]`: findings that the author silences, with a reason.

use crate::diagnostic::Finding;
use crate::diagnostic::{Allow, Rule};
use crate::reading::rules::UNKNOWN_VALUE;
use crate::reading::{Plain, Reader, nearest, record};

record! {
    /// A rule that is silenced, and why.
    pub struct AllowEntry {
        /// The rule, by its name or its code.
        "rule" rule: required Plain,
        /// Why it may be silenced.
        "reason" reason: required Plain,
        /// The dotted path that findings print; without it the whole file.
        "at" at: optional Plain,
    }
}

impl AllowEntry {
    /// Finds the rule that is meant; an unknown one is reported.
    pub fn resolve(&self, rules: &[&'static Rule], reader: &mut Reader<'_>) -> Option<Allow> {
        if self.rule.missing {
            return None;
        }
        let named = rules.iter().find(|rule| rule.name == &*self.rule || rule.code == &*self.rule);
        let Some(rule) = named else {
            let message = format!("there is no rule `{}`", &*self.rule);
            let finding = Finding::new(&UNKNOWN_VALUE, self.rule.span, message);
            let near = nearest(&self.rule, rules.iter().flat_map(|rule| [rule.name, rule.code]));
            reader.report(match near {
                Some(near) => finding
                    .label("unknown rule")
                    .help(format!("a rule with a similar name exists: `\"{near}\"`"))
                    .suggest(self.rule.span, format!("\"{near}\"")),
                None => finding.label("unknown rule").help("`mdbook-system-design rules` lists them"),
            });
            return None;
        };
        let at = self.at.as_ref().map(|at| at.value.clone());
        Some(Allow { rule, at, reason: self.reason.value.clone(), span: self.span })
    }
}
