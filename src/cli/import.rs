//! `import FILE.md`: prints a document as a design file on stdout.

use std::path::Path;
use std::process::ExitCode;

use super::args::Import as Arguments;
use super::{FINDINGS, Failure, Outcome, choice, output, stdin};
use crate::authoring::import::{self, Document, Import, Kept};
use crate::book::Surroundings;
use crate::markdown::one_line;
use crate::source::Sources;
use crate::template::Template;

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let (path, overlay) = stdin::read_one(&arguments.file, arguments.stdin_filename.as_deref())?;
    let shown = path.display();
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
        let message =
            format!("`{shown}` is not a Markdown document but a design already; `render` prints it");
        return Err(Failure::new(message));
    }
    // The design belongs to the book here, whose templates it may be written for; the document may be
    // anywhere.
    let here = Surroundings::of(Path::new("."));
    let surroundings = if here.is_book() { here } else { Surroundings::of(&path) };
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let templates = &surroundings.session.templates;
    let mut sources = Sources::over(overlay);
    let granted = surroundings.session.root.named(&path);
    let granted = granted.map_err(|error| Failure::new(format!("`{shown}` is not read: {error}")))?;
    let file =
        sources.load(&granted).map_err(|error| Failure::new(format!("`{shown}` cannot be read: {error}")))?;
    let text = sources.get(file).text();
    let template = match &arguments.template {
        Some(request) => templates.require(request).map_err(Failure::because)?,
        None => {
            let known = [choice::DEFAULT, "system-design@1"].map(|request| templates.require(request));
            let known: Vec<&Template> = known.into_iter().flatten().collect();
            let followed = import::followed(text, &known);
            followed.ok_or_else(|| Failure::new("there is no template to import for"))?
        }
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let stem = stem.trim_matches(['<', '>']).to_owned();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.trim_matches(['<', '>']).to_owned();
    let document = Document { name: &name, text };
    let imported = Import { template, templates, title: &stem, schema: None }.read_all(&[document]);
    output::print(&imported.text)?;
    for guess in &imported.guesses {
        output::say(format!("assumed: {guess}"));
    }
    for kept in &imported.kept {
        output::say(line(kept));
    }
    for guess in imported.read.iter().chain(&imported.left) {
        output::say(format!("{}:{}: {}", guess.file, guess.line, guess.text));
    }
    if let Some(summary) = &imported.summary {
        output::say(summary.to_string());
        output::say(
            "next: save the design in the designs folder, and `check --verbose` lists what is missing",
        );
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
