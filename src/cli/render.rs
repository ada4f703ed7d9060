//! `render FILE`: prints a design as Markdown on stdout, without mdBook.

use std::process::ExitCode;

use super::args::Render;
use super::{FINDINGS, Failure, Outcome, output, stdin};
use crate::book::{PrintRequest, print_file};

pub(super) fn run(arguments: &Render) -> Outcome {
    let wanted = PrintRequest {
        section: arguments.section.clone(),
        level: arguments.level,
        template: arguments.template.clone(),
        anchors: arguments.anchors,
    };
    let (file, overlay) = stdin::read_one(&arguments.file, arguments.stdin_filename.as_deref())?;
    let printed = print_file(&file, &overlay, &wanted).map_err(Failure::because)?;
    output::build(&printed.report, printed.threshold, &printed.sources);
    match printed.text {
        Some(text) => {
            output::print(&text)?;
            Ok(ExitCode::SUCCESS)
        }
        None => Ok(ExitCode::from(FINDINGS)),
    }
}
