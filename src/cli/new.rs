//! `new`: creates a design file, next to the schema that editors use for completion.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::New;
use super::{FINDINGS, Failure, Outcome, output};
use crate::authoring::scaffold::{self, NewDesign};
use crate::authoring::schema;
use crate::book::Surroundings;
use crate::source::{Granted, WriteError, WriteReason, Writes};

pub(super) fn run(arguments: &New) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let (folder, is_new) = folder(&surroundings)?;
    let path = write(arguments, &surroundings, folder.path())?;

    if is_new {
        output::say(format!("Created the folder `{}`", surroundings.session.config.designs));
    }
    let shown = surroundings.session.root.shown(&path);
    output::say(format!("Created: {}", path.display()));
    output::say(if surroundings.is_book() {
        format!("Show it in a chapter: <<#system-design /{shown}>>")
    } else {
        format!("Print it: mdbook-system-design render {}", path.display())
    });
    Ok(ExitCode::SUCCESS)
}

/// The folder for the design, and whether it has to be created. In a book, that is the designs
/// folder; elsewhere, it is the working directory.
pub(super) fn folder(surroundings: &Surroundings) -> Result<(Granted, bool), Failure> {
    let session = &surroundings.session;
    let name = if surroundings.is_book() { session.config.designs.as_str() } else { "." };
    let granted = session.root.resolve(session.root.folder(), name);
    let granted = granted.map_err(|error| Failure::new(format!("cannot write into `{name}`: {error}")))?;
    let is_new = !granted.has_anything();
    Ok((granted, is_new))
}

/// Writes the design and the schema that it names.
pub(super) fn write(arguments: &New, surroundings: &Surroundings, folder: &Path) -> Result<PathBuf, Failure> {
    let session = &surroundings.session;
    let template = session.templates.require(&arguments.template).map_err(Failure::because)?;
    let schema = schema::file_name(template);
    let design =
        NewDesign { title: &arguments.title, template, status: arguments.status, schema: Some(&schema) };
    let path = folder.join(scaffold::file_name(&arguments.title));
    let mut writes = Writes::within(&session.root);
    writes.put(&folder.join(&schema), &schema::text(template, &session.templates));
    writes.make(&path, &design.text());
    match writes.commit() {
        Ok(()) => Ok(path),
        Err(WriteError { why: WriteReason::AlreadyThere, .. }) => {
            Err(Failure::new(format!("`{}` already exists; choose another title", path.display())))
        }
        Err(error) => Err(Failure::new(error.to_string())),
    }
}
