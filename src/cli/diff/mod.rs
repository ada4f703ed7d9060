//! `diff`: what changed between designs, by meaning. One file a format; each writes a list of
//! comparisons.

mod driver;
mod markdown;
mod redirects;
mod renames;
pub(super) mod schema;
mod sides;
mod since;
mod text;
mod verbose;

use std::path::PathBuf;
use std::process::ExitCode;

use self::sides::{half, open};
use super::args::{Diff, DiffFormat};
use super::{FAILURE, FINDINGS, Failure, Outcome, output};
use crate::authoring::diff::comparison::{Alone, Comparison, Half};
use crate::authoring::diff::json;
use crate::book::{Loaded, chapters_with, page_of};

pub(super) fn run(arguments: &Diff) -> Outcome {
    if !arguments.git_driver.is_empty() {
        return driver::run(&arguments.git_driver);
    }
    if arguments.verbose && arguments.format != DiffFormat::Text {
        return Err(Failure::new("`--verbose` shows lines of the designs, which only `--format text` has"));
    }
    if let Some(revision) = &arguments.against {
        return since::run(arguments, revision);
    }
    let (old, mut new) = sides(arguments)?;
    new.session.read_all();
    new.session.sources.name_from_here();
    let (Some(before), Some(after)) = (half(&old), half(&new)) else {
        // A side that cannot be read is never “no change”.
        for loaded in [&old, &new] {
            let threshold = loaded.session.config.threshold();
            output::build(&loaded.found.unread(), threshold, &loaded.session.sources);
        }
        return Ok(ExitCode::from(FAILURE));
    };
    renames::check(&arguments.renames, &before, &after)?;
    let landscape = new.session.landscape();
    let all = [Comparison::of(before, after, &arguments.renames, Some(&landscape))];
    output::print(&written(&all, &[], arguments))?;
    let differs = arguments.exit_code && all.iter().any(Comparison::has_entries);
    Ok(if differs { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}

/// The two designs that are compared: those that were named, or a version and its baseline.
fn sides(arguments: &Diff) -> Result<(Loaded, Loaded), Failure> {
    match (&arguments.old, &arguments.new) {
        (Some(old), Some(new)) => Ok((open(old)?, open(new)?)),
        (Some(alone), None) => {
            let opened = open(alone)?;
            let (old, new) = opened.with_baseline(alone).map_err(Failure::because)?;
            // What was opened is most often the newer version.
            let new = new.map_or(Ok(opened), |new| open(&new))?;
            Ok((open(&old)?, new))
        }
        _ => Err(Failure::new("name two designs, or a series")),
    }
}

/// The chapters that show each new design, or the one that is to be put in their place.
fn pages(changed: &[Comparison<'_>]) -> Vec<Vec<String>> {
    let location = |half: &Half<'_>| half.sources.get(half.design.file).real_location();
    let locations: Vec<PathBuf> = changed.iter().map(|one| location(&one.new)).collect();
    let mut all = chapters_with(&locations);
    for (pages, one) in all.iter_mut().zip(changed).filter(|(pages, _)| pages.is_empty()) {
        let chapter = format!("{}.md", one.new.design.id);
        let page = page_of(&chapter);
        output::say(format!(
            "note: no chapter shows `{}`; put its page in the place of `/{page}`",
            one.new.file()
        ));
        pages.push(chapter);
    }
    all
}

/// What changed, and the designs that are only on one side.
fn written(changed: &[Comparison<'_>], alone: &[Alone<'_>], arguments: &Diff) -> String {
    match arguments.format {
        DiffFormat::Text if arguments.verbose => verbose::written(changed, alone),
        DiffFormat::Text => text::written(changed, alone),
        DiffFormat::Redirects => redirects::written(changed, &pages(changed)),
        DiffFormat::Markdown => markdown::written(changed, alone),
        DiffFormat::Json => json::written(changed, alone),
    }
}
