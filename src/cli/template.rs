//! `template list` and `template show`.

use std::path::Path;
use std::process::ExitCode;

use super::args::{TemplateCommand, TemplateFormat};
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, choice, output};
use crate::book::Surroundings;
use crate::render;

pub(super) fn run(command: &TemplateCommand) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let session = &surroundings.session;
    match command {
        TemplateCommand::List => {
            let templates = choice::all(&session.templates);
            let width = templates.iter().map(|template| template.title_line().chars().count()).max();
            let width = width.unwrap_or_default();
            let mut lines = Lines::default();
            for template in templates {
                let description = template.description.as_deref();
                let described = description.unwrap_or_else(|| session.sources.get(template.file).path());
                lines.line(format!("{:<width$}  {described}", template.title_line()));
            }
            output::print(lines.text())?;
        }
        TemplateCommand::Show { template, format } => {
            let found = session.templates.require(template).map_err(Failure::because)?;
            match format {
                TemplateFormat::Toml => output::print(session.sources.get(found.file).text())?,
                TemplateFormat::Markdown => output::print(&render::blank(found))?,
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
