//! `bump`: the next version of a design, as a draft.

use std::path::Path;
use std::process::ExitCode;

use super::args::Bump;
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output, shell};
use crate::authoring::bump;
use crate::authoring::bump::{BumpError, Bumped, plan};
use crate::authoring::change::Plan;
use crate::book::Surroundings;

pub(super) fn run(arguments: &Bump) -> Outcome {
    let book = Surroundings::of(&arguments.design);
    output::surroundings(&book);
    if book.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    if arguments.dry_run {
        let (plan, bumped) = planned(arguments, &mut Surroundings::of(&arguments.design))?;
        output::show(&plan.preview(Path::new(".")))?;
        let mut lines = Lines::default();
        left(&bumped, &mut lines);
        lines.line("Nothing was changed.");
        output::tell(&lines);
    } else {
        let (plan, bumped) = carry_out(arguments)?;
        output::tell(&summary(&plan, &bumped));
    }
    Ok(ExitCode::SUCCESS)
}

/// Plans and writes. If another run changed the book in between, the plan is made again.
pub(super) fn carry_out(arguments: &Bump) -> Result<(Plan, Bumped), Failure> {
    super::init::written(|| planned(arguments, &mut Surroundings::of(&arguments.design)))
}

fn planned(arguments: &Bump, book: &mut Surroundings) -> Result<(Plan, Bumped), Failure> {
    let wanted =
        bump::Bump { design: &arguments.design, step: arguments.step.as_ref(), freeze: arguments.freeze };
    plan(book, &wanted).map_err(|error| {
        if let BumpError::Broken { found, .. } = &error {
            let threshold = book.session.config.threshold();
            book.session.sources.name_from_here();
            output::build(found, threshold, &book.session.sources);
        }
        Failure::because(error)
    })
}

/// What was done, and what to do next.
fn summary(plan: &Plan, bumped: &Bumped) -> Lines {
    let mut lines = Lines::default();
    plan.changes.iter().for_each(|change| lines.line(change.told()));
    left(bumped, &mut lines);
    let Bumped { file, from, version, .. } = bumped;
    match file {
        Some(file) => {
            if version < from {
                lines.line(format!("{version} is lower than {from}, of which it is a copy"));
            }
            let series =
                file.parent().map(|series| series.to_string_lossy().into_owned()).unwrap_or_default();
            let new = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let versions = [from.to_string(), new];
            let [old, new] = versions.map(|version| shell::argument(&format!("{series}@{version}")));
            lines.line(format!("See what it changes: mdbook-system-design diff {old} {new}"));
        }
        None if plan.is_empty() => {
            lines.line("Nothing is cited from outside the series; nothing changed.");
        }
        None => {}
    }
    lines
}

fn left(bumped: &Bumped, lines: &mut Lines) {
    for place in &bumped.left {
        lines.line(format!("Not changed: {place} names the design, but no file has that line"));
    }
}
