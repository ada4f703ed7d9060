//! `export DESIGN`: a design in another format, on stdout or as files in a folder.

use std::path::Path;
use std::process::ExitCode;

use super::args::{Export, ExportFormat};
use super::{FINDINGS, Failure, Outcome, output, stdin};
use crate::book::{Checked, Loaded};
use crate::design::Design;
use crate::diagnostic::guarded_json;
use crate::diagram::files;
use crate::diagram::model::Source;
use crate::diagram::selection::Selection;
use crate::interchange::export::{self, Exported};
use crate::interchange::model;
use crate::markdown::Html;
use crate::source::{Root, Sources, Writes};

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
    let exported = exported(design, checked, &loaded, arguments.format);
    exported.notes.iter().for_each(output::say);
    if exported.files.is_empty() {
        output::say("the design has nothing that this format holds");
    }
    match &arguments.output {
        Some(folder) => write(&exported, folder)?,
        None => output::print(&joined(&exported, arguments.format))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn exported(design: &Design, checked: &Checked, loaded: &Loaded, format: ExportFormat) -> Exported {
    match format {
        ExportFormat::Json => {
            let text = model::write(design, &loaded.session.sources);
            Exported::one("model.json", guarded_json(&text).into_owned())
        }
        ExportFormat::Madr => export::madr(design),
        ExportFormat::Sql => export::sql(design),
        ExportFormat::Openapi => export::openapi(design),
        ExportFormat::Structurizr => export::structurizr(design),
        ExportFormat::Calm => export::calm(design),
        ExportFormat::Backstage => export::backstage(design),
        ExportFormat::Needs => export::needs(design),
        ExportFormat::Likec4 => export::likec4(design),
        ExportFormat::Mermaid => {
            let Some(template) = &checked.template else { return Exported::default() };
            let html = if loaded.session.config.allow_html { Html::Markup } else { Html::Words };
            let words = &template.labels;
            let (against, neighbours) = (None, None);
            files::mermaid(&Source {
                design,
                words,
                html,
                href: &|_, _| None,
                against,
                neighbours,
                selection: Selection::ALL,
            })
        }
    }
}

/// Everything as one text: several pictures as Markdown, and records one after the other.
fn joined(exported: &Exported, format: ExportFormat) -> String {
    let texts = exported.files.iter().map(|file| match format {
        ExportFormat::Mermaid if exported.files.len() > 1 => {
            format!("```mermaid\n{}\n```\n", file.text.trim_end())
        }
        _ => file.text.clone(),
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn write(exported: &Exported, folder: &Path) -> Result<(), Failure> {
    let mut writes = Writes::within(&Root::new(folder, false));
    let files: Vec<_> = exported.files.iter().map(|file| folder.join(&file.name)).collect();
    for (path, file) in files.iter().zip(&exported.files) {
        writes.put(path, &file.text);
    }
    writes.commit().map_err(Failure::because)?;
    for file in files {
        output::say(format!("Written: {}", file.display()));
    }
    Ok(())
}
