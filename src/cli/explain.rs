//! `explain RULE`: the rule's page in the terminal.

use std::process::ExitCode;

use super::{Failure, Outcome, output};
use crate::check::{self, pages};
use crate::reading::nearest;

pub(super) fn run(name: &str) -> Outcome {
    let Some(rule) = check::find(name) else {
        let all = check::all();
        let names = all.iter().flat_map(|rule| [rule.name, rule.code]);
        let help = match nearest(name, names) {
            Some(near) => format!("a rule with a similar name exists: `{near}`"),
            None => "`mdbook-system-design rules` lists them".to_owned(),
        };
        return Err(Failure::new(format!("there is no rule `{name}`; {help}")));
    };
    output::print(pages::page(rule.name).unwrap_or(rule.summary))?;
    Ok(ExitCode::SUCCESS)
}
