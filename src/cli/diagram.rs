//! `diagram FILE`: prints one picture of a design on stdout, as a complete file.

use std::process::ExitCode;

use super::args::{Diagram, PictureFormat};
use super::{FINDINGS, Failure, Outcome, output, stdin};
use crate::book::{DrawRequest, draw_file};

pub(super) fn run(arguments: &Diagram) -> Outcome {
    let wanted = DrawRequest {
        view: view(arguments)?,
        against: arguments.against.as_deref(),
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

/// The view that is asked for. An older design is asked for to see what changed.
fn view(arguments: &Diagram) -> Result<&str, Failure> {
    match (arguments.view.as_deref(), &arguments.against) {
        (None, None) => Ok("architecture"),
        (None | Some("changes"), _) => Ok("changes"),
        (Some(view), None) => Ok(view),
        (Some(view), Some(_)) => {
            let message =
                format!("`--against` draws what changed, which is not the view `{view}`; leave out one");
            Err(Failure::new(message))
        }
    }
}
