//! `new`: the file of a new design, beside the schema that editors complete from.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::New;
use super::templates::find;
use super::{FINDINGS, Failure, Outcome, output};
use crate::authoring::scaffold::{self, NewDesign};
use crate::authoring::schema;
use crate::book::Surroundings;

pub(super) fn run(arguments: &New) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::report(&surroundings.report, &surroundings.session.sources);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let session = &surroundings.session;
    let template = find(&session.templates, &arguments.template)?;
    // In a book designs have a folder; elsewhere this one serves.
    let name = if surroundings.is_book() { session.config.designs.as_str() } else { "." };
    let granted = session.root.resolve(session.root.folder(), name);
    let granted =
        granted.map_err(|error| Failure::new(format!("nothing is written into `{name}`: {error}")))?;
    let is_new = !granted.has_anything();
    let folder = granted.path().to_path_buf();
    std::fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;

    let schema_name = schema::file_name(template);
    let text =
        NewDesign { title: &arguments.title, template, status: arguments.status, schema: Some(&schema_name) }
            .text();
    let path = folder.join(scaffold::file_name(&arguments.title));
    write_new(&path, &text)?;
    let schema_path = folder.join(&schema_name);
    std::fs::write(&schema_path, schema::text(template, &session.templates))
        .map_err(|error| cannot_write(&schema_path, &error))?;

    let shown = session.root.shown(&path);
    let show = if surroundings.is_book() {
        format!("Show it in a chapter: <<#system-design /{shown}>>\n")
    } else {
        format!("Print it: mdbook-system-design render {}\n", path.display())
    };
    let made = if is_new { format!("Made the folder `{name}`\n") } else { String::new() };
    output::say(&format!("{made}Written: {}\n{show}", path.display()));
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that is not there yet: a design of the user's is never overwritten.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            Failure::new(format!("`{}` is already there; choose another title", path.display()))
        } else {
            cannot_write(path, &error)
        }
    })?;
    file.write_all(text.as_bytes()).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be written: {error}", path.display()))
}
