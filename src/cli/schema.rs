//! `schema`: the JSON Schema of design files, and of formats that this program writes.

use std::path::Path;
use std::process::ExitCode;

use super::args::SchemaOf;
use super::{FINDINGS, Failure, Outcome, diff, impact, output};
use crate::authoring::schema;
use crate::book::Surroundings;

pub(super) fn run(request: &str, of: SchemaOf) -> Outcome {
    match of {
        SchemaOf::Design => of_designs(request),
        SchemaOf::Impact => {
            output::print(&impact::schema::text())?;
            Ok(ExitCode::SUCCESS)
        }
        SchemaOf::Model => {
            output::print(&schema::model_text())?;
            Ok(ExitCode::SUCCESS)
        }
        SchemaOf::Diff => {
            output::print(&diff::schema::text())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn of_designs(request: &str) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    output::print(&schema::text(templates.require(request).map_err(Failure::because)?, templates))?;
    Ok(ExitCode::SUCCESS)
}
