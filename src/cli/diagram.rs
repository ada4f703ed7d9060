//! `diagram FILE`: prints one picture of a design on stdout, as a complete file.

use std::process::ExitCode;

use super::args::{Diagram, PictureFormat};
use super::{FINDINGS, Failure, Outcome, output, stdin};
use crate::book::{DrawRequest, draw_file};

pub(super) fn run(arguments: &Diagram) -> Outcome {
    let wanted = DrawRequest {
        view: &arguments.view,
        mermaid: matches!(arguments.format, PictureFormat::Mermaid),
        part: arguments.part,
        whole: arguments.whole,
    };
    let (file, overlay) = stdin::read_one(&arguments.file, arguments.stdin_filename.as_deref())?;
    let drawn = draw_file(&file, &overlay, &wanted).map_err(Failure::because)?;
    output::build(&drawn.report, drawn.threshold, &drawn.sources);
    match drawn.text {
        Some(text) => {
            drawn.notes.iter().for_each(output::say);
            output::print(&text)?;
            Ok(ExitCode::SUCCESS)
        }
        None => Ok(ExitCode::from(FINDINGS)),
    }
}
