//! `template list` and `template show`.

use std::path::Path;
use std::process::ExitCode;

use super::args::{TemplateCommand, TemplateFormat};
use super::output::Lines;
use super::{FINDINGS, Failure, Outcome, output};
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
            let mut lines = Lines::default();
            for template in session.templates.iter() {
                let path = session.sources.get(template.file).path();
                lines.line(format!("{:<28} {path}", template.title_line()));
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
