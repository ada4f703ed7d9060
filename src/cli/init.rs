//! `init`: sets a book up.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::Init;
use super::templates::find;
use super::{FINDINGS, Failure, Outcome, output};
use crate::authoring::init::{InitError, Plan, Setup, plan};
use crate::book::Surroundings;

pub(super) fn run(arguments: &Init) -> Outcome {
    let surroundings = Surroundings::at(&arguments.book);
    output::report(&surroundings.report, &surroundings.session.sources);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    let template = find(templates, &arguments.template)?;
    let setup = |make_book| Setup { title: &arguments.title, template, templates, make_book };
    let planned = match plan(&arguments.book, &setup(arguments.create)) {
        Err(InitError::NoBook(folder)) => {
            if !agrees_to_a_book(&folder) {
                let message = format!("there is no book in `{}`: `--create` makes one", folder.display());
                return Err(Failure::new(message));
            }
            plan(&arguments.book, &setup(true))
        }
        planned => planned,
    };
    let planned = planned.map_err(|error| Failure::new(error.to_string()))?;
    if arguments.dry_run {
        output::print(&planned.diff(&arguments.book))?;
        return Ok(ExitCode::SUCCESS);
    }
    planned.apply().map_err(|error| Failure::new(error.to_string()))?;
    output::say(&summary(&planned, &arguments.book));
    Ok(ExitCode::SUCCESS)
}

/// Asks, where there is somebody to ask.
fn agrees_to_a_book(folder: &Path) -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    output::say(&format!("There is no book in `{}`. Make one? [y/N] ", folder.display()));
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

fn summary(plan: &Plan, folder: &Path) -> String {
    if plan.is_empty() {
        return "The book is set up already; nothing changed.\n".to_owned();
    }
    let mut text = String::new();
    for change in &plan.changes {
        let verb = if change.before.is_some() { "Changed" } else { "Made" };
        let _ = writeln!(text, "{verb}: {}", change.path.display());
    }
    let _ = writeln!(text, "Build it: mdbook build {}", folder.display());
    text
}
