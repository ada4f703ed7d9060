//! One design as Markdown, without a book around it.

use std::path::{Path, PathBuf};

use super::config::Pictures;
use super::{InspectError, Surroundings, notices};
use crate::diagnostic::Report;
use crate::render::{self, Options};
use crate::source::Sources;

/// How a single design is printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The key of the only section to print.
    pub section: Option<String>,
    /// The level of the first heading, 1 to 6.
    pub level: u8,
    /// Another template than the design's own: `NAME@REQ`.
    pub template: Option<String>,
    /// Whether headings and ids get anchors.
    pub anchors: bool,
}

/// A printed design.
pub struct Single {
    /// The Markdown; `None` where a finding fails.
    pub text: Option<String>,
    /// What was found.
    pub report: Report,
    /// The texts that findings point into.
    pub sources: Sources,
}

/// Why a design cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] InspectError),
    /// There is no such template.
    #[error("no template matches `{wanted}`; there are {there}")]
    NoTemplate {
        /// What was asked for.
        wanted: String,
        /// What there is.
        there: String,
    },
    /// The template has no such section.
    #[error("`{template}` has no section `{wanted}`; there are {there}")]
    NoSection {
        /// The template.
        template: String,
        /// What was asked for.
        wanted: String,
        /// What there is.
        there: String,
    },
}

/// Prints a design under the configuration of the nearest book above it.
///
/// # Errors
/// When the file cannot be read, or what is asked for is not there.
pub fn print_file(path: &Path, wanted: &Printed) -> Result<Single, PrintError> {
    let Surroundings { mut session, report: mut found, .. } = Surroundings::of(path);
    let shown = session.root.shown(path);
    let file = session
        .sources
        .load(path, shown)
        .map_err(|source| InspectError::Unreadable { path: PathBuf::from(path), source })?;
    session.open(file);
    let mut checked = session.check();
    let Some(mut checked) = checked.swap_remove(&file) else {
        return Ok(Single { text: None, report: found, sources: session.sources });
    };
    found.append(std::mem::take(&mut checked.report));
    found.sort(&session.sources);
    let fails = session.config.fails(found.worst());
    let (Some(design), Some(own)) = (checked.design.filter(|_| !fails), checked.template) else {
        return Ok(Single { text: None, report: found, sources: session.sources });
    };
    let template = match &wanted.template {
        None => own,
        Some(name) => match session.templates.find(name) {
            Ok(Some(template)) => template.clone(),
            _ => {
                return Err(PrintError::NoTemplate { wanted: name.clone(), there: session.templates.list() });
            }
        },
    };
    if let Some(section) = wanted.section.as_ref().filter(|key| template.section(key).is_none()) {
        let keys: Vec<&str> = template.sections.iter().map(|section| section.key.as_str()).collect();
        let (template, wanted) = (template.title_line(), section.clone());
        return Err(PrintError::NoSection { template, wanted, there: keys.join(", ") });
    }
    let completeness = crate::check::Completeness::of(&design, &template);
    let options = Options {
        level: wanted.level,
        title: wanted.section.is_none(),
        section: wanted.section.clone(),
        anchors: wanted.anchors,
        allow_html: session.config.allow_html,
        diagrams: match session.config.diagrams.of("markdown") {
            Some(Pictures::None) => render::Diagrams::None,
            _ => render::Diagrams::Mermaid,
        },
        ..Options::default()
    };
    let report = notices::report(&completeness, &found, &template);
    let text = render::document(&design, &template, &options, &report);
    Ok(Single { text: Some(text), report: found, sources: session.sources })
}
