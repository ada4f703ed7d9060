//! Prints one design as Markdown or draws it as a picture, without a book around it.

mod against;
mod form;
mod landscape;
mod loaded;
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod with_baseline;

use std::path::Path;

use against::Found;
pub use against::NoChange;
pub use landscape::{LandscapeView, draw_landscape};
pub(crate) use loaded::Loaded;
#[cfg(feature = "cli")]
pub(crate) use pages::chapters_with;

use crate::book::config::Pictures;
use crate::book::inspect::InspectError;
use crate::book::run::notices;
use crate::design::Design;
use crate::diagnostic::{Report, Threshold};
use crate::diagram::choices;
use crate::diagram::model::{Against, Source};
use crate::diagram::parts::Parts;
use crate::diagram::selection::Selection;
use crate::diagram::view::{self, View};
use crate::markdown::Html;
use crate::reading::nearest;
use crate::render::{self, Options};
use crate::source::{Overlay, Sources};
use crate::template::NoTemplate;

/// How to print a single design.
#[derive(Clone, Debug)]
pub struct PrintRequest {
    /// The key of the only section to print.
    pub section: Option<String>,
    /// The level of the first heading, 1 to 6.
    pub level: u8,
    /// A template to use instead of the design's: `NAME@REQ`.
    pub template: Option<String>,
    /// Whether headings and ids get anchors.
    pub anchors: bool,
}

/// A design that was printed or drawn.
#[derive(Default)]
pub struct Output {
    /// The Markdown, SVG or Mermaid; `None` if a finding fails.
    pub text: Option<String>,
    /// The findings.
    pub report: Report,
    /// From which level on findings fail.
    pub threshold: Threshold,
    /// The texts that findings point into.
    pub sources: Sources,
    /// Notes about parts that were not drawn, one line each.
    pub notes: Vec<String>,
}

/// Why a design cannot be printed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PrintError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] InspectError),
    /// There is no such template.
    #[error(transparent)]
    NoTemplate(#[from] NoTemplate),
    /// The template has no such section.
    #[error("`{template}` has no section `{wanted}`; its sections are {there}")]
    NoSection {
        /// The template.
        template: String,
        /// What was asked for.
        wanted: String,
        /// What there is.
        there: String,
    },
    /// The design has no such view.
    #[error("the design has no view `{wanted}`; {help}")]
    NoView {
        /// What was asked for.
        wanted: String,
        /// What there is.
        help: String,
    },
    /// The view has nothing of the kind that is asked for.
    #[error("{message}; {help}")]
    NoSuchPart {
        /// What was asked for.
        message: String,
        /// What there is.
        help: String,
    },
    /// The view is empty.
    #[error("there is nothing to draw: the design declares nothing that the view `{0}` shows")]
    NothingToDraw(String),
    /// The picture of a change cannot be drawn.
    #[error(transparent)]
    NoChange(#[from] NoChange),
    /// The view has no such part.
    #[error("`{view}` has no part {wanted}; {help}")]
    NoPart {
        /// The view.
        view: String,
        /// What was asked for.
        wanted: usize,
        /// What there is.
        help: String,
    },
    /// Somebody owns no design.
    #[error("no design of this book has the owner `{wanted}`; {help}")]
    NoOwner {
        /// What was asked for.
        wanted: String,
        /// Who there is.
        help: String,
    },
    /// A landscape is empty.
    #[error("there is nothing to draw: the book has no designs")]
    NoDesigns,
    /// The view consists of several pictures.
    #[error(
        "`{0}` consists of several pictures; draw one at a time: `--view flow:ID` or `--view deployment:ENVIRONMENT`"
    )]
    ManyPictures(String),
}

/// How to draw a picture of a single design.
#[derive(Clone, Copy, Debug)]
pub struct DrawRequest<'a> {
    /// The view's name.
    pub view: &'a str,
    /// The older design of the view `changes`. By default, it is the version that a version of a series
    /// follows on.
    pub against: Option<&'a Path>,
    /// The part of the view to draw.
    pub selection: &'a Selection,
    /// The form of the picture.
    pub form: PictureForm,
}

/// The form of a picture in a separate file.
#[derive(Clone, Copy, Debug, Default)]
pub struct PictureForm {
    /// Whether to write Mermaid instead of SVG.
    pub mermaid: bool,
    /// The part, from 1, of what is too large for one picture. By default, the overview is drawn.
    pub part: Option<usize>,
    /// Whether to draw everything in one picture, however large.
    pub whole: bool,
}

