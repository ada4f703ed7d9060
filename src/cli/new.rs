//! `new`: creates a design file, next to the schema that editors use for completion, and on request
//! the chapter that shows it.

use std::path::Path;
use std::process::ExitCode;

use super::args::New;
use super::{FINDINGS, Failure, Outcome, choice, output, shell};
use crate::authoring::change::Plan;
use crate::authoring::init::{Added, Addition, InitError, plan_design};
use crate::book::{Surroundings, directive};

pub(super) fn run(arguments: &New) -> Outcome {
    let mut surroundings = Surroundings::of(arguments.file.as_deref().unwrap_or(Path::new(".")));
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let is_new = surroundings.lacks_designs();
    let (plan, added) = carry_out(arguments, &mut surroundings)?;

    if is_new && arguments.file.is_none() {
        output::say(format!("Created the folder `{}`", surroundings.session.config.designs));
    }
    if let Some(taken) = &added.taken {
        output::say(format!("`{taken}` is not free: the design's id is `{}`", added.id));
    }
    output::say(format!("Created: {}", added.file.display()));
    let schema = plan.changes.iter().take_while(|change| change.path != added.file).count();
    for change in plan.changes.iter().skip(schema + 1) {
        output::say(change.told());
    }
    if arguments.chapter {
        return Ok(ExitCode::SUCCESS);
    }
    output::say(if surroundings.is_book() {
        let shown = surroundings.session.root.shown(&added.file);
        format!("Show it in a chapter: {}", directive::showing(&shown))
    } else {
        format!("Print it: mdbook-system-design render {}", shell::argument(&added.file.to_string_lossy()))
    });
    Ok(ExitCode::SUCCESS)
}

/// Plans and writes the design, the schema that it names, and the chapter. If another run took the
/// name in between, the plan is made again.
pub(super) fn carry_out(arguments: &New, surroundings: &mut Surroundings) -> Result<(Plan, Added), Failure> {
    let templates = surroundings.session.templates.clone();
    let request = choice::request(arguments.template.as_deref(), &templates);
    let template = templates.require(&request).map_err(Failure::because)?;
    let new = Addition {
        title: &arguments.title,
        template,
        templates: &templates,
        status: arguments.status,
        id: arguments.id.as_deref(),
        file: arguments.file.as_deref(),
        chapter: arguments.chapter,
        schema: !arguments.no_schema,
    };
    super::init::written(|| match plan_design(surroundings, &new) {
        Err(InitError::NoBook(folder)) => Err(Failure::new(format!(
            "`--chapter` needs a book, and there is none in `{}`: `mdbook-system-design init --create` creates one",
            folder.display()
        ))),
        Err(error) => Err(Failure::because(error)),
        Ok((plan, added)) => Ok((plan, added)),
    })
}
