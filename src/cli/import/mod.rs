//! `import FILE…`: prints documents and files of other formats as a design file, or adds them to one with
//! `--into`.

mod images;
mod inputs;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{Import as Arguments, ReportFormat};
use super::{FINDINGS, Failure, Outcome, choice, init, output, stdin};
use crate::authoring::change::Plan;
use crate::authoring::import::{self, Import, Imported, Input};
use crate::authoring::init::template_asked_for;
use crate::book::Surroundings;
use crate::interchange::packages::is_package;
use crate::source::{Granted, Sources};
use crate::template::{Template, Templates};
use images::{Destination, Images};

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let given = stdin::read(&arguments.files, arguments.stdin_filename.as_deref())?;
    if let Some(path) = given.paths.iter().find(|path| is_design(path)) {
        let message = format!("`{}` is a design already; `render` prints it", path.display());
        return Err(Failure::new(message));
    }
    let first = given.paths.first().map_or(Path::new("."), PathBuf::as_path);
    // The design belongs to the book here, whose templates it may be written for; the document may be
    // anywhere.
    let here = Surroundings::of(arguments.into.as_deref().unwrap_or(Path::new(".")));
    let surroundings =
        if here.is_book() || arguments.into.is_some() { here } else { Surroundings::of(first) };
    output::surroundings(&surroundings);
    if surroundings.fails() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let mut sources = Sources::over(given.overlay);
    let root = &surroundings.session.root;
    let given = inputs::given(&given.paths, &mut sources)?;
    let partials = inputs::read(&given, root, &mut sources, arguments)?;
    let into = arguments.into.as_deref();
    let destination = arguments.images.as_deref().map(|folder| Destination::new(folder, into, &surroundings));
    let destination = destination.transpose()?;
    let mut images = Images::default();
    let texts = inputs::documents(&given, &sources)
        .map(|(name, source)| images.moved(source.location(), name, source.text(), destination.as_ref()))
        .collect::<Result<Vec<String>, Failure>>()?;
    let inputs = inputs::inputs(&given, &partials, &texts, &sources);
    let reading = Reading { arguments, surroundings: &surroundings, inputs: &inputs, first };
    let Some(path) = &arguments.into else {
        let mut imported = reading.read(None)?;
        imported.left.extend(images.told);
        if !arguments.dry_run {
            let copies = Plan::of_copies(surroundings.session.root.clone(), images.copies);
            copies.apply().map_err(|error| Failure::new(error.to_string()))?;
        }
        match arguments.format {
            ReportFormat::Json => output::print(&report::json(&imported, Some(&imported.text)))?,
            ReportFormat::Text => {
                if !arguments.dry_run {
                    output::print(&imported.text)?;
                }
                report::tell(&imported, None);
            }
        }
        return Ok(ExitCode::SUCCESS);
    };
    let design = surroundings.session.root.named(path);
    let design =
        design.map_err(|error| Failure::new(format!("`{}` is not written: {error}", path.display())))?;
    let root = &surroundings.session.root;
    let planned = || {
        let before = text_of(&design, path)?;
        let imported = reading.read(before.as_deref())?;
        let mut plan = Plan::of(root.clone(), design.path().to_path_buf(), before, imported.text.clone());
        plan.copies.clone_from(&images.copies);
        Ok((plan, imported))
    };
    let (plan, mut imported) = if arguments.dry_run { planned()? } else { init::written(planned)? };
    imported.left.extend(images.told);
    match arguments.format {
        ReportFormat::Json => output::print(&report::json(&imported, None))?,
        ReportFormat::Text => {
            if arguments.dry_run {
                for change in &plan.changes {
                    output::show(&change.diff(Path::new(".")))?;
                }
            }
            report::tell(&imported, Some(path));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What is imported, and what it is read with.
struct Reading<'r> {
    arguments: &'r Arguments,
    surroundings: &'r Surroundings,
    inputs: &'r [Input<'r>],
    first: &'r Path,
}

impl Reading<'_> {
    fn read(&self, design: Option<&str>) -> Result<Imported, Failure> {
        let templates = &self.surroundings.session.templates;
        let template = self.template(templates, design)?;
        // Of numbered files, such as records of decisions, the folder is what is imported.
        let stem = self.first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let folder =
            self.first.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let folder =
            folder.filter(|_| stem.starts_with(|c: char| c.is_ascii_digit()) && self.inputs.len() > 1);
        let stem = folder.unwrap_or(stem);
        let stem = stem.trim_matches(['<', '>']);
        let synonyms = Some(&self.surroundings.settings.config.synonyms);
        let import = Import { template, templates, title: stem, schema: None, synonyms };
        import.read_into(design, self.inputs).map_err(|why| {
            let path = self.arguments.into.as_deref().unwrap_or(Path::new("the design"));
            Failure::new(format!("nothing is added to `{}`: {why}", path.display()))
        })
    }

    /// The template that is asked for, that of the design, or the one that the documents follow.
    fn template<'t>(&self, templates: &'t Templates, design: Option<&str>) -> Result<&'t Template, Failure> {
        let of_design = design.and_then(template_asked_for);
        if let Some(request) = of_design.as_ref().or(self.arguments.template.as_ref()) {
            return templates.require(request).map_err(Failure::because);
        }
        let known = [choice::DEFAULT, "system-design@1"].map(|request| templates.require(request));
        let known: Vec<&Template> = known.into_iter().flatten().collect();
        let text = match self.inputs.first() {
            Some(Input::Document(document)) => document.text,
            _ => "",
        };
        let followed = import::followed(text, &known);
        followed.ok_or_else(|| Failure::new("there is no template to import for"))
    }
}

/// The text of a design, if its file exists.
fn text_of(design: &Granted, path: &Path) -> Result<Option<String>, Failure> {
    if !design.has_anything() {
        return Ok(None);
    }
    let text = design
        .text()
        .map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
    Ok(Some(text))
}

fn is_design(path: &Path) -> bool {
    let is_toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    is_toml && !is_package(&path.to_string_lossy().replace('\\', "/"))
}
