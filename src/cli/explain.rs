//! `explain RULE`: the rule's page in the terminal.

use std::process::ExitCode;

use super::{Failure, Outcome, output};
use crate::book::rules;

pub(super) fn run(name: &str) -> Outcome {
    let rule = rules::find(name).map_err(|unknown| Failure::new(unknown.to_string()))?;
    output::print(rule.page)?;
    Ok(ExitCode::SUCCESS)
}
