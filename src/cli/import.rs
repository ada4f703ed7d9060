//! `import FILE.md`: prints a document as a design file on stdout.

use std::path::Path;
use std::process::ExitCode;

use super::args::Import as Arguments;
use super::{FINDINGS, Failure, Outcome, output};
use crate::authoring::import::{Import, Kept};
use crate::book::Surroundings;
use crate::markdown::one_line;
use crate::source::Sources;

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let surroundings = Surroundings::of(Path::new("."));
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    let template = templates.require(&arguments.template).map_err(Failure::because)?;
    let mut sources = Sources::new();
    let path = arguments.file.display().to_string();
    let granted = surroundings.session.root.named(&arguments.file);
    let granted = granted.map_err(|error| Failure::new(format!("`{path}` is not read: {error}")))?;
    let file =
        sources.load(&granted).map_err(|error| Failure::new(format!("`{path}` cannot be read: {error}")))?;
    let stem = arguments.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let imported = Import { template, templates, title: &stem, schema: None }.read(sources.get(file).text());
    output::print(&imported.text)?;
    for guess in &imported.guesses {
        output::say(format!("assumed: {guess}"));
    }
    for kept in &imported.kept {
        output::say(line(kept));
    }
    Ok(ExitCode::SUCCESS)
}

/// Says where a text is kept, and quotes its beginning.
fn line(kept: &Kept) -> String {
    /// How many characters of the text are quoted.
    const SHOWN: usize = 60;
    let words = one_line(&kept.text);
    let shown: String = words.chars().take(SHOWN).collect();
    let rest = if shown.len() < words.len() { "…" } else { "" };
    format!("kept in `{}`: {}: {shown}{rest}", kept.place, kept.heading)
}
