//! `bump`: the next version of a design, as a draft.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::Bump;
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output, shell};
use crate::authoring::bump::{self, BumpError, Bumped, Join, Joined, plan, plan_join};
use crate::authoring::change::Plan;
use crate::book::Surroundings;

pub(super) fn run(arguments: &Bump) -> Outcome {
    let book = surroundings(arguments);
    output::surroundings(&book);
    if book.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let (plan, planned) = if arguments.dry_run {
        let (plan, planned) = planned(arguments, &mut surroundings(arguments))?;
        output::show(&plan.preview(Path::new(".")))?;
        (plan, planned)
    } else {
        carry_out(arguments)?
    };
    output::print(&planned.redirects())?;
    output::tell(&summary(&plan, &planned, arguments.dry_run));
    Ok(ExitCode::SUCCESS)
}

/// What a plan is about.
#[derive(Clone, Debug)]
pub(super) enum Planned {
    /// A new version.
    Bumped(Bumped),
    /// A series of single designs.
    Joined(Joined),
}

/// Plans and writes. If another run changed the book in between, the plan is made again.
pub(super) fn carry_out(arguments: &Bump) -> Result<(Plan, Planned), Failure> {
    super::init::written(|| planned(arguments, &mut surroundings(arguments)))
}

/// The book around the first design that is named.
fn surroundings(arguments: &Bump) -> Surroundings {
    let first = arguments.design.as_deref().or(arguments.into.get(1).map(PathBuf::as_path));
    Surroundings::of(first.unwrap_or(Path::new(".")))
}

fn planned(arguments: &Bump, book: &mut Surroundings) -> Result<(Plan, Planned), Failure> {
    let step = arguments.step.as_ref();
    let planned = match (arguments.into.split_first(), &arguments.design) {
        (Some((name, files)), first) => {
            let files: Vec<PathBuf> = first.iter().chain(files).cloned().collect();
            let join = Join { name: &name.to_string_lossy(), files: &files, step };
            plan_join(book, &join).map(|(plan, joined)| (plan, Planned::Joined(joined)))
        }
        (None, design) => {
            let design = design.as_deref().unwrap_or(Path::new(""));
            let wanted = bump::Bump { design, step, freeze: arguments.freeze };
            plan(book, &wanted).map(|(plan, bumped)| (plan, Planned::Bumped(bumped)))
        }
    };
    planned.map_err(|error| {
        if let BumpError::Broken { found, .. } = &error {
            let threshold = book.session.config.threshold();
            book.session.sources.name_from_here();
            output::build(found, threshold, &book.session.sources);
        }
        Failure::because(error)
    })
}

impl Planned {
    /// What book.toml may say of addresses from before.
    fn redirects(&self) -> String {
        match self {
            Self::Joined(Joined { redirects, .. }) if !redirects.is_empty() => {
                format!("[output.html.redirect]\n{}\n", redirects.join("\n"))
            }
            Self::Joined(_) | Self::Bumped(_) => String::new(),
        }
    }

    /// Directives that still name an old file.
    fn left(&self) -> &[String] {
        match self {
            Self::Bumped(bumped) => &bumped.left,
            Self::Joined(joined) => &joined.left,
        }
    }
}

/// What was done, or would be, and what to do next.
fn summary(plan: &Plan, planned: &Planned, dry_run: bool) -> Lines {
    let mut lines = Lines::default();
    if !dry_run {
        plan.changes.iter().for_each(|change| lines.line(change.told()));
    }
    for place in planned.left() {
        lines.line(format!("Not changed: {place} names the design, but no file has that line"));
    }
    match planned {
        _ if dry_run => lines.line("Nothing was changed."),
        Planned::Bumped(bumped) => next(bumped, plan, &mut lines),
        Planned::Joined(_) => {}
    }
    lines
}

fn next(Bumped { file, from, version, .. }: &Bumped, plan: &Plan, lines: &mut Lines) {
    let Some(file) = file else {
        if plan.is_empty() {
            lines.line("Nothing is cited from outside the series; nothing changed.");
        }
        return;
    };
    if version < from {
        lines.line(format!("{version} is lower than {from}, of which it is a copy"));
    }
    let series = file.parent().map(|series| series.to_string_lossy().into_owned()).unwrap_or_default();
    let new = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let versions = [from.to_string(), new];
    let [old, new] = versions.map(|version| shell::argument(&format!("{series}@{version}")));
    lines.line(format!("See what it changes: mdbook-system-design diff {old} {new}"));
}
