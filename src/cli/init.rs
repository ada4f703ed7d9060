//! `init`: sets up a book.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::Init;
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, choice, output, shell};
use crate::authoring::change::Plan;
use crate::authoring::init::{InitError, Setup, plan, template_asked_for};
use crate::book::{Surroundings, folder};

/// The title of the first design, where none is given.
const TITLE: &str = "My first design";

pub(super) fn run(arguments: &Init) -> Outcome {
    let book = &arguments.book;
    let surroundings = Surroundings::at(book);
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    let request = match (&arguments.template, known_request(&surroundings)) {
        (None, Some(known)) => known,
        (given, _) => choice::request(given.as_deref(), templates),
    };
    let template = templates.require(&request).map_err(Failure::because)?;
    let title = arguments.title.as_deref().unwrap_or(TITLE);
    let mut setup = Setup { title, template, templates, make_book: arguments.create };
    if let Err(InitError::NoBook(folder)) = plan(book, &setup) {
        if !agrees_to_a_book(&folder) {
            let message = format!("there is no book in `{}`: `--create` creates one", folder.display());
            return Err(Failure::new(message));
        }
        setup.make_book = true;
    }
    let plan = if arguments.dry_run {
        let plan = plan(book, &setup).map_err(Failure::because)?;
        output::show(&plan.preview(book))?;
        plan
    } else {
        carry_out(book, &setup)?
    };
    output::tell(&summary(&plan, arguments));
    Ok(ExitCode::SUCCESS)
}

/// The template that a design of the book asks for: a book with designs gets the schema of that one.
fn known_request(surroundings: &Surroundings) -> Option<String> {
    let session = &surroundings.session;
    let designs = folder::designs(&session.config, &session.root);
    let asked =
        designs.iter().find_map(|design| template_asked_for(&design.path.as_ref().ok()?.text().ok()?));
    asked.filter(|request| session.templates.require(request).is_ok())
}

/// Plans and writes.
pub(super) fn carry_out(book: &Path, setup: &Setup<'_>) -> Result<Plan, Failure> {
    let planned = written(|| Ok((plan(book, setup).map_err(Failure::because)?, ())));
    planned.map(|(plan, ())| plan)
}

/// Makes a plan and writes it. If another run changed the book in between, the plan is made again.
pub(super) fn written<T>(mut plan: impl FnMut() -> Result<(Plan, T), Failure>) -> Result<(Plan, T), Failure> {
    /// Two runs at once need one more try; only a crowd needs several.
    const TRIES: usize = 10;
    let mut tried = 0;
    loop {
        let (planned, more) = plan()?;
        tried += 1;
        match planned.apply() {
            Ok(()) => return Ok((planned, more)),
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

/// What was done, or would be; and what to do next.
fn summary(plan: &Plan, arguments: &Init) -> Lines {
    let mut lines = Lines::default();
    let book = arguments.book.to_string_lossy();
    match (plan.is_empty(), arguments.dry_run) {
        (true, false) => lines.line("The book is already set up; nothing changed."),
        (true, true) => lines.line("The book is already set up; nothing would change."),
        (false, true) => lines.line("Nothing was changed."),
        (false, false) => {
            for change in &plan.changes {
                lines.line(change.told());
            }
            lines.line(format!("Build it: mdbook build {}", shell::argument(&book)));
        }
    }
    if let Some(title) = arguments.title.as_deref().filter(|_| !plan.adds_design()) {
        let place = if book == "." { String::new() } else { format!(" in `{book}`") };
        let title = shell::quoted(title);
        lines.line("The book has a design already, so `--title` was not used.");
        lines.line(format!("Add another design{place}: mdbook-system-design new {title} --chapter"));
    }
    lines
}
