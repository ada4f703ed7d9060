//! `schema`: the JSON Schema of design files.

use std::path::Path;
use std::process::ExitCode;

use super::{FINDINGS, Failure, Outcome, output};
use crate::authoring::schema;
use crate::book::Surroundings;

pub(super) fn run(request: &str) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    output::print(&schema::text(templates.require(request).map_err(Failure::because)?, templates))?;
    Ok(ExitCode::SUCCESS)
}
