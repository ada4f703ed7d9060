//! `template list` and `template show`.

use std::path::Path;
use std::process::ExitCode;

use super::args::{Template as Command, TemplateFormat};
use super::templates::find;
use super::{FINDINGS, Outcome, output};
use crate::book::Surroundings;
use crate::render;
use crate::template::Template;

pub(super) fn run(command: &Command) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::report(&surroundings.report, &surroundings.session.sources);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let session = &surroundings.session;
    match command {
        Command::List => {
            let line = |template: &Template| {
                format!("{:<28} {}\n", template.title_line(), session.sources.get(template.file).path())
            };
            output::print(&session.templates.iter().map(line).collect::<String>())?;
        }
        Command::Show { template, format } => {
            let found = find(&session.templates, template)?;
            match format {
                TemplateFormat::Toml => output::print(session.sources.get(found.file).text())?,
                TemplateFormat::Markdown => output::print(&render::blank(found))?,
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
