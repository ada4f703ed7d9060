//! `diagram FILE`: prints one picture of a design, or of the designs of a book, on stdout, as a complete file.

use std::path::Path;
use std::process::ExitCode;

use super::args::{Diagram, PictureColumns, PictureFormat};
use super::{FINDINGS, Failure, Outcome, output, stdin};
use crate::book::{DrawRequest, LandscapeView, Output, PictureForm, draw_file, draw_landscape};
use crate::diagram::selection::{Selection, ShownColumns};

pub(super) fn run(arguments: &Diagram) -> Outcome {
    let form = PictureForm {
        mermaid: matches!(arguments.format, PictureFormat::Mermaid),
        part: arguments.part,
        whole: arguments.whole,
    };
    let drawn = match (&arguments.landscape, &arguments.file) {
        (Some(book), _) => {
            let (only, collapse) = (ids(&arguments.only), ids(&arguments.collapse));
            let owners = arguments.owners.as_deref();
            let wanted = LandscapeView { owners, only: &only, collapse: &collapse, form };
            draw_landscape(book, &wanted).map_err(Failure::because)?
        }
        (None, file) => {
            let file = file.as_deref().unwrap_or(Path::new("-"));
            let selection = Selection {
                only: ids(&arguments.only),
                collapse: ids(&arguments.collapse),
                columns: match arguments.columns {
                    PictureColumns::All => ShownColumns::All,
                    PictureColumns::Keys => ShownColumns::Keys,
                },
            };
            let wanted = DrawRequest {
                view: view(arguments)?,
                against: arguments.against.as_deref(),
                selection: &selection,
                form,
            };
            let (file, overlay) = stdin::read_one(file, arguments.stdin_filename.as_deref())?;
            draw_file(&file, &overlay, &wanted).map_err(Failure::because)?
        }
    };
    print(&drawn)
}

/// Ids of a list, which may have blanks between them.
fn ids(listed: &[String]) -> Vec<String> {
    listed.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

fn print(drawn: &Output) -> Outcome {
    output::build(&drawn.report, drawn.threshold, &drawn.sources);
    match &drawn.text {
        Some(text) => {
            drawn.notes.iter().for_each(output::say);
            output::print(text)?;
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
