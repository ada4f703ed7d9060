//! `export DESIGN`: a design as a file of another format, on stdout.

use std::process::ExitCode;

use super::args::{Export, ExportFormat};
use super::{FINDINGS, Failure, Outcome, output, stdin};
use crate::book::Loaded;
use crate::diagnostic::guarded_json;
use crate::interchange::model;
use crate::source::Sources;

pub(super) fn run(arguments: &Export) -> Outcome {
    let (file, overlay) = stdin::read_one(&arguments.design, arguments.stdin_filename.as_deref())?;
    let loaded = Loaded::open(&file, Sources::over(overlay)).map_err(Failure::because)?;
    let Some(checked) = &loaded.checked else {
        let message = format!("`{}` names no version, so there is nothing to export", file.display());
        return Err(Failure::new(message));
    };
    // What cannot be read would be missing in the model.
    let unread = checked.report.unread();
    let design = checked.design.as_deref().filter(|_| unread.findings.is_empty());
    let Some(design) = design else {
        output::build(&unread, loaded.session.config.threshold(), &loaded.session.sources);
        return Ok(ExitCode::from(FINDINGS));
    };
    let text = match arguments.format {
        ExportFormat::Json => model::write(design, &loaded.session.sources),
    };
    output::print(&guarded_json(&text))?;
    Ok(ExitCode::SUCCESS)
}