/// Prints a design under the configuration of the nearest book above it.
///
/// # Errors
/// When the file cannot be read, or what is asked for is not there.
pub fn print_file(path: &Path, overlay: &Overlay, wanted: &PrintRequest) -> Result<Output, PrintError> {
    let loaded = Loaded::open(path, Sources::over(overlay.clone()))?;
    let (whole, is_nothing) = (loaded.whole(), loaded.is_nothing());
    let Loaded { session, found, .. } = loaded;
    let threshold = session.config.threshold();
    let Some((design, own)) = whole else {
        let text = is_nothing.then(String::new);
        return Ok(Output { text, report: found, threshold, sources: session.sources, ..Output::default() });
    };
    let template = match &wanted.template {
        None => own,
        Some(request) => session.templates.require(request)?.clone().into(),
    };
    if let Some(section) = wanted.section.as_ref().filter(|key| template.section(key).is_none()) {
        let keys: Vec<&str> = template.sections.iter().map(|section| section.key.as_str()).collect();
        let (template, wanted) = (template.title_line(), section.clone());
        return Err(PrintError::NoSection { template, wanted, there: keys.join(", ") });
    }
    let completeness = crate::answer::Completeness::of(&design, &template);
    let options = Options {
        level: wanted.level,
        section: wanted.section.clone(),
        anchors: wanted.anchors,
        allow_html: session.config.allow_html,
        schemes: session.config.link_schemes.clone(),
        diagrams: match session.config.diagrams.of("markdown") {
            Some(Pictures::None) => render::Diagrams::None,
            _ => render::Diagrams::Mermaid,
        },
        ..Options::default()
    };
    let report = notices::report(&design, &template, &options, &completeness, &found);
    let text = render::document(&design, &template, &options, &report);
    Ok(Output { text: Some(text), report: found, threshold, sources: session.sources, notes: Vec::new() })
}

/// Draws one picture of a design as a complete file, without links.
///
/// # Errors
/// When the file cannot be read, or what is asked for is not there.
pub fn draw_file(path: &Path, overlay: &Overlay, wanted: &DrawRequest<'_>) -> Result<Output, PrintError> {
    let loaded = Loaded::open(path, Sources::over(overlay.clone()))?;
    let (whole, is_nothing) = (loaded.whole(), loaded.is_nothing());
    let Loaded { mut session, found, .. } = loaded;
    let threshold = session.config.threshold();
    let Some((design, template)) = whole else {
        let text = is_nothing.then(String::new);
        return Ok(Output { text, report: found, threshold, sources: session.sources, ..Output::default() });
    };
    let Some(view) = View::parse(wanted.view).filter(|view| view.is_of(&design)) else {
        return Err(PrintError::NoView {
            wanted: wanted.view.to_owned(),
            help: views_help(wanted.view, &design),
        });
    };
    if let Some(misfit) = choices::misfits(Some(view), wanted.selection, &design).into_iter().next() {
        let help = misfit.near.map_or(misfit.help, |near| format!("did you mean `{near}`?"));
        return Err(PrintError::NoSuchPart { message: misfit.message, help });
    }
    let html = if session.config.allow_html { Html::Markup } else { Html::Words };
    let older = match (view == View::Changes)
        .then(|| against::find(wanted.against, &session, &design, &template))
        .transpose()?
    {
        Some(Found::Unread(output)) => return Ok(*output),
        Some(Found::Older(older)) => Some(older),
        None => None,
    };
    let against = older.as_ref().map(|older| Against { design: &older.design, changes: &older.changes });
    let neighbours =
        (view == View::Neighbours).then(|| landscape::neighbours(&mut session, design.file)).flatten();
    let source = Source {
        design: &design,
        words: &template.labels,
        html,
        href: &|_, _| None,
        against,
        neighbours: neighbours.as_ref(),
        selection: wanted.selection,
    };
    let drawings = view.draw(&source);
    if let Some(older) = older.as_ref().filter(|_| drawings.is_empty()) {
        return Err(NoChange::Same(older.same()).into());
    }
    let [drawing] = drawings.as_slice() else {
        let wanted = wanted.view.to_owned();
        let is_empty = drawings.is_empty();
        return Err(if is_empty {
            PrintError::NothingToDraw(wanted)
        } else {
            PrintError::ManyPictures(wanted)
        });
    };
    let parts = if wanted.form.whole { Parts::default() } else { view.parts(drawing, &source) };
    let versions: Vec<&str> = match &against {
        Some(against) => vec![&against.changes.versions.0, &against.changes.versions.1],
        None if session.series(design.file).is_some() => vec![&design.meta.version.text],
        None => Vec::new(),
    };
    let shown = form::Shown {
        of: &design.meta.title,
        versions: &versions,
        view: wanted.view,
        selection: wanted.selection,
    };
    let (text, notes) = form::written(shown, &template.labels, drawing, &parts, wanted.form)?;
    Ok(Output { text, report: found, threshold, sources: session.sources, notes })
}

fn views_help(wanted: &str, design: &Design) -> String {
    let names = View::names(design);
    match nearest(wanted, names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the views are {}", view::listed_pictures()),
    }
}
