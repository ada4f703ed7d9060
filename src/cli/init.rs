//! `init`: sets up a book.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::Init;
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output};
use crate::authoring::init::{InitError, Plan, Setup, plan};
use crate::book::Surroundings;

pub(super) fn run(arguments: &Init) -> Outcome {
    let surroundings = Surroundings::at(&arguments.book);
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    let template = templates.require(&arguments.template).map_err(Failure::because)?;
    let mut setup = Setup { title: &arguments.title, template, templates, make_book: arguments.create };
    if let Err(InitError::NoBook(folder)) = plan(&arguments.book, &setup) {
        if !agrees_to_a_book(&folder) {
            let message = format!("there is no book in `{}`: `--create` creates one", folder.display());
            return Err(Failure::new(message));
        }
        setup.make_book = true;
    }
    if arguments.dry_run {
        let planned = plan(&arguments.book, &setup).map_err(Failure::because)?;
        output::show(&planned.diff(&arguments.book))?;
        return Ok(ExitCode::SUCCESS);
    }
    output::tell(&summary(&carry_out(&arguments.book, &setup)?, &arguments.book));
    Ok(ExitCode::SUCCESS)
}

/// Plans and writes. If another run changed the book in between, the plan is made again.
pub(super) fn carry_out(book: &Path, setup: &Setup<'_>) -> Result<Plan, Failure> {
    /// Two runs at once need one more try; only a crowd needs several.
    const TRIES: usize = 10;
    let mut tried = 0;
    loop {
        let planned = plan(book, setup).map_err(Failure::because)?;
        tried += 1;
        match planned.apply() {
            Ok(()) => return Ok(planned),
            Err(error) if tried < TRIES && error.is_stale() => {}
            Err(error) => return Err(Failure::new(error.to_string())),
        }
    }
}

/// Asks the user, if stdin is a terminal.
fn agrees_to_a_book(folder: &Path) -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    output::ask(format!("There is no book in `{}`. Create one? [y/N] ", folder.display()));
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

fn summary(plan: &Plan, folder: &Path) -> Lines {
    let mut lines = Lines::default();
    if plan.is_empty() {
        lines.line("The book is already set up; nothing changed.");
        return lines;
    }
    for change in &plan.changes {
        let verb = if change.before.is_some() { "Changed" } else { "Created" };
        lines.line(format!("{verb}: {}", change.path.display()));
    }
    lines.line(format!("Build it: mdbook build {}", folder.display()));
    lines
}
