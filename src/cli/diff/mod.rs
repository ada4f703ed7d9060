//! `diff`: what changed between designs, by meaning. One file a format; each writes a list of
//! comparisons.

mod comparison;
mod driver;
mod json;
mod markdown;
pub(super) mod schema;
mod sides;
mod text;

use std::process::ExitCode;

use self::comparison::Comparison;
use self::sides::{half, open, unreadable};
use super::args::{Diff, DiffFormat};
use super::{FAILURE, FINDINGS, Failure, Outcome, output};

pub(super) fn run(arguments: &Diff) -> Outcome {
    if !arguments.git_driver.is_empty() {
        return driver::run(&arguments.git_driver);
    }
    let (Some(old), Some(new)) = (&arguments.old, &arguments.new) else {
        return Err(Failure::new("name two designs"));
    };
    let (old, new) = (open(old)?, open(new)?);
    let (Some(before), Some(after)) = (half(&old), half(&new)) else {
        // A side that cannot be read is never “no change”.
        for loaded in [&old, &new] {
            let threshold = loaded.session.config.threshold();
            output::build(&unreadable(&loaded.found), threshold, &loaded.session.sources);
        }
        return Ok(ExitCode::from(FAILURE));
    };
    let all = [Comparison::of(before, after, &arguments.renames)];
    output::print(&match arguments.format {
        DiffFormat::Text => text::written(&all),
        DiffFormat::Markdown => markdown::written(&all),
        DiffFormat::Json => json::written(&all),
    })?;
    let differs = arguments.exit_code && all.iter().any(Comparison::has_entries);
    Ok(if differs { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}
